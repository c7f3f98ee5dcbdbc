// A process of its own that opens a workspace once, under the environment it was started with, and says what is in force. For tests of
// what only a process has: its certificates, its proxies, and other processes beside it.

import { openWorkspace } from '../../src/node/open-workspace.ts';

/** What it prints, as JSON. */
export interface OpenedOnce {
  /** `layer serial` of each. */
  readonly layers: readonly string[];
  readonly reasons: readonly string[];
}

const [, , root = '', maxAgeMs] = process.argv;

async function openOnce(): Promise<void> {
  const { policy, rejected } = await openWorkspace({
    root,
    cwd: root,
    env: process.env,
    today: '2026-11-24',
    now: '2026-11-24T09:00:00Z',
    mayRunGit: false,
    ...(maxAgeMs !== undefined && { freshness: { maxAgeMs: Number(maxAgeMs) } }),
  });
  const opened: OpenedOnce = {
    layers: policy.layers.map(({ layer, document }) => `${layer} ${String(document.metadata?.serial ?? '-')}`),
    reasons: rejected.flatMap(({ issues }) => issues.map(({ message }) => message)),
  };
  process.stdout.write(JSON.stringify(opened));
}

void openOnce();
