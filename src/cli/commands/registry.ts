// All commands, in the order of `handrail --help`.

import type { Command } from '../command.ts';
import { openForInventory } from '../open-for-inventory.ts';
import { logReadiness, openForReadiness, textAt } from '../open-for-readiness.ts';
import { checkCommand } from './check.ts';
import { createInventoryCommand } from './inventory.ts';
import { policyCommand } from './policy.ts';
import { createReadinessCommand } from './readiness.ts';
import { usageCommand } from './usage.ts';

export const commands: readonly Command[] = [
  checkCommand,
  createInventoryCommand(openForInventory),
  createReadinessCommand(openForReadiness, textAt, logReadiness),
  policyCommand,
  usageCommand,
];
