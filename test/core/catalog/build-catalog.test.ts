// The shipped rows have the shape and the order they should, no two claim one name, and the indexes read names as the ecosystems do.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import * as z from 'zod';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import type { AiTool, Ecosystem, ToolEvidenceNames } from '../../../src/core/catalog/catalog.ts';
import { aiToolSchema } from '../../../src/core/catalog/schema.ts';
import { runs } from '../../support/runs.ts';

const folder = 'src/core/catalog/ai-tools';
const catalog = builtinCatalog();
const sorted = (names: readonly string[]) => [...names].sort();

describe('rows of AI tools', () => {
  for (const file of readdirSync(folder)) {
    it(`${file} is a sorted table of one kind`, () => {
      const rows = z.array(aiToolSchema).parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
      assert.deepEqual(
        rows.map(({ id }) => id),
        sorted(rows.map(({ id }) => id)),
      );
      for (const { id, kind, evidence } of rows) {
        assert.equal(`${kind}.json`, file);
        assert.notEqual(Object.keys(evidence).length, 0, `${id} can be recognised`);
        for (const names of Object.values(evidence)) assert.deepEqual(names, sorted([...new Set(names)]), id);
      }
    });
  }

  it('are all in the catalogue, each id once', () => {
    const count = readdirSync(folder).reduce(
      (sum, file) => sum + (JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as unknown[]).length,
      0,
    );
    assert.equal(catalog.tools.length, count);
    assert.equal(new Set(catalog.tools.map(({ id }) => id)).size, count);
    assert.ok(count >= 60);
  });

  for (const signal of Object.keys(aiToolSchema.shape.evidence.shape) as (keyof ToolEvidenceNames)[]) {
    it(`no two claim one name of ${signal}`, () => {
      const names = catalog.tools.flatMap(({ evidence }) => evidence[signal] ?? []);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      // A folder of settings may be shared: one assistant reads the rules of another.
      assert.deepEqual(signal === 'files' ? [] : twice, []);
    });
  }

  it('have all the ids that policies out there may name', () => {
    const known = readFileSync('test/support/ai-tool-ids.txt', 'utf8').trim().split('\n');
    assert.ok(known.length >= 347);
    assert.deepEqual(
      known.filter((name) => catalog.tool(name) === undefined),
      [],
    );
  });

  it('know what policies name', () => {
    for (const id of ['github-copilot', 'claude-code', 'azure-openai', 'openai', 'deepseek'])
      assert.ok(catalog.tool(id), id);
  });

  it('name drop-ins that exist, and never a name of the tool itself', () => {
    for (const { dropIns = [], id } of catalog.tools) {
      for (const dropIn of dropIns) {
        assert.ok(catalog.tool(dropIn.with), `${id} → ${dropIn.with}`);
        for (const name of Object.values(dropIn.exports)) assert.ok(!(name in dropIn.exports), name);
      }
    }
  });
});

describe('indexes', () => {
  const id = (tool: AiTool | undefined) => tool?.id;

  it('read npm names exactly, and scoped ones whole', () => {
    assert.equal(id(catalog.byPackage('npm', 'openai')), 'openai');
    assert.equal(id(catalog.byPackage('npm', '@anthropic-ai/sdk')), 'anthropic');
    for (const other of [
      'amp',
      'codex',
      'cohere',
      'cursor',
      'gemini',
      'claude',
      'continue',
      '@stackblitz/sdk',
      '@rollup/plugin-replace',
      'OpenAI',
    ]) {
      assert.equal(id(catalog.byPackage('npm', other)), undefined, other);
    }
  });

  it('read PyPI names in any spelling that pip takes', () => {
    for (const name of ['langchain-openai', 'LangChain_OpenAI', 'langchain.openai', 'langchain--openai']) {
      assert.equal(id(catalog.byPackage('pypi', name)), 'openai', name);
    }
    for (const other of ['codex', 'cursor', 'django-haystack', 'whisper', 'vespa', 'phiflow', 'windsurf']) {
      assert.equal(id(catalog.byPackage('pypi', other)), undefined, other);
    }
  });

  it('read Go modules by their prefix, at a slash', () => {
    assert.equal(id(catalog.byPackage('go', 'github.com/sashabaranov/go-openai')), 'openai');
    assert.equal(id(catalog.byImport('go', 'github.com/openai/openai-go/v2/option')), 'openai');
    assert.equal(id(catalog.byImport('go', 'github.com/openai/openai-gopher')), undefined);
    for (const other of ['github.com/pressly/goose', 'github.com/boltdb/bolt', 'github.com/alecthomas/chroma']) {
      assert.equal(id(catalog.byPackage('go', other)), undefined, other);
    }
  });

  it('read import paths down to their package', () => {
    assert.equal(id(catalog.byImport('javascript', 'openai/resources/chat')), 'openai');
    assert.equal(id(catalog.byImport('javascript', '@ai-sdk/anthropic/internal')), 'anthropic');
    assert.equal(id(catalog.byImport('javascript', './openai')), undefined);
    assert.equal(id(catalog.byImport('javascript', 'node:openai')), undefined);
    assert.equal(id(catalog.byImport('python', 'google.genai.types')), 'google-gemini');
    assert.equal(id(catalog.byImport('python', 'google.cloud.storage')), undefined);
    for (const local of ['agents', 'haystack', 'whisper', 'phi', 'llm']) {
      assert.equal(id(catalog.byImport('python', local)), undefined, local);
    }
  });

  it('read hosts by whole labels, with ports and paths where a row has them', () => {
    assert.equal(id(catalog.byHost('api.openai.com')), 'openai');
    assert.equal(id(catalog.byHost('API.OpenAI.com:443/v1')), 'openai');
    assert.equal(id(catalog.byHost('acme-eu.openai.azure.com')), 'azure-openai');
    assert.equal(id(catalog.byHost('europe-west4-aiplatform.googleapis.com')), 'google-vertex-ai');
    assert.equal(id(catalog.byHost('openrouter.ai/api/v1')), 'openrouter');
    assert.equal(id(catalog.byHost('localhost:11434/api')), 'ollama');
    for (const other of [
      'notapi.openai.com',
      'api.openai.com.evil.example',
      'openai.azure.com',
      'openrouter.ai/models',
      'openrouter.ai/apis',
      'localhost:1234',
      'localhost',
      'storage.googleapis.com',
    ]) {
      assert.equal(id(catalog.byHost(other)), undefined, other);
    }
  });

  it('read packages of other ecosystems, and families by their beginning', () => {
    const rows: readonly (readonly [Ecosystem, string, string | undefined])[] = [
      ['maven', 'dev.langchain4j:langchain4j-open-ai', 'openai'],
      ['maven', 'dev.langchain4j:langchain4j-new-thing', 'langchain4j'],
      ['maven', 'org.springframework.ai:spring-ai-anything', 'spring-ai'],
      ['maven', 'com.oracle.coherence:coherence', undefined],
      ['nuget', 'azure.ai.openai', 'azure-openai'],
      ['nuget', 'Microsoft.SemanticKernel.Connectors.Google', 'semantic-kernel'],
      ['nuget', 'Microsoft.Extensions.Logging', undefined],
      ['gems', 'ruby-openai', 'openai'],
      ['gems', 'openai-extra', undefined],
      ['crates', 'async-openai', 'openai'],
      ['crates', 'warp', undefined],
      ['packagist', 'OpenAI-PHP/Client', 'openai'],
      ['packagist', 'symfony/ai-store', 'symfony-ai'],
      ['packagist', 'symfony/aix', undefined],
      ['pub', 'dart_openai', 'openai'],
      ['npm', '@langchain/unheard-of', 'langchain'],
      ['npm', '@langchainx/core', undefined],
    ];
    for (const [ecosystem, name, expected] of rows) {
      assert.equal(id(catalog.byPackage(ecosystem, name)), expected, name);
    }
  });

  it('read modules of other languages at their own separator', () => {
    assert.equal(id(catalog.byImport('java', 'dev.langchain4j.model.openai.OpenAiChatModel')), 'langchain4j');
    assert.equal(id(catalog.byImport('java', 'com.openaix.Client')), undefined);
    assert.equal(id(catalog.byImport('csharp', 'Azure.AI.OpenAI.Chat')), 'azure-openai');
    assert.equal(id(catalog.byImport('rust', 'async_openai::types')), 'openai');
    assert.equal(id(catalog.byImport('ruby', 'ruby_llm')), 'ruby-llm');
    assert.equal(id(catalog.byImport('php', 'LLPhant\\Chat\\OpenAIChat')), 'llphant');
    assert.equal(id(catalog.byImport('dart', 'package:dart_openai/dart_openai.dart')), 'openai');
    assert.equal(id(catalog.byImport('dart', 'package:langchain/langchain.dart')), 'langchain');
  });

  it('read images, models, actions, programs and authors', () => {
    assert.equal(id(catalog.byImage('docker.io/ollama/ollama:0.3.1@sha256:abcd')), 'ollama');
    assert.equal(id(catalog.byImage('ghcr.io/berriai/litellm:main-latest')), 'litellm');
    assert.equal(id(catalog.byImage('nvcr.io/nim/meta/llama3:1')), 'nvidia-nim');
    assert.equal(id(catalog.byImage('ollama/ollama:${TAG:-1.2}')), 'ollama');
    assert.equal(id(catalog.byImage('registry:5000/ollama')), undefined);
    assert.equal(id(catalog.byModel('gpt-4o-mini')), 'openai');
    assert.equal(id(catalog.byModel('anthropic.claude-3-haiku')), 'aws-bedrock');
    assert.equal(id(catalog.byModel('phi-3')), undefined);
    assert.equal(id(catalog.byAction('anthropics/claude-code-action@v1')), 'claude-code');
    assert.equal(id(catalog.byAction('actions/checkout@v4')), undefined);
    assert.equal(id(catalog.byCommand('goose', 'run')), 'goose');
    assert.equal(id(catalog.byCommand('goose', 'up')), undefined);
    assert.equal(id(catalog.byTrailer('198982749+Copilot@users.noreply.github.com')), 'github-copilot');
    assert.equal(id(catalog.byTrailer('claude@example.com')), undefined);
  });

  it('read files by name or last folders, and folders at any depth', () => {
    const ids = (path: string) => catalog.byFile(path).map((tool) => tool.id);
    assert.deepEqual(ids('.github/copilot-instructions.md'), ['github-copilot']);
    assert.deepEqual(ids('packages/web/.cursor/rules/style.mdc'), ['cursor']);
    assert.deepEqual(ids('CLAUDE.md'), ['claude-code']);
    assert.deepEqual(ids('.cursor/mcp.json').sort(), ['cursor', 'mcp']);
    for (const other of [
      'docs/copilot-instructions.md',
      'claude.md.txt',
      'src/cursor/rules/a.mdc',
      'my.cursor/rules',
      'src/zed/a.ts',
    ]) {
      assert.deepEqual(ids(other), [], other);
    }
  });

  it('read extension ids in any case', () => {
    assert.equal(id(catalog.byExtension('GitHub.copilot')), 'github-copilot');
    assert.equal(id(catalog.byExtension('github.vscode-pull-request-github')), undefined);
  });

  it('answer anything without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        catalog.byFile(name);
        catalog.byHost(name);
        catalog.byImport('javascript', name);
        catalog.byImport('python', name);
        catalog.byPackage('go', name);
      }),
      { numRuns: runs(200) },
    );
  });
});
