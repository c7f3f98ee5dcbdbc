// The check rel-ai-limits: limits on AI calls.

import { weights, type Check } from '../check.ts';
import { hitsOf, missing, passWith } from '../look.ts';

/** AI features have a spending and time limit. */
export const relAiLimits: Check = {
  id: 'rel-ai-limits',
  category: 'Reliability',
  title: 'AI features have a spending and time limit',
  plain: 'A loop or a joker can burn thousands in a night.',
  why: 'Calls without a cap cost what the longest answer and the busiest visitor make of them.',
  fix: 'Set the most tokens an answer may have, a timeout, and a daily amount for each user.',
  source: 'https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'medium',
  revision: 3,
  applies: ['callsAi'],
  evaluate(facts) {
    return passWith(hitsOf(facts, 'ai-limit').slice(0, 5), missing('No limit was found on what an AI call may use.'));
  },
};
