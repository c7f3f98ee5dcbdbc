// Help while a policy file is edited: what may be typed here, what a field means, and what is wrong. The editor calls it; offsets are in
// UTF-16 code units of the text it is given.

import type { Catalog } from '../catalog/catalog.ts';
import { toolKnownBy } from '../catalog/evidence-kind.ts';
import type { Issue } from '../model/errors.ts';
import type { Rule } from '../model/finding.ts';
import { readYaml } from '../text/yaml-document.ts';
import { explainPolicy, type Explanation } from './explain.ts';
import { explainedPath, fieldAt, unquoted } from './field-at.ts';
import { lintText } from './lint.ts';
import type { RejectedLayer } from './load.ts';
import type { LayerName, Policy } from './policy.ts';
import { choicesAt, factsAt, keysAt, shapeAt } from './schema-walk.ts';
import { typedPlaceAt } from './typed-path.ts';

/** What is known beside the text. */
export interface AssistContext {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** UTC day or moment. */
  readonly now: string;
  /** What is in force where the text belongs; absent while it is not known. */
  readonly inForce?: { readonly policy: Policy; readonly rejected: readonly RejectedLayer[] } | undefined;
  /** Files of the workspace, posix and relative to its root, from which patterns are offered. */
  readonly paths?: readonly string[] | undefined;
}

export interface PolicyCompletion {
  readonly label: string;
  readonly insertText: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** Range that the text replaces. */
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface PolicyHover {
  readonly markdown: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

interface Offer {
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: string;
}

/** Keys or values that fit at an offset; [] where anything fits, and in comments. */
export function completePolicy(text: string, offset: number, context: AssistContext): readonly PolicyCompletion[] {
  const place = typedPlaceAt(text, offset);
  if (place === undefined) return [];
  const { path, word } = place;
  const isKey = place.typing === 'key' && shapeAt(path) === 'object';
  const offers = isKey ? keyOffers(path, context) : valueOffers(text, path, context);
  return offers.map((offer) => ({
    ...offer,
    insertText: isKey ? `${quoted(offer.label)}:${suffixOf([...path, offer.label])}` : quoted(offer.label),
    startOffset: offset - word.length,
    endOffset: offset,
  }));
}

/** What the field or id at an offset means; undefined where there is nothing to say. */
export function hoverPolicy(text: string, offset: number, context: AssistContext): PolicyHover | undefined {
  const yaml = readYaml(text, '');
  const found = fieldAt(yaml, offset);
  if (found === undefined) return undefined;
  const { steps, startOffset, endOffset } = found;
  const subject = wordsOnId(text.slice(startOffset, endOffset), context);
  const facts = factsAt(steps);
  const choices = choicesAt(steps);
  const lines = [
    `**${steps.filter((step) => !/^\d+$/.test(step)).join('.')}**`,
    ...(subject === undefined ? [] : [subject]),
    ...(facts === undefined ? [] : [facts.description]),
    ...(choices.length === 0 ? [] : [`One of: ${choices.map((choice) => `\`${choice}\``).join(', ')}`]),
    ...(facts?.enforced === false ? ['_This version reads it and does not act on it yet._'] : []),
    ...wordsOnValue(explainedPath(yaml, steps), context),
  ];
  return lines.length === 1 ? undefined : { markdown: lines.join('\n\n'), startOffset, endOffset };
}

/** What is wrong or doubtful in a text, in its order. */
export function diagnosePolicy(text: string, file: string, layer: LayerName, context: AssistContext): readonly Issue[] {
  return lintText(text, file, layer, {
    now: context.now,
    knownTools: new Set(context.catalog.tools.map(({ id }) => id)),
    knownBy: (kind, name) => toolKnownBy(context.catalog, kind, name),
    knownRules: new Set(context.rules.map(({ id }) => id)),
  });
}

function keyOffers(path: readonly string[], context: AssistContext): readonly Offer[] {
  if (path.length === 1 && path[0] === 'rules') return ruleOffers(context);
  return [...new Set(keysAt(path))].map((key): Offer => {
    const facts = factsAt([...path, key]);
    return {
      label: key,
      ...(facts !== undefined && { documentation: facts.description }),
      ...(facts?.enforced === false && { detail: 'not acted on yet' }),
    };
  });
}

function valueOffers(text: string, path: readonly string[], context: AssistContext): readonly Offer[] {
  const choices = choicesAt(path);
  if (choices.length > 0) return choices.map((label) => ({ label }));
  const [section = ''] = path;
  const key = path.findLast((step) => step !== '*') ?? '';
  const namesTool = section === 'tools' && (key === 'id' || ['allow', 'ask', 'deny'].includes(key));
  if (namesTool || key === 'instead' || key === 'tools') return toolOffers(context);
  if (key === 'dataClasses' || key === 'class' || (section === 'data' && key === 'default')) return classOffers(text);
  if (isGlob(section, key)) return globOffers(context);
  if (key === 'detectors' || key === 'rule' || key === 'rules') return [...tagOffers(context), ...ruleOffers(context)];
  return [];
}

function toolOffers({ catalog }: AssistContext): readonly Offer[] {
  return catalog.tools.map(({ id, name, vendor }) => ({ label: id, detail: `${name}, ${vendor}` }));
}

function ruleOffers({ rules }: AssistContext): readonly Offer[] {
  return rules.map(({ id, title, plain }) => ({ label: id, detail: title, documentation: plain }));
}

function tagOffers({ rules }: AssistContext): readonly Offer[] {
  const tags = [...new Set(rules.flatMap((rule) => rule.tags))].sort();
  return tags.map((label) => ({ label, detail: 'every rule with this tag' }));
}

/** Classes that the text itself declares. */
function classOffers(text: string): readonly Offer[] {
  const value = readYaml(text, '').value as { readonly data?: { readonly classes?: unknown } } | null | undefined;
  const classes = value?.data?.classes;
  if (!Array.isArray(classes)) return [];
  return (classes as readonly { readonly id?: unknown; readonly plain?: unknown }[]).flatMap(({ id, plain }) =>
    typeof id === 'string' ? [{ label: id, ...(typeof plain === 'string' && { detail: plain }) }] : [],
  );
}

function isGlob(section: string, key: string): boolean {
  return key === 'exclude' || key === 'paths' || (section === 'data' && key === 'match');
}

const usualGlobs: readonly Offer[] = [
  { label: '**/.env*', detail: 'settings with keys, in every folder' },
  { label: '**/secrets/**', detail: 'everything in folders named secrets' },
  { label: '**/*.pem', detail: 'keys and certificates' },
];

/** Patterns for the folders and the kinds of files that there are. */
function globOffers({ paths = [] }: AssistContext): readonly Offer[] {
  const folders = new Map<string, number>();
  const endings = new Map<string, number>();
  for (const path of paths) {
    const steps = path.split('/');
    for (let depth = 1; depth < Math.min(steps.length, 4); depth++)
      add(folders, `${steps.slice(0, depth).join('/')}/**`);
    const ending = /[^/.](\.[A-Za-z0-9]{1,8})$/.exec(path)?.[1];
    if (ending !== undefined) add(endings, `**/*${ending}`);
  }
  const counted = (names: ReadonlyMap<string, number>, most: number): readonly Offer[] =>
    [...names]
      .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
      .slice(0, most)
      .map(([label, count]) => ({ label, detail: `${String(count)} ${count === 1 ? 'file' : 'files'} here` }));
  return [...counted(folders, 60), ...counted(endings, 20), ...usualGlobs.filter(({ label }) => !endings.has(label))];
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** What is written after a key: the value follows on the line, or below it. */
function suffixOf(path: readonly string[]): string {
  return shapeAt(path) === 'plain' ? ' ' : '';
}

/** A word as YAML takes it for a text. */
export function quoted(word: string): string {
  return /^[\w./][\w./ -]*$/.test(word) ? word : JSON.stringify(word);
}

function wordsOnId(written: string, { catalog, rules }: AssistContext): string | undefined {
  const id = unquoted(written);
  const tool = catalog.tool(id);
  if (tool !== undefined) return `${tool.name} (${tool.vendor}), [${tool.homepage}](${tool.homepage})`;
  return rules.find((rule) => rule.id === id)?.plain;
}

/** What holds in the end, who says so, and who tried to change it. */
function wordsOnValue(path: string, { inForce, now }: AssistContext): readonly string[] {
  if (inForce === undefined) return [];
  const found = explainPolicy(inForce.policy, path, { rejected: inForce.rejected, now });
  if ('problem' in found || found.trail.length === 0) return [];
  const { trail, attempts = [] } = found;
  return [
    inForceWords(found),
    ...(trail.length > 1
      ? [trail.map((step) => `- ${step.layer}: ${shown(step.value)} (${placeWords(step)})`).join('\n')]
      : []),
    ...(attempts.length > 0
      ? [
          `Tried to change it, without effect:\n\n${attempts.map((each) => `- ${each.layer}, ${placeWords(each)}`).join('\n')}`,
        ]
      : []),
  ];
}

function inForceWords({ value, decidedBy }: Explanation): string {
  if (decidedBy === null) return `**In force:** ${shown(value)}`;
  return `**In force:** ${shown(value)}, set by the ${decidedBy.layer} policy (${placeWords(decidedBy)})`;
}

function placeWords({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${String(line)}`;
}

/** Long values are for "Show effective policy". */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${(text.length > 80 ? `${text.slice(0, 79)}…` : text).replaceAll('`', "'")}\``;
}
