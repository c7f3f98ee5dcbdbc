// Hosts of AI services in code and configuration; hosts in prose, comments, lock files and lists of services are left alone.

import assert from 'node:assert/strict';
import { endpointsDetector } from '../../../../src/core/detectors/ai-tools/endpoints.ts';
import { detection, seen } from './detecting.ts';

const hosts = (path: string, text: string) => seen(endpointsDetector, path, text);

describe('endpoints', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    ['a.ts', `fetch('https://api.openai.com/v1/chat/completions')`, 'openai api.openai.com'],
    ['a.ts', `const host = "api.anthropic.com";`, 'anthropic api.anthropic.com'],
    ['a.ts', 'fetch(`https://${name}.openai.azure.com/openai`)', 'azure-openai openai.azure.com'],
    ['a.py', 'url = f"https://{name}.openai.azure.com"', 'azure-openai openai.azure.com'],
    ['.env', 'BASE=https://api.deepseek.com/v1', 'deepseek api.deepseek.com'],
    ['.env', 'OLLAMA=localhost:11434', 'ollama localhost:11434'],
    ['config.yaml', 'base: api.mistral.ai', 'mistral api.mistral.ai'],
    ['config.json', '{ "url": "https://API.Groq.com:443/x" }', 'groq API.Groq.com:443'],
    ['a.ts', `fetch("https://openrouter.ai/api/v1/models")`, 'openrouter openrouter.ai'],
    ['A.java', '"https://" + location + "-aiplatform.googleapis.com"', 'google-vertex-ai -aiplatform.googleapis.com'],
    ['a.go', 'fmt.Sprintf("https://%s.openai.azure.com/openai", name)', 'azure-openai openai.azure.com'],
    ['A.kt', 'public val baseUrl: String = "https://openrouter.ai",', 'openrouter openrouter.ai'],
    ['a.py', 'client = OpenAI(base_url="https://openrouter.ai")', 'openrouter openrouter.ai'],
    ['a.json', '{ "apiBase": "https://api.githubcopilot.com" }', 'github-copilot api.githubcopilot.com'],
  ];
  for (const [path, text, expected] of hits) {
    it(`counts ${text}`, () => {
      assert.deepEqual(hosts(path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    ['README.md', 'See https://api.openai.com/v1'],
    ['package-lock.json', '"https://api.openai.com"'],
    ['a.ts', '// see https://api.openai.com/v1'],
    ['a.ts', '/** https://api.openai.com/v1 */'],
    ['a.py', '"""\nhttps://api.openai.com/v1\n"""'],
    ['a.yml', '# https://api.openai.com/v1'],
    ['a.ts', `"https://api.openai.com.evil.example/"`],
    ['a.ts', `"https://notapi.openai.com/"`],
    ['a.ts', `"https://openrouter.ai/docs"`],
    ['a.ts', `{ "HTTP-Referer": "https://openrouter.ai" }`],
    ['a.ts', `const baseUrl = "https://openrouter.ai/docs"`],
    ['a.py', 'name = "-storage.googleapis.com"'],
    ['a.test.ts', `"http://localhost:1234"`],
    ['a.ts', `"https://huggingface.co/docs"`],
  ];
  for (const [path, text] of misses) {
    it(`leaves ${text} in ${path} alone`, () => {
      assert.deepEqual(hosts(path, text), []);
    });
  }

  it('counts a host once a file, at its first place', () => {
    const text = `a('https://api.openai.com/a'); b('https://api.openai.com/b')`;
    assert.equal(detection(endpointsDetector, 'a.ts', text).tools?.length, 1);
  });

  it('takes a file that names many services for a list of them', () => {
    const names = [
      'api.openai.com',
      'api.anthropic.com',
      'api.mistral.ai',
      'api.groq.com',
      'api.deepseek.com',
      'api.x.ai',
      'api.cohere.com',
      'api.together.ai',
      'api.replicate.com',
      'api.perplexity.ai',
    ];
    const list = names.map((name) => `  'https://${name}',`).join('\n');
    assert.deepEqual(hosts('rules.ts', `[\n${list}\n]`), []);
    assert.equal(
      hosts('.env.example', names.map((name, index) => `A${String(index)}=https://${name}`).join('\n')).length,
      10,
    );
  });

  it('reads long texts in one go', () => {
    const text = `${'a.b-'.repeat(100_000)} ${'"a'.repeat(100_000)} ${'//'.repeat(100_000)}`;
    const started = performance.now();
    hosts('a.ts', text);
    assert.ok(performance.now() - started < 1500);
  });
});
