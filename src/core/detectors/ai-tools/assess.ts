// What the policy says of the AI tools and MCP servers that were seen in one document. The scanner's judge calls it.
// Suppression comes later; nothing here reads the text.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import {
  evidenceScopes,
  type Confidence,
  type EvidenceScope,
  type Finding,
  type McpServerUse,
  type Rule,
  type Severity,
  type ToolEvidence,
} from '../../model/finding.ts';
import type { Policy, ToolDecision } from '../../policy/policy.ts';
import type { ScannedDocument } from '../../scanner/scanned-document.ts';

import { mcpDecision, ruleStanding, sanctionedAlternative, toolDecision } from '../../policy/decide.ts';
import { sha256 } from '../../text/hash.ts';
import { toolFixTitles } from './fixes.ts';
import {
  conditionsUnmet,
  plainHttpServer,
  serverConditionsUnmet,
  unknownServer,
  unknownTool,
  unpinnedServer,
  unsanctionedServer,
  unsanctionedTool,
} from './rules.ts';

/** One finding for each tool that is not cleared, at its strongest place, with all its signs below; and one for each trouble with a
 *  server. What documentation mentions is no finding. [] when everything is cleared.
 *  @param today  UTC day at which clearances are weighed */
export function toolFindings(
  scanned: ScannedDocument,
  policy: Policy,
  catalog: Catalog,
  today: string,
): readonly Finding[] {
  if (scanned.toolEvidence.length === 0 && scanned.mcpServers.length === 0) return [];
  const at = { path: scanned.path, today };
  const byTool = new Map<string, ToolEvidence[]>();
  for (const evidence of scanned.toolEvidence) {
    if (evidence.scope === 'docs') continue;
    const sameTool = byTool.get(evidence.toolId);
    if (sameTool === undefined) byTool.set(evidence.toolId, [evidence]);
    else sameTool.push(evidence);
  }
  return [
    ...[...byTool].flatMap(([toolId, evidence]) => {
      const tool = catalog.tool(toolId);
      if (tool === undefined) return [];
      const version = evidence.find((each) => each.version !== undefined)?.version;
      const decision = toolDecision(policy, tool, { ...at, ...(version === undefined ? {} : { version }) });
      const instead = decision.instead ?? alternativeTo(tool, decision, policy, catalog);
      return toolFinding(tool, evidence, decision, instead, policy, catalog);
    }),
    ...scanned.mcpServers.flatMap((server) => serverFindings(server, mcpDecision(policy, server, at), policy)),
  ];
}

/** Weighing the whole catalogue costs more than a finding: one answer for each tool under a policy. */
const alternatives = new WeakMap<Policy, Map<string, AiTool | undefined>>();

function alternativeTo(tool: AiTool, { status }: ToolDecision, policy: Policy, catalog: Catalog): string | undefined {
  if (status === 'sanctioned') return undefined;
  const known = alternatives.get(policy) ?? new Map<string, AiTool | undefined>();
  alternatives.set(policy, known);
  if (!known.has(tool.id)) known.set(tool.id, sanctionedAlternative(policy, catalog, tool));
  return known.get(tool.id)?.id;
}

function toolFinding(
  tool: AiTool,
  evidence: readonly ToolEvidence[],
  decision: ToolDecision,
  instead: string | undefined,
  policy: Policy,
  catalog: Catalog,
): readonly Finding[] {
  const rule = ruleForTool(tool, decision, policy);
  const ordered = [...evidence].sort(strongestFirst);
  const [first] = ordered;
  if (rule === undefined || first === undefined) return [];
  const standing = ruleStanding(policy, rule, { path: first.path });
  if (standing.severity === undefined) return [];
  const scope = evidenceScopes.find((each) => evidence.some((sign) => sign.scope === each)) ?? 'docs';
  const severity = first.confidence === 'low' ? 'info' : loweredFor(scope, standing.severity);
  const alternative = instead === undefined ? undefined : catalog.tool(instead);
  const finding: Finding = {
    ruleId: rule.id,
    kind: rule.kind,
    severity,
    confidence: first.confidence,
    path: first.path,
    region: first.region,
    message: [
      sentence(decision.reason),
      ...scopeSentence[scope],
      ...unmetSentence(decision),
      alternative === undefined ? wayOutOf(rule) : `Use ${alternative.name} instead: it is cleared.`,
    ].join(' '),
    preview: first.value,
    fingerprint: sha256(`${rule.id}\0${first.fingerprint}`),
    toolId: tool.id,
    status: decision.status,
    evidence: ordered,
    fixes: [],
    ...(instead === undefined ? {} : { instead }),
    ...(decision.decidedBy === undefined ? {} : { decidedBy: decision.decidedBy }),
  };
  return [{ ...finding, fixes: toolFixTitles(finding, catalog) }];
}

/** What another package brings along is somebody else's choice; what only development uses meets no customer's data. */
function loweredFor(scope: EvidenceScope, severity: Severity): Severity {
  if (scope === 'direct') return severity;
  return scope === 'dev' && severity === 'error' ? 'warning' : 'info';
}

const scopeSentence: Readonly<Record<EvidenceScope, readonly string[]>> = {
  direct: [],
  transitive: ['Another package brings it along.'],
  dev: ['It is used in development and tests.'],
  docs: ['Documentation mentions it.'],
};

/** What sends nothing away by itself (conventions, protocols, local helpers) is a finding only where the policy names it. */
function ruleForTool(tool: AiTool, decision: ToolDecision, policy: Policy): Rule | undefined {
  switch (decision.status) {
    case 'sanctioned':
      return undefined;
    case 'unsanctioned':
      return tool.egress === 'none' && isByDefault(decision, policy) ? undefined : unsanctionedTool;
    case 'conditional':
      return conditionsUnmet;
    case 'unknown':
      return tool.egress === 'cloud' || tool.egress === 'both' ? unknownTool : undefined;
  }
}

function isByDefault({ decidedBy }: ToolDecision, policy: Policy): boolean {
  return policy.layers
    .flatMap((layer) => [layer, ...(layer.presets ?? [])])
    .some(({ places }) => {
      const place = places['/tools/default'];
      return place?.file === decidedBy?.file && place?.line === decidedBy?.line && place?.column === decidedBy?.column;
    });
}

function serverFindings(server: McpServerUse, decision: ToolDecision, policy: Policy): readonly Finding[] {
  const rules = [
    ...ruleForServer(decision),
    ...(server.pinned ? [] : [unpinnedServer]),
    ...(isPlainHttp(server.url) ? [plainHttpServer] : []),
  ];
  return rules.flatMap((rule): readonly Finding[] => {
    const { severity } = ruleStanding(policy, rule, { path: server.path });
    if (severity === undefined) return [];
    const byPolicy = rule !== unpinnedServer && rule !== plainHttpServer;
    return [
      {
        ruleId: rule.id,
        kind: rule.kind,
        severity,
        confidence: 'high',
        path: server.path,
        region: server.region,
        message: byPolicy
          ? [sentence(decision.reason), ...unmetSentence(decision), wayOutOf(rule)].join(' ')
          : `${server.name}: ${rule.plain} ${rule.fix}`,
        preview: server.name,
        fingerprint: sha256(`${rule.id}\0${server.fingerprint}`),
        fixes: [],
        ...(byPolicy ? { status: decision.status } : {}),
        ...(byPolicy && decision.decidedBy !== undefined ? { decidedBy: decision.decidedBy } : {}),
      },
    ];
  });
}

function ruleForServer({ status }: ToolDecision): readonly Rule[] {
  switch (status) {
    case 'sanctioned':
      return [];
    case 'unsanctioned':
      return [unsanctionedServer];
    case 'conditional':
      return [serverConditionsUnmet];
    case 'unknown':
      return [unknownServer];
  }
}

/** Plain http within one machine is nobody else's to read. */
function isPlainHttp(url: string | undefined): boolean {
  return (
    url !== undefined &&
    /^http:\/\/(?!(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)(?:[:/]|$))/i.test(url)
  );
}

/** Conditions that the reason does not name yet. */
function unmetSentence({ unmet, reason }: ToolDecision): readonly string[] {
  const open = (unmet ?? []).filter((condition) => !reason.includes(condition));
  return open.length === 0 ? [] : [`To check: ${open.join('; ')}.`];
}

function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}

function wayOutOf(rule: Rule): string {
  return rule.fix.replace('Use the cleared tool that the message names, or ask', 'Ask');
}

const rank: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/** Order of signs: the surest, then the most direct, then the first. */
export function strongestFirst(a: ToolEvidence, b: ToolEvidence): number {
  return (
    rank[a.confidence] - rank[b.confidence] ||
    evidenceScopes.indexOf(a.scope) - evidenceScopes.indexOf(b.scope) ||
    a.region.startOffset - b.region.startOffset
  );
}
