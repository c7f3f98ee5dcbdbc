// npm packages: package.json, deno.json, and the lock files of npm, Yarn, pnpm and Bun.

import type { EvidenceScope } from '../model/finding.ts';
import { conflictAt, content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';
import { packagesInGroups, type AliasOf } from './json-groups.ts';
import { walkJson } from './json-walk.ts';

/** Source: https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
const groups: ReadonlyMap<string, EvidenceScope> = new Map([
  ['dependencies', 'direct'],
  ['optionalDependencies', 'direct'],
  ['peerDependencies', 'direct'],
  ['devDependencies', 'dev'],
]);

const packageJson: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)package\.json$/,
  read: (text) => packagesInGroups(text, groups, aliasOf),
};

/** `npm:openai@4` installs another package under a name. Source: https://docs.npmjs.com/cli/commands/npm-install */
function aliasOf(version: string): ReturnType<AliasOf> {
  const name = /^npm:((?:@[^/]+\/)?[^@]+)/.exec(version)?.[1];
  return name === undefined ? undefined : { name, offset: 'npm:'.length };
}

/** Source: https://docs.deno.com/runtime/fundamentals/configuration/#dependencies */
const denoJson: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)(?:deno|import_map)\.jsonc?$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    const problemAt = walkJson(text, true, {
      onValue: (path, value, offset) => {
        if (path.length !== 2 || path[0] !== 'imports' || typeof value !== 'string') return;
        const [whole, before = '', name = '', version] =
          /^(npm:\/?|https:\/\/esm\.sh\/)((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?/.exec(value) ?? [];
        if (whole !== undefined) packages.push(packageAt(name, offset + before.length, 'direct', version));
      },
    });
    return content(packages, problemAt);
  },
};

/** Versions 1 to 3. Source: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
const packageLock: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    /** One for each package that is open: version 1 nests them. */
    const open: { depth: number; name: string; start: number; version?: string; isDev?: boolean }[] = [];
    const problemAt = walkJson(text, false, {
      onKey: (path, offset) => {
        const [top, key] = path;
        if (top === 'packages' && path.length === 2 && typeof key === 'string') {
          const cut = key.lastIndexOf('node_modules/');
          const from = cut < 0 ? key.length : cut + 'node_modules/'.length;
          open.push({ depth: 2, name: key.slice(from), start: offset + from });
        } else if (top === 'dependencies' && path.length % 2 === 0 && path.at(-2) === 'dependencies') {
          open.push({ depth: path.length, name: String(path.at(-1)), start: offset });
        }
      },
      onValue: (path, value) => {
        const last = open.at(-1);
        if (last === undefined || path.length !== last.depth + 1) return;
        if (path.at(-1) === 'version' && typeof value === 'string') last.version = value;
        if ((path.at(-1) === 'dev' || path.at(-1) === 'devOptional') && value === true) last.isDev = true;
      },
      onEnd: (path) => {
        const last = open.at(-1);
        if (last === undefined || path.length !== last.depth) return;
        open.pop();
        if (last.name !== '')
          packages.push(packageAt(last.name, last.start, last.isDev === true ? 'dev' : 'transitive', last.version));
      },
    });
    return content(packages, problemAt);
  },
};

/** Source: https://bun.com/docs/install/lockfile */
const bunLock: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)bun\.lock$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    const problemAt = walkJson(text, true, {
      onValue: (path, value, offset) => {
        if (path[0] !== 'packages' || path.length !== 3 || path[2] !== 0 || typeof value !== 'string') return;
        const at = value.lastIndexOf('@');
        if (at > 0) packages.push(packageAt(value.slice(0, at), offset, 'transitive', value.slice(at + 1)));
      },
    });
    return content(packages, problemAt);
  },
};

/** Both dialects. Sources: https://classic.yarnpkg.com/en/docs/yarn-lock and https://yarnpkg.com/advanced/lexicon#lockfile */
const yarnLock: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)yarn\.lock$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    let waiting: { readonly name: string; readonly start: number } | undefined;
    for (const { line, start } of linesOf(text)) {
      const [, quote = '', name] = /^("?)((?:@[^/\s"]+\/)?[^@\s",]+)@.*:$/.exec(line) ?? [];
      if (name !== undefined) waiting = { name, start: start + quote.length };
      const version = /^ {2}version:? "?([^"\s]+)"?/.exec(line)?.[1];
      if (version === undefined || waiting === undefined) continue;
      packages.push(packageAt(waiting.name, waiting.start, 'transitive', version));
      waiting = undefined;
    }
    return content(packages, conflictAt(text));
  },
};

/** All versions of the format: `/openai/4.0.0:`, `/openai@4.0.0:`, `openai@4.0.0:`. Source: https://github.com/pnpm/spec/tree/master/lockfile */
const pnpmLock: ManifestReader = {
  ecosystem: 'npm',
  files: /(?:^|\/)pnpm-lock\.yaml$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    let inPackages = false;
    for (const { line, start } of linesOf(text)) {
      if (/^\S/.test(line)) inPackages = line.startsWith('packages:');
      if (!inPackages) continue;
      const [, before = '', name, version] =
        /^( {2}['"]?\/?)((?:@[^/\s]+\/)?[^/@\s'"]+)[@/]([^\s:'"(_]+)[^:]*['"]?:\s*$/.exec(line) ?? [];
      if (name !== undefined) packages.push(packageAt(name, start + before.length, 'transitive', version));
      const last = packages.at(-1);
      if (last !== undefined && /^ {4}dev: true/.test(line)) packages[packages.length - 1] = { ...last, scope: 'dev' };
    }
    return content(packages, conflictAt(text));
  },
};

export const npmReaders: readonly ManifestReader[] = [packageJson, denoJson, packageLock, bunLock, yarnLock, pnpmLock];
