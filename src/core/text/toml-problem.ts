// Whether a text is TOML, and where it stops being so. The manifests and mcp-servers detectors ask.

import { parse, TomlError } from 'smol-toml';

/** Offset of the first mistake; undefined for a text that reads. */
export function tomlProblemAt(text: string): number | undefined {
  try {
    parse(text);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    let start = 0;
    for (let line = 1; line < thrown.line; line++) start = text.indexOf('\n', start) + 1;
    return Math.min(text.length, start + Math.max(0, thrown.column - 1));
  }
}
