import assert from 'node:assert/strict';
import { judgeBoundary } from '../../../src/core/readiness/boundary.ts';
import { itJudges, type Judgement } from './judging.ts';
import { checkOf, factsOf, manifest, readinessOf, type Workspace } from './workspace.ts';

type Files = Workspace['files'];

const express = { 'package.json': manifest(['express']) };
const workflow = (command: string): Files => ({
  '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: ${command}\n`,
});
const pom = (artifact: string, version: string): string =>
  `<project>\n<version>0.0.1</version>\n<dependencies>\n<dependency>\n<groupId>org.acme</groupId>\n<artifactId>${artifact}</artifactId>\n${version}</dependency>\n</dependencies>\n</project>`;
const rows = Array.from({ length: 30 }, (_, row) => `Person ${String(row)},person.${String(row)}@nordwind.de\n`).join(
  '',
);
const deployment = (strategy: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nspec:\n  strategy:\n    type: ${strategy}\n  template:\n    spec:\n      containers: [{name: a, image: a:1}]\n`;
const spring = (body: string): Files => ({
  'pom.xml': pom('spring-boot-starter-web', ''),
  'src/main/java/com/example/demo/ItemController.java': body,
});

/** What readers of real repositories had to correct once, in pairs: what is there, and what only looks like it. */
const judgements: readonly Judgement[] = [
  ['obs-health-address', 'a status page of the app', 'pass', { ...express, 'app.js': "app.get('/status', ok)" }],
  ['obs-health-address', 'the status of one part', 'fail', { ...express, 'routes/s3.js': "router.get('/status', s3)" }],
  ['rel-timeouts', 'a limit on a call', 'pass', { ...express, 'a.js': 'axios.get(url, { timeout: 5000 })' }],
  [
    'rel-timeouts',
    'a timer',
    'warn',
    { ...express, 'a.ts': 'let timeout: ReturnType<typeof setTimeout>;\ntimeout = setTimeout(tick, 10)' },
  ],
  ['review-ai-labelled', 'a wish for a label', 'pass', { 'AGENTS.md': 'Add an `Assisted-by:` line.' }],
  [
    'review-ai-labelled',
    'talk about AI',
    'warn',
    { 'AGENTS.md': 'x', 'CONTRIBUTING.md': '## AI-assisted development' },
  ],
  ['test-one-command', 'the command of Django', 'pass', { 'manage.py': '', 'shop/tests/test_a.py': '' }],
  ['test-one-command', 'Django without tests', 'fail', { 'manage.py': '', 'shop/views.py': '' }],
  ['test-one-command', 'a manifest on one line', 'pass', { 'package.json': '{"scripts":{"test":"node --test"}}' }],
  [
    'test-one-command',
    'a key of that name that is no script',
    'fail',
    {
      'package.json':
        '{\n  "config": {\n    "test": "yes"\n  },\n  "scripts": {\n    "test": "echo none && exit 1"\n  }\n}',
    },
  ],
  ['dep-build-recipe', 'a manifest on one line', 'pass', { 'package.json': '{"scripts":{"start":"node a.js"}}' }],
  [
    'dep-build-recipe',
    'a start that is no script',
    'fail',
    { 'package.json': '{\n  "config": {\n    "start": "a"\n  }\n}' },
  ],
  [
    'dep-runtime-pinned',
    'an engine on one line',
    'pass',
    { 'package.json': '{"engines":{"node":">=20"}}', 'a.js': '' },
  ],
  [
    'dep-runtime-pinned',
    'the version of an editor',
    'fail',
    { 'package.json': '{\n  "engines": {\n    "vscode": "^1.100.0"\n  }\n}', 'a.js': '' },
  ],
  [
    'dep-runtime-pinned',
    'a version of PHP that a package of this name has',
    'fail',
    { 'composer.json': '{\n  "suggest": {\n    "php": "a new one"\n  }\n}', 'a.php': '' },
  ],
  ['own-owner-named', 'an author by parts', 'pass', { 'package.json': '{"author": {"email": "a@acme.example"}}' }],
  [
    'own-owner-named',
    'the author of something else',
    'fail',
    { 'package.json': '{\n  "x": {\n  "author": "a@b.example"}}' },
  ],
  ['test-one-command', 'cargo', 'pass', { 'Cargo.toml': '', 'src/main.rs': '' }],
  ['test-exists', 'a test of Ruby', 'pass', { 'test/lint_test.rb': '' }],
  ['test-exists', 'a test of PHP', 'pass', { 'tests/Unit/CartTest.php': '' }],
  ['test-exists', 'a word that ends alike', 'fail', { 'app/Models/Contest.php': '', 'lib/latest.rb': '' }],
  ['test-in-ci', 'Maven packages, so it tests', 'pass', workflow('mvn -B package --file pom.xml')],
  ['test-in-ci', 'Maven told to skip tests', 'fail', workflow('mvn -B package -DskipTests')],
  ['test-in-ci', 'charts installed for a try', 'pass', workflow('ct install --target-branch main')],
  ['test-in-ci', 'charts only read', 'fail', workflow('ct lint --target-branch main')],
  ['test-in-ci', 'a script named test', 'pass', workflow('script/test')],
  [
    'own-help-contact',
    'a chat room',
    'pass',
    { 'README.md': 'If you have questions, come to [our chat room](https://acme.example/chat).' },
  ],
  [
    'own-help-contact',
    'a link without a promise',
    'fail',
    { 'README.md': 'See [the chat module](src/chat.ts) for the code.' },
  ],
  [
    'sec-rate-limit',
    'a limiter of the module',
    'pass',
    { 'go.mod': 'module a.b/c\nrequire github.com/gin-gonic/gin v1.9.1\nrequire golang.org/x/time v0.5.0\n' },
  ],
  [
    'sec-rate-limit',
    'a package others brought',
    'warn',
    {
      'go.mod': 'module a.b/c\nrequire github.com/gin-gonic/gin v1.9.1\nrequire golang.org/x/time v0.5.0 // indirect\n',
    },
  ],
  [
    'sec-passwords-hashed',
    'a function that scrambles',
    'pass',
    {
      'requirements.txt': 'flask\nsqlalchemy',
      'models.py': 'password = Column(String)',
      'a.py': 'h = generate_password_hash(p)',
    },
  ],
  [
    'sec-passwords-hashed',
    'a framework that could',
    'fail',
    { 'requirements.txt': 'flask\nsqlalchemy', 'models.py': 'password = Column(String)' },
  ],
  ['obs-logs', 'a logger in a package named example', 'pass', spring('import org.slf4j.Logger;')],
  [
    'sec-input-checked',
    'code in a package named example',
    'pass',
    spring('void add(@Valid @RequestBody Item item) {}'),
  ],
  [
    'sec-input-checked',
    'code in a folder of examples',
    'warn',
    { ...express, 'examples/a.ts': 'schema.safeParse(body)' },
  ],
  [
    'sec-https-enforced',
    'a switch somebody asked for',
    'unknown',
    { 'a.go': 'if r.ignoreTLSErrors {\n  c := &tls.Config{InsecureSkipVerify: true}\n}' },
  ],
  [
    'sec-https-enforced',
    'a switch that is always on',
    'fail',
    { 'a.go': 'c := &tls.Config{InsecureSkipVerify: true}' },
  ],
  [
    'sec-container-not-root',
    'a container that makes packages',
    'not_applicable',
    { 'packaging/Dockerfile': 'FROM rockylinux:9\nRUN dnf install -y rpm-build' },
  ],
  [
    'sec-container-not-root',
    'a build stage that makes packages',
    'fail',
    { Dockerfile: 'FROM debian:12 AS b\nRUN apt-get install debhelper\nFROM debian:12\nCMD ["/app"]' },
  ],
  ['rel-friendly-failure', 'a page', 'pass', { 'package.json': manifest(['react']), 'src/pages/404.tsx': '' }],
  ['rel-friendly-failure', 'a type', 'warn', { 'package.json': manifest(['react']), 'src/types/error.ts': '' }],
  ['dep-automatic', 'packages are pushed', 'pass', workflow('cargo publish --token x')],
  ['dep-automatic', 'packages are pushed for a try', 'unknown', workflow('cargo publish --dry-run')],
  [
    'obs-health-address',
    'a route of Rails',
    'pass',
    { Gemfile: 'gem "rails"', 'config/routes.rb': 'get :health_check, to: ok' },
  ],
  [
    'obs-health-address',
    'a route behind a base',
    'pass',
    { 'go.mod': 'require github.com/gin-gonic/gin v1.9.1', 'a.go': 'r.HandleFunc(base+"/_healthz", ok)' },
  ],
  ['obs-health-address', 'a package of that name', 'fail', { ...express, 'a.js': "import h from './health/health'" }],
  [
    'dep-runtime-pinned',
    'a version in a part',
    'pass',
    { 'functions/package.json': '{\n  "engines": {"node": "22"}\n}', 'functions/a.js': '' },
  ],
  ['dep-runtime-pinned', 'a module of Replit', 'pass', { '.replit': 'modules = ["nodejs-20", "web"]', 'a.js': '' }],
  ['dep-runtime-pinned', 'the version of a system', 'fail', { Dockerfile: 'FROM ubuntu:22.04', 'a.js': '' }],
  ['own-runbook', 'a page for an incident', 'pass', { 'README.md': '## In case of an incident\n' }],
  ['own-runbook', 'a product of that name', 'fail', { 'README.md': '## Configuring Incident.io alerts\n' }],
  [
    'own-help-contact',
    'a heading with two words',
    'pass',
    { 'README.md': '## 🗣️ Discussion / Ask for Help\n\nIn #shop-help.\n' },
  ],
  [
    'own-help-contact',
    'an address for holes',
    'fail',
    { 'SECURITY.md': 'Write to [us](mailto:security@acme.example).' },
  ],
  ['own-help-contact', 'an address for robots', 'fail', { 'README.md': 'webhook: https://hooks.slack.com/services/x' }],
  ['review-ai-labelled', 'a ban on labels', 'warn', { 'AGENTS.md': 'Never add "Co-Authored-By" lines for an AI.' }],
  [
    'data-schema-versioned',
    'a folder with a longer name',
    'pass',
    { 'package.json': manifest(['pg']), 'db/knex_migrations/1.js': '' },
  ],
  [
    'data-schema-versioned',
    'a folder about people',
    'fail',
    { 'package.json': manifest(['pg']), 'src/immigration/1.js': '' },
  ],
  ['sec-known-vulnerabilities', 'advisories of Rust', 'pass', workflow('cargo deny check advisories')],
  ['sec-known-vulnerabilities', 'a lint of Rust', 'fail', workflow('cargo clippy -- --deny warnings')],
  ['sec-login-present', 'a client of a login', 'pass', { 'package.json': manifest(['express', 'openid-client']) }],
  ['sec-login-present', 'a page named login', 'fail', { ...express, 'views/login.html': '' }],
  [
    'sec-no-server-secret-in-client',
    'a key of an AI service',
    'fail',
    { 'package.json': manifest(['react']), '.env.example': 'VITE_GEMINI_API_KEY=' },
  ],
  [
    'sec-no-server-secret-in-client',
    'a key of a map',
    'pass',
    { 'package.json': manifest(['react']), '.env.example': 'VITE_GOOGLE_MAPS_API_KEY=', 'src/a.ts': '' },
  ],
  ['test-in-ci', 'a test behind two words', 'pass', workflow('npm run ci:backend:test')],
  ['test-in-ci', 'a word that ends alike', 'fail', workflow('npm run build:latest')],
  ['test-one-command', 'the new name of the settings of PHPUnit', 'pass', { 'phpunit.dist.xml': '', 'src/a.php': '' }],
  ['obs-logs', 'a logger of its own', 'pass', { ...express, 'a.js': "log.info('server', 'it runs')" }],
  ['obs-logs', 'the log of a number', 'fail', { ...express, 'a.js': 'Math.log(2); catalog.info()' }],
  [
    'sec-no-dangerous-code',
    'a page beside code in Rust',
    'unknown',
    { 'src/a.rs': '', 'src/b.rs': '', 'home.html': '' },
  ],
  [
    'dep-image-not-latest',
    'an image of an example',
    'pass',
    { Dockerfile: 'FROM node:22', '.examples/a/Dockerfile': 'FROM acme/shop' },
  ],
  ['sec-container-not-root', 'a recipe in small letters', 'fail', { 'docker/dockerfile': 'FROM node:22' }],
  [
    'sec-dependencies-locked',
    'a version of a package',
    'pass',
    { 'pom.xml': pom('guava', '<version>33.0.0</version>\n') },
  ],
  ['sec-dependencies-locked', 'its own version', 'fail', { 'pom.xml': pom('guava', '') }],
  ['data-no-real-data-in-repo', 'rows of a demo', 'not_applicable', { 'stubs/demo-import.csv': rows }],
  ['data-no-real-data-in-repo', 'rows of an export', 'fail', { 'exports/import.csv': rows }],
  ['sec-no-dangerous-code', 'code that is written down', 'pass', { 'a.ts': "new Function('s', 'return import(s)')" }],
  ['sec-no-dangerous-code', 'code that comes from elsewhere', 'fail', { 'a.ts': "new Function('s', body)" }],
  ['sec-env-example', 'a note of an old change', 'fail', { ...express, 'CHANGELOG.md': 'A new environment variable.' }],
  ['dep-gentle-release', 'all at once', 'warn', { 'k8s/a.yaml': deployment('Recreate') }],
  ['dep-gentle-release', 'in steps', 'pass', { 'k8s/a.yaml': deployment('RollingUpdate') }],
  ['own-outside-services-listed', 'how to install', 'fail', { 'README.md': '# Shop\n\n## Install dependencies\n' }],
  ['own-outside-services-listed', 'a heading', 'pass', { 'README.md': '# Shop\n\n## Integrations\n\nStripe.' }],
  [
    'own-outside-services-listed',
    'a comment in a shell example',
    'fail',
    { 'README.md': '# Shop\n\n```sh\n# Install the dependencies\nnpm i\n```\n' },
  ],
];

describe('judgements that readers corrected', () => {
  itJudges(judgements);

  it('own-backup-person: two who write it are two, one and a robot are one', async () => {
    const by = (...authors: readonly string[]) => ({
      files: { 'a.ts': '' },
      git: { history: { authors: authors.map((name) => ({ name, commits: 20 })) } },
    });
    assert.equal((await checkOf('own-backup-person', by('Dana', 'Kim'))).state, 'pass');
    assert.equal((await checkOf('own-backup-person', by('Dana', 'dependabot[bot]', 'Claude'))).state, 'fail');
    const newestAlone = { files: {}, git: { history: { isShallow: true, authors: [{ name: 'Dana', commits: 1 }] } } };
    assert.equal((await checkOf('own-backup-person', newestAlone)).state, 'unknown');
  });

  it('take what opens the next level for the next step, before what nobody can see from here', async () => {
    const lovable = {
      files: {
        'package.json': manifest(['react', '@supabase/supabase-js']),
        '.handrail/project.yaml': 'name: shop\nowner: dana@acme.example\ndataClasses: [internal]\n',
        'src/a.ts': '',
      },
    };
    const { checks, next } = await readinessOf(lovable, { tier: 'production' });
    const stateOf = (id: string | undefined) => checks.find((check) => check.id === id)?.state;
    assert.equal(stateOf('sec-database-row-rules'), 'unknown');
    assert.deepEqual([stateOf(next[0]), next.includes('sec-database-row-rules')], ['fail', false]);
  });

  const boundaryOf = async (files: Files) =>
    judgeBoundary(await factsOf({ files, git: { history: { tags: [] } } }), { internalDomains: [] });
  const signalsOf = async (files: Files) => (await boundaryOf(files)).signals.map(({ id }) => id);

  it('take charts that are released for something others install', async () => {
    const files = { '.github/workflows/a.yml': '- uses: helm/chart-releaser-action@v1' };
    assert.equal((await boundaryOf(files)).verdict, 'production');
    assert.deepEqual(await signalsOf({ '.github/workflows/a.yml': '- run: cargo publish --dry-run' }), []);
  });

  it('take a project for public when its README shows its own page in a public index', async () => {
    const isOffered = async (files: Files, remote = 'https://github.com/acme/ferry.git') => {
      const facts = await factsOf({ files, git: { remotes: [remote], history: { tags: [] } } });
      return judgeBoundary(facts, { internalDomains: [] }).signals.some(({ id }) => id === 'public-index-page');
    };
    const module = 'https://github.com/acme/terraform-aws-harbour.git';
    const use = (source: string): Files => ({
      'main.tf': 'variable "a" {}\n',
      'README.md': `\`\`\`hcl\nmodule "a" {\n  source = "${source}"\n}\n\`\`\``,
    });
    assert.equal(await isOffered(use('acme/harbour/aws'), module), true);
    assert.equal(await isOffered(use('app.terraform.io/acme/harbour/aws'), module), false);
    assert.equal(await isOffered(use('acme/vpc/aws'), module), false);
    const badge = { 'README.md': '[![store](badge.svg)](https://apps.apple.com/us/app/tides/id6444915884)' };
    assert.equal(await isOffered({ ...badge, 'Tides.xcodeproj/project.pbxproj': '' }), true);
    assert.equal(await isOffered(badge), false);
    const tool = { 'README.md': 'Install [Expo Go](https://apps.apple.com/app/expo-go/id982107779).' };
    assert.equal(await isOffered({ ...tool, 'ios/Tides.xcodeproj/project.pbxproj': '' }), false);
    const image = { Dockerfile: 'FROM alpine:3.22', 'README.md': '[pulls](https://hub.docker.com/r/acme/ferry/tags)' };
    assert.equal(await isOffered(image), true);
    assert.equal(await isOffered(image, 'https://github.com/acme/ferry-site.git'), false);
    const theme = { 'README.md': '![gem](https://badge.fury.io/rb/tides.svg)' };
    assert.equal(await isOffered({ ...theme, 'tides.gemspec': '' }), true);
    assert.equal(await isOffered({ ...theme, 'waves.gemspec': '' }), false);
  });

  it('ask when a README tells how to install the project, and not when nobody else gets it', async () => {
    const verdictOf = async (manifestText: string, readme: string) =>
      (await boundaryOf({ 'package.json': manifestText, 'README.md': readme })).verdict;
    assert.equal(await verdictOf('{"name": "@acme/tides"}', 'npm i -D @acme/tides'), 'likely_production');
    assert.equal(await verdictOf('{\n"name": "tides",\n"private": true\n}', 'npm i tides'), 'sandbox');
    assert.equal(await verdictOf('{"name": "tides", "private": true}', 'npm i tides'), 'sandbox');
    assert.equal(await verdictOf('{"config": {"name": "tides"}}', 'npm i tides'), 'sandbox');
    const inside = '{"name": "tides", "publishConfig": {"registry": "https://npm.acme.example/"}}';
    assert.equal(await verdictOf(inside, 'npm i tides'), 'sandbox');
  });

  it('take images on Docker Hub for something others install, those of a registry for an open question', async () => {
    const login = (registry: string): Files => ({
      '.github/workflows/a.yml': `- uses: docker/login-action@v3\n  with:\n${registry}    username: a\n- with:\n    push: true\n`,
    });
    assert.deepEqual(await signalsOf(login('')), ['pypi-nuget-maven-public']);
    assert.deepEqual(await signalsOf(login('    registry: ghcr.io\n')), []);
  });

  it('take what calls itself a starter for an example', async () => {
    const words = (text: string): Files => ({ 'README.md': `# Blog\n\n${text}` });
    assert.deepEqual(await signalsOf(words('A starter repository for a blog.')), ['example-or-template']);
    assert.deepEqual(await signalsOf(words('It tells when a sample is ready in the repository.')), []);
  });

  it('take an app with the name of its starter kit for no app of a store', async () => {
    const eas = { 'eas.json': '{"submit": {"production": {}}}' };
    assert.ok(
      (await signalsOf({ ...eas, 'app.config.ts': "ios: { bundleIdentifier: 'net.acme.tales' }" })).includes(
        'app-store',
      ),
    );
    assert.ok(
      !(await signalsOf({ ...eas, 'app.config.ts': "ios: { bundleIdentifier: 'your.bundle.identifier' }" })).includes(
        'app-store',
      ),
    );
  });

  it('read what a README says of its own address, and of others', async () => {
    assert.ok(
      (await signalsOf({ 'README.md': 'Live demo: https://shop.nordwind.de' })).includes('absolute-public-url'),
    );
    assert.deepEqual(
      await signalsOf({ 'README.md': '[Production Ready Metrics]: https://docs.spring.io/boot/production-ready' }),
      [],
    );
    assert.deepEqual(
      await signalsOf({ 'README.md': 'Submit production builds to the [App Store](https://www.apple.com/app-store).' }),
      [],
    );
  });

  it('look at the zone of an address', async () => {
    const record = (zone: string): Files => ({
      'main.tf': `resource "aws_route53_record" "a" {\n  zone_id = ${zone}\n}`,
    });
    assert.ok((await signalsOf(record('var.public_zone_id'))).includes('tf-public-frontdoor'));
    assert.deepEqual(await signalsOf(record('data.dns.internal_root_zone_id')), []);
  });
});
