// MCP servers that a workspace declares for AI agents. Names, transport and program only: values of variables and headers are not read.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedMcpServer, DetectedTool, Detection, Detector } from '../detector.ts';
import { propertiesOf, readJsonTree, textAt, textNodesOf, valueAt, type JsonNode } from '../../text/json-nodes.ts';
import { mcpClientFileOf, type McpClientFile } from './mcp-clients.ts';
import { readLaunch, type ServerDeclaration } from './mcp-command.ts';
import { scopeOfPath } from './path-scope.ts';
import { plainHttpServer, unpinnedServer, unreadableManifest } from './rules.ts';
import { readToml } from './toml-places.ts';
import { tomlProblemAt } from './toml-problem.ts';
import { unreadable } from './unreadable.ts';

interface DeclaredServer {
  readonly name: string;
  /** Of the name. */
  readonly start: number;
  readonly declaration: ServerDeclaration;
}

export const mcpServersDetector: Detector = {
  id: 'ai-tools/mcp-servers',
  rules: [unreadableManifest, unpinnedServer, plainHttpServer],
  appliesTo: (path) => mcpClientFileOf(path) !== undefined,
  detect: ({ path, text }, { catalog }) => {
    const file = mcpClientFileOf(path);
    if (file === undefined) return {};
    const { servers, problemAt } = file.format === 'json' ? readJson(text, file) : readTomlServers(text, file);
    const detected = servers.map((server) => toDetected(server, file, catalog));
    const tools = detected.flatMap(({ tool }) => (tool === undefined ? [] : [{ ...tool, scope: scopeOfPath(path) }]));
    return {
      mcpServers: detected.map(({ server }) => server),
      ...(tools.length === 0 ? {} : { tools }),
      ...(problemAt === undefined ? {} : { issues: [unreadable(path, text, problemAt)] }),
    } satisfies Detection;
  },
};

function toDetected(
  { name, start, declaration }: DeclaredServer,
  { client }: McpClientFile,
  catalog: Catalog,
): { readonly server: DetectedMcpServer; readonly tool?: Omit<DetectedTool, 'scope'> } {
  const { packageName, ...launch } = readLaunch(declaration);
  const place = { startOffset: start, endOffset: start + name.length };
  const known = toolBehind(packageName, launch.url, catalog);
  return {
    server: { name, client, ...launch, ...place },
    ...(known === undefined
      ? {}
      : { tool: { toolId: known.id, signal: 'mcp-server', value: name, confidence: 'high', ...place } }),
  };
}

function toolBehind(
  fetched: { readonly ecosystem: 'npm' | 'pypi'; readonly name: string } | undefined,
  url: string | undefined,
  catalog: Catalog,
): AiTool | undefined {
  if (fetched !== undefined) return catalog.byPackage(fetched.ecosystem, fetched.name);
  return url === undefined ? undefined : catalog.byHost(url.replace(/^[a-z]+:\/\//i, ''));
}

interface Read {
  readonly servers: readonly DeclaredServer[];
  /** Offset of the first mistake in the file. */
  readonly problemAt?: number;
}

/** Comments and commas at the end are fine: the clients take them. */
function readJson(text: string, { rootKey }: McpClientFile): Read {
  const { root, problemAt } = readJsonTree(text);
  const servers = propertiesOf(valueAt(root, rootKey)).flatMap(([key, value]): readonly DeclaredServer[] => {
    if (value.type !== 'object') return [];
    // Zed nests what is started one deeper: `command: {path, args}`.
    const nested = valueAt(value, 'command');
    const program = nested?.type === 'object' ? nested : value;
    const first = nested?.type === 'array' ? textsOf(nested) : [];
    const command = first[0] ?? textAt(program, 'command') ?? textAt(program, 'path');
    const url = textAt(value, 'url') ?? textAt(value, 'httpUrl') ?? textAt(value, 'serverUrl');
    const type = textAt(value, 'type') ?? textAt(value, 'transport');
    return [
      {
        name: key.value as string,
        start: key.offset + 1,
        declaration: {
          args: [...first.slice(1), ...textsOf(valueAt(program, 'args'))],
          ...(command === undefined ? {} : { command }),
          ...(url === undefined ? {} : { url }),
          ...(type === undefined ? {} : { type }),
        },
      },
    ];
  });
  return { servers, ...(problemAt === undefined ? {} : { problemAt }) };
}

function textsOf(node: JsonNode | undefined): readonly string[] {
  return textNodesOf(node).map(({ value }) => value);
}

/** `[mcp_servers.NAME]`, or `[[mcp_servers]]` with a `name`. */
function readTomlServers(text: string, { rootKey }: McpClientFile): Read {
  const { tables, entries } = readToml(text);
  const servers: DeclaredServer[] = [];
  for (const table of tables) {
    if (table.names[0] !== rootKey || table.names.length > 2) continue;
    const own = entries.filter((entry) => entry.tableStart === table.start);
    const textOf = (key: string): string | undefined =>
      own.find((entry) => entry.key.join('.') === key)?.texts[0]?.value;
    const listed = own.find((entry) => entry.key[0] === 'name')?.texts[0];
    const name = table.names[1] ?? listed?.value;
    if (name === undefined) continue;
    const command = textOf('command');
    const url = textOf('url');
    const type = textOf('transport') ?? textOf('type');
    const quoted = text.slice(table.start, table.end).endsWith(`${name}"`) ? 1 : 0;
    servers.push({
      name,
      start: table.names[1] === undefined ? (listed?.start ?? table.start) : table.end - name.length - quoted,
      declaration: {
        args: own.find((entry) => entry.key[0] === 'args')?.texts.map(({ value }) => value) ?? [],
        ...(command === undefined ? {} : { command }),
        ...(url === undefined ? {} : { url }),
        ...(type === undefined ? {} : { type }),
      },
    });
  }
  const problemAt = tomlProblemAt(text);
  return { servers, ...(problemAt === undefined ? {} : { problemAt }) };
}
