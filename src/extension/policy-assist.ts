// Help while a policy file is edited, as the session asks for it; what is offered comes from the core.

import type { PolicyAssist } from './folder-engine.ts';

export const assist: PolicyAssist = {
  complete: () => [],
  hover: () => undefined,
  diagnose: () => [],
};
