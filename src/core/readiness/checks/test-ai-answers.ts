// The check test-ai-answers: examples with expected answers for AI features.

import { weights, type Check } from '../check.ts';
import { filesSeen, packagesSeen, passWith } from '../look.ts';

/** AI features have examples with expected answers. */
export const testAiAnswers: Check = {
  id: 'test-ai-answers',
  category: 'Testing',
  title: 'AI features have examples with expected answers',
  plain: 'AI changes its mind. A small set of examples shows when quality drops after a new model or prompt.',
  why: 'A new model or prompt changes answers without any error; only examples show it.',
  fix: 'Write ten questions with the answers you expect, and run them on each change of model or prompt.',
  source: 'https://www.nist.gov/itl/ai-risk-management-framework',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  applies: ['callsAi'],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /(?:^|\/)(?:evals?\/.+|promptfooconfig\.\w+|[^/]+\.eval\.(?:ts|js|py)|(?:deepeval|ragas)[^/]*)$/,
        'examples with expected answers',
      ).slice(0, 3),
      ...packagesSeen(facts, {
        npm: ['promptfoo', 'evalite', 'braintrust', 'langsmith', 'autoevals'],
        pypi: ['deepeval', 'ragas', 'promptfoo', 'langsmith', 'inspect-ai', 'braintrust'],
      }),
    ];
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No examples with expected answers were found.',
    });
  },
};
