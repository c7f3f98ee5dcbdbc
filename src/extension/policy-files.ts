// Which files of a folder hold a policy or its tests. The features that help to write them share it.

import type { LayerName } from '../core/policy/policy.ts';

/** Files that hold a policy, with the layer they are. */
export const policyFiles: Readonly<Record<string, LayerName>> = {
  'ai-policy.yaml': 'organisation',
  '.handrail/policy.yaml': 'workspace',
};

/** Tests of the company's policy. */
export const policyTestsFile = 'ai-policy.test.yaml';

/** Editors in which tests of a policy are written. */
export const policyTestsSelector = { pattern: '**/ai-policy.test.yaml' };

/** Editors in which policies are written. */
export const policySelector = { pattern: '**/{ai-policy.yaml,.handrail/policy.yaml}' };
