// Patterns of a policy that cost too much time or cover more than anybody can mean. Part of lint.ts.

import type { Issue } from '../model/errors.ts';
import type { PolicyDocument } from './schema.ts';

/** Makes the issue for a place. */
export type Doubt = (
  pointer: string,
  code: string,
  message: string,
  more?: Pick<Issue, 'related' | 'suggestion'> & { readonly severity?: Issue['severity'] },
) => Issue;

/** Regular expressions that no linear-time engine runs, and patterns that take in everything. */
export function lintPatterns(document: PolicyDocument, doubt: Doubt): readonly Issue[] {
  const expressions = (document.data?.detectors ?? []).flatMap(({ pattern }, index) => {
    const because = whyRisky(pattern);
    if (because === undefined) return [];
    return [doubt(`/data/detectors/${String(index)}/pattern`, 'policy/risky-pattern', `This pattern ${because}.`)];
  });
  const globs = (document.data?.exclude ?? []).flatMap((glob, index) =>
    /^(?:\*|\*\*|\*\*\/\*|\/)$/.test(glob)
      ? [
          doubt(
            `/data/exclude/${String(index)}`,
            'policy/broad-pattern',
            `"${glob}" covers every file. Name the ones that are meant.`,
          ),
        ]
      : [],
  );
  const tools = (document.tools?.allow ?? []).flatMap(({ id }, index) =>
    /^\**$/.test(id)
      ? [
          doubt(
            `/tools/allow/${String(index)}/id`,
            'policy/broad-pattern',
            `"${id}" allows every tool, known or not. Name the ones that are meant, or set "default: allow".`,
          ),
        ]
      : [],
  );
  const exceptions = (document.exceptions ?? []).flatMap(({ match }, index) =>
    (match?.paths ?? []).flatMap((glob, at) =>
      /^(?:\*\*|\*\*\/\*)$/.test(glob)
        ? [
            doubt(
              `/exceptions/${String(index)}/match/paths/${String(at)}`,
              'policy/broad-pattern',
              `"${glob}" covers every file. Name the ones that are meant.`,
            ),
          ]
        : [],
    ),
  );
  return [...expressions, ...globs, ...tools, ...exceptions];
}

/** Why an expression must not be run on other people's text; undefined when nothing speaks against it.
 *  Source: https://github.com/google/re2/wiki/Syntax */
export function whyRisky(pattern: string): string | undefined {
  if (/\(\?(?:[=!]|<[=!])/.test(pattern))
    return 'looks around, which takes time without bound. Write it without "(?=", "(?!" or "(?<"';
  if (/\\(?:[1-9]|k<)/.test(pattern))
    return 'refers back to a group, which takes time without bound. Write the text out';
  if (hasNestedRepeat(pattern)) {
    return 'repeats something that repeats itself, which can take very long. Use one repetition, such as "[a-z]+"';
  }
  try {
    new RegExp(inJavaScript(pattern), 'u');
    return undefined;
  } catch {
    return 'is no regular expression that can be read. Check brackets and backslashes';
  }
}

/** RE2 writes named groups, flags and the ends of a text differently. Source: https://github.com/google/re2/wiki/Syntax */
function inJavaScript(pattern: string): string {
  return pattern
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[imsU-]+\)/g, '')
    .replace(/\(\?[imsU-]+:/g, '(?:')
    .replace(/\\[Az]/g, '')
    .replace(/\[\[:\^?\w+:\]/g, '[a');
}

/** Whether a group that holds `*`, `+` or `{n,}` is itself repeated without end. */
function hasNestedRepeat(pattern: string): boolean {
  const open: { repeats: boolean }[] = [];
  let isInClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '\\') {
      index += 1;
    } else if (isInClass) {
      isInClass = character !== ']';
    } else if (character === '[') {
      isInClass = true;
    } else if (character === '(') {
      open.push({ repeats: false });
    } else if (character === ')') {
      const group = open.pop();
      const isRepeated = /^(?:[*+]|\{\d+,\})/.test(pattern.slice(index + 1, index + 12));
      if (group?.repeats === true && isRepeated) return true;
      const around = open.at(-1);
      if (around && (isRepeated || group?.repeats === true)) around.repeats = true;
    } else if (/^(?:[*+]|\{\d+,\})/.test(pattern.slice(index, index + 12))) {
      const around = open.at(-1);
      if (around) around.repeats = true;
    }
  }
  return false;
}
