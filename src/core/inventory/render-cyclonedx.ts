// The inventory as a CycloneDX 1.6 bill of materials: packages and programs as components, models as machine-learning models,
// MCP servers as services. Source: https://cyclonedx.org/docs/1.6/json/, https://cyclonedx.org/capabilities/mlbom/

import { sha256 } from '../text/hash.ts';
import type { Inventory, InventoryMcpServer, InventoryTool } from './inventory.ts';
import { exactVersion, packageUrl } from './purl.ts';

/** What the list is about and when it was made. */
export interface BillOfMaterials {
  readonly inventory: Inventory;
  /** Name of the project. */
  readonly project: string;
  readonly productVersion: string;
  /** ISO 8601, UTC. */
  readonly now: string;
}

type Property = Readonly<Record<'name' | 'value', string>>;

interface Component {
  readonly type: 'library' | 'application' | 'machine-learning-model';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly supplier?: { readonly name: string };
  readonly purl?: string;
  readonly scope?: 'required' | 'excluded';
  readonly modelCard?: Readonly<Record<string, never>>;
  readonly properties: readonly Property[];
  readonly evidence: {
    readonly occurrences: readonly {
      readonly location: string;
      readonly line?: number;
      readonly additionalContext: string;
    }[];
  };
}

type Evidence = InventoryTool['evidence'][number];

/** The document as JSON text. The same inventory gives the same serial number. */
export function renderCycloneDx({ inventory, project, productVersion, now }: BillOfMaterials): string {
  const components = inventory.tools.flatMap(componentsOf);
  const services = inventory.mcpServers.map(serviceOf);
  const digest = sha256(JSON.stringify([project, components, services]));
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: `urn:uuid:${uuidOf(digest)}`,
      version: 1,
      metadata: {
        timestamp: now,
        tools: { components: [{ type: 'application', name: 'handrail', version: productVersion }] },
        component: { type: 'application', 'bom-ref': 'project', name: project },
        properties: inventory.limits.map((limit) => property('limit', limit)),
      },
      components,
      services,
      dependencies: [{ ref: 'project', dependsOn: [...components, ...services].map((part) => part['bom-ref']) }],
    },
    null,
    2,
  )}\n`;
}

/** One component a package and a model; the tool itself where other signs speak of it. */
function componentsOf(tool: InventoryTool): readonly Component[] {
  const packages = grouped(tool, ({ signal }) => signal === 'dependency');
  const models = grouped(tool, ({ signal }) => signal === 'model-id');
  const others = tool.evidence.filter(({ signal }) => signal !== 'dependency' && signal !== 'model-id');
  return [
    ...packages.map(([name, evidence]) => packageOf(tool, name, evidence)),
    ...models.map(([name, evidence]): Component => ({
      type: 'machine-learning-model',
      'bom-ref': `model:${tool.id}/${name}`,
      name,
      supplier: { name: tool.vendor },
      modelCard: {},
      ...shared(tool, evidence),
    })),
    ...(others.length === 0 && packages.length + models.length > 0
      ? []
      : [
          {
            type: 'application' as const,
            'bom-ref': `tool:${tool.id}`,
            name: tool.name,
            supplier: { name: tool.vendor },
            scope: scopeOf(tool),
            ...shared(tool, others),
          },
        ]),
  ];
}

function packageOf(tool: InventoryTool, name: string, evidence: readonly Evidence[]): Component {
  const version = exactVersion(evidence.find((each) => exactVersion(each.version) !== undefined)?.version);
  const purl = packageUrl(evidence[0]?.path ?? '', name, version);
  return {
    type: 'library',
    'bom-ref': purl === undefined ? `package:${tool.id}/${name}` : `${tool.id}:${purl}`,
    name,
    ...(version === undefined ? {} : { version }),
    supplier: { name: tool.vendor },
    ...(purl === undefined ? {} : { purl }),
    scope: scopeOf(tool),
    ...shared(tool, evidence),
  };
}

/** Evidence by what it names, and for packages by where such names come from, in order. */
function grouped(
  tool: InventoryTool,
  isMeant: (evidence: Evidence) => boolean,
): readonly (readonly [string, readonly Evidence[]])[] {
  const groups = new Map<string, { readonly name: string; readonly members: Evidence[] }>();
  for (const each of tool.evidence.filter(isMeant)) {
    const key = packageUrl(each.path, each.value) ?? each.value;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name: each.value, members: [each] });
    else group.members.push(each);
  }
  return Array.from(groups.values(), ({ name, members }) => [name, members] as const);
}

/** CycloneDX knows what is needed to run and what is not. */
function scopeOf({ scope }: InventoryTool): 'required' | 'excluded' {
  return scope === 'dev' || scope === 'docs' ? 'excluded' : 'required';
}

function shared(tool: InventoryTool, evidence: readonly Evidence[]): Pick<Component, 'properties' | 'evidence'> {
  return {
    properties: [
      property('toolId', tool.id),
      property('kind', tool.kind),
      property('status', tool.status),
      property('reason', tool.reason),
      ...(tool.unmet ?? []).map((condition) => property('unmet', condition)),
      ...(tool.instead === undefined ? [] : [property('instead', tool.instead)]),
      property('confidence', tool.confidence),
      property('scope', tool.scope),
    ],
    evidence: {
      occurrences: evidence.map(({ signal, value, path, line }) => ({
        location: path === '' ? (signal === 'git-trailer' ? 'git' : 'editor') : path,
        ...(path === '' ? {} : { line }),
        additionalContext: `${signal} ${value}`,
      })),
    },
  };
}

function serviceOf(server: InventoryMcpServer) {
  const { name, client, transport, command, url, pinned, status, path, line } = server;
  return {
    'bom-ref': `mcp:${path}#${name}@${String(line)}`,
    name,
    ...(url === undefined ? {} : { endpoints: [encodeURI(url)] }),
    properties: [
      property('toolId', client),
      property('mcp.client', client),
      property('mcp.transport', transport),
      ...(command === undefined ? [] : [property('mcp.command', command)]),
      property('mcp.pinned', String(pinned)),
      ...(server.variables ?? []).map((variable) => property('mcp.variable', variable)),
      ...(server.tools ?? []).map((tool) => property('mcp.tool', tool)),
      ...(server.autoApproved ?? []).map((tool) => property('mcp.autoApproved', tool)),
      property('status', status),
      property('location', `${path}:${String(line)}`),
    ],
  };
}

function property(name: string, value: string): Property {
  return { name: `handrail:${name}`, value };
}

/** A version 8 UUID, whose bits are the maker's to choose. Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.8 */
function uuidOf(hex: string): string {
  const digits = `${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17, 32)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
