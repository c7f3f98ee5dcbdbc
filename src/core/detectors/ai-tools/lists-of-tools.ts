// Tables that name many AI services are data about them: rules of secret scanners, lists of models, our own catalogue.

import type { DetectedTool } from '../detector.ts';

/** More services than one file of code speaks to. Chosen by real repositories: rule tables name twenty and more. */
const many = 10;

/** Whether a file names so many different tools that it is a list of them. A file of settings for the environment never is. */
export function isListOfTools(path: string, tools: readonly DetectedTool[]): boolean {
  if (/(?:^|\/)\.env(?:\.[\w.-]+)?$/.test(path)) return false;
  return new Set(tools.map(({ toolId }) => toolId)).size >= many;
}
