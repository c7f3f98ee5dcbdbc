// What the policy asks of readiness: internal domains, allowed remotes and platforms, checks it requires or enforces, length and
// approvers of waivers. Every layer is asked by itself and the strictest answer holds, so a lower layer can only ask for more.

import { tiers, type Tier } from '../model/outcome.ts';
import type { LayerName, Policy } from '../policy/policy.ts';
import { matchesGlob, matchesName } from '../text/glob.ts';
import type { Check } from './check.ts';
import { defaultWaiverDays, type RulingLimits } from './rulings.ts';

export interface ReadinessDemands {
  /** Suffixes of host names that only colleagues reach. Naming one makes the boundary laxer, so a workspace or a user cannot. */
  readonly internalDomains: readonly string[];
  /** Globs of remotes such as `github.com/acme/*`, one list for each layer that has one; a remote must be in all of them. */
  readonly allowedRemotes: readonly (readonly string[])[];
  /** Whether some layer says which platforms are approved. */
  readonly governsPlatforms: boolean;
  /** Platforms that some layer names as approved, for the way out. */
  readonly approvedPlatforms: readonly string[];
  allowsPlatform(id: string): boolean;
  limits(tier: Tier): RulingLimits;
  demand(check: Check): { readonly requiredFrom: Check['requiredFrom']; readonly enforced: boolean };
}

const companyLayers: ReadonlySet<LayerName> = new Set(['builtin', 'managed', 'organisation', 'team']);

/** Read the demands of all layers. */
export function readinessDemands(policy: Policy): ReadinessDemands {
  const documents = policy.layers.map((layer) => layer.document as unknown);
  const company = policy.layers
    .filter(({ layer }) => companyLayers.has(layer))
    .map(({ document }) => document as unknown);
  const approved = documents.map((document) => idsAt(document, ['platforms', 'allow'])).filter((ids) => ids.length > 0);
  const denied = documents.flatMap((document) => idsAt(document, ['platforms', 'deny']));
  return {
    internalDomains: company.flatMap((document) => textsAt(document, ['production', 'internalDomains'])),
    allowedRemotes: documents
      .map((document) => textsAt(document, ['repositories', 'allowedRemotes']))
      .filter((globs) => globs.length > 0),
    governsPlatforms: approved.length > 0 || denied.length > 0,
    approvedPlatforms: [...new Set(approved.flat())],
    allowsPlatform: (id) =>
      !denied.some((pattern) => matchesName(id, pattern)) &&
      approved.every((ids) => ids.some((known) => known === id || known.startsWith(`${id}-`))),
    limits: (tier) => limitsOf(documents, tier),
    demand: (check) => demandOf(documents, check),
  };
}

/** Whether a remote such as `github.com/acme/shop` is one of the company's places. */
export function allowsRemote(demands: ReadinessDemands, remote: string): boolean {
  return demands.allowedRemotes.every((globs) => globs.some((glob) => matchesGlob(remote, glob)));
}

function limitsOf(documents: readonly unknown[], tier: Tier): RulingLimits {
  const days = documents
    .map((document) => valueAt(document, ['production', 'tiers', tier, 'maxWaiverDays']))
    .filter((value) => typeof value === 'number');
  const approvers = documents
    .map((document) => textsAt(document, ['production', 'tiers', tier, 'approvers']))
    .filter((names) => names.length > 0);
  const [first = [], ...others] = approvers;
  return {
    maxWaiverDays: { ...defaultWaiverDays, [tier]: Math.min(defaultWaiverDays[tier], ...days) },
    approvers: first.filter((name) => others.every((names) => names.includes(name))),
  };
}

function demandOf(documents: readonly unknown[], check: Check): ReturnType<ReadinessDemands['demand']> {
  const requiring = tiers.find((tier) =>
    documents.some((document) => textsAt(document, ['production', 'tiers', tier, 'require']).includes(check.id)),
  );
  const enforced = documents.some(
    (document) => valueAt(document, ['production', 'checks', check.id, 'mode']) === 'enforce',
  );
  const asked = requiring ?? (enforced ? 'production' : 'advice');
  return { requiredFrom: earlier(check.requiredFrom, asked), enforced: enforced || requiring !== undefined };
}

function earlier(one: Check['requiredFrom'], other: Check['requiredFrom']): Check['requiredFrom'] {
  const order: readonly Check['requiredFrom'][] = [...tiers, 'advice'];
  return order.indexOf(one) <= order.indexOf(other) ? one : other;
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    document,
  );
}

function textsAt(document: unknown, path: readonly string[]): readonly string[] {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function idsAt(document: unknown, path: readonly string[]): readonly string[] {
  const value = valueAt(document, path);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const id = valueAt(item, ['id']);
    return typeof id === 'string' ? [id] : [];
  });
}
