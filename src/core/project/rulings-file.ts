// Adds an entry to `.handrail/waivers.yaml` or `.handrail/attestations.yaml` and leaves everything people wrote there as it is.
// The command line and the editor call it; reading and validating these files is core/policy/waivers.ts.

import { YAMLSeq, isMap, isSeq, parseDocument, type Document } from 'yaml';

export const waiversPath = '.handrail/waivers.yaml';
export const attestationsPath = '.handrail/attestations.yaml';

/** One decision of a named person about a readiness check. Dates are UTC days, both included. */
export interface NewRuling extends Decision {
  readonly check: string;
}

/** The same about a rule: findings of it are left out where the path fits. */
export interface NewRuleWaiver extends Decision {
  readonly rule: string;
  /** Id of the AI tool it is about, for rules about tools. */
  readonly tool?: string;
}

interface Decision {
  /** Glob; absent means the whole workspace. A project of a monorepo is named `<folder>/**`. */
  readonly path?: string;
  readonly owner: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly expires: string;
}

/** The file with one entry more. The id is made of what it is about and the day and is new in this file.
 *  @param text  what is there now; undefined when there is no file
 *  @returns a problem in words when the file is no YAML list: it is not touched then */
export function appendRuling(
  text: string | undefined,
  ruling: NewRuling | NewRuleWaiver,
): { readonly text: string; readonly id: string } | { readonly problem: string } {
  const document: Document = parseDocument(text ?? '');
  const broken = document.errors[0];
  if (broken !== undefined) return { problem: `it is not valid YAML (${broken.message.split('\n')[0] ?? ''})` };
  document.contents ??= new YAMLSeq();
  const list: unknown = document.contents;
  if (!isSeq(list)) return { problem: 'it does not hold a list' };
  const known: unknown = list.toJSON();
  const ids = new Set(Array.isArray(known) ? known.map((entry: { id?: unknown } | null) => entry?.id) : []);
  const subject = 'check' in ruling ? ruling.check : (ruling.tool ?? ruling.rule.replace('/', '-'));
  const base = `${subject}-${ruling.at}`;
  let id = base;
  for (let count = 2; ids.has(id); count++) id = `${base}-${String(count)}`;
  list.flow = false;
  list.add(document.createNode({ id, ...ruling }));
  const written = document.toString({ lineWidth: 0 });
  return { text: text?.includes('\r\n') === true ? written.replaceAll(/\r?\n/g, '\r\n') : written, id };
}

/** The file without the newest entry for a check; every other entry and comment stays.
 *  @param path  of the entry; undefined for one that holds for the whole workspace */
export function removeRuling(
  text: string,
  check: string,
  path: string | undefined,
): { readonly text: string } | { readonly problem: string } {
  const document = parseDocument(text);
  const list: unknown = document.contents;
  if (document.errors.length > 0 || !isSeq(list)) return { problem: 'it does not hold a list that can be read' };
  const index = list.items.findLastIndex(
    (item) => isMap(item) && item.get('check') === check && item.get('path') === path,
  );
  const range = (list.items[index] as { readonly range?: readonly number[] | null } | undefined)?.range;
  if (index < 0 || !range) return { problem: `it has no entry for "${check}"` };
  // From the dash of this entry to the dash of the next one, or to the end of its last line.
  const start = text.lastIndexOf('\n', text.lastIndexOf('-', range[0])) + 1;
  const next = (list.items[index + 1] as { readonly range?: readonly number[] | null } | undefined)?.range?.[0];
  const end = next === undefined ? (range[2] ?? text.length) : text.lastIndexOf('\n', text.lastIndexOf('-', next)) + 1;
  const left = text.slice(0, start) + text.slice(end);
  return { text: list.items.length === 1 ? `${text.slice(0, start)}[]\n` : left };
}
