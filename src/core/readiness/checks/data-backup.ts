// The check data-backup: signs of backups; otherwise a person has to say.

import { weights, type Check } from '../check.ts';
import { documentFiles, linesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const headingOnBackups = expression('gim')`
  ^#+(?![^\n]*(?:\`|--|\b(?:multiple|old|stale|leftover|remov\w+|delet\w+|\.bak)\b[^\n]*\bbackup|\bbackup files?\b))
  [^\n]*\b(?:backups?|restore|disaster recovery)\b[^\n]*
`;

/** Data is backed up and a restore was tried. */
export const dataBackup: Check = {
  id: 'data-backup',
  category: 'Data',
  title: 'Data is backed up and a restore was tried',
  plain: 'A backup nobody has restored is a hope, not a backup.',
  why: 'Deleted or damaged data comes back only from a copy that was proven to work.',
  fix: 'Write docs/backup.md: where the copies are, how to restore, when it was last tried. Then confirm it here.',
  source: 'https://sre.google/sre-book/data-integrity/',
  requiredFrom: 'production',
  weight: weights.critical,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: ['database'],
  attest: 'The database makes automatic backups and a restore was tried (say when).',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(
        facts,
        /\.tf$/,
        /backup_retention_period\s*=\s*[1-9]|point_in_time_recovery|backup_configuration|aws_backup_plan|geo_redundant_backup/gm,
        'copies are made',
      ),
      ...linesSeen(facts, /\.ya?ml$/, /^kind:\s*(?:ScheduledBackup|VolumeSnapshot)\b/gm, 'copies are made'),
      ...linesSeen(facts, documentFiles, headingOnBackups, 'a page about backup'),
    ];
    return passWith(evidence, {
      state: 'unknown',
      because: 'Files cannot tell whether the data is backed up. Somebody who knows has to confirm it.',
    });
  },
};
