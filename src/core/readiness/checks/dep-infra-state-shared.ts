// The check dep-infra-state-shared: where Terraform keeps its record.

import { weights, type Check } from '../check.ts';
import { isSample } from '../paths.ts';
import { trackedFiles } from '../project-facts.ts';
import { withInnerBlocks } from '../structure/terraform.ts';

/** The record of your cloud setup is stored safely. */
export const depInfraStateShared: Check = {
  id: 'dep-infra-state-shared',
  category: 'Deployment',
  title: 'The record of your cloud setup is stored safely',
  plain: 'Kept on one laptop it gets lost or clashes.',
  why: 'A record on one machine gets lost or clashes, and a record in git gives away what it holds.',
  fix: 'Add the backend block that your policy names, and take *.tfstate files out of git.',
  source: 'https://developer.hashicorp.com/terraform/language/backend',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: ['terraform'],
  evaluate(facts) {
    const kept = trackedFiles(facts)
      .filter((path) => /\.tfstate(?:\.backup)?$/.test(path) && !isSample(path))
      .map((path) => ({ path, line: 1, note: 'the record is kept in git' }));
    if (kept.length > 0)
      return { state: 'warn', evidence: kept, because: 'Git keeps the record of the cloud setup, with all it holds.' };
    const blocks = facts.terraform.flatMap((block) => [...withInnerBlocks(block)]);
    const shared = blocks
      .filter(({ type, labels }) => (type === 'backend' && labels[0] !== 'local') || type === 'cloud')
      .map(({ path, line, labels }) => ({
        path,
        line,
        note: `the record is kept in ${labels[0] ?? 'the cloud of its maker'}`,
      }));
    if (shared.length > 0) return { state: 'pass', evidence: shared.slice(0, 3) };
    const isSetup =
      facts.terraform.some(({ type }) => type === 'provider') || blocks.some(({ type }) => type === 'backend');
    return isSetup
      ? { state: 'warn', evidence: [], because: 'Nothing says where the record of the cloud setup is kept.' }
      : { state: 'not_applicable', because: 'These are modules for others: whoever uses them keeps the record.' };
  },
};
