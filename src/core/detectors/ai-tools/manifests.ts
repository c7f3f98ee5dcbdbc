// AI tools among the packages that a project names in its manifests and lock files. The readers know the formats; the catalogue
// knows the names.

import type { Catalog } from '../../catalog/catalog.ts';
import type { TextDocument } from '../../model/document.ts';
import type { DetectedTool, Detection, Detector } from '../detector.ts';
import type { ManifestReader } from '../../packages/manifest.ts';
import { readerOf, readerOfOther } from '../../packages/readers.ts';
import { scopeOfPath } from './path-scope.ts';
import { unreadable } from './unreadable.ts';
import { unreadableManifest } from './rules.ts';

/** High confidence: exact names, by the ecosystem's own rules. */
export const manifestsDetector: Detector = {
  id: 'ai-tools/manifests',
  rules: [unreadableManifest],
  unreadable: unreadableManifest,
  appliesTo: (path) => readerOf(path) !== undefined,
  detect: (document, { catalog }) => detect(document, readerOf(document.path), catalog),
};

/** Scripts that name what they need, and requirements that others include, under any name. */
export const packagesInOtherFilesDetector: Detector = {
  id: 'ai-tools/packages-in-other-files',
  rules: [],
  appliesTo: (path) => readerOfOther(path) !== undefined,
  detect: (document, { catalog }) => detect(document, readerOfOther(document.path), catalog),
};

function detect({ path, text }: TextDocument, reader: ManifestReader | undefined, catalog: Catalog): Detection {
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
