import assert from 'node:assert/strict';
import { judgeBoundary } from '../../../src/core/readiness/boundary.ts';
import type { CheckState } from '../../../src/core/model/outcome.ts';
import { checkOf, factsOf, manifest, type Workspace } from './workspace.ts';

type Files = Workspace['files'];
type Judgement = readonly [check: string, what: string, state: CheckState, files: Files];

const express = { 'package.json': manifest(['express']) };
const workflow = (command: string): Files => ({
  '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: ${command}\n`,
});
const spring = (body: string): Files => ({
  'pom.xml': '<artifactId>spring-boot-starter-web</artifactId>',
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
  ['own-outside-services-listed', 'a heading', 'pass', { 'README.md': '# Shop\n\n## Integrations\n\nStripe.' }],
  [
    'own-outside-services-listed',
    'a comment in a shell example',
    'fail',
    { 'README.md': '# Shop\n\n```sh\n# Install the dependencies\nnpm i\n```\n' },
  ],
];

describe('judgements that readers corrected', () => {
  for (const [check, what, state, files] of judgements) {
    it(`${check}: ${what} is ${state}`, async () => {
      const seen = await checkOf(check, { files });
      assert.equal(seen.state, state, JSON.stringify([seen.because, seen.evidence]));
    });
  }

  const boundaryOf = async (files: Files) =>
    judgeBoundary(await factsOf({ files, git: { history: { tags: [] } } }), { internalDomains: [] });
  const signalsOf = async (files: Files) => (await boundaryOf(files)).signals.map(({ id }) => id);

  it('take charts that are released for something others install', async () => {
    const files = { '.github/workflows/a.yml': '- uses: helm/chart-releaser-action@v1' };
    assert.equal((await boundaryOf(files)).verdict, 'production');
    assert.deepEqual(await signalsOf({ '.github/workflows/a.yml': '- run: cargo publish --dry-run' }), []);
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
