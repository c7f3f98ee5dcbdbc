// What of a policy text can be folded away. Read off the indentation, so that it holds while the text does not parse.

/** A part that can be folded. Lines are 1-based, both included. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'block' | 'comment';
}

/** Blocks below a key or a list entry, and comments of several lines; in the order of the text. */
export function foldsOf(text: string): readonly Fold[] {
  const lines = text.split(/\r\n|\r|\n/);
  const folds: Fold[] = [];
  const open: { readonly indent: number; readonly line: number }[] = [];
  let lastLine = 0;
  let commentFrom = 0;
  const close = (indent: number): void => {
    for (let block = open.at(-1); block !== undefined && block.indent >= indent; block = open.at(-1)) {
      open.pop();
      if (lastLine > block.line) folds.push({ startLine: block.line, endLine: lastLine, kind: 'block' });
    }
  };
  lines.forEach((line, index) => {
    const number = index + 1;
    const isComment = /^\s*#/.test(line);
    if (isComment) commentFrom ||= number;
    else {
      if (commentFrom > 0 && number - 1 > commentFrom) {
        folds.push({ startLine: commentFrom, endLine: number - 1, kind: 'comment' });
      }
      commentFrom = 0;
    }
    if (isComment || line.trim() === '') return;
    const indent = line.length - line.trimStart().length;
    // A list may stand in the column of its key; an entry of it ends the one before, and not the key.
    close(line.trimStart().startsWith('- ') ? indent + 0.5 : indent);
    open.push({ indent: line.trimStart().startsWith('- ') ? indent + 0.5 : indent, line: number });
    lastLine = number;
  });
  if (commentFrom > 0 && lines.length > commentFrom && /^\s*#/.test(lines.at(-1) ?? '')) {
    folds.push({ startLine: commentFrom, endLine: lines.length, kind: 'comment' });
  }
  close(0);
  return folds.toSorted((one, other) => one.startLine - other.startLine || other.endLine - one.endLine);
}
