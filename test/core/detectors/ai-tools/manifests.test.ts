// Packages that manifests name, with their place, version and scope; and names that are none.

import assert from 'node:assert/strict';
import { manifestsDetector } from '../../../../src/core/detectors/ai-tools/manifests.ts';
import { detection, seen } from './detecting.ts';

const rows = (path: string, text: string) =>
  (detection(manifestsDetector, path, text).tools ?? []).map(
    ({ startOffset, endOffset, scope, version }) => `${text.slice(startOffset, endOffset)} ${version ?? '-'} ${scope}`,
  );

describe('manifests', () => {
  it('package.json: every group, aliases, and nothing else', () => {
    const text = JSON.stringify(
      {
        name: 'openai',
        scripts: { openai: 'openai' },
        dependencies: { openai: '^4.77.0', cursor: '1.0.0', llm: 'npm:@anthropic-ai/sdk@0.30.0' },
        devDependencies: { '@ai-sdk/mistral': '1.0.0' },
        peerDependencies: { cohere: '1', '@google/genai': '*' },
        overrides: { openai: '4' },
      },
      null,
      2,
    );
    assert.deepEqual(rows('package.json', text), [
      'openai ^4.77.0 direct',
      '@anthropic-ai/sdk npm:@anthropic-ai/sdk@0.30.0 direct',
      '@ai-sdk/mistral 1.0.0 dev',
      '@google/genai * direct',
    ]);
    assert.equal(
      text.slice(text.indexOf('"dependencies"')).indexOf('openai') + text.indexOf('"dependencies"'),
      detection(manifestsDetector, 'package.json', text).tools?.[0]?.startOffset,
    );
  });

  it('pyproject.toml: PEP 621, extras, dependency groups, Poetry, uv', () => {
    const text = `
[project]
name = "openai"
dependencies = [
  "openai>=1.2,<2 ; python_version > '3.9'",  # "anthropic"
  'LangChain_OpenAI[x]==0.3',
  "requests",
]
[project.optional-dependencies]
llm-anthropic = ["anthropic"]
docs = ["cohere"]
[dependency-groups]
dev = ["mistralai", {include-group = "groq"}]
[tool.poetry.dependencies]
groq = "^0.9"
ollama = {version = "^0.3", optional = true}
[tool.poetry.group.test.dependencies]
"together" = "1"
[tool.uv]
dev-dependencies = ["replicate==1.0"]
[tool.other]
dependencies = ["xai-sdk"]
`;
    assert.deepEqual(rows('api/pyproject.toml', text), [
      'openai >=1.2,<2 direct',
      'LangChain_OpenAI ==0.3 direct',
      'anthropic - direct',
      'cohere - docs',
      'mistralai - dev',
      'groq ^0.9 direct',
      'ollama ^0.3 direct',
      'together 1 dev',
      'replicate ==1.0 dev',
    ]);
  });

  it('requirements files: names alone, without options and addresses', () => {
    const text =
      '# openai\n-r other.txt\nopenai[datalib] >= 1.0 # chat\n  Anthropic==0.3\n./openai\ngit+https://github.com/openai/openai-python\nllm @ https://example.com/llm.whl\n--extra-index-url https://openai\n';
    assert.deepEqual(rows('requirements.txt', text), [
      'openai >= 1.0 direct',
      'Anthropic ==0.3 direct',
      'llm @ https://example.com/llm.whl direct',
    ]);
    for (const path of ['requirements-dev.txt', 'requirements/test.txt', 'dev-requirements.in']) {
      assert.deepEqual(rows(path, 'openai\n'), ['openai - dev'], path);
    }
    assert.deepEqual(rows('notes.txt', 'openai\n'), []);
    assert.deepEqual(rows('docs/requirements.txt', 'openai\n'), ['openai - docs']);
  });

  it('Pipfile and go.mod', () => {
    assert.deepEqual(
      rows('Pipfile', '[packages]\nopenai = "*"\n[dev-packages]\ncohere = {version = "*"}\n[requires]\nllm = "3"\n'),
      ['openai * direct', 'cohere * dev'],
    );
    const text =
      'module github.com/openai/openai-go\n\ngo 1.24\n\nrequire github.com/sashabaranov/go-openai v1.20.0\nrequire (\n\t// github.com/ollama/ollama v1\n\tgithub.com/openai/openai-go/v2 v2.1.0 // indirect\n\tgithub.com/pressly/goose v3.0.0\n)\nreplace github.com/ollama/ollama => ../x\n';
    assert.deepEqual(rows('go.mod', text), [
      'github.com/sashabaranov/go-openai v1.20.0 direct',
      'github.com/openai/openai-go/v2 v2.1.0 transitive',
    ]);
  });

  it('says where a broken one breaks, and still reads what it can', () => {
    const json = '{\n  "dependencies": { "openai": "1" },\n  oops\n}';
    assert.deepEqual(seen(manifestsDetector, 'package.json', json), ['openai openai']);
    const [issue] = detection(manifestsDetector, 'package.json', json).issues ?? [];
    assert.equal(issue?.code, 'ai-tool/unreadable-manifest');
    assert.equal(issue.line, 3);
    const toml = '[project]\ndependencies = ["openai"]\nname = \n';
    assert.deepEqual(seen(manifestsDetector, 'pyproject.toml', toml), ['openai openai']);
    assert.equal(detection(manifestsDetector, 'pyproject.toml', toml).issues?.[0]?.line, 3);
    assert.equal(detection(manifestsDetector, 'package.json', '{}').issues, undefined);
  });
});
