// The check sec-ci-not-hijackable: GitHub build recipes that run what strangers write.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import type { Workflow } from '../structure/workflows.ts';
import { expression } from '../../text/expression.ts';

type ReadWorkflow = Extract<Workflow, { readonly state: 'read' }>;

/** Text that strangers write, put into a command as it is: a branch that is merged into is not theirs to name.
 *  Source: https://securitylab.github.com/resources/github-actions-untrusted-input/ */
const pastedText = expression()`
  \$\{\{\s*github\.(?:
    event\.(?:issue|pull_request|comment|review|discussion|head_commit)\.(?!base\.)[\w.]*
    (?:title|body|name|ref|label|message|email)|
    head_ref
  )\b
`;
const strangersCode = /github\.(?:event\.(?:pull_request\.(?:head|number)|workflow_run\.head|number)|head_ref)/;
const withRights = new Set(['pull_request_target', 'workflow_run']);
/** Events in which that text comes from somebody who may not write here. */
const byStrangers = new Set([
  ...withRights,
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'discussion',
  'discussion_comment',
]);

/** Conditions under which the run before was no stranger's. */
const ownRunsOnly =
  /workflow_run\.(?:event\s*==\s*'(?:push|schedule|release|workflow_dispatch)'|head_repository\.full_name\s*==)/;

/** Whether a stranger's change may stand behind a run: not when what ran before never runs on one. */
function mayFollowStrangers(workflow: ReadWorkflow, all: readonly ReadWorkflow[]): boolean {
  if (workflow.triggers.includes('pull_request_target')) return true;
  return workflow.follows.some((name) => {
    const before = all.find((other) => other.name === name);
    return before === undefined || before.triggers.some((trigger) => byStrangers.has(trigger));
  });
}

function problemsOf(workflow: ReadWorkflow, all: readonly ReadWorkflow[]): readonly CheckEvidence[] {
  const { path, triggers, jobs } = workflow;
  const runsWithRights = triggers.some((trigger) => withRights.has(trigger)) && mayFollowStrangers(workflow, all);
  const meetsStrangers = triggers.some((trigger) => byStrangers.has(trigger));
  return jobs.flatMap(({ steps, condition = '' }) =>
    steps.flatMap(({ run, ref, uses }) => [
      ...(run !== undefined && meetsStrangers && pastedText.test(run.value)
        ? [
            {
              path,
              line: run.line + lineOfMatch(run.value),
              note: 'text written by strangers becomes part of a command',
            },
          ]
        : []),
      ...(runsWithRights &&
      !ownRunsOnly.test(condition) &&
      ref !== undefined &&
      uses?.value.startsWith('actions/checkout') === true &&
      strangersCode.test(ref.value)
        ? [{ path, line: ref.line, note: 'checks out code of strangers' }]
        : []),
    ]),
  );
}

/** Lines between the start of a command and the pasted text; a block begins on the line after its sign. */
function lineOfMatch(command: string): number {
  const before = command.slice(0, command.search(pastedText));
  return command.includes('\n') ? before.split('\n').length : 0;
}

/** Strangers can’t run their code in your build. */
export const secCiNotHijackable: Check = {
  id: 'sec-ci-not-hijackable',
  category: 'Security',
  title: 'Strangers can’t run their code in your build',
  plain: 'A risky setting lets someone outside borrow your robot and its keys.',

  why: 'A build that runs a stranger’s change, or pastes a title into a command, gives away its secrets.',

  fix: 'Use "pull_request" instead of "pull_request_target", and pass titles and names through "env" in quotes.',

  source:
    'https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  revision: 3,
  applies: ['buildRobot'],
  evaluate({ workflows }) {
    if (workflows.length === 0) return { state: 'not_applicable', because: 'There are no GitHub build recipes here.' };
    const read = workflows.filter((workflow) => workflow.state === 'read');
    const evidence = read.flatMap((workflow) => problemsOf(workflow, read));
    if (evidence.length > 0) return { state: 'fail', evidence, because: 'A stranger can run commands in the build.' };
    const unread = workflows.find((workflow) => workflow.state === 'malformed');
    if (unread !== undefined)
      return { state: 'unknown', because: `${unread.path} could not be read (${unread.because}).` };
    return {
      state: 'pass',
      evidence: read.slice(0, 3).map(({ path }) => ({ path, line: 1, note: 'runs nothing that strangers write' })),
    };
  },
};
