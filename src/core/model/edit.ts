// What the product wants done to files, as data. Shells preview it, apply it atomically and can undo it.

/** Replace a range of one existing text. */
export interface TextEdit {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly newText: string;
}

/** A change to one file. `modify` names the text it was planned on: when that has moved, the edit is refused. */
export type FileEdit =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'modify';
      readonly path: string;
      readonly beforeHash: string;
      readonly edits: readonly TextEdit[];
    };

/** A way out of a finding that the product can carry out itself. */
export interface Fix {
  /** Shown as the code action's title and in `fixes` of the JSON report. */
  readonly title: string;
  /** Offered first and by "fix all" only when true. */
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
  /** Variable that the result reads: its name belongs in `.env.example`, and `.env` in `.gitignore`. */
  readonly environmentName?: string;
  /** What a person still has to do: rotate the key, install the package. */
  readonly afterwards?: string;
}

/** Apply edits to a text. Edits may come in any order; they must not overlap.
 *  @throws RangeError when two edits overlap or leave the text */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.startOffset - b.startOffset || a.endOffset - b.endOffset);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.startOffset < position || edit.endOffset < edit.startOffset || edit.endOffset > text.length) {
      throw new RangeError(
        `edit ${String(edit.startOffset)}..${String(edit.endOffset)} overlaps another or leaves the text`,
      );
    }
    result += text.slice(position, edit.startOffset) + edit.newText;
    position = edit.endOffset;
  }
  return result + text.slice(position);
}
