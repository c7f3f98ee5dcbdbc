// Takes over content exclusions of GitHub Copilot, as a repository or an organisation writes them, into the files that no AI tool may read.
// Source: https://docs.github.com/en/copilot/how-tos/configure-content-exclusion/exclude-content-from-copilot

import { readYaml } from '../text/yaml-document.ts';
import type { CannotImport, Imported } from './imported.ts';
import { isRecord } from '../text/parsed-value.ts';

/** Read a list of patterns, or lists by repository. Those of `*` hold everywhere and are taken over. */
export function importContentExclusions(text: string, file: string): Imported | CannotImport {
  const { value, issues } = readYaml(text, file);
  const [first] = issues;
  if (first !== undefined) {
    return {
      problem: `${file}:${String(first.line)}:${String(first.column)} is not YAML that can be read: ${first.message}`,
    };
  }
  const everywhere = patternsIn(Array.isArray(value) ? value : isRecord(value) ? value['*'] : undefined);
  const elsewhere = isRecord(value) ? Object.keys(value).filter((key) => key !== '*') : [];
  if (everywhere.length + elsewhere.length === 0) {
    return { problem: `${file} has no content exclusions, so there is nothing to take over.` };
  }
  const notes = elsewhere.map(
    (repository) => `Exclusions for ${repository}: put them into the .handrail/policy.yaml of that repository.`,
  );
  return { exclude: [...new Set(everywhere.map(globOf))], notes };
}

function patternsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (typeof each === 'string') return each.trim() === '' ? [] : [each.trim()];
    const paths = isRecord(each) ? each['paths'] : undefined;
    return patternsIn(paths);
  });
}

/** A pattern that does not start at the top is meant in every folder. A folder stands for what is in it. */
function globOf(pattern: string): string {
  const isFromTop = pattern.startsWith('/') || pattern.startsWith('**/');
  const rest = pattern.replace(/^\//, '');
  const bound = isFromTop ? rest : `**/${rest}`;
  return bound.endsWith('/') ? `${bound}**` : bound;
}
