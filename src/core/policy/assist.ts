// Help while a policy file is edited: what may be typed here, what a field means, and what is wrong. The editor calls it; offsets are in
// UTF-16 code units of the text it is given.

import type { Catalog } from '../catalog/catalog.ts';
import type { Issue } from '../model/errors.ts';
import type { Rule } from '../model/finding.ts';
import { pointerSteps, readYaml, type YamlDocument } from '../text/yaml-document.ts';
import { lintText } from './lint.ts';
import type { LayerName } from './policy.ts';
import { choicesAt, factsAt, keysAt, shapeAt } from './schema-walk.ts';
import { typedPlaceAt } from './typed-path.ts';

/** What is known beside the text. */
export interface AssistContext {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** UTC day. */
  readonly today: string;
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
  ];
  return lines.length === 1 ? undefined : { markdown: lines.join('\n\n'), startOffset, endOffset };
}

/** What is wrong or doubtful in a text, in its order. */
export function diagnosePolicy(text: string, file: string, layer: LayerName, context: AssistContext): readonly Issue[] {
  return lintText(text, file, layer, {
    today: context.today,
    knownTools: new Set(context.catalog.tools.map(({ id }) => id)),
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

/** What is written after a key: the value follows on the line, or below it. */
function suffixOf(path: readonly string[]): string {
  return shapeAt(path) === 'plain' ? ' ' : '';
}

function quoted(word: string): string {
  return /^[\w./][\w./ -]*$/.test(word) ? word : JSON.stringify(word);
}

/** The innermost key or plain value around an offset. */
function fieldAt(
  yaml: YamlDocument,
  offset: number,
): { readonly steps: readonly string[]; readonly startOffset: number; readonly endOffset: number } | undefined {
  let best: { readonly steps: readonly string[]; readonly startOffset: number; readonly endOffset: number } | undefined;
  for (const [pointer, value] of yaml.places) {
    if (pointer === '') continue;
    for (const { startOffset, endOffset } of [yaml.keyPlaceOf(pointer), value]) {
      if (offset < startOffset || offset > endOffset) continue;
      if (best !== undefined && best.endOffset - best.startOffset <= endOffset - startOffset) continue;
      best = { steps: pointerSteps(pointer), startOffset, endOffset };
    }
  }
  return best;
}

function wordsOnId(written: string, { catalog, rules }: AssistContext): string | undefined {
  const id = written.replace(/^["']|["']$/g, '');
  const tool = catalog.tool(id);
  if (tool !== undefined) return `${tool.name} (${tool.vendor}), [${tool.homepage}](${tool.homepage})`;
  return rules.find((rule) => rule.id === id)?.plain;
}
