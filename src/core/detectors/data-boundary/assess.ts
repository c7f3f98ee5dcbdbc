// Data boundary: a document or project of one class of data that uses an AI tool which is not cleared for it. The scanner's judge calls it
// with what the document was found to hold; nothing here reads the text.

import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { Finding, RuleSeverity, ToolEvidence } from '../../model/finding.ts';
import {
  classOfPlace,
  clearanceOf,
  highest,
  limitOf,
  type Clearance,
  type PlacedClass,
  type Surroundings,
} from '../../policy/data-classes.ts';
import { ruleStanding, sanctionedAlternative, youMayUse } from '../../policy/decide.ts';
import { boundariesFor, type OwnRule } from '../../policy/own-rules.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ScannedDocument } from '../../scanner/scanned-document.ts';
import { sha256 } from '../../text/hash.ts';
import { strongestFirst } from '../ai-tools/assess.ts';
import { toolFixTitles } from '../ai-tools/fixes.ts';
import { toolNotCleared } from './rules.ts';

/** Data that a document holds, as its findings say. */
export interface HeldClass {
  readonly id: string;
  /** What was found, in words. */
  readonly title: string;
}

/** What makes a class that of a document. */
type Cause = PlacedClass | (HeldClass & { readonly because: 'found' });

/** One finding for each tool that sends content away and is not cleared for the data here, and each rule that says so.
 *  [] without classes or tools.
 *  @param held  classes of what was found in the document and is not suppressed */
export function boundaryFindings(
  scanned: ScannedDocument,
  held: readonly HeldClass[],
  surroundings: Surroundings,
  policy: Policy,
  catalog: Catalog,
): readonly Finding[] {
  const uses = usesOf(scanned, catalog);
  if (uses.length === 0) return [];
  const placed = classOfPlace(policy, scanned.path, surroundings);
  const found = held.map((each) => ({ ...each, because: 'found' as const }));
  const cause = highest<Cause>(policy, [...(placed === undefined ? [] : [placed]), ...found]);
  if (cause === undefined) return [];
  return uses.flatMap(({ tool, evidence }) => toolCrossing(tool, evidence, cause, policy, catalog));
}

interface Use {
  readonly tool: AiTool;
  readonly evidence: readonly ToolEvidence[];
}

/** Tools that send content away, with their signs; what documentation mentions is no use. */
function usesOf(scanned: ScannedDocument, catalog: Catalog): readonly Use[] {
  const ids = new Set(scanned.toolEvidence.map(({ toolId }) => toolId));
  return [...ids].flatMap((id): readonly Use[] => {
    const tool = catalog.tool(id);
    const evidence = scanned.toolEvidence.filter(({ toolId, scope }) => toolId === id && scope !== 'docs');
    const sendsAway = tool?.egress === 'cloud' || tool?.egress === 'both';
    return tool === undefined || !sendsAway || evidence.length === 0 ? [] : [{ tool, evidence }];
  });
}

function toolCrossing(
  tool: AiTool,
  evidence: readonly ToolEvidence[],
  cause: Cause,
  policy: Policy,
  catalog: Catalog,
): readonly Finding[] {
  const clearance = limitOf(policy, tool.id);
  return boundariesFor(policy, tool.id, cause.id).flatMap((boundary) => {
    const rule = boundary === 'limit' ? undefined : boundary;
    return crossing({ tool, evidence, cause, clearance, rule }, policy, catalog);
  });
}

interface Crossing extends Use {
  readonly cause: Cause;
  readonly clearance: Clearance | undefined;
  readonly rule: OwnRule | undefined;
}

function crossing(
  { tool, evidence, cause, clearance, rule: own }: Crossing,
  policy: Policy,
  catalog: Catalog,
): readonly Finding[] {
  const ordered = [...evidence].sort(strongestFirst);
  const [first] = ordered;
  if (first === undefined) return [];
  const severity = standingSeverity(own, first.path, policy);
  if (severity === undefined) return [];
  const instead = alternativeFor(tool, cause.id, policy, catalog);
  const decidedBy = own?.place ?? clearance?.place;
  const finding: Finding = {
    ruleId: toolNotCleared.id,
    kind: toolNotCleared.kind,
    severity,
    confidence: first.confidence,
    path: first.path,
    region: first.region,
    message: messageOf({ tool, evidence, cause, clearance, rule: own }, instead),
    preview: first.value,
    fingerprint: sha256([toolNotCleared.id, own?.rule.id ?? '', cause.id, first.fingerprint].join('\0')),
    toolId: tool.id,
    dataClass: cause.id,
    evidence: ordered,
    fixes: [],
    ...(own === undefined ? {} : { policyRule: own.rule.id }),
    ...(instead === undefined ? {} : { instead: instead.id }),
    ...(decidedBy === undefined ? {} : { decidedBy }),
  };
  return [{ ...finding, fixes: toolFixTitles(finding, catalog) }];
}

/** Of the product's rule and the policy's own the stricter counts; an own rule says itself how serious it is. */
function standingSeverity(own: OwnRule | undefined, path: string, policy: Policy): Finding['severity'] | undefined {
  const product = ruleStanding(policy, toolNotCleared, { path }).severity;
  if (own === undefined) return product;
  const ownSeverity: RuleSeverity = own.rule.severity ?? toolNotCleared.severity;
  return ruleStanding(policy, { id: own.rule.id, severity: ownSeverity }, { path }).severity;
}

/** Weighing the whole catalogue costs more than a finding: one answer for each tool and class under a policy. */
const alternatives = new WeakMap<Policy, Map<string, AiTool | undefined>>();

function alternativeFor(tool: AiTool, classId: string, policy: Policy, catalog: Catalog): AiTool | undefined {
  const known = alternatives.get(policy) ?? new Map<string, AiTool | undefined>();
  alternatives.set(policy, known);
  const key = `${tool.id}\0${classId}`;
  if (!known.has(key)) known.set(key, findAlternative(tool, classId, policy, catalog));
  return known.get(key);
}

/** A tool that is cleared for the class: the one the policy names for this tool, else one of the same kind, else any. */
function findAlternative(tool: AiTool, classId: string, policy: Policy, catalog: Catalog): AiTool | undefined {
  const fits = (id: string): boolean => id !== tool.id && clearanceOf(policy, id)?.classes.includes(classId) === true;
  const named = sanctionedAlternative(policy, catalog, tool);
  if (named !== undefined && fits(named.id)) return named;
  const offers = youMayUse(policy, catalog).filter((offer) => fits(offer.tool.id));
  return (offers.find((offer) => offer.tool.kind === tool.kind) ?? offers[0])?.tool;
}

function messageOf({ tool, cause, clearance, rule }: Crossing, instead: AiTool | undefined): string {
  const wayOut =
    instead === undefined
      ? 'Take the data out, or ask the owner of the policy which tool is cleared for it.'
      : `Use ${instead.name}: it is cleared for ${cause.id} data.`;
  const template = rule?.rule.message;
  const said =
    template === undefined
      ? `${capital(cause.id)} data must not go to ${tool.name}. ${clearedFor(tool, clearance)}`
      : filledIn(template, { class: capital(cause.id), tool: tool.name, instead: instead?.name });
  const saysWayOut = instead !== undefined && template?.includes('{instead}') === true;
  const more = rule?.rule.remediation === undefined ? [] : [`More: ${rule.rule.remediation}`];
  return [said.trim(), whyOf(cause), ...(saysWayOut ? [] : [wayOut]), ...more].join(' ');
}

function clearedFor(tool: AiTool, clearance: Clearance | undefined): string {
  if (clearance === undefined) return 'The policy does not clear it for any.';
  return `${tool.name} is cleared for ${clearance.classes.join(', ') || 'no'} data.`;
}

/** Sentences that ask for what there is not are left out. */
function filledIn(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template
    .split(/(?<=[.!?])\s+/)
    .filter(
      (sentence) => !Object.keys(values).some((key) => values[key] === undefined && sentence.includes(`{${key}}`)),
    )
    .map((sentence) => sentence.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole))
    .join(' ');
}

function whyOf(cause: Cause): string {
  switch (cause.because) {
    case 'found':
      return `This file holds: ${cause.title}.`;
    case 'declared':
      return `${cause.by === undefined || cause.by === '' ? 'This project' : `The project ${cause.by}`} declares that it works with ${cause.id} data.`;
    case 'repository':
      return `The policy says so of this repository (${cause.by ?? ''}).`;
    case 'path':
      return `The policy says so of this path (${cause.by ?? ''}).`;
    case 'default':
      return `The policy counts everything as ${cause.id} that nothing else is known of.`;
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
