// Texts that are full of what the detectors look for, and edits that split and join it. Every value is put together at run time.

import { readFileSync } from 'node:fs';
import { credentialRows } from '../../src/core/catalog/secrets.ts';
import { lineOf, sampleOf } from './credential-samples.ts';

const ours = ['handrail', 'ignore'].join('-');

/** Any line that a detector may have something to say of, and the halves of what spans lines. */
export function candidate(next: () => number): string {
  return pick(pieces, next)(next);
}

/** A text of candidates with at least so many characters. */
export function textOfCandidates(length: number, next: () => number): string {
  let text = '';
  while (text.length < length) text += candidate(next);
  return text;
}

/** A text after some edit: a word or a page put in, cut out or replaced, anywhere. */
export function edited(text: string, next: () => number): string {
  const at = below(text.length + 1, next);
  const removed = next() < 0.5 ? 0 : below(next() < 0.1 ? 3000 : 40, next);
  const whole = next() < 0.3 ? '' : next() < 0.1 ? textOfCandidates(1500, next) : candidate(next);
  const inserted = next() < 0.3 ? whole.slice(0, below(whole.length, next)) : whole;
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

const personal = stringsIn(JSON.parse(readFileSync('test/support/personal-data-samples.json', 'utf8')));

const pieces: readonly ((next: () => number) => string)[] = [
  (next) => {
    const row = pick(credentialRows, next);
    return lineOf(row, sampleOf(row.format, next));
  },
  (next) => `${pick(personal, next)}\n`,
  (next) => `const ${['pass', 'word'].join('')} = "${drawn(9, next)}xY!9";\n`,
  (next) => `-----BEGIN RSA ${['PRIVATE', 'KEY'].join(' ')}-----\n${drawn(180, next)}\n`,
  () => `-----END RSA ${['PRIVATE', 'KEY'].join(' ')}-----\n`,
  (next) => `${Buffer.from(`${['pass', 'word'].join('')} = "${drawn(12, next)}!"`).toString('base64')}\n`,
  (next) =>
    `card ${['4111', '1111', '1111', '1111'].join(next() < 0.5 ? ' ' : '')} call +44 20 7946 0${drawn(3, next)}\n`,
  (next) => String(below(1e15, next)) + String(below(1e15, next)),
  (next) => `  const value${String(below(99_999, next))} = await client.read(7); // row\n`,
  () => `// ${ours} sensitive-data/assigned-secret: a sample\n`,
  () => `# ${['gitleaks', 'allow'].join(':')}\n`,
  () => 'import OpenAI from "openai";\nconst ai = new OpenAI({ baseURL: "https://api.openai.com/v1" });\n',
  () => 'from anthropic import Anthropic\nimport "github.com/sashabaranov/go-openai"\n',
  () => 'const key = process.env.ANTHROPIC_API_KEY;\nmodel: "gpt-4o"\n',
  () => 'indexName: "docs", algolia: { appId: "A1B2" }\n',
  (next) => `algolia_key = "${sampleOf('{hex-lower 32}', next)}"\n`,
  () => 'use async_openai::Client;\n#[cfg(test)]\nmod tests {\n',
  () => 'run("docker.io/ollama/ollama:0.3"); spawn("npx", ["-y", "mcp-remote"]);\n',
  (next) =>
    pick(['\r\n', '\r', '\n', '\ud83d', '\ude00', 'é漢字\n', '/* ', ' */', '"', '`', '${', '"""', ' ', 'a'], next),
];

function pick<Each>(all: readonly Each[], next: () => number): Each {
  return all[below(all.length, next)] as Each;
}

function below(most: number, next: () => number): number {
  return Math.floor(next() * most);
}

function drawn(length: number, next: () => number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from({ length }, () => letters[below(letters.length, next)]).join('');
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
