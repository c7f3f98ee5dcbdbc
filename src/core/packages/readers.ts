// All readers of manifests and lock files, and which of them reads a path. AI tools and readiness ask.

import { dotnetReaders, dotnetScript } from './dotnet.ts';
import { goAndCargoReaders } from './go-cargo.ts';
import { jvmReaders } from './jvm.ts';
import type { ManifestReader } from './manifest.ts';
import { npmReaders } from './npm.ts';
import { inlineScript, pythonReaders } from './python.ts';
import { includedRequirements, requirements } from './requirements.ts';
import { rubyPhpAndDartReaders } from './ruby-php-dart.ts';

/** Files that are manifests or lock files by their name. */
const byName: readonly ManifestReader[] = [
  ...[...npmReaders, ...pythonReaders, ...jvmReaders, ...dotnetReaders],
  ...[...goAndCargoReaders, ...rubyPhpAndDartReaders, requirements],
];

/** Files of any name that may hold packages. */
const ofAnyName: readonly ManifestReader[] = [inlineScript, dotnetScript, includedRequirements];

/** What reads a manifest or a lock file; the first whose files fit. */
export function readerOf(path: string): ManifestReader | undefined {
  return byName.find(({ files }) => files.test(path));
}

/** What looks for packages in a file that is no manifest by its name: scripts that say what they need, lists that others include. */
export function readerOfOther(path: string): ManifestReader | undefined {
  const reader = ofAnyName.find(({ files }) => files.test(path));
  return reader !== undefined && readerOf(path) === undefined ? reader : undefined;
}
