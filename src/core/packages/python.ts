// Python packages: pyproject.toml in all its tables, Pipfile, setup.cfg, setup.py, inline script metadata, Conda environments,
// and the lock files of uv, Poetry, PDM and Pipenv.

import type { EvidenceScope } from '../model/finding.ts';
import { codeSpans } from '../text/code-spans.ts';
import { readToml, type TomlEntry } from '../text/toml-places.ts';
import { tomlProblemAt } from '../text/toml-problem.ts';
import { content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';
import { walkJson } from './json-walk.ts';
import { requirementIn } from './requirements.ts';
import { readYamlScalars } from './yaml-scalars.ts';

/** Sources: https://packaging.python.org/en/latest/specifications/pyproject-toml/, https://peps.python.org/pep-0735/,
 *  https://python-poetry.org/docs/pyproject/, https://docs.astral.sh/uv/concepts/projects/dependencies/,
 *  https://pdm-project.org/latest/usage/dependency/, https://hatch.pypa.io/latest/config/environment/overview/ */
const pyproject: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)pyproject\.toml$/,
  read: (text) => content(readToml(text).entries.flatMap(pyprojectPackages), tomlProblemAt(text)),
};

function pyprojectPackages(entry: TomlEntry): readonly NamedPackage[] {
  const [first, ...rest] = [...entry.table, ...entry.key];
  const names = [first, ...rest].join('.');
  if (names === 'project.dependencies') return requirementsOf(entry, 'direct');
  if (first === 'project' && rest[0] === 'optional-dependencies')
    return requirementsOf(entry, groupScope(rest[1], 'direct'));
  if (first === 'dependency-groups') return requirementsOf(entry, groupScope(rest[0], 'dev'));
  if (first !== 'tool') return [];
  const [tool, ...keys] = rest;
  switch (tool) {
    case 'uv':
      return keys[0] === 'dev-dependencies' ? requirementsOf(entry, 'dev') : [];
    case 'pdm':
      return keys[0] === 'dev-dependencies' ? requirementsOf(entry, 'dev') : [];
    case 'hatch':
      return keys[0] === 'envs' && /^(?:extra-)?dependencies$/.test(keys.at(-1) ?? '')
        ? requirementsOf(entry, groupScope(keys[1], 'dev'))
        : [];
    case 'flit':
      return keys[0] === 'metadata' && keys[1] === 'requires'
        ? requirementsOf(entry, 'direct')
        : keys[1] === 'requires-extra'
          ? requirementsOf(entry, groupScope(keys[2], 'direct'))
          : [];
    case 'pixi':
      return pixiPackages(entry, keys);
    case 'poetry':
      return poetryPackages(entry, keys);
    case undefined:
    default:
      return [];
  }
}

function poetryPackages(entry: TomlEntry, [group, name, within, inner]: readonly string[]): readonly NamedPackage[] {
  if (group === 'dependencies' && name !== undefined) return [keyedPackage(entry, name, 'direct')];
  if (group === 'dev-dependencies' && name !== undefined) return [keyedPackage(entry, name, 'dev')];
  if (group === 'group' && within === 'dependencies' && inner !== undefined) {
    return [keyedPackage(entry, inner, groupScope(name, 'dev'))];
  }
  return [];
}

/** Source: https://pixi.sh/latest/reference/pixi_manifest/#the-dependencies-tables */
function pixiPackages(entry: TomlEntry, keys: readonly string[]): readonly NamedPackage[] {
  const at = keys.findIndex((key) => key === 'dependencies' || key === 'pypi-dependencies');
  const name = keys[at + 1];
  if (at < 0 || name === undefined || at + 2 !== keys.length) return [];
  return [keyedPackage(entry, name, keys[0] === 'feature' ? groupScope(keys[1], 'direct') : 'direct')];
}

const pixi: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)pixi\.toml$/,
  read: (text) =>
    content(
      readToml(text).entries.flatMap((entry) => pixiPackages(entry, [...entry.table, ...entry.key])),
      tomlProblemAt(text),
    ),
};

/** Source: https://pipenv.pypa.io/en/latest/pipfile.html */
const pipfile: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)Pipfile$/,
  read: (text) => {
    const packages = readToml(text).entries.flatMap((entry): readonly NamedPackage[] => {
      const [table, name] = [...entry.table, ...entry.key];
      if ((table !== 'packages' && table !== 'dev-packages') || name === undefined) return [];
      return [keyedPackage(entry, name, table === 'packages' ? 'direct' : 'dev')];
    });
    return content(packages, tomlProblemAt(text));
  },
};

function groupScope(group: string | undefined, otherwise: EvidenceScope): EvidenceScope {
  if (/^docs?|^documentation/i.test(group ?? '')) return 'docs';
  return /^(?:dev|tests?|testing|lint|typing|ci|release|types)/i.test(group ?? '') ? 'dev' : otherwise;
}

function requirementsOf(entry: TomlEntry, scope: EvidenceScope): readonly NamedPackage[] {
  return entry.texts.flatMap(({ value, start }) => requirementIn(value, start, scope) ?? []);
}

function keyedPackage(entry: TomlEntry, name: string, scope: EvidenceScope): NamedPackage {
  const quoted = entry.keyEnd - entry.keyStart > name.length ? 1 : 0;
  const version = entry.texts[0]?.value ?? /\bversion\s*=\s*["']([^"']+)["']/.exec(entry.raw)?.[1];
  // `[tool.poetry.dependencies.openai]` has the name in its header; the first key below it is its place.
  const isOwnKey = entry.key.includes(name);
  const place = isOwnKey ? entry.keyStart + quoted : entry.keyStart;
  return packageAt(name, place, scope, isOwnKey || entry.key[0] === 'version' ? version : undefined);
}

/** Source: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html */
const setupCfg: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)setup\.cfg$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    let section = '';
    let scope: EvidenceScope | undefined;
    let problemAt: number | undefined;
    for (const { line, start } of linesOf(text)) {
      const code = line.replace(/(?:^|\s)[#;].*$/, '');
      const header = /^\[([^\]]+)\]\s*$/.exec(code)?.[1];
      if (header !== undefined) {
        section = header;
        scope = undefined;
        continue;
      }
      if (/^\[/.test(code)) problemAt ??= start;
      const [whole, key, value = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(code) ?? [];
      if (whole !== undefined) scope = cfgScope(section, key ?? '');
      const found =
        scope === undefined
          ? undefined
          : whole === undefined
            ? /^\s+\S/.test(code)
              ? requirementIn(code, start, scope)
              : undefined
            : requirementIn(value, start + whole.length - value.length, scope);
      if (found !== undefined) packages.push(found);
    }
    return content(packages, problemAt);
  },
};

function cfgScope(section: string, key: string): EvidenceScope | undefined {
  if (section === 'options' && key === 'install_requires') return 'direct';
  if (section === 'options' && /^(?:tests|setup)_require/.test(key)) return 'dev';
  return section === 'options.extras_require' ? groupScope(key, 'direct') : undefined;
}

/** Lists of texts that setup() is given, as long as they stand there as texts. Nothing is run.
 *  Source: https://setuptools.pypa.io/en/latest/references/keywords.html */
const setupPy: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)setup\.py$/,
  read: (text) => {
    const spans = codeSpans(text, 'python');
    const packages: NamedPackage[] = [];
    const lists =
      /\b(install_requires|tests_require|extras_require|requirements|install_requirements|REQUIRED|REQUIREMENTS|EXTRAS)\s*[=:]\s*([[{(])/g;
    for (const match of text.matchAll(lists)) {
      if (spans.kindAt(match.index) !== undefined) continue;
      const scope: EvidenceScope = match[1] === 'tests_require' ? 'dev' : 'direct';
      const from = match.index + match[0].length;
      const to = endOfBrackets(text, from, spans);
      for (const { 0: whole, 2: value = '', index } of text.slice(from, to).matchAll(/(["'])([^"'\n]{1,300})\1/g)) {
        // A key of extras_require is a name of the project's own.
        if (/^\s*:/.test(text.slice(from + index + whole.length, from + index + whole.length + 20))) continue;
        if (spans.kindAt(from + index) !== 'string') continue;
        const found = requirementIn(value, from + index + 1, scope);
        if (found !== undefined) packages.push(found);
      }
    }
    return { packages };
  },
};

function endOfBrackets(text: string, from: number, spans: ReturnType<typeof codeSpans>): number {
  let depth = 1;
  for (let position = from; position < text.length; position++) {
    const character = text[position] ?? '';
    if (!/[[\](){}]/.test(character) || spans.kindAt(position) !== undefined) continue;
    depth += /[[({]/.test(character) ? 1 : -1;
    if (depth === 0) return position;
  }
  return text.length;
}

/** What a single file says that it needs: inline script metadata, or the front matter of Open WebUI's functions and pipelines.
 *  Sources: https://packaging.python.org/en/latest/specifications/inline-script-metadata/ and https://docs.openwebui.com/features/plugin/tools/development */
export const inlineScript: ManifestReader = {
  ecosystem: 'pypi',
  files: /\.py$/,
  read: (text) => ({ packages: [...scriptMetadata(text), ...frontMatter(text)] }),
};

function scriptMetadata(text: string): readonly NamedPackage[] {
  const block = /^# \/\/\/ script[ \t]*\r?\n(?:#(?: .*)?\r?\n)+?# \/\/\/[ \t]*$/m.exec(text);
  if (block === null) return [];
  const list = /dependencies\s*=\s*\[([^\]]*)\]/.exec(block[0]);
  if (list === null) return [];
  const from = block.index + list.index + list[0].length - (list[1] ?? '').length - 1;
  return [...(list[1] ?? '').matchAll(/["']([^"'\n]+)["']/g)].flatMap(
    ({ 1: value = '', index }) => requirementIn(value, from + index + 1, 'direct') ?? [],
  );
}

function frontMatter(text: string): readonly NamedPackage[] {
  const header = /^\s{0,20}"""[ \t]*\r?\ntitle:[^"]{0,4000}?^requirements:[ \t]*([^\n"]+)$/m.exec(text);
  if (header === null) return [];
  const from = header.index + header[0].length - (header[1] ?? '').length;
  return [...(header[1] ?? '').matchAll(/[^,]+/g)].flatMap(
    ({ 0: value, index }) => requirementIn(value, from + index, 'direct') ?? [],
  );
}

/** Conda names are those of PyPI for the packages we know. Source: https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html */
const condaEnvironment: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)(?:[\w.-]*(?:environment|conda|env)[\w.-]*)\.ya?ml$/i,
  read: (text, path) => {
    if (!/^dependencies:/m.test(text)) return { packages: [] };
    const { scalars, problemAt } = readYamlScalars(text);
    const isConda = /(?:^|\/)environment[\w.-]*\.ya?ml$/i.test(path) || /^(?:channels|name|prefix):/m.test(text);
    if (!isConda) return { packages: [] };
    const scope = scopeOfEnvironment(path);
    const packages = scalars.flatMap(({ path: keys, value, start }): readonly NamedPackage[] => {
      if (keys[0] !== 'dependencies' || keys.at(-1) === 'pip') return [];
      if (keys[2] === 'pip') return [requirementIn(value, start, scope) ?? []].flat();
      const [whole, channel = '', name, version] = /^([\w./-]+::)?([\w.-]+)\s*([=<>!~].*)?$/.exec(value) ?? [];
      return whole === undefined || name === undefined || keys.length !== 2
        ? []
        : [packageAt(name, start + channel.length, scope, version)];
    });
    return content(packages, problemAt);
  },
};

function scopeOfEnvironment(path: string): EvidenceScope {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /dev|test|ci\b/i.test(name) ? 'dev' : /docs?\b/i.test(name) ? 'docs' : 'direct';
}

/** Larger ones are read line by line only: a parser would hold several times their size in memory. */
const maxParsedLock = 1024 * 1024;

/** `[[package]]` with name and version: the lock files of uv, Poetry, PDM and Cargo are written by machines, one key a line. */
export function readTomlLock(text: string): readonly NamedPackage[] {
  const packages: NamedPackage[] = [];
  let open: { name?: string; start: number; version?: string; isDev: boolean } | undefined;
  const close = (): void => {
    if (open?.name !== undefined)
      packages.push(packageAt(open.name, open.start, open.isDev ? 'dev' : 'transitive', open.version));
  };
  for (const { line, start } of linesOf(text)) {
    if (line.startsWith('[')) {
      if (!line.startsWith('[package.') && !line.startsWith('[[package.')) {
        close();
        open = /^\[\[\s*package\s*\]\]/.test(line) ? { start, isDev: false } : undefined;
      } else if (open?.name !== undefined) {
        close();
        open = undefined;
      }
      continue;
    }
    if (open === undefined) continue;
    const [whole, key, value] = /^(name|version|category)\s*=\s*"([^"]*)"/.exec(line) ?? [];
    if (whole === undefined || value === undefined) continue;
    if (key === 'version') open.version = value;
    else if (key === 'category') open.isDev = value === 'dev';
    else Object.assign(open, { name: value, start: start + whole.length - value.length - 1 });
  }
  close();
  return packages;
}

/** Packages of a lock file and whether it is TOML, as far as its size allows to ask. */
export function tomlLock(text: string) {
  return content(readTomlLock(text), text.length > maxParsedLock ? undefined : tomlProblemAt(text));
}

/** Sources: https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile, https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock,
 *  https://pdm-project.org/latest/usage/lockfile/, https://packaging.python.org/en/latest/specifications/pylock-toml/ */
const pythonLock: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)(?:(?:uv|poetry|pdm)\.lock|pylock(?:\.[\w-]+)?\.toml)$/,
  read: (text) => tomlLock(text.replaceAll('[[packages]]', '[[package]] ')),
};

const pipfileLock: ManifestReader = {
  ecosystem: 'pypi',
  files: /(?:^|\/)Pipfile\.lock$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    const problemAt = walkJson(text, false, {
      onKey: (path, offset) => {
        if (path.length !== 2 || (path[0] !== 'default' && path[0] !== 'develop')) return;
        packages.push(packageAt(String(path[1]), offset, path[0] === 'develop' ? 'dev' : 'transitive'));
      },
    });
    return content(packages, problemAt);
  },
};

export const pythonReaders: readonly ManifestReader[] = [
  ...[pyproject, pixi, pipfile, setupCfg, setupPy, pythonLock, pipfileLock, condaEnvironment],
];
