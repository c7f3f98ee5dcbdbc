// The side bar views over the session: readiness, findings, AI tools. Rows are built in ../tree; here they are shown.

import { Disposable } from 'vscode';
import type { Feature } from '../feature.ts';
import { aiToolsNodes } from '../tree/ai-tools-nodes.ts';
import { findingsNodes } from '../tree/findings-nodes.ts';
import { showTree } from '../tree/node-tree.ts';
import { readinessNodes } from '../tree/readiness-nodes.ts';

export const readinessView: Feature = ({ session }) =>
  showTree('handrail.readiness', () => readinessNodes(session.folders), [session.onDidChangeState]);

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
