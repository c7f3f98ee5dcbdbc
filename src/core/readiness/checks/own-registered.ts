// The check own-registered: a project file or an entry of a catalogue.

import { weights, type Check } from '../check.ts';
import { declared, filesSeen, missing, passWith } from '../look.ts';

/** It is on the company’s list of apps. */
export const ownRegistered: Check = {
  id: 'own-registered',
  category: 'Ownership',
  title: 'It is on the company’s list of apps',
  plain: 'You can’t look after what you don’t know exists.',
  why: 'Updates, security notices and cost reviews reach what is on the list.',
  fix: 'Add .handrail/project.yaml with at least a name and an owner.',
  source: 'https://backstage.io/docs/features/software-catalog/descriptor-format/',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...(facts.declaration?.name === undefined ? [] : declared(facts, '/name', 'listed by its name')),
      ...filesSeen(
        facts,
        /^(?:catalog-info\.ya?ml|opslevel\.ya?ml|cortex\.ya?ml|\.cortex\/.+|port\.ya?ml|\.port\/.+|compass\.ya?ml|\.compass\/.+)$/,
        'listed',
      ),
    ];
    if (evidence.length === 0 && facts.declarationIssues.some((issue) => issue.severity === 'error')) {
      return { state: 'unknown', because: 'The project file (.handrail/project.yaml) could not be read.' };
    }
    return passWith(evidence, missing('There is no project file with a name (.handrail/project.yaml).'));
  },
};
