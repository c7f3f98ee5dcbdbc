// Going live as one step of the build robot, on the platform that the policy names for this kind of project; without one, on the
// platform that the files are made for. A person still starts it.

import { approvedPlatforms } from '../ship.ts';
import { livesOnGitlab, setUpSteps, workflow } from './build-workflow.ts';
import { createAtRootUnlessThere, nothing, planOf, type FixPlan, type Scaffold } from './scaffold.ts';
import { hasFile, stacksOf } from './stack.ts';

interface Host {
  readonly file: RegExp;
  readonly name: string;
  readonly command: string;
  /** Settings of the repository that the command needs. */
  readonly secrets: readonly string[];
}

/** Commands of hosts. Sources: https://vercel.com/docs/cli , https://docs.netlify.com/api-and-cli-guides/cli-guides/get-started-with-cli/ ,
 *  https://fly.io/docs/launch/continuous-deployment-with-github-actions/ , https://developers.cloudflare.com/workers/wrangler/ ,
 *  https://firebase.google.com/docs/cli , https://www.serverless.com/framework/docs */
const hosts: readonly Host[] = [
  {
    file: /^vercel\.json$/,
    name: 'Vercel',
    command: 'npx vercel@latest deploy --prod --yes --token "$VERCEL_TOKEN"',
    secrets: ['VERCEL_TOKEN', 'VERCEL_ORG_ID', 'VERCEL_PROJECT_ID'],
  },
  {
    file: /^netlify\.toml$/,
    name: 'Netlify',
    command: 'npx netlify-cli deploy --build --prod',
    secrets: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_SITE_ID'],
  },
  {
    file: /^fly\.toml$/,
    name: 'Fly.io',
    command: 'curl -L https://fly.io/install.sh | sh && ~/.fly/bin/flyctl deploy --remote-only',
    secrets: ['FLY_API_TOKEN'],
  },
  {
    file: /^wrangler\.(?:toml|jsonc?)$/,
    name: 'Cloudflare',
    command: 'npx wrangler deploy',
    secrets: ['CLOUDFLARE_API_TOKEN'],
  },
  {
    file: /^firebase\.json$/,
    name: 'Firebase',
    command: 'npx firebase-tools deploy --non-interactive',
    secrets: ['GOOGLE_APPLICATION_CREDENTIALS'],
  },
  {
    file: /^serverless\.ya?ml$/,
    name: 'AWS',
    command: 'npx serverless deploy',
    secrets: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  },
];

export const deployWorkflowScaffold: Scaffold = {
  checks: ['dep-automatic'],
  kind: 'scaffold',
  plan({ facts, policy }): FixPlan {
    if (livesOnGitlab(facts)) return nothing;
    const approved = approvedPlatforms(policy, facts.declaration?.track);
    const named = approved.find((platform) => platform.id === facts.declaration?.target) ?? approved[0];
    const host = hosts.find(({ file }) => hasFile(facts, file));
    const command = named?.command ?? (named === undefined ? host?.command : undefined);
    if (command === undefined) return nothing;
    const secrets = named?.command === undefined ? (host?.secrets ?? []) : [];
    const environment =
      secrets.length === 0
        ? []
        : ['        env:', ...secrets.map((name) => `          ${name}: \${{ secrets.${name} }}`)];
    const [stack] = stacksOf(facts);
    const text = workflow('Deploy', 'Brings the main version live, in one step that a person starts.', {
      on: ['on:', '  workflow_dispatch:'],
      jobs: [
        '  deploy:',
        '    runs-on: ubuntu-latest',
        '    timeout-minutes: 30',
        '    # Named reviewers of this environment are asked before the job starts.',
        '    environment: production',
        '    concurrency: deploy-production',
        '    steps:',
        '      - uses: actions/checkout@v4',
        ...(stack === undefined ? [] : setUpSteps(facts, stack)),
        ...(stack?.test ?? []).map((test) => `      - run: ${test}`),
        `      - run: ${JSON.stringify(command)}`,
        ...environment,
      ],
    });
    const setUp =
      secrets.length === 0 ? [] : [`Store ${secrets.join(', ')} under Settings › Secrets of the repository.`];
    return planOf(
      createAtRootUnlessThere(facts, '.github/workflows/deploy.yml', text),
      ...setUp,
      'Name reviewers for the environment "production" under Settings › Environments.',
    );
  },
};
