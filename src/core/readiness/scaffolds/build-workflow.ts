// A build robot's recipe for the detected stack: install, test, build, with no more rights than reading.

import type { FileEdit } from '../../model/edit.ts';
import type { Facts } from '../facts.ts';
import { filesLike } from '../look.ts';
import { createUnlessThere, type Scaffold } from './scaffold.ts';

/** Source: https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions */
export const buildWorkflowScaffold: Scaffold = {
  checks: ['dep-pipeline', 'test-in-ci'],
  plan(facts): readonly FileEdit[] {
    const isElsewhere = facts.git.state === 'present' && facts.git.remotes?.[0]?.includes('gitlab') === true;
    if (isElsewhere || filesLike(facts, /^\.gitlab-ci\.yml$/).length > 0) return [];
    const steps = stepsFor(facts);
    if (steps.length === 0) return [];
    const text = [
      '# Builds and tests every change on a clean machine.',
      'name: Build',
      'on: [push, pull_request]',
      'permissions:',
      '  contents: read',
      'jobs:',
      '  build:',
      '    runs-on: ubuntu-latest',
      '    timeout-minutes: 20',
      '    steps:',
      '      - uses: actions/checkout@v4',
      ...steps,
      '',
    ].join('\n');
    return createUnlessThere(facts, '.github/workflows/build-and-test.yml', text);
  },
};

function stepsFor(facts: Facts): readonly string[] {
  const has = (pattern: RegExp): boolean => filesLike(facts, pattern).length > 0;
  if (has(/^package\.json$/)) return nodeSteps(facts, has);
  if (has(/^(?:pyproject\.toml|requirements[\w.-]*\.txt)$/)) return pythonSteps(has);
  if (has(/^go\.mod$/)) {
    return [
      '      - uses: actions/setup-go@v5',
      '        with:',
      '          go-version-file: go.mod',
      ...run('go test ./...', 'go build ./...'),
    ];
  }
  return [];
}

function nodeSteps(facts: Facts, has: (pattern: RegExp) => boolean): readonly string[] {
  const manifest = facts.texts.get('package.json') ?? '';
  const script = (name: string): boolean => new RegExp(`^\\s*"${name}"\\s*:\\s*"(?!echo )`, 'm').test(manifest);
  const scripts = ['lint', 'test', 'build'].filter(script);
  const version = has(/^\.nvmrc$/) ? ['          node-version-file: .nvmrc'] : ['          node-version: 22'];
  const node = ['      - uses: actions/setup-node@v4', '        with:', ...version];
  if (has(/^pnpm-lock\.yaml$/)) {
    return [
      '      - uses: pnpm/action-setup@v4',
      ...node,
      ...run('pnpm install --frozen-lockfile', ...scripts.map((name) => `pnpm run ${name}`)),
    ];
  }
  if (has(/^bun\.lockb?$/) && !has(/^package-lock\.json$/)) {
    return [
      '      - uses: oven-sh/setup-bun@v2',
      ...run('bun install --frozen-lockfile', ...scripts.map((name) => `bun run ${name}`)),
    ];
  }
  if (has(/^yarn\.lock$/))
    return [...node, ...run('yarn install --frozen-lockfile', ...scripts.map((name) => `yarn run ${name}`))];
  const install = has(/^package-lock\.json$/) ? 'npm ci' : 'npm install';
  return [...node, ...run(install, ...scripts.map((name) => `npm run ${name}`))];
}

function pythonSteps(has: (pattern: RegExp) => boolean): readonly string[] {
  const install = has(/^pyproject\.toml$/) ? 'pip install .' : 'pip install -r requirements.txt';
  const test = has(/(?:^|\/)test_[^/]*\.py$|_test\.py$/) ? ['pip install pytest', 'pytest'] : [];
  return [
    '      - uses: actions/setup-python@v5',
    '        with:',
    "          python-version: '3.12'",
    ...run(install, ...test),
  ];
}

function run(...commands: readonly string[]): readonly string[] {
  return commands.map((command) => `      - run: ${command}`);
}
