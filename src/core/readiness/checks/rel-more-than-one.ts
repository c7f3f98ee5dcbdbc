// The check rel-more-than-one: copies of Kubernetes workloads.

import { weights, type Check } from '../check.ts';
import { linesSeen, noWorkload } from '../look.ts';

/** If one copy dies another answers. */
export const relMoreThanOne: Check = {
  id: 'rel-more-than-one',
  category: 'Reliability',
  title: 'If one copy dies another answers',
  plain: 'Two copies mean no outage when a machine restarts.',
  why: 'One copy means an outage with each restart of its machine.',
  fix: 'Set replicas to 2 or more (or add a HorizontalPodAutoscaler), and a PodDisruptionBudget.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: ['kubernetes'],
  evaluate(facts) {
    const scaled = facts.kubernetes
      .filter(
        ({ kind, replicas }) => /^(?:HorizontalPodAutoscaler|ScaledObject)$/.test(kind) || (replicas?.count ?? 0) >= 2,
      )
      .map(({ path, line, kind, replicas }) => ({
        path,
        line: replicas?.line ?? line,
        note: replicas === undefined ? `a ${kind}` : `${String(replicas.count)} copies`,
      }));
    if (scaled.length > 0) return { state: 'pass', evidence: scaled.slice(0, 3) };
    const deployments = facts.kubernetes.filter(
      ({ kind, containers }) => kind === 'Deployment' && containers.length > 0,
    );
    if (deployments.length === 0) return noWorkload(facts);
    // A chart whose values decide: its own values are what people get who change nothing.
    const values = /^(?!(?:.*\/)?(?:examples?|samples?|tests?|ci)\/).*values\.ya?ml$/;
    const isSetByValues = deployments.every(({ replicas, isTemplated }) => isTemplated && replicas === undefined);
    if (isSetByValues) {
      const several = linesSeen(facts, values, /^[ \t]*(?:replicas|replicaCount):[ \t]*([2-9]|\d\d)\b/gm, '$1 copies');
      if (several.length > 0) return { state: 'pass', evidence: several.slice(0, 3) };
      const one = linesSeen(facts, values, /^[ \t]*(?:replicas|replicaCount):[ \t]*1\b/gm, 'one copy');
      return one.length > 0
        ? { state: 'warn', evidence: one, because: 'No workload is set up with more than one copy.' }
        : { state: 'unknown', because: 'Values of a chart decide how many copies there are.' };
    }
    const evidence = deployments.slice(0, 10).map(({ path, line, name, replicas }) => ({
      path,
      line: replicas?.line ?? line,
      note: `${name || 'a deployment'} has one copy`,
    }));
    const isEntered = facts.kubernetes.some(({ kind }) =>
      /^(?:Ingress|IngressRoute|HTTPRoute|VirtualService)$/.test(kind),
    );
    const single = deployments.some(({ replicas, isTemplated }) => replicas?.count === 1 && !isTemplated);
    return isEntered && single
      ? { state: 'fail', evidence, because: 'What people reach has one copy only.' }
      : { state: 'warn', evidence, because: 'No workload is set up with more than one copy.' };
  },
};
