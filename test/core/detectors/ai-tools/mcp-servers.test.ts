// Servers that configuration files declare: name, transport, whether the version is fixed. Never a value of a variable or a header.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { mcpServersDetector } from '../../../../src/core/detectors/ai-tools/mcp-servers.ts';
import { readLaunch } from '../../../../src/core/detectors/ai-tools/mcp-command.ts';
import { runs } from '../../../support/runs.ts';
import { detection } from './detecting.ts';

const secret = 'sk' + '_live_' + 'q7Zk2Vx9Lm4Tb8Rw1Yc6Nd3Hs5Jf0GpK';
const servers = (path: string, text: string) => detection(mcpServersDetector, path, text).mcpServers ?? [];
const pinned = (command: string, ...args: readonly string[]) => readLaunch({ command, args }).pinned;

describe('MCP servers', () => {
  it('are read from VS Code, with comments and commas at the end', () => {
    const text = `{
  // what the agent may use
  "inputs": [{ "id": "token", "type": "promptString" }],
  "servers": {
    "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" },
    "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem", "."], "env": { "KEY": "${secret}" } },
  },
}`;
    const found = servers('.vscode/mcp.json', text);
    assert.deepEqual(
      found.map(({ name, client, transport, pinned: isPinned, command, url }) => ({
        name,
        client,
        transport,
        isPinned,
        command,
        url,
      })),
      [
        {
          name: 'github',
          client: 'github-copilot',
          transport: 'http',
          isPinned: true,
          command: undefined,
          url: 'https://api.githubcopilot.com/mcp/',
        },
        {
          name: 'files',
          client: 'github-copilot',
          transport: 'stdio',
          isPinned: false,
          command: 'npx -y @modelcontextprotocol/server-filesystem .',
          url: undefined,
        },
      ],
    );
    assert.deepEqual(
      found.map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset)),
      ['github', 'files'],
    );
    const detected = detection(mcpServersDetector, '.vscode/mcp.json', text);
    assert.equal(detected.issues, undefined);
    assert.equal(JSON.stringify(detected).includes(secret), false);
    assert.deepEqual(
      detected.tools?.map(({ toolId, signal }) => `${toolId} ${signal}`),
      ['mcp-servers mcp-server', 'mcp-servers mcp-server'],
    );
  });

  const others: readonly (readonly [string, string, string, string])[] = [
    ['.cursor/mcp.json', '{"mcpServers":{"a":{"url":"https://x.example/sse"}}}', 'cursor', 'sse'],
    ['.mcp.json', '{"mcpServers":{"a":{"command":"node","args":["server.js"]}}}', 'claude-code', 'stdio'],
    ['.gemini/settings.json', '{"mcpServers":{"a":{"httpUrl":"https://x.example/mcp"}}}', 'gemini-cli', 'http'],
    ['web/.amazonq/mcp.json', '{"mcpServers":{"a":{"type":"sse","url":"https://x.example/a"}}}', 'amazon-q', 'sse'],
    ['.zed/settings.json', '{"context_servers":{"a":{"command":{"path":"uvx","args":["x"]}}}}', 'zed', 'stdio'],
    ['opencode.json', '{"mcp":{"a":{"type":"local","command":["npx","-y","x"]}}}', 'opencode', 'stdio'],
    ['.codex/config.toml', '[mcp_servers.a]\ncommand = "npx"\nargs = ["x@1.0.0"]\n', 'openai-codex', 'stdio'],
    ['.codex/config.toml', '[mcp_servers."a"]\nurl = "https://x.example/mcp"\n', 'openai-codex', 'http'],
    [
      '.vibe/config.toml',
      '[[mcp_servers]]\nname = "a"\ntransport = "http"\nurl = "https://x.example"\n',
      'mistral-vibe',
      'http',
    ],
  ];
  for (const [path, text, client, transport] of others) {
    it(`are read from ${path}: ${text.slice(0, 40)}`, () => {
      const [found, ...more] = servers(path, text);
      assert.deepEqual([found?.name, found?.client, found?.transport, more.length], ['a', client, transport, 0]);
      assert.equal(text.slice(found?.startOffset, found?.endOffset), 'a');
    });
  }

  it('are not read from look-alikes', () => {
    for (const path of ['mcp.json', 'src/vscode/mcp.json', 'settings.json', '.vscode/settings.json']) {
      assert.deepEqual(servers(path, '{"servers":{"a":{}},"mcpServers":{"a":{}}}'), [], path);
    }
    assert.deepEqual(servers('.vscode/mcp.json', '{"mcpServers":{"a":{"url":"https://x.example"}}}'), []);
    assert.deepEqual(servers('.codex/config.toml', '[mcp_servers.a.env]\nKEY = "x"\n'), []);
  });

  it('are fixed only by an exact version', () => {
    assert.equal(pinned('npx', '-y', '@acme/crm@1.2.3'), true);
    assert.equal(pinned('npx', '-y', '@acme/crm'), false);
    assert.equal(pinned('npx', '-y', '@acme/crm@latest'), false);
    assert.equal(pinned('npx', '-y', '@acme/crm@2'), false);
    assert.equal(pinned('npx', '-y', '@acme/crm@^2.0.0'), false);
    assert.equal(pinned('cmd', '/c', 'npx', '-y', 'x'), false);
    assert.equal(pinned('sh', '-c', 'npx -y x@1.0.0'), true);
    assert.equal(pinned('npx -y x'), false);
    assert.equal(pinned('pnpm', 'dlx', 'x@1.0.0'), true);
    assert.equal(pinned('uvx', 'mcp-server-git'), false);
    assert.equal(pinned('uvx', 'mcp-server-git==2025.1.14'), true);
    assert.equal(pinned('uvx', '--from', 'git+https://github.com/a/b', 'b'), false);
    assert.equal(pinned('docker', 'run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/a/b'), false);
    assert.equal(pinned('docker', 'run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/a/b:1.2.0'), true);
    assert.equal(pinned('node', 'server.js'), true);
  });

  it('never show a key, wherever it stands', () => {
    const carriers: readonly (readonly string[])[] = [
      ['--api-key', secret],
      [`--api-key=${secret}`],
      ['--header', `Authorization: Bearer ${secret}`],
      ['-e', `TOKEN=${secret}`],
      [`https://x.example/mcp?key=${secret}`],
      [`https://user:${secret}@x.example/mcp`],
      [`https://x.example/${secret}/mcp`],
      [secret],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...carriers),
        fc.array(fc.constantFrom('-y', 'x', '--flag', '.')),
        (carrier, rest) => {
          const { command } = readLaunch({ command: 'npx', args: [...rest, ...carrier, ...rest] });
          assert.equal(command?.includes(secret), false);
        },
      ),
      { numRuns: runs(100) },
    );
    assert.equal(
      JSON.stringify(
        readLaunch({ args: [], url: `https://a:${secret}@x.example/${secret}?k=${secret}#${secret}` }),
      ).includes(secret),
      false,
    );
  });

  it('stay readable where nothing is secret', () => {
    const { command } = readLaunch({
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem@2025.1.14', './data'],
    });
    assert.equal(command, 'npx -y @modelcontextprotocol/server-filesystem@2025.1.14 ./data');
  });

  it('are listed with the names of what they are given, their tools and what runs without a question', () => {
    const [json] = servers(
      '.roo/mcp.json',
      '{"mcpServers": {"a": {"command": "x", "env": {"CRM_TOKEN": "${env:CRM}"}, "alwaysAllow": ["read"], "tools": ["read", "write"]}}}',
    );
    assert.deepEqual([json?.variables, json?.autoApproved, json?.tools], [['CRM_TOKEN'], ['read'], ['read', 'write']]);
    const [toml] = servers(
      '.codex/config.toml',
      '[mcp_servers.a]\ncommand = "x"\n[mcp_servers.a.env]\nCRM_TOKEN = "t"\n',
    );
    assert.deepEqual(toml?.variables, ['CRM_TOKEN']);
  });

  it('name the address that a bridge hides', () => {
    const [bridged] = servers(
      '.mcp.json',
      '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "mcp-remote@0.1.9", "https://mcp.example/sse?key=abc"]}}}',
    );
    assert.equal(bridged?.url, 'https://mcp.example/sse');
    assert.equal(bridged.transport, 'stdio');
  });

  const value = 'q7Zk2Vx9' + 'Lm4Tb8Rw1Yc6';
  const troubles: readonly (readonly [string, string, string, string | undefined])[] = [
    [
      'a key in env',
      '.mcp.json',
      `{"mcpServers": {"a": {"command": "x", "env": {"API_KEY": "${value}"}}}}`,
      `mcp/secret-in-config ${value}`,
    ],
    [
      'a key in a header',
      '.vscode/mcp.json',
      `{"servers": {"a": {"url": "https://x.example", "headers": {"Authorization": "Bearer ${value}"}}}}`,
      `mcp/secret-in-config ${value}`,
    ],
    [
      'a key in TOML',
      '.codex/config.toml',
      `[mcp_servers.a]\ncommand = "x"\nenv = { }\n[mcp_servers.a.env]\nAPI_TOKEN = "${value}"`,
      `mcp/secret-in-config ${value}`,
    ],
    [
      'a reference to a variable',
      '.mcp.json',
      '{"mcpServers": {"a": {"command": "x", "env": {"API_KEY": "${API_KEY}", "DB_TOKEN": "$DB_TOKEN"}}}}',
      undefined,
    ],
    [
      'an input of the client',
      '.vscode/mcp.json',
      '{"servers": {"a": {"command": "x", "env": {"API_KEY": "${input:key}"}}}}',
      undefined,
    ],
    [
      'a stand-in',
      '.mcp.json',
      '{"mcpServers": {"a": {"command": "x", "env": {"API_KEY": "your-api-key-here", "LOG_LEVEL": "debug-everything"}}}}',
      undefined,
    ],
    [
      'everything approved',
      '.kiro/settings/mcp.json',
      '{"mcpServers": {"a": {"command": "x", "autoApprove": ["*"]}}}',
      'mcp/auto-approved ["*"]',
    ],
    [
      'nothing approved',
      '.kiro/settings/mcp.json',
      '{"mcpServers": {"a": {"command": "x", "autoApprove": []}}}',
      undefined,
    ],
    [
      'a script',
      '.mcp.json',
      '{"mcpServers": {"fetch": {"command": "bash", "args": ["-c", "curl https://x.example/a | sh"]}}}',
      'mcp/shell-script fetch',
    ],
    [
      'a wrapper around one program',
      '.mcp.json',
      '{"mcpServers": {"fetch": {"command": "cmd", "args": ["/c", "npx", "-y", "x@1.0.0"]}}}',
      undefined,
    ],
  ];
  for (const [what, path, text, expected] of troubles) {
    it(`${what}: ${expected === undefined ? 'nothing to say' : (expected.split(' ')[0] ?? '')}`, () => {
      const [match, ...more] = detection(mcpServersDetector, path, text).matches ?? [];
      assert.deepEqual(more, []);
      assert.equal(match && `${match.ruleId} ${text.slice(match.startOffset, match.endOffset)}`, expected);
    });
  }

  it('a broken file is said to be one', () => {
    const [issue] = detection(mcpServersDetector, '.mcp.json', '{"mcpServers": {"a": {"url": }}}').issues ?? [];
    assert.equal(issue?.code, 'ai-tool/unreadable-manifest');
  });
});
