// What `readiness fix` and the editor's "fix" offer: the starting file or marked region for a check, as edits to look at first.

import type { FileEdit } from '../model/edit.ts';
import type { Facts } from './facts.ts';
import { agentInstructionsScaffold, aiIgnoreScaffold } from './scaffolds/ai-files.ts';
import { buildWorkflowScaffold } from './scaffolds/build-workflow.ts';
import { codeownersScaffold } from './scaffolds/codeowners.ts';
import { dependabotScaffold } from './scaffolds/dependabot.ts';
import { backupScaffold, rollbackScaffold, runbookScaffold, securityPolicyScaffold } from './scaffolds/documents.ts';
import { envExampleScaffold } from './scaffolds/env-example.ts';
import { gitignoreScaffold } from './scaffolds/gitignore.ts';
import { projectFileScaffold } from './scaffolds/project-file.ts';
import { readmeScaffold } from './scaffolds/readme.ts';
import type { Scaffold } from './scaffolds/scaffold.ts';

/** All scaffolds; each check at most once. */
export const scaffolds: readonly Scaffold[] = [
  agentInstructionsScaffold,
  aiIgnoreScaffold,
  backupScaffold,
  buildWorkflowScaffold,
  codeownersScaffold,
  dependabotScaffold,
  envExampleScaffold,
  gitignoreScaffold,
  projectFileScaffold,
  readmeScaffold,
  rollbackScaffold,
  runbookScaffold,
  securityPolicyScaffold,
];

/** Whether some file can be offered for a check at all. */
export function isFixable(checkId: string): boolean {
  return scaffolds.some((scaffold) => scaffold.checks.includes(checkId));
}

/** Edits that get a check going; nothing people wrote is overwritten.
 *  @returns undefined when there is no file to offer for this check, [] when what could be offered is already there */
export function planFix(checkId: string, facts: Facts): readonly FileEdit[] | undefined {
  return scaffolds.find((scaffold) => scaffold.checks.includes(checkId))?.plan(facts);
}
