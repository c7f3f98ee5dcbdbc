// Walks the hash chain of a log and names the first place where it does not hold. Called by `usage verify` and `usage status`.
// It shows that something was changed; it cannot show what, nor stop somebody who owns the machine from rewriting it all.

import type { LogLine } from './hash-chain.ts';
import { parseLine, previousHashAttribute, seal } from './hash-chain.ts';

/** One month of the log. */
export interface LogFile {
  readonly name: string;
  readonly text: string;
}

/** The writer's own note of its last line, kept beside the log; it shows when lines at the very end are missing. */
export interface LogHead {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly hash: string;
}

export interface Verification {
  readonly files: number;
  /** Whole lines, before the first broken link when there is one. */
  readonly lines: readonly LogLine[];
  /** The first link that does not hold. */
  readonly broken?: { readonly file: string; readonly line: number; readonly because: string };
  /** A last line that was not written to its end: a crash or a full disk. Not a break; the next event repairs it. */
  readonly torn?: { readonly file: string; readonly line: number };
  /** False when the note of the last line is missing, so that lines cut off at the end would go unseen. */
  readonly anchored: boolean;
}

/** Check every link. @param files in any order; names sort by month. No files give a sound, empty log */
export function verifyLog(files: readonly LogFile[], head: LogHead | undefined): Verification {
  const ordered = inOrder(files);
  const lines: LogLine[] = [];
  const end = (rest: Pick<Verification, 'broken' | 'torn'>): Verification => ({
    files: ordered.length,
    lines,
    ...rest,
    anchored: head !== undefined,
  });

  let torn: Verification['torn'];
  let headSeen = false;
  for (const [fileIndex, file] of ordered.entries()) {
    const isLastFile = fileIndex === ordered.length - 1;
    const texts = file.text.split('\n');
    const unfinished = texts.pop() ?? '';
    if (unfinished !== '') texts.push(unfinished);
    for (const [lineIndex, text] of texts.entries()) {
      const place = { file: file.name, line: lineIndex + 1 };
      const isTorn = unfinished !== '' && isLastFile && lineIndex === texts.length - 1;
      const line = parseLine(text);
      if (isTorn) torn = place;
      if (!line) {
        if (isTorn) break;
        return end({ broken: { ...place, because: 'This is not a line as Handrail writes it.' } });
      }
      const because = linkProblem(line, lines.at(-1), lineIndex === 0);
      if (because !== undefined) return end({ broken: { ...place, because } });
      lines.push(line);
      headSeen ||= line.hash === head?.hash;
    }
  }
  const last = ordered.at(-1);
  if (last && head && !headSeen && !isTornAway(head, torn)) {
    const file = ordered.some((each) => each.name === head.file) ? head.file : last.name;
    const line = file === head.file ? head.line : last.text.split('\n').length;
    return end({ broken: { file, line, because: 'The last line that was written is missing here.' } });
  }
  return end(torn ? { torn } : {});
}

/** Every line that can be read, oldest first, whether or not the chain holds. */
export function linesOf(files: readonly LogFile[]): readonly LogLine[] {
  return inOrder(files).flatMap((file) => {
    const lines = file.text.split('\n').map((text) => parseLine(text));
    return lines.filter((line) => line !== undefined);
  });
}

/** Whether the last line written is the one that is torn, so that its absence is explained. */
export function isTornAway(head: LogHead, torn: { readonly file: string; readonly line: number } | undefined): boolean {
  return head.file === torn?.file && head.line === torn.line;
}

function inOrder(files: readonly LogFile[]): readonly LogFile[] {
  return files.filter((file) => file.text !== '').sort((a, b) => (a.name < b.name ? -1 : 1));
}

function linkProblem(line: LogLine, before: LogLine | undefined, startsFile: boolean): string | undefined {
  const stated = line.attributes[previousHashAttribute];
  if (startsFile && typeof stated !== 'string') return 'The lines at the start of this file are missing.';
  if (startsFile && before && stated !== before.hash) {
    return 'This file does not follow the one before it: lines are missing, changed or in another order.';
  }
  const previousHash = startsFile ? String(stated) : (before?.hash ?? '');
  if (seal(previousHash, line).hash === line.hash) return undefined;
  return 'This line does not follow the one before it: one of the two was changed, removed or moved.';
}
