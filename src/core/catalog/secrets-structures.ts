// Credentials that are told by the place they stand in rather than by their own letters: key blocks, addresses with a password,
// configuration files, commands.

import type { StructureRow } from './structure-row.ts';
import { keyBlocks } from './secrets-in-key-blocks.ts';
import { placesOfSecrets } from './secrets-in-places.ts';

/** In the order in which they are asked at the same place. */
export const structureRows: readonly StructureRow[] = [...keyBlocks, ...placesOfSecrets];
