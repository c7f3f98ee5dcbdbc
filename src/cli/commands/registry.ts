// All commands, in the order of `handrail --help`.

import type { Command } from '../command.ts';
import { openForReadiness } from '../open-for-readiness.ts';
import { checkCommand } from './check.ts';
import { policyCommand } from './policy.ts';
import { createReadinessCommand } from './readiness.ts';
import { usageCommand } from './usage.ts';

const readinessCommand: Command = createReadinessCommand(openForReadiness);

export const commands: readonly Command[] = [checkCommand, readinessCommand, policyCommand, usageCommand];
