// Which libraries of a monorepo an application is made with, by its own manifest. What they do for it counts as done: a login that
// lives in packages/auth is the login of the app that uses it. Evaluate asks; nothing is known of build tools that are not read here.

import type { Facts } from './facts.ts';
import type { FilePart } from './file-part.ts';
import type { FoundProject } from './find-projects.ts';
import { manifestsIn, type PartWithText } from './project-facts.ts';

/** Names by which others depend on a folder. Sources: the manifests' own references, see manifests.ts and workspace-members.ts. */
const ownNames: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|\/)package\.json$/, /^\s*"name"\s*:\s*"([^"\n]+)"/m],
  [/(?:^|\/)pyproject\.toml$/, /^name\s*=\s*["']([^"'\n]+)["']/m],
  [/(?:^|\/)go\.mod$/, /^module\s+(\S+)/m],
  [/(?:^|\/)pom\.xml$/, /<artifactId>\s*([\w.-]+)\s*<\/artifactId>(?![\s\S]*<\/parent>)/],
];

/** References by place instead of by name. */
const projectReference = /<ProjectReference\b[^>\n]*\bInclude="([^"\n]+)[\\/][^"\\/\n]+"/g;
const gradleReference = /\bproject\(\s*(?:path\s*[:=]\s*)?["']:([^"'\n]+)["']/g;

/** Folders of the libraries that each application uses, directly or through another library. */
export type InnerLibraries = ReadonlyMap<string, readonly string[]>;

type Projects = readonly Pick<FoundProject, 'path'>[];

interface Known {
  readonly parts: readonly FilePart[];
  readonly projects: Projects;
  readonly manifests: readonly FilePart[];
  readonly found: InnerLibraries;
}

/** Finds them, and remembers them for as long as projects and manifests stay the same. */
export function rememberLibraries(): (facts: Facts, projects: Projects) => InnerLibraries {
  let known: Known | undefined;
  return (facts, projects) => {
    if (known?.projects === projects && known.parts === facts.parts) return known.found;
    const byFolder = new Map(projects.map(({ path }) => [path, manifestsIn(facts, path)]));
    const manifests = [...byFolder.values()].flat();
    const before = known?.projects === projects ? known : undefined;
    const isSame =
      before?.manifests.length === manifests.length &&
      before.manifests.every((manifest, at) => manifest === manifests[at]);
    const found = isSame ? before.found : innerLibraries(byFolder);
    known = { parts: facts.parts, projects, manifests, found };
    return found;
  };
}

function innerLibraries(manifestsOf: ReadonlyMap<string, readonly PartWithText[]>): InnerLibraries {
  const byName = new Map<string, string>();
  const projects = [...manifestsOf];
  const folders = new Set(manifestsOf.keys());
  for (const [path, manifests] of projects) for (const name of namesOf(manifests)) byName.set(name, path);
  const direct = new Map(projects.map(([path, manifests]) => [path, usedBy(path, manifests, byName, folders)]));
  return new Map(projects.map(([path]) => [path, reached(path, direct)]));
}

function namesOf(manifests: readonly PartWithText[]): readonly string[] {
  return manifests.flatMap(({ path, text }) =>
    ownNames.flatMap(([file, name]) => (file.test(path) ? (name.exec(text)?.[1]?.toLowerCase() ?? []) : [])),
  );
}

function usedBy(
  folder: string,
  manifests: readonly PartWithText[],
  byName: ReadonlyMap<string, string>,
  folders: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>();
  for (const { path, text, packages } of manifests) {
    for (const { ecosystem, name } of packages) {
      // Maven's names are `group:artifact`; modules are known by their artifact.
      const own = ecosystem === 'maven' ? name.slice(name.indexOf(':') + 1) : name;
      const library = byName.get(own.toLowerCase());
      if (library !== undefined) found.add(library);
    }
    if (path.endsWith('proj')) {
      for (const [, place = ''] of text.matchAll(projectReference)) found.add(resolved(folder, place));
    }
    if (/\.gradle(?:\.kts)?$/.test(path)) {
      for (const [, name = ''] of text.matchAll(gradleReference)) {
        const place = name.replaceAll(':', '/');
        const at = [...folders].find((each) => each === place || each.endsWith(`/${place}`));
        if (at !== undefined) found.add(at);
      }
    }
  }
  found.delete(folder);
  return [...found].filter((path) => folders.has(path)).sort();
}

function reached(from: string, direct: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>([from]);
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of direct.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  seen.delete(from);
  return [...seen].sort();
}

/** A place as a manifest in a folder writes it, from the root; posix. */
function resolved(folder: string, place: string): string {
  const steps: string[] = folder.split('/');
  for (const step of place.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
