// Opens a workspace for `handrail inventory`: walks, scans, and lists the tools under the policy in force.

import { basename } from 'node:path';
import { eventsOfTools } from '../core/usage/occasions.ts';
import { coAuthorEvidence } from '../core/detectors/ai-tools/co-authors.ts';
import { pathInRoot } from '../node/open-workspace.ts';
import type { Io } from './command.ts';
import type { InventoryRequest, InventoryWorkspace } from './commands/inventory.ts';
import { openForCommand, warnOf } from './open.ts';
import { logUsage } from './usage-events.ts';

/** @throws Refusal as openForCommand does */
export async function openForInventory(request: InventoryRequest, io: Io): Promise<InventoryWorkspace> {
  const workspace = await openForCommand(request, io);
  warnOf(workspace, io);
  const { root, git, engine, policy, catalog, rulings } = workspace;
  const start = request.path === undefined ? '' : pathInRoot(root, io.cwd, request.path);
  const scan = await workspace.scan({ scope: 'tools', ...(start === '' ? {} : { start: [start] }) });
  const emails = request.history === true ? ((await git.authorEmails()) ?? []) : [];
  const inventory = engine.inventory(scan.documents.values(), coAuthorEvidence(emails, catalog), rulings);
  await logUsage(io, root, eventsOfTools(inventory.tools));
  return { inventory, policy, catalog, project: basename(root) };
}
