// Plans over a workspace in memory, and what the workspace is after them. Used by the tests of "do it for me".

import assert from 'node:assert/strict';
import { applyTextEdits, type FileEdit } from '../../../src/core/model/edit.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import { planFix, planFixes, problemsSeen } from '../../../src/core/readiness/plan-fix.ts';
import type { CheckReport } from '../../../src/core/readiness/report.ts';
import type { FixContext, FixPlan } from '../../../src/core/readiness/scaffolds/scaffold.ts';
import { sha256 } from '../../../src/core/text/hash.ts';
import { factsOf, noPolicy, today, type Workspace } from './workspace.ts';

/** The workspace after the edits, as a shell would leave it. */
export function apply(workspace: Workspace, { edits, untrack = [] }: FixPlan): Workspace {
  const files = { ...workspace.files };
  for (const edit of edits) files[edit.path] = textAfter(edit, files[edit.path]);
  const git = workspace.git;
  if (git === 'none') return { ...workspace, files };
  const created = edits.filter((edit) => edit.kind === 'create').map(({ path }) => path);
  const tracked = [...(git?.tracked ?? Object.keys(workspace.files)), ...created].filter(
    (path) => !untrack.includes(path),
  );
  return { ...workspace, files, git: { ...git, tracked } };
}

function textAfter(edit: FileEdit, before: unknown): string {
  if (edit.kind === 'create') {
    assert.equal(before, undefined, `${edit.path} is there already`);
    return edit.text;
  }
  assert.ok(typeof before === 'string', `${edit.path} is a text`);
  assert.equal(edit.beforeHash, sha256(before), `${edit.path} was planned on its text`);
  return applyTextEdits(before, edit.edits);
}

export async function contextOf(workspace: Workspace, more: Partial<FixContext> = {}): Promise<FixContext> {
  return {
    facts: await factsOf(workspace),
    policy: noPolicy,
    today,
    evidence: [],
    read: (path) => {
      const text = workspace.files[path];
      return typeof text === 'string' ? text : undefined;
    },
    credentialFixes: () => [],
    ...more,
  };
}

/** Plan with what the check itself saw; nothing for a check that is not registered. */
export async function planned(
  id: string,
  workspace: Workspace,
  more: Partial<FixContext> = {},
): Promise<{ readonly plan: FixPlan; readonly check: CheckReport | undefined }> {
  const context = await contextOf(workspace, more);
  const report = evaluateReadiness(context.facts, more.policy ?? noPolicy, { today, waivers: [], attestations: [] });
  const check = report.checks.find((candidate) => candidate.id === id);
  const plan = await planFix(id, { ...context, evidence: problemsSeen(check), ...more });
  assert.ok(plan, `something is registered for ${id}`);
  return { plan, check };
}

/** Everything that fails, in one plan. */
export async function plannedAll(workspace: Workspace): ReturnType<typeof planFixes> {
  const context = await contextOf(workspace);
  const report = evaluateReadiness(context.facts, noPolicy, { today, waivers: [], attestations: [] });
  return planFixes(
    report.checks.filter(({ state }) => state !== 'pass' && state !== 'not_applicable'),
    context,
  );
}

/** Every plan for the open checks of a workspace, with the check. */
export async function plansFor(
  workspace: Workspace,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly plan: FixPlan; readonly check: CheckReport | undefined }[]> {
  const context = await contextOf(workspace);
  const report = evaluateReadiness(context.facts, noPolicy, { today, waivers: [], attestations: [] });
  return Promise.all(
    ids.map(async (id) => {
      const check = report.checks.find((candidate) => candidate.id === id);
      const plan = await planFix(id, { ...context, evidence: problemsSeen(check) });
      assert.ok(plan, id);
      return { id, plan, check };
    }),
  );
}
