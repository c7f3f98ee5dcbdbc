// Rows of our side bar trees as plain values: built by pure functions from the session's state, drawn by node-tree.ts.

/** A row. Ids are stable while the thing they stand for is the same, so that the tree keeps what is open and selected. */
export interface TreeNode {
  readonly id: string;
  readonly label: string;
  /** Shown dimmed after the label. */
  readonly description?: string;
  /** Codicon name with an optional theme colour. */
  readonly icon?: { readonly name: string; readonly color?: string };
  /** Markdown. Command links are trusted for `handrail.whyFlagged` alone. */
  readonly tooltip?: string;
  /** What a screen reader says; label and description when absent. */
  readonly spoken?: string;
  /** Words for `viewItem` in the manifest's `when` clauses. */
  readonly context?: string;
  readonly command?: { readonly id: `handrail.${string}`; readonly args: readonly unknown[] };
  /** Arguments of the commands in its menu, where they are not those of `command`. */
  readonly subject?: readonly unknown[];
  /** A box to tick: only for what a person confirms. The view's listener gets the arguments. */
  readonly checkbox?: { readonly checked: boolean; readonly tooltip: string; readonly args: readonly unknown[] };
  readonly children?: readonly TreeNode[];
  /** Children start out shown. */
  readonly expanded?: boolean;
}

/** Arguments of `handrail.openEvidence`: the folder's URI, the path in it, and the 1-based line. */
export type EvidenceArguments = readonly [folder: string, path: string, line: number];

/** A row that leads to a place in a file. */
export function placeNode(
  parentId: string,
  folder: string,
  at: { readonly path: string; readonly line: number; readonly note: string },
): TreeNode {
  const place = at.line > 1 ? `${at.path}:${String(at.line)}` : at.path;
  const args: EvidenceArguments = [folder, at.path, at.line];
  return {
    id: `${parentId}/${at.path}:${String(at.line)}:${at.note}`,
    label: at.note,
    description: place,
    icon: { name: 'go-to-file' },
    tooltip: `${escapeMarkdown(at.note)}\n\n${escapeMarkdown(place)}`,
    spoken: `${at.note}, ${at.path}${at.line > 1 ? `, line ${String(at.line)}` : ''}`,
    ...(at.path !== '' && { command: { id: 'handrail.openEvidence' as const, args } }),
  };
}

/** A text as it is, in Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&');
}

/** `1 file`, `3 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}
