// The check sec-workload-hardened: locks on the containers of Kubernetes workloads.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import { noWorkload } from '../look.ts';
import type { KubernetesContainer } from '../structure/kubernetes.ts';

function missingLocks({ escalation, readOnlyRoot, dropsAll }: KubernetesContainer): readonly string[] {
  return [
    ...(escalation === false ? [] : ['rights may grow']),
    ...(readOnlyRoot === true ? [] : ['its files can be changed']),
    ...(dropsAll === true ? [] : ['keeps capabilities']),
  ];
}

function isTemplated({ escalation, readOnlyRoot, dropsAll }: KubernetesContainer): boolean {
  return escalation === 'templated' || readOnlyRoot === 'templated' || dropsAll === 'templated';
}

function withoutFlag(places: readonly (CheckEvidence & { readonly isOpen: boolean })[]): readonly CheckEvidence[] {
  return places.slice(0, 10).map(({ path, line, note }) => ({ path, line, note }));
}

/** The running container has extra locks on. */
export const secWorkloadHardened: Check = {
  id: 'sec-workload-hardened',
  category: 'Security',
  title: 'The running container has extra locks on',
  plain: 'Simple settings stop an attacker from climbing out of the app.',
  why: 'A container with the rights of its machine, or with a writable root and all capabilities, turns a hole in the app into a hole in the cluster.',
  fix: 'Add a securityContext to each container: no privilege escalation, a read-only root, and drop ALL capabilities.',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: ['kubernetes'],
  evaluate(facts) {
    const workloads = facts.kubernetes.filter(({ containers }) => containers.length > 0);
    if (workloads.length === 0) return noWorkload(facts);
    const open = workloads.flatMap(({ path, containers, hostAccess }) => [
      ...containers.flatMap(({ name, privilegedLine }) =>
        privilegedLine === undefined
          ? []
          : [{ path, line: privilegedLine, note: `${name} has all rights of its machine` }],
      ),
      ...hostAccess.map(({ what, line }) => ({ path, line, note: `${what} reaches into the machine` })),
    ]);
    if (open.length > 0) {
      return {
        state: 'fail',
        evidence: open.slice(0, 10),
        because: 'A container reaches into the machine it runs on.',
      };
    }
    const loose = workloads.flatMap(({ path, containers }) =>
      containers
        .filter(
          ({ escalation, readOnlyRoot, dropsAll }) =>
            escalation !== false || readOnlyRoot !== true || dropsAll !== true,
        )
        .map((container) => ({
          path,
          line: container.line,
          note: `${container.name}: ${missingLocks(container).join(', ')}`,
          isOpen: isTemplated(container),
        })),
    );
    const sure = loose.filter(({ isOpen }) => !isOpen);
    if (sure.length > 0) {
      return {
        state: 'warn',
        evidence: withoutFlag(sure),
        because: `${String(sure.length)} containers have locks left open.`,
      };
    }
    if (loose.length > 0)
      return {
        state: 'unknown',
        because: 'The locks are set by the values of the chart.',
        evidence: withoutFlag(loose),
      };
    return {
      state: 'pass',
      evidence: workloads.slice(0, 3).map(({ path, line }) => ({ path, line, note: 'all locks are on' })),
    };
  },
};
