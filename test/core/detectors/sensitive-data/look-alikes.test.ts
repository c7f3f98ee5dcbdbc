// What looks like a credential or like data of people and is none: it is silent, or information at most.

import assert from 'node:assert/strict';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const loud = (text: string, path = 'notes.txt') =>
  (sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? [])
    .filter(({ severity }) => severity !== 'low')
    .map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset));
const next = seededNumbers(5);
const sample = (format: string) => sampleOf(format, next);

describe('look-alikes of sensitive data', () => {
  describe('a token that is given to the name of its provider', () => {
    const flawed: readonly (readonly [string, string, string])[] = [
      ['a digit short', 'bitly_token', sample('{hex-lower 39}')],
      ['two digits over', 'AWS_SECRET_ACCESS_KEY', sample('{hex-lower 42}')],
      ['with a sign that the kind does not have', 'bitlyToken', sample('{base62 30}%c^')],
      ['of a known start, too long', 'VAULT_TOKEN', 's.' + sample('{base62 26}')],
      [
        'of a start that the provider has in common with others, too short',
        'deepseek_key',
        'sk-' + sample('{hex-lower 22}'),
      ],
      ['of a known start, too short', 'NPM_TOKEN', 'npm_' + sample('{base62 20}')],
      ['with a start that the provider does not use', 'cursor_key', 'tok_' + sample('{hex-lower 64}')],
      ['with the right number before the colon, and too long', 'telegram_token', '39460382:A' + sample('{base62 39}')],
      ['with one sign of a larger set', 'acmeshop_token', sample('{hex-lower 20}Q{hex-lower 20}')],
      ['with letters that run through the alphabet', 'acmeshop_token', 'a1b2c3d4-e5f6-g7h8-i9j0-k1l2m3n4o5p6'],
      ['with a sign that no service draws from', 'acmeshopSecret', sample('{base62 16}%c^{base62 16}')],
    ];
    for (const [what, name, value] of flawed) {
      it(what, () => {
        assert.deepEqual(loud(`${name} = "${value}"\n`, 'src/app.ts'), []);
      });
    }

    it('and a whole one, or one of a provider that nobody knows, is reported', () => {
      for (const name of ['bitly_token', 'acmeshop_token']) {
        const value = sample('{hex-lower 40}');
        assert.deepEqual(loud(`${name} = "${value}"\n`, 'src/app.ts'), [value], name);
      }
    });

    it('signs that a password may have are no flaw of one', () => {
      const value = sample('{base62 12}%c^{base62 12}');
      assert.deepEqual(loud(`password = "${value}"\n`, 'src/app.ts'), [value]);
    });
  });

  const silent: [string, string][] = [
    ['user and host of an address', 'mongodb+srv://${DB_USER}:${DB_PASS}@cluster.acme-shop.net/'],
    ['user and host of an address', 'git clone https://build:$TOKEN@code.acme-shop.com/app.git'],
    ['a name of a variable before a host', 'https://${{ secrets.USER }}@packages.acme-shop.com/'],
    ['one digit over and over', 'cc 888888888888, cc=000000000000'],
    ['a page of which the name begins like a key', `https://acme.notion.site/API-${sample('{hex-upper 32}')}`],
  ];
  const demo = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'supabase-demo', role: 'service_role', exp: 1983812996 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(sample('{base64url 43}'))
    .join('.');
  silent.push(
    [
      'a key that only searches',
      `algolia: { appId: 'A1B2', apiKey: '${sample('{hex-lower 32}')}', indexName: 'docs' }`,
    ],
    ['a mark of a file', `"name":"Sentry.key","guid":"${sample('{hex-lower 64}')}"`],
    ['a place in a commit', `aws-access-token:12\n${sample('{hex-lower 40}')}:spec/models.yml:aws-access-token:13`],
    ['the key of every local set-up', `service_role_key TEXT := '${demo}';`],
    ['a password that a chart comes with', 'test: ["CMD-SHELL", "redis-cli -a bitnami -p 6370 ping"]'],
  );
  silent.push(
    ['a key that tests of an SDK show', ['AIza', 'SyAnLA7NfeLquW1tJFpx_eQCxoX', '-oo6YyIs'].join('')],
    ['the token that everybody writes first', `shpss_${'a1b2c3d4e5f6a7b8'.repeat(2)}`],
    ['hexadecimal digits of both cases', `acmeshop_token = "${sample('{hex-upper 20}')}${sample('{hex-lower 20}')}"`],
    ['a key without the mark of its kind', `sk-proj-${sample('{base62 48}')}`],
  );
  for (const [what, text] of silent) {
    it(`${what}: ${text.slice(0, 40)}`, () => {
      assert.deepEqual(loud(text), []);
    });
  }

  it('an address of a machine that is given to a name of keys', () => {
    assert.deepEqual(loud('raw_ip_key("2a00:1450:4009:81f::200e")', 'src/limit.rs'), []);
  });

  it('a name may say that the value is none', () => {
    const value = sample('{base62 28}');
    assert.deepEqual(loud(`const nonMatchingToken = "${value}";\nconst fakeApiKey = "${value}";\n`, 'src/app.ts'), []);
  });

  const names: readonly (readonly [string, string])[] = [
    ['src/models.ts', "clientSecretKey = 'LWM2M_SERVER_SECRET_KEY',"],
    ['src/page.html', `<span [hidden]="changePassword.get('newPassword2').dirty"></span>`],
    ['src/brands.ts', '[Brand.OnePassword]: "1Password",'],
    ['src/models.ts', "lwm2mClientKey = 'lwm2m-client-key-2',"],
  ];
  for (const [path, text] of names) {
    it(`the name of a secret is none: ${text}`, () => {
      assert.deepEqual(loud(text, path), []);
    });
  }

  const webToken = (payload: object) =>
    [{ alg: 'HS256', typ: 'JWT' }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat(sample('{base64url 43}'))
      .join('.');

  it('a token that is made to be published is none, whatever name it has', () => {
    const anon = webToken({ iss: 'supabase', ref: 'rvlotczavccreigd', role: 'anon', exp: 2064535243 });
    const own = webToken({ iss: 'supabase', ref: 'rvlotczavccreigd', role: 'authenticated', exp: 2064535243 });
    for (const [path, line] of [
      ['src/client.js', "const SUPABASE_ANON_KEY = 'VALUE'"],
      ['.env', 'VITE_SUPABASE_KEY=VALUE'],
      ['src/index.ts', '// curl --header "Authorization: Bearer VALUE"'],
    ] as const) {
      assert.deepEqual(loud(line.replace('VALUE', anon), path), [], line);
      assert.deepEqual(loud(line.replace('VALUE', own), path), [own], line);
    }
  });

  it('base64 of words is none; base64 of a drawn value is one', () => {
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    const drawn = encoded(sample('{base62 24}'));
    for (const words of ['locations', 'superfight', 'test-api-key', 'my-secret-which-should-be-changed-in-production'])
      assert.deepEqual(loud(`datasource.password: ${encoded(words)}\n`, 'deploy/app.yml'), [], words);
    assert.deepEqual(loud(`datasource.password: ${drawn}\n`, 'deploy/app.yml'), [drawn]);
  });

  it('the current key of a Firebase application is published with it', () => {
    const key = 'AIza' + sample('{base62 35}');
    assert.deepEqual(loud(`"api_key": [{ "current_key": "${key}" }]`, 'app/google-services.json'), []);
    assert.deepEqual(loud(`"gemini_key": "${key}"`, 'app/settings.json'), [key]);
  });

  const syntax: readonly (readonly [string, string, string])[] = [
    ['rules of a form', 'app/Register.php', "'password' => 'required|string|min:6|confirmed',"],
    ['a rule of a form', 'app/Profile.php', "'password' => ['required', 'confirmed', 'min:16'],"],
    [
      'a class that hashes',
      'app/settings.py',
      'PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher"]',
    ],
    ['a call in a template', 'src/api.ts', 'Authorization: `Bearer ${localStorage.getItem("accessToken")}`,'],
    ['an expression in a template', 'src/app.py', 'clave_s = f"S{i+1}"'],
    ['a place in a list', 'main.tf', 'master_user_password = random_password.password[0].result'],
    ['a call of a class', 'install.ps1', '$plainPassword = [System.InteropServices.Marshal]::PtrToStringAuto($BSTR)'],
    [
      'a field that the server fills',
      'page.html',
      `<input type="hidden" name="form_secret" value="${sample('{hex-lower 64}')}">`,
    ],
    ['an expression in a template', 'src/webex.py', `headers = {"Authorization": f"Bearer {options['bot_token']}"}`],
    [
      'the name of a switch',
      'src/Flags.cs',
      'const string MultiClientPassword = "pm-32413-multi-client-password-management";',
    ],
    [
      'a key that is called an example',
      'src/auth.py',
      `For example:\n\n    Authorization: Token ${sample('{hex-lower 40}')}`,
    ],
    ['a header that is called one', 'src/Filter.java', `in the form of \`Bearer ${sample('{hex-lower 25}')}\``],
    ['a password that everybody tries first', 'script/populate', 'password: "secret123456"'],
  ];
  for (const [what, path, text] of syntax) {
    it(`${what}: ${text.slice(0, 50)}`, () => {
      assert.deepEqual(loud(text, path), []);
    });
  }

  it('a field that a page shows, and a password with a bar, are reported', () => {
    const value = sample('{hex-lower 64}');
    assert.deepEqual(loud(`<input type="text" name="form_secret" value="${value}">`, 'page.html'), [value]);
    assert.deepEqual(loud("'password' => 'kRv9|Tm:4xq',", 'app/Register.php'), ['kRv9|Tm:4xq']);
  });

  it('a known start with the alphabet behind it is a placeholder', () => {
    for (const rest of ['abcdefghijklmnopqrst', 'AbCdEfGhIjKlMnOpQrSt', '12345678901234567890'])
      assert.deepEqual(loud(`key: vtwn_${rest}${sample('{base62 12}')}`, 'src/app.ts'), [], rest);
    const value = `vtwn_${sample('{base62 32}')}`;
    assert.deepEqual(loud(`key: ${value}`, 'src/app.ts'), [value]);
  });

  it('the name says what is wrong with a value', () => {
    assert.deepEqual(loud(`token: ${sample('{base62 28}')}SHORT`, 'src/app.yml'), []);
    assert.deepEqual(loud(`token: invalid-${sample('{base62 28}')}`, 'src/app.yml'), []);
  });

  it('a web token begins with a whole head', () => {
    const cut = webToken({ sub: 'user-81', exp: 2064535243 });
    const head = cut.indexOf('.');
    assert.deepEqual(loud(`see ${cut}`, 'src/app.ts'), [cut]);
    assert.deepEqual(loud(`see ${cut.slice(0, head - 6)}${cut.slice(head)}`, 'src/app.ts'), []);
  });

  it('a header that nothing calls an example is reported', () => {
    const token = sample('{hex-lower 40}');
    assert.deepEqual(loud(`req.set('Authorization', 'Bearer ${token}')`, 'src/api.js'), [token]);
  });

  it("a UUID that ends in one piece over and over is nobody's key", () => {
    const uuid = (last: string) => `48E92789-57A3-466A-9959-${last}`;
    assert.deepEqual(loud(`acmeshop_api_key: "${uuid('1A1A1A1A1A1A')}"`, 'config/app.yml'), []);
    assert.deepEqual(loud(`acmeshop_api_key: "${uuid('7B0C92F41D35')}"`, 'config/app.yml'), [uuid('7B0C92F41D35')]);
  });

  it('a range of numbers is no phone number', () => {
    const text = (number: string) => `<Description>Identity of the cell. ${number}</Description>`;
    assert.deepEqual(loud(text('Range: (0...268435455)'), 'src/registry.xml'), []);
  });

  it('a word behind a name is no value of it', () => {
    assert.deepEqual(loud('the token authentication_middleware reads is not kept', 'src/app.md'), []);
  });

  const passing: readonly (readonly [string, string, string])[] = [
    [
      'a password of a service that a pipeline starts',
      'compose.yml',
      'test: redis-cli -a bitnami -p 6370 cluster info',
    ],
    ['a password of a service that a pipeline starts', '.github/workflows/e2e.yml', 'PASSWORD: Pass123$'],
    ['a password in the documentation of a function', 'lib/secure.rb', `#   user.authenticate(password: 'mUc3m00Rs')`],
    ['a colour', 'ui/theme.css', '--error-a3: #f3002515;'],
    ['a number that an example asks about', 'src/Example.java', 'ask("What is the square root of 49506838032859?")'],
    [
      'numbers that count up',
      'src/Contacts.kt',
      'Contact("Bob", "+49 151 23456789"), Contact("Dan", "+46 70 123 45 67")',
    ],
    ['a word, a number and a word in small letters', 'run.jsonl', '{"text": "line 34358 and chunk 155184 which has"}'],
    ['a part of a string in a shell', 'bin/entry.sh', 'db_pass="${credentials#*:}"'],
    [
      'a member of a class',
      'src/Meta.java',
      'of("getPassword", "org.apache.commons.dbcp2.BasicDataSource#getUsername")',
    ],
    ['the beginning of an expression', 'bin/install.ps1', "$DbPass = ($envContent | Select-String '^DB_PASSWORD=')"],
    ['a key that its name calls public', 'src/tube.py', `PUBLIC_API_KEY = "${'AI' + 'za' + sample('{base62 35}')}"`],
  ];
  for (const [what, path, text] of passing) {
    it(`${what}: ${path}`, () => {
      assert.deepEqual(loud(text, path), []);
    });
  }

  it('a production file of Compose is no place for passwords', () => {
    assert.equal(loud('DB_PASSWORD: Winter!Sun9x', 'compose.prod.yml').length, 1);
  });

  it('an identifier beside the name of a provider is none of its keys', () => {
    const guid = sample('{hex-lower 64}');
    assert.deepEqual(loud(`{"path": "Sources/Sentry/Key.swift", "guid": "${guid}"}`, 'project.json'), []);
  });

  it('many phone numbers in a file of data are one finding, with their count', () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `call +44 171 542 76${String(10 + index)}`);
    const matches =
      sensitiveDataDetector.detect({ path: 'data.csv', text: numbers.join('\n') }, { catalog }).matches ?? [];
    assert.deepEqual(
      matches.map(({ ruleId, detail }) => [ruleId, detail]),
      [['sensitive-data/phone-number', '12 numbers in this file.']],
    );
    const mail = sensitiveDataDetector.detect({ path: 'mail.txt', text: numbers.join('\n') }, { catalog }).matches;
    assert.equal(mail?.length, 12, 'in what people write each is one');
    const few = numbers.slice(0, 9).join('\n');
    assert.equal(sensitiveDataDetector.detect({ path: 'data.csv', text: few }, { catalog }).matches?.length, 9);
  });

  it('a part of the path of an address of somebody else is no secret of the provider named before', () => {
    const id = sample('{hex-lower 32}');
    assert.deepEqual(loud(`"facebook_api": "x", "id": "https://tube.acme-shop.com/feed/${id}"`, 'a.json'), []);
  });

  it('a sentence about a provider says nothing of the value in the line below', () => {
    const value = sample('{base62 40}');
    const tale = 'We moved away from fastly because the costs of it were too high for us\n';
    assert.deepEqual(loud(`${tale} = '${value}'`), []);
    assert.deepEqual(loud(`fastly_token = '${sample('{base64url 32}')}'`).length, 1);
  });
});
