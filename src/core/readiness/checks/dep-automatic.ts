// The check dep-automatic: releases made by the build robot or by the host.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, linesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

/** A cluster that a build robot starts for its tests and throws away with them. */
const passingCluster = /\bhelm\/kind-action\b|\bkind create cluster\b|\bminikube start\b|\bk3d cluster create\b/;

const deployCommands = expression('gim')`
  ^[^#\n]*(
    \bargocd\s+app\b|\bflux\s+(?:push|reconcile)\b|helm\s+upgrade|
    kubectl\s+(?:apply(?![^\n]*\btests?\b)|set image|rollout)|helm/chart-releaser-action|helm\s+push|
    cargo\s+publish(?![^\n]*--dry-run)|gem\s+push|twine\s+upload|goreleaser|semantic-release|changesets/action|
    terraform\s+apply|\bvercel\b[^\n]*(?:deploy|--prod)|amondnet/vercel-action|\bnetlify\b[^\n]*deploy|
    \bflyctl\b[^\n]*deploy|wrangler\s+(?:deploy|publish)|cloudflare/(?:wrangler|pages)-action|
    gcloud\s+(?:run|app)\s+deploy|deploy-cloudrun|aws\s+(?:ecs|lambda|cloudformation|s3\s+sync)|az\s+webapp|
    azure/webapps-deploy|\bqovery\b|actions/deploy-pages|peaceiris/actions-gh-pages|firebase\s+deploy|
    action-hosting-deploy|serverless\s+deploy|\bsls\s+deploy|supabase\s+(?:db\s+push|functions\s+deploy)|
    \bcap\s+production\s+deploy|\bkamal\s+deploy|pypa/gh-action-pypi-publish|npm\s+publish|
    run:(?![^\n]*\btest)[^\n]*\bdeploy\b|
    name:(?![^\n]*\b(?:tests?|keys?|set-?up|install|prepare|check|preview|lint|login)\b)[^\n]*\bdeploy\b
  )
`;

/** Going live is one step done by a robot. */
export const depAutomatic: Check = {
  id: 'dep-automatic',
  category: 'Deployment',
  title: 'Going live is one step done by a robot',
  plain: 'Hand-copying files is how mistakes happen at 6 pm on Friday.',
  why: 'What a person types by hand on a Friday evening is typed wrong sooner or later.',
  fix: 'Let the build robot, or the host connected to the repository, release every change of the main branch.',
  source: 'https://dora.dev/capabilities/continuous-delivery/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 4,
  applies: [],
  attest: 'The host is connected to the repository and releases by itself (say which).',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(facts, buildRobotFiles, deployCommands, 'released by: $1').filter(
        ({ path }) =>
          !/[-_]tests?\.ya?ml$|\/tests?[-_.][^/]*$/.test(path) && !passingCluster.test(facts.texts.get(path) ?? ''),
      ),
      ...facts.kubernetes
        .filter(({ apiVersion }) => /(?:argoproj|fluxcd)\./.test(apiVersion))
        .slice(0, 3)
        .map(({ path, line, kind }) => ({ path, line, note: `released by a ${kind}` })),
      ...filesSeen(facts, /^(?:\.qovery\.ya?ml|render\.ya?ml)$/, 'released by the host'),
    ];
    return passWith(evidence.slice(0, 5), {
      state: 'unknown',
      because: 'Files do not tell how it goes live. A host connected to the repository would do it.',
    });
  },
};
