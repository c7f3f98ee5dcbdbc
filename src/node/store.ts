// The Store port in HANDRAIL_HOME/cache. Whatever is lost there is made again.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../core/ports.ts';
import { writeFileAtomically } from './atomic-write.ts';

/** A store in a folder of its own; it is made at the first write. Names may hold letters, digits, `-` and `.`. */
export function diskStore(folder: string): Store {
  return {
    get(name) {
      try {
        return readFileSync(join(folder, name));
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw thrown;
      }
    },
    set(name, bytes) {
      writeFileAtomically(join(folder, name), bytes, 0o600);
    },
  };
}
