// The check review-request-template: questions that each change request has to answer.

import { weights, type Check } from '../check.ts';
import { filesSeen, passWith } from '../look.ts';

/** Change requests ask the right questions. */
export const reviewRequestTemplate: Check = {
  id: 'review-request-template',
  category: 'Review',
  title: 'Change requests ask the right questions',
  plain: 'What changed, how was it tested, did AI help, what could break.',
  why: 'A template asks what was tested and where AI helped, so that nobody has to remember to.',
  fix: 'Add .github/pull_request_template.md with five questions: what, why, how tested, did AI help, what could break.',
  source: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 1,
  confidence: 'high',
  applies: ['inGit'],
  evaluate(facts) {
    const evidence = filesSeen(
      facts,
      /^(?:(?:\.github\/|docs\/)?pull_request_template(?:\.md|\/.+)|\.gitlab\/merge_request_templates\/.+|\.azuredevops\/pull_request_template.*)$/i,
      'a template for requests',
    );
    return passWith(evidence, { state: 'warn', evidence: [], because: 'There is no template for change requests.' });
  },
};
