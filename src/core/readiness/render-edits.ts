// File edits as a unified diff, to look at before they are applied. Called by `readiness fix --dry-run`.

import { applyTextEdits, type FileEdit } from '../model/edit.ts';

const contextLines = 3;

/** One hunk for each file, in the form `git apply` reads.
 *  @param textOf  text of an existing file; an edit of a file without text is shown as an addition */
export function renderEdits(edits: readonly FileEdit[], textOf: (path: string) => string | undefined): string {
  return edits.map((edit) => renderEdit(edit, textOf(edit.path) ?? '')).join('');
}

function renderEdit(edit: FileEdit, before: string): string {
  if (edit.kind === 'create') {
    const lines = linesOf(edit.text);
    return [
      '--- /dev/null',
      `+++ b/${edit.path}`,
      `@@ -0,0 +1,${String(lines.length)} @@`,
      ...lines.map((line) => `+${line}`),
      '',
    ].join('\n');
  }
  const old = linesOf(before);
  const now = linesOf(applyTextEdits(before, edit.edits));
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const from = Math.max(0, start - contextLines);
  const after = Math.min(contextLines, end);
  const oldUntil = old.length - end + after;
  const nowUntil = now.length - end + after;
  return [
    `--- a/${edit.path}`,
    `+++ b/${edit.path}`,
    `@@ -${String(from + 1)},${String(oldUntil - from)} +${String(from + 1)},${String(nowUntil - from)} @@`,
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
    ...old.slice(old.length - end, oldUntil).map((line) => ` ${line}`),
    '',
  ].join('\n');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
