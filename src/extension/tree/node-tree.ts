// Draws rows (tree-node.ts) as a VS Code tree view and keeps them up to date. Used by every view feature.

import type { Event, TreeDataProvider, TreeView } from 'vscode';
import {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { TreeNode } from './tree-node.ts';

/** Changes that come in a burst are drawn once. */
const drawPauseMs = 80;

/** A view with its rows. */
export interface NodeTree {
  readonly view: TreeView<TreeNode>;
  /** Ask for the rows again, soon. */
  refresh(): void;
  dispose(): void;
}

class NodeProvider implements TreeDataProvider<TreeNode> {
  readonly #changed = new EventEmitter<undefined>();
  readonly #roots: () => readonly TreeNode[] | Promise<readonly TreeNode[]>;
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(roots: () => readonly TreeNode[] | Promise<readonly TreeNode[]>) {
    this.#roots = roots;
  }

  getTreeItem(node: TreeNode): TreeItem {
    return toTreeItem(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return [...(node ? (node.children ?? []) : await this.#roots())];
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Show rows in a view.
 *  @param roots  asked only while the view is on screen
 *  @param changes  events after which the rows may be other ones */
export function showTree(
  viewId: string,
  roots: () => readonly TreeNode[] | Promise<readonly TreeNode[]>,
  changes: readonly Event<unknown>[],
): NodeTree {
  const provider = new NodeProvider(roots);
  const view = window.createTreeView(viewId, {
    treeDataProvider: provider,
    showCollapseAll: true,
    manageCheckboxStateManually: true,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      provider.refresh();
    }, drawPauseMs);
  };
  const disposable = Disposable.from(
    view,
    provider,
    ...changes.map((changed) => changed(refresh)),
    new Disposable(() => {
      clearTimeout(timer);
    }),
  );
  return { view, refresh, dispose: () => void disposable.dispose() };
}

/** A row as VS Code draws it. */
export function toTreeItem(node: TreeNode): TreeItem {
  const state = !node.children?.length
    ? TreeItemCollapsibleState.None
    : node.expanded
      ? TreeItemCollapsibleState.Expanded
      : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(node.label, state);
  item.id = node.id;
  if (node.description !== undefined) item.description = node.description;
  if (node.icon) {
    item.iconPath = new ThemeIcon(node.icon.name, node.icon.color ? new ThemeColor(node.icon.color) : undefined);
  }
  if (node.tooltip !== undefined) {
    const tooltip = new MarkdownString(node.tooltip);
    tooltip.isTrusted = { enabledCommands: ['handrail.whyFlagged'] };
    item.tooltip = tooltip;
  }
  if (node.context !== undefined) item.contextValue = node.context;
  if (node.command) {
    item.command = { command: node.command.id, title: 'Open', arguments: [...node.command.args] };
  }
  if (node.checkbox) {
    const { checked, tooltip } = node.checkbox;
    const state = checked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
    item.checkboxState = { state, tooltip, accessibilityInformation: { label: tooltip } };
  }
  const spoken = node.spoken ?? [node.label, node.description].filter((part) => part !== undefined).join(', ');
  item.accessibilityInformation = { label: spoken };
  return item;
}
