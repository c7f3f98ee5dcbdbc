// "Do it for me", for one check or for several at once: edits to look at first, and what is left for a person. Called by
// `readiness fix` and the editor.

import { applyTextEdits, type FileEdit } from '../model/edit.ts';
import { approvalCheck } from './approval.ts';
import type { CheckEvidence } from '../model/outcome.ts';
import { sha256 } from '../text/hash.ts';
import type { CheckReport } from './report.ts';
import { factsAfter, type FixContext, type FixPlan } from './scaffolds/scaffold.ts';
import { scaffolds } from './scaffolds/registry.ts';

/** Whether something can be offered for a check at all: in a project of another shape the plan may still be empty. */
export function isFixable(checkId: string): boolean {
  return fixable.has(checkId);
}

const fixable: ReadonlySet<string> = new Set([approvalCheck, ...scaffolds.flatMap(({ checks }) => checks)]);

/** Places of a check that a fix may change. A pass names places, too: there the evidence is of nothing wrong. */
export function problemsSeen(check: Pick<CheckReport, 'state' | 'evidence'> | undefined): readonly CheckEvidence[] {
  return check === undefined || check.state === 'pass' ? [] : check.evidence;
}

/** Edits that get a check going; nothing people wrote is overwritten.
 *  @returns undefined when a machine can do nothing for this check; no edits when what could be offered is there already or
 *  the project has another shape: then guide.ts has the steps */
export async function planFix(checkId: string, context: FixContext): Promise<FixPlan | undefined> {
  return scaffolds.find((scaffold) => scaffold.checks.includes(checkId))?.plan(context);
}

/** Whether a plan would change anything. */
export function changesSomething(plan: FixPlan | undefined): plan is FixPlan {
  return plan !== undefined && (plan.edits.length > 0 || (plan.untrack ?? []).length > 0);
}

/** Several checks in one go: each plan builds on the ones before it, and each file is changed once.
 *  @param checks  in the order in which they are planned, with what each one saw
 *  @returns the plan, and the ids of the checks it does something for */
export async function planFixes(
  checks: readonly { readonly id: string; readonly evidence: readonly CheckEvidence[] }[],
  context: Omit<FixContext, 'evidence'>,
): Promise<{ readonly plan: FixPlan; readonly checkIds: readonly string[] }> {
  const before = new Map<string, string | undefined>();
  const after = new Map<string, string>();
  const afterwards = new Set<string>();
  const untrack = new Set<string>();
  const checkIds: string[] = [];
  const planned = new Set<unknown>();
  let { facts } = context;
  for (const { id, evidence } of checks) {
    const scaffold = scaffolds.find((each) => each.checks.includes(id));
    if (scaffold === undefined) continue;
    if (planned.has(scaffold)) {
      checkIds.push(id);
      continue;
    }
    const plan = await scaffold.plan({
      ...context,
      evidence,
      facts,
      read: async (path) => after.get(path) ?? (await context.read(path)),
    });
    if (!changesSomething(plan)) continue;
    const next = await textsAfter(plan.edits, after, context);
    if (next === undefined) continue;
    for (const edit of plan.edits) {
      if (!before.has(edit.path))
        before.set(edit.path, edit.kind === 'create' ? undefined : await context.read(edit.path));
    }
    for (const [path, text] of next) after.set(path, text);
    facts = factsAfter(facts, plan.edits);
    for (const step of plan.afterwards) afterwards.add(step);
    for (const path of plan.untrack ?? []) untrack.add(path);
    planned.add(scaffold);
    checkIds.push(id);
  }
  const edits = [...after].map(([path, text]) => wholeEdit(path, before.get(path), text));
  return {
    plan: { edits, afterwards: [...afterwards], ...(untrack.size === 0 ? {} : { untrack: [...untrack] }) },
    checkIds,
  };
}

/** Texts after a plan's edits; undefined when one of them was planned on another text than the one at hand. */
async function textsAfter(
  edits: readonly FileEdit[],
  after: ReadonlyMap<string, string>,
  context: Pick<FixContext, 'read'>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const next = new Map<string, string>();
  for (const edit of edits) {
    const known = after.get(edit.path);
    if (edit.kind === 'create') {
      if (known !== undefined && known !== edit.text) return undefined;
      next.set(edit.path, edit.text);
      continue;
    }
    const text = known ?? (await context.read(edit.path));
    if (text === undefined || sha256(text) !== edit.beforeHash) return undefined;
    next.set(edit.path, applyTextEdits(text, edit.edits));
  }
  return next;
}

/** One edit from first to last text: what both have in common at both ends is left alone. */
function wholeEdit(path: string, before: string | undefined, text: string): FileEdit {
  if (before === undefined) return { kind: 'create', path, text };
  let start = 0;
  while (start < before.length && start < text.length && before[start] === text[start]) start++;
  let end = 0;
  while (end < before.length - start && end < text.length - start && before.at(-1 - end) === text.at(-1 - end)) end++;
  const edit = { startOffset: start, endOffset: before.length - end, newText: text.slice(start, text.length - end) };
  return { kind: 'modify', path, beforeHash: sha256(before), edits: [edit] };
}
