// What is found, what is left alone, and that nothing of a value gets out.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { passesGermanTaxId, passesIban, passesLuhn } from '../../../../src/core/detectors/sensitive-data/validators.ts';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { runs } from '../../../support/runs.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const find = (text: string, path = 'src/a.ts') =>
  sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? [];
const ids = (text: string, path?: string) =>
  find(text, path).map(({ ruleId }) => ruleId.slice('sensitive-data/'.length));
const base62 = 'q7Zk2Vx9Lm4Tb8Rw1Yc6Nd3Hs5Jf0GpKuQeAoXiBvMzWrCtD';
const hex = '3f9a1c7e5b2d8046'.repeat(4);

describe('sensitive data', () => {
  const hits: readonly (readonly [string, string])[] = [
    ['stripe-secret-live', 'sk_' + 'live_' + base62.slice(0, 30)],
    ['aws-access-key-id', 'AK' + 'IAQ7ZKVXLMTBRWYCND'],
    ['github-pat-classic', 'gh' + 'p_' + base62.slice(0, 36)],
    ['groq-api-key', 'gs' + 'k_' + (base62 + base62).slice(0, 52)],
    ['digitalocean-pat', 'do' + 'p_v1_' + hex],
    ['openrouter-api-key', 'sk-' + 'or-v1-' + hex],
    ['sendgrid-api-key', 'S' + 'G.' + base62.slice(0, 22) + '.' + base62.slice(0, 43)],
    ['supabase-secret-key', 'sb_' + 'secret_' + base62.slice(0, 22) + '_' + base62.slice(0, 8)],
  ];
  for (const [id, value] of hits) {
    it(`finds ${id}, the value alone`, () => {
      const text = `const key = "${value}";\n`;
      assert.deepEqual(ids(text), [id]);
      const match = find(text)[0];
      assert.equal(text.slice(match?.startOffset, match?.endOffset), value);
    });
  }

  it('finds a database password, and leaves defaults on this machine alone', () => {
    const password = base62.slice(0, 14);
    assert.deepEqual(ids(`url = "postgres://app:${password}@db.acme-shop.com/x"`), ['database-url']);
    assert.deepEqual(ids('url = "postgres://postgres:postgres@localhost:5432/x"'), []);
    assert.deepEqual(ids('url = "postgres://app:${PASSWORD}@db.acme-shop.com/x"'), []);
  });

  it('takes the module of tests of a Rust file for what it is', () => {
    const line = (name: string) => `const ${name}: &str = "${base62.slice(0, 36)}";\n`;
    const severities = (text: string, path: string) => find(text, path).map(({ severity }) => severity ?? 'own');
    const text = `${line('TOKEN')}\n#[cfg(test)]\nmod tests {\n    ${line('TOKEN')}}\n`;
    assert.deepEqual(severities(text, 'src/a.rs'), ['medium', 'low']);
    assert.deepEqual(severities(text, 'src/a.txt'), ['medium', 'medium']);
    assert.deepEqual(severities(text.replace('mod tests', 'use x'), 'src/a.rs'), ['medium', 'medium']);
  });

  it('tells the Supabase service key from the public one', () => {
    const jwt = (role: string) =>
      [
        { alg: 'HS256', typ: 'JWT' },
        { iss: 'supabase', role },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.') +
      '.' +
      base62.slice(0, 43);
    assert.deepEqual(ids(`k = "${jwt('service_role')}"`), ['supabase-service-role-jwt']);
    assert.deepEqual(ids(`k = "${jwt('anon')}"`), []);
  });

  for (const text of [
    'sk_' + 'live_' + 'x'.repeat(30),
    'pk_' + 'live_' + base62.slice(0, 30),
    'AK' + 'IAIOSFODNN7EXAMPLE',
    'const password = process.env.PASSWORD',
    'password: "3f9a1c7e5b2d80463f9a1c7e5b2d8046"',
    'secret = "6f1c2a54-90ab-4cde-8f01-23456789abcd"',
    'apiKey: "AIza' + base62.slice(0, 35) + '"',
    'order 4242424242424242 card',
    'iban DE89 3704 0044 0532 0130 00',
  ]) {
    it(`leaves look-alikes alone: ${text.slice(0, 14)}`, () => {
      assert.deepEqual(ids(`v = "${text}"`), []);
    });
  }

  it('finds account and card numbers by their check digits', () => {
    const account = '500105175407324931';
    const check =
      Array.from({ length: 97 }, (_, n) => String(n + 2).padStart(2, '0')).find((digits) =>
        passesIban(`DE${digits}${account}`),
      ) ?? '';
    assert.deepEqual(ids(`DE${check}${account}`), ['iban']);
    const card = '453201511283036';
    const last = Array.from('0123456789').find((digit) => passesLuhn(card + digit)) ?? '';
    assert.deepEqual(ids(`card: ${card}${last}`), ['payment-card']);
    assert.deepEqual(ids(`card: ${card}${String((Number(last) + 1) % 10)}`), []);
    assert.equal(passesGermanTaxId(['860957', '42719'].join('')), true);
    assert.equal(passesGermanTaxId('86095742718'), false);
  });

  it('says one thing about a table of people', () => {
    const rows = Array.from({ length: 200 }, (_, n) => `Ada${String(n)},ada${String(n)}@acme-shop.com`).join('\n');
    assert.deepEqual(ids(`name,email\n${rows}\n`, 'data/customers.csv'), ['customer-list']);
    assert.deepEqual(ids('name,email\nAda,ada@example.com\n', 'data/customers.csv'), []);
  });

  it('keeps offsets in the text and values out of every word', () => {
    const part = fc.oneof(fc.string(), ...hits.map(([, value]) => fc.constant(value)), fc.constant('password: "'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join(' ');
        for (const match of find(text)) {
          assert.ok(match.startOffset >= 0 && match.startOffset < match.endOffset && match.endOffset <= text.length);
          assert.ok(!(match.detail ?? '').includes(text.slice(match.startOffset, match.endOffset)));
        }
      }),
      { numRuns: runs(100) },
    );
  });

  for (const unit of [
    'eyJ',
    'eyJaaaaaaaaaaa.',
    '-----BEGIN PRIVATE KEY-----',
    'password="',
    'postgres://',
    '1',
    '1 ',
    'a@',
    'a.',
    'DE12 ',
    'sk-proj-',
  ]) {
    it(`takes a line of a million characters: ${unit.slice(0, 6)}`, () => {
      const started = performance.now();
      find(unit.repeat(Math.ceil(1_000_000 / unit.length)), 'a.csv');
      assert.ok(performance.now() - started < 4000);
    });
  }
});
