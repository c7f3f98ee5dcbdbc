// Reads `git diff --raw --patch -z -U0` as it comes: which files changed, and which of their lines are new.
// Lines themselves are dropped at once. Source: https://git-scm.com/docs/diff-format

import type { Readable } from 'node:stream';
import type { LineSpan } from '../core/scanner/added-lines.ts';

export interface GitDiff {
  readonly records: readonly DiffRecord[];
  /** By path; `undecided` where git takes the file for binary. Files without changed lines are missing. */
  readonly added: ReadonlyMap<string, readonly LineSpan[] | 'undecided'>;
}

/** One raw record, as it is after the change. */
export interface DiffRecord {
  /** `A`, `M`, `D`, `T`, `U`, or `R` and `C` with a percentage. */
  readonly status: string;
  readonly mode: string;
  /** Object id; zeros for the working tree. */
  readonly blob: string;
  readonly path: string;
}

/** A line of a patch is cut here: only its beginning tells what it is. */
const lineLimit = 64 * 1024;

/** Read a diff to its end. */
export async function readGitDiff(stream: Readable): Promise<GitDiff> {
  const records: DiffRecord[] = [];
  const patch = new PatchReader();
  let fields: string[] = [];
  let inPatch = false;
  let rest = '';
  // Bytes as Latin-1: paths are decoded when they are complete, and content is never looked at.
  for await (const chunk of stream) {
    rest += (chunk as Buffer).toString('latin1');
    let from = 0;
    while (!inPatch) {
      if (rest.length > from && fields.length === 0 && rest[from] !== ':') {
        // One zero byte stands between the records and the patch.
        if (rest[from] === '\0') from += 1;
        inPatch = true;
        break;
      }
      const end = rest.indexOf('\0', from);
      if (end < 0) break;
      fields.push(rest.slice(from, end));
      from = end + 1;
      const isPair = /^:\S+ \S+ \S+ \S+ [RC]/.test(fields[0] ?? '');
      if (fields.length < (isPair ? 3 : 2)) continue;
      const [, mode = '', , blob = '', status = ''] = (fields[0] ?? '').split(' ');
      records.push({ status, mode, blob, path: decodePath(fields.at(-1) ?? '') });
      fields = [];
    }
    while (inPatch) {
      const end = rest.indexOf('\n', from);
      if (end < 0) break;
      patch.line(rest.slice(from, Math.min(end, from + lineLimit)));
      from = end + 1;
    }
    rest = rest.slice(from);
    if (inPatch && rest.length > lineLimit * 2) rest = rest.slice(0, lineLimit);
  }
  return { records, added: patch.added };
}

/** Follows the hunks of a patch without context. */
class PatchReader {
  readonly added = new Map<string, LineSpan[] | 'undecided'>();
  #path: string | undefined;
  #hunkLines = 0;

  line(text: string): void {
    if (this.#hunkLines > 0) {
      if (!text.startsWith('\\')) this.#hunkLines -= 1;
      return;
    }
    if (text.startsWith('diff --git ')) {
      this.#path = undefined;
      return;
    }
    if (text.startsWith('+++ b/')) {
      // A path with a blank ends in a tab.
      this.#path = decodePath(text.slice('+++ b/'.length).replace(/\t$/, ''));
      return;
    }
    const binary = /^Binary files .* and b\/(.*) differ$/s.exec(text);
    if (binary !== null) {
      this.added.set(decodePath(binary[1] ?? ''), 'undecided');
      return;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk === null) return;
    const [, removed = '1', first = '0', count = '1'] = hunk;
    this.#hunkLines = Number(removed) + Number(count);
    if (this.#path === undefined || count === '0') return;
    const spans = this.added.get(this.#path);
    const span: LineSpan = [Number(first), Number(first) + Number(count) - 1];
    if (spans === undefined) this.added.set(this.#path, [span]);
    else if (spans !== 'undecided') spans.push(span);
  }
}

function decodePath(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
