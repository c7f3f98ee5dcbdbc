import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addUp, judgeBoundary, type BoundaryVerdict } from '../../../src/core/readiness/boundary.ts';
import { boundarySignals } from '../../../src/core/readiness/boundary-signals.ts';
import { hostKind } from '../../../src/core/readiness/hosts.ts';
import { runs } from '../../support/runs.ts';
import type { Check } from '../../../src/core/readiness/check.ts';
import { factsOf, manifest, readinessOf, type Workspace } from './workspace.ts';

type Files = Workspace['files'];

const quiet: Check = {
  id: 'quiet',
  category: 'Data',
  title: 'x',
  plain: 'x',
  why: 'x',
  fix: 'x',
  source: 'https://example.com',
  requiredFrom: 'sandbox',
  weight: 5,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate: () => ({ state: 'pass', evidence: [] }),
};

async function signalsOf(files: Files, internalDomains: readonly string[] = []): Promise<readonly string[]> {
  const remotes = ['https://github.com/acme/north-wind.git'];
  const tags = 'a.ts' in files ? ['v1.2.0'] : ['nightly'];
  const boundary = judgeBoundary(await factsOf({ files, git: { remotes, history: { tags } } }), { internalDomains });
  return boundary.signals.map((signal) => signal.id);
}

const ingress = (host: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules:\n    - host: ${host}\n`;
const balancer = (annotation: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    ${annotation}\nspec:\n  type: LoadBalancer\n`;
const page = (text: string): Files => ({ 'package.json': manifest(['react']), 'src/page.tsx': text });

/** For each signal: files that show it, and files that look alike and do not. */
const fixtures: Readonly<Record<string, readonly [hit: Files, miss: Files]>> = {
  'custom-domain-file': [
    { 'public/CNAME': 'shop.acme.de\n' },
    { CNAME: 'shop.internal\n', 'src/CNAME.ts': 'shop.acme.de' },
  ],
  'hosting-domain': [
    { 'vercel.json': '{"alias": ["shop.acme.de"]}' },
    { 'vercel.json': '{"alias": ["shop.vercel.app"]}', 'wrangler.toml': 'pattern = "localhost"' },
  ],
  'ingress-public-host': [
    { 'k8s/ingress.yaml': `# shop\n${ingress('app.acme.com').replace('acme.com', 'nordwind.de')}` },
    { 'k8s/ingress.yaml': ingress('app.acme.local'), 'values.yaml': 'host: app.nordwind.de' },
  ],
  'payment-live': [page('await stripe.checkout.sessions.create({})'), page('git checkout main')],
  'npm-public': [
    { 'package.json': '{"name": "a"}', '.github/workflows/a.yml': 'steps:\n  - run: npm publish' },
    { 'package.json': '{\n "private": true\n}', '.github/workflows/a.yml': '- run: npm publish' },
  ],
  'pypi-nuget-maven-public': [
    { '.github/workflows/a.yml': '- uses: pypa/gh-action-pypi-publish@release/v1' },
    { '.github/workflows/a.yml': '# twine upload', 'docs/release.md': 'twine upload' },
  ],
  'released-for-download': [
    { '.github/workflows/a.yml': '- uses: softprops/action-gh-release@v2', LICENSE: 'MIT License' },
    { '.github/workflows/a.yml': '- uses: softprops/action-gh-release@v2' },
  ],
  'site-of-its-name': [
    { 'README.md': 'See [our site](https://www.northwind.org/docs).' },
    { 'README.md': 'Runs beside https://northwind-tools.org and https://northwind.acme.org.' },
  ],
  'public-index-page': [
    {
      'Cargo.toml': '[package]\nname = "ferry-cli"\n',
      'README.md': '[![crate](https://img.shields.io/crates/v/ferry-cli.svg)](https://crates.io/crates/ferry-cli)',
    },
    {
      'Cargo.toml': '[package]\nname = "ferry"\n',
      'README.md': 'Built on [ferry-cli](https://crates.io/crates/ferry-cli).',
    },
  ],
  'installed-by-name': [
    { 'package.json': '{"name": "ferry"}', 'readme.md': '```sh\nnpm install --global ferry\n```' },
    { 'package.json': '{"name": "ferry"}', 'readme.md': '```sh\nnpm install\nnpm install ferry-icons\n```' },
  ],
  marketplace: [{ 'package.json': '{"scripts": {"release": "vsce publish"}}' }, { 'README.md': 'vsce publish' }],
  'app-store': [{ 'ios/fastlane/Appfile': '' }, { 'src/fastlane.ts': '' }],
  'tf-public-frontdoor': [
    { 'main.tf': 'resource "google_cloud_run_service_iam_member" "y" {\n  member = "allUsers"\n}' },
    { 'main.tf': 'resource "aws_lb" "a" {\n  internal = true\n}\n# member = "allUsers"' },
  ],
  'env-named-production': [
    { '.github/workflows/a.yml': 'jobs:\n  deploy:\n    environment:\n      name: production' },
    { '.github/workflows/a.yml': 'env:\n  NODE_ENV: production', 'compose.yaml': 'environment: production' },
  ],
  'lb-service': [
    { 'k8s/a.yaml': balancer('a: b') },
    { 'k8s/a.yaml': balancer('service.beta.kubernetes.io/aws-load-balancer-internal: "true"') },
  ],
  'public-function-url': [
    { 'serverless.yml': 'functions:\n  a:\n    events:\n      - httpApi: "*"' },
    { 'serverless.yml': 'functions:\n  a:\n    events:\n      - schedule: rate(1 day)' },
  ],
  'paas-file': [{ 'netlify.toml': '' }, { 'docs/netlify.toml': '', 'fly.toml': 'app = "worker"' }],
  'pages-workflow': [
    { '.github/workflows/a.yml': '- uses: actions/deploy-pages@v4' },
    { '.github/workflows/a.yml': '- uses: actions/checkout@v4' },
  ],
  'public-signup': [page('await supabase.auth.signUp({ email })'), page('function openSignUpDialog() {}')],
  'marketing-and-legal-pages': [{ 'app/pricing/page.tsx': '' }, { 'src/lib/pricing.ts': '', 'src/terms.json': '' }],
  'chatbot-channel': [{ 'package.json': manifest(['telegraf']) }, { 'package.json': manifest(['telegram-icons']) }],
  'seo-files': [
    { 'public/robots.txt': 'User-agent: *\nAllow: /' },
    { 'public/robots.txt': 'User-agent: *\nDisallow: /' },
  ],
  'sends-mail-or-sms': [{ 'package.json': manifest(['resend']) }, { 'package.json': manifest(['resend-icons']) }],
  'prod-overlay': [{ 'k8s/overlays/prod/kustomization.yaml': '' }, { 'k8s/overlays/dev/kustomization.yaml': '' }],
  analytics: [page("gtag('config', 'G-1')"), page('a plausible explanation')],
  'absolute-public-url': [
    page('<link rel="canonical" href="https://www.nordwind.de/" />'),
    page('<link rel="canonical" href="https://shop.lovable.app/" />'),
  ],
  'docker-expose': [{ Dockerfile: 'FROM node:22\nEXPOSE 3000' }, { Dockerfile: 'FROM node:22\n# EXPOSE 3000' }],
  'tls-public-issuer': [
    {
      'k8s/a.yaml': ingress('app.acme.local').replace(
        'spec:',
        'metadata:\n  annotations:\n    cert-manager.io/cluster-issuer: letsencrypt-prod\nspec:',
      ),
    },
    {
      'k8s/a.yaml': ingress('app.acme.local').replace(
        'spec:',
        'metadata:\n  annotations:\n    cert-manager.io/cluster-issuer: letsencrypt-staging\nspec:',
      ),
    },
  ],
  'qovery-prod': [{ '.qovery.yml': 'mode: PRODUCTION' }, { '.qovery.yml': 'mode: STAGING' }],
  'nodeport-or-hostport': [
    { 'k8s/a.yaml': 'apiVersion: v1\nkind: Service\nspec:\n  type: NodePort' },
    { 'k8s/a.yaml': 'apiVersion: v1\nkind: Service\nspec:\n  type: ClusterIP # not NodePort' },
  ],
  'customer-words': [
    { 'package.json': manifest(['express']), 'a.ts': "app.get('/api/orders', list)" },
    { 'package.json': manifest(['express']), 'a.ts': "import { createClient } from 'x'" },
  ],
  'public-api-docs': [
    { 'openapi.yaml': 'servers:\n  - url: https://api.nordwind.de/v1' },
    { 'openapi.yaml': 'servers:\n  - url: http://localhost:3000' },
  ],
  'web-server': [{ 'package.json': manifest(['express']) }, { 'package.json': manifest(['expressive']) }],
  'internal-annotation': [
    { 'k8s/a.yaml': balancer('networking.gke.io/load-balancer-type: "Internal"') },
    { 'k8s/a.yaml': balancer('a: internal') },
  ],
  'internal-domain': [{ CNAME: 'shop.corp.acme.de' }, { CNAME: 'shop.acme.de' }],
  'sso-proxy': [
    {
      'k8s/a.yaml': ingress('a.local').replace(
        'spec:',
        'metadata: {annotations: {nginx.ingress.kubernetes.io/auth-url: https://sso.acme.de}}\nspec:',
      ),
    },
    {
      'k8s/a.yaml': ingress('a.local').replace(
        'spec:',
        'metadata: {annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "true"}}\nspec:',
      ),
    },
  ],
  'example-or-template': [{ 'README.md': 'This is not for production.' }, { 'README.md': 'Our production line.' }],
  'git-tags': [{ 'a.ts': '' }, { 'b.ts': '' }],
  'private-package': [
    { 'package.json': '{\n  "private": true\n}' },
    { 'package.json': manifest(['react'], { private: true }) },
  ],
  'preview-only': [
    page('const siteUrl = "https://shop.vercel.app"'),
    page('const siteUrl = "https://www.nordwind.de"'),
  ],
};

describe('production boundary', () => {
  for (const [id, [hit, miss]] of Object.entries(fixtures)) {
    it(`${id} is seen where it is, not where it only seems to be`, async () => {
      assert.ok((await signalsOf(hit, ['corp.acme.de'])).includes(id), 'hit');
      assert.ok(!(await signalsOf(miss, ['corp.acme.de'])).includes(id), 'miss');
    });
  }

  it('has a hit and a look-alike for every signal', () => {
    assert.deepEqual(boundarySignals.map((signal) => signal.id).sort(), Object.keys(fixtures).sort());
  });

  it('names the file, the line and the address', async () => {
    const facts = await factsOf({ files: { 'k8s/ingress.yaml': `a: 1\n---\n${ingress('app.nordwind.de')}` } });
    const [signal] = judgeBoundary(facts, { internalDomains: [] }).signals;
    assert.deepEqual(
      { ...signal, plain: '' },
      {
        id: 'ingress-public-host',
        path: 'k8s/ingress.yaml',
        line: 7,
        score: 100,
        plain: '',
        note: 'publishes app.nordwind.de',
      },
    );
  });

  const verdicts: readonly (readonly [string, Files, BoundaryVerdict])[] = [
    ['an address of its own', { CNAME: 'shop.nordwind.de' }, 'production'],
    ['a public host and nothing else', { 'vercel.json': '{}' }, 'likely_production'],
    [
      'a web server with a door',
      { 'package.json': manifest(['express']), Dockerfile: 'FROM node:22\nEXPOSE 80' },
      'internal',
    ],
    ['a script', { 'a.py': 'print(1)' }, 'sandbox'],
    ['a declared audience', { '.handrail/project.yaml': 'audience: external' }, 'production'],
    ['an empty folder', {}, 'sandbox'],
  ];
  for (const [what, files, verdict] of verdicts) {
    it(`calls ${what} ${verdict}`, async () => {
      assert.equal(judgeBoundary(await factsOf({ files }), { internalDomains: [] }).verdict, verdict);
    });
  }

  it('lets a project stay below a strong sign only when somebody says why, and never changes the tier by itself', async () => {
    const files = { CNAME: 'shop.nordwind.de', '.handrail/project.yaml': 'audience: team' };
    const pass = { ...quiet, requiredFrom: 'sandbox' as const };
    const options = { checks: [pass] };
    const asked = await readinessOf({ files }, options);
    assert.deepEqual([asked.tier, asked.ready, asked.boundary.lowering?.state], ['internal', false, 'unconfirmed']);
    assert.match(asked.notes.join(' '), /attest production-boundary/);
    const said = {
      id: 'a1',
      check: 'production-boundary',
      owner: 'dana',
      by: 'dana@acme.example',
      at: '2026-11-01',
      reason: 'The address is behind the VPN',
    };
    const confirmed = await readinessOf({ files }, { ...options, attestations: [{ ...said, expires: '2027-01-01' }] });
    assert.deepEqual(
      [confirmed.tier, confirmed.ready, confirmed.boundary.lowering?.state],
      ['internal', true, 'confirmed'],
    );
    const ended = await readinessOf({ files }, { ...options, attestations: [{ ...said, expires: '2026-11-02' }] });
    assert.equal(ended.ready, false);
  });

  it('adds the strongest sign, half of each other group, and what speaks against it', () => {
    assert.equal(
      addUp([
        { group: 'a', score: 60 },
        { group: 'a', score: 50 },
        { group: 'b', score: 40 },
      ]),
      80,
    );
    assert.equal(
      addUp([
        { group: 'a', score: 100 },
        { group: 'b', score: -60 },
      ]),
      40,
    );
    assert.equal(addUp([{ group: 'a', score: -60 }]), 0);
  });

  it('stays between 0 and 150 and never falls when a positive sign is added', () => {
    const signal = fc.record({ group: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.integer({ min: -60, max: 100 }) });
    fc.assert(
      fc.property(fc.array(signal), signal, (signals, another) => {
        const before = addUp(signals);
        const after = addUp([...signals, another]);
        assert.ok(before >= 0 && before <= 150);
        if (another.score >= 0) assert.ok(after >= before);
        else assert.ok(after <= before);
      }),
      { numRuns: runs(200) },
    );
  });

  it('knows which names only colleagues reach', () => {
    assert.equal(hostKind('app.acme.internal', []), 'other');
    assert.equal(hostKind('wiki.acme.de', ['acme.de']), 'internal');
    assert.equal(hostKind('notacme.de', ['acme.de']), 'public');
    assert.equal(hostKind('shop.acme.example', []), 'public');
    assert.equal(hostKind('a.example.com', []), 'other');
    assert.equal(hostKind('10.0.0.1', []), 'other');
    assert.equal(hostKind('{{ .Values.host }}', []), 'other');
  });
});
