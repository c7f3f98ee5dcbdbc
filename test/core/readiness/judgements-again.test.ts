// What readers of a second lot of real repositories had to correct, in pairs: what is there, and what only looks like it.

import assert from 'node:assert/strict';
import { judgeBoundary } from '../../../src/core/readiness/boundary.ts';
import { itJudges, type Judgement } from './judging.ts';
import { checkOf, factsOf, keyFoundIn, manifest, type Workspace } from './workspace.ts';

type Files = Workspace['files'];

const express = { 'package.json': manifest(['express']) };
const react = { 'package.json': manifest(['react']) };
const database = { 'package.json': manifest(['pg']) };
const aiohttp = { 'requirements.txt': 'aiohttp==3.9.0\n' };
const argument = (version: string): string => `ARG VERSION=${version}\nFROM node:\${VERSION}\n`;
const gin = {
  'go.mod':
    'module a\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.0\n\tgithub.com/dgrijalva/jwt-go v3.2.0\n\tgorm.io/gorm v1.25.0\n)\n',
};
const workflow = (...steps: readonly string[]): Files => ({
  '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`,
});
const deployment = (extra: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n${extra}      containers: [{name: a, image: a:1}]\n`;
const chart = { 'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\n' };
const hostPath = (path: string): Files => ({
  ...chart,
  'charts/a/templates/a.yaml': deployment(`      volumes: [{name: a, hostPath: {path: ${path}}}]\n`),
});

const dependency = (artifact: string): string =>
  `<dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>${artifact}</artifactId>\n</dependency>\n`;
const pom = (more: string): string =>
  `<project>\n<dependencies>\n${dependency('spring-boot-starter-web')}${more}</dependencies>\n</project>`;
const controller =
  '@RestController\nclass ItemController {\n  @DeleteMapping("/items/{id}")\n  void remove(@PathVariable long id) {\n    items.save(id);\n  }\n}\n';

const judgements: readonly Judgement[] = [
  ['sec-env-file-not-committed', 'a key', 'fail', { 'app/server.pem': '' }],
  ['sec-env-file-not-committed', 'numbers for key exchange', 'pass', { 'app/dhparam/ffdhe2048.pem': '' }],
  ['sec-env-file-not-committed', 'an account', 'fail', { 'config/service-account.json': '{}' }],
  ['sec-env-file-not-committed', 'a placeholder', 'pass', { 'placeholders/service-account.json': '{}' }],
  [
    'sec-no-dangerous-code',
    'a name that is escaped in a query',
    'pass',
    {
      'a.py':
        'await self.execute(\n  f"select count(*) from (select * from {escape_sqlite(table)} limit {limit + 1})",\n)',
    },
  ],
  [
    'sec-no-dangerous-code',
    'a name that is not',
    'fail',
    { 'a.py': 'db.execute(f"select * from t where a = {name}")' },
  ],
  [
    'sec-cors-not-wide-open',
    'open for developers alone',
    'pass',
    { ...express, 'a.ts': 'if (isDev) {\n  cors = {\n    origin: "*",\n  };\n}' },
  ],
  [
    'sec-cors-not-wide-open',
    'open beside a question for developers',
    'fail',
    { ...express, 'a.ts': 'if (isDev) {\n  trace();\n}\ncors = { origin: "*" };' },
  ],
  ['sec-https-enforced', 'a server', 'pass', { Caddyfile: 'shop.acme.example {\n}' }],
  ['sec-https-enforced', 'a sample of its language', 'unknown', { 'tests/syntax/Caddyfile': 'shop.acme.example {\n}' }],
  ['sec-https-enforced', 'a call to others', 'fail', { 'a.go': 'x := &tls.Config{InsecureSkipVerify: true}' }],
  ['sec-https-enforced', 'a question to itself', 'unknown', { 'extra/healthcheck.go': 'InsecureSkipVerify: true,' }],
  ['sec-dependency-updates', 'Renovate by its short name', 'pass', { '.renovaterc.json5': '{}' }],
  ['sec-dependency-updates', 'a build robot that does it', 'pass', workflow('run: ./gradlew versionCatalogUpdate')],
  ['sec-dependency-updates', 'a build robot that builds', 'fail', workflow('run: ./gradlew build')],
  ['sec-code-scanning', 'a scan', 'pass', workflow('uses: github/codeql-action/analyze@v3')],
  ['sec-code-scanning', 'results of something else', 'fail', workflow('uses: github/codeql-action/upload-sarif@v3')],
  [
    'sec-dependencies-locked',
    'versions in a catalogue of Gradle',
    'pass',
    {
      'build.gradle': "dependencies {\n  implementation 'a:b:1.0'\n}",
      'gradle/libs.versions.toml': '[versions]\nroom = "2.6.1"\n',
    },
  ],
  [
    'sec-dependencies-locked',
    'a formatter of another language',
    'fail',
    {
      'requirements.txt': 'flask\n',
      'package.json': '{\n  "devDependencies": {\n    "prettier": "^3"\n  }\n}',
      'package-lock.json': '{}',
    },
  ],
  ['test-exists', 'tests in one file', 'pass', { 'app.py': '', 'tests.py': '' }],
  ['test-exists', 'tests of a runner that takes all of a folder', 'pass', { 'source/a.js': '', 'test/cli.js': '' }],
  [
    'test-exists',
    'what tests would need',
    'fail',
    { 'source/a.js': '', 'test/fixtures/a.js': '', 'test/_utils.js': '' },
  ],
  ['test-exists', 'an address named test', 'fail', { 'app/api/test/route.ts': '' }],
  ['test-one-command', 'unittest', 'pass', { 'app.py': '', 'tests.py': '' }],
  ['test-in-ci', 'tests after the database', 'pass', workflow('run: bin/rails db:setup test')],
  ['test-in-ci', 'a script of packaging', 'fail', workflow('run: scripts/ci/package.sh')],
  ['test-in-ci', 'a recipe elsewhere', 'unknown', workflow('uses: acme/workflows/.github/workflows/php.yml@v1')],
  ['test-in-ci', 'a program that builds', 'unknown', workflow('run: dotnet run --project build/build.csproj')],
  ['test-in-ci', 'the program itself', 'fail', workflow('run: dotnet run --project src/Shop')],
  [
    'test-main-journey',
    'a browser that makes PDFs',
    'fail',
    { 'package.json': manifest(['react', 'puppeteer']), 'a.ts': '' },
  ],
  [
    'test-main-journey',
    'a browser beside tests',
    'pass',
    { 'package.json': manifest(['react', 'puppeteer']), 'e2e/a.test.ts': '' },
  ],
  ['test-style-checked', 'the formatter of Rust', 'pass', { 'rustfmt.toml': '' }],
  ['test-style-checked', 'the build robot', 'pass', workflow('run: cargo clippy --locked')],
  ['test-style-checked', 'nothing', 'warn', workflow('run: cargo build')],
  ['dep-build-recipe', 'a project of Xcode', 'pass', { 'Tides.xcodeproj/project.pbxproj': '' }],
  ['dep-build-recipe', 'a gem', 'pass', { 'tides.gemspec': '' }],
  ['dep-build-recipe', 'a command', 'pass', { 'package.json': '{\n  "bin": "cli.js"\n}' }],
  ['dep-build-recipe', 'a container of a benchmark', 'fail', { 'tests/benchmarks/Containerfile': 'FROM alpine:3' }],
  ['dep-build-recipe', 'a container for working', 'fail', { '.devcontainer/Dockerfile': 'FROM alpine:3' }],
  [
    'dep-automatic',
    'a cluster for a test',
    'unknown',
    workflow('uses: helm/kind-action@v1', 'name: Deploy', 'run: kubectl apply -f k8s'),
  ],
  ['dep-automatic', 'a cluster', 'pass', workflow('run: kubectl apply -f k8s')],
  ['dep-automatic', 'tools of a cluster', 'unknown', workflow('name: Setup Flux CLI')],
  ['dep-runtime-pinned', 'Rust', 'pass', { 'Cargo.toml': '[package]\nrust-version = "1.88"\n', 'a.py': '' }],
  ['dep-runtime-pinned', 'a function', 'pass', { 'template.yaml': '  Runtime: python3.12\n', 'a.py': '' }],
  ['dep-runtime-pinned', 'another runtime', 'fail', { 'a.yaml': '  runtime: containerd\n', 'a.py': '' }],
  ['dep-runtime-supported', 'an old function', 'fail', { 'template.yaml': '  Runtime: python3.8\n' }],
  ['dep-runtime-supported', 'a new function', 'pass', { 'template.yaml': '  Runtime: python3.13\n' }],
  ['dep-image-not-latest', 'a kind of image', 'fail', { Dockerfile: 'FROM python:slim\n' }],
  ['dep-image-not-latest', 'a system by its name', 'pass', { Dockerfile: 'FROM debian:bookworm\n' }],
  ['rel-retries-kind', 'a package that others bring', 'warn', { 'requirements.txt': 'flask==3.0\nurllib3==2.1\n' }],
  ['obs-health-address', 'a page that asks for it', 'fail', { ...express, 'a.ts': "await fetch('/health');" }],
  ['sec-env-example', 'a list', 'pass', { ...express, 'README.md': 'Set these environment variables.' }],
  ['sec-env-example', 'a wish', 'fail', { ...express, 'README.md': 'Environment variables are discouraged.' }],
  ['dep-config-from-env', 'a page', 'fail', { ...express, 'a.ts': "const BASE_URL = 'http://localhost:3000';" }],
  ['dep-config-from-env', 'a setup', 'pass', { ...express, 'setup.ts': "const BASE_URL = 'http://localhost:3000';" }],
  ['own-outside-services-listed', 'services', 'pass', { 'README.md': '## Cloud dependencies\n\nStripe\n' }],
  ['own-outside-services-listed', 'a guide', 'fail', { 'docs/ci.md': '### 3rd party integrations\n' }],
  ['own-outside-services-listed', 'a kind of code', 'fail', { 'docs/testing.md': '## Async services\n' }],
  ['own-outside-services-listed', 'packages', 'fail', { 'README.md': '## Dependencies\n' }],
  ['own-outside-services-listed', 'advice', 'fail', { 'a.md': '### Optimize third-party dependencies\n' }],
  [
    'own-owner-named',
    'an author of Rust',
    'pass',
    { 'Cargo.toml': '[package]\nauthors = ["Kim <kim@acme.example>"]\n' },
  ],
  ['own-owner-named', 'an author of Ruby', 'pass', { 'a.gemspec': '  spec.authors  = ["Kim"]\n' }],
  [
    'own-owner-named',
    'no author',
    'fail',
    { 'Cargo.toml': '[package]\nauthors = []\n', 'a.gemspec': '  spec.name = "a"\n' },
  ],
  [
    'own-help-contact',
    'a badge',
    'pass',
    { 'README.md': '[![Slack](https://img.shields.io/badge/slack-a)](https://a)' },
  ],
  ['own-help-contact', 'another badge', 'fail', { 'README.md': '[![npm](https://img.shields.io/npm/v/a)](https://a)' }],
  ['own-help-contact', 'a line below the title', 'pass', { 'README.md': 'Support\n-------\n\n- Stack Overflow\n' }],
  ['own-help-contact', 'a list of versions', 'fail', { 'README.md': 'Support matrix\n-------\n' }],
  [
    'own-help-contact',
    'a way to report',
    'pass',
    { 'README.md': 'Report questions in the [issues](https://a/issues).' },
  ],
  ['dep-pipeline', 'a build', 'pass', workflow('uses: actions/stale@v9', 'run: npm run build')],
  ['dep-pipeline', 'an assistant that comments', 'fail', workflow('uses: anthropics/claude-code-action@v1')],
  ['dep-automatic', 'a release', 'pass', workflow('run: sam deploy')],
  [
    'dep-automatic',
    'a release for a test',
    'unknown',
    { '.github/workflows/tests-integration.yml': 'jobs:\n  a:\n    steps:\n      - run: sam deploy\n' },
  ],
  ['sec-known-vulnerabilities', 'a look for holes', 'pass', workflow('run: snyk test')],
  ['sec-known-vulnerabilities', 'a chart of that name', 'fail', workflow('run: lint charts/snyk-exporter')],
  ['sec-login-present', 'tokens of Go', 'pass', gin],
  ['sec-login-present', 'Go without', 'fail', { 'go.mod': gin['go.mod'].replace(/.*jwt-go.*/, '') }],
  ['sec-input-checked', 'rules at fields', 'pass', { ...gin, 'a.go': '`json:"email" binding:"exists,email"`' }],
  ['sec-input-checked', 'names of fields', 'warn', { ...gin, 'a.go': '`json:"email" binding:"-"`' }],
  [
    'sec-env-example',
    'settings of a language',
    'fail',
    { ...gin, 'a.md': 'Set the standard Go environment variables.' },
  ],
  ['sec-security-headers', 'a server', 'pass', { ...react, 'server/a.ts': "'X-Frame-Options': 'DENY'," }],
  [
    'sec-security-headers',
    'a server for developers',
    'warn',
    { ...react, 'vite.config.ts': "'X-Frame-Options': 'DENY'," },
  ],
  ['rel-friendly-failure', 'a page', 'pass', { ...react, 'a.tsx': '<Route path="*" element={<NotFound />} />' }],
  [
    'rel-friendly-failure',
    'a way back',
    'warn',
    { ...react, 'a.tsx': '<Route path="*" element={<Navigate to="/" />} />' },
  ],
  ['data-schema-versioned', 'changes of an example', 'fail', { ...database, 'spec/example/db/migrate/1_a.rb': '' }],
  ['data-schema-versioned', 'changes', 'pass', { ...database, 'db/migrate/1_a.rb': '' }],
  [
    'data-environments-separate',
    'a place of its own',
    'pass',
    { ...database, 'config/environments/production.rb': '' },
  ],
  [
    'data-environments-separate',
    'of an example',
    'unknown',
    { ...database, 'spec/app/environments/production.rb': '' },
  ],
  ['data-backup', 'a plan', 'pass', { ...database, 'README.md': '## Backups\n' }],
  ['data-backup', 'files to remove', 'unknown', { ...database, 'README.md': '## Multiple backup files\n' }],
  [
    'data-survives-restart',
    'a file of Go',
    'fail',
    { ...gin, Procfile: '', 'a.go': 'gorm.Open("sqlite3", "./shop.db")' },
  ],
  ['test-in-ci', 'tests of an app', 'pass', workflow('run: ./gradlew testDebugUnitTest')],
  ['own-help-contact', 'a word of code', 'fail', { 'docs/prompt.md': '## `questions`\n' }],
  ['own-help-contact', 'one talk', 'fail', { 'a.md': 'See https://github.com/acme/a/discussions/1785.' }],
  ['own-help-contact', 'all talks', 'pass', { 'a.md': 'Ask at https://github.com/acme/a/discussions.' }],
  ['sec-login-present', 'a server of aiohttp', 'fail', { ...aiohttp, 'a.py': 'app = web.Application()' }],
  ['sec-login-present', 'a caller', 'not_applicable', { ...aiohttp, 'a.py': 'aiohttp.ClientSession()' }],
  [
    'sec-container-not-root',
    'a recipe for one machine',
    'not_applicable',
    { 'compose/local/Dockerfile': 'FROM node:22' },
  ],
  ['dep-image-not-latest', 'a version of a template', 'unknown', { Dockerfile: 'FROM postgres:{{ version }}\n' }],
  ['dep-runtime-pinned', 'a version in an argument', 'pass', { 'a.js': '', Dockerfile: argument('22-alpine') }],
  ['dep-runtime-pinned', 'no version in it', 'fail', { 'a.js': '', Dockerfile: argument('alpine') }],
  ['obs-health-address', 'a heartbeat', 'pass', { ...express, 'src/app/api/heartbeat/route.ts': '' }],
  [
    'data-schema-versioned',
    'changes behind many discarded ones',
    'pass',
    {
      ...database,
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [`.bolt/discarded_migrations/${String(at)}.sql`, '']),
      ),
      'supabase/migrations/1_a.sql': '',
    },
  ],
  ['own-licence-clear', 'a licence by its name', 'pass', { 'MIT-LICENSE': '' }],
  ['own-licence-clear', 'a list of names', 'warn', { 'license-list.txt.bak/a': '' }],
  ['sec-workload-hardened', 'a folder of the machine', 'fail', hostPath('/var/run')],
  ['sec-workload-hardened', 'a folder that values give', 'warn', hostPath('{{ .Values.path }}')],
  ['rel-probes', 'a workload', 'fail', { 'k8s/a.yaml': deployment('') }],
  [
    'rel-probes',
    'a workload for trying charts',
    'not_applicable',
    { ...chart, '.github/configs/a.yaml': deployment('') },
  ],
];

describe('judgements that readers corrected, again', () => {
  itJudges(judgements);

  it('believe Spring Security, which asks at every address', async () => {
    const files = { 'pom.xml': pom(''), 'src/main/java/a/ItemController.java': controller };
    assert.equal((await checkOf('sec-routes-check-login', { files })).state, 'warn');
    const guarded = { ...files, 'pom.xml': pom(dependency('spring-boot-starter-security')) };
    assert.equal((await checkOf('sec-routes-check-login', { files: guarded })).state, 'unknown');
  });

  it('take a key that every phone holds for none, and the same key elsewhere for one', async () => {
    const stateAt = async (path: string) =>
      (await checkOf('sec-no-hardcoded-secrets', { files: { [path]: 'a' }, scans: [keyFoundIn(path, 1)] })).state;
    assert.equal(await stateAt('android/app/google-services.json'), 'pass');
    assert.equal(await stateAt('android/app/service.json'), 'fail');
  });

  it('take what stores offer by a badge, and what is offered to all accounts of a cloud', async () => {
    const idsOf = async (files: Files) =>
      judgeBoundary(await factsOf({ files }), { internalDomains: [] }).signals.map(({ id }) => id);
    const badge = {
      'README.md': '[<img src="badge.png"\n height="80">](https://play.google.com/store/apps/details?id=a.b)',
    };
    assert.ok((await idsOf({ ...badge, 'app/src/main/AndroidManifest.xml': '' })).includes('public-index-page'));
    assert.ok(!(await idsOf(badge)).includes('public-index-page'));
    const template = (what: string): Files => ({ 'template.yml': `Metadata:\n  ${what}:\n    Name: a\n` });
    assert.ok((await idsOf(template('AWS::ServerlessRepo::Application'))).includes('marketplace'));
    assert.ok(!(await idsOf(template('AWS::CloudFormation::Interface'))).includes('marketplace'));
  });

  it('read what a README says of itself, not what another file of that name says', async () => {
    const idsOf = async (files: Files) =>
      judgeBoundary(await factsOf({ files }), { internalDomains: [] }).signals.map(({ id }) => id);
    assert.deepEqual(await idsOf({ 'README.md': 'This is a Flutter example app.' }), ['example-or-template']);
    assert.deepEqual(await idsOf({ 'README.yaml': '# For a complete example of this module\n' }), []);
  });

  it('count what an example can do by half, when the repository is named so and not only its README', async () => {
    const files = {
      'package.json': manifest(['express', 'stripe']),
      'a.ts': 'await stripe.checkout.sessions.create({})',
      'README.md': '# Shop Starter\n',
    };
    const verdictOf = async (name: string) => {
      const git = { remotes: [`https://github.com/acme/${name}.git`], history: { tags: [] } };
      return judgeBoundary(await factsOf({ files, git }), { internalDomains: [] }).verdict;
    };
    assert.equal(await verdictOf('shop-starter'), 'sandbox');
    assert.equal(await verdictOf('shop'), 'likely_production');
  });
});
