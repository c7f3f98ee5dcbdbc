// Appends what a run did to the user's own log. A log that cannot be written is said on stderr and stops nothing.

import { brokenGlass } from '../core/policy/break-glass.ts';
import type { UsageEvent } from '../core/usage/event.ts';
import { handrailHome } from '../node/home.ts';
import { createUsageLog, loggingFor } from '../node/usage-log.ts';
import type { Workspace } from '../node/open-workspace.ts';
import { breakGlassEvents, rejectionEvents } from '../node/policy-events.ts';
import type { Io } from './command.ts';

/** Log events of a workspace, unless the environment says no. */
export async function logUsage(io: Io, root: string, events: readonly UsageEvent[]): Promise<void> {
  if (!loggingFor(io.env).on || events.length === 0) return;
  const log = createUsageLog({ home: handrailHome(io.env), now: () => io.now(), surface: 'cli', workspace: root });
  const outcome = await log.append(...events);
  if (outcome.state === 'failed') io.stderr(`The usage log could not be written: ${outcome.because}\n`);
}

/** Log which policies could not be used, and which exceptions hold for an hour. */
export async function logPolicy(io: Io, { root, rejected, policy, rulings }: Workspace): Promise<void> {
  const glass = brokenGlass(policy, rulings.now ?? rulings.today);
  await logUsage(io, root, [...rejectionEvents(rejected, policy.layers), ...breakGlassEvents(glass)]);
}
