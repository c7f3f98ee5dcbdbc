// The policy in force at a glance: its layers and what they say together. `policy show` and the editor's page on the policy.

import { effectiveAt } from './effective.ts';
import { layerNames, type LayerName, type Policy, type PolicyLayer } from './policy.ts';
import { factsAt, keysAt } from './schema-walk.ts';

/** Shape of one entry of `layers` in `policy show --format json`. */
export interface ShownLayer {
  readonly layer: LayerName;
  readonly source: string;
  /** Null when the text says none, or did not load. */
  readonly name: string | null;
  readonly version: string | null;
  readonly serial: number | null;
  /** This version trusts no keys yet, so nothing is required. */
  readonly signature: 'valid' | 'invalid' | 'missing' | 'not-required';
  readonly state: 'active' | 'rejected' | 'stale' | 'last-known-good';
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
}

/** What is in force, weakest layer first; layers that did not load are listed with their state. */
export function showPolicy(policy: Policy, rejected: readonly RejectedForShow[]): ShownPolicy {
  const held = new Set(rejected.filter(({ lastGoodHolds }) => lastGoodHolds === true).map(({ source }) => source));
  const active = policy.layers.map((layer) => shown(layer, held.has(layer.source)));
  const missing = rejected
    .filter(({ source }) => !policy.layers.some((layer) => layer.source === source))
    .map(({ layer, source }): ShownLayer => {
      const nothing = { name: null, version: null, serial: null };
      return { layer, source, ...nothing, signature: 'not-required', state: 'rejected' };
    });
  const rank = ({ layer }: ShownLayer): number => layerNames.indexOf(layer);
  return {
    layers: [...active, ...missing].toSorted((one, other) => rank(one) - rank(other)),
    effective: effectivePolicy(policy),
  };
}

/** `policy show` for people. Ends with a line break. */
export function renderShown(policy: Policy, { layers, effective }: ShownPolicy): string {
  const rows = layers.map(({ layer, source, name, version, serial, state }) => {
    const numbers = [version === null ? '' : `version ${version}`, serial === null ? '' : `serial ${String(serial)}`];
    const title = name === null || name === source ? source : `${name} (${source})`;
    return `  ${layer.padEnd(12)}  ${[title, ...numbers.filter((each) => each !== ''), inWords[state]].join(', ')}`;
  });
  const sections = Object.entries(effective).map(([key, value]) => `  ${key.padEnd(12)}  ${summary(value)}`);
  return [
    `Policy in force: ${policy.name}${policy.version === '' ? '' : ` ${policy.version}`}`,
    '',
    'Layers, each of which can only tighten those above it:',
    ...rows,
    '',
    'What they say together:',
    ...sections,
    '',
    'Ask for one part: handrail policy explain PATH, such as tools.default',
    '',
  ].join('\n');
}

function shown({ layer, source, document, state }: PolicyLayer, isHeld: boolean): ShownLayer {
  const { metadata } = document;
  return {
    layer,
    source,
    name: metadata?.name ?? null,
    version: metadata?.version ?? null,
    serial: layer === 'builtin' ? null : (metadata?.serial ?? null),
    signature: 'not-required',
    state: isHeld ? 'last-known-good' : (state ?? 'active'),
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
  'last-known-good': 'does not load any more; its last good version holds',
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
