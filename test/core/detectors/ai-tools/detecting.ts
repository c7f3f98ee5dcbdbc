// Runs the detectors of AI tools over one text, for their tests. Offsets are turned into the text they stand for.

import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import type { Detection, Detector } from '../../../../src/core/detectors/detector.ts';

/** What a detector sees in a text at a path; {} when it does not look at such paths. */
export function detection(detector: Detector, path: string, text: string): Detection {
  return detector.appliesTo(path) ? detector.detect({ path, text }, { catalog: builtinCatalog() }) : {};
}

/** `tool text` for each sign, where text is what its offsets point at. [] when there is none. */
export function seen(detector: Detector, path: string, text: string): readonly string[] {
  const { tools = [] } = detection(detector, path, text);
  return tools.map(({ toolId, startOffset, endOffset }) => `${toolId} ${text.slice(startOffset, endOffset)}`);
}
