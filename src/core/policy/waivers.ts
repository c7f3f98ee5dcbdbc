// What people decided in `.handrail/waivers.yaml` and `.handrail/attestations.yaml`, validated in place.
// Whether an entry holds on a day is `holds` in exceptions.ts; adding one is project/rulings-file.ts.

import * as z from 'zod';
import type { Issue } from '../model/errors.ts';
import type { Waiver } from '../model/waiver.ts';
import { maxGlobLength } from '../text/glob.ts';
import { pointerOf, pointerStep, readYaml, type YamlDocument, type YamlPlace } from '../text/yaml-document.ts';
import { nearestWord } from './nearest-word.ts';

const words = () => z.string().trim().min(1).max(2000);

/** One entry of either file. Source: docs/architecture.md, "Contract" (waivers.yaml, attestations.yaml) */
export const rulingEntrySchema = z.strictObject({
  id: words(),
  check: words().optional(),
  rule: words().optional(),
  tool: words().optional(),
  path: z.string().min(1).max(maxGlobLength).optional(),
  owner: words(),
  by: words(),
  at: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  reason: words(),
  ticket: words().optional(),
  expires: z.iso.date(),
});
type RulingEntry = z.infer<typeof rulingEntrySchema>;

/** The person's confirmation of what files cannot tell. Dates are UTC days, both ends included. */
export type Attestation = Waiver;

/** Read `waivers.yaml`.
 *  @returns the entries that are valid, and an issue for each that is not; an invalid entry never silences anything.
 *  Codes: those of readYaml with `waiver/` in front, waiver/not-a-list, waiver/unknown-key, waiver/missing-key,
 *  waiver/wrong-value, waiver/bad-date, waiver/subject, waiver/duplicate-id, waiver/order */
export function parseWaivers(
  text: string,
  file: string,
): { readonly waivers: readonly Waiver[]; readonly issues: readonly Issue[]; readonly yaml: YamlDocument } {
  const yaml = readYaml(text, file);
  const { entries, issues } = parseEntries(yaml, 'waiver');
  return { waivers: entries, issues, yaml };
}

/** Read `attestations.yaml`. As `parseWaivers`, with `attestation/` in the codes. */
export function parseAttestations(
  text: string,
  file: string,
): { readonly attestations: readonly Attestation[]; readonly issues: readonly Issue[] } {
  const { entries, issues } = parseEntries(readYaml(text, file), 'attestation');
  return { attestations: entries, issues };
}

type Area = 'waiver' | 'attestation';

function parseEntries(
  yaml: YamlDocument,
  area: Area,
): { readonly entries: readonly Waiver[]; readonly issues: readonly Issue[] } {
  if (yaml.issues.length > 0) {
    return {
      entries: [],
      issues: yaml.issues.map((issue) => ({ ...issue, code: issue.code.replace('yaml/', `${area}/`) })),
    };
  }
  const { value } = yaml;
  if (value === null) return { entries: [], issues: [] };
  if (!Array.isArray(value)) {
    const message = 'This file must hold a list: start each entry with "- id: ...".';
    return { entries: [], issues: [at(yaml, yaml.placeOf(''), `${area}/not-a-list`, message)] };
  }
  const issues: Issue[] = [];
  const entries: Waiver[] = [];
  const first = new Map<string, number>();
  value.forEach((item: unknown, index) => {
    const result = rulingEntrySchema.safeParse(item);
    const problems = result.success
      ? entryProblems(result.data, index, first, yaml, area)
      : result.error.issues.flatMap((issue) => inWords(issue, index, yaml, area));
    issues.push(...problems);
    if (result.success) {
      if (!first.has(result.data.id)) first.set(result.data.id, index);
      if (problems.length === 0) entries.push(present(result.data));
    }
  });
  return { entries, issues };
}

function entryProblems(
  entry: RulingEntry,
  index: number,
  first: ReadonlyMap<string, number>,
  yaml: YamlDocument,
  area: Area,
): readonly Issue[] {
  const place = (key: string): YamlPlace => yaml.placeOf(pointerOf([index, key]));
  const issues: Issue[] = [];
  if ((entry.check === undefined) === (entry.rule === undefined)) {
    const message =
      entry.check === undefined
        ? 'This entry does not say what it is about. Add "check: <check id>" or "rule: <rule id>".'
        : 'This entry names a check and a rule. Write two entries, one for each.';
    issues.push(at(yaml, place('id'), `${area}/subject`, message));
  }
  const earlier = first.get(entry.id);
  if (earlier !== undefined) {
    const other = yaml.placeOf(pointerOf([earlier, 'id']));
    issues.push({
      ...at(
        yaml,
        place('id'),
        `${area}/duplicate-id`,
        `The id "${entry.id}" is used twice. Give one of them another id.`,
      ),
      related: { file: yaml.file, line: other.line, column: other.column, message: `the first "${entry.id}"` },
    });
  }
  if (entry.expires < entry.at.slice(0, 10)) {
    issues.push(
      at(yaml, place('expires'), `${area}/order`, 'This ends before it was decided. Set "expires" to a later day.'),
    );
  }
  return issues;
}

function inWords(issue: z.core.$ZodIssue, index: number, yaml: YamlDocument, area: Area): readonly Issue[] {
  const pointer = pointerOf([index, ...issue.path]);
  const name = String(issue.path[0] ?? '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const suggestion = nearestWord(key, Object.keys(rulingEntrySchema.shape));
      const hint = suggestion === undefined ? 'Remove it.' : `Did you mean "${suggestion}"?`;
      const found = at(
        yaml,
        yaml.keyPlaceOf(pointer + pointerStep(key)),
        `${area}/unknown-key`,
        `"${key}" is not known here. ${hint}`,
      );
      return suggestion === undefined ? found : { ...found, suggestion };
    });
  }
  if (name === '')
    return [
      at(
        yaml,
        yaml.placeOf(pointer),
        `${area}/wrong-value`,
        'This entry must hold keys and values, such as "id: ...".',
      ),
    ];
  if (!yaml.places.has(pointer)) {
    return [
      at(
        yaml,
        yaml.placeOf(pointerOf([index])),
        `${area}/missing-key`,
        `This entry needs "${name}". ${whys[name] ?? ''}`.trim(),
      ),
    ];
  }
  if (name === 'at' || name === 'expires') {
    return [
      at(
        yaml,
        yaml.placeOf(pointer),
        `${area}/bad-date`,
        `"${name}" must be a day of the calendar, such as 2026-11-24.`,
      ),
    ];
  }
  return [
    at(
      yaml,
      yaml.placeOf(pointer),
      `${area}/wrong-value`,
      `"${name}" must be a text that is not empty. Put numbers in quotes.`,
    ),
  ];
}

const whys: Readonly<Record<string, string>> = {
  id: 'One talks about it by its id.',
  owner: 'Somebody has to answer for it.',
  by: 'It says who decided.',
  at: 'It says when it was decided, such as 2026-11-24.',
  reason: 'Without one nobody can judge it later.',
  expires: 'It says until when it holds, such as 2027-01-31.',
};

function at(yaml: YamlDocument, place: YamlPlace, code: string, message: string): Issue {
  const { line, column } = place;
  const isOneLine = place.endLine === place.line;
  const end = isOneLine ? { endLine: place.endLine, endColumn: place.endColumn } : { endLine: line, endColumn: column };
  return { code, severity: 'error', message, file: yaml.file, line, column, ...end };
}

function present(entry: RulingEntry): Waiver {
  const { id, owner, by, at: decided, reason, expires, check, rule, tool, path, ticket } = entry;
  return {
    id,
    owner,
    by,
    at: decided,
    reason,
    expires,
    ...(check === undefined ? {} : { check }),
    ...(rule === undefined ? {} : { rule }),
    ...(tool === undefined ? {} : { tool }),
    ...(path === undefined ? {} : { path }),
    ...(ticket === undefined ? {} : { ticket }),
  };
}
