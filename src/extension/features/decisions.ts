// Files in which people decide (waivers, baseline, the project's declaration, policies): what is wrong in them, ends soon, or has no
// effect, underlined in the file itself. Policies that are open are left to policy-editing.ts, which reads what is typed.

import type { Uri } from 'vscode';
import { Diagnostic, DiagnosticRelatedInformation, Disposable, languages, Location, Position, workspace } from 'vscode';
import type { Issue } from '../../core/model/errors.ts';
import { issueRange, toSeverity, uriIn } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { FolderState } from '../folder-session.ts';
import { diagnosticSource } from './diagnostics.ts';

export const decisions: Feature = ({ session }) => {
  const collection = languages.createDiagnosticCollection('handrail-decisions');
  const shown = new Map<string, { readonly opened: FolderState['opened']; readonly uris: readonly Uri[] }>();
  const show = (state: FolderState): void => {
    const folder = state.folder.uri.toString();
    const isOpen = session.folders.some((each) => each.folder.uri.toString() === folder);
    const opened = isOpen ? state.opened : undefined;
    const before = shown.get(folder);
    if (before?.opened === opened) return;
    for (const uri of before?.uris ?? []) collection.delete(uri);
    const byFile = issuesByFile((opened?.issues ?? []).filter(({ file }) => !/^https?:/.test(file)));
    const uris = [...byFile].flatMap(([file, issues]) => {
      const uri = uriIn(state.folder, file);
      const isTyped = workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
      if (isTyped && policyFile.test(file)) return [];
      collection.set(
        uri,
        issues.map((issue) => toDiagnostic(issue, state)),
      );
      return [uri];
    });
    shown.set(folder, { opened, uris });
  };
  return Disposable.from(collection, session.onDidChangeState(show));
};

const policyFile = /^(?:ai-policy|\.handrail\/policy)\.yaml$/;

function issuesByFile(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const byFile = new Map<string, Issue[]>();
  for (const issue of issues) byFile.set(issue.file, [...(byFile.get(issue.file) ?? []), issue]);
  return byFile;
}

function toDiagnostic(issue: Issue, { folder }: FolderState): Diagnostic {
  const diagnostic = new Diagnostic(issueRange(issue), issue.message, toSeverity(issue.severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = issue.code;
  if (issue.related) {
    const related = uriIn(folder, issue.related.file);
    const at = new Position(Math.max(0, issue.related.line - 1), Math.max(0, issue.related.column - 1));
    diagnostic.relatedInformation = [
      new DiagnosticRelatedInformation(new Location(related, at), issue.related.message),
    ];
  }
  return diagnostic;
}
