// The inventory for people: first what they may use, then what is in use, by status. `handrail inventory` prints it.

import type { ToolStatus } from '../model/finding.ts';
import type { Inventory, InventoryMcpServer, InventoryTool } from './inventory.ts';

/** A tool that the policy clears by name. */
export interface OfferedTool {
  readonly name: string;
  readonly reason: string;
  readonly dataClasses: readonly string[];
  readonly conditions: readonly string[];
}

/** More places than this are counted, not listed. */
const shownPlaces = 3;

const headings: Readonly<Record<ToolStatus, string>> = {
  unsanctioned: 'In use, and not cleared',
  conditional: 'In use, with conditions',
  unknown: 'In use, and nobody has decided yet',
  sanctioned: 'In use, and cleared',
};

const order: readonly ToolStatus[] = ['unsanctioned', 'conditional', 'unknown', 'sanctioned'];

/** Plain text, lines end in `\n`.
 *  @param offered  what the policy clears by name; [] says so
 *  @param nameOf   a tool's name by its id; undefined shows the id */
export function renderInventory(
  inventory: Inventory,
  offered: readonly OfferedTool[],
  nameOf: (toolId: string) => string | undefined,
): string {
  const { tools, mcpServers, limits } = inventory;
  const sections = [
    section(
      'You may use',
      offered.length === 0 ? ['  The policy clears no tool by name yet.'] : offered.map(offerLine),
    ),
    ...order.flatMap((status) => {
      const lines = [
        ...tools.filter((tool) => tool.status === status).map((tool) => toolLines(tool, nameOf)),
        ...mcpServers.filter((server) => server.status === status).map(serverLine),
      ];
      return lines.length === 0 ? [] : [section(headings[status], lines)];
    }),
    ...(tools.length + mcpServers.length === 0 ? ['No AI tool was seen in these files.\n'] : []),
    section(
      'What this list cannot know',
      limits.map((limit) => `  ${limit}`),
    ),
  ];
  return sections.join('\n');
}

function section(heading: string, lines: readonly string[]): string {
  return `${[heading, ...lines].join('\n')}\n`;
}

function offerLine({ name, reason, dataClasses, conditions }: OfferedTool): string {
  return [
    `  ${name}: ${reason}`,
    ...(dataClasses.length === 0 ? [] : [`    data it may see: ${dataClasses.join(', ')}`]),
    ...conditions
      .filter((condition) => !reason.includes(condition))
      .map((condition) => `    check first: ${condition}`),
  ].join('\n');
}

function toolLines(tool: InventoryTool, nameOf: (toolId: string) => string | undefined): string {
  const { name, vendor, reason, unmet = [], instead, evidence, scope } = tool;
  const places = evidence.slice(0, shownPlaces).map(({ signal, value, path, line }) => {
    return `    ${path === '' ? (signal === 'git-trailer' ? 'in commits' : 'installed in the editor') : `${path}:${String(line)}`}  ${signal} ${value}`;
  });
  const more = evidence.length - places.length;
  return [
    `  ${name}${vendor === name ? '' : ` (${vendor})`}${scopeWords[scope]}`,
    `    ${reason}`,
    ...unmet.filter((condition) => !reason.includes(condition)).map((condition) => `    to check: ${condition}`),
    ...(instead === undefined ? [] : [`    use instead: ${nameOf(instead) ?? instead}`]),
    ...places,
    ...(more > 0 ? [`    and ${String(more)} more ${more === 1 ? 'place' : 'places'}`] : []),
  ].join('\n');
}

const scopeWords = {
  direct: '',
  transitive: ', brought in by another package',
  dev: ', for development',
  docs: ', in documentation only',
};

function serverLine({ name, client, command, url, pinned, path, line }: InventoryMcpServer): string {
  return [
    `  ${name}, a tool server for ${client}${pinned ? '' : ', without a fixed version'}`,
    `    ${path}:${String(line)}  ${command ?? url ?? ''}`.trimEnd(),
  ].join('\n');
}
