// The heavy half of the editor shell: detectors, catalogue, policy and readiness in one bundle, loaded at the first use.
// Called by services.ts alone; what it offers is typed in folder-engine.ts.

import type { OpenedFolder, OpenRequest, PolicyAssist } from './folder-engine.ts';
import type { AiTool } from '../core/catalog/catalog.ts';
import type { Rule } from '../core/model/finding.ts';

export function openFolder(request: OpenRequest): Promise<OpenedFolder> {
  return Promise.reject(new Error(`no engine is built in that could open ${request.root ?? 'this folder'}`));
}

export function rule(id: string): Rule | undefined {
  void id;
  return undefined;
}

export function tool(id: string): AiTool | undefined {
  void id;
  return undefined;
}

export const assist: PolicyAssist = {
  complete: () => [],
  hover: () => undefined,
  diagnose: () => [],
};
