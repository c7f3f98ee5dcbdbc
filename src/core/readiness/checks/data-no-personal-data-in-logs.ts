// The check data-no-personal-data-in-logs: values in log calls that are secret or personal.

import { weights, type Check } from '../check.ts';
import { hitsOf, nothingInCode } from '../look.ts';

/** Logs don’t contain personal details. */
export const dataNoPersonalDataInLogs: Check = {
  id: 'data-no-personal-data-in-logs',
  category: 'Data',
  title: 'Logs don’t contain personal details',
  plain: 'Logs are copied to many places and kept for long. Names, e-mails and tokens must not be in them.',
  why: 'Logs are copied to many places and kept for long; whoever reads one reads the value (OWASP A09).',
  fix: 'Leave the field out of the log call, or mask it.',
  source: 'https://owasp.org/Top10/A09_2021-Security_Logging_and_Monitoring_Failures/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'low',
  revision: 2,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = hitsOf(facts, 'personal-data-in-log');
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A log call seems to write a secret or personal value.' }
      : nothingInCode(facts, 'There is no code here that could write a log.');
  },
};
