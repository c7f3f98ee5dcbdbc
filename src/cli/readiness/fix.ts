// `handrail readiness fix CHECK`: what a machine can do, shown or done; else the steps, and the prompt for an AI tool.

import type { Tier } from '../../core/model/outcome.ts';
import { guideFor } from '../../core/readiness/guide.ts';
import { openChecks } from '../../core/readiness/open-checks.ts';
import { changesSomething, planFix, planFixes, problemsSeen } from '../../core/readiness/plan-fix.ts';
import { projectFacts } from '../../core/readiness/project-facts.ts';
import type { FixContext, FixPlan } from '../../core/readiness/scaffolds/scaffold.ts';
import { renderEdits } from '../../core/readiness/render-edits.ts';
import {
  editInWords,
  normalFolder,
  reportOf,
  type ReadinessIo,
  type ReadinessWorkspace,
} from './readiness-workspace.ts';

/** @returns 0 when something was written or is there already, 1 when only a person can do it */
export async function fixCheck(
  checkId: string,
  request: { readonly isDryRun: boolean; readonly tier?: Tier; readonly project?: string },
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const check = reportOf(workspace, request).checks.find(({ id }) => id === checkId);
  if (check === undefined) return 1;
  const plan = await planFix(checkId, { ...contextOf(workspace, request), evidence: problemsSeen(check) });
  if (!changesSomething(plan)) {
    const isMet = check.state === 'pass' || check.state === 'not_applicable';
    if (isMet) {
      io.stdout(
        `Nothing to do for "${check.title}": ${check.state === 'pass' ? 'it is in place' : (check.because ?? 'it does not apply').replace(/\.$/, '')}.\n`,
      );
      return 0;
    }
    const { steps, prompt } = guideFor(check, contextOf(workspace, request).facts, workspace.assistant);
    const numbered = steps.map((step, index) => `${String(index + 1)}. ${step}`);
    const confirm =
      check.attest === undefined && check.state !== 'unknown'
        ? ''
        : `\nWhere files cannot tell, a person may: handrail readiness attest ${check.id}\n`;
    io.stdout(
      `There is no file that Handrail could write for "${check.title}" here. What to do:\n\n${numbered.join('\n')}\n${confirm}\n--- prompt\n${prompt}\n---\n`,
    );
    return 1;
  }
  return carryOut(plan, request, workspace, io);
}

/** Everything that can be done up to the next stop. @returns 0 when something was written, 1 when nothing could be */
export async function fixEverything(
  request: { readonly isDryRun: boolean; readonly tier?: Tier; readonly project?: string },
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const { plan, checkIds } = await planFixes(openChecks(reportOf(workspace, request)), contextOf(workspace, request));
  if (!changesSomething(plan)) {
    io.stdout('Nothing is left that can be done without you. "handrail readiness" names the next steps.\n');
    return 1;
  }
  io.stderr(`For ${checkIds.join(', ')}:\n`);
  return carryOut(plan, request, workspace, io);
}

function contextOf(
  workspace: ReadinessWorkspace,
  { project }: { readonly project?: string },
): Omit<FixContext, 'evidence'> {
  return {
    facts: project === undefined ? workspace.facts : projectFacts(workspace.facts, normalFolder(project)),
    policy: workspace.policy,
    today: workspace.today,
    read: workspace.textOf,
    credentialFixes: workspace.credentialFixes,
    ...(workspace.commitOfTag === undefined ? {} : { commitOfTag: workspace.commitOfTag }),
  };
}

async function carryOut(
  plan: FixPlan,
  request: { readonly isDryRun: boolean },
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const untracked = plan.untrack ?? [];
  const left =
    plan.afterwards.length === 0
      ? ''
      : `\nThen:\n${plan.afterwards.map((step, index) => `${String(index + 1)}. ${step}`).join('\n')}\n`;
  if (request.isDryRun) {
    const texts = new Map(
      await Promise.all(plan.edits.map(async ({ path }) => [path, await workspace.textOf(path)] as const)),
    );
    io.stdout(
      renderEdits(plan.edits, (path) => texts.get(path)) +
        untracked.map((path) => `# out of git, kept on disk: ${path}\n`).join(''),
    );
    io.stderr(left);
    return 0;
  }
  await workspace.apply(plan.edits);
  if (untracked.length > 0) await workspace.untrack(untracked);
  io.stdout(
    `${[...plan.edits.map(editInWords), ...untracked.map((path) => `Took ${path} out of git; it stays on disk`)].join('\n')}\nPlease look at it: it is a start, and you know better what belongs there.\n${left}`,
  );
  return 0;
}
