// All kinds of personal, financial, health and confidential data as rows. Read by detectors/sensitive-data/personal, which recognises them.

import accounts from './personal-data/accounts.json' with { type: 'json' };
import americas from './personal-data/americas.json' with { type: 'json' };
import asiaAfricaOceania from './personal-data/asia-africa-oceania.json' with { type: 'json' };
import documentsAndDevices from './personal-data/documents-and-devices.json' with { type: 'json' };
import europe from './personal-data/europe.json' with { type: 'json' };
import health from './personal-data/health.json' with { type: 'json' };
import other from './personal-data/other-kinds.json' with { type: 'json' };
import type { NumberRow, PersonalDataKind } from './personal-data-row.ts';

/** Files of kinds that are recognised by how they are written; each sorted by id. */
export const numberGroups: readonly (readonly [string, readonly NumberRow[]])[] = [
  ['accounts', accounts as readonly NumberRow[]],
  ['americas', americas as readonly NumberRow[]],
  ['asia-africa-oceania', asiaAfricaOceania as readonly NumberRow[]],
  ['documents-and-devices', documentsAndDevices as readonly NumberRow[]],
  ['europe', europe as readonly NumberRow[]],
  ['health', health as readonly NumberRow[]],
];

/** Kinds that are recognised by how they are written. */
export const numberRows: readonly NumberRow[] = numberGroups.flatMap(([, rows]) => rows);

/** Kinds with a detector of their own: cards, addresses, tables, markings. Sorted by id. */
export const otherKinds: readonly PersonalDataKind[] = other as readonly PersonalDataKind[];

/** All kinds; ids are never reused. */
export const personalDataRows: readonly PersonalDataKind[] = [...numberRows, ...otherKinds];
