// The heavy half of the editor shell: detectors, catalogue, policy and readiness in one bundle, loaded at the first use.
// Called by services.ts alone; what it offers is typed in folder-engine.ts.

import type { OpenedFolder, PolicyAssist } from './folder-engine.ts';
import type { AiTool } from '../core/catalog/catalog.ts';
import type { Rule } from '../core/model/finding.ts';

export function openFolder(): Promise<OpenedFolder> {
  return Promise.reject(new Error('this build has no detectors and no policy loader yet'));
}

export function rule(): Rule | undefined {
  return undefined;
}

export function tool(): AiTool | undefined {
  return undefined;
}

export const assist: PolicyAssist = {
  complete: () => [],
  hover: () => undefined,
  diagnose: () => [],
};
