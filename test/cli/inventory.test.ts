// `handrail inventory` on a real folder, in each format. The bill of materials is held against the schema that CycloneDX publishes.

import assert from 'node:assert/strict';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { packageUrl } from '../../src/core/inventory/purl.ts';
import { Sandbox } from '../support/cli-run.ts';

const secret = 'q7Zk2Vx9' + 'Lm4Tb8Rw1Yc6';
const files = {
  'package.json': '{"name": "shop", "dependencies": {"@anthropic-ai/sdk": "0.30.0", "openai": "^4.0.0"}}',
  'requirements.txt': 'langchain==0.3.1\n',
  'src/chat.ts': "const url = 'https://api.mistral.ai/v1/chat';\n",
  'CLAUDE.md': '# Rules\n',
  '.mcp.json': `{"mcpServers": {
    "crm": {"url": "https://mcp.acme.example/sse?key=${secret}", "headers": {"Authorization": "Bearer ${secret}"}},
    "files": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem"], "alwaysAllow": ["read_file"]}}}`,
};

interface Bom {
  readonly serialNumber: string;
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly purl?: string;
    readonly version?: string;
    readonly properties: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly services: readonly { readonly name: string; readonly endpoints?: readonly string[] }[];
}

describe('handrail inventory', () => {
  let sandbox: Sandbox;
  before(() => (sandbox = new Sandbox(files)));
  after(() => {
    sandbox.remove();
  });
  const bom = async (): Promise<{ readonly text: string; readonly parsed: Bom }> => {
    const { code, stdout } = await sandbox.run(['inventory', '--format', 'cyclonedx']);
    assert.equal(code, 0);
    return { text: stdout, parsed: JSON.parse(stdout) as Bom };
  };

  it('writes CycloneDX 1.6 that the schema accepts', async () => {
    const { text } = await bom();
    assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text), null);
  });

  it('gives every component the id of its tool, and packages a package URL', async () => {
    const { parsed } = await bom();
    const toolIds = parsed.components.map(
      ({ properties }) => properties.find(({ name }) => name === 'handrail:toolId')?.value,
    );
    assert.equal(toolIds.includes(undefined), false);
    const packages = parsed.components.flatMap(({ purl }) => purl ?? []).sort();
    assert.deepEqual(packages, ['pkg:npm/%40anthropic-ai/sdk@0.30.0', 'pkg:npm/openai', 'pkg:pypi/langchain@0.3.1']);
    assert.ok(parsed.components.some(({ type, name }) => type === 'application' && name.includes('Mistral')));
  });

  it('lists MCP servers as services, with the address and without a key', async () => {
    const { text, parsed } = await bom();
    assert.deepEqual(
      parsed.services.map(({ name, endpoints }) => [name, endpoints]),
      [
        ['crm', ['https://mcp.acme.example/sse']],
        ['files', undefined],
      ],
    );
    assert.equal(text.includes(secret), false);
  });

  it('is the same document for the same project', async () => {
    assert.equal((await bom()).parsed.serialNumber, (await bom()).parsed.serialNumber);
  });

  it('refuses a format it does not know', async () => {
    const { code, stderr } = await sandbox.run(['inventory', '--format', 'spdx']);
    assert.equal(code, 2);
    assert.match(stderr, /cyclonedx/);
  });
});

describe('package URLs', () => {
  const expected: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
    ['package.json', '@ai-sdk/openai', '^1.0.0', 'pkg:npm/%40ai-sdk/openai'],
    ['api/pyproject.toml', 'LangChain_Core[all]', '==0.3.1', 'pkg:pypi/langchain-core@0.3.1'],
    ['go.mod', 'github.com/sashabaranov/go-openai', 'v1.20.0', 'pkg:golang/github.com/sashabaranov/go-openai@v1.20.0'],
    ['pom.xml', 'dev.langchain4j:langchain4j', '0.35.0', 'pkg:maven/dev.langchain4j/langchain4j@0.35.0'],
    ['App.csproj', 'Azure.AI.OpenAI', '2.0.0', 'pkg:nuget/Azure.AI.OpenAI@2.0.0'],
    ['Cargo.lock', 'async-openai', '0.24.0', 'pkg:cargo/async-openai@0.24.0'],
    ['Gemfile', 'ruby-openai', '~> 7.0', 'pkg:gem/ruby-openai'],
    ['composer.json', 'openai-php/client', undefined, 'pkg:composer/openai-php/client'],
    ['pubspec.yaml', 'dart_openai', '5.1.0', 'pkg:pub/dart_openai@5.1.0'],
    ['pylock.toml', 'openai', '1.2.0', 'pkg:pypi/openai@1.2.0'],
    ['build.sbt', 'com.openai:openai-java', '1.0.0', 'pkg:maven/com.openai/openai-java@1.0.0'],
    ['deno.json', 'openai', '4.0.0', 'pkg:npm/openai@4.0.0'],
    ['src/main.ts', 'openai', undefined, undefined],
  ];
  for (const [manifest, name, version, url] of expected) {
    it(`${name} in ${manifest}`, () => {
      assert.equal(packageUrl(manifest, name, version), url);
    });
  }
});
