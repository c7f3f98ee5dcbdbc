// Every command, by its id. A test compares this table with the manifest. Adding one: a file here, a line below, its manifest entry.

import type { Services } from '../services.ts';
import {
  explainCheck,
  nextReadinessStep,
  openEvidence,
  openPolicy,
  showEffectivePolicy,
  whyFlagged,
} from './explain.ts';
import { applyFix, ignoreFinding } from './findings.ts';
import { openWalkthrough } from './walkthrough.ts';
import { notAnAiTool, requestApproval, showExtension, switchTool, uninstallExtension } from './tools.ts';
import { copyPrompt, fixCheck, fixEverything, guideCheck } from './readiness.ts';
import { askCodeHost } from './code-host.ts';
import { copyReadiness, showDashboard } from './dashboard.ts';
import { requestGoLive, ship } from './going-live.ts';
import { attestCheck, waiveCheck, withdrawAttestation } from './rulings.ts';
import { deleteUsage, exportUsage, showUsage } from './usage.ts';

/** Runs a command. Arguments come from menus, links and other extensions, so nothing about them is certain. */
export type CommandHandler = (services: Services, ...args: unknown[]) => unknown;

export const commandHandlers: Readonly<Record<`handrail.${string}`, CommandHandler>> = {
  'handrail.scanWorkspace': ({ session }) => {
    for (const folder of session.open) folder.scanAll();
  },
  'handrail.stopScan': ({ session }) => {
    for (const folder of session.open) folder.stopScan();
  },
  'handrail.openPolicy': openPolicy,
  'handrail.showEffectivePolicy': showEffectivePolicy,
  'handrail.whyFlagged': whyFlagged,
  'handrail.nextReadinessStep': nextReadinessStep,
  'handrail.fixCheck': fixCheck,
  'handrail.fixEverything': fixEverything,
  'handrail.guideCheck': guideCheck,
  'handrail.copyPrompt': copyPrompt,
  'handrail.withdrawAttestation': withdrawAttestation,
  'handrail.askCodeHost': askCodeHost,
  'handrail.ship': ship,
  'handrail.requestGoLive': requestGoLive,
  'handrail.showDashboard': showDashboard,
  'handrail.copyReadiness': copyReadiness,
  'handrail.attestCheck': attestCheck,
  'handrail.waiveCheck': waiveCheck,
  'handrail.explainCheck': explainCheck,
  'handrail.openEvidence': openEvidence,
  'handrail.applyFix': applyFix,
  'handrail.ignoreFinding': ignoreFinding,
  'handrail.requestApproval': requestApproval,
  'handrail.switchTool': switchTool,
  'handrail.notAnAiTool': notAnAiTool,
  'handrail.showExtension': showExtension,
  'handrail.uninstallExtension': uninstallExtension,
  'handrail.showUsage': showUsage,
  'handrail.exportUsage': exportUsage,
  'handrail.deleteUsage': deleteUsage,
  'handrail.showLog': ({ log }) => {
    log.show();
  },
  'handrail.openWalkthrough': openWalkthrough,
};
