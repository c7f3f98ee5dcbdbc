// The check sec-no-dangerous-code: shells, evaluators, unsafe loaders, queries and pages made of input in code that runs.

import { weights, type Check } from '../check.ts';
import { hitsOf, nothingInCode } from '../look.ts';

/** No code that lets input run as commands. */
export const secNoDangerousCode: Check = {
  id: 'sec-no-dangerous-code',
  category: 'Security',
  title: 'No code that lets input run as commands',
  plain: 'Some shortcuts let a clever visitor run their own commands inside your app.',
  why: 'Input that reaches a shell, an evaluator or an unsafe loader is executed with the rights of the app.',
  fix: 'Replace each place by its safe sibling: a list of arguments without a shell, a parser instead of eval, a safe loader.',
  source: 'https://owasp.org/Top10/A03_2021-Injection/',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  revision: 7,
  confidence: 'medium',
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...hitsOf(facts, 'runs-input-as-code'),
      ...hitsOf(facts, 'unsafe-python'),
      ...hitsOf(facts, 'builds-query-from-text'),
      ...hitsOf(facts, 'shows-foreign-html'),
    ].slice(0, 20);
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A shortcut that can run input as a command, a query or a page is in use.' }
      : nothingInCode(facts, 'There is no code here.');
  },
};
