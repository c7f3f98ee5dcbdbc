// Takes over the allowlists of a gitleaks configuration. Paths become exceptions with an end; values, words and commits have no
// counterpart in a policy and are named, never copied: an allowed value may be a real one.
// Source: https://github.com/gitleaks/gitleaks#configuration

import { parse as parseToml } from 'smol-toml';
import { messageOf } from '../model/errors.ts';
import type { CannotImport, Imported, ImportedException } from './imported.ts';
import { globsOfExpression } from './path-expression.ts';

/** Read `.gitleaks.toml`. */
export function importGitleaks(text: string, file: string): Imported | CannotImport {
  let config: unknown;
  try {
    config = parseToml(text);
  } catch (thrown) {
    return { problem: `${file} is no TOML that can be read: ${messageOf(thrown).split('\n')[0] ?? ''}` };
  }
  const global = allowlistsOf(config);
  const ruled = listAt(config, 'rules').flatMap((rule) =>
    allowlistsOf(rule).map((allowlist) => ({ allowlist, rule: textAt(rule, 'id') ?? 'a rule' })),
  );
  if (global.length + ruled.length === 0)
    return { problem: `${file} has no allowlist, so there is nothing to take over.` };
  const parts = [
    ...global.map((allowlist) => taken(allowlist, undefined, file)),
    ...ruled.map(({ allowlist, rule }) => taken(allowlist, rule, file)),
  ];
  return {
    exceptions: parts.flatMap(({ exceptions = [] }) => exceptions),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function taken(allowlist: unknown, rule: string | undefined, file: string): Imported {
  const where = rule === undefined ? `the allowlist of ${file}` : `the allowlist of ${rule} in ${file}`;
  const notes: string[] = [];
  const without = (key: string, what: string): void => {
    const { length } = listAt(allowlist, key);
    if (length > 0) notes.push(`${String(length)} ${what} of ${where}: use a comment at the place, or the baseline.`);
  };
  without('regexes', 'allowed values');
  without('stopwords', 'stop words');
  without('commits', 'allowed commits');
  const paths = textsAt(allowlist, 'paths');
  // With "AND" a path alone allows nothing.
  const needsMore = /^and$/i.test(textAt(allowlist, 'condition') ?? '') && notes.length > 0;
  if (needsMore) {
    notes.push(`${String(paths.length)} paths of ${where}: they count only together with the values.`);
    return { notes };
  }
  const globs = paths.flatMap((path) => {
    const found = globsOfExpression(path);
    if (found === undefined) notes.push(`The path expression ${JSON.stringify(path)} of ${where}: write it as globs.`);
    return found ?? [];
  });
  const reason = textAt(allowlist, 'description') ?? `Taken over from ${where}`;
  const exceptions: readonly ImportedException[] =
    globs.length === 0
      ? []
      : [
          {
            rule: 'sensitive-data/*',
            paths: [...new Set(globs)],
            reason: rule === undefined ? reason : `${reason} (${rule})`,
          },
        ];
  return { exceptions, notes };
}

/** `[allowlist]`, `[[allowlists]]` and the old `[whitelist]`. */
function allowlistsOf(holder: unknown): readonly unknown[] {
  const named = [at(holder, 'allowlist'), at(holder, 'whitelist'), at(holder, 'allowlists')];
  return named.flatMap((each): readonly unknown[] => (each === undefined ? [] : Array.isArray(each) ? each : [each]));
}

function at(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function listAt(holder: unknown, key: string): readonly unknown[] {
  const value = at(holder, key);
  return Array.isArray(value) ? value : [];
}

function textsAt(holder: unknown, key: string): readonly string[] {
  return listAt(holder, key).filter((each) => typeof each === 'string');
}

function textAt(holder: unknown, key: string): string | undefined {
  const value = at(holder, key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
