// The policy in force at a glance: its layers and what they say together. `policy show` and the editor's page on the policy.

import { effectiveAt } from './effective.ts';
import { layerNames, type LayerName, type Policy, type PolicyLayer } from './policy.ts';
import { factsAt, keysAt } from './schema-walk.ts';
import type { SignatureState } from './signature.ts';
import { ageInWords } from '../text/age-in-words.ts';

/** Shape of one entry of `layers` in `policy show --format json`. */
export interface ShownLayer {
  readonly layer: LayerName;
  readonly source: string;
  /** Null when the text says none, or did not load. */
  readonly name: string | null;
  readonly version: string | null;
  readonly serial: number | null;
  /** Of the text that holds; of the one that was refused where none does. */
  readonly signature: SignatureState;
  readonly state: 'active' | 'rejected' | 'stale' | 'last-known-good';
  /** UTC day of release, where the text says one. */
  readonly issued?: string;
  /** For fetched policies: when this was last known to be the newest, and how many hours ago. ISO 8601. */
  readonly checkedAt?: string;
  readonly ageHours?: number;
  /** Where it is written for a newer version of the product. */
  readonly partiallyUnderstood?: true;
}

/** Shape of `policy show --format json`. */
export interface ShownPolicy {
  readonly layers: readonly ShownLayer[];
  /** What all layers say together; sections nobody speaks of are absent. */
  readonly effective: Readonly<Record<string, unknown>>;
}

/** A layer whose newest text did not load. */
export interface RejectedForShow {
  readonly layer: LayerName;
  readonly source: string;
  /** Whether an earlier version of it holds meanwhile. */
  readonly lastGoodHolds?: boolean;
  readonly signature?: SignatureState;
}

/** When fetched policies were last known to be the newest, by source, and when this is. ISO 8601. */
export interface Freshness {
  readonly checkedAt: ReadonlyMap<string, string>;
  readonly now: string;
}

/** What is in force, weakest layer first; layers that did not load are listed with their state. */
export function showPolicy(policy: Policy, rejected: readonly RejectedForShow[], freshness?: Freshness): ShownPolicy {
  const held = new Set(rejected.filter(({ lastGoodHolds }) => lastGoodHolds === true).map(({ source }) => source));
  const active = policy.layers.map((layer) => shown(layer, held.has(layer.source), freshness));
  const missing = rejected
    .filter(({ source }) => !policy.layers.some((layer) => layer.source === source))
    .map(({ layer, source, signature = 'not-required' }): ShownLayer => {
      const nothing = { name: null, version: null, serial: null };
      return { layer, source, ...nothing, signature, state: 'rejected' };
    });
  const rank = ({ layer }: ShownLayer): number => layerNames.indexOf(layer);
  return {
    layers: [...active, ...missing].toSorted((one, other) => rank(one) - rank(other)),
    effective: effectivePolicy(policy),
  };
}

/** The policy in force in lines for people: one a layer, one a section. */
export interface ShownLines {
  readonly title: string;
  readonly layers: readonly string[];
  readonly sections: readonly { readonly name: string; readonly summary: string }[];
}

/** What `policy show` and the editor's page say. */
export function shownLines(policy: Policy, { layers, effective }: ShownPolicy): ShownLines {
  return {
    title: `${policy.name}${policy.version === '' ? '' : ` ${policy.version}`}`,
    layers: layers.map(layerInWords),
    sections: Object.entries(effective).map(([name, value]) => ({ name, summary: summary(value) })),
  };
}

/** `policy show` for people. Ends with a line break. */
export function renderShown(policy: Policy, shownPolicy: ShownPolicy): string {
  const { title, layers, sections } = shownLines(policy, shownPolicy);
  return [
    `Policy in force: ${title}`,
    '',
    'Layers, each of which can only tighten those above it:',
    ...layers.map((line) => `  ${line}`),
    '',
    'What they say together:',
    ...sections.map(({ name, summary: words }) => `  ${name.padEnd(12)}  ${words}`),
    '',
    'Ask for one part: handrail policy explain PATH, such as tools.default',
    '',
  ].join('\n');
}

/** One line on a layer. */
export function layerInWords(shown: ShownLayer): string {
  const { layer, source, name, version, serial, signature, state, issued, ageHours, partiallyUnderstood } = shown;
  const facts = [
    name === null || name === source ? source : `${name} (${source})`,
    version === null ? undefined : `version ${version}`,
    serial === null ? undefined : `serial ${String(serial)}`,
    signature === 'not-required' ? undefined : signatureInWords[signature],
    inWords[state],
    ageHours === undefined
      ? issued === undefined
        ? undefined
        : `issued ${issued}`
      : `looked up ${ageInWords(ageHours)}`,
    partiallyUnderstood === true ? 'partially understood: update Handrail' : undefined,
  ];
  return `${layer.padEnd(12)}  ${facts.filter((fact) => fact !== undefined).join(', ')}`;
}

const signatureInWords: Readonly<Record<Exclude<SignatureState, 'not-required'>, string>> = {
  valid: 'signed by a trusted key',
  invalid: 'its signature is wrong',
  missing: 'not signed',
};

function shown(policyLayer: PolicyLayer, isHeld: boolean, freshness: Freshness | undefined): ShownLayer {
  const { layer, source, document, state, signature, partial } = policyLayer;
  const { metadata } = document;
  const checkedAt = freshness?.checkedAt.get(source);
  const ageMs = checkedAt === undefined ? 0 : Date.parse(freshness?.now ?? '') - Date.parse(checkedAt);
  return {
    layer,
    source,
    name: metadata?.name ?? null,
    version: metadata?.version ?? null,
    serial: layer === 'builtin' ? null : (metadata?.serial ?? null),
    signature: signature ?? 'not-required',
    state: isHeld ? 'last-known-good' : (state ?? 'active'),
    ...(metadata?.issued === undefined ? {} : { issued: metadata.issued }),
    ...(checkedAt === undefined ? {} : { checkedAt, ageHours: Math.max(0, Math.floor(ageMs / 3_600_000)) }),
    ...(partial === undefined ? {} : { partiallyUnderstood: partial }),
  };
}

/** Sections fold as wholes; what speaks of its own layer only is left out. */
function effectivePolicy(policy: Policy): Readonly<Record<string, unknown>> {
  const sections = keysAt([]).flatMap((key) => {
    if (factsAt([key])?.merge === 'own-layer') return [];
    const { value } = effectiveAt(policy, [key]);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(sections);
}

const inWords: Readonly<Record<ShownLayer['state'], string>> = {
  active: 'in force',
  rejected: 'did not load and does not count',
  stale: 'past its date, still in force',
  'last-known-good': 'its newest version cannot be used; the last good one holds',
};

function summary(value: unknown): string {
  if (Array.isArray(value)) return counted(value.length, 'entry', 'entries');
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([key, each]: [string, unknown]) =>
    Array.isArray(each)
      ? `${key}: ${counted(each.length, 'entry', 'entries')}`
      : typeof each === 'object' && each !== null
        ? key
        : `${key}: ${short(String(each))}`,
  );
  return parts.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
