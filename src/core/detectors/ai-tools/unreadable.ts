// What is said of a manifest or settings file that does not read. The detectors that parse files call it.

import type { Issue } from '../../model/errors.ts';
import { LineIndex } from '../../text/line-index.ts';
import { unreadableManifest } from './rules.ts';

/** A problem of rule `ai-tool/unreadable-manifest` at an offset of the text. Quotes nothing of the file. */
export function unreadable(path: string, text: string, offset: number): Issue {
  const { startLine, startColumn } = new LineIndex(text).region(offset, offset);
  return {
    code: unreadableManifest.id,
    severity: 'info',
    message: `This file could not be read from here on, so AI tools named in it are not known. Correct line ${String(startLine)}.`,
    file: path,
    line: startLine,
    column: startColumn,
    endLine: startLine,
    endColumn: startColumn,
  };
}
