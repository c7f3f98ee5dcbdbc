// Finds the projects of a monorepo that nobody has declared: members that the workspace lists itself, and folders that can go live on
// their own. Facts call it; a declaration in .handrail/project.yaml that names projects goes before all of this.

import type { CheckEvidence } from '../model/outcome.ts';
import { matchesGlob, maxGlobLength } from '../text/glob.ts';
import { isManifest, lineOf } from './manifests.ts';
import { isDevelopmentOnly, isSample } from './paths.ts';
import { listsMembers, readMembers } from './workspace-members.ts';
import { expression } from '../text/expression.ts';

export interface FoundProject {
  /** Folder, posix, relative to the root; never empty. */
  readonly path: string;
  /** An application starts or goes live by itself; a library goes live inside of one. */
  readonly kind: 'application' | 'library';
  /** What says so: the list it is a member of, or what starts it. */
  readonly evidence: readonly CheckEvidence[];
}

/** What the text of a file says to a question; undefined when there is no text that is kept. The answer depends on path and text alone.
 *  @param question  tells it from other questions about the same file */
export type AskText = <Answer>(path: string, question: string, ask: (text: string) => Answer) => Answer | undefined;

/** Folders as the finder needs them. */
interface Folder {
  readonly path: string;
  /** Names of the files in it. */
  readonly names: readonly string[];
}

/** What the paths alone tell. */
interface Layout {
  /** Those with a manifest. */
  readonly folders: readonly Folder[];
  /** Files that may list members. */
  readonly lists: readonly string[];
  /** What is read where an application starts, by the folder of the application. */
  readonly startFiles: ReadonlyMap<string, string>;
  readonly isNx: boolean;
}

/** Settings of platforms that take a folder live. Sources: the platforms' own reference of their file. */
const platformSettings = expression()`
  ^(?:
    Procfile|fly\.toml|vercel\.json|netlify\.toml|railway\.(?:json|toml)|render\.yaml|wrangler\.(?:toml|jsonc?)|
    app\.ya?ml|serverless\.ya?ml|staticwebapp\.config\.json|firebase\.json|manage\.py|host\.json
  )$
`;
const containerRecipe = /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|^[\w-]+\.Dockerfile$/;
const ownManifest = /^(?:Cargo\.toml|setup\.py|pubspec\.yaml|mix\.exs)$/;

/** What in a manifest makes a folder something that runs. `$1` is shown. */
const startsInManifest: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^package\.json$/, /"start"\s*:\s*"(?![^"]*(?:--?watch\b|\s-w\b|storybook|\btsc\b))[^"]/, 'has a start command'],
  [
    /^package\.json$/,
    /"(next|nuxt|@sveltejs\/kit|@remix-run\/(?:node|serve)|@react-router\/serve|@tanstack\/react-start|astro|expo|electron|@nestjs\/core)"\s*:/,
    'is made with $1',
  ],
  [/\.(?:cs|fs|vb)proj$/, /Sdk="(Microsoft\.NET\.Sdk\.(?:Web|Worker|BlazorWebAssembly))"/, 'is a $1 project'],
  [
    /^pom\.xml$/,
    /<artifactId>\s*(spring-boot-maven-plugin|quarkus-maven-plugin|micronaut-maven-plugin|jib-maven-plugin)\s*</,
    'is packed by $1',
  ],
  [
    /^build\.gradle(?:\.kts)?$/,
    expression('i')`
      ["'(](
        com\.android\.application|org\.springframework\.boot|io\.quarkus|io\.micronaut\.application|
        com\.google\.cloud\.tools\.jib|application
      )["')]|
      \blibs\.plugins\.([\w.]*(?:application|spring\.?boot|quarkus))\b
    `,
    'applies $1',
  ],
];

/** What Spring, Quarkus, Micronaut and Flutter read where an application starts; libraries have none.
 *  Sources: https://docs.spring.io/spring-boot/reference/features/external-config.html , https://docs.flutter.dev/tools/pubspec */
const startFile = /(?:^|\/)(?:src\/main\/resources\/(?:application|bootstrap)\.(?:ya?ml|properties)|lib\/main\.dart)$/;

/** Folders whose content is for trying, showing and measuring; paths.ts knows tests, examples and documents. */
const forShow = expression('i')`
  (?:^|/)(?:
    templates?|demos?|playgrounds?|sandbox(?:es)?|tutorials?|quickstarts?|cookbooks?|benches|build-logic|buildSrc|
    testing[-\w]*|android/app|[\w.-]*[-_.](?:tests?|e2e|fixtures|testing|playground)|
    [\w.-]*\.?(?:Unit|Functional|Integration|E2E|Acceptance)Tests?
  )(?:/|$)
`;

/** Projects in a workspace that shows more than one, sorted by path. Pure; O(files × member lists).
 *  @param files  sorted by path
 *  @param ask  asks manifests and lists */
export function findProjects(files: readonly { readonly path: string }[], ask: AskText): readonly FoundProject[] {
  const layout = layoutOf(files);
  const { folders, startFiles } = layout;
  const members = membersOf(layout, ask);
  const found: FoundProject[] = [];
  let rootStarts = false;
  for (const folder of folders) {
    const start = startOf(folder, ask, startFiles.get(folder.path));
    if (folder.path === '') {
      rootStarts = start !== undefined;
      continue;
    }
    const member = members.get(folder.path);
    if ((member === undefined && start === undefined) || isNoProject(folder.path)) continue;
    if (isOnlyAList(folder, ask)) continue;
    found.push({
      path: folder.path,
      kind: start === undefined ? 'library' : 'application',
      evidence: [...(member === undefined ? [] : [member]), ...(start === undefined ? [] : [start])],
    });
  }
  // One folder below a root that is none itself is just where the one project lies.
  return found.length + (rootStarts ? 1 : 0) < 2 ? [] : found;
}

/** Evidence that each of these members is listed, by folder. */
function membersOf({ folders, lists, isNx }: Layout, ask: AskText): ReadonlyMap<string, CheckEvidence> {
  const found = new Map<string, CheckEvidence>();
  for (const path of lists) {
    const list = ask(path, 'members', (text) => readMembers(text, path));
    if (list === undefined) continue;
    const base = folderOf(path);
    const prefix = base === '' ? '' : `${base}/`;
    const excluded = list.excluded.filter((pattern) => pattern.length <= maxGlobLength);
    const candidates = folders.filter(
      ({ path: folder, names }) => folder.startsWith(prefix) && names.some((name) => list.manifest.test(name)),
    );
    for (const { pattern, line } of list.members) {
      if (pattern.length > maxGlobLength) continue;
      const isGlob = /[*?[{]/.test(pattern);
      for (const { path: folder } of candidates) {
        if (found.has(folder)) continue;
        const inside = folder.slice(prefix.length);
        if (isGlob ? !matchesGlob(inside, pattern) : inside !== pattern) continue;
        if (excluded.some((each) => matchesGlob(inside, each))) continue;
        found.set(folder, { path, line, note: `lists ${folder}` });
      }
    }
  }
  // https://nx.dev/reference/project-configuration: every project.json below an nx.json is a project.
  if (isNx) {
    for (const { path, names } of folders) {
      if (path !== '' && names.includes('project.json') && !found.has(path))
        found.set(path, { path: `${path}/project.json`, line: 1, note: 'is a project of Nx' });
    }
  }
  return found;
}

/** What starts or ships the folder by itself; undefined when nothing does. */
function startOf({ path, names }: Folder, ask: AskText, startsWith: string | undefined): CheckEvidence | undefined {
  const place = (name: string): string => (path === '' ? name : `${path}/${name}`);
  const recipe = names.find((name) => containerRecipe.test(name) && !isDevelopmentOnly(name));
  if (recipe !== undefined) return { path: place(recipe), line: 1, note: 'has a container recipe of its own' };
  const settings = names.find((name) => platformSettings.test(name));
  if (settings !== undefined) return { path: place(settings), line: 1, note: 'has settings of a platform' };
  for (const [manifest, pattern, note] of startsInManifest) {
    for (const name of names) {
      if (!manifest.test(name)) continue;
      const start = ask(place(name), `starts ${note}`, (text) => {
        const match = pattern.exec(text);
        const shown = match?.[1] ?? match?.[2] ?? '';
        return match
          ? { path: place(name), line: lineOf(text, match.index), note: note.replace('$1', shown) }
          : undefined;
      });
      if (start !== undefined) return start;
    }
  }
  return startsWith === undefined ? undefined : { path: startsWith, line: 1, note: 'is read when it starts' };
}

/** A pom that only names its modules and a root of workspaces inside a repository have nothing of their own to go live. */
function isOnlyAList({ path, names }: Folder, ask: AskText): boolean {
  const isList = (text: string): boolean => /<packaging>\s*pom\s*</.test(text);
  return names.includes('pom.xml') && ask(`${path}/pom.xml`, 'only a list', isList) === true;
}

function isNoProject(path: string): boolean {
  const inside = `${path}/x`;
  return isSample(inside) || isDevelopmentOnly(inside) || forShow.test(path);
}

const knownLayouts = new WeakMap<readonly { readonly path: string }[], Layout>();

/** Lists of files do not change, so the layout of one is worked out once. */
function layoutOf(files: readonly { readonly path: string }[]): Layout {
  const layout = knownLayouts.get(files) ?? {
    folders: foldersWithManifest(files),
    lists: files.flatMap(({ path }) => (listsMembers(path) && !isSample(path) ? path : [])),
    startFiles: new Map(
      files.flatMap(({ path }): [string, string][] =>
        startFile.test(path) ? [[path.replace(startFile, ''), path]] : [],
      ),
    ),
    isNx: files.some(({ path }) => path === 'nx.json'),
  };
  knownLayouts.set(files, layout);
  return layout;
}

function foldersWithManifest(files: readonly { readonly path: string }[]): readonly Folder[] {
  const names = new Map<string, string[]>();
  const isProject = new Set<string>();
  for (const { path } of files) {
    const folder = folderOf(path);
    const name = folder === '' ? path : path.slice(folder.length + 1);
    const known = names.get(folder);
    if (known === undefined) names.set(folder, [name]);
    else known.push(name);
    if (isManifest(name) || ownManifest.test(name) || name === 'project.json') isProject.add(folder);
  }
  return [...isProject].sort().map((path) => ({ path, names: names.get(path) ?? [] }));
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
