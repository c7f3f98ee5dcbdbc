// MCP servers that a workspace declares for AI agents. Names, transport and program only: values of variables and headers are not read.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedMatch, DetectedMcpServer, DetectedTool, Detection, Detector } from '../detector.ts';
import {
  propertiesOf,
  readJsonTree,
  textAt,
  textNode,
  textNodesOf,
  valueAt,
  type JsonNode,
  type JsonText,
} from '../../text/json-nodes.ts';
import { mcpClientFileOf, type McpClientFile } from './mcp-clients.ts';
import { readLaunch, type ServerDeclaration } from './mcp-command.ts';
import { scopeOfPath } from './path-scope.ts';
import {
  autoApprovedServer,
  plainHttpServer,
  scriptServer,
  secretInServer,
  unpinnedServer,
  unreadableManifest,
} from './rules.ts';
import { isStandIn } from '../sensitive-data/stand-ins.ts';
import { readToml, type TomlEntry } from '../../text/toml-places.ts';
import { tomlProblemAt } from '../../text/toml-problem.ts';
import { unreadable } from './unreadable.ts';

interface DeclaredServer {
  readonly name: string;
  /** Of the name. */
  readonly start: number;
  readonly declaration: ServerDeclaration;
  /** Variables and headers it is given. */
  readonly given: readonly { readonly name: string; readonly value?: JsonText }[];
  readonly tools: readonly string[];
  /** Tools that run without a question, and where the file says so. */
  readonly approved?: { readonly tools: readonly string[]; readonly offset: number; readonly length: number };
}

export const mcpServersDetector: Detector = {
  id: 'ai-tools/mcp-servers',
  rules: [unreadableManifest, unpinnedServer, plainHttpServer, secretInServer, autoApprovedServer, scriptServer],
  unreadable: unreadableManifest,
  appliesTo: (path) => mcpClientFileOf(path) !== undefined,
  detect: ({ path, text }, { catalog }) => {
    const file = mcpClientFileOf(path);
    if (file === undefined) return {};
    const { servers, problemAt } = file.format === 'json' ? readJson(text, file) : readTomlServers(text, file);
    const detected = servers.map((server) => toDetected(server, file, catalog));
    const matches = detected.flatMap((each) => each.matches);
    const tools = detected.flatMap(({ tool }) => (tool === undefined ? [] : [{ ...tool, scope: scopeOfPath(path) }]));
    return {
      mcpServers: detected.map(({ server }) => server),
      ...(tools.length === 0 ? {} : { tools }),
      ...(matches.length === 0 ? {} : { matches }),
      ...(problemAt === undefined ? {} : { issues: [unreadable(path, text, problemAt)] }),
    } satisfies Detection;
  },
};

function toDetected(
  { name, start, declaration, given, tools, approved }: DeclaredServer,
  { client }: McpClientFile,
  catalog: Catalog,
): {
  readonly server: DetectedMcpServer;
  readonly tool?: Omit<DetectedTool, 'scope'>;
  readonly matches: readonly DetectedMatch[];
} {
  const { packageName, isScript, ...launch } = readLaunch(declaration);
  const place = { startOffset: start, endOffset: start + name.length };
  const known = toolBehind(packageName, launch.url, catalog);
  const secrets = given.flatMap((each) => literalSecret(each) ?? []);
  return {
    server: {
      name,
      client,
      ...launch,
      ...(given.length === 0 ? {} : { variables: given.map((each) => each.name) }),
      ...(tools.length === 0 ? {} : { tools }),
      ...(approved === undefined ? {} : { autoApproved: approved.tools }),
      ...place,
    },
    ...(known === undefined
      ? {}
      : { tool: { toolId: known.id, signal: 'mcp-server', value: name, confidence: 'high', ...place } }),
    matches: [
      ...secrets.map(({ startOffset, endOffset }) => matchOf(secretInServer.id, startOffset, endOffset)),
      ...(approved === undefined ? [] : [approvedMatch(approved)]),
      ...(isScript ? [matchOf(scriptServer.id, place.startOffset, place.endOffset)] : []),
    ],
  };
}

function matchOf(ruleId: string, startOffset: number, endOffset: number): DetectedMatch {
  return { ruleId, startOffset, endOffset, confidence: 'medium', valueBits: 0, previewable: false };
}

function approvedMatch({ tools, offset, length }: NonNullable<DeclaredServer['approved']>): DetectedMatch {
  const isAll = tools.includes('*');
  return {
    ...matchOf(autoApprovedServer.id, offset, offset + length),
    confidence: 'high',
    ...(isAll ? {} : { severity: 'low' as const }),
    detail: isAll
      ? 'All its tools run without a question.'
      : `Without a question: ${tools.slice(0, 5).join(', ')}${tools.length > 5 ? ' and more' : ''}.`,
  };
}

const secretName = /key|token|secret|password|passwd|credential|authorization|\bpat\b|_pat$/i;

/** A value that stands in the file although its name says that it is a secret. References and stand-ins are none. */
function literalSecret({
  name,
  value,
}: DeclaredServer['given'][number]): { readonly startOffset: number; readonly endOffset: number } | undefined {
  if (value === undefined || !secretName.test(name)) return undefined;
  const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(value.value)?.[0] ?? '';
  const secret = value.value.slice(scheme.length);
  const isReference = /\$\{|\$[A-Z_]|^%[^%]+%$|\{\{|^<|^(?:env|op|vault|keychain|file|input):/i.test(secret);
  // Escapes would put the end elsewhere; such a value is placed as a whole.
  const isPlain = value.length === value.value.length + 2;
  if (secret.length < 8 || isReference || isStandIn(secret) || /^[a-z]+(?:[-_ ][a-z]+)*$/i.test(secret))
    return undefined;
  const startOffset = value.offset + 1 + (isPlain ? scheme.length : 0);
  return { startOffset, endOffset: value.offset + value.length - 1 };
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
    const approved = approvedIn(value);
    return [
      {
        name: key.value as string,
        start: key.offset + 1,
        given: ['env', 'environment', 'headers', 'http_headers', 'requestInit'].flatMap((name) =>
          givenIn(valueAt(value, name)),
        ),
        tools: ['tools', 'includeTools', 'enabledTools', 'enabled_tools'].flatMap((name) =>
          textsOf(valueAt(value, name)),
        ),
        ...(approved === undefined ? {} : { approved }),
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

function givenIn(node: JsonNode | undefined): DeclaredServer['given'] {
  return propertiesOf(node).flatMap(([key, value]) => {
    if (value.type === 'object') return givenIn(value);
    const text = textNode(value);
    return [{ name: key.value as string, ...(text === undefined ? {} : { value: text }) }];
  });
}

/** Sources: https://docs.cline.bot/mcp/configuring-mcp-servers, https://docs.roocode.com/features/mcp/using-mcp-in-roo,
 *  https://kiro.dev/docs/mcp/configuration, https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md */
function approvedIn(server: JsonNode): DeclaredServer['approved'] {
  for (const name of ['alwaysAllow', 'autoApprove', 'autoApprovedTools']) {
    const node = valueAt(server, name);
    if (node === undefined) continue;
    const tools = node.value === true ? ['*'] : textsOf(node);
    if (tools.length > 0) return { tools, offset: node.offset, length: node.length };
  }
  return undefined;
}

function textsOf(node: JsonNode | undefined): readonly string[] {
  return textNodesOf(node).map(({ value }) => value);
}

/** `env.NAME = "value"`, or `NAME = "value"` in a table of its own. */
function givenInToml({ table, key, texts }: TomlEntry): DeclaredServer['given'] {
  const name = table.length > 2 ? key[0] : key[1];
  const [text] = texts;
  if (name === undefined) return [];
  return [
    {
      name,
      ...(text === undefined
        ? {}
        : { value: { value: text.value, offset: text.start - 1, length: text.end - text.start + 2 } }),
    },
  ];
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
      given: [
        ...own.filter((entry) => /^(?:env|http_headers)$/.test(entry.key[0] ?? '')),
        ...entries.filter(
          (entry) =>
            entry.table[0] === rootKey &&
            entry.table[1] === name &&
            /^(?:env|http_headers)$/.test(entry.table[2] ?? ''),
        ),
      ].flatMap(givenInToml),
      tools: own.find((entry) => entry.key[0] === 'enabled_tools')?.texts.map(({ value }) => value) ?? [],
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
