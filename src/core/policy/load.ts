// From policy texts to the policy in force. Every shell loads policies here and nowhere else.
// A text that does not parse, or that tries to loosen what a layer before it says, is rejected and never opens anything.

import type { Issue } from '../model/errors.ts';
import { sha256 } from '../text/hash.ts';
import { builtinLayer, builtinSource } from './builtin.ts';
import { holds } from './exceptions.ts';
import { findLoosening } from './loosening.ts';
import { inOrder, issueAt, parsePolicy, type ParsedPolicy } from './parse.ts';
import { layerNames, type LayerName, type Policy, type PolicyLayer, type PolicyPreset } from './policy.ts';
import type { PolicyDocument } from './schema.ts';

/** One policy text with the layer it is for. */
export interface PolicySource {
  readonly layer: LayerName;
  /** A path relative to the root, an absolute path, or a URL. */
  readonly source: string;
  /** Decoded. */
  readonly text: string;
  /** SHA-256 of the exact bytes, lower-case hex; absent means that of the text in UTF-8. */
  readonly hash?: string;
}

/** What loading needs to know of the outside. */
export interface LoadContext {
  /** UTC day. */
  readonly today: string;
  /** Groups of the person. */
  readonly groups: readonly string[];
  /** Ids of the catalogue. */
  readonly knownTools: ReadonlySet<string>;
  /** Ids of product rules. */
  readonly knownRules: ReadonlySet<string>;
}

/** A text that does not count. One of its issues at least has severity error. */
export interface RejectedLayer {
  readonly layer: LayerName;
  readonly source: string;
  readonly issues: readonly Issue[];
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly rejected: readonly RejectedLayer[];
}

/** Load the layers, weakest first whatever their order. The built-in text is the company's layer where no managed, organisation or
 *  team text holds. Never throws on bad text.
 *  Codes: those of parsePolicy and findLoosening, policy/ignored-here, policy/stale, policy/exception-over */
export function loadPolicy(sources: readonly PolicySource[], context: LoadContext): LoadedPolicy {
  const ordered = [...sources].sort((one, other) => rankOf(one.layer) - rankOf(other.layer));
  const layers: PolicyLayer[] = [];
  const rejected: RejectedLayer[] = [];
  const issues: Issue[] = [];
  const accept = (source: PolicySource): void => {
    const parsed = parsePolicy(source.text, source.source, source.layer);
    const { document } = parsed;
    if (document === undefined) {
      rejected.push({ layer: source.layer, source: source.source, issues: parsed.issues });
      return;
    }
    const layer = layerOf(source, document, parsed, context.today);
    const loosening = findLoosening(layer, parsed.yaml, layers, context);
    if (loosening.length > 0) {
      rejected.push({ layer: source.layer, source: source.source, issues: inOrder(loosening) });
      return;
    }
    layers.push(withoutForeignPower(layer));
    issues.push(...inOrder([...ignoredHere(layer, parsed), ...ended(document, parsed, context.today)]));
  };
  for (const source of ordered.filter(({ layer }) => isCompany(layer))) accept(source);
  if (layers.length === 0) layers.push(builtinLayer());
  for (const source of ordered.filter(({ layer }) => !isCompany(layer))) accept(source);
  return { policy: policyOf(layers, issues, context.groups), rejected };
}

/** Layers that speak for a company, as against a project or a person. */
export function isCompany(layer: LayerName): boolean {
  return layer !== 'workspace' && layer !== 'user';
}

function rankOf(layer: LayerName): number {
  return layerNames.indexOf(layer);
}

function layerOf(
  { layer, source, text, hash }: PolicySource,
  document: PolicyDocument,
  { places }: ParsedPolicy,
  today: string,
): PolicyLayer {
  const presets: readonly PolicyPreset[] = document.extends?.map(() => builtinLayer()) ?? [];
  const expires = document.metadata?.expires;
  const isStale = expires !== undefined && !holds({ expires }, today);
  return {
    layer,
    source,
    hash: hash ?? sha256(text),
    document,
    places,
    ...(presets.length === 0 ? {} : { presets: presets.slice(0, 1) }),
    state: isStale ? 'stale' : 'active',
  };
}

/** Keys, export targets and addresses come from a company or a person, never from a project's files. */
const workspacePowers = ['trust', 'logging', 'compile', 'training', 'direction'] as const;

function withoutForeignPower(layer: PolicyLayer): PolicyLayer {
  if (layer.layer !== 'workspace') return layer;
  const document: PolicyDocument = { ...layer.document };
  for (const key of workspacePowers) {
    // Reflect, because a key that is there with undefined is not the same as one that is absent.
    Reflect.deleteProperty(document, key);
  }
  if (document.production?.internalDomains !== undefined) {
    document.production = { ...document.production };
    Reflect.deleteProperty(document.production, 'internalDomains');
  }
  return { ...layer, document };
}

function ignoredHere(layer: PolicyLayer, { yaml }: ParsedPolicy): readonly Issue[] {
  if (layer.layer !== 'workspace') return [];
  const ignored: readonly (readonly [pointer: string, what: string])[] = [
    ['/trust', 'Keys'],
    ['/logging/export', 'Targets for exports'],
    ['/logging/privacyNoticeUrl', 'Addresses'],
    ['/compile', 'Settings of other tools'],
    ['/training', 'Addresses'],
    ['/direction', 'Addresses'],
    ['/production/internalDomains', 'Internal domains'],
  ];
  return ignored.flatMap(([pointer, what]) => {
    if (!yaml.places.has(pointer)) return [];
    const message = `${what} are not taken from the files of a project, so this is ignored. Move it to the policy of your company.`;
    return [issueAt(yaml, yaml.keyPlaceOf(pointer), 'policy/ignored-here', message, { severity: 'warning' })];
  });
}

function ended(document: PolicyDocument, { yaml }: ParsedPolicy, today: string): readonly Issue[] {
  const issues: Issue[] = [];
  const expires = document.metadata?.expires;
  if (expires !== undefined && !holds({ expires }, today)) {
    const message = `This policy was meant to be renewed by ${expires}. It still holds; ask its owner for a newer one.`;
    issues.push(issueAt(yaml, yaml.placeOf('/metadata/expires'), 'policy/stale', message, { severity: 'warning' }));
  }
  document.exceptions?.forEach((exception, index) => {
    if (exception.expires >= today.slice(0, 10)) return;
    const place = yaml.placeOf(`/exceptions/${String(index)}/expires`);
    const message = `The exception ${exception.id} ended on ${exception.expires} and does not count any more. Remove it, or have it approved anew.`;
    issues.push(issueAt(yaml, place, 'policy/exception-over', message, { severity: 'warning' }));
  });
  return issues;
}

function policyOf(layers: readonly PolicyLayer[], issues: readonly Issue[], groups: readonly string[]): Policy {
  const files = layers.filter(({ layer }) => layer !== 'builtin');
  const speaker =
    (['organisation', 'managed', 'team', 'builtin'] as const)
      .map((name) => layers.find(({ layer }) => layer === name))
      .find((layer) => layer !== undefined) ?? layers[0];
  const metadata = speaker?.document.metadata;
  const hashes = files.map(({ hash = '' }) => hash);
  return {
    layers,
    name: metadata?.name ?? speaker?.source ?? builtinSource,
    version: metadata?.version ?? '',
    serial: metadata?.serial ?? null,
    hash: hashes.length > 1 ? sha256(hashes.join('\n')) : (hashes[0] ?? null),
    groups,
    issues,
  };
}
