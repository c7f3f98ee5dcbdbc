// The check data-class-declared: the declared data classes of the project.

import { weights, type Check } from '../check.ts';
import { declared, linesSeen, missing, passWith } from '../look.ts';

/** You said what kind of data this touches. */
export const dataClassDeclared: Check = {
  id: 'data-class-declared',
  category: 'Data',
  title: 'You said what kind of data this touches',
  plain: 'Public, internal, confidential or regulated: the answer decides which rules and which AI tools apply.',
  why: 'Rules for AI tools and storage hang on the class; without it nobody can say what is allowed.',
  fix: 'Add "dataClasses: [internal]" (or the class that fits) to .handrail/project.yaml.',
  source: 'https://www.iso.org/standard/75652.html',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  applies: [],
  attest: 'The class of data this touches (say which).',
  evaluate(facts) {
    if (facts.declaration?.dataClasses?.length === 0) return missing('The project file names no class of data.');
    const evidence = [
      ...declared(facts, '/dataClasses', `declared: ${facts.declaration?.dataClasses?.join(', ') ?? ''}`),
      ...linesSeen(
        facts,
        /^catalog-info\.ya?ml$/,
        /^\s*[\w./-]*data-classification:\s*\S+/gm,
        'a class of data is declared',
      ),
    ];
    if (evidence.length === 0 && facts.declarationIssues.some((issue) => issue.severity === 'error')) {
      return { state: 'unknown', because: 'The project file (.handrail/project.yaml) could not be read.' };
    }
    return passWith(evidence, missing('No class of data is declared.'));
  },
};
