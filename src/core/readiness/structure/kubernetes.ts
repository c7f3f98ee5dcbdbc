// Kubernetes documents as checks see them: workloads with their containers, doors and alarms. Facts call it once for each YAML text;
// a Helm template is read as far as it goes, and what its values decide stays open.

import { isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import { lineOf } from '../manifests.ts';

/** One container of a workload. `undefined` means not set; `'templated'` that values of a chart decide. Lines are 1-based. */
export interface KubernetesContainer {
  readonly name: string;
  readonly line: number;
  /** Undefined when values of a chart decide. */
  readonly image: string | undefined;
  readonly imageLine: number;
  readonly isInit: boolean;
  readonly readinessProbe: string | undefined;
  readonly livenessProbe: string | undefined;
  readonly startupProbe: string | undefined;
  readonly limitsMemory: boolean | 'templated';
  readonly requestsCpu: boolean | 'templated';
  readonly requestsMemory: boolean | 'templated';
  readonly privilegedLine: number | undefined;
  readonly escalation: boolean | 'templated' | undefined;
  readonly readOnlyRoot: boolean | 'templated' | undefined;
  readonly dropsAll: boolean | 'templated';
  readonly runAsNonRoot: boolean | 'templated' | undefined;
  readonly preStopLine: number | undefined;
  readonly hostPortLine: number | undefined;
}

export interface KubernetesDocument {
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly isTemplated: boolean;
  /** Only of workloads. [] when the document changes another one (a Kustomize patch without images). */
  readonly containers: readonly KubernetesContainer[];
  readonly replicas: { readonly count: number; readonly line: number } | undefined;
  /** `hostNetwork`, `hostPID`, `hostPath` and their lines. */
  readonly hostAccess: readonly { readonly what: string; readonly line: number }[];
  readonly hasClaim: boolean;
  /** Of a strategy that releases in steps; `Recreate` stops everything first. */
  readonly strategyLine: number | undefined;
  /** Host names that an entrance publishes. */
  readonly hosts: readonly { readonly value: string; readonly line: number }[];
  readonly serviceType: { readonly value: string; readonly line: number } | undefined;
  readonly tlsLine: number | undefined;
  readonly annotations: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  readonly ingressClass: { readonly value: string; readonly line: number } | undefined;
}

const workloadKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Rollout',
  'Pod',
]);
const longRunningKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
]);

/** Kinds of which nothing is asked are not parsed: charts bring thousands of lines of definitions along. */
const unread: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'ConfigMap', 'Secret', 'Role', 'ClusterRole']);

const options = {
  schema: 'core',
  logLevel: 'error',
  prettyErrors: false,
  uniqueKeys: false,
  keepSourceTokens: false,
} as const;
const maxDocumentLength = 200_000;

/** Whether a workload runs on and on, so that somebody has to know when it is well. */
export function isLongRunning(document: KubernetesDocument): boolean {
  return longRunningKinds.has(document.kind) || (document.kind === 'Service' && isKnative(document));
}

export function isWorkload(document: KubernetesDocument): boolean {
  return workloadKinds.has(document.kind) || (document.kind === 'Service' && isKnative(document));
}

function isKnative(document: Pick<KubernetesDocument, 'apiVersion'>): boolean {
  return document.apiVersion.startsWith('serving.knative.dev/');
}

/** Parts of a text that look like Kubernetes documents, one by one, so that a caller can pause between them.
 *  Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
export function* readKubernetes(
  text: string,
  path: string,
): Iterable<KubernetesDocument | { readonly malformedLine: number }> {
  if (!/^apiVersion:/m.test(text)) return;
  let firstLine = 1;
  for (const part of text.split(/^---[^\n]*$/m)) {
    const kind = /^kind:[ \t]*["']?(\w+)/m.exec(part)?.[1];
    if (kind !== undefined && /^apiVersion:/m.test(part) && !unread.has(kind) && part.length <= maxDocumentLength) {
      yield readDocument(part, path, firstLine);
    }
    firstLine += lineOf(part, part.length) - 1;
  }
}

function readDocument(
  part: string,
  path: string,
  firstLine: number,
): KubernetesDocument | { readonly malformedLine: number } {
  const isTemplated = part.includes('{{');
  const readable = isTemplated ? withoutTemplates(part) : part;
  const [document] = parseAllDocuments(readable, options) as Document[];
  if (document === undefined || document.errors.length > 0 || !isMap(document.contents)) {
    return { malformedLine: firstLine };
  }
  return new Reading(document.contents, readable, path, firstLine, isTemplated).read();
}

/** Lines that only steer a template go; values become a word. Source: https://helm.sh/docs/chart_template_guide/ */
function withoutTemplates(text: string): string {
  return text
    .replaceAll(/^[ \t]*\{\{-?\s*(?:if|else|end|range|with|define|template|block|\/\*|\$)[^\n]*$/gm, '')
    .replaceAll(/^([ \t]*)\{\{-?([^\n]*)\}\}[ \t]*$/gm, (_, indent: string, inside: string) => {
      const width = /\bn?indent\s+(\d+)/.exec(inside)?.[1];
      return `${width === undefined ? indent : ' '.repeat(Number(width))}${templated}: ${templated}`;
    })
    .replaceAll(/"\{\{[^\n]*?\}\}"|\{\{[^\n]*?\}\}/g, templated);
}

const templated = 'TEMPLATED';

class Reading {
  readonly #root: Node;
  readonly #text: string;
  readonly #path: string;
  readonly #firstLine: number;
  readonly #isTemplated: boolean;

  constructor(root: Node, text: string, path: string, firstLine: number, isTemplated: boolean) {
    this.#root = root;
    this.#text = text;
    this.#path = path;
    this.#firstLine = firstLine;
    this.#isTemplated = isTemplated;
  }

  read(): KubernetesDocument {
    const kind = this.#textAt(['kind']) ?? '';
    const apiVersion = this.#textAt(['apiVersion']) ?? '';
    const isWork = workloadKinds.has(kind) || (kind === 'Service' && isKnative({ apiVersion }));
    const pod = isWork ? podOf(kind) : [];
    const replicas = this.#nodeAt(['spec', 'replicas']);
    const count = isScalar(replicas) && typeof replicas.value === 'number' ? replicas.value : undefined;
    return {
      path: this.#path,
      line: this.#lineOf(this.#root),
      kind,
      apiVersion,
      name: named(this.#nodeAt(['metadata', 'name'])) ?? '',
      isTemplated: this.#isTemplated,
      containers: isWork ? this.#containers(pod) : [],
      replicas: count === undefined ? undefined : { count, line: this.#lineOf(replicas) },
      hostAccess: isWork ? this.#hostAccess(pod) : [],
      hasClaim: isWork && this.#hasClaim(pod),
      strategyLine:
        this.#placedAt(['spec', 'strategy', 'type'])?.value === 'Recreate'
          ? undefined
          : this.#lineAt(['spec', 'strategy']),
      hosts: this.#hosts(kind),
      serviceType: kind === 'Service' ? this.#placedAt(['spec', 'type']) : undefined,
      tlsLine: this.#lineAt(['spec', 'tls']),
      annotations: this.#annotations(),
      ingressClass: this.#placedAt(['spec', 'ingressClassName']),
    };
  }

  #containers(pod: readonly string[]): readonly KubernetesContainer[] {
    const podUser = this.#flag(this.#nodeAt([...pod, 'securityContext', 'runAsNonRoot']));
    const podUserId = this.#nodeAt([...pod, 'securityContext', 'runAsUser']);
    return (['containers', 'initContainers'] as const).flatMap((key) =>
      this.#itemsAt([...pod, key]).flatMap((node): readonly KubernetesContainer[] => {
        const image = getIn(node, ['image']);
        const isPatch = image === undefined && !this.#isTemplated;
        if (isPatch) return [];
        return [this.#container(node, key === 'initContainers', podUser ?? isPositive(podUserId))];
      }),
    );
  }

  #container(node: Node, isInit: boolean, podUser: boolean | 'templated' | undefined): KubernetesContainer {
    const image = getIn(node, ['image']);
    const security = getIn(node, ['securityContext']);
    const isOpen = isTemplatedNode(security);
    const resources = getIn(node, ['resources']);
    const has = (...path: string[]): boolean | 'templated' =>
      isTemplatedNode(resources) || isTemplatedNode(getIn(node, ['resources', path[0] ?? '']))
        ? 'templated'
        : getIn(node, ['resources', ...path]) !== undefined;
    const flag = (...path: string[]): boolean | 'templated' | undefined =>
      isOpen ? 'templated' : this.#flag(getIn(node, ['securityContext', ...path]));
    const privileged = getIn(node, ['securityContext', 'privileged']);
    const userId = isPositive(getIn(node, ['securityContext', 'runAsUser']));
    return {
      name: named(getIn(node, ['name'])) ?? 'the container',
      line: this.#lineOf(node),
      image: textOf(image)?.includes(templated) === true ? undefined : textOf(image),
      imageLine: this.#lineOf(image ?? node),
      isInit,
      readinessProbe: this.#shape(getIn(node, ['readinessProbe'])),
      livenessProbe: this.#shape(getIn(node, ['livenessProbe'])),
      startupProbe: this.#shape(getIn(node, ['startupProbe'])),
      limitsMemory: has('limits', 'memory'),
      requestsCpu: has('requests', 'cpu'),
      requestsMemory: has('requests', 'memory'),
      privilegedLine: this.#flag(privileged) === true ? this.#lineOf(privileged) : undefined,
      escalation: flag('allowPrivilegeEscalation'),
      readOnlyRoot: flag('readOnlyRootFilesystem'),
      dropsAll: isOpen
        ? 'templated'
        : itemsOf(getIn(node, ['securityContext', 'capabilities', 'drop'])).some((item) =>
            /^all$/i.test(textOf(item) ?? ''),
          ),
      runAsNonRoot: flag('runAsNonRoot') ?? userId ?? podUser,
      preStopLine: this.#lineOfOptional(getIn(node, ['lifecycle', 'preStop'])),
      hostPortLine: this.#lineOfOptional(
        itemsOf(getIn(node, ['ports'])).flatMap((port) => getIn(port, ['hostPort']) ?? [])[0],
      ),
    };
  }

  #hostAccess(pod: readonly string[]): KubernetesDocument['hostAccess'] {
    const flags = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((what) => {
      const node = this.#nodeAt([...pod, what]);
      return this.#flag(node) === true ? [{ what, line: this.#lineOf(node) }] : [];
    });
    const paths = this.#itemsAt([...pod, 'volumes']).flatMap((volume) => {
      const node = getIn(volume, ['hostPath']);
      // A path that values give is the choice of whoever installs the chart.
      const isOpen = textOf(getIn(volume, ['hostPath', 'path'])) === templated;
      return node === undefined || isOpen ? [] : [{ what: 'hostPath', line: this.#lineOf(node) }];
    });
    return [...flags, ...paths];
  }

  #hasClaim(pod: readonly string[]): boolean {
    return (
      this.#nodeAt(['spec', 'volumeClaimTemplates']) !== undefined ||
      this.#itemsAt([...pod, 'volumes']).some((volume) => getIn(volume, ['persistentVolumeClaim']) !== undefined)
    );
  }

  #hosts(kind: string): KubernetesDocument['hosts'] {
    const placed = (node: Node | undefined): KubernetesDocument['hosts'] => {
      const value = textOf(node);
      return value === undefined || value.includes(templated) ? [] : [{ value, line: this.#lineOf(node) }];
    };
    switch (kind) {
      case 'Ingress':
        return this.#itemsAt(['spec', 'rules']).flatMap((rule) => placed(getIn(rule, ['host'])));
      case 'HTTPRoute':
      case 'GRPCRoute':
      case 'TLSRoute':
        return this.#itemsAt(['spec', 'hostnames']).flatMap(placed);
      case 'VirtualService':
        return this.#itemsAt(['spec', 'hosts']).flatMap(placed);
      case 'Gateway':
        return [
          ...this.#itemsAt(['spec', 'listeners']).flatMap((listener) => placed(getIn(listener, ['hostname']))),
          ...this.#itemsAt(['spec', 'servers']).flatMap((server) => itemsOf(getIn(server, ['hosts'])).flatMap(placed)),
        ];
      case 'IngressRoute':
        return this.#itemsAt(['spec', 'routes']).flatMap((route) => {
          const match = getIn(route, ['match']);
          return Array.from((textOf(match) ?? '').matchAll(/Host\(`([^`]+)`/g), (host) => ({
            value: host[1] ?? '',
            line: this.#lineOf(match),
          }));
        });
      case 'Certificate':
      case 'ManagedCertificate':
        return [...this.#itemsAt(['spec', 'dnsNames']), ...this.#itemsAt(['spec', 'domains'])].flatMap(placed);
      default:
        return [];
    }
  }

  #annotations(): KubernetesDocument['annotations'] {
    const node = this.#nodeAt(['metadata', 'annotations']);
    const found = new Map<string, { readonly value: string; readonly line: number }>();
    if (!isMap(node)) return found;
    for (const { key, value } of node.items) {
      const name = textOf(key as Node);
      if (name !== undefined) found.set(name, { value: textOf(value as Node) ?? '', line: this.#lineOf(key as Node) });
    }
    return found;
  }

  /** A value as one comparable text; undefined when it is not set. */
  #shape(node: Node | undefined): string | undefined {
    return node === undefined ? undefined : JSON.stringify(isScalar(node) ? node.value : node.toJSON());
  }

  #flag(node: Node | undefined): boolean | 'templated' | undefined {
    if (isTemplatedNode(node)) return 'templated';
    return isScalar(node) && typeof node.value === 'boolean' ? node.value : undefined;
  }

  #placedAt(path: readonly string[]): { readonly value: string; readonly line: number } | undefined {
    const node = this.#nodeAt(path);
    const value = textOf(node);
    return value === undefined ? undefined : { value, line: this.#lineOf(node) };
  }

  #textAt(path: readonly string[]): string | undefined {
    return textOf(this.#nodeAt(path));
  }

  #nodeAt(path: readonly string[]): Node | undefined {
    return getIn(this.#root, path);
  }

  #itemsAt(path: readonly string[]): readonly Node[] {
    return itemsOf(this.#nodeAt(path));
  }

  #lineAt(path: readonly string[]): number | undefined {
    return this.#lineOfOptional(this.#nodeAt(path));
  }

  #lineOfOptional(node: Node | undefined): number | undefined {
    return node === undefined ? undefined : this.#lineOf(node);
  }

  #lineOf(node: Node | undefined): number {
    return this.#firstLine + lineOf(this.#text, node?.range?.[0] ?? 0) - 1;
  }
}

function podOf(kind: string): readonly string[] {
  if (kind === 'Pod') return ['spec'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  return ['spec', 'template', 'spec'];
}

function getIn(node: Node | undefined, path: readonly string[]): Node | undefined {
  let at: unknown = node;
  for (const key of path) at = isMap(at) ? at.get(key, true) : undefined;
  return isMap(at) || isSeq(at) || isScalar(at) ? at : undefined;
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return isSeq(node) ? (node.items as Node[]) : [];
}

function textOf(node: Node | undefined): string | undefined {
  const value: unknown = isScalar(node) ? node.value : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A name that is written out; undefined when a chart makes it. */
function named(node: Node | undefined): string | undefined {
  const text = textOf(node);
  return text?.includes(templated) === true ? undefined : text;
}

/** Set by the values of a chart: the word that stands for a template, or a map that one fills. */
function isTemplatedNode(node: Node | undefined): boolean {
  if (isScalar(node)) return node.value === templated;
  return isMap(node) && node.has(templated);
}

function isPositive(node: Node | undefined): true | undefined {
  return isScalar(node) && typeof node.value === 'number' && node.value > 0 ? true : undefined;
}
