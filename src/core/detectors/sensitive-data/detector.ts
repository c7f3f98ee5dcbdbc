// Finds credentials and personal data in one text. The engine calls it; policy, masking and suppression come later.

import type { Detector } from '../detector.ts';
import type { Rule } from '../../model/finding.ts';
import { personalDataRows } from '../../catalog/personal-data.ts';
import { credentialProbes, withoutRivals } from './credential-probes.ts';
import { credentialRules, isCredentialRule } from './credential-rules.ts';
import { OnePass } from './one-pass.ts';
import { personalDataProbes } from './personal-data.ts';

let pass: OnePass | undefined;

/** Credentials and personal data. Every offset is that of the value alone. */
export const sensitiveDataDetector: Detector = {
  id: 'sensitive-data',
  rules: [...credentialRules, ...personalDataRules()],
  appliesTo: () => true,
  detect: (document) => {
    pass ??= new OnePass([...credentialProbes(), ...personalDataProbes]);
    const matches = [...pass.read(document)].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
    return { matches: withoutRivals(matches, isCredentialRule) };
  },
};

function personalDataRules(): readonly Rule[] {
  return personalDataRows.map((row): Rule => ({
    id: `sensitive-data/${row.id}`,
    kind: 'sensitive-data',
    title: row.title,
    plain: `This file holds what looks like real data of people: ${row.title}. Use made-up data in its place.`,
    why: 'Data of people may be used for its purpose alone. In a repository everybody with access, and every AI tool, can read it.',
    fix: 'Replace it by made-up data, and keep the real data in the system it comes from.',
    severity: row.severity,
    tags: row.tags,
    source: row.source,
  }));
}
