// The rule of findings about data that meets a tool which is not cleared for it. assess.ts reports by it.

import type { Rule } from '../../model/finding.ts';

/** A tool that is used with data of a class it is not cleared for. */
export const toolNotCleared: Rule = {
  id: 'data-boundary/tool-not-cleared',
  kind: 'data-boundary',
  title: 'Data that the AI tool is not cleared for',
  plain:
    'This work is with data that the AI tool used here must not see. Use the cleared tool, or work without the data.',
  why: 'A clearance says for which data contract, place of processing and training were looked at; other data was not agreed on.',
  fix: 'Use the tool that the message names, take the data out, or ask the owner of the policy for an exception with a date.',
  severity: 'high',
  tags: [],
  source: 'https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/',
};

/** All rules about the data boundary. */
export const boundaryRules: readonly Rule[] = [toolNotCleared];
