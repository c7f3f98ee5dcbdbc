// The check rel-resource-limits: requests and limits of Kubernetes containers.

import { weights, type Check } from '../check.ts';
import { linesSeen, noWorkload } from '../look.ts';
import type { KubernetesContainer } from '../structure/kubernetes.ts';

/** The app can’t eat all the memory of its neighbours. */
export const relResourceLimits: Check = {
  id: 'rel-resource-limits',
  category: 'Reliability',
  title: 'The app can’t eat all the memory of its neighbours',
  plain: 'It has a fair share and a ceiling.',
  why: 'A container without a ceiling can take the memory of its neighbours; without requests the scheduler guesses.',
  fix: 'Add a resources block to each container: requests for cpu and memory, and a limit for memory.',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: ['kubernetes'],
  evaluate(facts) {
    const all = facts.kubernetes.flatMap((document) =>
      document.containers.filter(({ isInit }) => !isInit).map((container) => ({ document, container })),
    );
    if (all.length === 0) return noWorkload(facts);
    const parts = (container: KubernetesContainer) => [
      ['requests.cpu', container.requestsCpu] as const,
      ['requests.memory', container.requestsMemory] as const,
      ['limits.memory', container.limitsMemory] as const,
    ];
    const place = ({ document, container }: (typeof all)[number], note: string) => ({
      path: document.path,
      line: container.line,
      note: `${container.name}: ${note}`,
    });
    const bad = all.flatMap((each) => {
      const lacking = parts(each.container).filter(([, isSet]) => isSet === false);
      return lacking.length === 0 ? [] : [place(each, `no ${lacking.map(([name]) => name).join(', ')}`)];
    });
    if (bad.length > 0) {
      return {
        state: 'fail',
        evidence: bad.slice(0, 10),
        because: `${String(bad.length)} of ${String(all.length)} containers have no fair share or no ceiling.`,
      };
    }
    const open = all.filter(({ container }) => parts(container).some(([, isSet]) => isSet === 'templated'));
    const decided = linesSeen(facts, /(?:^|\/)values[\w.-]*\.ya?ml$/, /^[ \t]*(limits):[ \t]*$/gm, 'the values set $1');
    if (open.length > 0 && decided.length === 0) {
      return {
        state: 'unknown',
        evidence: open.slice(0, 10).map((each) => place(each, 'set by values')),
        because: 'The values of the chart decide, and they set no limits by themselves.',
      };
    }
    return {
      state: 'pass',
      evidence: [...all.slice(0, 3).map((each) => place(each, 'has its share and a ceiling')), ...decided.slice(0, 1)],
    };
  },
};
