// Names of models where something chooses one; the same names elsewhere are no choice.

import assert from 'node:assert/strict';
import { endpointsDetector } from '../../../../src/core/detectors/ai-tools/endpoints.ts';
import { modelIdsDetector } from '../../../../src/core/detectors/ai-tools/model-ids.ts';
import { seen } from './detecting.ts';

describe('names of models', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    ['a.ts', `create({ model: 'gpt-4o-mini' })`, 'openai gpt-4o-mini'],
    ['a.ts', `const modelName = process.env.MODEL ?? "claude-sonnet-4"`, 'anthropic claude-sonnet-4'],
    ['a.ts', `streamText({ model: openai('gpt-4o') })`, 'openai gpt-4o'],
    ['a.py', `client.create(model="gpt-4o", input=x)`, 'openai gpt-4o'],
    ['a.py', `def f(model: str = "gemini-1.5-pro"): pass`, 'google-gemini gemini-1.5-pro'],
    ['a.py', `MODEL = os.getenv("MODEL", "mistral-large-latest")`, 'mistral mistral-large-latest'],
    ['a.py', `llm = completion(model="bedrock/anthropic.claude-v2")`, 'aws-bedrock bedrock/anthropic.claude-v2'],
    ['A.java', `builder().modelName("gpt-4o-mini").build()`, 'openai gpt-4o-mini'],
    ['a.rb', `chat(parameters: { model: "gpt-4o" })`, 'openai gpt-4o'],
    ['a.php', `['model' => 'gpt-4o']`, 'openai gpt-4o'],
    ['a.yaml', 'llm:\n  model: gpt-4o # best', 'openai gpt-4o'],
    ['.env', 'OPENAI_MODEL=gpt-4o', 'openai gpt-4o'],
    ['a.json', '{ "model": "command-r-plus" }', 'cohere command-r-plus'],
  ];
  for (const [path, text, expected] of hits) {
    it(`counts ${text.slice(0, 60)}`, () => {
      assert.deepEqual(seen(modelIdsDetector, path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    ['a.ts', `const names = ['gpt-4o', 'gpt-4']`],
    ['a.ts', `// model: 'gpt-4o'`],
    ['a.ts', `const car = { model: 'o1', engine: 'v8' }`],
    ['a.ts', `{ model: 'command-line' }`],
    ['a.ts', `{ model: 'phi-3', engine: 'handlebars' }`],
    ['a.py', `"""\nmodel="gpt-4o"\n"""`],
    ['a.py', `model = "llama3:8b"`],
    ['a.yaml', '# model: gpt-4o'],
    ['a.yaml', 'model: qwen3-14b-awq'],
    ['README.md', 'model: gpt-4o'],
    ['spec/cassettes/a.yml', 'model: gpt-4o'],
    ['a.ts', `a({model:'gpt-4'}); b({model:'claude-3'}); c({model:'gemini-1'}); d({model:'mistral-large'})`],
  ];
  for (const [path, text] of misses) {
    it(`leaves ${text.slice(0, 60)} in ${path} alone`, () => {
      assert.deepEqual(seen(modelIdsDetector, path, text), []);
    });
  }

  it('takes a file that names dozens of models for a list of prices', () => {
    const prices = (count: number) =>
      JSON.stringify(Array.from({ length: count }, (_, index) => ({ modelName: `gpt-4-${String(index)}-preview` })));
    assert.deepEqual(seen(modelIdsDetector, 'prices.json', prices(25)), []);
    assert.equal(seen(modelIdsDetector, 'models.json', prices(5)).length, 5);
  });

  it('leaves the tests within a file of Rust alone', () => {
    const text = 'const M: &str = "x";\n#[cfg(test)]\nmod tests {\n  fn t() { model("gpt-4o") }\n}\n';
    assert.deepEqual(seen(modelIdsDetector, 'src/a.rs', text), []);
    assert.deepEqual(seen(modelIdsDetector, 'src/a.rs', text.replace('#[cfg(test)]', '')), ['openai gpt-4o']);
  });

  it('stays linear', () => {
    const started = performance.now();
    for (const piece of ['model: ', 'model="', 'a.model_', 'model:a ', 'MODEL=', 'openai(', 'x_'])
      seen(modelIdsDetector, 'a.yaml', `model ${piece.repeat(20_000)}`);
    assert.ok(performance.now() - started < 4000);
  });

  it('takes the rules of a secret scanner for no use', () => {
    const rule = 'regex: \'sk-[a-z]{48}\'\nvalidate: "https://api.openai.com/v1/models"\n';
    assert.deepEqual(seen(endpointsDetector, 'data/rules/openai.yml', rule), []);
    assert.deepEqual(seen(endpointsDetector, 'config/openai.yml', rule), ['openai api.openai.com']);
  });
});
