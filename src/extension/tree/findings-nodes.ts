// Rows of the findings view, which stands in for Problems where the surface setting keeps findings out of it.

import type { Finding, Severity } from '../../core/model/finding.ts';
import type { FolderSession } from '../folder-session.ts';
import { count, escapeMarkdown, type TreeNode } from './tree-node.ts';

const severityLooks: Readonly<Record<Severity, { readonly icon: string; readonly color: string }>> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  info: { icon: 'info', color: 'charts.blue' },
};

/** One row a file with its findings below; suppressed ones are left out. */
export function findingsNodes(folders: readonly FolderSession[]): readonly TreeNode[] {
  return folders.flatMap((session) =>
    session.allFindings().flatMap(([path, findings]) => {
      const counted = findings.filter((finding) => !finding.suppressed);
      return counted.length === 0 ? [] : [fileNode(session.folder.uri.toString(), path, counted)];
    }),
  );
}

function fileNode(folder: string, path: string, findings: readonly Finding[]): TreeNode {
  const id = `${folder}/${path}`;
  return {
    id,
    label: path.slice(path.lastIndexOf('/') + 1),
    description: [path.slice(0, Math.max(0, path.lastIndexOf('/'))), String(findings.length)]
      .filter(Boolean)
      .join(' · '),
    icon: { name: 'file' },
    expanded: true,
    spoken: `${path}, ${count(findings.length, 'finding')}`,
    children: findings.map((finding) => {
      const look = severityLooks[finding.severity];
      return {
        id: `${id}/${finding.fingerprint}/${String(finding.region.startOffset)}/${finding.ruleId}`,
        label: finding.message,
        description: `line ${String(finding.region.startLine)}`,
        icon: { name: look.icon, color: look.color },
        tooltip: escapeMarkdown(finding.message),
        spoken: `${finding.severity}: ${finding.message} Line ${String(finding.region.startLine)}`,
        command: { id: 'handrail.openEvidence', args: [folder, path, finding.region.startLine] },
      };
    }),
  };
}
