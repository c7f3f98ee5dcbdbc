// Recipes for build robots: install, check, test and build on every change, a look for known holes, a look for mistakes in the
// code. GitHub Actions, or GitLab CI where the repository lives there. No more rights than reading.

import type { FileEdit } from '../../model/edit.ts';
import type { Facts } from '../facts.ts';
import { firstTestScaffold } from './first-tests.ts';
import {
  createAtRootUnlessThere,
  factsAfter,
  gapAfter,
  insertAt,
  isThere,
  nothing,
  planOf,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { hasFile, nodeManifest, stacksOf, type Stack } from './stack.ts';

const checkout = '      - uses: actions/checkout@v4';

/** Source: https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions , https://docs.gitlab.com/ci/yaml/ */
export const buildWorkflowScaffold: Scaffold = {
  checks: ['dep-pipeline', 'test-in-ci'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    // A robot without a test to run says little, so the first one comes along.
    const first = stacksOf(context.facts).some(({ test }) => test.length === 0)
      ? await firstTestScaffold.plan(context)
      : nothing;
    const facts = factsAfter(context.facts, first.edits);
    const stacks = stacksOf(facts);
    if (stacks.length === 0) return nothing;
    const text = livesOnGitlab(facts)
      ? gitlabPipeline(facts, stacks)
      : workflow('Build', 'Builds and tests every change on a clean machine.', {
          on: ['on:', '  push:', '  pull_request:'],
          jobs: stacks.flatMap((stack) => githubJob(facts, stack)),
        });
    const path = livesOnGitlab(facts) ? '.gitlab-ci.yml' : '.github/workflows/build-and-test.yml';
    const recipe = createAtRootUnlessThere(facts, path, text);
    return recipe.length === 0 ? nothing : planOf([...recipe, ...first.edits], ...first.afterwards, pushAndLook);
  },
};

const pushAndLook =
  'Commit the file and push it. The result appears beside each change on the page of your repository.';

/** Source: https://google.github.io/osv-scanner/github-action/ , https://docs.gitlab.com/ci/yaml/ */
export const knownVulnerabilitiesScaffold: Scaffold = {
  checks: ['sec-known-vulnerabilities'],
  kind: 'scaffold',
  plan({ facts }) {
    const command = 'osv-scanner scan source --recursive .';
    if (livesOnGitlab(facts)) {
      return planOf(
        addGitlabJob(facts, 'known-vulnerabilities', [
          '  image:',
          '    name: ghcr.io/google/osv-scanner:v2.2.4',
          "    entrypoint: ['']",
          '  script:',
          `    - /${command}`,
        ]),
        pushAndLook,
      );
    }
    const text = workflow(
      'Known vulnerabilities',
      'Compares the packages in use with the public list of known holes.',
      {
        on: ['on:', '  push:', '  pull_request:', '  schedule:', "    - cron: '23 5 * * 1'"],
        jobs: [
          '  osv-scanner:',
          '    runs-on: ubuntu-latest',
          '    timeout-minutes: 15',
          '    steps:',
          checkout,
          '      - uses: actions/setup-go@v5',
          '        with:',
          '          go-version: stable',
          '      - run: go install github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.2.4',
          `      - run: ${command}`,
        ],
      },
    );
    return planOf(createAtRootUnlessThere(facts, '.github/workflows/known-vulnerabilities.yml', text), pushAndLook);
  },
};

const codeqlLanguages: Readonly<Record<Stack['name'], string | undefined>> = {
  node: 'javascript-typescript',
  python: 'python',
  go: 'go',
  java: 'java-kotlin',
  dotnet: 'csharp',
  ruby: 'ruby',
  php: undefined,
};

/** Source: https://docs.github.com/en/code-security/code-scanning , https://semgrep.dev/docs/deployment/add-semgrep-to-ci */
export const codeScanningScaffold: Scaffold = {
  checks: ['sec-code-scanning'],
  kind: 'scaffold',
  plan({ facts }) {
    const semgrep = ['pip install semgrep==1.140.0', 'semgrep scan --config p/default --error'];
    if (livesOnGitlab(facts)) {
      const lines = ['  image: python:3.13-slim', '  script:', ...semgrep.map((command) => `    - ${command}`)];
      return planOf(addGitlabJob(facts, 'code-scanning', lines), pushAndLook);
    }
    const languages = stacksOf(facts).flatMap(({ name }) => codeqlLanguages[name] ?? []);
    const on = [
      'on:',
      '  push:',
      '    branches: [main, master]',
      '  pull_request:',
      '  schedule:',
      "    - cron: '41 4 * * 2'",
    ];
    const jobs =
      languages.length === 0
        ? [
            '  semgrep:',
            '    runs-on: ubuntu-latest',
            '    timeout-minutes: 30',
            '    steps:',
            checkout,
            ...semgrep.map((command) => `      - run: ${command}`),
          ]
        : [
            '  codeql:',
            '    runs-on: ubuntu-latest',
            '    timeout-minutes: 60',
            '    permissions:',
            '      contents: read',
            '      security-events: write',
            '    strategy:',
            '      fail-fast: false',
            '      matrix:',
            '        include:',
            ...languages.map(
              (language) =>
                `          - { language: ${language}, build-mode: ${language === 'go' ? 'autobuild' : 'none'} }`,
            ),
            '    steps:',
            checkout,
            '      - uses: github/codeql-action/init@v3',
            '        with:',
            '          languages: ${{ matrix.language }}',
            '          build-mode: ${{ matrix.build-mode }}',
            '      - uses: github/codeql-action/analyze@v3',
          ];
    const text = workflow('Code scanning', 'Reads the code for security mistakes.', { on, jobs });
    return planOf(createAtRootUnlessThere(facts, '.github/workflows/code-scanning.yml', text), pushAndLook);
  },
};

/** A workflow with reading rights alone. */
export function workflow(
  name: string,
  comment: string,
  { on, jobs }: { readonly on: readonly string[]; readonly jobs: readonly string[] },
): string {
  return [`# ${comment}`, `name: ${name}`, ...on, 'permissions:', '  contents: read', 'jobs:', ...jobs, ''].join('\n');
}

/** Whether the repository's build robot is GitLab's. */
export function livesOnGitlab(facts: Facts): boolean {
  const remote = facts.git.state === 'present' ? facts.git.remotes?.[0] : undefined;
  return remote?.includes('gitlab') === true || isThere(facts, '.gitlab-ci.yml');
}

/** Steps that make the language available and install the packages. */
export function setUpSteps(facts: Facts, stack: Stack): readonly string[] {
  return [...languageSteps(facts, stack), ...stack.install.map((command) => `      - run: ${command}`)];
}

function githubJob(facts: Facts, stack: Stack): readonly string[] {
  const folder =
    facts.folder === '' ? [] : ['    defaults:', '      run:', `        working-directory: ${facts.folder}`];
  return [
    `  ${stack.name}:`,
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 20',
    ...folder,
    '    steps:',
    checkout,
    ...setUpSteps(facts, stack),
    ...[...stack.lint, ...stack.test, ...stack.build].map((command) => `      - run: ${command}`),
  ];
}

function languageSteps(facts: Facts, { name, version }: Stack): readonly string[] {
  const uses = (action: string, ...settings: readonly string[]): readonly string[] => [
    `      - uses: ${action}`,
    '        with:',
    ...settings.map((setting) => `          ${setting}`),
  ];
  switch (name) {
    case 'node': {
      const manager = nodeManifest(facts)?.manager;
      const pnpm = manager === 'pnpm' ? uses('pnpm/action-setup@v4', 'version: 10') : [];
      const bun = manager === 'bun' ? ['      - uses: oven-sh/setup-bun@v2'] : [];
      const pin =
        hasFile(facts, /^\.nvmrc$/) && facts.folder === '' ? 'node-version-file: .nvmrc' : `node-version: '${version}'`;
      return [...pnpm, ...uses('actions/setup-node@v4', pin), ...bun];
    }
    case 'python':
      return uses('actions/setup-python@v5', `python-version: '${version}'`);
    case 'go':
      return uses('actions/setup-go@v5', `go-version: '${version}'`);
    case 'java': {
      const gradle = hasFile(facts, /^build\.gradle/) && !hasFile(facts, /^gradlew$/);
      return [
        ...uses('actions/setup-java@v4', 'distribution: temurin', `java-version: '${version}'`),
        ...(gradle ? ['      - uses: gradle/actions/setup-gradle@v4'] : []),
      ];
    }
    case 'dotnet':
      return uses('actions/setup-dotnet@v4', `dotnet-version: '${version}'`);
    case 'ruby':
      return uses('ruby/setup-ruby@v1', `ruby-version: '${version}'`);
    case 'php':
      return uses('shivammathur/setup-php@v2', `php-version: '${version}'`);
  }
}

const images: Readonly<Record<Stack['name'], (version: string) => string>> = {
  node: (version) => `node:${version}`,
  python: (version) => `python:${version}-slim`,
  go: (version) => `golang:${version}`,
  java: (version) => `maven:3-eclipse-temurin-${version}`,
  dotnet: (version) => `mcr.microsoft.com/dotnet/sdk:${version}`,
  ruby: (version) => `ruby:${version}`,
  php: () => 'composer:2',
};

function gitlabPipeline(facts: Facts, stacks: readonly Stack[]): string {
  const jobs = stacks.flatMap((stack) => {
    const gradle = stack.name === 'java' && !hasFile(facts, /^pom\.xml$/);
    const manager = stack.name === 'node' ? nodeManifest(facts)?.manager : undefined;
    const before =
      manager === 'pnpm' || manager === 'yarn'
        ? ['corepack enable']
        : manager === 'bun'
          ? ['npm install --global bun']
          : [];
    const folder = facts.folder === '' ? [] : [`cd ${facts.folder}`];
    const commands = [...folder, ...before, ...stack.install, ...stack.lint, ...stack.test, ...stack.build];
    return [
      `${stack.name}:`,
      `  image: ${gradle ? `gradle:8-jdk${stack.version}` : images[stack.name](stack.version)}`,
      '  script:',
      ...(commands.length === 0 ? ['    - "true"'] : commands.map((command) => `    - ${command}`)),
      '',
    ];
  });
  return [
    '# Builds and tests every change on a clean machine.',
    'workflow:',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    '',
    ...jobs,
  ].join('\n');
}

/** A job more at the end of the pipeline; the rest stays as it is. */
function addGitlabJob(facts: Facts, name: string, lines: readonly string[]): readonly FileEdit[] {
  const path = '.gitlab-ci.yml';
  const job = [`${name}:`, ...lines, ''].join('\n');
  const text = facts.texts.get(path);
  if (text === undefined) return createAtRootUnlessThere(facts, path, job);
  return new RegExp(`^${name}:`, 'm').test(text) ? [] : insertAt(path, text, text.length, gapAfter(text) + job);
}
