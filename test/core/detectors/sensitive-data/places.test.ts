// What the place of a value says about it: the same value is reported in one file and no more than noted in another.

import assert from 'node:assert/strict';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const isLoud = (path: string, text: string) =>
  (sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? []).some(({ severity }) => severity !== 'low');
const next = seededNumbers(77);
const sample = (format: string) => sampleOf(format, next);
const keyBlock = (mark = 'PRIVATE KEY') =>
  [`-----BEGIN ${mark}-----`, ...Array.from({ length: 6 }, () => sample('{base64 64}')), `-----END ${mark}-----`].join(
    '\n',
  );

interface Place {
  readonly what: string;
  readonly text: string;
  readonly reported: string;
  readonly noted: readonly string[];
}

const places: Place[] = [
  {
    what: 'a private key',
    text: keyBlock(),
    reported: 'deploy/gateway.key',
    noted: ['deploy/localhost.key', 'certs/caddy.localhost.key', 'docker/local.pem', 'tls/self-signed.key'],
  },
  {
    what: 'a phone number in data',
    text: '{"name": "Ada Okafor", "phone": "509-644-9981"}\n',
    reported: 'data/customers.json',
    noted: [
      'api/openapi/shop.json',
      'api/shop.oas.json',
      'core/samples/customers.json',
      'agent-tutorial/customers.json',
      'db/seeds.json',
      'db/sample_data/customers.json',
      'docs/reference.json',
    ],
  },
  {
    what: 'an address of a machine in a note',
    text: 'the machine is 217.199.254.17\n',
    reported: 'notes/outage.txt',
    noted: ['haproxy/config/blocklist.txt', 'src/help/outage/examples/note.txt'],
  },
  {
    what: 'a key that a program drew for itself',
    text: `base64:${sample('{base64 43}')}=`,
    reported: 'config/app.php',
    noted: ['tests/Encryption/EncryptionTest.php', 'phpunit.xml', 'phpunit.xml.dist', '.env.ci', '.env.example'],
  },
  {
    what: 'a secret of the program itself',
    text: `SECRET_KEY: ${sample('{hex-upper 64}')}\n`,
    reported: 'deploy/values.yml',
    noted: ['.github/workflows/ci.yml'],
  },
];

const sandbox = `access-sandbox-${sample('{uuid}')}`;
places.push(
  {
    what: 'a token of a sandbox',
    text: `token: ${sandbox}\n`,
    reported: 'config/plaid.yml',
    noted: ['spec/plaid_spec.yml', 'docs/plaid.md'],
  },
  {
    what: 'a token in a page that was saved',
    text: `<p data-key="glpat-${sample('{base62 20}')}">`,
    reported: 'tests/test_client.py',
    noted: ['tests/data/recipe.html'],
  },
);

const address = '1Hefs7miXS5ff5Ck5xvm' + 'jKjXf5242KzRtK';
places.push(
  {
    what: 'an address for gifts',
    text: `bitcoin: ${address}\n`,
    reported: 'src/wallets.txt',
    noted: ['README.md', 'readmes/README.es.md', '.github/FUNDING.yml'],
  },
  {
    what: 'the number of an office',
    text: 'Phone: +49 30 9018 2044, and call us\n',
    reported: 'data/offices.txt',
    noted: ['src/Footer.tsx', 'views/contact.blade.php', 'layouts/index.njk'],
  },
);

describe('the place of a value', () => {
  for (const { what, text, reported, noted } of places) {
    it(`${what} is reported in ${reported}`, () => {
      assert.equal(isLoud(reported, text), true);
    });
    for (const path of noted) {
      it(`${what} is no more than noted in ${path}`, () => {
        assert.equal(isLoud(path, text), false);
      });
    }
  }

  it('a key of a service is reported in a pipeline', () => {
    assert.equal(isLoud('.github/workflows/ci.yml', `ACMESHOP_API_KEY: ${sample('{base62 40}')}\n`), true);
  });

  it('a private key is reported, and noted under a name that says that it is none', () => {
    const key = keyBlock();
    assert.equal(isLoud('src/keys.rs', `const SIGNING_KEY: &str = "${key}";\n`), true);
    assert.equal(isLoud('src/keys.rs', `const TEST_FAKE_RSA_KEY_0: &str = "${key}";\n`), false);
  });

  it('a private key is reported before the tests of a Rust file, and noted in them', () => {
    const key = `const KEY: &str = "${keyBlock('RSA PRIVATE KEY')}";\n`;
    const tests = (body: string) => `fn main() {}\n#[cfg(test)]\nmod tests {\n${body}}\n`;
    assert.equal(isLoud('src/lib.rs', key + tests('')), true);
    assert.equal(isLoud('src/lib.rs', tests(key)), false);
  });
});
