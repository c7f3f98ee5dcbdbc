// What all layers together say at one path of the policy, folded by the merge strategy of each field. explain.ts and show.ts call it.
// It is for people: verdicts about tools, servers and rules are asked of decide.ts, which folds the same way by construction.

import { ruleSeverities, type PolicyReference } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import { pointerStep } from '../text/yaml-document.ts';
import type { MergeStrategy } from './fields.ts';
import { commonDomains } from './internal-domains.ts';
import { layerVerdict, speakersOf, type Listing } from './listing.ts';
import { modes, verdicts, type Verdict } from './ladders.ts';
import type { LayerName, Policy, PolicyLayer } from './policy.ts';
import { factsAt, schemaPathOf } from './schema-walk.ts';
import { isRecord } from '../text/parsed-value.ts';

/** One layer's word on a path. */
export interface Statement {
  readonly layer: LayerName;
  /** `builtin:recommended`, a path or a URL. */
  readonly source: string;
  readonly value: unknown;
  /** Absent only for texts without places. */
  readonly place?: PolicyReference;
  /** Why it says less than its line. */
  readonly because?: string;
}

export interface Effective {
  /** Undefined when no layer says anything. */
  readonly value: unknown;
  /** The statement that made the value what it is; absent when several did. */
  readonly decidedBy?: Statement;
  /** All statements, weakest layer first; within a layer its own before its presets'. */
  readonly statements: readonly Statement[];
}

/** Steps of a path: keys, and ids (or positions) of list entries. */
export type Steps = readonly string[];

/** What holds at a path. */
export function effectiveAt(policy: Policy, steps: Steps): Effective {
  const perLayer = policy.layers
    .map((layer) => statementsOf(layer, steps))
    .filter((statements) => statements.length > 0);
  const statements = perLayer.flat();
  if (statements.length === 0) return { value: undefined, statements };
  const strategy = factsAt(schemaPathOf(steps))?.merge;
  const values = statements.map(({ value }) => value);
  if (values.some(isRecord)) {
    if (strategy === 'own-layer') return { ...chosen(statements[0]), statements };
    const value = foldGroup(policy, steps, values);
    return { value, ...(statements.length === 1 ? decided(statements[0]) : {}), statements };
  }
  if (values.some(Array.isArray)) {
    const value = foldLists(policy, steps, strategy, perLayer);
    return { value, ...(statements.length === 1 ? decided(statements[0]) : {}), statements };
  }
  // Inside a layer its own word wins over its presets'.
  const words = perLayer.flatMap(([first]) => (first === undefined ? [] : [first]));
  return { ...chosen(foldScalars(policy, strategy, words)), statements };
}

/** Ids of the data classes of all layers, from open to secret; a class that only a lower layer knows comes last. */
export function classOrder(policy: Policy): readonly string[] {
  const classes = policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document }) => document.data?.classes ?? []);
  return [...new Set(classes.map(({ id }) => id))];
}

function statementsOf(layer: PolicyLayer, steps: Steps): readonly Statement[] {
  return speakersOf(layer).flatMap((speaker) => {
    const found = resolve(speaker.document, steps);
    if (found === undefined || found.value === undefined) return [];
    const place = speaker.places[found.pointer];
    return [
      { layer: layer.layer, source: speaker.source, value: found.value, ...(place === undefined ? {} : { place }) },
    ];
  });
}

function resolve(root: unknown, steps: Steps): { readonly value: unknown; readonly pointer: string } | undefined {
  let value = root;
  let pointer = '';
  for (const step of steps) {
    if (Array.isArray(value)) {
      const index = indexOf(value, step);
      if (index < 0) return undefined;
      value = value[index];
      pointer += `/${String(index)}`;
    } else if (isRecord(value) && Object.hasOwn(value, step)) {
      value = value[step];
      pointer += pointerStep(step);
    } else return undefined;
  }
  return { value, pointer };
}

/** Position of a list entry by its id, its text, or its number. */
function indexOf(list: readonly unknown[], step: string): number {
  const named = list.findIndex((entry) => nameOf(entry) === step);
  if (named >= 0 || !/^\d+$/.test(step)) return named;
  return Number(step) < list.length ? Number(step) : -1;
}

function foldGroup(policy: Policy, steps: Steps, values: readonly unknown[]): Record<string, unknown> {
  const keys = new Set(values.filter(isRecord).flatMap((value) => Object.keys(value)));
  const entries = [...keys]
    .map((key) => [key, effectiveAt(policy, [...steps, key]).value] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

function foldLists(
  policy: Policy,
  steps: Steps,
  strategy: MergeStrategy | undefined,
  perLayer: readonly (readonly Statement[])[],
): readonly unknown[] {
  const listOf = ({ value }: Statement): readonly unknown[] => (Array.isArray(value) ? value : [value]);
  const all = perLayer.flat().flatMap(listOf);
  // Where one word of a layer counts, its own wins over its presets'.
  const own = perLayer.flatMap(([first]) => (first === undefined ? [] : [listOf(first)]));
  switch (strategy) {
    case 'by-id': {
      const ids = [...new Set(all.map(nameOf))].filter((id) => id !== undefined);
      return ids.map((id) => effectiveAt(policy, [...steps, id]).value);
    }
    case 'by-entry':
      return distinct(all.filter((entry) => isInForce(policy, steps, entry)));
    case 'intersection':
      return (own[0] ?? []).filter((entry) => own.every((list) => list.some((each) => isSame(each, entry))));
    case 'common-domains':
      return commonDomains(own.map((list) => list.filter((each) => typeof each === 'string')));
    case 'nearest':
      return own.at(-1) ?? [];
    case 'first':
    case 'own-layer':
      return own[0] ?? [];
    case 'union':
    case 'by-key':
    case 'strictest-verdict':
    case 'strictest-mode':
    case 'highest-severity':
    case 'highest-class':
    case 'smallest':
    case 'largest':
    case 'any':
    case 'every':
    case undefined:
      return distinct(all);
  }
}

/** Whether no other layer is stricter about what an entry of `allow`, `ask` or `deny` names. */
function isInForce(policy: Policy, steps: Steps, entry: unknown): boolean {
  const verdict = verdicts.find((each) => each === steps.at(-1));
  const name = nameOf(entry);
  if (verdict === undefined || name === undefined) return true;
  const section = steps.slice(0, -1);
  return policy.layers.every((layer) => {
    const said = layerVerdict<unknown>(
      layer,
      (document) => listingAt(document, section),
      '',
      (each) => matchesName(name, nameOf(each) ?? ''),
    );
    return said === undefined || verdicts.indexOf(said.verdict) <= verdicts.indexOf(verdict);
  });
}

function listingAt(document: unknown, section: Steps): Listing<unknown> | undefined {
  const value = resolve(document, section)?.value;
  if (!isRecord(value)) return undefined;
  const list = (name: Verdict): readonly unknown[] | undefined =>
    Array.isArray(value[name]) ? value[name] : undefined;
  return {
    default: verdicts.find((each) => each === value['default']),
    allow: list('allow'),
    ask: list('ask'),
    deny: list('deny'),
  };
}

function foldScalars(
  policy: Policy,
  strategy: MergeStrategy | undefined,
  words: readonly Statement[],
): Statement | undefined {
  const highest = (ladder: readonly unknown[]): Statement | undefined =>
    best(words, (one, other) => ladder.indexOf(one) > ladder.indexOf(other));
  switch (strategy) {
    case 'strictest-verdict':
      return highest(verdicts);
    case 'strictest-mode':
      return highest(modes);
    case 'highest-severity':
      return highest(ruleSeverities);
    case 'highest-class':
      return highest(classOrder(policy));
    case 'smallest':
      return best(words, (one, other) => one < other);
    case 'largest':
      return best(words, (one, other) => one > other);
    case 'any':
      return words.find(({ value }) => value === true) ?? words[0];
    case 'every':
      return words.find(({ value }) => value === false) ?? words[0];
    case 'nearest':
      return words.at(-1);
    case 'first':
    case 'own-layer':
    case 'by-key':
    case 'by-id':
    case 'by-entry':
    case 'union':
    case 'intersection':
    case 'common-domains':
    case undefined:
      return words[0];
  }
}

type Comparable = string | number;

function best(
  words: readonly Statement[],
  beats: (one: Comparable, other: Comparable) => boolean,
): Statement | undefined {
  return words.reduce<Statement | undefined>(
    (found, each) => (found === undefined || beats(each.value as Comparable, found.value as Comparable) ? each : found),
    undefined,
  );
}

function chosen(statement: Statement | undefined): { readonly value: unknown; readonly decidedBy?: Statement } {
  return { value: statement?.value, ...decided(statement) };
}

function decided(statement: Statement | undefined): { readonly decidedBy?: Statement } {
  return statement === undefined ? {} : { decidedBy: statement };
}

/** What an entry of a list goes by. */
export function nameOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  if (!isRecord(entry)) return undefined;
  const name = entry['id'] ?? entry['match'] ?? entry['url'];
  return typeof name === 'string' ? name : undefined;
}

function distinct(entries: readonly unknown[]): readonly unknown[] {
  return entries.filter((entry, index) => entries.findIndex((other) => isSame(other, entry)) === index);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
