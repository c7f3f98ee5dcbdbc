// Packages that a project declares in its manifests, with their lines and what they are for. The readers are those of
// core/packages; what a malformed manifest would have said stays unknown.

import type { Ecosystem } from '../catalog/catalog.ts';
import { packagesInGroups } from '../packages/json-groups.ts';
import { readerOf } from '../packages/readers.ts';
import { remembered } from './paths.ts';

export interface PackageUse {
  readonly ecosystem: Ecosystem;
  /** As the ecosystem spells it: PyPI names in lower case with `-`, Maven's as `group:artifact`. */
  readonly name: string;
  /** `direct` for what runs, `dev` for tools and tests, `peer` for what the project plugs into and others bring along. */
  readonly scope: 'direct' | 'dev' | 'peer';
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export type ManifestReading =
  | { readonly state: 'read'; readonly packages: readonly PackageUse[] }
  | { readonly state: 'malformed'; readonly because: string };

/** What was resolved says nothing about what a project asks for. */
const lockFile =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|packages\.lock\.json|gradle\.lockfile|bun\.lockb?|[\w.-]+\.lock(?:ed)?|go\.sum)$/;

/** Whether a path is a manifest that can be read here. */
export const isManifest = remembered((path) => readerOf(path) !== undefined && !lockFile.test(path));

/** Packages a manifest declares; undefined when the path is no manifest. */
export function readManifest(text: string, path: string): ManifestReading | undefined {
  const reader = isManifest(path) ? readerOf(path) : undefined;
  if (reader === undefined) return undefined;
  const { packages, problemAt } = reader.read(text, path);
  if (problemAt !== undefined)
    return { state: 'malformed', because: `line ${String(lineOf(text, problemAt))} is not understood` };
  const peers = path.endsWith('package.json') ? peersOf(text) : new Set<string>();
  const lines = lineCounter(text);
  return {
    state: 'read',
    // Manifests of Go name what others brought along, too.
    packages: packages
      .filter(({ scope }) => scope !== 'transitive')
      .map(({ name, scope, start }) => ({
        ecosystem: reader.ecosystem,
        name: reader.ecosystem === 'pypi' ? pypiName(name) : name,
        scope: peers.has(name) ? 'peer' : scope === 'dev' ? 'dev' : 'direct',
        path,
        line: lines(start),
      })),
  };
}

/** Folders that show whether what a manifest names runs there; with their slash. */
export interface HostFolders {
  /** With a gemspec. */
  readonly gems: ReadonlySet<string>;
  /** With a place where a request comes in to PHP. */
  readonly entries: ReadonlySet<string>;
}

/** The host folders among all files of a workspace. */
export function hostFolders(paths: readonly string[]): HostFolders {
  return {
    gems: new Set(paths.filter((path) => path.endsWith('.gemspec')).map(folderOf)),
    entries: new Set(paths.flatMap((path) => phpEntry.exec(path)?.[1] ?? [])),
  };
}

/** What is tried with a library is not what it runs: the Gemfile beside a gemspec, and the framework of a PHP package that has no
 *  place where a request comes in. @param packages  those of one manifest. @param text  of that manifest
 *  Source: https://bundler.io/guides/creating_gem.html , https://getcomposer.org/doc/04-schema.md#type */
export function withoutHosts(
  packages: readonly PackageUse[],
  { gems, entries }: HostFolders,
  text = '',
): readonly PackageUse[] {
  const isProject = /"type"\s*:\s*"project"/.test(text);
  return packages.map((use) => {
    if (use.scope !== 'direct') return use;
    const folder = folderOf(use.path);
    if (use.ecosystem === 'gems' && use.path.endsWith('Gemfile') && gems.has(folder)) return { ...use, scope: 'dev' };
    const plugsIn = use.ecosystem === 'packagist' && !isProject && !entries.has(folder);
    return plugsIn ? { ...use, scope: 'peer' } : use;
  });
}

/** Group 1 is the folder of the project, with its slash. */
const phpEntry =
  /^(|.*?\/)(?:artisan|(?:(?:public|web|htdocs|www)\/)?index\.php|bin\/console|wp-config(?:-sample)?\.php)$/;

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Source: https://docs.npmjs.com/cli/configuring-npm/package-json#peerdependencies */
function peersOf(text: string): ReadonlySet<string> {
  const namesIn = (group: string): ReadonlySet<string> =>
    new Set(packagesInGroups(text, new Map([[group, 'direct']])).packages.map(({ name }) => name));
  const own = namesIn('dependencies');
  return new Set([...namesIn('peerDependencies')].filter((name) => !own.has(name)));
}

function pypiName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** 1-based lines of offsets that mostly rise: each part of the text is passed over once. */
export function lineCounter(text: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    if (offset < at) [at, line] = [0, 1];
    for (let feed = text.indexOf('\n', at); feed >= 0 && feed < offset; feed = text.indexOf('\n', at)) {
      at = feed + 1;
      line++;
    }
    return line;
  };
}

/** 1-based line of an offset; 1 when the offset is unknown. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
