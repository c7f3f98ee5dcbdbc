// The contract of a sign of the production boundary, and what several signs look at: host names and entrances. Rows are in
// boundary-outside.ts, boundary-likely.ts and boundary-inside.ts; boundary-packages.ts looks for what strangers install.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { hostKind, type HostKind } from './hosts.ts';
import { hitsOf, linesSeen, settingsSeen } from './look.ts';
import { isSample } from './paths.ts';
import { expression } from '../text/expression.ts';

export interface BoundaryContext {
  /** Suffixes of host names that only colleagues reach. */
  readonly internalDomains: readonly string[];
}

export interface BoundarySignal {
  readonly id: string;
  /** Of several signs in one group only the strongest counts. */
  readonly group: string;
  /** Negative when it says that the thing stays inside. */
  readonly score: number;
  readonly plain: string;
  /** It tells what the code is able to do. In an example nobody does it, so there it counts half. */
  readonly isAbility?: true;
  look(facts: Facts, context: BoundaryContext): readonly CheckEvidence[];
}

export const rootManifest = /^package\.json$/;
export const kubernetesFiles = /\.ya?ml$/;
export const composeFiles = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;

/** Evidence whose note ends with a host name of the wanted kind. */
export function withHost(
  seen: readonly CheckEvidence[],
  kinds: readonly HostKind[],
  context: BoundaryContext,
): readonly CheckEvidence[] {
  return seen.filter(
    (evidence) =>
      !isSample(evidence.path) &&
      kinds.includes(hostKind(evidence.note.slice(evidence.note.lastIndexOf(' ') + 1), context.internalDomains)),
  );
}

/** Source: https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site */
export function domainFile(facts: Facts): readonly CheckEvidence[] {
  return linesSeen(
    facts,
    /^(?:(?:public|static|docs)\/)?CNAME$/,
    /^([\w.-]+\.[a-z]{2,24})\s*$/gim,
    'serves the address $1',
  );
}

const saysWhereItRuns = expression('gim')`
  ^[^\n]*\b(?:
    live (?:site|demo|version|app)|deployed (?:at|to)|production(?: url)?(?=\s*(?:is\b|at\b|[:*|]))|
    (?<=\[)(?:production|live)(?: site| app| version)?(?=\]\()|hosted at
  )\b(?!\][^\n]*\bdocs?\.)[^\n]{0,60}?https?://([\w.-]+)
`;

/** Addresses that code, manifests and the README name as their own. */
export function namedAddress(facts: Facts): readonly CheckEvidence[] {
  return [
    ...hitsOf(facts, 'public-address'),
    ...settingsSeen(facts, rootManifest, /^homepage$/, 'it names its own address $1', /^https?:\/\/([\w.-]+)/),
    ...linesSeen(facts, /^mkdocs\.ya?ml$/, /^site_url:\s*["']?https?:\/\/([\w.-]+)/gm, 'it names its own address $1'),
    ...linesSeen(facts, /^README[^/]*$/i, saysWhereItRuns, 'it names its own address $1'),
  ];
}

/** Hosts that Kubernetes documents publish. Source: https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export function ingressHosts(facts: Facts): readonly CheckEvidence[] {
  return facts.kubernetes.flatMap(({ path, hosts }) =>
    hosts.map(({ value, line }) => ({ path, line, note: `publishes ${value}` })),
  );
}

/** Services of type LoadBalancer, for colleagues only or not. */
export function balancers(facts: Facts, internal: boolean): readonly CheckEvidence[] {
  return facts.kubernetes.flatMap(({ path, serviceType, annotations }) => {
    if (serviceType?.value !== 'LoadBalancer') return [];
    const isInternal = [...annotations].some(
      ([name, { value }]) =>
        (/aws-load-balancer-internal|azure-load-balancer-internal/.test(name) && !/^false$/i.test(value)) ||
        (/aws-load-balancer-scheme|load-balancer-type$/.test(name) && /^internal$/i.test(value)),
    );
    const note = internal ? 'a door inside the company network only' : 'opens a public door (LoadBalancer)';
    return isInternal === internal ? [{ path, line: serviceType.line, note }] : [];
  });
}

const publicEntrances = expression()`
  ^(?:
    aws_api_gateway_domain_name|aws_apigatewayv2_domain_name|azurerm_frontdoor\w*|azurerm_cdn\w*|
    vercel_project_domain|google_compute_global_forwarding_rule|google_compute_managed_ssl_certificate
  )$
`;

/** Resources of a Terraform setup that the internet reaches. Values that variables decide count for nothing. */
export function frontDoors(facts: Facts): readonly CheckEvidence[] {
  return facts.terraform.flatMap(({ path, line, type, labels, attributes }) => {
    if (type !== 'resource') return [];
    const kind = labels[0] ?? '';
    const value = (name: string): string | undefined => attributes.get(name)?.value;
    const isOpen =
      publicEntrances.test(kind) ||
      (kind === 'aws_cloudfront_distribution' && /^\[\s*"/.test(value('aliases') ?? '')) ||
      (/^aws_(?:lb|alb|elb)$/.test(kind) && [undefined, 'false'].includes(value('internal'))) ||
      (/^google_cloud_run_\w*iam_(?:member|binding)$/.test(kind) &&
        [value('member'), value('members')].some((who) => who?.includes('"allUsers"'))) ||
      (kind === 'aws_route53_record' && !/internal|private/i.test(value('zone_id') ?? '')) ||
      (kind === 'cloudflare_record' && value('proxied') === 'true');
    return isOpen ? [{ path, line, note: `opens a public front door (${kind})` }] : [];
  });
}
