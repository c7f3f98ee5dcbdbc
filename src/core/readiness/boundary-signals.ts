// All signs of the production boundary, strongest first, signs of staying inside last. boundary.ts adds them up.
// Adding one: a row in the file of its strength, and a hit and a look-alike in the test.

import { insideSignals } from './boundary-inside.ts';
import { likelySignals } from './boundary-likely.ts';
import { outsideSignals } from './boundary-outside.ts';
import type { BoundarySignal } from './boundary-signal.ts';

export const boundarySignals: readonly BoundarySignal[] = [...outsideSignals, ...likelySignals, ...insideSignals];
