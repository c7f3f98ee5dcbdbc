// Personal and confidential data in its surroundings: notes, code, tables, marked documents.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Catalog } from '../../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../../src/core/detectors/sensitive-data/detector.ts';
import { namedChecks } from '../../../../../src/core/detectors/sensitive-data/personal/named-checks.ts';
import { mod97 } from '../../../../../src/core/detectors/sensitive-data/personal/number-checks.ts';
import { runs } from '../../../../support/runs.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const rules = new Map(sensitiveDataDetector.rules.map((rule) => [rule.id, rule.severity]));
const find = (text: string, path: string) =>
  (sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? []).map((match) => ({
    ...match,
    id: match.ruleId.slice('sensitive-data/'.length),
    severity: match.severity ?? rules.get(match.ruleId),
  }));
const ids = (text: string, path = 'note.txt') => find(text, path).map(({ id }) => id);
const people = (count: number, cell: (n: number) => readonly string[]) =>
  Array.from({ length: count }, (_, n) => cell(n));

// Put together here, so that none of them stands in the repository.
const taxId = ['860957', '42719'].join('');
const pesel = ['440514', '01458'].join('');

describe('personal data among other numbers', () => {
  it('counts a bare number in a short message, and not in code', () => {
    assert.deepEqual(ids(`please book it on ${pesel}, thanks`), ['pl-pesel']);
    assert.deepEqual(ids(`const offset = ${pesel};\n`, 'src/a.ts'), []);
    assert.deepEqual(ids(`const pesel = '${pesel}';\n`, 'src/a.ts'), ['pl-pesel']);
  });

  it('counts bare numbers of more kinds in a short message, where their check digits are right', () => {
    const numbers = [
      [['130692', '544'].join(''), 'ca-sin'],
      [['943476', '5870'].join(''), 'uk-nhs-number'],
      [['006249', '976'].join(''), 'au-acn'],
      [['911124', '5678901'].join(''), 'kr-frn'],
      [['121042', '882'].join(''), 'us-aba-routing'],
    ] as const;
    for (const [number, id] of numbers) {
      assert.deepEqual(ids(`this one: ${number}`), [id]);
      assert.deepEqual(ids(`const offset = ${number};\n`, 'src/a.ts'), [], number);
    }
    assert.deepEqual(ids('this one: C01234567'), [], 'it counts up');
  });

  it('finds addresses of machines inside of longer ones, postcodes without a blank, plates of Delhi', () => {
    assert.deepEqual(ids('tunnel to 2001:db8::10.0.0.1'), ['ip-address']);
    assert.deepEqual(ids('prefix 2001:db8::1'), []);
    assert.deepEqual(ids('send it to EC1A1BB'), ['uk-postcode']);
    assert.deepEqual(ids('he drives DL3CJI0001'), ['licence-plate']);
  });

  it('rejects what its check digit rejects, also beside its word', () => {
    assert.deepEqual(ids(`PESEL ${pesel.slice(0, -1)}9`), []);
  });

  it('claims no more than was shown: a date has no check digits', () => {
    const detail = (text: string) => find(text, 'note.txt')[0]?.detail ?? '';
    assert.match(detail(`PESEL ${pesel}`), /^Its check digits are right/);
    assert.match(detail(`born on ${['1984-02', '29'].join('-')}`), /^It is a day of the calendar/);
  });

  it('says that a test is where values are invented', () => {
    const [match] = find(`pesel = '${pesel}'\n`, 'test/people.test.ts');
    assert.equal(match?.severity, 'low');
  });

  it('leaves parts of longer things alone', () => {
    for (const text of [
      `id 7c9e6679-7425-40de-944b-${taxId}0`,
      `sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`,
      `v1.2.${pesel}`,
      `/orders/${pesel}/items`,
      'INTRODUCTORY driver license',
      'SSN 900-12-3456',
    ])
      assert.deepEqual(ids(text), [], text);
  });

  it('finds phone numbers by their country or the words beside them, and leaves fiction alone', () => {
    assert.deepEqual(ids('You reach me at +49 30 22731 4000'), ['phone-number']);
    assert.deepEqual(ids(`const phone = '020 7219 3000';\n`, 'src/a.ts'), ['phone-number']);
    assert.deepEqual(ids('call +1 415 555 0132'), []);
    assert.deepEqual(ids('const total = 0491 570 006;', 'src/a.ts'), []);
    const hint = (digits: string): string => `{"phoneHint": "Your phone number, such as ${digits}"}`;
    assert.deepEqual(ids(hint('+12223334444'), 'src/a.json'), []);
    assert.deepEqual(ids(hint('+447920110412'), 'src/a.json'), ['phone-number']);
    const inTexts = find(hint('+447920110412'), 'src/lang/en.json');
    assert.deepEqual(
      inTexts.map(({ severity }) => severity),
      ['low'],
    );
    assert.deepEqual(ids('12345678-1234-4123-8123-415267890123'), []);
  });

  it('leaves numbers for fiction, coordinates and drawings alone, where phone numbers are named', () => {
    for (const number of ['020 7946 0101', '01632 960 001', '0113 496 0999', '07700 900 982', '+33 1 99 00 12 34'])
      assert.deepEqual(ids(`const phone = '${number}';\n`, 'src/a.ts'), [], number);
    assert.deepEqual(ids("const cell = ['02 08 03.497520 +13 36 24.91632', 42.8];\n", 'src/a.ts'), []);
    assert.deepEqual(
      ids('phone: "m12.71 16.29-.15-.12-.18-.09-.18-.08a1 1 0 0 0-.91.27 1 1 0 0 0-.21.33"', 'src/a.ts'),
      [],
    );
  });

  it('asks for the word on the same line where a number has no check digits', () => {
    const number = ['2419', '8162'].join('');
    assert.deepEqual(ids(`label: 'bank account', value: ${number},\n`, 'src/a.ts'), ['us-bank-account']);
    assert.deepEqual(ids(`label: 'bank accounts',\nvalue: ${number},\n`, 'src/a.ts'), []);
  });

  it('tells a plate from a number and a word, and an identity card from one of many words', () => {
    assert.deepEqual(ids('{"vehicle": "P160 WAR"}', 'src/a.json'), ['licence-plate']);
    assert.deepEqual(ids('{"text": "this vehicle, the P160 was built"}', 'src/a.json'), []);
    const card = ['J', '564457'].join('');
    assert.deepEqual(ids(`the card ${card}(4) is hers`, 'src/a.json'), ['hk-hkid']);
    assert.deepEqual(ids(`gameboy\n${card}4\nsonic\n`, 'src/a.json'), []);
  });

  it('leaves a number that is called an example, and names in code, alone', () => {
    const rfc = 'ABC010203AB9';
    assert.deepEqual(ids(`Rfc = "${rfc}",`, 'src/Tax.cs'), ['mx-rfc']);
    assert.deepEqual(ids(`Rfc.Example = "${rfc}",`, 'src/Tax.cs'), []);
    assert.deepEqual(ids('cni_config: "{{ slurped | b64decode }}"', 'roles/main.yml'), []);
  });

  it('finds an address in a message, and none of those that say nothing', () => {
    const mail = ['ana.souza', 'mailbox.org'].join('@');
    assert.deepEqual(ids(`write to ${mail}`), ['email-address']);
    assert.deepEqual(ids(`// author ${mail}\n`, 'src/a.ts'), []);
    for (const text of [
      'git@github.com:acme/x.git',
      'user@example.com',
      'react@18.2.0',
      'logo@2x.png',
      'no-reply@acme.io',
    ])
      assert.deepEqual(ids(text), [], text);
    assert.deepEqual(ids('the server is 192.168.4.20'), ['ip-address']);
    for (const text of ['on 127.0.0.1', 'version 4.7.2.1', 'see 2001:db8::1', 'std::vector'])
      assert.deepEqual(ids(text), [], text);
  });
});

describe('tables of people', () => {
  const rows = people(12, (n) => [
    `Ada Lovelace${'abcdefghijkl'[n] ?? ''}`,
    `ada${String(n)}@mailbox.org`,
    `+49 151 2345${String(n + 1000)}`,
  ]);

  it('is one finding with the count of rows, and no value in it', () => {
    const text = ['Name;E-Mail;Telefon', ...rows.map((row) => row.join(';'))].join('\n');
    const found = find(text, 'data/kunden.csv').filter(({ severity }) => severity !== 'low');
    assert.deepEqual(
      found.map(({ id }) => id),
      ['customer-list'],
    );
    assert.match(found[0]?.detail ?? '', /^12 rows with /);
    assert.ok(!(found[0]?.detail ?? '').includes('ada'));
  });

  for (const [language, head] of [
    ['French', 'prénom,courriel,téléphone'],
    ['Spanish', 'nombre,correo electrónico,teléfono'],
    ['Portuguese', 'nome completo,e-mail,telefone'],
    ['Italian', 'nominativo,posta elettronica,telefono'],
    ['Dutch', 'naam,e-mailadres,telefoonnummer'],
    ['Polish', 'imię,adres e-mail,telefon'],
    ['Chinese', '姓名,邮箱,电话'],
    ['Japanese', '氏名,メールアドレス,電話番号'],
  ] as const) {
    it(`reads headers in ${language}`, () => {
      const text = [head, ...rows.map((row) => row.join(','))].join('\n');
      assert.ok(ids(text, 'export.csv').includes('customer-list'));
    });
  }

  it('finds them in JSON, SQL dumps and Markdown', () => {
    const records = rows.map(([name, email]) => ({ firstName: name, email }));
    assert.deepEqual(ids(JSON.stringify(records), 'members.json'), ['customer-list']);
    assert.deepEqual(ids(records.map((each) => JSON.stringify(each)).join('\n'), 'members.jsonl'), ['customer-list']);
    const values = rows.map(([name, email]) => `('${name ?? ''}', '${email ?? ''}')`).join(',\n');
    assert.deepEqual(ids(`INSERT INTO users (full_name, email) VALUES ${values};`, 'dump.sql'), ['customer-list']);
    const single = rows.map(
      ([name, email]) => `INSERT INTO users (full_name, email) VALUES ('${name ?? ''}', '${email ?? ''}');`,
    );
    assert.deepEqual(ids(single.join('\n'), 'dump.sql'), ['customer-list']);
    const lines = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
    assert.ok(
      ids(`# Team\n\n| Name | Email | Phone |\n|---|---|---|\n${lines}\n`, 'docs/team.md').includes('customer-list'),
    );
  });

  it('says when health or pay stands beside the name', () => {
    const table = (head: string, last: (n: number) => string) =>
      [head, ...rows.map(([name, email], n) => [name, email, last(n)].join(','))].join('\n');
    assert.deepEqual(
      ids(
        table('name,email,diagnosis', () => 'J45.0'),
        'patients.csv',
      ),
      ['health-record'],
    );
    assert.deepEqual(
      ids(
        table('name,email,salary', (n) => String(52_000 + n)),
        'staff.csv',
      ),
      ['pay-record'],
    );
  });

  it('leaves the makers of a package alone', () => {
    const makers = JSON.stringify(rows.map(([name, email]) => ({ name, email })));
    assert.deepEqual(ids(makers, 'data/guests.json'), ['customer-list']);
    assert.deepEqual(ids(makers, 'composer.json'), []);
    const table = [
      '| Name | Email |',
      '|---|---|',
      ...rows.map(([name, email]) => `| ${name ?? ''} | ${email ?? ''} |`),
    ].join('\n');
    assert.deepEqual(ids(table, 'guests.md'), ['customer-list']);
    assert.deepEqual(ids(table, 'MAINTAINERS.md'), []);
  });

  it('leaves schemas, made-up people and tables of things alone', () => {
    assert.deepEqual(ids('name,email,phone\n', 'empty.csv'), []);
    const invented = people(9, (n) => [`User ${'abcdefghi'[n] ?? ''}`, `user${String(n)}@example.com`]);
    assert.deepEqual(ids(['name,email', ...invented.map((row) => row.join(','))].join('\n'), 'x.csv'), []);
    const things = people(9, (n) => [`Star ${String(n)}`, String(n * 1.5), 'red']);
    assert.deepEqual(ids(['name,magnitude,colour', ...things.map((row) => row.join(','))].join('\n'), 'x.csv'), []);
  });
});

describe('marked documents', () => {
  for (const [text, id] of [
    ['STRICTLY CONFIDENTIAL\n\nPlan for next year\n', 'confidential-marking'],
    ['# Streng vertraulich\n\nPlanung\n', 'confidential-marking'],
    ['---\nclassification: confidential\n---\n', 'confidential-marking'],
    ['Plan\n\nAcme Proprietary - Internal Use Only\n', 'confidential-marking'],
    ['TLP:AMBER+STRICT\n\nIncident of May\n', 'government-marking'],
    ['VS-NUR FÜR DEN DIENSTGEBRAUCH\n', 'government-marking'],
    ['ATTORNEY-CLIENT PRIVILEGED\n\nMemo\n', 'legal-privilege'],
    ['MUTUAL NON-DISCLOSURE AGREEMENT\n\nbetween A and B. The Disclosing Party shall\n', 'nda'],
  ] as const)
    it(`are found: ${text.slice(0, 30).trim()}`, () => {
      assert.ok(ids(text, 'plan.md').includes(id));
    });

  for (const [text, path] of [
    ['const app = new ConfidentialClientApplication(config);\n', 'src/auth.ts'],
    ['Confidential computing protects data in use.\n', 'intro.md'],
    ['We keep what you tell us confidential, and delete it later.\n', 'privacy-notes.md'],
    ['/* Proprietary and confidential */\n', 'src/a.ts'],
    ['TLP:RED, TLP:AMBER, TLP:GREEN and TLP:CLEAR are the levels.\n', 'tlp.md'],
    ['privileged: true\n', 'pod.yaml'],
    ['STRICTLY CONFIDENTIAL\n', 'LICENSE'],
  ] as const)
    it(`are told from their look-alikes: ${text.slice(0, 30).trim()}`, () => {
      assert.deepEqual(ids(text, path), []);
    });
});

describe('checks of personal numbers', () => {
  for (const name of ['verhoeff', 'iso7064-11-10', 'iso7064-11-2', 'au-abn', 'tckn'])
    it(`${name} notices one wrong digit`, () => {
      const check = namedChecks.get(name);
      assert.ok(check);
      fc.assert(
        fc.property(
          fc.integer({ min: 10_000_000, max: 99_999_999 }),
          fc.nat(8),
          fc.integer({ min: 1, max: 9 }),
          (seed, at, by) => {
            const valid = Array.from({ length: 1000 }, (_, n) => String(seed) + String(n).padStart(3, '0')).find(check);
            if (valid === undefined) return;
            const digits = Array.from(valid);
            digits[at] = String((Number(digits[at]) + by) % 10);
            assert.ok(!check(digits.join('')));
          },
        ),
        { numRuns: runs(50) },
      );
    });

  it('mod 97 notices two digits that changed places', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n - 1n }), fc.nat(15), (body, at) => {
        const digits = Array.from(String(body));
        [digits[at], digits[at + 1]] = [digits[at + 1] ?? '', digits[at] ?? ''];
        assert.ok(digits.join('') === String(body) || mod97(digits.join('')) !== mod97(String(body)));
      }),
      { numRuns: runs(100) },
    );
  });
});
