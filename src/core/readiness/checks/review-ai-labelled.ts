// The check review-ai-labelled: labels on changes that were made with AI.

import { weights, type Check } from '../check.ts';
import { linesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const asksForLabels = expression('gim')`
  ^(?![^\n]*\b(?:never|not|don[’']t|without|avoid|remove|no)\b)[^\n]*(?:
    \b(assisted-by|co-authored-by|generated-by)\b|[\`"*]ai-(assisted|generated)\b|
    \bai-(?:assisted|generated)\b[\`"*]*\s*(?::|label|trailer|tag)|
    \b(?:label|trailer|tag|mark|disclose)\w*\b[^\n]{0,40}\bai-(?:assisted|generated)\b
  )
`;

/** AI-written parts can be recognised later. */
export const reviewAiLabelled: Check = {
  id: 'review-ai-labelled',
  category: 'Review',
  title: 'AI-written parts can be recognised later',
  plain: 'A line in the change note says which AI helped, so reviewers look harder and you can measure honestly.',
  why: 'Reviewers look harder at what they know an AI wrote, and nobody can measure honestly without a label.',
  fix: 'Let your AI tool add its Co-authored-by line, and ask for it in CONTRIBUTING.md or AGENTS.md.',
  source: 'https://docs.kernel.org/process/coding-assistants.html',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 3,
  applies: ['aiTools', 'inGit'],
  evaluate(facts) {
    const history = facts.git.state === 'present' ? facts.git.history : undefined;
    const labelled = history?.commits.filter(({ isAiLabelled }) => isAiLabelled) ?? [];
    const tested = labelled.filter(({ changesTests }) => changesTests).length;
    const looked = labelled.filter(({ cameByRequest }) => cameByRequest).length;
    const evidence = [
      ...(history?.hasAiNotes === true
        ? [{ path: '.git', line: 1, note: 'notes say what an AI wrote (refs/notes/ai)' }]
        : []),
      ...(labelled.length === 0
        ? []
        : [
            {
              path: '.git',
              line: 1,
              note: `${String(labelled.length)} of the last ${String(history?.commits.length ?? 0)} changes are labelled as made with AI; ${String(tested)} of them touch tests, ${String(looked)} came by a request`,
            },
          ]),
      ...linesSeen(
        facts,
        /^(?:AGENTS|CLAUDE|CONTRIBUTING|GEMINI)\.md$|^\.github\/(?:copilot-instructions|CONTRIBUTING)\.md$/,
        asksForLabels,
        'asks for a label',
      ),
    ];
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No recent change is labelled as made with AI, and no page asks for it.',
    });
  },
};
