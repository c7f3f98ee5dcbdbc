// Go modules and Rust crates: go.mod, Cargo.toml, Cargo.lock.

import type { EvidenceScope } from '../model/finding.ts';
import { readToml } from '../text/toml-places.ts';
import { tomlProblemAt } from '../text/toml-problem.ts';
import { content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';
import { tomlLock } from './python.ts';

/** go.mod names what the modules it needs bring along, too, marked as indirect. Source: https://go.dev/ref/mod#go-mod-file-require */
const goMod: ManifestReader = {
  ecosystem: 'go',
  files: /(?:^|\/)go\.mod$/,
  read: (text) => {
    const packages: NamedPackage[] = [];
    let problemAt: number | undefined;
    let block: string | undefined;
    for (const { line, start } of linesOf(text)) {
      const code = line.replace(/\/\/.*$/, '');
      if (code.trim() === '') continue;
      const opens = /^\s*(\w+)\s*\(\s*$/.exec(code)?.[1];
      if (opens !== undefined) {
        block = opens;
        continue;
      }
      if (/^\s*\)\s*$/.test(code)) {
        block = undefined;
        continue;
      }
      const directive = block ?? /^\s*(\w+)\s/.exec(code)?.[1];
      if (directive === undefined || !directives.has(directive)) problemAt ??= start;
      if (directive !== 'require') continue;
      const match = /^(\s*(?:require\s+)?["`]?)([\w.~/-]+)["`]?\s+(v\S+)/.exec(code);
      if (match === null) {
        problemAt ??= start;
        continue;
      }
      const [, before = '', name = '', version] = match;
      packages.push(
        packageAt(name, start + before.length, /\/\/\s*indirect\b/.test(line) ? 'transitive' : 'direct', version),
      );
    }
    return content(packages, problemAt);
  },
};

/** Source: https://go.dev/ref/mod#go-mod-file-grammar */
const directives = new Set([
  'module',
  'go',
  'toolchain',
  'require',
  'replace',
  'exclude',
  'retract',
  'tool',
  'godebug',
  'ignore',
]);

const cargoGroups: ReadonlyMap<string, EvidenceScope> = new Map([
  ['dependencies', 'direct'],
  ['build-dependencies', 'dev'],
  ['dev-dependencies', 'dev'],
]);

/** Source: https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
const cargoToml: ManifestReader = {
  ecosystem: 'crates',
  files: /(?:^|\/)Cargo\.toml$/,
  read: (text) => {
    const packages = new Map<string, NamedPackage>();
    for (const { table, tableStart, key, keyStart, keyEnd, texts, raw } of readToml(text).entries) {
      const names = [...table, ...key];
      const at = names.findIndex((name) => cargoGroups.has(name));
      const scope = cargoGroups.get(names[at] ?? '');
      const name = names[at + 1];
      const isRoot = at === 0 || names[0] === 'workspace' || names[0] === 'target';
      if (scope === undefined || name === undefined || !isRoot) continue;
      // `[dependencies.name]` puts each property on a line of its own; its place is the header.
      const isHeader = at + 1 < table.length;
      const quoted = keyEnd - keyStart > name.length && !isHeader && key.length === 1 ? 1 : 0;
      const start = isHeader ? text.indexOf(name, tableStart) : keyStart + quoted;
      const id = `${String(tableStart)} ${name}`;
      const property = isHeader || names.length > at + 2 ? names.at(-1) : undefined;
      const value = texts[0]?.value;
      const before = packages.get(id);
      const renamed = property === 'package' ? value : /\bpackage\s*=\s*"([^"]+)"/.exec(raw)?.[1];
      const version =
        property === 'version'
          ? value
          : property === undefined
            ? (value ?? /\bversion\s*=\s*"([^"]+)"/.exec(raw)?.[1])
            : before?.version;
      packages.set(id, {
        name: renamed ?? before?.name ?? name,
        scope,
        start,
        end: start + name.length,
        ...(version === undefined ? {} : { version }),
      });
    }
    return content([...packages.values()], tomlProblemAt(text));
  },
};

/** Source: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html */
const cargoLock: ManifestReader = { ecosystem: 'crates', files: /(?:^|\/)Cargo\.lock$/, read: tomlLock };

export const goAndCargoReaders: readonly ManifestReader[] = [goMod, cargoToml, cargoLock];
