// The side bar views over the session: readiness, findings, AI tools. Rows are built in ../tree; here they are shown.

import { commands, Disposable, TreeItemCheckboxState } from 'vscode';
import type { Feature } from '../feature.ts';
import type { Services } from '../services.ts';
import { aiToolsNodes } from '../tree/ai-tools-nodes.ts';
import { findingsNodes } from '../tree/findings-nodes.ts';
import { showTree } from '../tree/node-tree.ts';
import { readinessNodes } from '../tree/readiness-nodes.ts';

export const readinessView: Feature = (services) => {
  const { session } = services;
  const tree = showTree('handrail.readiness', () => readinessNodes(session.folders, shippable(session)), [
    session.onDidChangeState,
  ]);
  const ticked = tree.view.onDidChangeCheckboxState(({ items }) => {
    for (const [node, state] of items) {
      const { args } = node.checkbox ?? {};
      if (!args) continue;
      const command = state === TreeItemCheckboxState.Checked ? 'handrail.attestCheck' : 'handrail.withdrawAttestation';
      // Whatever the person decides in the dialogue, the box then shows what is written in the project.
      void Promise.resolve(commands.executeCommand(command, ...args)).finally(() => {
        tree.refresh();
      });
    }
  });
  return Disposable.from(tree, ticked);
};

/** Folders whose policy names a way to go live now. */
function shippable({ open }: Services['session']): ReadonlySet<string> {
  return new Set(
    open
      .filter((folder) => (folder.state.opened?.shipWays().length ?? 0) > 0)
      .map(({ folder }) => folder.uri.toString()),
  );
}

export const findingsView: Feature = ({ session }) =>
  showTree('handrail.findings', () => findingsNodes(session.open), [session.onDidChangeFindings]);

export const aiToolsView: Feature = ({ session }) => {
  const tree = showTree('handrail.aiTools', () => aiToolsNodes(session.folders), [session.onDidChangeState]);
  const badge = session.onDidChangeState(() => {
    const uncleared = session.folders.flatMap(
      (state) => state.inventory?.tools.filter((tool) => tool.status === 'unsanctioned') ?? [],
    );
    const tooltip = `AI tools in use that are not cleared: ${String(uncleared.length)}`;
    tree.view.badge = uncleared.length === 0 ? undefined : { value: uncleared.length, tooltip };
  });
  return Disposable.from(tree, badge);
};
