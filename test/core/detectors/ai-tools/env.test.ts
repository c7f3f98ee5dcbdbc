// Names of variables that AI services are reached with. Values are never looked at.

import assert from 'node:assert/strict';
import { envDetector } from '../../../../src/core/detectors/ai-tools/env.ts';
import { detection, seen } from './detecting.ts';

const names = (path: string, text: string) => seen(envDetector, path, text);

describe('env', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    ['.env', 'OPENAI_API_KEY=abc', 'openai OPENAI_API_KEY'],
    ['.env.example', 'export ANTHROPIC_API_KEY=', 'anthropic ANTHROPIC_API_KEY'],
    ['a.ts', 'process.env.MISTRAL_API_KEY', 'mistral MISTRAL_API_KEY'],
    ['a.ts', `Deno.env.get('GROQ_API_KEY')`, 'groq GROQ_API_KEY'],
    ['a.ts', 'import.meta.env.VITE_OPENAI_API_KEY', 'openai VITE_OPENAI_API_KEY'],
    ['a.py', 'os.environ["AZURE_OPENAI_ENDPOINT"]', 'azure-openai AZURE_OPENAI_ENDPOINT'],
    ['.github/workflows/ci.yml', 'env:\n  DEEPSEEK_API_KEY: ${{ secrets.X }}', 'deepseek DEEPSEEK_API_KEY'],
    ['Dockerfile', 'ENV COHERE_API_KEY=', 'cohere COHERE_API_KEY'],
    ['a.py', 'from lumaai import LumaAI\nLumaAI(os.environ["LUMA_API_KEY"])', 'luma LUMA_API_KEY'],
  ];
  for (const [path, text, expected] of hits) {
    it(`counts ${text}`, () => {
      assert.deepEqual(names(path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    ['.env', '# OPENAI_API_KEY=abc'],
    ['.env', 'MY_OPENAI_API_KEY_OLD=abc'],
    ['.env', 'STRIPE_API_KEY=abc'],
    ['a.ts', '// process.env.OPENAI_API_KEY'],
    ['a.ts', 'const OPENAI_API_KEYS = 1'],
    ['README.md', 'Set OPENAI_API_KEY'],
    ['a.ts', 'if (process.env.CLAUDECODE) quiet();'],
    ['a.sql', 'OPENAI_API_KEY'],
    // The calendar of events of that name.
    ['luma.py', 'base_url = "https://api.lu.ma/public/v1"\nos.environ["LUMA_API_KEY"]'],
  ];
  for (const [path, text] of misses) {
    it(`leaves ${text} in ${path} alone`, () => {
      assert.deepEqual(names(path, text), []);
    });
  }

  it('counts what the tests within a file of Rust read for development', () => {
    const text = 'fn f() { env("OPENAI_API_KEY") }\n\n#[cfg(test)]\nmod tests {\n  env("GROQ_API_KEY")\n}\n';
    assert.deepEqual(
      detection(envDetector, 'src/lib.rs', text).tools?.map(({ value, scope }) => `${value} ${scope}`),
      ['OPENAI_API_KEY direct', 'GROQ_API_KEY dev'],
    );
  });

  it('takes the rules of a secret scanner for a list', () => {
    const rules = [
      'OPENAI',
      'ANTHROPIC',
      'MISTRAL',
      'GROQ',
      'DEEPSEEK',
      'XAI',
      'COHERE',
      'TOGETHER',
      'REPLICATE',
      'PERPLEXITY',
    ];
    assert.deepEqual(names('rules.ts', rules.map((rule) => `'${rule}_API_KEY'`).join(',')), []);
  });
});
