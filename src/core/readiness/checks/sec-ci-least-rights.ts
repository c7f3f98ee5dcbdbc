// The check sec-ci-least-rights: limits on the rights of GitHub build recipes.

import { weights, type Check } from '../check.ts';
import type { Workflow } from '../structure/workflows.ts';

type ReadWorkflow = Extract<Workflow, { readonly state: 'read' }>;

/** Limited when the recipe says so at its top, or each of its jobs does; a job may also take all rights back. */
function isLimited({ rights, jobs }: ReadWorkflow): boolean {
  if (rights === 'everything' || jobs.some((job) => job.rights === 'everything')) return false;
  return rights === 'limited' || (jobs.length > 0 && jobs.every((job) => job.rights === 'limited'));
}

/** The build robot has only the rights it needs. */
export const secCiLeastRights: Check = {
  id: 'sec-ci-least-rights',
  category: 'Security',
  title: 'The build robot has only the rights it needs',
  plain: 'If the robot is tricked, small rights mean small damage.',
  why: 'A step that goes wrong, or was made by somebody else, can change the code when the robot may write everything.',
  fix: 'Add "permissions: {contents: read}" at the top of each workflow, and more only to the job that needs it.',
  source:
    'https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication#permissions-for-the-github_token',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  applies: ['buildRobot'],
  evaluate({ workflows }) {
    if (workflows.length === 0) return { state: 'not_applicable', because: 'There are no GitHub build recipes here.' };
    const read = workflows.filter((workflow) => workflow.state === 'read');
    const wide = read.filter((workflow) => !isLimited(workflow));
    if (wide.length > 0) {
      return {
        state: 'fail',
        evidence: wide
          .slice(0, 10)
          .map(({ path, rightsLine }) => ({ path, line: rightsLine, note: 'no limit on its rights' })),
        because: `${String(wide.length)} of ${String(workflows.length)} build recipes set no limit on their rights.`,
      };
    }
    const unread = workflows.find((workflow) => workflow.state === 'malformed');
    if (unread !== undefined)
      return { state: 'unknown', because: `${unread.path} could not be read (${unread.because}).` };
    return {
      state: 'pass',
      evidence: read.slice(0, 3).map(({ path, rightsLine }) => ({ path, line: rightsLine, note: 'limits its rights' })),
    };
  },
};
