// Rules about what people write for Handrail itself in any file: comments that silence nothing, lists that are too long.

import type { Rule } from '../model/finding.ts';

/** Suppressions and what they must say. */
const source = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html';

/** Reported by the scanner, whichever detector is at work. */
export const fileRules: readonly Rule[] = [
  {
    id: 'policy/ineffective-suppression',
    kind: 'policy',
    title: 'Comment that silences nothing',
    plain: 'A comment asks to leave out a finding, but something is missing in it, so the finding still shows.',
    why: 'A silence without a rule and a reason cannot be reviewed, so it does not hold.',
    fix: 'Name the rule and give the reason: handrail-ignore rule/id: why it is fine here.',
    severity: 'low',
    tags: [],
    source,
  },
  {
    id: 'policy/too-many-findings',
    kind: 'policy',
    title: 'More findings than can be listed',
    plain: 'This file has so many places of the same kind that only the first ones are listed.',
    why: 'What is not listed is not looked at by anybody.',
    fix: 'Take the data out of the project, or leave the file out in .handrailignore.',
    severity: 'medium',
    tags: [],
    source,
  },
  {
    id: 'policy/unusable-pattern',
    kind: 'policy',
    title: 'Pattern of the policy that is not looked for',
    plain: 'The policy has a pattern of its own that cannot be run, so nothing is found with it.',
    why: 'A pattern that is not run protects nothing, and nobody notices.',
    fix: 'Mend the pattern where the policy has it; "handrail policy validate" tries it and its samples.',
    severity: 'high',
    tags: [],
    source: 'https://github.com/google/re2/wiki/Syntax',
  },
  {
    id: 'policy/slow-pattern',
    kind: 'policy',
    title: 'Pattern of the policy that takes too long',
    plain: 'A pattern of the policy took so long that it was switched off; places behind may be missed.',
    why: 'A slow pattern holds up every scan and every key that is pressed.',
    fix: 'Narrow the pattern, or name keywords that are rarer.',
    severity: 'high',
    tags: [],
    source: 'https://github.com/google/re2/wiki/Syntax',
  },
];
