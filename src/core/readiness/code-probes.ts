// What readiness looks for inside code files. Facts run all of them in one pass and keep places only, so a large repository is read
// once and its text is not held. Checks and boundary signals ask for the places by name.

import { outsideProbes } from './probes/outside-probes.ts';
import { runningProbes } from './probes/running-probes.ts';
import { securityProbes } from './probes/security-probes.ts';

export const codeProbes = { ...securityProbes, ...runningProbes, ...outsideProbes };

export type ProbeName = keyof typeof codeProbes;
