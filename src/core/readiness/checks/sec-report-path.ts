// The check sec-report-path: a security policy or a security.txt.

import { weights, type Check } from '../check.ts';
import { filesSeen, linesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

/** A sentence that tells a finder what to do. */
const tells = expression('gim')`
  ^(?=[^\n]*\b(?:if you|please|do not|don.?t)\b)(?=[^\n]*\b(?:e-?mail|contact|notify|report|disclose|write to)\b)
  [^\n]*\b(?:security[ -](?:related[ ])?(?:issue|vulnerabilit|bug|hole|flaw|problem|concern)|vulnerabilit)\w*
`;

/** A finder of a hole knows whom to tell. */
export const secReportPath: Check = {
  id: 'sec-report-path',
  category: 'Security',
  title: 'A finder of a hole knows whom to tell',
  plain: 'Good people will report problems if you say where.',
  why: 'Without an address, holes are reported in public, or not at all.',
  fix: 'Add a SECURITY.md that says where to write and how soon you answer.',
  source: 'https://docs.github.com/en/code-security/getting-started/adding-a-security-policy-to-your-repository',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const policies = filesSeen(
      facts,
      /^(?:(?:\.github\/|docs\/)?SECURITY\.md|(?:(?:public|static)\/)?\.well-known\/security\.txt)$/i,
      'says whom to tell',
    );
    const evidence =
      policies.length > 0
        ? policies
        : linesSeen(
            facts,
            /^(?:(?:\.github\/|docs\/)?CONTRIBUTING[^/]*|README[^/]*)$/i,
            tells,
            'says whom to tell',
          ).slice(0, 1);
    return passWith(evidence, missing('No SECURITY.md or security.txt was found.'));
  },
};
