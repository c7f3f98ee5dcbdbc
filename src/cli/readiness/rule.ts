// `handrail readiness attest|waive CHECK`: a decision of a named person, kept in git. Never asks: what is missing is named.

import { Refusal } from '../../core/model/errors.ts';
import type { Tier } from '../../core/model/outcome.ts';
import { planRuling, rulingsPathOf, type RulingKind } from '../../core/readiness/plan-ruling.ts';
import { readinessDemands } from '../../core/readiness/policy-demands.ts';
import { renderEdits } from '../../core/readiness/render-edits.ts';
import { editInWords, reportOf, type ReadinessIo, type ReadinessWorkspace } from './readiness-workspace.ts';

export interface RulingRequest {
  readonly isDryRun: boolean;
  readonly tier?: Tier;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly ticket?: string;
}

/** @throws Refusal `usage` when something is missing or the decision is not possible */
export async function decideCheck(
  kind: RulingKind,
  checkId: string,
  request: RulingRequest,
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const by = await workspace.userEmail();
  if (by === undefined || by === '') {
    throw new Refusal('usage', 'Git does not know who you are. Set it once: git config user.email you@company');
  }
  const { reason, owner, expires, ticket } = request;
  if (reason === undefined || owner === undefined || expires === undefined) {
    const missing = Object.entries({ reason, owner, expires }).filter(([, value]) => value === undefined);
    throw new Refusal('usage', `Missing: ${missing.map(([name]) => `--${name}`).join(', ')}.`);
  }
  const report = reportOf(workspace, request);
  const ruling = {
    check: checkId,
    owner,
    by,
    at: workspace.today,
    reason,
    ...(ticket === undefined ? {} : { ticket }),
    expires,
  };
  const limits = readinessDemands(workspace.policy).limits(report.tier);
  const text = await workspace.textOf(rulingsPathOf(kind));
  const plan = planRuling(kind, ruling, report, limits, text);
  if ('problem' in plan) throw new Refusal('usage', plan.problem);
  if (request.isDryRun) {
    io.stdout(renderEdits([plan.edit], () => text));
    return 0;
  }
  await workspace.apply([plan.edit]);
  io.stdout(`${editInWords(plan.edit)}: ${plan.id}, until ${expires}.\nCommit the file so that others see it.\n`);
  return 0;
}
