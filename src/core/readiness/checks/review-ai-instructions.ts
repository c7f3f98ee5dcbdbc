// The check review-ai-instructions: instruction files for AI tools.

import { weights, type Check } from '../check.ts';
import { filesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const instructionsForAssistants = expression()`
  ^(?:
    AGENTS\.md|CLAUDE\.md|GEMINI\.md|\.github/copilot-instructions\.md|\.github/instructions/[^/]+\.md|
    \.cursor/rules/.+|\.cursorrules|\.windsurfrules
  )$
`;

/** AI tools are given the house rules. */
export const reviewAiInstructions: Check = {
  id: 'review-ai-instructions',
  category: 'Review',
  title: 'AI tools are given the house rules',
  plain: 'A short file tells every AI tool how your company builds. It is the cheapest quality boost there is.',
  why: 'Without it each session starts from nothing and repeats the same mistakes.',
  fix: 'Add an AGENTS.md with the rules of your company and of this project.',
  source: 'https://agents.md',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: ['aiTools'],
  evaluate(facts) {
    const evidence = filesSeen(facts, instructionsForAssistants, 'house rules for AI tools');
    return passWith(evidence, { state: 'warn', evidence: [], because: 'No instructions for AI tools were found.' });
  },
};
