// What a team says of its own project in `.handrail/project.yaml`. Readiness, policy and the editor read it; nothing here touches the disk.

import type { Issue } from '../model/errors.ts';
import type { Tier } from '../model/outcome.ts';
import { pointerStep, readYaml, type YamlDocument, type YamlPlace } from '../text/yaml-document.ts';
import { isRecord } from '../text/parsed-value.ts';

/** Where the declaration lies, relative to the root. */
export const declarationPath = '.handrail/project.yaml';

export const tracks = ['technical', 'citizen_builder'] as const;
export type Track = (typeof tracks)[number];

export const audiences = ['me', 'team', 'company', 'external'] as const;
export type Audience = (typeof audiences)[number];

/** What may be said of the whole repository or of one project in it. */
export interface ProjectFields {
  readonly name?: string;
  readonly owner?: string;
  readonly backupOwner?: string;
  readonly track?: Track;
  readonly audience?: Audience;
  /** Ids of the policy's data classes. */
  readonly dataClasses?: readonly string[];
  readonly description?: string;
  /** Platform it goes live on. */
  readonly target?: string;
  /** Where users ask for help. */
  readonly contact?: string;
  /** Such as "99 % of office hours". */
  readonly availabilityTarget?: string;
  /** Outside services it needs, AI services among them. */
  readonly externalServices?: readonly string[];
}

export interface DeclaredProject extends ProjectFields {
  /** Folder, posix, relative to the root; never empty and never outside of it. */
  readonly path: string;
}

export interface ProjectDeclaration extends ProjectFields {
  readonly file: string;
  readonly projects: readonly DeclaredProject[];
  /** 1-based line of each value, by JSON pointer (`/owner`, `/projects/0/audience`). */
  readonly lines: Readonly<Record<string, number>>;
}

const textKeys = ['name', 'owner', 'backupOwner', 'description', 'target', 'contact', 'availabilityTarget'] as const;
const listKeys = ['dataClasses', 'externalServices'] as const;
const fieldKeys = [...textKeys, ...listKeys, 'track', 'audience'] as const;

/** The tier an audience asks for. Source: docs/architecture.md, "Contract" (project.yaml). */
export function tierOfAudience(audience: Audience): Tier {
  switch (audience) {
    case 'me':
      return 'sandbox';
    case 'team':
    case 'company':
      return 'internal';
    case 'external':
      return 'production';
  }
}

/** Read a declaration.
 *  @returns no declaration when an issue has severity error; unknown keys are warnings and cost nothing else
 *  Codes: project/not-yaml, project/wrong-type, project/wrong-value, project/unknown-key, project/path-outside */
export function parseDeclaration(
  text: string,
  file: string = declarationPath,
): { readonly declaration?: ProjectDeclaration; readonly issues: readonly Issue[] } {
  const reading = readYaml(text, file);
  const issues: Issue[] = reading.issues.map((issue) => ({ ...issue, code: 'project/not-yaml' }));
  if (issues.length > 0) return { issues };
  const value = reading.value ?? {};
  if (!isRecord(value)) {
    const message = 'This file must hold keys and values, such as "owner: dana@acme.example".';
    return { issues: [issueAt(file, reading.placeOf(''), 'project/wrong-type', 'error', message)] };
  }
  const lines: Record<string, number> = {};
  const report = { file, reading, issues, lines };
  const fields = readFields(value, '', report, ['projects']);
  const projects = readProjects(value['projects'], report);
  if (issues.some((issue) => issue.severity === 'error')) return { issues };
  return { declaration: { ...fields, file, projects, lines }, issues };
}

interface Report {
  readonly file: string;
  readonly reading: YamlDocument;
  readonly issues: Issue[];
  readonly lines: Record<string, number>;
}

function readProjects(value: unknown, report: Report): readonly DeclaredProject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    wrong(report, '/projects', 'project/wrong-type', '"projects" must be a list of folders, each with a "path".');
    return [];
  }
  return value.flatMap((entry: unknown, index): DeclaredProject[] => {
    const pointer = `/projects/${String(index)}`;
    if (!isRecord(entry) || typeof entry['path'] !== 'string' || entry['path'].trim() === '') {
      wrong(report, pointer, 'project/wrong-type', 'Each project needs a "path", such as "path: apps/shop".');
      return [];
    }
    const path = normalFolder(entry['path']);
    if (path === undefined) {
      wrong(report, `${pointer}/path`, 'project/path-outside', 'The path must be a folder inside this repository.');
      return [];
    }
    return [{ ...readFields(entry, pointer, report, ['path']), path }];
  });
}

function readFields(
  value: Readonly<Record<string, unknown>>,
  parent: string,
  report: Report,
  others: readonly string[],
): ProjectFields {
  const texts: Partial<Record<(typeof textKeys)[number], string>> = {};
  const lists: Partial<Record<(typeof listKeys)[number], readonly string[]>> = {};
  for (const key of Object.keys(value)) {
    const pointer = `${parent}${pointerStep(key)}`;
    report.lines[pointer] = report.reading.placeOf(pointer).line;
    if (![...fieldKeys, ...others].includes(key)) reportUnknownKey(key, pointer, report, [...fieldKeys, ...others]);
  }
  for (const key of textKeys) {
    const text = value[key];
    if (text === undefined || text === null) continue;
    if (typeof text === 'string' || typeof text === 'number') texts[key] = String(text).trim();
    else wrong(report, `${parent}/${key}`, 'project/wrong-type', `"${key}" must be a text.`);
  }
  for (const key of listKeys) {
    const list = value[key];
    if (list === undefined || list === null) continue;
    if (Array.isArray(list) && list.every((item) => typeof item === 'string')) lists[key] = list;
    else
      wrong(report, `${parent}/${key}`, 'project/wrong-type', `"${key}" must be a list of texts, such as [internal].`);
  }
  const track = readChoice('track', tracks, value, parent, report);
  const audience = readChoice('audience', audiences, value, parent, report);
  return {
    ...withoutEmpty(texts),
    ...lists,
    ...(track === undefined ? {} : { track }),
    ...(audience === undefined ? {} : { audience }),
  };
}

function readChoice<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  value: Readonly<Record<string, unknown>>,
  parent: string,
  report: Report,
): Choice | undefined {
  const chosen = value[key];
  if (chosen === undefined || chosen === null) return undefined;
  const found = choices.find((choice) => choice === chosen);
  if (found === undefined) {
    wrong(report, `${parent}/${key}`, 'project/wrong-value', `"${key}" must be one of: ${choices.join(', ')}.`);
  }
  return found;
}

function reportUnknownKey(key: string, pointer: string, report: Report, known: readonly string[]): void {
  const near = known.find((name) => name.toLowerCase() === key.toLowerCase().replaceAll(/[-_]/g, ''));
  const message = near
    ? `"${key}" is not a key of this file. Did you mean "${near}"?`
    : `"${key}" is not a key of this file and has no effect. Known keys: ${known.join(', ')}.`;
  const place = report.reading.keyPlaceOf(pointer);
  report.issues.push({
    ...issueAt(report.file, place, 'project/unknown-key', 'warning', message),
    ...(near === undefined ? {} : { suggestion: near }),
  });
}

function wrong(report: Report, pointer: string, code: string, message: string): void {
  report.issues.push(issueAt(report.file, report.reading.placeOf(pointer), code, 'error', message));
}

function issueAt(file: string, place: YamlPlace, code: string, severity: Issue['severity'], message: string): Issue {
  const { line, column, endLine, endColumn } = place;
  return { code, severity, message, file, line, column, endLine, endColumn };
}

function normalFolder(path: string): string | undefined {
  const parts = path.trim().replaceAll('\\', '/').split('/');
  const kept = parts.filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || kept.includes('..') || kept.length === 0) return undefined;
  return kept.join('/');
}

function withoutEmpty<Key extends string>(texts: Partial<Record<Key, string>>): Partial<Record<Key, string>> {
  const kept: Partial<Record<Key, string>> = {};
  for (const key of Object.keys(texts) as Key[]) {
    const text = texts[key];
    if (text !== undefined && text !== '') kept[key] = text;
  }
  return kept;
}
