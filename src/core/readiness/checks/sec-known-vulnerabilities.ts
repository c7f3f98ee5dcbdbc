// The check sec-known-vulnerabilities: scans for known holes in the build.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, linesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const vulnerabilityScanners = expression('gm')`
  ^[^#\n]*(
    \bnpm audit|\bpnpm audit|\byarn (?:npm )?audit|\bpip-audit|\bosv-scanner|\btrivy\b|\bgrype\b|\bsnyk\b(?!-)|
    \bgovulncheck|dependency-check|dependency-review-action|dotnet list package --vulnerable|bundler?[- ]audit|
    composer audit|importmap audit|cargo[- ](?:audit|deny)|rustsec/audit-check|anchore/scan-action|docker scout|
    Dependency-Scanning\.gitlab-ci|\bsafety (?:check|scan)|\baudit-ci\b
  )
`;

/** Building blocks are checked for known holes. */
export const secKnownVulnerabilities: Check = {
  id: 'sec-known-vulnerabilities',
  category: 'Security',
  title: 'Building blocks are checked for known holes',
  plain: 'A scan compares your pieces with a public list of known problems.',
  why: 'Known holes in old packages are searched for by robots; a scan finds them first (OWASP A06).',
  fix: 'Add a step to the build that runs osv-scanner, npm audit, pip-audit or what your company uses.',
  source: 'https://google.github.io/osv-scanner/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'medium',
  revision: 4,
  applies: [],
  attest: 'Another tool of the company scans this repository (say which).',
  evaluate(facts) {
    const evidence = linesSeen(facts, buildRobotFiles, vulnerabilityScanners, 'known holes are looked for: $1');
    return passWith(evidence, missing('No step of the build looks for known holes.'));
  },
};
