// AI tools in use, from what was seen in all documents and in the editor. The engine calls it; rendering is elsewhere.

import type { Catalog } from '../catalog/catalog.ts';
import type { Confidence, McpServerUse, ToolEvidence, ToolStatus } from '../model/finding.ts';
import { evidenceScopes } from '../model/finding.ts';
import type { Policy } from '../policy/policy.ts';
import { classOfPlace, type Surroundings } from '../policy/data-classes.ts';
import type { ScannedDocument } from '../scanner/scanned-document.ts';
import type { Inventory, InventoryMcpServer, InventoryTool } from './inventory.ts';
import { mcpDecision, sanctionedAlternative, toolDecision } from '../policy/decide.ts';

/** Worst first: the order in which a person has to act. */
export const statusOrder: readonly ToolStatus[] = ['unsanctioned', 'conditional', 'unknown', 'sanctioned'];

const confidenceOrder: readonly Confidence[] = ['high', 'medium', 'low'];

/** The inventory under a policy. Tools by status, worst first, then by id; evidence by path and line.
 *  @param editorEvidence  signs outside of files: extensions that the editor has, co-authors of commits; `limits` says when no
 *                         extension was seen
 *  @param today           UTC day at which clearances are weighed
 *  @param surroundings    where the documents lie, for the class of their data; absent when nothing is known */
export function buildInventory(
  scans: Iterable<ScannedDocument>,
  editorEvidence: readonly ToolEvidence[],
  policy: Policy,
  catalog: Catalog,
  today: string,
  surroundings?: Surroundings,
): Inventory {
  const byTool = new Map<string, ToolEvidence[]>();
  const servers: McpServerUse[] = [];
  const unread: string[] = [];
  const add = (evidence: ToolEvidence): void => {
    const sameTool = byTool.get(evidence.toolId);
    if (sameTool === undefined) byTool.set(evidence.toolId, [evidence]);
    else sameTool.push(evidence);
  };
  editorEvidence.forEach(add);
  for (const scan of scans) {
    scan.toolEvidence.forEach(add);
    servers.push(...scan.mcpServers);
    if (scan.failures.length > 0 || scan.issues.some(({ code }) => code === 'ai-tool/unreadable-manifest')) {
      unread.push(scan.path);
    }
  }
  const tools = [...byTool].flatMap(([id, evidence]) =>
    inventoryTool(id, evidence, policy, catalog, { today, surroundings }),
  );
  return {
    tools: tools.sort((a, b) => byStatus(a, b) || compare(a.id, b.id)),
    mcpServers: servers
      .map((server) => inventoryServer(server, policy, today))
      .sort((a, b) => byStatus(a, b) || compare(a.path, b.path) || a.line - b.line),
    models: modelsIn(byTool),
    limits: limitsOf(
      editorEvidence.some(({ signal }) => signal === 'extension'),
      unread.sort(compare),
    ),
  };
}

/** Names of models that something chooses, sorted. */
function modelsIn(byTool: ReadonlyMap<string, readonly ToolEvidence[]>): readonly string[] {
  const signs = [...byTool.values()].flat().filter(({ signal }) => signal === 'model-id');
  return [...new Set(signs.map(({ value }) => value))].sort();
}

function classesAt(
  path: string,
  policy: Policy,
  surroundings: Surroundings | undefined,
): { readonly dataClasses?: readonly string[] } {
  const placed = surroundings === undefined ? undefined : classOfPlace(policy, path, surroundings);
  return placed === undefined ? {} : { dataClasses: [placed.id] };
}

function inventoryTool(
  id: string,
  evidence: readonly ToolEvidence[],
  policy: Policy,
  catalog: Catalog,
  { today, surroundings }: { readonly today: string; readonly surroundings: Surroundings | undefined },
): readonly InventoryTool[] {
  const tool = catalog.tool(id);
  if (tool === undefined) return [];
  const ordered = [...evidence].sort(
    (a, b) => compare(a.path, b.path) || a.region.startOffset - b.region.startOffset || compare(a.signal, b.signal),
  );
  const decision = decideForAll(ordered, (path, version) =>
    toolDecision(policy, tool, {
      path,
      today,
      ...(version === undefined ? {} : { version }),
      ...classesAt(path, policy, surroundings),
    }),
  );
  const instead =
    decision.instead ??
    (decision.status === 'sanctioned' ? undefined : sanctionedAlternative(policy, catalog, tool)?.id);
  return [
    {
      id: tool.id,
      name: tool.name,
      vendor: tool.vendor,
      kind: tool.kind,
      status: decision.status,
      reason: decision.reason,
      ...(decision.unmet === undefined || decision.unmet.length === 0 ? {} : { unmet: decision.unmet }),
      ...(instead === undefined ? {} : { instead }),
      confidence: confidenceOrder.find((each) => ordered.some(({ confidence }) => confidence === each)) ?? 'low',
      scope: evidenceScopes.find((each) => ordered.some(({ scope }) => scope === each)) ?? 'docs',
      evidence: ordered.map(({ signal, value, version, path, region }) => ({
        signal,
        value,
        ...(version === undefined ? {} : { version }),
        path,
        line: region.startLine,
      })),
    },
  ];
}

/** A tool has one status: the worst over the places where it was seen. */
function decideForAll<Decision extends { readonly status: ToolStatus }>(
  evidence: readonly ToolEvidence[],
  decide: (path: string, version: string | undefined) => Decision,
): Decision {
  const places = new Map<string, string | undefined>();
  for (const { path, version } of evidence) places.set(path, places.get(path) ?? version);
  // A file that names no version says nothing against one that does.
  const versioned = [...places].filter(([, version]) => version !== undefined);
  const [first, ...others] = versioned.length > 0 ? versioned : [...places];
  return others
    .map((place) => decide(...place))
    .reduce((worst, next) => (byStatus(next, worst) < 0 ? next : worst), decide(...(first ?? ['', undefined])));
}

function inventoryServer(server: McpServerUse, policy: Policy, today: string): InventoryMcpServer {
  const { name, client, transport, command, url, pinned, variables, tools, autoApproved, path, region } = server;
  const { status } = mcpDecision(policy, server, { path, today });
  return {
    name,
    client,
    transport,
    ...(command === undefined ? {} : { command }),
    ...(url === undefined ? {} : { url }),
    pinned,
    ...(variables === undefined ? {} : { variables }),
    ...(tools === undefined ? {} : { tools }),
    ...(autoApproved === undefined ? {} : { autoApproved }),
    status,
    path,
    line: region.startLine,
  };
}

function limitsOf(editorWasSeen: boolean, unread: readonly string[]): readonly string[] {
  return [
    editorWasSeen
      ? 'Programs in terminals are seen only where the terminal tells the editor of its commands.'
      : 'Extensions installed in an editor are seen only from within that editor.',
    'AI tools used in a browser or in another program leave no sign in the files.',
    'Packages that other packages bring along are known only where a lock file names them.',
    'Who serves a model cannot be seen from its name.',
    'Files left out by .gitignore or .handrailignore were not looked at.',
    ...unread.map((path) => `${path} could not be read in full.`),
  ];
}

function byStatus(a: { readonly status: ToolStatus }, b: { readonly status: ToolStatus }): number {
  return statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
