// A process of its own that opens a workspace over and over while its policy changes, until it is killed. For tests of torn writes.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../src/node/open-workspace.ts';

const [, , root = '', home = ''] = process.argv;
process.send?.('begun');

async function openForEver(): Promise<never> {
  for (let round = 0; ; round++) {
    appendFileSync(join(root, 'base.yaml'), `# ${String(round)}\n`);
    await openWorkspace({ root, cwd: root, env: { HANDRAIL_HOME: home }, today: '2026-11-24', mayRunGit: false });
  }
}

void openForEver();
