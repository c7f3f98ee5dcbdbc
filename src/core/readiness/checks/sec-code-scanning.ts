// The check sec-code-scanning: security scanners of the code itself.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const codeScanners = expression('gim')`
  ^[^#\n]*(
    codeql-action(?!/upload-sarif)|\bsemgrep|\bsonar\w*|\bbandit\b|\bgosec\b|security-code-scan|snyk code|\bnjsscan|
    \bbrakeman|\bcheckmarx|\bveracode|\bpsalm\b[^\n]*taint
  )
`;

/** A robot reads the code for security mistakes. */
export const secCodeScanning: Check = {
  id: 'sec-code-scanning',
  category: 'Security',
  title: 'A robot reads the code for security mistakes',
  plain: 'Like a spell-checker, but for holes.',
  why: 'A scanner reads every change for the mistakes people overlook, such as injected queries.',
  fix: 'Switch on code scanning in the settings of the code host, or add a CodeQL or Semgrep step.',
  source: 'https://docs.github.com/en/code-security/code-scanning/introduction-to-code-scanning/about-code-scanning',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: ['buildRobot'],
  attest: 'Code scanning is switched on in the settings of the code host.',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(facts, buildRobotFiles, codeScanners, 'code is scanned: $1'),
      ...filesSeen(
        facts,
        /^(?:\.semgrep\.ya?ml|\.semgrep\/.+|sonar-project\.properties|\.bandit)$/,
        'settings of a scanner',
      ),
    ];
    return passWith(evidence, missing('No security scanner of the code was found.'));
  },
};
