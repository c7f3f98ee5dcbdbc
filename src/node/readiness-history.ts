// The history of a workspace's readiness in the store of this machine. Both shells read it and add to it.

import { parseHistory, withToday, type HistoryPoint } from '../core/readiness/history.ts';
import type { ProjectReport } from '../core/readiness/report.ts';
import type { Store } from '../core/ports.ts';
import { sha256 } from '../core/text/hash.ts';

/** Earlier days of a workspace, oldest first; [] when nothing was kept. */
export async function historyOf(store: Store, root: string): Promise<readonly HistoryPoint[]> {
  const bytes = await store.get(nameFor(root));
  return bytes === undefined ? [] : parseHistory(Buffer.from(bytes).toString('utf8'));
}

/** Keep today's standing. @returns the history with it */
export async function keepHistory(
  store: Store,
  root: string,
  report: ProjectReport,
  day: string,
): Promise<readonly HistoryPoint[]> {
  const history = withToday(await historyOf(store, root), report, day);
  await store.set(nameFor(root), Buffer.from(JSON.stringify(history)));
  return history;
}

function nameFor(root: string): string {
  return `readiness-history-${sha256(root).slice(0, 16)}.json`;
}
