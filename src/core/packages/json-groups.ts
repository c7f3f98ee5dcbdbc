// Manifests in JSON whose groups of packages are objects of names and versions: package.json and composer.json.

import type { EvidenceScope } from '../model/finding.ts';
import { content, packageAt, type ManifestContent, type NamedPackage } from './manifest.ts';
import { walkJson } from './json-walk.ts';

/** Where another package stands behind a name: what it is, and where in the text that begins. */
export type AliasOf = (version: string) => { readonly name: string; readonly offset: number } | undefined;

/** Packages of the groups that a file has, in its order. The place of one is its key, or its alias.
 *  @param groups  name of a group → what its packages are used for */
export function packagesInGroups(
  text: string,
  groups: ReadonlyMap<string, EvidenceScope>,
  aliasOf: AliasOf = () => undefined,
): ManifestContent {
  const packages: NamedPackage[] = [];
  let keyOffset = 0;
  const problemAt = walkJson(text, false, {
    onKey: (path, offset) => {
      if (path.length === 2) keyOffset = offset;
    },
    onValue: (path, value, offset) => {
      const scope = path.length === 2 ? groups.get(String(path[0])) : undefined;
      if (scope === undefined || typeof value !== 'string') return;
      const alias = aliasOf(value);
      packages.push(
        alias === undefined
          ? packageAt(String(path[1]), keyOffset, scope, value)
          : packageAt(alias.name, offset + alias.offset, scope, value),
      );
    },
  });
  return content(packages, problemAt);
}
