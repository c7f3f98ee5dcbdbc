// What readers of a fourth lot of real repositories had to correct, in pairs: what is there, and what only looks like it.

import assert from 'node:assert/strict';
import { judgeBoundary } from '../../../src/core/readiness/boundary.ts';
import { isSample } from '../../../src/core/readiness/paths.ts';
import { itJudges, type Judgement } from './judging.ts';
import { checkOf, factsOf, keyFoundIn, manifest, type Workspace } from './workspace.ts';

type Files = Workspace['files'];

const express = { 'package.json': manifest(['express']) };
const database = { 'package.json': manifest(['pg']) };
const react = { 'package.json': manifest(['react']) };
const run = (...lines: readonly string[]): Files => ({
  '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: |\n${lines.map((line) => `          ${line}\n`).join('')}`,
});

const judgements: readonly Judgement[] = [
  ['data-schema-versioned', 'numbered changes', 'pass', { ...database, 'scripts/001_create_tables.sql': '' }],
  ['data-schema-versioned', 'a script of a day', 'fail', { ...database, 'scripts/count.sql': '' }],
  [
    'data-schema-versioned',
    'pieces of a page',
    'fail',
    { ...database, 'client/components/migration/Progress.tsx': '' },
  ],
  [
    'rel-timeouts',
    'a call that is given up',
    'pass',
    { ...express, 'a.ts': 'setTimeout(() => controller.abort(), 5000)' },
  ],
  [
    'rel-timeouts',
    'a listener that is taken away',
    'warn',
    { ...express, 'a.ts': "on('click', go, { signal: controller.signal })" },
  ],
  ['rel-timeouts', 'time to shut down', 'warn', { ...express, 'a.ts': 'shutdownTimeoutMs: 25_000,' }],
  ['rel-timeouts', 'a field of a form', 'warn', { ...express, 'client/src/pages/Admin.tsx': 'timeout: 30,' }],
  [
    'sec-rate-limit',
    'a maker of limits',
    'pass',
    { ...express, 'a.js': 'const limit = createRateLimiter({ max: 20 });' },
  ],
  [
    'sec-rate-limit',
    'a maker that nobody asks',
    'warn',
    { ...express, 'a.js': 'export function createRateLimiter({ max }) {' },
  ],
  ['rel-target-set', 'a target with its figure', 'pass', { 'docs/a.md': 'Our SLO is 99.9 % a month.' }],
  ['rel-target-set', 'a section about it', 'pass', { 'docs/a.md': '## Availability target\n' }],
  ['rel-target-set', 'a wish', 'fail', { 'docs/a.md': 'The gate asks for target SLO evidence.' }],
  [
    'sec-no-dangerous-code',
    'a program that builds',
    'pass',
    { 'a.py': '', 'buildscripts/gyb.py': 'result = eval(code)' },
  ],
  ['sec-no-dangerous-code', 'a program that runs', 'fail', { 'app/javascripts/a.js': 'const a = eval(code)' }],
  ['sec-no-dangerous-code', 'a text that never changes', 'pass', { 'a.js': 'await eval(\'import("a")\')' }],
  [
    'sec-cors-not-wide-open',
    'a plug-in for developers',
    'pass',
    { ...express, 'a.ts': 'configureServer(server) {\n  response.setHeader("Access-Control-Allow-Origin", "*");' },
  ],
  [
    'test-in-ci',
    'a command over several lines',
    'pass',
    run('xcodebuild \\', '  -scheme A \\', '  test 2>&1 | tee log'),
  ],
  ['test-in-ci', 'a build over several lines', 'fail', run('xcodebuild \\', '  -scheme A \\', '  build', 'echo test')],
  ['test-in-ci', 'a tool behind a variable', 'pass', run('${{ env.CARGO }} test --workspace')],
  ['test-in-ci', 'another tool behind one', 'fail', run('${{ env.CARGO }} build --workspace')],
  ['sec-env-file-not-committed', 'settings by another name', 'fail', { 'config/security.env.prod': 'A_SECRET=a' }],
  ['sec-env-file-not-committed', 'settings to copy', 'pass', { 'config/security.env.example': 'A_SECRET=' }],
  ['dep-runtime-pinned', 'scripts for work alone', 'not_applicable', { 'charts/a/hack/sync.py': '' }],
  ['dep-runtime-pinned', 'code that runs', 'fail', { 'app/a.py': '' }],
  [
    'own-help-contact',
    'how to get help',
    'pass',
    { 'README.md': '## How to get help\n\nSee [Support](https://a.example/support).\n' },
  ],
  [
    'own-help-contact',
    'how to get data',
    'fail',
    { 'README.md': '## How to get data\n\nSee [here](https://a.example).\n' },
  ],
  ['dep-build-recipe', 'units of Terragrunt', 'pass', { 'prod/mysql/terragrunt.hcl': '' }],
  ['dep-build-recipe', 'settings of Terragrunt', 'fail', { 'prod/account.hcl': '' }],
  ['own-runbook', 'a playbook for outages', 'pass', { 'docs/INCIDENT_PLAYBOOK.md': '' }],
  ['own-runbook', 'a playbook for marketing', 'fail', { 'GEO_PLAYBOOK.md': '# GEO Playbook\n' }],
  ['own-runbook', 'help for contributors', 'fail', { 'CONTRIBUTING.md': '### Troubleshooting\n' }],
  [
    'own-readme',
    'the text of v0',
    'fail',
    {
      'README.md': `# a\n\n*Automatically synced with your [v0.app](https://v0.app) deployments*\n\n${'Your project is live. '.repeat(20)}`,
    },
  ],
  ['sec-env-example', 'settings of an example', 'fail', { ...express, 'examples/chat/.env.example': '' }],
  ['sec-env-example', 'settings of the app', 'pass', { ...express, 'server/.env.example': '' }],
  ['rel-friendly-failure', 'a page of an example', 'warn', { ...react, 'examples/a/src/pages/404.tsx': '' }],
  ['rel-friendly-failure', 'a page of the app', 'pass', { ...react, 'src/pages/404.tsx': '' }],
  [
    'dep-pipeline',
    'assistants alone',
    'fail',
    {
      '.github/workflows/ask.yml': 'jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n',
      '.github/workflows/b.yml': 'jobs:\n  a:\n    steps:\n      - uses: google-github-actions/run-gemini-cli@v0\n',
    },
  ],
  [
    'dep-pipeline',
    'a build that is handed on',
    'pass',
    {
      '.github/workflows/ask.yml': 'jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n',
      '.github/workflows/b.yml': 'jobs:\n  a:\n    steps:\n      - run: npm run build\n',
    },
  ],
  ['rel-ai-limits', 'a limit', 'pass', { Gemfile: "gem 'ruby-openai'\n", 'a.rb': "options['max_tokens'] = 400" }],
  ['rel-ai-limits', 'a limit that is empty', 'fail', { Gemfile: "gem 'ruby-openai'\n", 'a.rb': "'max_tokens' => ''," }],
  [
    'dep-runtime-pinned',
    'a plug-in of the build',
    'pass',
    { 'app/a.kt': '', 'build-logic/src/main/kotlin/A.kt': 'jvmToolchain(17)' },
  ],
  ['dep-runtime-pinned', 'a version in the code', 'fail', { 'app/a.kt': 'if (JavaVersion.VERSION_17 == a) {' }],
  [
    'sec-dependencies-locked',
    'versions of a catalogue',
    'pass',
    { 'build.gradle': '', 'gradle/libs.versions.toml': '[versions]\nkotlin = "2.0.1"\n' },
  ],
  [
    'sec-dependencies-locked',
    'versions of an example',
    'fail',
    {
      'build.gradle': "implementation 'a:b:1.+'\n",
      'examples/a/gradle/libs.versions.toml': '[versions]\nkotlin = "2.0.1"\n',
    },
  ],
];

describe('judgements that readers corrected, a fourth time', () => {
  itJudges(judgements);

  it('take what is kept for tests and for a build robot for samples', () => {
    for (const path of ['Modules/A/Tests/ATests/a.html', 'charts/a/ci/tls-values.yaml', 'benchsuite/a.py'])
      assert.ok(isSample(path), path);
    for (const path of ['Modules/A/Sources/Testsuites.swift', 'charts/a/values.yaml', 'ci/values.yaml'])
      assert.ok(!isSample(path), path);
  });

  it('take keys below development and test for those of one machine', async () => {
    const settings = 'development:\n  secret_key_base: a\n\nproduction:\n  secret_key_base: a\n';
    const stateAt = async (line: number) =>
      (
        await checkOf('sec-no-hardcoded-secrets', {
          files: { 'config/secrets.yml': settings },
          scans: [keyFoundIn('config/secrets.yml', line)],
        })
      ).state;
    assert.equal(await stateAt(2), 'pass');
    assert.equal(await stateAt(5), 'fail');
  });

  it('take a name that a generator gives every app for no example', async () => {
    const idsOf = async (name: string) =>
      judgeBoundary(await factsOf({ files: { 'package.json': JSON.stringify({ name }) } }), {
        internalDomains: [],
      }).signals.map(({ id }) => id);
    assert.deepEqual(await idsOf('vite-react-typescript-starter'), []);
    assert.deepEqual(await idsOf('acme-starter'), ['example-or-template']);
  });
});
