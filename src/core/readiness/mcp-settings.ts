// MCP servers that settings in a workspace declare, and what is wrong with each under a policy. The check sec-mcp-servers-reviewed
// asks here. Values of variables are looked at for their shape only and go nowhere.

import { startOfDocument } from '../model/document.ts';
import type { CheckEvidence } from '../model/outcome.ts';
import { mcpDecision } from '../policy/decide.ts';
import type { Policy } from '../policy/policy.ts';
import { propertiesOf, readJsonTree, textAt, textNodesOf, valueAt, type JsonNode } from '../text/json-nodes.ts';
import { lineOf } from './manifests.ts';

export interface McpServerSetting {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly command: string | undefined;
  readonly args: readonly string[];
  readonly url: string | undefined;
  /** Names of variables or headers that hold a key as it is; never its value. */
  readonly keysInClear: readonly { readonly name: string; readonly line: number }[];
}

/** Source: https://code.visualstudio.com/docs/copilot/customization/mcp-servers#_configuration-format */
export function serversOf(text: string, path: string): readonly McpServerSetting[] {
  const { root } = readJsonTree(text);
  return ['servers', 'mcpServers'].flatMap((key) =>
    propertiesOf(valueAt(root, key)).flatMap(([name, value]) =>
      value.type === 'object'
        ? [
            {
              name: String(name.value),
              path,
              line: lineOf(text, name.offset),
              command: textAt(value, 'command'),
              args: textNodesOf(valueAt(value, 'args')).map((argument) => argument.value),
              url: textAt(value, 'url') ?? textAt(value, 'serverUrl'),
              keysInClear: [valueAt(value, 'env'), valueAt(value, 'headers')].flatMap((each) => keysIn(each, text)),
            },
          ]
        : [],
    ),
  );
}

/** What has to be done about a server; [] when nothing. */
export function problemsOf(server: McpServerSetting, policy: Policy): readonly CheckEvidence[] {
  const { name, path, line, url, command, args } = server;
  const pinned = packageOf(server);
  const decision = mcpDecision(
    policy,
    {
      name,
      client: '',
      transport: url === undefined ? 'stdio' : 'http',
      path,
      region: { ...startOfDocument, startLine: line, endLine: line },
      fingerprint: '',
      ...(command === undefined ? {} : { command: [command, ...args].join(' ') }),
      ...(url === undefined ? {} : { url }),
      pinned: pinned !== 'loose',
    },
    // Entries of servers have no end, so the day does not matter.
    { path, today: '' },
  );
  return [
    ...(decision.status === 'unsanctioned' ? [{ path, line, note: `${name} is not allowed: ${decision.reason}` }] : []),
    ...server.keysInClear.map((key) => ({
      path,
      line: key.line,
      note: `${name}: ${key.name} is written here in clear`,
    })),
    ...(pinned === 'loose' ? [{ path, line, note: `${name} is fetched anew, in any version, at each start` }] : []),
  ];
}

/** Whether a server that is fetched when it starts names its version. */
function packageOf({ command, args }: McpServerSetting): 'none' | 'exact' | 'loose' {
  const program = /(?:^|[\\/])(npx|bunx|uvx|pnpx|pipx)(?:\.cmd)?$/.exec(command ?? '')?.[1];
  if (program === undefined) return 'none';
  const name = args.find((argument) => !argument.startsWith('-') && !['run', 'dlx', 'exec'].includes(argument));
  if (name === undefined || /^(?:\.{0,2}\/|https?:|git\+)/.test(name)) return 'none';
  return /(?:@|==)v?\d[\w.-]*$/.test(name) ? 'exact' : 'loose';
}

function keysIn(node: JsonNode | undefined, text: string): readonly { readonly name: string; readonly line: number }[] {
  return propertiesOf(node).flatMap(([key, value]) => {
    const name = String(key.value);
    const held: unknown = value.value;
    const isKey = /KEY|TOKEN|SECRET|PASSWORD|Authorization/i.test(name);
    const isClear =
      typeof held === 'string' && held.length >= 8 && !/\$\{|\$[A-Z_]+|<[^>]+>|your|xxx|\.\.\./i.test(held);
    return isKey && isClear ? [{ name, line: lineOf(text, key.offset) }] : [];
  });
}
