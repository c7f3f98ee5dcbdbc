// One policy text to one validated document with the place of every value. load.ts, lint.ts and the editor call it.
// Knows nothing of other layers.

import type * as z from 'zod';
import type { Issue } from '../model/errors.ts';
import type { PolicyReference } from '../model/finding.ts';
import { pointerOf, pointerStep, readYaml, type YamlDocument, type YamlPlace } from '../text/yaml-document.ts';
import { nearestWord } from './nearest-word.ts';
import { readParentReference } from './parent-reference.ts';
import type { LayerName } from './policy.ts';
import { policySchema, type PolicyDocument } from './schema.ts';
import { keysAt } from './schema-walk.ts';
import { compareVersions } from './versions.ts';
import { productVersion } from '../version.ts';

export interface ParsedPolicy {
  /** Absent when an issue has severity error. Unknown keys are left out of it where `forRun` lets them pass. */
  readonly document?: PolicyDocument;
  /** In the order of the text. */
  readonly issues: readonly Issue[];
  readonly yaml: YamlDocument;
  /** Where each value stands: JSON pointer → place. */
  readonly places: Readonly<Record<string, PolicyReference>>;
}

/** Read and validate one policy text. Never throws on bad text.
 *  @param forRun  a text that asks for a newer Handrail holds without the keys that this one does not know, each a warning
 *  Codes: those of readYaml with `policy/` in front, policy/empty, policy/unknown-key, policy/missing-key, policy/wrong-type,
 *  policy/wrong-value, policy/newer-key, policy/bad-date, policy/duplicate-id, policy/unsupported-extends, policy/not-a-policy */
export function parsePolicy(
  text: string,
  file: string,
  layer: LayerName,
  { forRun = false }: { readonly forRun?: boolean } = {},
): ParsedPolicy {
  const yaml = readYaml(text, file);
  const places = referencesOf(yaml, file, layer);
  if (yaml.issues.length > 0) {
    const issues = yaml.issues.map((issue) => ({ ...issue, code: issue.code.replace(/^yaml\//, 'policy/') }));
    return { issues, yaml, places };
  }
  const whole = wholeProblem(yaml);
  if (whole !== undefined) return { issues: [whole], yaml, places };
  let result = validate(yaml);
  let passed: readonly Issue[] = [];
  if (!result.success && forRun && isForNewerClient(yaml.value)) {
    passed = result.error.issues.flatMap((issue) => explain(issue, [], yaml));
    if (passed.every(({ code }) => code === 'policy/unknown-key')) {
      for (const issue of result.error.issues) dropUnknownKeys(issue, yaml.value);
      result = validate(yaml);
    }
  }
  if (!result.success) {
    const issues = result.error.issues.flatMap((issue) => explain(issue, [], yaml));
    return { issues: inOrder(issues), yaml, places };
  }
  const issues = inOrder([...duplicateIds(result.data, yaml), ...unreadableParents(result.data, yaml)]);
  if (issues.length > 0) return { issues, yaml, places };
  const notUnderstood = passed.map((issue): Issue => ({ ...issue, severity: 'warning', code: 'policy/newer-key' }));
  return { document: result.data, issues: inOrder(notUnderstood), yaml, places };
}

/** Whether a text says that it is written for a newer version of the product than this one. */
function isForNewerClient(value: unknown): boolean {
  const wanted = valueAt(value, ['metadata', 'minClientVersion']);
  return typeof wanted === 'string' && compareVersions(productVersion, wanted) < 0;
}

/** Take out what a newer version knows and this one does not. */
function dropUnknownKeys(issue: z.core.$ZodIssue, value: unknown, parents: readonly PropertyKey[] = []): void {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union') dropUnknownKeys(closest(issue.errors, valueAt(value, path)), value, path);
  if (issue.code !== 'unrecognized_keys') return;
  const holder = valueAt(value, path);
  if (typeof holder !== 'object' || holder === null) return;
  for (const key of issue.keys) Reflect.deleteProperty(holder, key);
}

/** Texts that look like numbers, such as `version: 3.2`, are taken as they are written: people forget the quotes. */
function validate(yaml: YamlDocument): ReturnType<typeof policySchema.safeParse> {
  const result = policySchema.safeParse(yaml.value);
  if (result.success) return result;
  let corrected = false;
  for (const issue of result.error.issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue;
    const holder = valueAt(yaml.value, issue.path.slice(0, -1));
    const key = issue.path.at(-1);
    if (typeof holder !== 'object' || holder === null || key === undefined) continue;
    if (typeof valueAt(yaml.value, issue.path) !== 'number') continue;
    const { startOffset, endOffset } = yaml.placeOf(pointerOf(issue.path));
    (holder as Record<PropertyKey, unknown>)[key] = yaml.text.slice(startOffset, endOffset);
    corrected = true;
  }
  return corrected ? policySchema.safeParse(yaml.value) : result;
}

/** An issue at a place of a text. */
export function issueAt(
  yaml: YamlDocument,
  place: YamlPlace,
  code: string,
  message: string,
  more: Pick<Issue, 'related' | 'suggestion'> & { readonly severity?: Issue['severity'] } = {},
): Issue {
  const { line, column, endLine, endColumn } = place;
  return { code, severity: 'error', message, file: yaml.file, line, column, endLine, endColumn, ...more };
}

/** Issues in the order of the text. */
export function inOrder(issues: readonly Issue[]): readonly Issue[] {
  return issues.toSorted((one, other) => one.line - other.line || one.column - other.column);
}

function referencesOf(yaml: YamlDocument, file: string, layer: LayerName): Readonly<Record<string, PolicyReference>> {
  const references: Record<string, PolicyReference> = {};
  for (const [pointer, { line, column }] of yaml.places) references[pointer] = { layer, file, line, column };
  return references;
}

function wholeProblem(yaml: YamlDocument): Issue | undefined {
  if (yaml.value === null) {
    return issueAt(
      yaml,
      yaml.placeOf(''),
      'policy/empty',
      'This policy is empty. Start it with "apiVersion: handrail/v1" and "kind: Policy".',
    );
  }
  if (typeof yaml.value === 'object' && !Array.isArray(yaml.value)) return undefined;
  return issueAt(
    yaml,
    yaml.placeOf(''),
    'policy/not-a-policy',
    'This is no policy: it must hold keys and values. Start it with "apiVersion: handrail/v1" and "kind: Policy".',
  );
}

function explain(issue: z.core.$ZodIssue, parents: readonly PropertyKey[], yaml: YamlDocument): readonly Issue[] {
  const path = [...parents, ...issue.path];
  const pointer = pointerOf(path);
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, yaml));
    case 'invalid_union':
      return explain(closest(issue.errors, valueAt(yaml.value, path)), path, yaml);
    case 'invalid_type':
      return [wrongType(issue.expected, path, yaml)];
    case 'invalid_value': {
      const choices = issue.values.map(String);
      const seen = valueAt(yaml.value, path);
      if (seen === undefined) return [wrongType(choices.join(' or '), path, yaml)];
      const meant = typeof seen === 'string' ? nearestWord(seen, choices) : undefined;
      const only = choices.length === 1 ? choices[0] : undefined;
      const suggestion = meant ?? only;
      const said = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
      const message = `${name} cannot be ${JSON.stringify(seen)}; it takes ${inWords(choices)}.${said}`;
      return [
        issueAt(
          yaml,
          yaml.placeOf(pointer),
          'policy/wrong-value',
          message,
          suggestion === undefined ? {} : { suggestion },
        ),
      ];
    }
    case 'invalid_format': {
      const forms: Readonly<Record<string, string>> = {
        date: 'a day of the calendar, such as 2026-11-24',
        datetime: 'a moment with its distance from UTC, such as 2026-11-24T09:15:00Z',
      };
      const form = forms[issue.format];
      const message =
        form !== undefined
          ? `${name} must be ${form}.`
          : issue.format === 'regex'
            ? `${name} is not valid: ${issue.message}.`
            : `${name} does not have the form that is needed (${issue.format}).`;
      const code = form === undefined ? 'policy/wrong-value' : 'policy/bad-date';
      return [issueAt(yaml, yaml.placeOf(pointer), code, message)];
    }
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
      const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
      const word = issue.code === 'too_small' ? 'at least' : 'at most';
      const message =
        issue.code === 'too_small' && issue.origin === 'string'
          ? `${name} is empty. Fill it in or remove the line.`
          : `${name} must be ${word} ${String(limit)}${unit}.`;
      return [issueAt(yaml, yaml.placeOf(pointer), 'policy/wrong-value', message)];
    }
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return [issueAt(yaml, yaml.placeOf(pointer), 'policy/wrong-value', `${name} is not valid: ${issue.message}.`)];
  }
}

function unknownKey(key: string, path: readonly PropertyKey[], yaml: YamlDocument): Issue {
  const known = keysAt(path.map(String));
  const suggestion = nearestWord(key, known);
  const where = path.length === 0 ? 'a policy' : nameOf(path);
  const hint =
    suggestion === undefined
      ? `Known here: ${inWords(known)}. Remove it or correct it.`
      : `Did you mean "${suggestion}"?`;
  const place = yaml.keyPlaceOf(pointerOf(path) + pointerStep(key));
  const message = `"${key}" is not a key of ${where}. ${hint}`;
  return issueAt(yaml, place, 'policy/unknown-key', message, suggestion === undefined ? {} : { suggestion });
}

function wrongType(expected: string, path: readonly PropertyKey[], yaml: YamlDocument): Issue {
  const seen = valueAt(yaml.value, path);
  const pointer = pointerOf(path);
  if (seen === undefined) {
    const key = String(path.at(-1) ?? '');
    const owner = path.slice(0, -1);
    const where = owner.length === 0 ? 'A policy' : capital(nameOf(owner));
    const example = examples[key] ?? `${key}: ...`;
    const place = firstLineOf(yaml.placeOf(pointerOf(owner)), yaml);
    return issueAt(yaml, place, 'policy/missing-key', `${where} needs "${key}". Add "${example}".`);
  }
  if (seen === null) {
    const message = `${nameOf(path)} has no value. Fill it in or remove the line.`;
    return issueAt(yaml, yaml.keyPlaceOf(pointer), 'policy/wrong-type', message);
  }
  const wanted = typesInWords[expected] ?? expected;
  const written = JSON.stringify(seen);
  const hint =
    expected === 'string' && typeof seen !== 'object'
      ? ` Put it in quotes: "${written}".`
      : expected === 'array' && typeof seen === 'string'
        ? ` Write [${seen}].`
        : '';
  const suggestion = expected === 'string' && typeof seen !== 'object' ? { suggestion: `'${written}'` } : {};
  const message = `${nameOf(path)} must be ${wanted}, and this is ${kindOf(seen)}.${hint}`;
  const place = typeof seen === 'object' ? firstLineOf(yaml.placeOf(pointer), yaml) : yaml.placeOf(pointer);
  return issueAt(yaml, place, 'policy/wrong-type', message, suggestion);
}

/** Underlining a whole block hides what is meant: its first line is enough. */
function firstLineOf(place: YamlPlace, yaml: YamlDocument): YamlPlace {
  if (place.endLine === place.line) return place;
  const end = yaml.text.slice(place.startOffset, place.endOffset).search(/[\r\n]/);
  const length = Math.max(0, end);
  return { ...place, endLine: place.line, endColumn: place.column + length, endOffset: place.startOffset + length };
}

/** The alternative of a union that the value was probably meant for. */
function closest(errors: readonly (readonly z.core.$ZodIssue[])[], value: unknown): z.core.$ZodIssue {
  const isObject = typeof value === 'object' && value !== null;
  const fitting = errors.find(
    (issues) => isObject === issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const first = (fitting ?? errors[0])?.[0];
  return first ?? { code: 'custom', path: [], message: 'no alternative fits' };
}

function duplicateIds(document: PolicyDocument, yaml: YamlDocument): readonly Issue[] {
  const lists: readonly (readonly [
    path: readonly string[],
    entries: readonly { readonly id: string }[] | undefined,
  ])[] = [
    [['rules'], document.rules],
    [['exceptions'], document.exceptions],
    [['data', 'classes'], document.data?.classes],
    [['data', 'detectors'], document.data?.detectors],
    [['tools', 'catalog'], document.tools?.catalog],
    [['rollout', 'rings'], document.rollout?.rings],
    [['trust', 'keys'], document.trust?.keys],
  ];
  return lists.flatMap(([path, entries = []]) => {
    const first = new Map<string, number>();
    return entries.flatMap(({ id }, index) => {
      const earlier = first.get(id);
      if (earlier === undefined) {
        first.set(id, index);
        return [];
      }
      const place = yaml.placeOf(pointerOf([...path, index, 'id']));
      const other = yaml.placeOf(pointerOf([...path, earlier, 'id']));
      const message = `The id "${id}" is used twice in ${path.join('.')}. Give one of them another id.`;
      const related = { file: yaml.file, line: other.line, column: other.column, message: `the first "${id}"` };
      return [issueAt(yaml, place, 'policy/duplicate-id', message, { related })];
    });
  });
}

function unreadableParents(document: PolicyDocument, yaml: YamlDocument): readonly Issue[] {
  return (document.extends ?? []).flatMap((parent, index) => {
    const reference = readParentReference(parent);
    if (!('problem' in reference)) return [];
    const { problem, suggestion } = reference;
    const place = yaml.placeOf(`/extends/${String(index)}`);
    const more = suggestion === undefined ? {} : { suggestion };
    return [issueAt(yaml, place, 'policy/unsupported-extends', problem, more)];
  });
}

const examples: Readonly<Record<string, string>> = {
  apiVersion: 'apiVersion: handrail/v1',
  kind: 'kind: Policy',
  expires: 'expires: 2027-01-31',
  owner: 'owner: name@company.example',
  reason: 'reason: why it is needed',
};

const typesInWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return `the ${typeof value === 'number' ? 'number' : 'value'} ${JSON.stringify(value)}`;
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the policy';
  let name = '';
  for (const step of path) {
    name += typeof step === 'number' ? `[${String(step)}]` : `${name === '' ? '' : '.'}${String(step)}`;
  }
  return `"${name}"`;
}

function inWords(names: readonly string[]): string {
  return names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, step) =>
      typeof current === 'object' && current !== null && Object.hasOwn(current, step)
        ? (current as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined,
    value,
  );
}
