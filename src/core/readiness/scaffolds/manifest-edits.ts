// Adds a package or a script to a manifest and leaves the rest of the file as people wrote it. A manifest in a shape that is not
// understood is left alone; then the caller names the command instead.

import { applyEdits, modify as modifyJson, parse, type ModificationOptions } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import type { FileEdit } from '../../model/edit.ts';
import { inLineBreaksOf, modify, placeIn, type FixContext } from './scaffold.ts';

/** Set values in a JSON file with comments or without; its indentation and comments stay.
 *  @param sets  paths with their new values; `undefined` takes a key away
 *  @returns undefined when the text is no JSON */
export function setJson(
  text: string,
  sets: readonly (readonly [path: readonly (string | number)[], value: unknown])[],
): string | undefined {
  const errors: { error: number; offset: number; length: number }[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof value !== 'object' || value === null) return undefined;
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const options: ModificationOptions = {
    formattingOptions: {
      insertSpaces: !indent.includes('\t'),
      tabSize: indent.includes('\t') ? 1 : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
  return sets.reduce((now, [path, next]) => applyEdits(now, modifyJson(now, [...path], next, options)), text);
}

/** The edit of a whole JSON file; [] when it does not read or says this already. */
export function jsonEdit(
  path: string,
  text: string,
  sets: readonly (readonly [path: readonly (string | number)[], value: unknown])[],
): readonly FileEdit[] {
  const after = setJson(text, sets);
  return after === undefined || after === text
    ? []
    : modify(path, text, [{ startOffset: 0, endOffset: text.length, newText: after }]);
}

/** Packages more in package.json; those that are there stay at their version. */
export async function addNodePackages(
  context: FixContext,
  packages: Readonly<Record<string, string>>,
  section: 'dependencies' | 'devDependencies' = 'dependencies',
  scripts: Readonly<Record<string, string>> = {},
): Promise<readonly FileEdit[]> {
  const path = placeIn(context.facts, 'package.json');
  const text = await context.read(path);
  if (text === undefined) return [];
  const value = parse(text) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> | undefined;
  const isKnown = (name: string): boolean =>
    ['dependencies', 'devDependencies'].some((each) => value?.[each]?.[name] !== undefined);
  const sets: (readonly [readonly string[], unknown])[] = [
    ...Object.entries(packages)
      .filter(([name]) => !isKnown(name))
      .map(([name, version]): readonly [readonly string[], unknown] => [[section, name], version]),
    ...Object.entries(scripts)
      .filter(([name]) => value?.['scripts']?.[name] === undefined)
      .map(([name, command]): readonly [readonly string[], unknown] => [['scripts', name], command]),
  ];
  return jsonEdit(path, text, sets);
}

/** A package more for Python: a line in requirements.txt, or an entry of `[project] dependencies`. */
export async function addPythonPackage(context: FixContext, name: string, bound: string): Promise<readonly FileEdit[]> {
  const requirements = placeIn(context.facts, 'requirements.txt');
  const listed = await context.read(requirements);
  if (listed !== undefined) {
    if (new RegExp(`^${name}\\b`, 'im').test(listed)) return [];
    const gap = listed === '' || listed.endsWith('\n') ? '' : '\n';
    return append(requirements, listed, `${gap}${name}${bound}\n`);
  }
  const project = placeIn(context.facts, 'pyproject.toml');
  const text = await context.read(project);
  const list = text === undefined ? null : /^dependencies\s*=\s*\[[ \t]*\n?/m.exec(text);
  if (text === undefined || list === null || text.includes(`"${name}`)) return [];
  const offset = list.index + list[0].length;
  const newText = list[0].endsWith('\n')
    ? `    "${name}${bound}",\n`
    : `"${name}${bound}"${text[offset] === ']' ? '' : ', '}`;
  const after = text.slice(0, offset) + newText + text.slice(offset);
  return readsAs(after, `${name}${bound}`)
    ? modify(project, text, [{ startOffset: offset, endOffset: offset, newText: inLineBreaksOf(text, newText) }])
    : [];
}

/** A dependency more in pom.xml, at the end of the project's own list.
 *  Source: https://maven.apache.org/pom.html#dependencies */
export async function addMavenDependency(
  context: FixContext,
  {
    group,
    artifact,
    version,
    scope,
  }: { readonly group: string; readonly artifact: string; readonly version?: string; readonly scope?: string },
): Promise<readonly FileEdit[]> {
  const path = placeIn(context.facts, 'pom.xml');
  const text = await context.read(path);
  if (text === undefined || text.includes(`<artifactId>${artifact}</artifactId>`)) return [];
  // Lists inside <dependencyManagement>, <plugin> and <profile> are not the project's own.
  const masked = text.replaceAll(/<(dependencyManagement|build|profiles)>[\s\S]*?<\/\1>/g, (part) =>
    ' '.repeat(part.length),
  );
  const offset = masked.lastIndexOf('</dependencies>');
  if (offset < 0) return [];
  const lineStart = text.lastIndexOf('\n', offset) + 1;
  const indent = text.slice(lineStart, offset);
  const lines = [
    '<dependency>',
    `    <groupId>${group}</groupId>`,
    `    <artifactId>${artifact}</artifactId>`,
    ...(version === undefined ? [] : [`    <version>${version}</version>`]),
    ...(scope === undefined ? [] : [`    <scope>${scope}</scope>`]),
    '</dependency>',
  ];
  const newText = lines.map((line) => `${indent}    ${line}\n`).join('');
  return modify(path, text, [{ startOffset: lineStart, endOffset: lineStart, newText: inLineBreaksOf(text, newText) }]);
}

/** A package more in the project file of .NET. Source: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files */
export async function addDotnetPackage(
  context: FixContext,
  project: string,
  name: string,
  version: string,
): Promise<readonly FileEdit[]> {
  const text = await context.read(project);
  if (text === undefined || text.includes(`Include="${name}"`)) return [];
  const offset = text.lastIndexOf('</Project>');
  if (offset < 0) return [];
  const newText = `  <ItemGroup>\n    <PackageReference Include="${name}" Version="${version}" />\n  </ItemGroup>\n\n`;
  return modify(project, text, [{ startOffset: offset, endOffset: offset, newText: inLineBreaksOf(text, newText) }]);
}

function append(path: string, text: string, added: string): readonly FileEdit[] {
  const newText = inLineBreaksOf(text, added);
  return modify(path, text, [{ startOffset: text.length, endOffset: text.length, newText }]);
}

function readsAs(text: string, requirement: string): boolean {
  try {
    const project = parseToml(text)['project'] as Readonly<Record<string, unknown>> | undefined;
    const list = project?.['dependencies'];
    return Array.isArray(list) && list.includes(requirement);
  } catch {
    // The change would break the file, so it is not offered.
    return false;
  }
}
