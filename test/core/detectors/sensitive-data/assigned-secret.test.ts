// Secrets of no known kind, found by the name they are given to: in the syntax of languages and files, and not in look-alikes.

import assert from 'node:assert/strict';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const find = (text: string, path: string) =>
  (sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? []).filter(
    ({ severity }) => severity !== 'low',
  );

const value = sampleOf('{base62 28}', seededNumbers(21));
const password = ['v9', 'Lm4T', 'b8R'].join('!');

describe('secrets by the name they are given to', () => {
  const places: readonly (readonly [string, string])[] = [
    ['a.ts', 'const apiToken: string = "VALUE";'],
    ['a.ts', 'class A { public apiToken = "VALUE" }'],
    ['a.txt', 'Secret key: VALUE'],
    ['a.txt', "acmeshop token - 'VALUE'"],
    ['a.log', 'acmeshop_token VALUE accepted'],
    ['a.js', "config.apiSecret = 'VALUE';"],
    ['a.js', 'const { token = `VALUE` } = options;'],
    ['a.js', 'headers["x-api-key"] = "VALUE"'],
    ['a.js', 'process.env.API_TOKEN = process.env.API_TOKEN || "VALUE";'],
    ['a.js', 'client.setApiKey("VALUE")'],
    ['a.py', 'API_KEY = "VALUE"'],
    ['a.py', 'token = os.getenv("API_TOKEN", "VALUE")'],
    ['a.py', "os.environ['APP_SECRET'] = 'VALUE'"],
    ['a.go', 'apiToken := "VALUE"'],
    ['a.go', 'var apiToken string = `VALUE`'],
    ['A.java', 'private static final String API_KEY = "VALUE";'],
    ['A.java', 'System.setProperty("api.token", "VALUE");'],
    ['A.cs', 'public const string ClientSecret = @"VALUE";'],
    ['a.rb', "config['auth_token'] = 'VALUE'"],
    ['a.rb', 'auth_token: "VALUE",'],
    ['a.rb', 'ENV.fetch("API_TOKEN", "VALUE")'],
    ['a.php', "define('AUTH_TOKEN', 'VALUE');"],
    ['a.php', "'secret' => 'VALUE',"],
    ['a.rs', 'let api_key: &str = "VALUE";'],
    ['a.kt', 'val apiKey: String = "VALUE"'],
    ['a.swift', 'let apiKey = "VALUE"'],
    ['a.scala', 'val secretKey = "VALUE"'],
    ['a.dart', "final String apiKey = 'VALUE';"],
    ['a.c', 'char api_secret[64] = "VALUE";'],
    ['a.m', 'NSString *apiSecret = @"VALUE";'],
    ['a.ex', 'config :app, secret: "VALUE"'],
    ['a.r', 'api_key <- "VALUE"'],
    ['a.ps1', '$env:API_TOKEN = "VALUE"'],
    ['a.sh', 'export API_TOKEN=VALUE'],
    ['a.sh', 'tool --api-token VALUE run'],
    ['a.sh', 'TOKEN="${API_TOKEN:-VALUE}"'],
    ['a.sql', "CREATE USER app WITH PASSWORD 'VALUE';"],
    ['.env', 'API_TOKEN=VALUE'],
    ['a.ini', 'secret_key = VALUE'],
    ['a.toml', 'api_token = "VALUE"'],
    ['a.properties', 'app.client-secret=VALUE'],
    ['a.yml', 'apiToken: VALUE'],
    ['a.yml', 'env:\n  - name: API_TOKEN\n    value: VALUE\n'],
    ['a.json', '{"api_token": "VALUE"}'],
    ['a.json', '{"name": "api_token", "value": "VALUE"}'],
    ['a.json', '"{\\"api_token\\": \\"VALUE\\"}"'],
    ['a.xml', '<apiToken>VALUE</apiToken>'],
    ['a.xml', '<add key="ApiToken" value="VALUE" />'],
    ['a.plist', '<key>API_TOKEN</key>\n<string>VALUE</string>'],
    ['a.tf', 'api_token = "VALUE"'],
    ['Dockerfile', 'ENV API_TOKEN VALUE'],
    ['Makefile', 'API_TOKEN ?= VALUE'],
    ['a.http', 'X-Api-Key: VALUE'],
    ['a.txt', 'https://api.acme-shop.com/v1?api_key=VALUE&page=2'],
  ];
  for (const [path, line] of places) {
    it(`${path}: ${line.replace(/\n/g, ' ')}`, () => {
      const text = line.replace('VALUE', value);
      assert.deepEqual(
        find(text, path).map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset)),
        [value],
      );
    });
  }

  for (const [path, line] of [
    ['a.py', 'password = "VALUE"'],
    ['.env', 'DB_PASSWORD=VALUE'],
    ['a.yml', 'passwort: VALUE'],
    ['a.java', 'props.setPassword("VALUE");'],
    ['a.ts', 'const 密码 = "VALUE"'],
  ] as const) {
    it(`a password that people chose, ${path}: ${line}`, () => {
      const text = line.replace('VALUE', password);
      const [match] = find(text, path);
      assert.equal(text.slice(match?.startOffset, match?.endOffset), password);
      assert.equal(match?.severity, 'medium', 'never more than a warning');
    });
  }

  for (const [path, line] of [
    ['a.js', 'const monkey = "VALUE"'],
    ['a.js', 'keyboardShortcut: "VALUE"'],
    ['a.js', 'primaryKey = "VALUE"'],
    ['a.js', 'csrf_token = "VALUE"'],
    ['a.js', 'author: "VALUE"'],
    ['a.js', 'publicKey: "VALUE"'],
    ['a.js', 'passportUrl = "VALUE"'],
    ['a.js', 'secretName: "VALUE"'],
    ['a.json', '"tokenizer": "VALUE"'],
    ['test/a.js', 'const token = "VALUE"'],
    ['docs/a.md', 'token: VALUE'],
    ['locales/de.json', '"password": "VALUE"'],
    ['package-lock.json', '"token": "VALUE"'],
  ] as const) {
    it(`is silent about ${path}: ${line}`, () => {
      assert.deepEqual(find(line.replace('VALUE', value), path), []);
    });
  }

  for (const line of [
    'password = process.env.PASSWORD',
    'password = config.get("password")',
    'password: ${DB_PASSWORD}',
    'PASSWORD="${PASSWORD:?Missing PASSWORD_1}"',
    'password: ${DB_PASS:?set DB_PASS-2 in .env}',
    'password: "{{ vault_password }}"',
    'password: op://vault/item/field',
    'password: ENC[AES256_GCM,data:abc]',
    'password = "changeme1"',
    'password = "your-password1"',
    'password: "Must be 8 characters with 1 digit"',
    'api_key = "YOUR_API_KEY_HERE_123"',
    'token = "ctrl+shift+k"',
    'token: "application/x-www-form-urlencoded"',
    'secretKey = getUserAuthenticationToken2()',
    'apiKey: "getUserAuthenticationToken"',
    'secret = "com.example.project.service.TokenProvider"',
  ]) {
    it(`is silent about ${line}`, () => {
      for (const path of ['src/a.ts', 'a.yml', '.env']) assert.deepEqual(find(line, path), [], path);
    });
  }
});
