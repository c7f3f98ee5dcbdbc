// Carries out planned edits on disk: all are checked first, then written one by one, each atomically.

import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { applyTextEdits, type FileEdit } from '../core/model/edit.ts';
import { Refusal } from '../core/model/errors.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { writeFileAtomically } from './atomic-write.ts';

/** Apply edits below a root. Nothing is written when one of them cannot be.
 *  @throws Refusal `unreadable` when a file has moved on since the plan, is there already, or would lie outside of the root */
export function applyFileEdits(root: string, edits: readonly FileEdit[]): void {
  const writes = edits.map((edit) => ({ path: placeOf(root, edit.path), text: textAfter(root, edit) }));
  for (const { path, text } of writes) writeFileAtomically(path, text);
}

function placeOf(root: string, path: string): string {
  const inside = normalize(path);
  if (inside.startsWith('..') || /^(?:[\\/]|[a-z]:)/i.test(inside)) throw refusal(path, 'lies outside of the project');
  return join(root, inside);
}

function textAfter(root: string, edit: FileEdit): string {
  const path = placeOf(root, edit.path);
  if (edit.kind === 'create') {
    if (existsSync(path)) throw refusal(edit.path, 'is there already, and is not overwritten');
    return edit.text;
  }
  const bytes = existsSync(path) ? readFileSync(path) : undefined;
  const decoded = bytes && decode(bytes);
  if (decoded?.encoding !== 'utf-8') throw refusal(edit.path, 'is gone or is no UTF-8 text');
  if (sha256(decoded.text) !== edit.beforeHash) throw refusal(edit.path, 'has changed since; look again');
  const mark = bytes?.[0] === 0xef ? '\uFEFF' : '';
  return mark + applyTextEdits(decoded.text, edit.edits);
}

function refusal(path: string, what: string): Refusal {
  return new Refusal('unreadable', `Nothing was written: ${path} ${what}.`);
}
