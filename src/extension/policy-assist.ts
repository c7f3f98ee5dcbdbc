// Help while a policy file is edited, as the session asks for it; what is offered comes from the core.

import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { allRules } from '../core/detectors/registry.ts';
import { affectedBy } from '../core/policy/assist-affected.ts';
import { definitionsAt } from '../core/policy/assist-definition.ts';
import { fixesOf } from '../core/policy/assist-fixes.ts';
import { foldsOf } from '../core/policy/assist-outline.ts';
import { completePolicy, diagnosePolicy, hoverPolicy, type AssistContext } from '../core/policy/assist.ts';
import { completePolicyTests, diagnosePolicyTests, hoverPolicyTests } from '../core/policy/test-assist.ts';
import type { PolicyAssist, PolicySurroundings } from './folder-engine.ts';

function context({ policy, rejected = [], paths }: PolicySurroundings = {}): AssistContext {
  const inForce = policy === undefined ? undefined : { policy, rejected };
  return { catalog: builtinCatalog(), rules: allRules, now: now(), inForce, paths };
}

function now(): string {
  return new Date().toISOString();
}

export const assist: PolicyAssist = {
  complete: (text, offset, around) => completePolicy(text, offset, context(around)),
  hover: (text, offset, around) => hoverPolicy(text, offset, context(around)),
  diagnose: (text, file, layer) => diagnosePolicy(text, file, layer, context()),
  completeTests: (text, offset, around) => completePolicyTests(text, offset, context(around)),
  hoverTests: (text, offset, around) => hoverPolicyTests(text, offset, context(around)),
  diagnoseTests: (text, file, around) => diagnosePolicyTests(text, file, context(around)),
  definitions: (text, file, offset, { policy }) => definitionsAt(text, file, offset, policy),
  fixes: (issue, text) => fixesOf(issue, text, now().slice(0, 10)),
  folds: foldsOf,
  affected: affectedBy,
};
