// What the policy in force says of a tool, a server, a rule. Every layer is asked by itself and the strictest answer holds,
// so that no layer can open what another closes (docs/decisions/0002-strictest-verdict.md). Scanner, inventory and readiness ask here.

import type { AiTool, Catalog } from '../catalog/catalog.ts';
import type { McpServerUse, PolicyReference, Rule, RuleSeverity, Severity } from '../model/finding.ts';
import { ruleSeverities } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import { allVerdicts, speakersOf, type LayerVerdict } from './listing.ts';
import { modes, verdicts, type Mode } from './ladders.ts';
import type { LayerName, Policy, PolicyLayer, RuleStanding, ToolDecision } from './policy.ts';
import { allowEntries, canSanction, clearedClasses, isAllowed } from './data-classes.ts';
import { capped, ringCap, type Person } from './rings.ts';
import { commandMatches, urlMatches } from './server-match.ts';
import type { PolicyRule, ServerEntry, ToolEntry } from './schema.ts';
import { satisfies } from './versions.ts';

/** Where and when something is used. */
export interface PlaceOfUse {
  /** Posix, relative to the root. */
  readonly path: string;
  /** UTC day. */
  readonly today: string;
  /** Version or range as declared, when one is seen. */
  readonly version?: string;
  /** Classes of data the project works with, when it declares them. */
  readonly dataClasses?: readonly string[];
}

/** What the policy says of a tool. Never throws; a tool nobody lists is `unknown`, or `unsanctioned` where the default says deny. */
export function toolDecision(policy: Policy, tool: AiTool | { readonly id: string }, at: PlaceOfUse): ToolDecision {
  const name = 'name' in tool ? tool.name : tool.id;
  const said = toolVerdicts(policy, tool.id);
  const unmet = said.flatMap(({ verdict, entry }) =>
    verdict === 'allow' && entry !== undefined ? unmetConditions(entry, at) : [],
  );
  return decide(policy, said, name, unmet);
}

/** What each layer with an opinion says of a tool. */
export function toolVerdicts(policy: Policy, toolId: string): readonly LayerVerdict<ToolEntry>[] {
  return allVerdicts<ToolEntry>(
    policy,
    ({ tools }) => tools,
    '/tools',
    (entry) => matchesName(toolId, entry.id),
  );
}

/** An MCP server as the policy knows it. */
export type NamedServer = Pick<McpServerUse, 'name' | 'url' | 'command'>;

/** What each layer with an opinion says of an MCP server. An entry with an address or a command is about those; the server's name,
 *  which anybody can choose, counts only where the entry has neither, or where it is denied. */
export function serverVerdicts(policy: Policy, server: NamedServer): readonly LayerVerdict<ServerEntry>[] {
  return allVerdicts<ServerEntry>(
    policy,
    ({ mcpServers }) => mcpServers,
    '/mcpServers',
    (entry, verdict) => serverMatches(server, entry, verdict === 'deny'),
  );
}

/** What the policy says of an MCP server. */
export const mcpDecision: (policy: Policy, server: McpServerUse, at: PlaceOfUse) => ToolDecision = (policy, server) => {
  const said = serverVerdicts(policy, server);
  const mustPin = policy.layers.some((layer) =>
    speakersOf(layer).some(({ document }) => document.mcpServers?.requirePinnedVersions === true),
  );
  const unmet = mustPin && !server.pinned ? ['its command must name an exact version'] : [];
  return decide(policy, said, `The server ${server.name}`, unmet);
};

/** How a rule shows under the policy: mode, severity, and whether anything may silence it.
 *  Source: docs/architecture.md, "Contract" (policy semantics 1 and 4) */
export const ruleStanding: (
  policy: Policy,
  rule: Pick<Rule, 'id' | 'severity'>,
  at: { readonly path: string },
) => RuleStanding = (policy, rule) => {
  const said = policy.layers.map((layer) => layerRule(layer, rule.id, policy));
  const companyHasSaid = policy.layers.some(({ layer }, index) => isRoot(layer) && said[index]?.mode !== undefined);
  const mode = strictestOf(modes, [...said.map((each) => each.mode), companyHasSaid ? undefined : 'warn']) ?? 'warn';
  const suppressible = !said.some(({ waivable }) => waivable === false) && !isLocked(policy, rule.id);
  const severity = ruleSeverityOf(policy, said, rule.severity);
  return { mode, severity: shownAs(severity, mode), suppressible };
};

/** Whether comments of other tools may silence a finding: no, as soon as one layer says so. */
export function foreignMarkersCount(policy: Policy): boolean {
  return !policy.layers.some((layer) => speakersOf(layer).some(({ document }) => document.foreignMarkers === 'deny'));
}

/** A tool that the policy clears by name. */
export interface ClearedTool {
  readonly tool: AiTool;
  readonly reason: string;
  /** Classes it is cleared for; all of them when the entry names none. */
  readonly dataClasses: readonly string[];
  /** Conditions that cannot be seen from here, such as the vendor's plan; [] when there are none. */
  readonly conditions: readonly string[];
  readonly decidedBy?: PolicyReference;
}

/** Tools of the catalogue that the policy allows, in the order of the policy; those with open conditions too. */
export function youMayUse(policy: Policy, catalog: Catalog): readonly ClearedTool[] {
  const at = { path: '', today: '' };
  return catalog.tools
    .flatMap((tool) => {
      const decision = toolDecision(policy, tool, at);
      const entries = allowEntries(policy, tool.id);
      if (entries.length === 0 || (decision.status !== 'sanctioned' && decision.status !== 'conditional')) return [];
      if (!isAllowed(policy, tool.id)) return [];
      const { decidedBy } = decision;
      return [
        {
          tool,
          reason: decision.reason,
          dataClasses: clearedClasses(policy, entries),
          conditions: decision.unmet ?? [],
          ...(decidedBy === undefined ? {} : { decidedBy }),
        },
      ];
    })
    .toSorted((one, other) => placeRank(one.decidedBy) - placeRank(other.decidedBy));
}

/** The tool to offer in place of one that is not cleared: the one the policy names, else a sanctioned one of the same kind.
 *  Undefined when there is none. */
export function sanctionedAlternative(policy: Policy, catalog: Catalog, tool: AiTool): AiTool | undefined {
  const decision = toolDecision(policy, tool, { path: '', today: '' });
  const named = decision.instead === undefined ? undefined : catalog.tool(decision.instead);
  if (named !== undefined && isAllowed(policy, named.id)) return named;
  const cleared = youMayUse(policy, catalog).filter(({ tool: each }) => each.id !== tool.id && each.kind === tool.kind);
  return (cleared.find(({ conditions }) => conditions.length === 0) ?? cleared[0])?.tool;
}

/** The strictest of some values on a ladder, laxest first; undefined when nobody says anything. */
export function strictestOf<T extends string>(ladder: readonly T[], values: readonly (T | undefined)[]): T | undefined {
  return ladder[Math.max(-1, ...values.map((value) => (value === undefined ? -1 : ladder.indexOf(value))))];
}

/** Whether a lock of some layer covers a rule: `rules`, `rules.<id>`, or the section the rule is about (`tools.deny`). */
export function isLocked(policy: Policy, ruleId: string): boolean {
  return policy.layers.some((layer) => lockOn(layer, ruleId) !== undefined);
}

/** The lock of one layer that covers a rule; undefined when none does. */
export function lockOn(layer: PolicyLayer, ruleId: string): string | undefined {
  const sections = [...(lockedSections[ruleId] ?? []), ...(lockedSections[`${ruleId.split('/')[0] ?? ''}/*`] ?? [])];
  return speakersOf(layer)
    .flatMap(({ document }) => document.locked ?? [])
    .find((lock) => lock === 'rules' || matchesName(`rules.${ruleId}`, lock) || sections.includes(lock));
}

/** What one layer says of a rule: its mode under the rings, severity and waivable. A rule's own entry beats the layer's mode. */
export function layerRule(
  layer: PolicyLayer,
  ruleId: string,
  person: Person,
): { readonly mode?: Mode; readonly severity?: RuleSeverity; readonly waivable?: PolicyRule['waivable'] } {
  const speakers = speakersOf(layer);
  const entries = speakers.flatMap(({ document }) => {
    const rules = document.rules?.filter(({ id }) => id === ruleId || (id.includes('*') && matchesName(ruleId, id)));
    return rules?.toSorted((one, other) => other.id.length - one.id.length) ?? [];
  });
  const own = entries.find((entry) => entry.mode !== undefined)?.mode;
  const general = speakers.find(({ document }) => document.mode !== undefined)?.document.mode;
  const severity = entries.find((entry) => entry.severity !== undefined)?.severity;
  const waivable = entries.find((entry) => entry.waivable !== undefined)?.waivable;
  const isFloor = own === 'enforce' && waivable === false;
  const mode = isFloor ? own : capped(capped(own ?? general, ringCap(layer, person)), layer.modeCap);
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(severity === undefined ? {} : { severity }),
    ...(waivable === undefined ? {} : { waivable }),
  };
}

/** Sections whose lock also keeps a product rule from being silenced. Locks of other sections refuse nothing: no exception is from them. */
const lockedSections: Readonly<Record<string, readonly string[]>> = {
  'ai-tool/unsanctioned': ['tools', 'tools.deny', 'tools.default'],
  'ai-tool/conditions-unmet': ['tools', 'tools.allow', 'tools.ask'],
  'ai-tool/*': ['tools'],
  'mcp/unpinned': ['mcpServers.requirePinnedVersions'],
  'mcp/auto-approved': ['agents', 'agents.autoApprove'],
  'mcp/*': ['mcpServers', 'mcpServers.allow', 'mcpServers.ask', 'mcpServers.deny', 'mcpServers.default'],
  'agent-file/skips-approval': ['agents', 'agents.autoApprove'],
  'agent-file/broad-permission': ['agents', 'agents.autoApprove'],
  'data-boundary/*': ['data', 'data.classes', 'data.default', 'data.paths', 'data.repositories'],
};

/** Sections that a lock can keep from being silenced. */
export const lockableSections: readonly string[] = [...new Set(Object.values(lockedSections).flat())];

function decide<Entry extends ToolEntry | ServerEntry>(
  policy: Policy,
  said: readonly LayerVerdict<Entry>[],
  name: string,
  unmet: readonly string[],
): ToolDecision {
  const strictest = strictestOf(
    verdicts,
    said.map(({ verdict }) => verdict),
  );
  const sayers = said.filter(({ verdict }) => verdict === strictest);
  const decisive = sayers.find(({ listed }) => listed) ?? sayers[0];
  const because = decisive?.entry?.reason === undefined ? '' : ` ${sentence(decisive.entry.reason)}`;
  const entry = decisive?.entry;
  const instead = entry !== undefined && 'instead' in entry ? entry.instead : undefined;
  const common = {
    ...(instead === undefined ? {} : { instead }),
    ...(decisive?.place === undefined ? {} : { decidedBy: decisive.place }),
  };
  const isListed = said.some(({ listed }) => listed);
  const open = unmet.length === 0 ? {} : { unmet };
  if (strictest === 'deny') {
    const reason =
      decisive?.listed === true
        ? `${name} is not allowed.`
        : `${name} is not listed, and only listed ones are allowed.`;
    return { status: 'unsanctioned', reason: reason + because, ...common };
  }
  if (strictest === 'ask' && isListed) {
    return { status: 'conditional', reason: `${name}: ask before you use it.${because}`, ...open, ...common };
  }
  const sanctioning = said.some(({ listed, layer }) => listed && canSanction(layer.layer, policy));
  if (strictest === 'allow' && isListed && sanctioning) {
    return unmet.length === 0
      ? { status: 'sanctioned', reason: `${name} is allowed.${because}`, ...common }
      : {
          status: 'conditional',
          reason: `${name} is allowed on conditions: ${unmet.join('; ')}.${because}`,
          unmet,
          ...common,
        };
  }
  const reason = `${name} is not listed in the policy.${strictest === 'ask' ? ' Ask before you use it.' : ''}`;
  return { status: 'unknown', reason, ...open, ...(strictest === 'ask' ? common : {}) };
}

function isRoot(layer: LayerName): boolean {
  return layer === 'builtin' || layer === 'managed' || layer === 'organisation';
}

function unmetConditions(entry: ToolEntry, at: PlaceOfUse): readonly string[] {
  const { versions, plans, modes: ways, dataClasses, account } = entry;
  const unmet: string[] = [];
  if (versions !== undefined) {
    const meets = at.version === undefined ? undefined : satisfies(at.version, versions);
    if (meets === false) unmet.push(`version ${versions} is needed, and ${at.version ?? ''} is declared`);
    if (meets === undefined) unmet.push(`version ${versions} is needed, which cannot be seen from here`);
  }
  if (plans !== undefined) unmet.push(`the plan must be ${plans.join(' or ')}, which cannot be seen from here`);
  if (ways !== undefined) unmet.push(`it is cleared for ${ways.join(' and ')}, and the use cannot be seen from here`);
  if (account !== undefined) unmet.push(`a ${account} account is needed, which cannot be seen from here`);
  const beyond = at.dataClasses?.filter((each) => dataClasses !== undefined && !dataClasses.includes(each)) ?? [];
  if (beyond.length > 0) unmet.push(`it is not cleared for ${beyond.join(', ')} data, which this project works with`);
  return unmet;
}

function serverMatches(server: NamedServer, entry: ServerEntry, isDeny: boolean): boolean {
  const byUrl = entry.url !== undefined && server.url !== undefined && urlMatches(server.url, entry.url);
  const byCommand =
    entry.command !== undefined && server.command !== undefined && commandMatches(server.command, entry.command);
  const namesPlace = entry.url !== undefined || entry.command !== undefined;
  if (byUrl || byCommand) return true;
  return (isDeny || !namesPlace) && matchesName(server.name, entry.id);
}

function ruleSeverityOf(
  policy: Policy,
  said: readonly { readonly severity?: RuleSeverity }[],
  own: RuleSeverity,
): RuleSeverity {
  const rootSays = policy.layers.some(({ layer }, index) => isRoot(layer) && said[index]?.severity !== undefined);
  return strictestOf(ruleSeverities, [...said.map(({ severity }) => severity), rootSays ? undefined : own]) ?? own;
}

function shownAs(severity: RuleSeverity, mode: Mode): Severity | undefined {
  if (mode === 'off') return undefined;
  if (mode === 'audit' || severity === 'low') return 'info';
  return severity === 'medium' ? 'warning' : 'error';
}

function placeRank(place: PolicyReference | undefined): number {
  return place === undefined ? Number.MAX_SAFE_INTEGER : place.line * 1000 + place.column;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
