// `npm run soak`: what is too long for the gate. Unit suite with many more property-test runs, then the host tests repeated,
// with pictures in all themes.
// HANDRAIL_SOAK (default 50) is the factor, HANDRAIL_SOAK_HOST_RUNS (default 5) the repetitions.
import { ensurePackages, runScript } from './install.mjs';

ensurePackages();
runScript('esbuild.config.mjs');
runScript('esbuild.config.mjs', ['--tests']);
const HANDRAIL_SOAK = process.env.HANDRAIL_SOAK ?? '50';
runScript('node_modules/mocha/bin/mocha.js', ['--timeout', '1200000'], { HANDRAIL_SOAK });
const hostRuns = Number(process.env.HANDRAIL_SOAK_HOST_RUNS ?? '5');
for (let round = 1; round <= hostRuns; round += 1) {
  console.log(`Host tests, round ${round} of ${hostRuns}`);
  runScript('test/host/run.mjs', [], { HANDRAIL_SOAK });
}
