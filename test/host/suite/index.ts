// Entry of the in-editor suite: VS Code loads the bundle of this file and calls `run`. Collects every *.test.ts beside it.
// Writes one JSON line per test and an `end` line to HANDRAIL_HOST_RESULTS, so that a suite that never ran cannot pass.
import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Run the suite.
 *  @throws when a test failed or none ran; VS Code then ends with an exit code other than 0 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 60_000, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.test.ts');
  await import('./agreement.test.ts');
  await import('./diagnostics.test.ts');
  await import('./fetched-policy.test.ts');
  await import('./going-live.test.ts');
  await import('./policy.test.ts');
  await import('./terminals.test.ts');
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      record({ type: 'pass', title: test.fullTitle() });
    });
    runner.on('fail', (test, error: Error) => {
      record({ type: 'fail', title: test.fullTitle(), error: error.stack });
    });
    runner.on('end', () => {
      record({ type: 'end', passes: runner.stats?.passes ?? 0, failures: runner.stats?.failures ?? 0 });
    });
  });
  if (failures > 0) throw new Error(`${String(failures)} in-editor tests failed`);
}

function record(line: Readonly<Record<string, unknown>>): void {
  const file = process.env['HANDRAIL_HOST_RESULTS'];
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
