// The facts of one project of a monorepo: its own folder seen as a root, plus what the whole repository shares.

import type { ProjectDeclaration, ProjectFields } from '../project/declaration.ts';
import type { FactFile, Facts } from './facts.ts';
import { putTogetherOnce, type FilePart } from './file-part.ts';
import type { FoundProject } from './find-projects.ts';
import { isManifest } from './manifests.ts';
import { remembered } from './paths.ts';
import type { ScanFacts } from './scan-facts.ts';
import { expression } from '../text/expression.ts';

/** Files at the repository's root that hold for every project in it: build robots, code owners, lock files, rules for secrets. */
const shared = expression('i')`
  ^(?:
    \.github/.+|\.gitlab-ci\.yml|\.gitlab/.+|\.circleci/.+|azure-pipelines\.yml|bitbucket-pipelines\.yml|Jenkinsfile|
    \.drone\.yml|\.woodpecker\.yml|\.?buildkite/.+|\.travis\.yml|CODEOWNERS|docs/CODEOWNERS|SECURITY\.md|
    LICEN[CS]E[^/]*|AGENTS\.md|CLAUDE\.md|GEMINI\.md|\.cursor/.+|\.claude/.+|\.gitignore|\.nvmrc|\.node-version|
    \.python-version|\.tool-versions|renovate\.json5?|[^/]*lock(?:\.(?:json|yaml|hcl|b))?|go\.sum
  )$
`;

/** A project of a monorepo: declared by its people, or found by what the workspace shows. */
export type ProjectOfFacts = { readonly path: string } & (
  { readonly by: 'declaration' } | ({ readonly by: 'files' } & Pick<FoundProject, 'kind' | 'evidence'>)
);

/** The projects of a workspace. Declared ones go before all that could be found: its people know what goes live by itself. */
export function projectsOf(facts: Facts): readonly ProjectOfFacts[] {
  const declared = facts.declaration?.projects ?? [];
  return declared.length > 0
    ? declared.map(({ path }) => ({ by: 'declaration', path }))
    : facts.found.map((project) => ({ by: 'files', ...project }));
}

/** Facts as the checks of one project see them; evidence keeps the paths of the workspace.
 *  @param path  one of `projectsOf`; the whole facts come back for any other */
export function projectFacts(facts: Facts, path: string): Facts {
  return projectsOf(facts).some((project) => project.path === path) ? factsOfProject(facts, path) : facts;
}

/** The file that a project sees at a path of the workspace; undefined when it is none of the project's. The whole has the folder ''. */
export function fileIn(folder: string, shownPath: string): FactFile | undefined {
  if (folder === '') return { path: shownPath, shownPath };
  if (shownPath.startsWith(`${folder}/`)) return { path: shownPath.slice(folder.length + 1), shownPath };
  return isShared(shownPath) ? { path: shownPath, shownPath } : undefined;
}

function isShared(shownPath: string): boolean {
  return shared.test(shownPath) && !isManifest(shownPath);
}

/** The same for a path that is known to be a project's. */
export function factsOfProject(facts: Facts, path: string, together = putTogetherOnce): Facts {
  const prefix = `${path}/`;
  const { declaration } = facts;
  return {
    ...facts,
    ...together(
      `project ${path}`,
      withPrefix(facts.parts, prefix, (part) => part.path),
    ),
    // Of the whole repository: what the root shares has its text there, and a file that is there already must not be made again.
    texts: facts.texts,
    drafts: facts.drafts,
    workflows: facts.workflows,
    folder: path,
    files: filesOf(facts, prefix),
    scan: scanOf(facts, prefix),
    declaration: declaration && declarationOf(declaration, path),
    found: [],
  };
}

/** The manifests that lie directly in a folder, with their texts. */
export function manifestsIn(facts: Facts, folder: string): readonly PartWithText[] {
  const prefix = `${folder}/`;
  return withPrefix(facts.parts, prefix, (part) => part.path).filter(
    (part): part is PartWithText =>
      part.text !== undefined && !part.path.includes('/', prefix.length) && isManifest(part.path),
  );
}

export type PartWithText = FilePart & { readonly text: string };

/** Facts of several folders together, for what they do for somebody else; paths are those of the workspace. */
export function factsOfFolders(facts: Facts, folders: readonly string[], together = putTogetherOnce): Facts {
  const prefixes = [...folders].sort().map((folder) => `${folder}/`);
  return {
    ...facts,
    ...together(
      `folders ${prefixes.join(' ')}`,
      prefixes.flatMap((prefix) => withPrefix(facts.parts, prefix, (part) => part.path)),
    ),
    files: prefixes.flatMap((prefix) => withPrefix(facts.files, prefix, (file) => file.shownPath)),
    found: [],
  };
}

const knownTracked = new WeakMap<ReadonlySet<string>, readonly string[]>();

/** The files of a project that git keeps, by shown path, sorted; none when git did not say. */
export function trackedFiles({ git, folder }: Facts): readonly string[] {
  if (git.state !== 'present') return [];
  const all = knownTracked.get(git.tracked) ?? [...git.tracked].sort();
  knownTracked.set(git.tracked, all);
  return folder === '' ? all : withPrefix(all, `${folder}/`, (path) => path);
}

/** Whether a path lies outside of every project. */
export function isAroundOf(projects: readonly { readonly path: string }[]): (path: string) => boolean {
  const before = knownAround.get(projects);
  if (before !== undefined) return before;
  const folders = new Set(projects.map(({ path }) => path));
  const isAround = remembered((path) => {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (folders.has(path.slice(0, slash))) return false;
    }
    return true;
  });
  knownAround.set(projects, isAround);
  return isAround;
}

const knownAround = new WeakMap<readonly { readonly path: string }[], (path: string) => boolean>();

/** Facts of what lies outside of every project: what the root gives to all of them. */
export function factsAround(
  facts: Facts,
  projects: readonly { readonly path: string }[],
  together = putTogetherOnce,
): Facts {
  const isAround = isAroundOf(projects);
  return {
    ...facts,
    ...together(
      'around',
      listAround(facts.parts, projects, ({ path }) => isAround(path)),
    ),
    files: listAround(facts.files, projects, ({ shownPath }) => isAround(shownPath)),
    found: [],
  };
}

const knownLists = new WeakMap<
  readonly unknown[],
  { readonly projects: unknown; readonly around: readonly unknown[] }
>();

/** What of a list lies outside of every project. The same list for the same one. */
function listAround<Item>(all: readonly Item[], projects: unknown, isAround: (item: Item) => boolean): readonly Item[] {
  const known = knownLists.get(all);
  if (known !== undefined && known.projects === projects) return known.around as readonly Item[];
  const around = all.filter(isAround);
  knownLists.set(all, { projects, around });
  return around;
}

/** The part of a sorted list that lies below a folder. O(log n + what is found). */
function withPrefix<Item>(sorted: readonly Item[], prefix: string, pathOf: (item: Item) => string): readonly Item[] {
  const firstFrom = (isReached: (path: string) => boolean): number => {
    let from = 0;
    let until = sorted.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      const item = sorted[middle];
      if (item === undefined || isReached(pathOf(item))) until = middle;
      else from = middle + 1;
    }
    return from;
  };
  return sorted.slice(
    firstFrom((path) => path >= prefix),
    firstFrom((path) => path >= prefix && !path.startsWith(prefix)),
  );
}

const knownFiles = new WeakMap<readonly FactFile[], Map<string, readonly FactFile[]>>();

/** The files of a project: its own, then what the root shares. The same list for the same files of the whole. */
function filesOf(facts: Facts, prefix: string): readonly FactFile[] {
  const known = knownFiles.get(facts.files) ?? new Map<string, readonly FactFile[]>();
  knownFiles.set(facts.files, known);
  const own = known.get(prefix) ?? [
    ...withPrefix(facts.files, prefix, (file) => file.shownPath).map((file) => ({
      ...file,
      path: file.shownPath.slice(prefix.length),
    })),
    ...sharedFiles(facts),
  ];
  known.set(prefix, own);
  return own;
}

const knownScans = new WeakMap<ScanFacts, Map<string, ScanFacts>>();

/** What the scan said of one project. The same object for the same scan of the whole. */
function scanOf({ scan }: Facts, prefix: string): ScanFacts {
  if (scan.state !== 'scanned') return scan;
  const known = knownScans.get(scan) ?? new Map<string, ScanFacts>();
  knownScans.set(scan, known);
  const inside = ({ path }: { readonly path: string }): boolean => path.startsWith(prefix);
  const own = known.get(prefix) ?? {
    ...scan,
    matches: scan.matches.filter(inside),
    tools: scan.tools.filter(inside),
    failures: scan.failures.filter(inside),
  };
  known.set(prefix, own);
  return own;
}

const knownShared = new WeakMap<readonly FactFile[], readonly FactFile[]>();

function sharedFiles({ files }: Facts): readonly FactFile[] {
  const found = knownShared.get(files) ?? files.filter(({ shownPath }) => isShared(shownPath));
  knownShared.set(files, found);
  return found;
}

/** What is said of one project: its own words where it has an entry, else all that is said of the whole. */
function declarationOf(declaration: ProjectDeclaration, path: string): ProjectDeclaration {
  const index = declaration.projects.findIndex((project) => project.path === path);
  const project: ProjectFields | undefined = declaration.projects[index];
  if (project === undefined) return { ...declaration, projects: [] };
  return {
    ...inherited(declaration),
    ...project,
    file: declaration.file,
    projects: [],
    lines: linesOf(declaration, index),
  };
}

/** A project has the repository's owner, people and platform until it names its own; its audience and data are its own. */
function inherited(declaration: ProjectDeclaration): Partial<ProjectDeclaration> {
  const { owner, backupOwner, track, target, contact, dataClasses } = declaration;
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(backupOwner === undefined ? {} : { backupOwner }),
    ...(track === undefined ? {} : { track }),
    ...(target === undefined ? {} : { target }),
    ...(contact === undefined ? {} : { contact }),
    ...(dataClasses === undefined ? {} : { dataClasses }),
  };
}

function linesOf(declaration: ProjectDeclaration, index: number): Readonly<Record<string, number>> {
  const own = `/projects/${String(index)}`;
  const entries = Object.entries(declaration.lines);
  return Object.fromEntries([
    ...entries.filter(([pointer]) => !pointer.startsWith('/projects')),
    ...entries
      .filter(([pointer]) => pointer.startsWith(`${own}/`))
      .map(([pointer, line]): [string, number] => [pointer.slice(own.length), line]),
  ]);
}
