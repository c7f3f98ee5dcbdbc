// Changes to Kubernetes manifests: locks, ceilings and questions for each container, an encrypted front door, a gentle release.
// Templates of Helm are left alone: what they become is only known when they are filled in.

import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { FileEdit, TextEdit } from '../../model/edit.ts';
import { filesLike } from '../look.ts';
import {
  createAtRootUnlessThere,
  modify,
  nothing,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from '../scaffolds/scaffold.ts';
import { insertInMap, mapAt, textAt, yamlDocuments } from './yaml-places.ts';

const manifests = /\.ya?ml$/;
const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout']);
const longRunning = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

type Change = (text: string, root: YAMLMap, kind: string) => readonly TextEdit[];

/** Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const hardenedEdit = manifestEdit(
  'sec-workload-hardened',
  (text, root, kind) =>
    containersOf(root, kind)
      .filter((container) => !container.has('securityContext'))
      .flatMap((container) =>
        insert(text, container, [
          'securityContext:',
          '  allowPrivilegeEscalation: false',
          '  readOnlyRootFilesystem: true',
          '  capabilities:',
          '    drop: [ALL]',
        ]),
      ),
  'If the app writes files, mount an emptyDir volume at that folder.',
);

/** Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const resourcesEdit = manifestEdit(
  'rel-resource-limits',
  (text, root, kind) =>
    containersOf(root, kind)
      .filter((container) => !container.has('resources'))
      .flatMap((container) =>
        insert(text, container, [
          'resources:',
          '  requests:',
          '    cpu: 100m',
          '    memory: 128Mi',
          '  limits:',
          '    memory: 512Mi',
        ]),
      ),
  'These are first guesses. Look after a day at what it really uses, and set twice that as the limit.',
);

/** Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/ */
export const probesEdit = manifestEdit(
  'rel-probes',
  (text, root, kind) =>
    !longRunning.has(kind)
      ? []
      : containersOf(root, kind).flatMap((container) => {
          const port = firstPort(container);
          const lines = [
            ...(container.has('readinessProbe')
              ? []
              : [
                  'readinessProbe:',
                  '  httpGet:',
                  '    path: /healthz',
                  `    port: ${String(port)}`,
                  '  periodSeconds: 10',
                ]),
            ...(container.has('livenessProbe')
              ? []
              : [
                  'livenessProbe:',
                  '  tcpSocket:',
                  `    port: ${String(port)}`,
                  '  initialDelaySeconds: 15',
                  '  periodSeconds: 20',
                ]),
          ];
          return lines.length === 0 || port === undefined ? [] : insert(text, container, lines);
        }),
  'The app must answer at /healthz; "readiness fix obs-health-address" adds that.',
);

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export const gentleReleaseEdit = manifestEdit('dep-gentle-release', (text, root, kind) => {
  const spec = mapAt(root, 'spec');
  return kind !== 'Deployment' || spec === undefined || spec.has('strategy')
    ? []
    : insert(text, spec, [
        'strategy:',
        '  type: RollingUpdate',
        '  rollingUpdate:',
        '    maxUnavailable: 0',
        '    maxSurge: 1',
      ]);
});

/** Source: https://kubernetes.io/docs/concepts/services-networking/ingress/#tls */
export const encryptedDoorEdit = manifestEdit(
  'sec-https-enforced',
  (text, root, kind) => {
    if (kind !== 'Ingress') return [];
    const annotations = mapAt(root, 'metadata', 'annotations');
    const redirects = (annotations?.items ?? []).flatMap((pair): readonly TextEdit[] => {
      const isOff =
        isScalar(pair.key) &&
        String(pair.key.value).endsWith('ssl-redirect') &&
        isScalar(pair.value) &&
        String(pair.value.value) === 'false';
      return isOff && isScalar(pair.value) && pair.value.range
        ? [{ startOffset: pair.value.range[0], endOffset: pair.value.range[1], newText: '"true"' }]
        : [];
    });
    const spec = mapAt(root, 'spec');
    const rules: unknown = spec?.get('rules', true);
    const hosts = isSeq(rules) ? rules.items.flatMap((rule) => (isMap(rule) ? (textAt(rule, 'host') ?? []) : [])) : [];
    if (spec === undefined || spec.has('tls') || hosts.length === 0) return redirects;
    const name = textAt(mapAt(root, 'metadata'), 'name') ?? 'app';
    return [
      ...redirects,
      ...insert(text, spec, ['tls:', `  - hosts: [${hosts.join(', ')}]`, `    secretName: ${name}-tls`]),
    ];
  },
  'A certificate must be in that secret; where cert-manager runs, add the annotation cert-manager.io/cluster-issuer with the name your platform team gives you.',
);

/** A second copy when it is busy, and never none at all.
 *  Sources: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ , https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const moreCopiesScaffold: Scaffold = {
  checks: ['rel-more-than-one'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    for (const { shownPath } of filesLike(context.facts, manifests)) {
      const text = await context.read(shownPath);
      for (const document of text === undefined ? [] : yamlDocuments(text)) {
        const root: unknown = document.contents;
        const name =
          isMap(root) && textAt(root, 'kind') === 'Deployment' ? textAt(mapAt(root, 'metadata'), 'name') : undefined;
        const labels: unknown = isMap(root) ? mapAt(root, 'spec', 'selector', 'matchLabels')?.toJSON() : undefined;
        if (name === undefined || typeof labels !== 'object' || labels === null) continue;
        const folder = shownPath.slice(0, shownPath.lastIndexOf('/') + 1);
        return planOf(
          createAtRootUnlessThere(context.facts, `${folder}${name}-copies.yaml`, copies(name, labels)),
          `Add the file to what is applied (kubectl apply, kustomization.yaml), and take "replicas" out of ${shownPath}: two would fight over it.`,
        );
      }
    }
    return nothing;
  },
};

function copies(name: string, labels: object): string {
  return `# At least two copies, more when they are busy, and never fewer than one during maintenance.
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  minAvailable: 1
  selector:
    matchLabels:
${Object.entries(labels)
  .map(([key, value]) => `      ${key}: ${JSON.stringify(value)}`)
  .join('\n')}
`;
}

function manifestEdit(checkId: string, change: Change, ...afterwards: readonly string[]): Scaffold {
  return {
    checks: [checkId],
    kind: 'edit',
    async plan(context: FixContext): Promise<FixPlan> {
      const edits: FileEdit[] = [];
      for (const { shownPath } of filesLike(context.facts, manifests)) {
        const text = await context.read(shownPath);
        if (text === undefined || !/^kind:/m.test(text)) continue;
        const changes = yamlDocuments(text).flatMap((document) => {
          const root: unknown = document.contents;
          const kind = isMap(root) && root.has('apiVersion') ? textAt(root, 'kind') : undefined;
          return isMap(root) && kind !== undefined ? change(text, root, kind) : [];
        });
        edits.push(...modify(shownPath, text, changes));
      }
      return planOf(edits, ...afterwards);
    },
  };
}

function containersOf(root: YAMLMap, kind: string): readonly YAMLMap[] {
  if (!workloadKinds.has(kind)) return [];
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
  const containers: unknown = mapAt(root, ...path)?.get('containers', true);
  return isSeq(containers) ? containers.items.filter((item) => isMap(item)) : [];
}

function firstPort(container: YAMLMap): number | undefined {
  const ports: unknown = container.get('ports', true);
  const [first] = isSeq(ports) ? ports.items : [];
  const port: unknown = isMap(first) ? first.get('containerPort') : undefined;
  return typeof port === 'number' ? port : undefined;
}

function insert(text: string, map: YAMLMap, lines: readonly string[]): readonly TextEdit[] {
  const edit = insertInMap(text, map, lines);
  return edit === undefined ? [] : [edit];
}
