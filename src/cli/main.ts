#!/usr/bin/env node
// The `handrail` command: the process around run.ts. The version is answered before anything else is loaded.

import { productVersion } from '../core/version.ts';

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(`${productVersion}\n`);
else {
  void import('./terminal.lazy.ts')
    .then(({ runInTerminal }) => runInTerminal(argv))
    .then((code) => {
      process.exitCode = code;
    });
}
