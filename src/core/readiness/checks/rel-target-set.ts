// The check rel-target-set: a reliability target in the declaration or the documents.

import { weights, type Check } from '../check.ts';
import { expression } from '../../text/expression.ts';
import { declared, documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';

const names = /\b(?:SLO|[Ss]ervice level objective|[Aa]vailability target|[Uu]ptime target)s?\b/;
const figure = /\d[\d.,]*\s?(?:%|percent\b|m?s\b|seconds?\b|minutes?\b)/;

/** A heading about it, or its name beside a figure. The word alone says that somebody wants one. */
const target = expression('gm')`^#+[^\n]*${names}|${names}[^\n]{0,120}${figure}|${figure}[^\n]{0,80}${names}`;

/** You wrote down how reliable it must be. */
export const relTargetSet: Check = {
  id: 'rel-target-set',
  category: 'Reliability',
  title: 'You wrote down how reliable it must be',
  plain: '"Working 99 percent of office hours" is a fine answer. It decides how much of this list you need.',
  why: 'Without a target nobody can say whether an outage matters or more work is due.',
  fix: 'Add "availabilityTarget: 99 % of office hours" (or what fits) to .handrail/project.yaml.',
  source: 'https://sre.google/sre-book/service-level-objectives/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...declared(facts, '/availabilityTarget', 'a target is declared'),
      ...linesSeen(facts, documentFiles, target, 'a target is written down'),
      ...filesSeen(
        facts,
        /(?:^|\/)(?:slo[^/]*\.(?:ya?ml|md)|[^/]+\.slo\.ya?ml|sloth[^/]*\.ya?ml|openslo\/.+)$/i,
        'a target is written down',
      ),
    ];
    return passWith(evidence.slice(0, 3), missing('No target for reliability is written down.'));
  },
};
