// Packages that manifests declare, with their lines. Facts call it; what a malformed manifest would have said stays unknown.

import { parse as parseToml } from 'smol-toml';

export type Ecosystem = 'npm' | 'pypi' | 'go' | 'maven' | 'nuget' | 'rubygems' | 'composer';

export interface PackageUse {
  readonly ecosystem: Ecosystem;
  /** As the ecosystem spells it; PyPI names in lower case with `-`. */
  readonly name: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export type ManifestReading =
  | { readonly state: 'read'; readonly packages: readonly PackageUse[] }
  | { readonly state: 'malformed'; readonly because: string };

type Reader = (text: string, path: string) => readonly PackageUse[];

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/(?:^|\/)package\.json$/, readPackageJson],
  [/(?:^|\/)pyproject\.toml$/, readPyproject],
  [/(?:^|\/)Pipfile$/, readPipfile],
  [/(?:^|\/)requirements[\w.-]*\.(?:txt|in)$/, readRequirements],
  [/(?:^|\/)go\.mod$/, readGoMod],
  [/(?:^|\/)pom\.xml$/, (text, path) => eachMatch(text, path, 'maven', /<artifactId>\s*([\w.-]+)\s*<\/artifactId>/g)],
  [
    /(?:^|\/)build\.gradle(?:\.kts)?$/,
    (text, path) => eachMatch(text, path, 'maven', /["'][\w.-]+:([\w.-]+)(?::[^"'\n]*)?["']/g),
  ],
  [
    /\.(?:cs|fs)proj$/,
    (text, path) => eachMatch(text, path, 'nuget', /<PackageReference[^>\n]*\bInclude="([\w.-]+)"/g),
  ],
  [/(?:^|\/)Gemfile$/, (text, path) => eachMatch(text, path, 'rubygems', /^[ \t]*gem[ \t(]+["']([\w.-]+)["']/gm)],
  [/(?:^|\/)composer\.json$/, readComposer],
  [
    /(?:^|\/)Directory\.Packages\.props$/,
    (text, path) => eachMatch(text, path, 'nuget', /<PackageVersion[^>\n]*\bInclude="([\w.-]+)"/g),
  ],
  [
    /(?:^|\/)libs\.versions\.toml$/,
    (text, path) => eachMatch(text, path, 'maven', /\bmodule\s*=\s*"[\w.-]+:([\w.-]+)"|\bname\s*=\s*"([\w.-]+)"/g),
  ],
];

/** Whether a path is a manifest that can be read here. */
export function isManifest(path: string): boolean {
  return readers.some(([pattern]) => pattern.test(path));
}

/** Packages a manifest declares; undefined when the path is no manifest. */
export function readManifest(text: string, path: string): ManifestReading | undefined {
  const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
  if (reader === undefined) return undefined;
  try {
    return { state: 'read', packages: reader(text, path) };
  } catch (thrown) {
    const because = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : 'it does not parse';
    return { state: 'malformed', because };
  }
}

/** Source: https://docs.npmjs.com/cli/v10/configuring-npm/package-json */
function readPackageJson(text: string, path: string): readonly PackageUse[] {
  const value: unknown = JSON.parse(text);
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((section) => {
    const from = Math.max(0, text.indexOf(`"${section}"`));
    return Object.keys(recordIn(value, section)).map((name) => ({
      ecosystem: 'npm' as const,
      name,
      path,
      line: lineOf(text, text.indexOf(`"${name}"`, from)),
    }));
  });
}

/** Source: https://getcomposer.org/doc/04-schema.md */
function readComposer(text: string, path: string): readonly PackageUse[] {
  const value: unknown = JSON.parse(text);
  return ['require', 'require-dev'].flatMap((section) => {
    const from = Math.max(0, text.indexOf(`"${section}"`));
    return Object.keys(recordIn(value, section))
      .filter((name) => name.includes('/'))
      .map((name) => ({
        ecosystem: 'composer' as const,
        name,
        path,
        line: lineOf(text, text.indexOf(`"${name}"`, from)),
      }));
  });
}

/** Source: https://packaging.python.org/en/latest/specifications/pyproject-toml/ , https://peps.python.org/pep-0735/ */
function readPyproject(text: string, path: string): readonly PackageUse[] {
  const value: unknown = parseToml(text);
  const project = recordIn(value, 'project');
  const poetry = recordIn(recordIn(value, 'tool'), 'poetry');
  const requirements = [
    ...textsOf(project['dependencies']),
    ...Object.values(recordIn(project, 'optional-dependencies')).flatMap(textsOf),
    ...Object.values(recordIn(value, 'dependency-groups')).flatMap(textsOf),
  ].map(requirementName);
  const poetryGroups = Object.values(recordIn(poetry, 'group')).map((group) => recordIn(group, 'dependencies'));
  const names = [
    ...requirements,
    ...[recordIn(poetry, 'dependencies'), recordIn(poetry, 'dev-dependencies'), ...poetryGroups].flatMap(Object.keys),
  ];
  return names.filter((name) => name !== '' && name !== 'python').map((name) => pypiUse(name, text, path));
}

/** Source: https://pipenv.pypa.io/en/latest/pipfile.html */
function readPipfile(text: string, path: string): readonly PackageUse[] {
  const value: unknown = parseToml(text);
  return ['packages', 'dev-packages'].flatMap((section) =>
    Object.keys(recordIn(value, section)).map((name) => pypiUse(name, text, path)),
  );
}

/** Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function readRequirements(text: string, path: string): readonly PackageUse[] {
  return text.split('\n').flatMap((line, index): PackageUse[] => {
    const name = requirementName(line);
    return name === '' ? [] : [{ ecosystem: 'pypi', name: pypiName(name), path, line: index + 1 }];
  });
}

/** What the module itself imports; `// indirect` marks what others brought along. Source: https://go.dev/ref/mod#go-mod-file */
function readGoMod(text: string, path: string): readonly PackageUse[] {
  return eachMatch(
    text,
    path,
    'go',
    /^[ \t]*(?:require[ \t]+)?([a-z0-9.-]+\.[a-z]{2,}\/[^\s"]+)[ \t]+v\d(?![^\n]*\/\/ indirect)/gm,
  );
}

function eachMatch(text: string, path: string, ecosystem: Ecosystem, pattern: RegExp): readonly PackageUse[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    ecosystem,
    name: match[1] ?? match[2] ?? '',
    path,
    line: lineOf(text, match.index),
  }));
}

function pypiUse(name: string, text: string, path: string): PackageUse {
  return { ecosystem: 'pypi', name: pypiName(name), path, line: lineOf(text, text.indexOf(name)) };
}

function requirementName(line: string): string {
  return /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1] ?? '';
}

function pypiName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** 1-based line of an offset; 1 when the offset is unknown. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function recordIn(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Record<string, unknown>) : {};
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
