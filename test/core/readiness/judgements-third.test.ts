// What readers of a third lot of real repositories had to correct, in pairs: what is there, and what only looks like it.

import assert from 'node:assert/strict';
import { judgeBoundary } from '../../../src/core/readiness/boundary.ts';
import { itJudges, type Judgement } from './judging.ts';
import { factsOf, manifest, type Workspace } from './workspace.ts';

type Files = Workspace['files'];

const express = { 'package.json': manifest(['express']) };
const react = { 'package.json': manifest(['react']) };
const flask = { 'requirements.txt': 'flask==3.0.0\n' };
const web = (...artifacts: readonly string[]): Files => ({
  'pom.xml': `<project><dependencies>${['spring-boot-starter-web', ...artifacts]
    .map(
      (name) =>
        `<dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>${name}</artifactId>\n</dependency>\n`,
    )
    .join('')}</dependencies></project>`,
});
const workflow = (...steps: readonly string[]): Files => ({
  '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`,
});
const compose = (service: string): Files => ({
  Dockerfile: 'FROM node:22.1-alpine\n',
  'docker-compose.yml': `services:\n  a:\n${service}`,
});
const chart = (values: string): Files => ({
  'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\n',
  'charts/a/values.yaml': values,
  'charts/a/templates/a.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n  template:\n    spec:\n      containers: [{name: a, image: a:1}]\n',
});
const server = { 'src/Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web">\n</Project>\n' };

const judgements: readonly Judgement[] = [
  [
    'own-owner-named',
    'maintainers of a package',
    'pass',
    { 'pyproject.toml': '[project]\nmaintainers = [{name = "A"}]\n' },
  ],
  ['own-owner-named', 'nobody in a list', 'fail', { 'pyproject.toml': '[project]\nmaintainers = []\n' }],
  ['own-owner-named', 'a numbered section', 'pass', { 'README.md': '# A\n\n## 8. Authors\n\nKim Lee\n' }],
  [
    'own-owner-named',
    'a section with nobody in it',
    'fail',
    { 'README.md': '# A\n\n## Authors\n\n## Licence\n\nMIT\n' },
  ],
  ['own-owner-named', 'a part of the app', 'fail', { 'README.md': '# A\n\n## Authors and books\n\nOne table each.\n' }],
  ['own-owner-named', 'an example of a README', 'fail', { 'README.md': '# A\n\n```\n## Authors\n\nKim\n```\n' }],
  [
    'sec-report-path',
    'a sentence for finders',
    'pass',
    { 'CONTRIBUTING.md': 'If you discover a security issue in A, do not open an issue but send an email to us.\n' },
  ],
  [
    'sec-report-path',
    'a sentence about a scan',
    'fail',
    { 'README.md': 'Reports security vulnerabilities of packages.\n' },
  ],
  ['own-runbook', 'a page of common issues', 'pass', { 'docs/common_issues.md': '# Common issues\n' }],
  ['own-runbook', 'issues of a tool', 'fail', { 'README.md': '# A\n\n## Common issues with Vale\n' }],
  ['own-runbook', 'help in trying one thing', 'fail', { 'LOCKOUT_TEST.md': '# Lockout\n\n## Troubleshooting\n' }],
  [
    'own-help-contact',
    'a heading with an address below',
    'pass',
    { 'a.md': '## Support\n\nWrite to help@acme.example.\n' },
  ],
  [
    'own-help-contact',
    'a heading with a channel below',
    'pass',
    { 'a.md': '## Support\n\nAsk in #shop.\n\n## Licence\n' },
  ],
  [
    'own-help-contact',
    'a heading with hints below',
    'fail',
    { 'a.md': '## Support\n\nCheck the console.\n\n## Links\n\nhttps://a.example\n' },
  ],
  [
    'own-help-contact',
    'a page on what is supported',
    'fail',
    { 'docs/support-multiple-versions.md': '# Supporting Multiple Versions\n' },
  ],
  ['own-help-contact', 'a page of its own', 'pass', { 'docs/SUPPORT.md': 'Call Kim.\n' }],
  ['own-help-contact', 'a request for reports', 'pass', { 'README.md': 'Please let me know by creating an Issue.\n' }],
  ['own-help-contact', 'a request for none', 'fail', { 'README.md': 'Please do not submit an issue.\n' }],
  [
    'own-help-contact',
    'a list of open problems',
    'pass',
    { 'README.md': '- [**Report a bug**](https://github.com/a/a/issues)\n' },
  ],
  [
    'own-outside-services-listed',
    'how it is built, with services',
    'pass',
    { 'a.md': '## Architecture\n\n### Mail\n\nResend.\n' },
  ],
  [
    'own-outside-services-listed',
    'how it is built, of packages',
    'fail',
    { 'a.md': '## Tech Stack\n\n- React\n- JWT\n' },
  ],
  [
    'own-outside-services-listed',
    'decisions',
    'fail',
    { 'docs/adr/README.md': '# Architecture Decision Records\n\nOn AWS.\n' },
  ],
  [
    'own-outside-services-listed',
    'a page of its own',
    'pass',
    { 'docs/ARCHITECTURE.md': '# A\n\nMail goes through SendGrid.\n' },
  ],
  [
    'own-outside-services-listed',
    'a page about folders',
    'fail',
    { 'docs/ARCHITECTURE.md': '# A\n\nPages are in src/pages.\n' },
  ],
  [
    'sec-login-present',
    'an address to log in at',
    'pass',
    { ...flask, 'a.py': '@auth.route("/login", methods=["POST"])' },
  ],
  ['sec-login-present', 'a handler that logs in', 'pass', { ...express, 'a.js': "router.post('/auth/login', logIn);" }],
  ['sec-login-present', 'a call that logs in', 'fail', { ...express, 'a.js': "await api.post('/auth/login', form);" }],
  ['sec-login-present', 'an address by its file', 'pass', { ...express, 'app/api/auth/login/passkey/route.ts': '' }],
  ['sec-login-present', 'a page by its file', 'fail', { ...express, 'app/login/page.tsx': '' }],
  [
    'sec-rate-limit',
    'a limit of its own',
    'pass',
    { ...flask, 'a.py': '@ratelimit(method="POST", limit=10, interval=5)' },
  ],
  [
    'sec-rate-limit',
    'a limit on what it sends',
    'warn',
    { ...express, 'a.js': 'if (!(await this.checkRateLimit(id, kind))) return;' },
  ],
  ['sec-debug-off', 'debug mode for everybody', 'fail', { ...flask, 'a.py': 'app.run(debug=True, host="0.0.0.0")' }],
  ['sec-debug-off', 'debug mode for oneself', 'pass', { ...flask, 'a.py': 'app.run(debug=True, host="127.0.0.1")' }],
  [
    'sec-debug-off',
    'a class of settings for tests',
    'pass',
    { ...flask, 'config.py': 'class TestingConfig(Config):\n    TESTING = True\n    DEBUG = True\n' },
  ],
  ['sec-debug-off', 'a class of settings', 'fail', { ...flask, 'config.py': 'class Config:\n    DEBUG = True\n' }],
  [
    'sec-cors-not-wide-open',
    'a server for developers',
    'pass',
    { ...express, 'webpack.config.js': "headers: { 'Access-Control-Allow-Origin': '*' }" },
  ],
  [
    'sec-cors-not-wide-open',
    'a server',
    'fail',
    { ...express, 'a.js': "headers: { 'Access-Control-Allow-Origin': '*' }" },
  ],
  ['sec-security-headers', 'a header', 'pass', { ...react, 'a.ts': "headers.set('X-Frame-Options', 'DENY')" }],
  [
    'sec-security-headers',
    'prose about headers',
    'warn',
    { ...react, 'public/a.html': '<p>Chrome CSP/X-Frame-Options blocks it.</p>' },
  ],
  [
    'sec-security-headers',
    'a header of a page',
    'pass',
    { ...react, 'a.html': '<meta http-equiv="Content-Security-Policy" content="a">' },
  ],
  [
    'sec-no-dangerous-code',
    'text of a highlighter',
    'pass',
    {
      ...react,
      'a.tsx': "import { highlight } from 'sugar-high';\n<code dangerouslySetInnerHTML={{ __html: codeHTML }} />",
    },
  ],
  [
    'sec-routes-check-login',
    'calls of a page',
    'unknown',
    { ...express, 'client/a.js': "const { data } = await api.get('/users', { params });" },
  ],
  [
    'sec-routes-check-login',
    'a handler',
    'warn',
    { ...express, 'api/a.js': "api.get('/users', (req, res) => db.query(req.params.id));" },
  ],
  [
    'sec-routes-check-login',
    'an address for everybody',
    'unknown',
    { ...express, 'app/(public)/badge/route.ts': 'export async function GET(_, { params }) {}' },
  ],
  [
    'dep-config-from-env',
    'an address for one machine',
    'fail',
    { ...express, 'a.js': "const API_URL = 'http://localhost:5000/api';" },
  ],
  [
    'dep-config-from-env',
    'a way out on one machine',
    'pass',
    {
      ...express,
      'a.js': "let API_URL = import.meta.env.VITE_API_URL;\nif (!API_URL)\n  API_URL = 'http://localhost:5000/api';",
    },
  ],
  [
    'rel-timeouts',
    'a limit in settings',
    'pass',
    { ...web(), 'config/src/main/resources/shared/gateway.yml': 'ribbon:\n  ReadTimeout: 20000\n' },
  ],
  [
    'rel-timeouts',
    'a prompt for people',
    'warn',
    { ...express, 'a.ts': 'navigator.credentials.get({\n  timeout: options.timeout,\n})' },
  ],
  ['rel-retries-kind', 'a breaker', 'pass', web('spring-cloud-starter-netflix-hystrix')],
  ['rel-retries-kind', 'a page about breakers', 'warn', web('spring-boot-starter-thymeleaf')],
  ['obs-tracing', 'Sleuth', 'pass', web('spring-cloud-starter-sleuth')],
  ['obs-tracing', 'another starter', 'warn', web('spring-cloud-starter-config')],
  ['rel-stops-politely', 'the host of ASP.NET Core', 'pass', server],
  ['rel-stops-politely', 'no host', 'warn', express],
  ['rel-more-than-one', 'copies by values', 'pass', chart('replicas: 2\n')],
  ['rel-more-than-one', 'one copy by values', 'warn', chart('replicaCount: 1\n')],
  ['rel-more-than-one', 'nothing said in values', 'unknown', chart('replicas: 0\n')],
  ['dep-rollback', 'kept by a workload', 'pass', { 'a.yaml': 'kind: Deployment\nspec:\n  revisionHistoryLimit: 5\n' }],
  [
    'dep-rollback',
    'kept in an example',
    'fail',
    { 'charts/a/examples/a.yaml': 'kind: Deployment\nspec:\n  revisionHistoryLimit: 5\n' },
  ],
  ['dep-image-not-latest', 'no tag in a compose file', 'warn', compose('    image: acme/a\n')],
  [
    'dep-image-not-latest',
    'an image that is built there',
    'pass',
    compose('    image: acme/a\n    build:\n      context: .\n'),
  ],
  ['dep-image-not-latest', 'a tag in a compose file', 'pass', compose('    image: acme/a:1.2\n')],
  ['dep-image-not-latest', 'a channel in a compose file', 'warn', compose('    image: acme/a:nightly\n')],
  ['dep-image-not-latest', 'no tag in a compose file of Windows', 'warn', compose('    image: acme/a\r\n')],
  ['dep-image-not-latest', 'a tag that is filled in', 'pass', compose('    image: acme/a:${TAG:-latest}\n')],
  ['dep-automatic', 'a step that deploys', 'pass', workflow('name: Deploy to Fly')],
  ['dep-automatic', 'a step with a key', 'unknown', workflow('name: Setup SSH for deploy key')],
  [
    'sec-passwords-hashed',
    'logins of a service',
    'pass',
    { 'package.json': manifest(['@supabase/supabase-js']), 'a.ts': 'await supabase.auth.signInWithPassword(form)' },
  ],
  [
    'obs-ai-spend-visible',
    'traces where AI is called',
    'pass',
    { 'package.json': manifest(['openai', '@opentelemetry/sdk-node']) },
  ],
  [
    'obs-ai-spend-visible',
    'traces of a program beside',
    'warn',
    { 'a/package.json': manifest(['openai']), 'b/package.json': manifest(['@opentelemetry/sdk-node']) },
  ],
  ['test-exists', 'a test by its name', 'pass', { 'lambdas/router/test.mjs': '' }],
  ['test-exists', 'a page by its name', 'fail', { 'pages/test.js': '' }],
  ['test-exists', 'tests that a generator made', 'fail', { 'android/app/src/test/java/a/ExampleUnitTest.java': '' }],
  ['test-exists', 'tests of a phone app', 'pass', { 'android/app/src/test/java/a/CartUnitTest.java': '' }],
  ['test-one-command', 'a tool that a generator made', 'fail', { 'android/build.gradle': '' }],
  ['test-one-command', 'a tool with tests', 'pass', { 'build.gradle': '', 'src/test/java/a/CartTest.java': '' }],
  ['test-one-command', 'a target for parts', 'pass', { Makefile: 'tests-unit-%:\n\t@pytest $*\n' }],
  ['test-one-command', 'a script of Flask', 'fail', { ...flask, 'manage.py': '', 'tests/test_a.py': '' }],
  [
    'test-main-journey',
    'a browser that makes pictures',
    'fail',
    { 'package.json': manifest(['react', 'puppeteer']), 'a.test.js': '' },
  ],
  [
    'test-main-journey',
    'a browser that tests',
    'pass',
    { 'package.json': manifest(['react', 'puppeteer']), 'e2e/a.test.js': '' },
  ],
  [
    'test-in-ci',
    'what a robot does by itself',
    'pass',
    { '.travis.yml': 'language: java\n', 'src/test/java/a/CartTest.java': '' },
  ],
  [
    'test-in-ci',
    'something else instead',
    'fail',
    { '.travis.yml': 'language: java\nscript: ./deploy.sh\n', 'src/test/java/a/CartTest.java': '' },
  ],
  ['test-in-ci', 'a target that tests', 'pass', { ...workflow('run: make ci'), Makefile: 'ci: lint test\n' }],
  [
    'test-in-ci',
    'a target that makes targets',
    'pass',
    { ...workflow('run: make ci'), Makefile: 'ci: $(each)\nci-%:\n\t@make tests-unit-$*\n' },
  ],
  [
    'test-in-ci',
    'a target that does not',
    'fail',
    { ...workflow('run: make ci'), Makefile: 'ci: lint\ntest:\n\tpytest\n' },
  ],
  [
    'test-in-ci',
    'a script that tests',
    'pass',
    { ...workflow('run: npm run verify'), 'package.json': '{"scripts": {"verify": "eslint . && vitest run"}}' },
  ],
  [
    'test-in-ci',
    'a script that does not',
    'fail',
    { ...workflow('run: npm run verify'), 'package.json': '{"scripts": {"verify": "eslint ."}}' },
  ],
  [
    'test-in-ci',
    'the default task of Ruby',
    'pass',
    { ...workflow('run: bundle exec rake'), Rakefile: '', 'spec/a_spec.rb': '' },
  ],
  [
    'test-in-ci',
    'another task',
    'fail',
    { ...workflow('run: bundle exec rake assets:precompile'), Rakefile: '', 'spec/a_spec.rb': '' },
  ],
  [
    'test-in-ci',
    'the name of the next job',
    'fail',
    { '.github/workflows/a.yml': 'jobs:\n  a:\n    steps:\n      - run: rake\n\n  test:\n    steps: []\n' },
  ],
  ['test-in-ci', 'the name of a step', 'fail', workflow('name: Run helm-unittest\n        run: echo')],
  ['test-in-ci', 'a task of Azure', 'pass', { 'azure-pipelines.yml': 'steps:\n- task: VSTest@2\n' }],
  ['test-in-ci', 'a target of a build program', 'pass', workflow('run: ./build.sh BuildAndUnitTests')],
  ['test-in-ci', 'settings of tests that are removed', 'fail', workflow('run: rm -rf phpunit.xml')],
];

describe('judgements that readers corrected, a third time', () => {
  itJudges(judgements);

  const idsOf = async (files: Files) =>
    judgeBoundary(await factsOf({ files }), { internalDomains: [] }).signals.map(({ id }) => id);

  it('take an address by its file for one where strangers make an account, and the register of something else for none', async () => {
    assert.ok((await idsOf({ 'app/api/auth/register/route.ts': '' })).includes('public-signup'));
    assert.ok(!(await idsOf({ 'app/aircraft/[registration]/page.tsx': '' })).includes('public-signup'));
    assert.ok(!(await idsOf({ 'src/lib/register.ts': '' })).includes('public-signup'));
  });

  it('ask about releases for download, where a licence lets anybody take them', async () => {
    const release = workflow('uses: softprops/action-gh-release@v2');
    assert.ok((await idsOf({ ...release, LICENSE: 'MIT License' })).includes('released-for-download'));
    assert.ok(!(await idsOf(release)).includes('released-for-download'));
    assert.ok(
      !(await idsOf({ ...workflow('uses: actions/checkout@v4'), LICENSE: '' })).includes('released-for-download'),
    );
  });

  it('ask about releases that the README sends people to, and not about those of another repository', async () => {
    const idsAt = async (address: string) => {
      const files = { LICENSE: 'MIT License', 'README.md': `Get the [newest release](${address}).` };
      const facts = await factsOf({
        files,
        git: { remotes: ['https://github.com/acme/ferry.git'], history: { tags: [] } },
      });
      return judgeBoundary(facts, { internalDomains: [] }).signals.map(({ id }) => id);
    };
    assert.deepEqual(await idsAt('https://github.com/acme/ferry/releases/latest'), ['released-for-download']);
    assert.deepEqual(await idsAt('https://github.com/acme/boat/releases/latest'), []);
  });

  it('take what was built to show something for an example, and what shows something for none', async () => {
    const says = (sentence: string) => idsOf({ 'README.md': `# A\n\n${sentence}\n` });
    for (const sentence of [
      'The __Shop__ is a sample implementation of a backend.',
      'A is a simple advisor app built to demonstrate the pattern.',
      '- Showing how you can implement a **monolith** in a **modular** way',
    ])
      assert.deepEqual(await says(sentence), ['example-or-template'], sentence);
    assert.deepEqual(await says('The shop shows how to pay. See the sample in docs.'), []);
  });
});
