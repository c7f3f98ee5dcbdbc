// AI tools among the packages that a project names: package.json, pyproject.toml, requirements files, Pipfile, go.mod.
// Lock files are not read here: what a package brings along is a different question.

import { parseTree, type Node as JsonNode, type ParseError } from 'jsonc-parser';
import type { AiTool, Catalog } from '../../catalog/catalog.ts';
import type { DetectedTool, Detection, Detector } from '../detector.ts';
import type { EvidenceScope } from '../../model/finding.ts';
import { scopeOfPath } from './path-scope.ts';
import { readToml, type TomlEntry } from './toml-places.ts';
import { tomlProblemAt } from './toml-problem.ts';
import { unreadable } from './unreadable.ts';
import { unreadableManifest } from './rules.ts';

/** A package as a manifest names it. Offsets are those of the name. */
interface NamedPackage {
  readonly name: string;
  readonly version?: string;
  readonly scope: EvidenceScope;
  readonly start: number;
}

type Reader = (path: string, text: string, catalog: Catalog) => Detection;

/** High confidence: exact names, by the ecosystem's own rules. */
export const manifestsDetector: Detector = {
  id: 'ai-tools/manifests',
  rules: [unreadableManifest],
  unreadable: unreadableManifest,
  appliesTo: (path) => readerOf(path) !== undefined,
  detect: ({ path, text }, { catalog }) => readerOf(path)?.(path, text, catalog) ?? {},
};

function readerOf(path: string): Reader | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'package.json') return readPackageJson;
  if (name === 'pyproject.toml') return readPyproject;
  if (name === 'Pipfile') return readPipfile;
  if (name === 'go.mod') return readGoMod;
  return requirementsFile.test(path) ? readRequirements : undefined;
}

/** `requirements.txt`, `requirements-dev.txt`, `dev-requirements.in`, `requirements/prod.txt`. */
const requirementsFile =
  /(?:^|\/)(?:(?:[\w.-]*[-_.])?requirements(?:[-_.][\w.-]*)?|requirements\/[\w.-]+)\.(?:txt|in)$/i;

/** Groups of npm packages. Source: https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
const npmGroups: ReadonlyMap<string, EvidenceScope> = new Map([
  ['dependencies', 'direct'],
  ['optionalDependencies', 'direct'],
  ['peerDependencies', 'direct'],
  ['devDependencies', 'dev'],
]);

function readPackageJson(path: string, text: string, catalog: Catalog): Detection {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowEmptyContent: true });
  const packages: NamedPackage[] = [];
  for (const { key, value } of properties(root)) {
    const scope = npmGroups.get(textOf(key));
    if (scope === undefined) continue;
    for (const dependency of properties(value)) {
      const range = textOf(dependency.value);
      // `npm:openai@4` installs another package under this name. Source: https://docs.npmjs.com/cli/commands/npm-install
      const alias = /^npm:((?:@[^/]+\/)?[^@]+)/.exec(range)?.[1];
      packages.push({
        name: alias ?? textOf(dependency.key),
        scope,
        start: alias === undefined ? dependency.key.offset + 1 : dependency.value.offset + 1 + 'npm:'.length,
        ...(range === '' ? {} : { version: range }),
      });
    }
  }
  return {
    tools: recognise(packages, path, (name) => catalog.byPackage('npm', name)),
    ...(errors[0] === undefined ? {} : { issues: [unreadable(path, text, errors[0].offset)] }),
  };
}

function properties(node: JsonNode | undefined): readonly { readonly key: JsonNode; readonly value: JsonNode }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [{ key, value }] : [];
  });
}

function textOf(node: JsonNode): string {
  const value: unknown = node.value;
  return typeof value === 'string' ? value : '';
}

/** Sources: https://packaging.python.org/en/latest/specifications/pyproject-toml/, https://peps.python.org/pep-0735/,
 *  https://python-poetry.org/docs/pyproject/ */
function readPyproject(path: string, text: string, catalog: Catalog): Detection {
  const { entries } = readToml(text);
  const packages = entries.flatMap((entry): readonly NamedPackage[] => {
    const [first, ...rest] = [...entry.table, ...entry.key];
    const names = [first, ...rest].join('.');
    if (names === 'project.dependencies') return requirementsOf(entry, 'direct');
    if (first === 'project' && rest[0] === 'optional-dependencies')
      return requirementsOf(entry, groupScope(rest[1], 'direct'));
    if (first === 'dependency-groups') return requirementsOf(entry, groupScope(rest[0], 'dev'));
    if (names === 'tool.uv.dev-dependencies') return requirementsOf(entry, 'dev');
    if (first !== 'tool' || rest[0] !== 'poetry') return [];
    const [, group, name, within, inner] = rest;
    if (group === 'dependencies' && name !== undefined) return [poetryPackage(entry, name, 'direct')];
    if (group === 'dev-dependencies' && name !== undefined) return [poetryPackage(entry, name, 'dev')];
    if (group === 'group' && within === 'dependencies' && inner !== undefined) {
      return [poetryPackage(entry, inner, groupScope(name, 'dev'))];
    }
    return [];
  });
  return { tools: recognisePython(packages, path, catalog), ...tomlIssue(path, text) };
}

function readPipfile(path: string, text: string, catalog: Catalog): Detection {
  const packages = readToml(text).entries.flatMap((entry): readonly NamedPackage[] => {
    const [table, name] = [...entry.table, ...entry.key];
    if ((table !== 'packages' && table !== 'dev-packages') || name === undefined) return [];
    return [poetryPackage(entry, name, table === 'packages' ? 'direct' : 'dev')];
  });
  return { tools: recognisePython(packages, path, catalog), ...tomlIssue(path, text) };
}

function groupScope(group: string | undefined, otherwise: EvidenceScope): EvidenceScope {
  if (/^docs?|^documentation/i.test(group ?? '')) return 'docs';
  return /^(?:dev|tests?|testing|lint|typing|ci|release|types)/i.test(group ?? '') ? 'dev' : otherwise;
}

function requirementsOf(entry: TomlEntry, scope: EvidenceScope): readonly NamedPackage[] {
  return entry.texts.flatMap(({ value, start }) => {
    const requirement = readRequirement(value);
    return requirement === undefined ? [] : [{ ...requirement, scope, start: start + requirement.start }];
  });
}

function poetryPackage(entry: TomlEntry, name: string, scope: EvidenceScope): NamedPackage {
  const quoted = entry.keyEnd - entry.keyStart > name.length ? 1 : 0;
  const version = entry.texts[0]?.value ?? /\bversion\s*=\s*["']([^"']+)["']/.exec(entry.raw)?.[1];
  return { name, scope, start: entry.keyStart + quoted, ...(version === undefined ? {} : { version }) };
}

function tomlIssue(path: string, text: string): Detection {
  const problemAt = tomlProblemAt(text);
  return problemAt === undefined ? {} : { issues: [unreadable(path, text, problemAt)] };
}

/** Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function readRequirements(path: string, text: string, catalog: Catalog): Detection {
  const scope: EvidenceScope = /dev|test|lint|ci\b/i.test(path.slice(path.lastIndexOf('/') + 1)) ? 'dev' : 'direct';
  const packages: NamedPackage[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const requirement = readRequirement(line.replace(/(?:^|\s)#.*$/, '').trimEnd());
    if (requirement) packages.push({ ...requirement, scope, start: lineStart + requirement.start });
    lineStart += line.length + 1;
  }
  return { tools: recognisePython(packages, path.replace(/\.txt$/i, ''), catalog) };
}

/** `Name[extra]>=1 ; marker` with the offset of its name; undefined for options, paths and addresses.
 *  Source: https://peps.python.org/pep-0508/ */
function readRequirement(
  line: string,
): { readonly name: string; readonly start: number; readonly version?: string } | undefined {
  const match = /^(\s*)([A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?)\s*(?:\[[^\]]{0,200}\])?\s*([^;]*)/.exec(line);
  if (match === null) return undefined;
  const [, blanks = '', name = '', rest = ''] = match;
  if (/^[/\\:]/.test(rest)) return undefined;
  const version = rest.trim();
  return { name, start: blanks.length, ...(version === '' ? {} : { version }) };
}

/** Source: https://go.dev/ref/mod#go-mod-file-require */
function readGoMod(path: string, text: string, catalog: Catalog): Detection {
  const packages: NamedPackage[] = [];
  let inRequire = false;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const code = line.replace(/\/\/.*$/, '');
    const opens = /^\s*require\s*\(/.test(code);
    const match = inRequire
      ? /^(\s*)"?([\w.~/-]+)"?\s+(v\S+)/.exec(code)
      : /^(\s*require\s+)"?([\w.~/-]+)"?\s+(v\S+)/.exec(code);
    if (match && !opens) {
      const [, before = '', name = '', version = ''] = match;
      const start = lineStart + line.indexOf(name, before.length);
      packages.push({ name, version, scope: /\/\/\s*indirect\b/.test(line) ? 'transitive' : 'direct', start });
    }
    if (opens) inRequire = true;
    else if (/^\s*\)/.test(code)) inRequire = false;
    lineStart += line.length + 1;
  }
  return { tools: recognise(packages, path, (name) => catalog.byPackage('go', name)) };
}

function recognisePython(packages: readonly NamedPackage[], path: string, catalog: Catalog): readonly DetectedTool[] {
  return recognise(packages, path, (name) => catalog.byPackage('pypi', name));
}

function recognise(
  packages: readonly NamedPackage[],
  path: string,
  find: (name: string) => AiTool | undefined,
): readonly DetectedTool[] {
  const fileScope = scopeOfPath(path);
  return packages.flatMap(({ name, version, scope, start }) => {
    const tool = find(name);
    if (tool === undefined) return [];
    return [
      {
        toolId: tool.id,
        signal: 'dependency',
        value: name,
        confidence: 'high',
        scope: fileScope === 'direct' ? scope : fileScope,
        startOffset: start,
        endOffset: start + name.length,
        ...(version === undefined ? {} : { version }),
      },
    ];
  });
}
