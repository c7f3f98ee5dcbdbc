// Tables that name many AI services are data about them: rules of secret scanners, lists of models, our own catalogue.

import type { DetectedTool } from '../detector.ts';

/** More services than one file of code speaks to. Chosen by real repositories: rule tables name twenty and more. */
const many = 10;

/** Folders of rules and samples of scanners, one provider a file, and what such a file speaks of. */
const ruleFolder = /(?:^|\/)(?:rules?|detectors?|patterns?|signatures?|__snapshots__|snapshots)\//i;

/** Whether a file is a rule of a secret scanner: it names a service to find its keys, not to use it. */
export function isScannerRule(path: string, text: string): boolean {
  return (
    ruleFolder.test(path) &&
    /\b(?:regexp?|pattern|keywords|secret)s?\b/i.test(text) &&
    /\[[\w\\-]+\]\s*\{\d|\\b|\(\?[:i]|Generate\w*Rule|Regex/.test(text)
  );
}

/** Whether a file names so many different tools that it is a list of them. A file of settings for the environment never is. */
export function isListOfTools(path: string, tools: readonly DetectedTool[]): boolean {
  if (/(?:^|\/)\.env(?:\.[\w.-]+)?$/.test(path)) return false;
  return new Set(tools.map(({ toolId }) => toolId)).size >= many;
}
