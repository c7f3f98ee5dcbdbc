// Every feature of the editor shell, in the order in which they register. Adding one: a file here and a line below.

import type { Feature } from '../feature.ts';
import { diagnostics } from './diagnostics.ts';

export const features: readonly Feature[] = [diagnostics];
