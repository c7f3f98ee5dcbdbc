// From the policies of a machine, a person and a workspace to the one in force: reads, fetches, loads, and remembers what was good.
// Both shells come through here, so that they are under the same policy.

import { userInfo } from 'node:os';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Issue } from '../core/model/errors.ts';
import { newKeys, withAnnounced } from '../core/policy/announced-keys.ts';
import type { Policy, PolicyLayer } from '../core/policy/policy.ts';
import { allRules } from '../core/detectors/registry.ts';
import {
  isCompany,
  loadPolicy,
  signatureOf,
  trustAfter,
  type LoadContext,
  type LoadedPolicy,
  type PolicySource,
  type RejectedLayer,
} from '../core/policy/load.ts';
import { clockCorrectionMs, clockIssue, correctedMoment } from '../core/policy/server-clock.ts';
import { maxExtendsDepth } from '../core/policy/presets.ts';
import { sha256 } from '../core/text/hash.ts';
import { readPolicyLayers, type LayersRequest, type PolicyLayers } from './policy-files.ts';
import { PolicyCache, policyKey } from './policy-cache.ts';
import { PolicyParents } from './policy-parents.ts';
import { takeTurn } from './policy-turn.ts';
import { askForPolicy, freshCopy, type Freshness, type RemotePolicy } from './remote-policy.ts';
import { policyMemory, type PolicyMemory, type RememberedPolicy } from './remembered-policies.ts';

export interface PoliciesRequest extends LayersRequest {
  /** UTC day at which the policies are weighed. */
  readonly today: string;
  /** When this is, whatever day is asked about. ISO 8601. */
  readonly now: string;
  readonly catalog: Catalog;
  readonly freshness: Freshness;
  /** What loaded last, by source: holds in place of what does not load. */
  readonly lastGood?: ReadonlyMap<string, PolicySource>;
}

/** A policy that did not load, and whether its last good version holds meanwhile. */
export interface Rejection extends RejectedLayer {
  readonly lastGoodHolds: boolean;
}

export interface Policies {
  readonly policy: Policy;
  /** The texts that were read, whether or not they loaded. */
  readonly sources: readonly PolicySource[];
  readonly rejected: readonly Rejection[];
  /** When each fetched policy was last known to be the newest, by source. ISO 8601. */
  readonly checkedAt: ReadonlyMap<string, string>;
  /** What to add to this machine's clock to get the time by which terms are weighed; 0 unless it is far off. */
  readonly correctionMs: number;
  /** The company's policy, where it comes from an address; `checkedAt` is missing when the server was never heard. */
  readonly fetched?: { readonly source: string; readonly checkedAt?: string };
  /** Why a managed policy is missed, when one belongs here and there is none. */
  readonly absent?: string;
}

/** Load all layers. @throws Refusal `policy-absent` when there is nothing where `--policy` points */
export async function loadPolicies(request: PoliciesRequest): Promise<Policies> {
  const layers = await readPolicyLayers(request);
  const memory = policyMemory(request.env);
  const { address } = layers;
  if (address === undefined) return loadLayers(request, layers, memory);
  const { freshness, now, env } = request;
  const atHand = memory.recall('organisation', address);
  const copy = freshCopy(atHand, freshness, now);
  if (copy !== undefined) return loadLayers(request, layers, memory, copy);
  // Until what came is in force and kept: who comes next takes it from there.
  return takeTurn(memory.fileOf('organisation', address), async (turn) =>
    loadLayers(request, layers, memory, await askForPolicy(address, { atHand, memory, turn, now, env })),
  );
}

async function loadLayers(
  request: PoliciesRequest,
  layers: PolicyLayers,
  memory: PolicyMemory,
  remote?: RemotePolicy,
): Promise<Policies> {
  const { now } = request;
  const correctionMs = clockCorrectionMs({ now, heard: remote?.serverDate, heardBefore: remote?.before?.serverDate });
  // Who asks about another day does not ask the clock.
  const isNow = now.startsWith(request.today);
  const today = isNow ? correctedMoment(now, correctionMs).slice(0, 10) : request.today;
  const sources = remote === undefined ? layers.sources : [remote.source, ...layers.sources];
  const recalled = recall(sources, memory, remote);
  const lastGood = new Map(request.lastGood);
  for (const [source, { source: text }] of recalled) lastGood.set(source, text);
  const parents = new PolicyParents(request.root ?? '', request.env, layers.paths);
  const context = {
    ...loadContext({ ...request, today }, layers),
    readParent: parents.read,
    lowestSerials: lowestSerials(recalled, remote, layers),
    ...(isNow && { confirmedDays: confirmedDays(remote) }),
    ...announcementsOf(remote),
  };
  const kept = await loadKept(sources, context, { lastGood, parents, request });
  const loaded =
    remote === undefined || correctionMs === 0
      ? kept
      : withIssue(kept, clockIssue(remote.source.source, now, correctionMs));
  const checkedAt = remember(sources, loaded, { memory, remote, now, context });
  return {
    ...loaded,
    sources,
    checkedAt,
    correctionMs,
    ...(remote === undefined ? {} : { fetched: fetchedOf(remote, checkedAt) }),
    ...(layers.absent === undefined ? {} : { absent: layers.absent }),
  };
}

/** The last day that the server of a fetched policy is known to have seen. */
function confirmedDays(remote: RemotePolicy | undefined): ReadonlyMap<string, string> {
  const date = remote?.serverDate ?? remote?.before?.serverDate;
  return new Map(remote === undefined || date === undefined ? [] : [[remote.source.source, date.slice(0, 10)]]);
}

function withIssue<Loaded extends Pick<Policies, 'policy'>>(loaded: Loaded, issue: Issue): Loaded {
  return { ...loaded, policy: { ...loaded.policy, issues: [...loaded.policy.issues, issue] } };
}

function fetchedOf(
  { source: { source } }: RemotePolicy,
  heard: ReadonlyMap<string, string>,
): Policies['fetched'] & object {
  const checkedAt = heard.get(source);
  return { source, ...(checkedAt === undefined ? {} : { checkedAt }) };
}

/** The policy that was kept for these very bytes, else loaded anew and kept. */
async function loadKept(
  sources: readonly PolicySource[],
  context: LoadContext,
  {
    lastGood,
    parents,
    request,
  }: {
    readonly lastGood: ReadonlyMap<string, PolicySource>;
    readonly parents: PolicyParents;
    readonly request: PoliciesRequest;
  },
): Promise<Pick<Policies, 'policy' | 'rejected'>> {
  const cache = new PolicyCache<Rejection>([request.root ?? '', request.named ?? ''], request.env);
  const key = policyKey(sources, context, lastGood);
  const kept = cache.get(key);
  if (kept !== undefined && signaturesHold(kept.policy, sources, lastGood, context)) return kept;
  let loaded = loadSources(sources, context, lastGood);
  for (let round = 0; round <= maxExtendsDepth && (await parents.fetchWanted()); round++) {
    loaded = loadSources(sources, context, lastGood);
  }
  // What could not be fetched may be there next time.
  if (!parents.isShort) cache.set(key, { ...loaded, filesRead: [...parents.filesRead] });
  return loaded;
}

/** Whether every layer that must be signed is, over the bytes as they are now. */
function signaturesHold(
  { layers }: Policy,
  sources: readonly PolicySource[],
  lastGood: ReadonlyMap<string, PolicySource>,
  context: LoadContext,
): boolean {
  return layers.every((layer, index) => {
    const candidates = [sources.find(({ source }) => source === layer.source), lastGood.get(layer.source)];
    const source = candidates.find((each) => each !== undefined && (each.hash ?? sha256(each.text)) === layer.hash);
    if (source === undefined) return layer.layer === 'builtin';
    return !('because' in signatureOf(source, layers.slice(0, index), context));
  });
}

/** What is wrong with a policy file as the layer it would be, without asking for its signature: an author signs last. A project's own
 *  policy is weighed against the layers before it.
 *  @returns errors and warnings, in the order of the text */
export async function checkPolicySource(
  source: PolicySource,
  path: string,
  request: Omit<PoliciesRequest, 'freshness'>,
): Promise<readonly Issue[]> {
  const isCompanys = isCompany(source.layer);
  const before = isCompanys
    ? []
    : (await loadPolicies({ ...request, freshness: { maxAgeMs: Number.MAX_SAFE_INTEGER } })).sources.filter(
        (each) => isCompany(each.layer) && each.source !== source.source,
      );
  const parents = new PolicyParents(request.root ?? '', request.env, [[source.source, path]]);
  const context = {
    ...loadContext(request, { groups: [], trust: { keys: [], threshold: 1 } }),
    readParent: parents.read,
  };
  let loaded = loadPolicy([...before, source], context);
  while (await parents.fetchWanted()) loaded = loadPolicy([...before, source], context);
  const errors = loaded.rejected.filter((each) => each.source === source.source).flatMap(({ issues }) => issues);
  return [...errors, ...loaded.policy.issues.filter(({ file }) => file === source.source)];
}

/** What loading has to know of the outside, without files and memory. */
export function loadContext(
  { today, catalog }: Pick<PoliciesRequest, 'today' | 'catalog'>,
  { groups, trust }: Pick<PolicyLayers, 'groups' | 'trust'>,
): LoadContext {
  return {
    today,
    groups,
    actor: actor(),
    trust,
    knownTools: new Set(catalog.tools.map(({ id }) => id)),
    knownRules: new Set(allRules.map(({ id }) => id)),
  };
}

/** Load the layers; in place of one that does not load, what loaded last holds. */
function loadSources(
  sources: readonly PolicySource[],
  context: LoadContext,
  lastGood: ReadonlyMap<string, PolicySource>,
): { readonly policy: Policy; readonly rejected: readonly Rejection[] } {
  const first = loadPolicy(sources, context);
  const bad = new Set(first.rejected.map(({ source }) => source));
  const substitutes = sources.map(
    (source) => (bad.has(source.source) ? lastGood.get(source.source) : undefined) ?? source,
  );
  const isSubstituted = substitutes.some((source, index) => source !== sources[index]);
  const second: LoadedPolicy = isSubstituted ? loadPolicy(substitutes, context) : first;
  const lost = new Set(second.rejected.map(({ source }) => source));
  return {
    policy: second.policy,
    rejected: [
      ...first.rejected.map((each) => ({ ...each, lastGoodHolds: !lost.has(each.source) })),
      // A layer may loosen the last good version of another one, which the first try did not have.
      ...second.rejected.filter(({ source }) => !bad.has(source)).map((each) => ({ ...each, lastGoodHolds: false })),
    ],
  };
}

function recall(
  sources: readonly PolicySource[],
  memory: PolicyMemory,
  remote: RemotePolicy | undefined,
): ReadonlyMap<string, RememberedPolicy> {
  const recalled = new Map<string, RememberedPolicy>();
  for (const { layer, source } of sources) {
    const found = layer === 'managed' ? memory.recall(layer, source) : undefined;
    if (found !== undefined) recalled.set(source, found);
  }
  if (remote?.before !== undefined) recalled.set(remote.source.source, remote.before);
  return recalled;
}

function lowestSerials(
  recalled: ReadonlyMap<string, RememberedPolicy>,
  remote: RemotePolicy | undefined,
  { minSerial }: PolicyLayers,
): ReadonlyMap<string, number> {
  const lowest = new Map<string, number>();
  for (const [source, { highestSerial }] of recalled) {
    if (highestSerial !== undefined) lowest.set(source, highestSerial);
  }
  if (remote !== undefined && minSerial !== undefined) {
    const { source } = remote.source;
    lowest.set(source, Math.max(minSerial, lowest.get(source) ?? 0));
  }
  return lowest;
}

/** Keep what is managed or fetched and loaded. @returns when each fetched policy was last known to be the newest */
function remember(
  sources: readonly PolicySource[],
  { policy, rejected }: Pick<Policies, 'policy' | 'rejected'>,
  {
    memory,
    remote,
    now,
    context,
  }: {
    readonly memory: PolicyMemory;
    readonly remote: RemotePolicy | undefined;
    readonly now: string;
    readonly context: LoadContext;
  },
): ReadonlyMap<string, string> {
  for (const source of sources) {
    const isRemote = source === remote?.source;
    if (!isRemote && source.layer !== 'managed') continue;
    if (rejected.some((each) => each.source === source.source)) continue;
    // Another process may have kept a newer one by now.
    const before = memory.recall(source.layer, source.source);
    const checkedAt = isRemote ? (remote.checkedAt ?? now) : now;
    const isSame = before?.source.hash === source.hash && before?.source.signature === source.signature;
    if (isSame && (!isRemote || before?.checkedAt === checkedAt)) continue;
    const layer = policy.layers.find((each) => each.source === source.source);
    const serial = layer?.document.metadata?.serial;
    const highest = Math.max(before?.highestSerial ?? -1, serial ?? -1);
    if ((serial ?? -1) < highest) continue;
    memory.remember({
      source,
      checkedAt,
      ...(highest < 0 ? {} : { highestSerial: highest }),
      ...announced(source, layer, before, policy.layers, context),
      ...serverDateOf(isRemote ? remote.serverDate : undefined, before),
      // Stored only now that the policy is in force: a copy that was refused is asked for again.
      ...(isRemote && remote.etag !== undefined ? { etag: remote.etag } : {}),
    });
  }
  return new Map(remote?.checkedAt === undefined ? [] : [[remote.source.source, remote.checkedAt]]);
}

function announcementsOf(remote: RemotePolicy | undefined): Pick<LoadContext, 'announcements'> {
  const announcements = remote?.before?.announcements;
  return remote === undefined || announcements === undefined
    ? {}
    : { announcements: new Map([[remote.source.source, announcements]]) };
}

/** The announcements to keep: those before, and this text when it is signed and names a key that nobody trusts yet. */
function announced(
  source: PolicySource,
  layer: PolicyLayer | undefined,
  before: RememberedPolicy | undefined,
  layers: readonly PolicyLayer[],
  context: LoadContext,
): Pick<RememberedPolicy, 'announcements'> {
  const earlier = before?.announcements ?? [];
  const { bytes, signature, hash } = source;
  const keys = layer?.signature === 'valid' ? (layer.document.trust?.keys ?? []) : [];
  // A text that was weighed before is not weighed again: what is earlier has to be parsed for that.
  const isKnown = earlier.length > 0 && hash === before?.source.hash;
  const names = keys.length > 0 && !isKnown && bytes !== undefined && signature !== undefined;
  if (names && newKeys(withAnnounced(trustAfter(layers, context), earlier, context.today), keys).length > 0) {
    return { announcements: [...earlier, { bytes, signature }] };
  }
  return earlier.length === 0 ? {} : { announcements: earlier };
}

function serverDateOf(
  heard: string | undefined,
  before: RememberedPolicy | undefined,
): Pick<RememberedPolicy, 'serverDate'> {
  const serverDate = heard ?? before?.serverDate;
  return serverDate === undefined ? {} : { serverDate };
}

/** Stands for the person in rings by percent: the same every day and in every window, and of no use to anybody else. */
function actor(): string {
  try {
    return sha256(`handrail-ring\0${userInfo().username}`);
  } catch {
    // Containers may run under a number without a name.
    return sha256('handrail-ring');
  }
}
