// From policy texts to the policy in force. Every shell loads policies here and nowhere else.
// A text that does not parse, or that tries to loosen what a layer before it says, is rejected and never opens anything.

import type { Issue } from '../model/errors.ts';
import { sha256 } from '../text/hash.ts';
import { withAnnounced, type Announcement } from './announced-keys.ts';
import { builtinLayer, builtinSource } from './builtin.ts';
import { holds } from './exceptions.ts';
import { ignoredHere, withoutForeignPower } from './foreign-power.ts';
import { presetExceptions } from './forbidden-exceptions.ts';
import { findLoosening } from './loosening.ts';
import { inOrder, issueAt, parsePolicy, type ParsedPolicy } from './parse.ts';
import { layerNames, type LayerName, type Policy, type PolicyLayer } from './policy.ts';
import { presetsOf, type Presets, type ReadParent } from './presets.ts';
import type { PolicyDocument } from './schema.ts';
import { weighSignature, type SignatureState, type SignatureVerdict, type Trust } from './signature.ts';
import { lastDayOf, termIssues } from './terms.ts';
import { compareVersions } from './versions.ts';
import { productVersion } from '../version.ts';

/** One policy text with the layer it is for. */
export interface PolicySource {
  readonly layer: LayerName;
  /** A path relative to the root, an absolute path, or a URL. */
  readonly source: string;
  /** Decoded. */
  readonly text: string;
  /** The exact bytes, over which a signature is made; absent means the text in UTF-8. */
  readonly bytes?: Uint8Array;
  /** SHA-256 of the exact bytes, lower-case hex; absent means that of the text in UTF-8. */
  readonly hash?: string;
  /** Text of the signature file beside it; absent when there is none. */
  readonly signature?: string;
  /** It is still being written: its author signs last. Only for tools of authors; what is in force is never a draft. */
  readonly isDraft?: true;
  /** Why the shell could not have the text; it is rejected with these. */
  readonly refused?: readonly Issue[];
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
  /** Stands for the person in rings by percent: the same from day to day. Never leaves the machine. */
  readonly actor?: string;
  /** Reads files and addresses that `extends` names; absent means that none can be read here. */
  readonly readParent?: ReadParent;
  /** Keys that the machine trusts, beside those of managed policies. */
  readonly trust?: Trust;
  /** Policies that announced further keys, by the source whose later versions these sign; oldest first. */
  readonly announcements?: ReadonlyMap<string, readonly Announcement[]>;
  /** Lowest serial that still counts, by source. */
  readonly lowestSerials?: ReadonlyMap<string, number>;
  /** UTC day up to which somebody else's clock confirms this machine's, by source: what a policy loosens when it is past its date is not
   *  loosened by a clock alone. */
  readonly confirmedDays?: ReadonlyMap<string, string>;
}

/** A text that does not count. One of its issues at least has severity error. */
export interface RejectedLayer {
  readonly layer: LayerName;
  readonly source: string;
  readonly issues: readonly Issue[];
  /** Where the signature is the reason, or was right all the same. */
  readonly signature?: SignatureState;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly rejected: readonly RejectedLayer[];
}

/** Load the layers, weakest first whatever their order. The built-in text is the company's layer where no managed, organisation or
 *  team text holds. Never throws on bad text.
 *  Codes: those of parsePolicy, presetsOf and findLoosening, policy/unsigned, policy/bad-signature, policy/replayed,
 *  policy/newer-client, policy/ignored-here, policy/stale, policy/exception-over, policy/exception-ends-soon */
export function loadPolicy(sources: readonly PolicySource[], context: LoadContext): LoadedPolicy {
  const ordered = [...sources].sort((one, other) => rankOf(one.layer) - rankOf(other.layer));
  const layers: PolicyLayer[] = [];
  const rejected: RejectedLayer[] = [];
  const issues: Issue[] = [];
  const accept = (source: PolicySource): void => {
    const outcome = loadLayer(source, layers, context);
    if ('rejected' in outcome) rejected.push(outcome.rejected);
    else {
      layers.push(outcome.layer);
      issues.push(...outcome.issues);
    }
  };
  for (const source of ordered.filter(({ layer }) => isCompany(layer))) accept(source);
  if (layers.length === 0) layers.push(builtinLayer());
  for (const source of ordered.filter(({ layer }) => !isCompany(layer))) accept(source);
  return { policy: policyOf(layers, issues, context), rejected };
}

type LoadedLayer =
  { readonly layer: PolicyLayer; readonly issues: readonly Issue[] } | { readonly rejected: RejectedLayer };

/** One text, in the order in which nothing unchecked is read further: signature over the bytes, shape, serial, parents, loosening. */
function loadLayer(source: PolicySource, before: readonly PolicyLayer[], context: LoadContext): LoadedLayer {
  const reject = (issues: readonly Issue[], signature?: SignatureState): LoadedLayer => ({
    rejected: {
      layer: source.layer,
      source: source.source,
      issues: inOrder(issues),
      ...(signature === undefined ? {} : { signature }),
    },
  });
  if (source.refused !== undefined) return reject(source.refused);
  const signature = signatureOf(source, before, context);
  if ('because' in signature) return reject([unsigned(source, signature)], signature.state);
  const parsed = parsePolicy(source.text, source.source, source.layer, { forRun: true });
  const { document } = parsed;
  if (document === undefined) return reject(parsed.issues, signature.state);
  const replayed = replay(document, parsed, context);
  if (replayed !== undefined) return reject([replayed], signature.state);
  const parents = presetsOf(parsed, source.layer, context.readParent ?? cannotRead);
  if (parents.issues.length > 0) return reject(parents.issues, signature.state);
  const layer = withoutForeignPower(layerOf(source, parsed, document, parents, signature, context));
  const loosening = [
    ...findLoosening(layer, parsed.yaml, before, context),
    ...presetExceptions(parents.presets, before),
  ];
  if (loosening.length > 0) return reject(loosening, signature.state);
  const issues = [...parsed.issues, ...newerClient(layer, parsed), ...ignoredHere(layer, parsed.yaml)];
  return {
    layer,
    issues: inOrder([...issues, ...termIssues(document, parsed.yaml, context.today)]),
  };
}

const cannotRead: ReadParent = (reference) => ({
  problem: `"${reference.kind === 'url' ? reference.url : reference.path}" cannot be read from here. Take what is needed into this file.`,
});

/** Layers whose text must be signed once a key is trusted. What is managed is protected by its place, and a project or a person can
 *  only tighten. */
function mustBeSigned(layer: LayerName): boolean {
  return layer === 'organisation' || layer === 'team';
}

/** What the signature of a text is worth, after the layers before it: managed ones bring keys. */
export function signatureOf(
  source: PolicySource,
  before: readonly PolicyLayer[],
  context: LoadContext,
): SignatureVerdict {
  if (!mustBeSigned(source.layer) || source.isDraft === true) return { state: 'not-required' };
  const trust = trustAfter(before, context);
  const bytes = source.bytes ?? new TextEncoder().encode(source.text);
  const verdict = weighSignature(bytes, source.signature, trust, context.today);
  const announcements = context.announcements?.get(source.source);
  // What was announced has to be read first, so it is asked about last.
  return verdict.state === 'invalid' && announcements !== undefined
    ? weighSignature(bytes, source.signature, withAnnounced(trust, announcements, context.today), context.today)
    : verdict;
}

/** Keys that the machine and its managed policies trust. */
export function trustAfter(before: readonly PolicyLayer[], context: LoadContext): Trust {
  const declared = before.flatMap(({ layer, document }) =>
    layer === 'managed' && document.trust !== undefined ? [document.trust] : [],
  );
  return {
    keys: [...(context.trust?.keys ?? []), ...declared.flatMap(({ keys = [] }) => keys)],
    threshold: Math.max(context.trust?.threshold ?? 1, ...declared.map(({ threshold = 1 }) => threshold)),
  };
}

function unsigned({ source }: PolicySource, verdict: SignatureVerdict & { readonly because: string }): Issue {
  const isMissing = verdict.state === 'missing';
  const next = isMissing
    ? `Sign it, and put the signature at ${source}.sig.`
    : 'Have it signed anew, or get the policy again.';
  return {
    code: isMissing ? 'policy/unsigned' : 'policy/bad-signature',
    severity: 'error',
    message: `${verdict.because} ${next}`,
    file: source,
    ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

function replay(document: PolicyDocument, { yaml }: ParsedPolicy, { lowestSerials }: LoadContext): Issue | undefined {
  const lowest = lowestSerials?.get(yaml.file);
  const serial = document.metadata?.serial;
  if (lowest === undefined || (serial ?? -1) >= lowest) return undefined;
  const has = serial === undefined ? 'has no serial' : `has the serial ${String(serial)}`;
  const message = `This policy ${has}, and ${String(lowest)} was in force already, so it is an old one. To go back to an older text, issue it anew with a higher serial.`;
  return issueAt(yaml, yaml.placeOf('/metadata/serial'), 'policy/replayed', message);
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
  { places }: ParsedPolicy,
  document: PolicyDocument,
  { presets }: Presets,
  signature: SignatureVerdict,
  { today, confirmedDays }: LoadContext,
): PolicyLayer {
  const expires = document.metadata?.expires;
  const isStale = expires !== undefined && !holds({ expires }, today);
  const onStale = document.trust?.onStale;
  const confirmed = confirmedDays?.get(source) ?? today;
  const grace = expires === undefined ? undefined : lastDayOf(expires, onStale?.graceDays ?? 0);
  const isPastGrace = grace !== undefined && [today, confirmed].every((day) => !holds({ expires: grace }, day));
  return {
    layer,
    source,
    hash: hash ?? sha256(text),
    document,
    places,
    ...(presets.length === 0 ? {} : { presets: presets.map(({ preset }) => preset) }),
    state: isStale ? 'stale' : 'active',
    ...(isPastGrace && onStale?.then === 'warn_only' ? { modeCap: 'warn' as const } : {}),
    ...(signature.state === 'valid' ? { signature: 'valid' as const } : {}),
    ...(isForNewer(document) ? { partial: true as const } : {}),
  };
}

function isForNewer({ metadata }: PolicyDocument): boolean {
  const wanted = metadata?.minClientVersion;
  return wanted !== undefined && compareVersions(productVersion, wanted) < 0;
}

function newerClient({ document }: PolicyLayer, { yaml }: ParsedPolicy): readonly Issue[] {
  if (!isForNewer(document)) return [];
  const wanted = document.metadata?.minClientVersion ?? '';
  const message = `This policy is written for Handrail ${wanted}, and this is ${productVersion}. It is partially understood: what this version knows holds. Update Handrail.`;
  const place = yaml.placeOf('/metadata/minClientVersion');
  return [issueAt(yaml, place, 'policy/newer-client', message, { severity: 'warning' })];
}

function policyOf(layers: readonly PolicyLayer[], issues: readonly Issue[], context: LoadContext): Policy {
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
    groups: context.groups,
    ...(context.actor === undefined ? {} : { actor: context.actor }),
    issues,
  };
}
