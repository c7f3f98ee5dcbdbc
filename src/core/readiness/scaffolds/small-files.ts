// Short starting files that need no look into the code: version, changes, questions for a change, rights, services, targets.

import { nodeManifest, stacksOf, type StackName } from './stack.ts';
import { draftMark } from '../file-part.ts';
import { jsonEdit } from './manifest-edits.ts';
import {
  createAtRootUnlessThere,
  createUnlessThere,
  nameOf,
  nothing,
  ownerOf,
  placeIn,
  planOf,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { livesOnGitlab } from './build-workflow.ts';
import { runtimeVersions } from './runtime-versions.ts';

/** Where each language's tools look for its version.
 *  Sources: https://github.com/nvm-sh/nvm#nvmrc , https://github.com/pyenv/pyenv , https://learn.microsoft.com/dotnet/core/tools/global-json */
const versionFiles: Readonly<Record<StackName, readonly [path: string, text: string]>> = {
  node: ['.nvmrc', `${runtimeVersions.node}\n`],
  python: ['.python-version', `${runtimeVersions.python}\n`],
  go: ['.go-version', `${runtimeVersions.go}\n`],
  java: ['.java-version', `${runtimeVersions.java}\n`],
  dotnet: [
    'global.json',
    `{\n  "sdk": { "version": "${runtimeVersions.dotnet}.100", "rollForward": "latestFeature" }\n}\n`,
  ],
  ruby: ['.tool-versions', `ruby ${runtimeVersions.ruby}\n`],
  php: ['.tool-versions', `php ${runtimeVersions.php}\n`],
};

export const versionFileScaffold: Scaffold = {
  checks: ['dep-runtime-pinned'],
  kind: 'scaffold',
  plan({ facts }) {
    const stack = stacksOf(facts)[0]?.name;
    if (stack === undefined) return nothing;
    const [path, text] = versionFiles[stack];
    return planOf(
      createUnlessThere(facts, path, text, ['.tool-versions', 'mise.toml']),
      'Start the app once with this version. If it does not work, write the version you use today.',
    );
  },
};

/** Source: https://keepachangelog.com/en/1.1.0/ */
export const changesFileScaffold: Scaffold = {
  checks: ['dep-releases-named'],
  kind: 'scaffold',
  plan: ({ facts, today }) =>
    planOf(
      createUnlessThere(
        facts,
        'CHANGELOG.md',
        `# Changes

## Unreleased

## 0.1.0 (${today})

- The first version that carries a number.
`,
        ['CHANGES.md', 'HISTORY.md'],
      ),
      'Name this version: git tag v0.1.0',
    ),
};

/** Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests */
export const changeQuestionsScaffold: Scaffold = {
  checks: ['review-request-template'],
  kind: 'scaffold',
  plan({ facts }) {
    const text = `## What changes, and for whom?

## How was it tried?

## Did an AI tool write parts of it? Which one, and which parts?

## What could break, and how is it taken back?

## Does it touch personal data, keys or the bill?
`;
    const path = livesOnGitlab(facts)
      ? '.gitlab/merge_request_templates/Default.md'
      : '.github/PULL_REQUEST_TEMPLATE.md';
    return planOf(
      createAtRootUnlessThere(facts, path, text, ['.github/pull_request_template.md', 'docs/pull_request_template.md']),
    );
  },
};

/** Source: https://git-scm.com/docs/githooks#_prepare_commit_msg */
export const aiTrailerScaffold: Scaffold = {
  checks: ['review-ai-labelled'],
  kind: 'scaffold',
  plan({ facts }) {
    const hook = `#!/bin/sh
# Notes which AI tool helped with a change, when its session says so. Switch it on once: git config core.hooksPath .githooks
# HANDRAIL_AI_TOOL, or what the tools themselves set, names the tool; without one the message stays as it is.
tool="\${HANDRAIL_AI_TOOL:-}"
[ -z "$tool" ] && [ -n "\${CLAUDECODE:-}" ] && tool="Claude Code"
[ -z "$tool" ] && [ -n "\${CURSOR_AGENT:-}" ] && tool="Cursor"
[ -z "$tool" ] && [ -n "\${GEMINI_CLI:-}" ] && tool="Gemini CLI"
[ -z "$tool" ] && exit 0
grep -qi '^assisted-by:' "$1" || git interpret-trailers --in-place --trailer "Assisted-by: $tool" "$1"
`;
    return planOf(
      createAtRootUnlessThere(facts, '.githooks/prepare-commit-msg', hook),
      'Switch it on once on each machine: chmod +x .githooks/prepare-commit-msg && git config core.hooksPath .githooks',
    );
  },
};

/** Source: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#license */
export const licenceScaffold: Scaffold = {
  checks: ['own-licence-clear'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    const { facts } = context;
    const path = placeIn(facts, 'package.json');
    const text = nodeManifest(facts) === undefined ? undefined : await context.read(path);
    if (text !== undefined) {
      return planOf(
        jsonEdit(path, text, [[['private'], true]]),
        'This says that the code stays inside. If others may use it, ask your legal team for a licence instead.',
      );
    }
    const year = context.today.slice(0, 4);
    return planOf(
      createUnlessThere(
        facts,
        'LICENSE',
        `Copyright ${year}. All rights reserved.\n\nThis code is for use inside the company that owns it. It is not published under an open licence.\n`,
        ['LICENSE.md', 'LICENSE.txt', 'LICENCE', 'COPYING'],
      ),
      'Put the name of your company into the first line.',
    );
  },
};

/** Services by the packages that talk to them: a start for the list, not the whole truth. */
const services: readonly (readonly [name: string, packages: RegExp, gets: string])[] = [
  ['Stripe', /^(?:stripe|@stripe\/.+)$/, 'names, e-mail addresses and payments of customers'],
  ['Supabase', /^(?:@supabase\/.+|supabase)$/, 'everything that is stored'],
  ['Firebase', /^firebase(?:-admin)?$/, 'everything that is stored'],
  ['OpenAI', /^openai$/, 'what people ask, and what the prompt adds'],
  ['Anthropic', /^(?:@anthropic-ai\/sdk|anthropic)$/, 'what people ask, and what the prompt adds'],
  [
    'Google AI',
    /^(?:@google\/genai|@google\/generative-ai|google-genai|google-generativeai)$/,
    'what people ask, and what the prompt adds',
  ],
  ['Azure', /^@azure\/.+|^azure-.+/, 'as the code says'],
  ['AWS', /^@aws-sdk\/.+|^boto3$/, 'as the code says'],
  ['Sentry', /^(?:@sentry\/.+|sentry-sdk)$/, 'details of crashes'],
  ['Vercel Analytics', /^@vercel\/analytics$/, 'visits to pages'],
  ['SendGrid', /^@?sendgrid.*$/, 'e-mail addresses and the text of messages'],
  ['Resend', /^resend$/, 'e-mail addresses and the text of messages'],
  ['Twilio', /^twilio$/, 'telephone numbers and the text of messages'],
  ['Auth0', /^(?:@auth0\/.+|auth0.*)$/, 'who signs in'],
  ['Clerk', /^@clerk\/.+$/, 'who signs in'],
];

export const servicesListScaffold: Scaffold = {
  checks: ['own-outside-services-listed'],
  kind: 'scaffold',
  plan({ facts }) {
    const names = facts.packages.map((use) => use.name);
    const used = services.filter(([, pattern]) => names.some((name) => pattern.test(name)));
    const rows = used.map(([name, , gets]) => `| ${name} | ${gets} | PLACE | PERSON |`);
    const text = `<!-- ${draftMark} -->
# Outside services and what they receive

| Service | What it receives | Where it runs | Who has the contract |
|---|---|---|---|
${rows.length === 0 ? '| NAME | WHAT | PLACE | PERSON |' : rows.join('\n')}

Found by the packages in use. Add what the code reaches in other ways, and take out what is gone.
`;
    return planOf(
      createUnlessThere(facts, 'docs/services.md', text),
      'Answer the empty columns, then take the first line out.',
    );
  },
};

export const reliabilityTargetScaffold: Scaffold = {
  checks: ['rel-target-set'],
  kind: 'scaffold',
  plan({ facts }) {
    const text = `<!-- ${draftMark} -->
# Availability target of ${nameOf(facts) ?? 'this project'}

1. When must it work? (for instance: weekdays from 8 to 18)
2. How long may it be away before somebody is harmed? (for instance: half a day)
3. How much may be lost when it breaks? (for instance: the entries of the last hour)

Availability target: ANSWER, such as 99 % of office hours. Agreed with ${ownerOf(facts) ?? 'OWNER'}.
`;
    return planOf(
      createUnlessThere(facts, 'docs/reliability.md', text),
      'Answer the three questions, then take the first line out.',
    );
  },
};
