// The check rel-probes: questions that Kubernetes asks its containers.

import { weights, type Check } from '../check.ts';
import { noWorkload } from '../look.ts';
import { isLongRunning, type KubernetesContainer } from '../structure/kubernetes.ts';

function problemOf({ readinessProbe, livenessProbe }: KubernetesContainer): string | undefined {
  if (readinessProbe === undefined) return 'no readinessProbe';
  if (livenessProbe === undefined) return undefined;
  return livenessProbe === readinessProbe && !readinessProbe.includes('TEMPLATED')
    ? 'both probes are the same, so a busy copy is killed'
    : undefined;
}

/** The platform knows when to restart or wait. */
export const relProbes: Check = {
  id: 'rel-probes',
  category: 'Reliability',
  title: 'The platform knows when to restart or wait',
  plain: 'Two small questions - are you alive, are you ready.',
  why: 'Without a readiness probe, traffic reaches copies that are not up yet; without a liveness probe of its own, a stuck one stays.',
  fix: 'Add a readinessProbe and a different livenessProbe that use the health address.',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: ['kubernetes'],
  evaluate(facts) {
    const running = facts.kubernetes
      .filter((document) => isLongRunning(document))
      .flatMap((document) =>
        document.containers.filter(({ isInit }) => !isInit).map((container) => ({ document, container })),
      );
    if (running.length === 0) return noWorkload(facts);
    const bad = running.flatMap(({ document, container }) => {
      const what = problemOf(container);
      return what === undefined
        ? []
        : [
            {
              path: document.path,
              line: container.line,
              note: `${container.name}: ${what}`,
              isTemplated: document.isTemplated,
            },
          ];
    });
    const sure = bad.filter(({ isTemplated }) => !isTemplated);
    const evidence = bad.slice(0, 10).map(({ path, line, note }) => ({ path, line, note }));
    if (sure.length > 0) {
      return {
        state: 'fail',
        evidence,
        because: `${String(sure.length)} of ${String(running.length)} containers are not asked whether they are well.`,
      };
    }
    if (bad.length > 0)
      return {
        state: 'unknown',
        evidence,
        because: 'The values of the chart decide whether its containers are asked.',
      };
    return {
      state: 'pass',
      evidence: running.slice(0, 3).map(({ document, container }) => ({
        path: document.path,
        line: container.line,
        note: `${container.name} is asked`,
      })),
    };
  },
};
