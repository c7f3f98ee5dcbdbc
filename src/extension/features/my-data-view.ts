// The My Data view: what the usage log holds, where it lies, and that it stays on this machine.

import { Disposable } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import type { Feature } from '../feature.ts';
import { showTree } from '../tree/node-tree.ts';
import { count, escapeMarkdown, type TreeNode } from '../tree/tree-node.ts';
import type { UsageHoldings } from '../usage-recorder.ts';

export const myDataView: Feature = ({ usage, log }) => {
  const tree = showTree(
    'handrail.myData',
    async () => {
      try {
        return myDataNodes(await usage.holdings());
      } catch (thrown) {
        log.warn(`The usage log could not be read: ${messageOf(thrown)}`);
        return [
          {
            id: 'unreadable',
            label: 'The log could not be read',
            description: messageOf(thrown),
            icon: { name: 'warning' },
          },
        ];
      }
    },
    [usage.onDidChange],
  );
  // Other windows and the command line write to the same log: look again whenever the view is opened.
  return Disposable.from(
    tree,
    tree.view.onDidChangeVisibility(({ visible }) => {
      if (visible) tree.refresh();
    }),
  );
};

/** Rows about the log; [] while it is empty, so that the welcome text shows. */
export function myDataNodes(held: UsageHoldings): readonly TreeNode[] {
  const { summary } = held;
  if (summary.events === 0) return [];
  const days =
    summary.firstDay === summary.lastDay ? summary.lastDay : `${summary.firstDay ?? ''} to ${summary.lastDay ?? ''}`;
  return [
    {
      id: 'stays',
      label: 'Stays on this machine',
      description: 'nothing is sent',
      icon: { name: 'lock' },
      tooltip: 'Counts and names of rules and tools. No code, no file names, no values that were found.',
    },
    held.broken === undefined
      ? {
          id: 'chain',
          label: 'Complete and unchanged',
          tooltip: 'Each entry vouches for the one before it, so a change would show.',
          icon: { name: 'pass', color: 'testing.iconPassed' },
        }
      : {
          id: 'chain',
          label: 'Something was changed or removed',
          description: held.broken,
          icon: { name: 'warning', color: 'list.warningForeground' },
        },
    {
      id: 'where',
      label: 'Where it lies',
      description: held.folder,
      tooltip: escapeMarkdown(held.folder),
      icon: { name: 'folder' },
      children: held.files.map((file) => ({
        id: `file/${file.name}`,
        label: file.name,
        icon: { name: 'file' },
        command: { id: 'handrail.showUsage', args: [file.name] },
      })),
    },
    {
      id: 'what',
      label: count(summary.events, 'entry', 'entries'),
      ...(days !== undefined && { description: days }),
      icon: { name: 'list-unordered' },
      expanded: true,
      children: summary.byEvent.map((each) => ({
        id: `event/${each.eventName}`,
        label: each.plain,
        description: `${String(each.count)}×`,
        spoken: `${each.plain}: ${count(each.count, 'time')}, last on ${each.lastDay}`,
        tooltip: `${escapeMarkdown(each.plain)}: ${count(each.count, 'time')}, last on ${each.lastDay}`,
        icon: { name: 'circle-small-filled' },
      })),
    },
  ];
}
