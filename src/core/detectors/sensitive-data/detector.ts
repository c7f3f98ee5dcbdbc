// Finds credentials and personal data in one text. The engine calls it; policy, masking and suppression come later.

import type { Detector } from '../detector.ts';
import type { Rule } from '../../model/finding.ts';
import { credentialRows } from '../../catalog/secrets.ts';
import { personalDataRows } from '../../catalog/personal-data.ts';
import { credentialProbe } from './credential-probes.ts';
import { OnePass } from './one-pass.ts';
import { personalDataProbes } from './personal-data.ts';

let pass: OnePass | undefined;

/** Credentials and personal data. Every offset is that of the value alone. */
export const sensitiveDataDetector: Detector = {
  id: 'sensitive-data',
  rules: buildRules(),
  appliesTo: () => true,
  detect: (document) => {
    pass ??= new OnePass([...credentialRows.map(credentialProbe), ...personalDataProbes]);
    return {
      matches: [...pass.read(document)].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset),
    };
  },
};

function buildRules(): readonly Rule[] {
  const credentials = credentialRows.map((row): Rule => ({
    id: `sensitive-data/${row.id}`,
    kind: 'sensitive-data',
    title: row.title,
    plain: `A value that looks like a real ${row.title} stands in this file. Take it out and have it replaced by a new one.`,
    why: `Whoever has it can ${row.opens}. Files reach repositories, backups and AI tools, and history keeps what is deleted later.`,
    fix: 'Read the value from the environment or a secret store, then revoke the old one where it was issued.',
    severity: row.severity ?? 'critical',
    tags: ['credential'],
    source: row.source,
    ...(row.revokeUrl === undefined ? {} : { revokeUrl: row.revokeUrl }),
  }));
  const personal = personalDataRows.map((row): Rule => ({
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
  return [...credentials, ...personal];
}
