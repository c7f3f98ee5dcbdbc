// Bundles a program of the tests, so that Node can run it as a process.

import { build } from 'esbuild';

/** @param entry  a file of the repository
 *  @param outfile  where the program is put, as CommonJS */
export async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { HANDRAIL_VERSION: '"test"', HANDRAIL_SCAN_REVISION: '"test"' },
    logLevel: 'error',
  });
  return outfile;
}
