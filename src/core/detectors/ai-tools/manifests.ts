// AI tools among the packages that a project names in its manifests and lock files. The readers know the formats; the catalogue
// knows the names.

import type { Catalog } from '../../catalog/catalog.ts';
import type { TextDocument } from '../../model/document.ts';
import type { DetectedTool, Detection, Detector } from '../detector.ts';
import { dotnetReaders, dotnetScript } from './manifests/dotnet.ts';
import { goAndCargoReaders } from './manifests/go-cargo.ts';
import { jvmReaders } from './manifests/jvm.ts';
import type { ManifestReader } from './manifests/manifest.ts';
import { npmReaders } from './manifests/npm.ts';
import { inlineScript, pythonReaders } from './manifests/python.ts';
import { includedRequirements, requirements } from './manifests/requirements.ts';
import { rubyPhpAndDartReaders } from './manifests/ruby-php-dart.ts';
import { scopeOfPath } from './path-scope.ts';
import { unreadable } from './unreadable.ts';
import { unreadableManifest } from './rules.ts';

/** Files that are manifests or lock files by their name. The first whose files fit reads one. */
const manifestReaders: readonly ManifestReader[] = [
  ...[...npmReaders, ...pythonReaders, ...jvmReaders, ...dotnetReaders],
  ...[...goAndCargoReaders, ...rubyPhpAndDartReaders, requirements],
];

/** Files of any name that may hold packages. */
const otherReaders: readonly ManifestReader[] = [inlineScript, dotnetScript, includedRequirements];

/** High confidence: exact names, by the ecosystem's own rules. */
export const manifestsDetector: Detector = {
  id: 'ai-tools/manifests',
  rules: [unreadableManifest],
  unreadable: unreadableManifest,
  appliesTo: (path) => readerOf(manifestReaders, path) !== undefined,
  detect: (document, { catalog }) => detect(document, manifestReaders, catalog),
};

/** Scripts that name what they need, and requirements that others include, under any name. */
export const packagesInOtherFilesDetector: Detector = {
  id: 'ai-tools/packages-in-other-files',
  rules: [],
  appliesTo: (path) => readerOf(otherReaders, path) !== undefined && readerOf(manifestReaders, path) === undefined,
  detect: (document, { catalog }) => detect(document, otherReaders, catalog),
};

function detect({ path, text }: TextDocument, readers: readonly ManifestReader[], catalog: Catalog): Detection {
  const reader = readerOf(readers, path);
  if (reader === undefined) return {};
  const { packages, problemAt } = reader.read(text, path);
  // The ending .txt says nothing here: these are lists of packages, not prose.
  const fileScope = scopeOfPath(path.replace(/\.txt$/i, ''));
  const tools = packages.flatMap(({ name, version, scope, start, end }): readonly DetectedTool[] => {
    const tool = catalog.byPackage(reader.ecosystem, name);
    if (tool === undefined) return [];
    return [
      {
        toolId: tool.id,
        signal: 'dependency',
        value: name,
        confidence: 'high',
        scope: fileScope === 'direct' ? scope : fileScope,
        startOffset: start,
        endOffset: end,
        ...(version === undefined ? {} : { version }),
      },
    ];
  });
  return {
    ...(tools.length === 0 ? {} : { tools }),
    ...(problemAt === undefined ? {} : { issues: [unreadable(path, text, problemAt)] }),
  };
}

function readerOf(readers: readonly ManifestReader[], path: string): ManifestReader | undefined {
  return readers.find(({ files }) => files.test(path));
}
