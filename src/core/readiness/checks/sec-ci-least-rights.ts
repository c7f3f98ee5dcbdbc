// The check sec-ci-least-rights: limits on the rights of GitHub build recipes.

import { readYaml } from '../../text/yaml-document.ts';
import { weights, type Check } from '../check.ts';
import { filesLike } from '../look.ts';

/** Rights are limited when the recipe says so at its top (but not write-all), or each job does. */
function rightsOf(text: string | undefined, path: string): 'limited' | 'wide' | 'unreadable' {
  const value = text === undefined ? undefined : readYaml(text, path).value;
  if (!isRecord(value)) return 'unreadable';
  if ('permissions' in value) return value['permissions'] === 'write-all' ? 'wide' : 'limited';
  const jobs = isRecord(value['jobs']) ? Object.values(value['jobs']) : [];
  const isLimited = (job: unknown): boolean =>
    isRecord(job) && 'permissions' in job && job['permissions'] !== 'write-all';
  return jobs.length > 0 && jobs.every(isLimited) ? 'limited' : 'wide';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The build robot has only the rights it needs. */
export const secCiLeastRights: Check = {
  id: 'sec-ci-least-rights',
  category: 'Security',
  title: 'The build robot has only the rights it needs',
  plain: 'If the robot is tricked, small rights mean small damage.',
  why: 'Without a "permissions" entry a job may get a token that can change code and releases.',
  fix: 'Add "permissions: {contents: read}" at the top of each build recipe, and more only to the job that needs it.',
  source: 'https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#permissions',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  applies: ['buildRobot'],
  evaluate(facts) {
    const workflows = filesLike(facts, /^\.github\/workflows\/[^/]+\.ya?ml$/);
    if (workflows.length === 0) return { state: 'not_applicable', because: 'There are no GitHub build recipes here.' };
    const judged = workflows.map((file) => ({
      file,
      rights: rightsOf(facts.texts.get(file.shownPath), file.shownPath),
    }));
    const unread = judged.find(({ rights }) => rights === 'unreadable');
    const wide = judged.filter(({ rights }) => rights === 'wide');
    if (wide.length > 0) {
      const evidence = wide.map(({ file }) => ({ path: file.shownPath, line: 1, note: 'no limit on its rights' }));
      return {
        state: 'fail',
        evidence,
        because: `${String(wide.length)} of ${String(workflows.length)} build recipes set no limit on their rights.`,
      };
    }
    if (unread !== undefined) return { state: 'unknown', because: `${unread.file.shownPath} could not be read.` };
    return {
      state: 'pass',
      evidence: judged.slice(0, 3).map(({ file }) => ({ path: file.shownPath, line: 1, note: 'limits its rights' })),
    };
  },
};
