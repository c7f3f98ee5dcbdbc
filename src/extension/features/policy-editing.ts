// Mistakes in a policy file and in its tests, underlined as one types, and the obvious repair of each. Other help: policy-help.ts. Mistakes of files that are not open come from the session, which loaded them.

import type { Diagnostic as DiagnosticType, TextDocument, Uri } from 'vscode';
import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  Disposable,
  languages,
  Location,
  Position,
  Range,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import type { Issue } from '../../core/model/errors.ts';
import { messageOf } from '../../core/model/errors.ts';
import { issueRange, placeOf, toSeverity, uriIn } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { HeavyParts } from '../folder-engine.ts';
import { policyFiles, policySelector, policyTestsFile, policyTestsSelector } from '../policy-files.ts';
import { Scheduler } from '../scheduler.ts';
import { diagnosticSource } from './diagnostics.ts';

const typingPauseMs = 150;

export const policyEditing: Feature = (services) => {
  const { session, log } = services;
  const heavy = (): Promise<HeavyParts> => services.heavy();
  const collection = languages.createDiagnosticCollection('handrail-policy');
  const scheduler = new Scheduler((thrown) => {
    log.warn(`Policy file: ${messageOf(thrown)}`);
  });
  const issues = new WeakMap<DiagnosticType, Issue>();

  const show = (uri: Uri, found: readonly Issue[]): void => {
    const place = placeOf(uri);
    if (!place) return;
    const diagnostics = found.map((issue) => {
      const diagnostic = new Diagnostic(issueRange(issue), issue.message, toSeverity(issue.severity));
      diagnostic.source = diagnosticSource;
      diagnostic.code = issue.code;
      const { related } = issue;
      if (related) {
        const at = new Position(Math.max(0, related.line - 1), Math.max(0, related.column - 1));
        const location = new Location(uriIn(place.folder, related.file), at);
        diagnostic.relatedInformation = [new DiagnosticRelatedInformation(location, related.message)];
      }
      issues.set(diagnostic, issue);
      return diagnostic;
    });
    collection.set(uri, diagnostics);
  };

  const look = async (uri: Uri): Promise<void> => {
    const place = placeOf(uri);
    if (!place) return;
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (place.path === policyTestsFile) {
      const opened = session.folderOf(uri)?.state.opened;
      const around = { policy: opened?.policy, rejected: opened?.rejected };
      show(uri, document ? (await heavy()).assist.diagnoseTests(document.getText(), place.path, around) : []);
      return;
    }
    const layer = policyFiles[place.path];
    if (layer === undefined) return;
    const rejected = session.folderOf(uri)?.state.opened?.rejected.filter((each) => each.source === place.path) ?? [];
    const loaded = rejected.flatMap((each) => each.issues).filter((issue) => issue.file === place.path);
    if (!document) {
      show(uri, loaded);
      return;
    }
    const typed = (await heavy()).assist.diagnose(document.getText(), place.path, layer);
    show(uri, document.isDirty ? typed : distinct([...typed, ...loaded]));
  };
  const lookSoon = (document: TextDocument, delayMs: number): void => {
    const place = placeOf(document.uri);
    if (!place || (policyFiles[place.path] === undefined && place.path !== policyTestsFile)) return;
    scheduler.schedule(document.uri.toString(), delayMs, () => look(document.uri));
  };

  return Disposable.from(
    collection,
    new Disposable(() => {
      scheduler.dispose();
    }),
    workspace.onDidOpenTextDocument((document) => {
      lookSoon(document, 0);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      lookSoon(document, typingPauseMs);
    }),
    session.onDidChangeState(({ folder, phase }) => {
      if (phase === 'scanning') return;
      for (const path of [...Object.keys(policyFiles), policyTestsFile]) {
        const uri = uriIn(folder, path);
        scheduler.schedule(uri.toString(), typingPauseMs, () => look(uri));
      }
    }),
    languages.registerCodeActionsProvider([policySelector, policyTestsSelector], {
      async provideCodeActions(document, range) {
        const { assist } = await heavy();
        const touched = (collection.get(document.uri) ?? []).filter((each) => each.range.intersection(range));
        return touched.flatMap((diagnostic) => {
          const issue = issues.get(diagnostic);
          const fixes = issue === undefined ? [] : assist.fixes(issue, document.getText());
          return fixes.map(({ title, startOffset, endOffset, newText }, index) => {
            const action = new CodeAction(title, CodeActionKind.QuickFix);
            action.edit = new WorkspaceEdit();
            const place = new Range(document.positionAt(startOffset), document.positionAt(endOffset));
            action.edit.replace(document.uri, place, newText);
            action.diagnostics = [diagnostic];
            action.isPreferred = index === 0;
            return action;
          });
        });
      },
    }),
  );
};

function distinct(issues: readonly Issue[]): readonly Issue[] {
  const byPlace = new Map(issues.map((each) => [`${each.code} ${String(each.line)}:${String(each.column)}`, each]));
  return [...byPlace.values()];
}
