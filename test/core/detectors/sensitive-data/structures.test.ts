// Credentials that are told by their place: key blocks, addresses, headers, configuration files, commands. Values are put together here.

import assert from 'node:assert/strict';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { isCredentialRule } from '../../../../src/core/detectors/sensitive-data/credential-rules.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const find = (text: string, path = 'src/a.txt') =>
  sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? [];
const loud = (text: string, path?: string) =>
  find(text, path)
    .filter(({ ruleId, severity }) => severity !== 'low' && isCredentialRule(ruleId))
    .map(({ ruleId }) => ruleId.slice('sensitive-data/'.length));

const next = seededNumbers(77);
const random = (length: number) => sampleOf(`{base62 ${String(length)}}`, next);
const password = random(16);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const body = Array.from({ length: 12 }, () => random(64)).join('\n');
const block = (kind: string) => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`;
const token = (payload: object) =>
  [{ alg: 'HS256' }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
  '.' +
  random(43);
const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');

describe('credentials by their place', () => {
  const hits: readonly (readonly [string, string])[] = [
    ['private-key', block('RSA PRIVATE KEY')],
    ['private-key', block('OPENSSH PRIVATE KEY')],
    ['private-key', JSON.stringify({ private_key: block('PRIVATE KEY') })],
    [
      'private-key',
      block('EC PRIVATE KEY')
        .split('\n')
        .map((line) => `"${line}\\n" +`)
        .join('\n'),
    ],
    ['pgp-private-key', block('PGP PRIVATE KEY BLOCK')],
    ['putty-private-key', `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 12\n${body}\nPrivate-MAC: 0`],
    ['base64-pem-private-key', `key: ${base64(block('PRIVATE KEY'))}`],
    ['jenkins-encrypted-secret', `<secret>{AQAAABAAAAAQ${random(43)}=}</secret>`],
    ['jenkins-encrypted-secret', `<secret>{deploy AQAAABAAA ${random(32)}}</secret>`],
    ['assigned-secret', `base_url: "https://api.acme-shop.net/v1/user?key=${random(40)}"`],
    ['jwk-private', JSON.stringify({ kty: 'EC', crv: 'P-256', d: random(43) })],
    ['jwk-private', JSON.stringify({ d: random(43), crv: 'P-256', kty: 'EC' })],
    ['jwt', `cookie: ${token({ sub: 'a17', iss: 'acme' })}`],
    ['database-url', `mongodb+srv://app:${password}@cluster0.acme-shop.com/x`],
    ['jdbc-url', `jdbc:postgresql://db.acme-shop.com:5432/x?user=app&password=${password}`],
    ['ado-net-connection-string', `Server=db.acme-shop.com;Database=x;User Id=app;Password=${password};`],
    ['url-basic-auth', `git clone https://deploy:${password}@git.acme-shop.com/a.git`],
    ['url-basic-auth', `smtps://post@acme-shop.com:${password}@smtp.acme-shop.com:465`],
    ['http-basic-header', `Authorization: Basic ${base64(`app:${password}`)}`],
    ['http-bearer-header', `"Bearer ${random(32)}"`],
    ['docker-config-auth', JSON.stringify({ auths: { 'r.acme-shop.com': { auth: base64(`app:${password}`) } } })],
    ['npmrc-file', `//registry.acme-shop.com/:_authToken=${random(36)}`],
    ['netrc-password', `machine git.acme-shop.com login app password ${password}`],
    ['pypirc', `[acme]\nrepository: https://pypi.acme-shop.com\nusername: app\npassword: ${password}`],
    ['curl-user-command', `curl -s -u app:${password} api.acme-shop.com`],
    ['sshpass-command', `sshpass -p '${password}' ssh app@host`],
    ['mysql-password-command', `mysqldump -u app -p${password} x > x.sql`],
    ['sql-password', `CREATE USER app IDENTIFIED BY '${password}';`],
    ['powershell-securestring', `ConvertTo-SecureString "${password}" -AsPlainText -Force`],
    ['dotnet-networkcredential', `new NetworkCredential("app", "${password}")`],
    ['azure-publish-profile', `userPWD="${random(60)}"`],
    [
      'bip39-mnemonic',
      `mnemonic = "${words.map((word, at) => (at === 3 ? 'zebra' : at === 8 ? 'ozone' : at === 9 ? 'lunar' : at === 10 ? 'vivid' : word)).join(' ')}"`,
    ],
    ['k8s-secret-manifest', `kind: Secret\nmetadata:\n  name: a\ndata:\n  API_ENTRY: ${base64(password)}\n`],
    ['k8s-secret-manifest', `stringData:\n  entry: "${password}"\nkind: Secret\n`],
  ];
  for (const [id, text] of hits) {
    it(`finds ${id}: ${text.slice(0, 30).replace(/\n/g, ' ')}`, () => {
      assert.deepEqual([...new Set(loud(text))], [id]);
    });
  }

  for (const [what, text] of [
    ['a public key', block('PUBLIC KEY')],
    ['a certificate', block('CERTIFICATE')],
    ['a certificate in base64', base64(block('CERTIFICATE'))],
    ['a block with dots for its middle', '-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----'],
    ['the token of every tutorial', token({ sub: '1234567890', name: 'John Doe' })],
    ['a public JSON Web Key', JSON.stringify({ kty: 'EC', x: random(43), y: random(43) })],
    ['an address with a name for its password', 'https://user:password@example.com'],
    ['an address with a variable', 'https://user:${TOKEN}@git.acme-shop.com'],
    ['a port', 'http://localhost:8080/@scope/package'],
    ['the header of the standard', `Basic ${base64('Aladdin:open sesame')}`],
    ['a reference in .npmrc', '//registry.npmjs.org/:_authToken=${NPM_TOKEN}'],
    ['a published seed phrase', `mnemonic: "${words.join(' ')}"`],
    ['a sentence', 'passphrase: "this is only about words that people write every day of the week"'],
    ['a sealed secret', `kind: SealedSecret\nspec:\n  encryptedData:\n    a: ${random(80)}\n`],
    ['prose', 'The volume is identified by its name, and with password auth it is open.'],
  ] as const) {
    it(`is silent about ${what}`, () => {
      assert.deepEqual(loud(text), []);
    });
  }

  it('says whether the check bits of a seed phrase are right', () => {
    // The words of a test vector of the standard, in parts. Source: https://github.com/trezor/python-mnemonic/blob/master/vectors.json
    const right = ['ozone drill grab fiber curtain grace', 'pudding thank cruise elder eight picnic'].join(' ');
    const wrong = right.replace('picnic', 'piano');
    assert.deepEqual(
      [right, wrong].map((phrase) => find(`mnemonic: "${phrase}"`).map(({ severity, detail }) => [severity, detail])),
      [
        [['critical', 'Its check characters are right.']],
        [['medium', 'It has the shape, but its check characters are not right.']],
      ],
    );
  });

  it('says less of a key in a test', () => {
    assert.deepEqual(
      find(block('PRIVATE KEY'), 'test/fixtures/server.key').map(({ severity }) => severity),
      ['low'],
    );
  });
});
