// Help while a policy file is edited, as the session asks for it; what is offered comes from the core.

import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { allRules } from '../core/detectors/registry.ts';
import { completePolicy, diagnosePolicy, hoverPolicy, type AssistContext } from '../core/policy/assist.ts';
import type { PolicyAssist } from './folder-engine.ts';

function context(): AssistContext {
  return { catalog: builtinCatalog(), rules: allRules, today: new Date().toISOString().slice(0, 10) };
}

export const assist: PolicyAssist = {
  complete: (text, offset) => completePolicy(text, offset, context()),
  hover: (text, offset) => hoverPolicy(text, offset, context()),
  diagnose: (text, file, layer) => diagnosePolicy(text, file, layer, context()),
};
