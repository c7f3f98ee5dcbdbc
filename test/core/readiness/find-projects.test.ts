import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Check } from '../../../src/core/readiness/check.ts';
import { projectFacts } from '../../../src/core/readiness/project-facts.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import { renderHtml } from '../../../src/core/readiness/render-html.ts';
import { renderMarkdown } from '../../../src/core/readiness/render-markdown.ts';
import { renderText } from '../../../src/core/readiness/render-text.ts';
import type { PlacedReport, ReadinessReport } from '../../../src/core/readiness/report.ts';
import { readMembers } from '../../../src/core/readiness/workspace-members.ts';
import { runs } from '../../support/runs.ts';
import { factsOf, manifest, readinessOf } from './workspace.ts';

type Files = Readonly<Record<string, string>>;

const found = async (files: Files): Promise<readonly string[]> =>
  (await factsOf({ files })).found.map(({ kind, path }) => `${kind === 'application' ? 'app' : 'lib'} ${path}`);

const app = manifest(['next'], { scripts: { start: 'next start' } });
const library = manifest([]);

describe('projects of a monorepo that nobody declared', () => {
  const lists: readonly (readonly [string, Files, readonly string[]])[] = [
    [
      'npm and yarn, with exclusions',
      {
        'package.json': '{"workspaces": {"packages": ["apps/*", "packages/**", "!packages/old"]}}',
        'apps/web/package.json': app,
        'packages/ui/package.json': library,
        'packages/deep/er/package.json': library,
        'packages/old/package.json': library,
        'elsewhere/package.json': library,
      },
      ['app apps/web', 'lib packages/deep/er', 'lib packages/ui'],
    ],
    [
      'pnpm',
      {
        'pnpm-workspace.yaml': 'packages:\n  - web\n  - "lib/*"\n',
        'web/package.json': app,
        'lib/a/package.json': library,
      },
      ['lib lib/a', 'app web'],
    ],
    [
      'Nx without workspaces',
      {
        'nx.json': '{}',
        'apps/web/project.json': '{}',
        'apps/web/Dockerfile': 'FROM node',
        'libs/a/project.json': '{}',
      },
      ['app apps/web', 'lib libs/a'],
    ],
    [
      'Maven, one list inside another',
      {
        'pom.xml': '<modules>\n<module>api</module><!-- <module>off</module> -->\n<module>parts</module></modules>',
        'api/pom.xml': '<project/>',
        'api/src/main/resources/application.yml': 'a: b',
        'off/pom.xml': '<project/>',
        'parts/pom.xml': '<packaging>pom</packaging><modules><module>one</module></modules>',
        'parts/one/pom.xml': '<project/>',
      },
      ['app api', 'lib parts/one'],
    ],
    [
      'Gradle, with a folder that was moved',
      {
        'settings.gradle.kts':
          'include(":app", ":common:core")\n// include(":off")\ninclude(":x")\nproject(":x").projectDir = file("moved/x")\n',
        'app/build.gradle.kts': 'plugins { id("com.android.application") }',
        'common/core/build.gradle.kts': '',
        'moved/x/build.gradle': '',
        'off/build.gradle': '',
      },
      ['app app', 'lib common/core', 'lib moved/x'],
    ],
    [
      'Cargo',
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n',
        'crates/a/Cargo.toml': '',
        'crates/b/Cargo.toml': '',
        'crates/old/Cargo.toml': '',
      },
      ['lib crates/a', 'lib crates/b'],
    ],
    [
      'Go',
      {
        'go.work': 'go 1.24\n\nuse (\n\t./svc // the service\n\t./lib\n)\n',
        'svc/go.mod': 'module a.b/svc',
        'svc/Dockerfile': 'FROM go',
        'lib/go.mod': 'module a.b/lib',
      },
      ['lib lib', 'app svc'],
    ],
    [
      '.NET solutions, old and new',
      {
        'Shop.sln': 'Project("{9A19103F}") = "Web", "src\\Web\\Web.csproj", "{1}"\nEndProject\n',
        'New.slnx': '<Solution><Project Path="src/Core/Core.csproj" /></Solution>',
        'src/Web/Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web">',
        'src/Core/Core.csproj': '<Project Sdk="Microsoft.NET.Sdk">',
      },
      ['lib src/Core', 'app src/Web'],
    ],
    [
      'uv',
      {
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        'packages/a/pyproject.toml': '[project]\nname = "a"\n',
        'packages/b/pyproject.toml': '[project]\nname = "b"\n',
      },
      ['lib packages/a', 'lib packages/b'],
    ],
    [
      'no list at all: folders with a manifest that start or ship by themselves',
      {
        'cart/Dockerfile': 'FROM go',
        'cart/go.mod': 'module cart',
        'mail/requirements.txt': 'flask\n',
        'mail/Procfile': 'web: gunicorn app',
        'web/package.json': '{"scripts": {"start": "node server.js"}}',
        'lib/package.json': '{"scripts": {"start": "tsc --watch"}}',
        'only-a-recipe/Dockerfile': 'FROM scratch',
      },
      ['app cart', 'app mail', 'app web'],
    ],
  ];
  for (const [name, files, expected] of lists) {
    it(`are found: ${name}`, async () => {
      assert.deepEqual(await found(files), expected);
    });
  }

  it('are not examples, tests, documents, templates and tools', async () => {
    const folders = ['examples/a', 'packages/a/fixtures/b', 'docs', 'tests/e2e', 'templates/x', 'web-e2e', 'scripts/x'];
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/package.json`, app]));
    const list = JSON.stringify({ workspaces: folders });
    assert.deepEqual(await found({ 'package.json': list, ...files, 'a/package.json': app, 'b/package.json': app }), [
      'app a',
      'app b',
    ]);
  });

  it('are none where there is one project only, wherever it lies', async () => {
    assert.deepEqual(await found({ 'app/package.json': app, 'README.md': '' }), []);
    assert.deepEqual(await found({ 'settings.gradle': "include ':app'", 'app/build.gradle': '' }), []);
    assert.deepEqual(await found({ 'package.json': app, 'src/a.ts': '' }), []);
    // The root is the app, and something else can be deployed beside it.
    assert.deepEqual(await found({ 'package.json': app, 'functions/package.json': app }), ['app functions']);
  });

  it('have the list and its line as evidence', async () => {
    const facts = await factsOf({
      files: {
        'pnpm-workspace.yaml': 'packages:\n  - web\n  - api\n',
        'web/package.json': app,
        'api/package.json': app,
      },
    });
    assert.deepEqual(facts.found[0]?.evidence[0], { path: 'pnpm-workspace.yaml', line: 3, note: 'lists api' });
  });

  it('are read from any text without an exception', () => {
    const names = [
      'package.json',
      'pnpm-workspace.yaml',
      'Cargo.toml',
      'go.work',
      'pom.xml',
      'settings.gradle',
      'a.sln',
    ];
    const pieces = [
      'use (',
      'include(',
      '<module>',
      '":a"',
      "'",
      '"',
      '[workspace]\n',
      'members = [',
      '{',
      '../..',
      '\n',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(fc.constantFrom(...pieces)), (name, parts) => {
        for (const { pattern } of readMembers(parts.join(''), name)?.members ?? [])
          assert.doesNotMatch(pattern, /\.\./);
      }),
      { numRuns: runs(300) },
    );
  });
});

const shop: Files = {
  'package.json': '{\n"workspaces": ["apps/*", "packages/*"],\n"engines": {"node": "20.11.0"}\n}',
  'README.md': `# Shop\n\n${'What this is and how to start it. '.repeat(20)}\n\n## When it breaks\n\nCall Dana.\n`,
  LICENSE: 'MIT',
  CNAME: 'shop.nordwind.de\n',
  'package-lock.json': '{}',
  '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: npm test\n',
  'apps/web/package.json': manifest(['next', '@shop/auth'], { name: '@shop/web', scripts: { start: 'next start' } }),
  'apps/web/pages/api/orders.ts': 'process.env.WEB_KEY',
  'apps/admin/package.json': manifest(['express'], { name: '@shop/admin', scripts: { start: 'node .' } }),
  'apps/admin/server.ts': 'process.env.ADMIN_KEY',
  'packages/auth/package.json': manifest(['next-auth'], { name: '@shop/auth' }),
  'packages/auth/eval.ts': 'export const run = (text) => eval(text);\n',
};

/** A check that fails in one folder, and passes for the whole. */
const checkSaying = (folder: string): Check => ({
  ...checks[0]!,
  id: 'test-only',
  requiredFrom: 'internal',
  applies: [],
  evaluate: (facts) => {
    const seen = [{ path: `${folder}/bad.ts`, line: 1, note: 'seen' }];
    return facts.folder === folder
      ? { state: 'fail', evidence: seen, because: 'bad' }
      : { state: 'pass', evidence: seen };
  },
});

const stateIn = (project: PlacedReport | undefined, id: string): unknown =>
  project?.checks.find((check) => check.id === id)?.state;

describe('each project of a monorepo', () => {
  let report: ReadinessReport;
  let web: PlacedReport | undefined;
  let admin: PlacedReport | undefined;
  let auth: PlacedReport | undefined;
  before(async () => {
    report = await readinessOf({ files: shop });
    [admin, web, auth] = report.projects ?? [];
  });

  it('is judged by its own folder', () => {
    assert.deepEqual(
      report.projects?.map(({ path, kind }) => [path, kind]),
      [
        ['apps/admin', 'application'],
        ['apps/web', 'application'],
        ['packages/auth', 'library'],
      ],
    );
    assert.equal(stateIn(auth, 'sec-no-dangerous-code'), 'fail');
    assert.equal(stateIn(admin, 'sec-no-dangerous-code'), 'pass');
  });

  it('has what the root gives: build robot, licence, lock file, pinned runtime, documents', () => {
    for (const id of ['dep-pipeline', 'own-licence-clear', 'sec-dependencies-locked', 'dep-runtime-pinned']) {
      const whole = report.checks.find((check) => check.id === id)?.state;
      assert.deepEqual([whole, stateIn(web, id)], ['pass', 'pass'], id);
    }
    assert.equal(web?.checks.find(({ id }) => id === 'own-readme')?.evidence[0]?.path, 'README.md');
  });

  it('has what a library it is made with does for it, and no other', () => {
    const login = web?.checks.find(({ id }) => id === 'sec-login-present');
    assert.deepEqual([login?.state, login?.evidence[0]?.path], ['pass', 'packages/auth/package.json']);
    assert.equal(stateIn(admin, 'sec-login-present'), 'fail');
  });

  it('is not asked for what its application has to have, when it is a library', () => {
    assert.equal(stateIn(auth, 'review-launch-approval'), 'not_applicable');
    assert.equal(stateIn(auth, 'test-exists'), 'fail');
  });

  it('names the settings of its own code alone', async () => {
    const facts = await factsOf({ files: shop });
    assert.deepEqual(facts.environmentNames, ['ADMIN_KEY', 'WEB_KEY']);
    assert.deepEqual(projectFacts(facts, 'apps/web').environmentNames, ['WEB_KEY']);
  });

  it('keeps its evidence however much of the same its neighbours have', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`apps/a/src/${String(index)}.js`, 'eval(input);\n']),
    );
    const { projects } = await readinessOf({
      files: { 'apps/a/package.json': app, 'apps/b/package.json': app, ...many, 'apps/b/src/x.js': 'eval(input);\n' },
    });
    assert.deepEqual(
      projects?.map((project) => stateIn(project, 'sec-no-dangerous-code')),
      ['fail', 'fail'],
    );
  });

  it('holds the whole up as an application, not as a library', async () => {
    const badIn = async (folder: string): Promise<readonly boolean[]> => {
      const files = { ...shop, [`${folder}/bad.ts`]: 'export const run = (text) => eval(text);\n' };
      const judged = await readinessOf(
        { files: { ...files, 'packages/auth/eval.ts': '' } },
        { checks: [checkSaying(folder)], tier: 'internal' },
      );
      return [judged.ready, ...(judged.projects ?? []).map(({ ready }) => ready)];
    };
    assert.deepEqual(await badIn('apps/web'), [false, true, false, true]);
    assert.deepEqual(await badIn('packages/auth'), [true, true, true, false]);
  });

  it('is declared where the team says so, and then nothing else is looked for', async () => {
    const { projects } = await readinessOf({
      files: { ...shop, '.handrail/project.yaml': 'owner: a@b.example\nprojects:\n  - path: apps/web\n' },
    });
    assert.deepEqual(
      projects?.map(({ path, kind }) => [path, kind]),
      [['apps/web', undefined]],
    );
  });

  it('has the owner and the audience of the whole until somebody declares it', async () => {
    const { projects = [] } = await readinessOf({
      files: { ...shop, '.handrail/project.yaml': 'name: Shop\nowner: a@b.example\naudience: team\n' },
    });
    assert.deepEqual([...new Set(projects.map(({ tier }) => tier))], ['internal']);
    assert.equal(stateIn(projects[0], 'own-owner-named'), 'pass');
  });

  it('stands in a list in text, Markdown and HTML; applications first', () => {
    const words = (text: string): readonly string[] =>
      Array.from(text.matchAll(/(?:apps\/admin|apps\/web|packages\/auth)/g), ([path]) => path).slice(0, 3);
    const text = renderText(report, { details: false, voice: 'plain' });
    const list = text.slice(text.indexOf('Projects in this repository'));
    assert.match(list, /apps\/web +(?:not )?ready for \w+/);
    assert.match(list, /packages\/auth +library, \d+ to mend/);
    assert.doesNotMatch(list, /Next steps/);
    assert.match(renderText(report, { details: true, voice: 'plain' }), /\nProject apps\/web\n/);
    const markdown = renderMarkdown(report);
    assert.deepEqual(words(markdown.slice(markdown.indexOf('# Projects'))), [
      'apps/admin',
      'apps/web',
      'packages/auth',
    ]);
    const page = renderHtml(report, {
      voice: 'plain',
      history: [],
      day: '2026-11-24',
      editor: { nonce: 'n', script: '' },
    });
    assert.match(page, /<summary><code>apps\/web<\/code>/);
    assert.match(page, /data-check="[\w-]+" data-project="apps\/web"/);
  });
});
