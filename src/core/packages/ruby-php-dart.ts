// Ruby gems, PHP packages and Dart packages: Gemfile, gemspec, composer.json, pubspec.yaml and their lock files.

import type { EvidenceScope } from '../model/finding.ts';
import { codeSpans } from '../text/code-spans.ts';
import { conflictAt, content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';
import { packagesInGroups } from './json-groups.ts';
import { walkJson } from './json-walk.ts';
import { readYamlScalars } from './yaml-scalars.ts';

/** Source: https://bundler.io/man/gemfile.5.html */
const gemfile: ManifestReader = {
  ecosystem: 'gems',
  files: /(?:^|\/)(?:Gemfile|gems\.rb|[\w.-]+\.gemfile|[\w.-]*Gemfile\.[\w-]+(?<!lock))$/,
  read: (text) => {
    const spans = codeSpans(text, 'ruby');
    const packages: NamedPackage[] = [];
    /** One for each `do` that is not over: whether it is a group for development. */
    const blocks: boolean[] = [];
    for (const { line, start } of linesOf(text)) {
      const code = line.replace(/(?:^|\s)#.*$/, '');
      const [, before = '', name, rest = ''] = /^(\s*gem[\s(]+["'])([\w.-]+)["'](.*)$/.exec(code) ?? [];
      if (name !== undefined && spans.kindAt(start + before.length - 2) === undefined) {
        const isDev = blocks.includes(true) || isDevGroup(/\bgroups?\s*(?::|=>)\s*(.*)$/.exec(rest)?.[1] ?? '');
        const version = /^\s*,\s*["']([^"']+)["']/.exec(rest)?.[1];
        packages.push(packageAt(name, start + before.length, isDev ? 'dev' : 'direct', version));
      }
      if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$|^\s*(?:if|unless|case|begin)\b/.test(code))
        blocks.push(/^\s*group\b/.test(code) && isDevGroup(code));
      if (/^\s*end\b/.test(code)) blocks.pop();
    }
    return content(packages, conflictAt(text));
  },
};

function isDevGroup(groups: string): boolean {
  return /\b(?:development|test)\b/.test(groups) && !/\b(?:production|default)\b/.test(groups);
}

/** Source: https://guides.rubygems.org/specification-reference/#add_dependency */
const gemspec: ManifestReader = {
  ecosystem: 'gems',
  files: /\.gemspec$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    for (const { line, start } of linesOf(text)) {
      const [, before = '', kind, name, version] =
        /^(\s*\w+\.add_(runtime_|development_)?dependency[\s(]+["'])([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(
          line,
        ) ?? [];
      if (name !== undefined)
        packages.push(packageAt(name, start + before.length, kind === 'development_' ? 'dev' : 'direct', version));
    }
    return content(packages, conflictAt(text));
  },
};

/** Four blanks: what was resolved; six: what that needs. Source: https://bundler.io/man/bundle-lock.1.html */
const gemfileLock: ManifestReader = {
  ecosystem: 'gems',
  files: /(?:^|\/)(?:[\w.-]*Gemfile[\w.-]*|gems)\.(?:lock|locked)$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    for (const { line, start } of linesOf(text)) {
      const [, name, version] = /^ {4}([\w.-]+) \(([^)]+)\)$/.exec(line) ?? [];
      if (name !== undefined) packages.push(packageAt(name, start + 4, 'transitive', version));
    }
    return content(packages, conflictAt(text));
  },
};

const composerGroups: ReadonlyMap<string, EvidenceScope> = new Map([
  ['require', 'direct'],
  ['require-dev', 'dev'],
]);

/** Source: https://getcomposer.org/doc/04-schema.md#package-links */
const composerJson: ManifestReader = {
  ecosystem: 'packagist',
  files: /(?:^|\/)composer\.json$/,
  read: (text) => packagesInGroups(text, composerGroups),
};

/** Source: https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control */
const composerLock: ManifestReader = {
  ecosystem: 'packagist',
  files: /(?:^|\/)composer\.lock$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    const problemAt = walkJson(text, false, {
      onValue: (path, value, offset) => {
        const [list, , key] = path;
        if (path.length !== 3 || (list !== 'packages' && list !== 'packages-dev') || typeof value !== 'string') return;
        const last = packages.at(-1);
        if (key === 'name') packages.push(packageAt(value, offset, list === 'packages' ? 'transitive' : 'dev'));
        if (key === 'version' && last !== undefined) packages[packages.length - 1] = { ...last, version: value };
      },
    });
    return content(packages, problemAt);
  },
};

const pubGroups: ReadonlyMap<string | undefined, EvidenceScope> = new Map([
  ['dependencies', 'direct'],
  ['dev_dependencies', 'dev'],
]);

/** Source: https://dart.dev/tools/pub/pubspec */
const pubspec: ManifestReader = {
  ecosystem: 'pub',
  files: /(?:^|\/)pubspec\.yaml$/,
  read: (text) => {
    const { scalars, problemAt } = readYamlScalars(text);
    const packages = scalars.flatMap(({ path, value, keyStart }): readonly NamedPackage[] => {
      const scope = pubGroups.get(path[0]);
      const name = path[1];
      if (scope === undefined || name === undefined) return [];
      if (path.length === 2) return [packageAt(name, keyStart, scope, value)];
      // `name: {version: .., hosted: ..}`: the first value below stands for the package.
      return path.length === 3 && path[2] === 'version'
        ? [packageAt(name, text.lastIndexOf(name, keyStart), scope, value)]
        : [];
    });
    return content(packages, problemAt);
  },
};

/** Source: https://dart.dev/tools/pub/glossary#lockfile */
const pubspecLock: ManifestReader = {
  ecosystem: 'pub',
  files: /(?:^|\/)pubspec\.lock$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    let inPackages = false;
    for (const { line, start } of linesOf(text)) {
      if (/^\S/.test(line)) inPackages = line.startsWith('packages:');
      const name = inPackages ? /^ {2}([\w.]+):\s*$/.exec(line)?.[1] : undefined;
      if (name !== undefined) packages.push(packageAt(name, start + 2, 'transitive'));
      const last = packages.at(-1);
      const [, key, value] = /^ {4}(dependency|version): "?([^"]*)"?$/.exec(line) ?? [];
      if (last === undefined || value === undefined) continue;
      if (key === 'version') packages[packages.length - 1] = { ...last, version: value };
      else if (value === 'direct dev') packages[packages.length - 1] = { ...last, scope: 'dev' };
    }
    return content(packages, conflictAt(text));
  },
};

export const rubyPhpAndDartReaders: readonly ManifestReader[] = [
  ...[gemfile, gemspec, gemfileLock, composerJson, composerLock, pubspec, pubspecLock],
];
