// Help while a policy file is edited: completion, hover, mistakes underlined as one types, and the obvious repair of each.
// Works without any other extension. Mistakes of files that are not open come from the session, which loaded them.

import type { Diagnostic as DiagnosticType, TextDocument, Uri } from 'vscode';
import {
  CodeAction,
  CodeActionKind,
  CompletionItem,
  CompletionItemKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  Disposable,
  Hover,
  languages,
  Location,
  MarkdownString,
  Position,
  Range,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import type { Issue } from '../../core/model/errors.ts';
import { messageOf } from '../../core/model/errors.ts';
import type { LayerName } from '../../core/policy/policy.ts';
import { issueRange, placeOf, toSeverity, uriIn } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { HeavyParts } from '../folder-engine.ts';
import { Scheduler } from '../scheduler.ts';
import { diagnosticSource } from './diagnostics.ts';

/** Files that hold a policy, with the layer they are. */
const policyFiles: Readonly<Record<string, LayerName>> = {
  'ai-policy.yaml': 'organisation',
  '.handrail/policy.yaml': 'workspace',
};
const selector = { pattern: '**/{ai-policy.yaml,.handrail/policy.yaml}' };
const typingPauseMs = 150;

export const policyEditing: Feature = (services) => {
  const { session, log } = services;
  const heavy = (): Promise<HeavyParts> => services.heavy();
  const collection = languages.createDiagnosticCollection('handrail-policy');
  const scheduler = new Scheduler((thrown) => {
    log.warn(`Policy file: ${messageOf(thrown)}`);
  });
  const suggestions = new WeakMap<DiagnosticType, string>();

  const show = (uri: Uri, issues: readonly Issue[]): void => {
    const place = placeOf(uri);
    if (!place) return;
    const diagnostics = issues.map((issue) => {
      const diagnostic = new Diagnostic(issueRange(issue), issue.message, toSeverity(issue.severity));
      diagnostic.source = diagnosticSource;
      diagnostic.code = issue.code;
      const { related } = issue;
      if (related) {
        const at = new Position(Math.max(0, related.line - 1), Math.max(0, related.column - 1));
        const location = new Location(uriIn(place.folder, related.file), at);
        diagnostic.relatedInformation = [new DiagnosticRelatedInformation(location, related.message)];
      }
      if (issue.suggestion !== undefined) suggestions.set(diagnostic, issue.suggestion);
      return diagnostic;
    });
    collection.set(uri, diagnostics);
  };

  const look = async (uri: Uri): Promise<void> => {
    const place = placeOf(uri);
    const layer = place && policyFiles[place.path];
    if (!place || layer === undefined) return;
    const rejected = session.folderOf(uri)?.state.opened?.rejected.filter((each) => each.source === place.path) ?? [];
    const loaded = rejected.flatMap((each) => each.issues).filter((issue) => issue.file === place.path);
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document) {
      show(uri, loaded);
      return;
    }
    const typed = (await heavy()).assist.diagnose(document.getText(), place.path, layer);
    show(uri, document.isDirty ? typed : distinct([...typed, ...loaded]));
  };
  const lookSoon = (document: TextDocument, delayMs: number): void => {
    const place = placeOf(document.uri);
    if (!place || policyFiles[place.path] === undefined) return;
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
      for (const path of Object.keys(policyFiles)) {
        const uri = uriIn(folder, path);
        scheduler.schedule(uri.toString(), typingPauseMs, () => look(uri));
      }
    }),
    languages.registerCompletionItemProvider(
      selector,
      {
        async provideCompletionItems(document, position) {
          const { assist } = await heavy();
          const found = assist.complete(document.getText(), document.offsetAt(position));
          return found.map((each) => {
            const item = new CompletionItem(each.label, CompletionItemKind.Property);
            item.insertText = each.insertText;
            item.range = new Range(document.positionAt(each.startOffset), document.positionAt(each.endOffset));
            if (each.detail !== undefined) item.detail = each.detail;
            if (each.documentation !== undefined) item.documentation = new MarkdownString(each.documentation);
            return item;
          });
        },
      },
      ':',
      ' ',
      '-',
    ),
    languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const { assist } = await heavy();
        const found = assist.hover(document.getText(), document.offsetAt(position));
        if (!found) return undefined;
        const range = new Range(document.positionAt(found.startOffset), document.positionAt(found.endOffset));
        return new Hover(new MarkdownString(found.markdown), range);
      },
    }),
    languages.registerCodeActionsProvider(selector, {
      provideCodeActions(document, range) {
        return (collection.get(document.uri) ?? []).flatMap((diagnostic) => {
          const suggestion = suggestions.get(diagnostic);
          if (suggestion === undefined || !diagnostic.range.intersection(range)) return [];
          const action = new CodeAction(`Replace with "${suggestion}"`, CodeActionKind.QuickFix);
          action.edit = new WorkspaceEdit();
          action.edit.replace(document.uri, diagnostic.range, suggestion);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        });
      },
    }),
  );
};

function distinct(issues: readonly Issue[]): readonly Issue[] {
  const byPlace = new Map(issues.map((each) => [`${each.code} ${String(each.line)}:${String(each.column)}`, each]));
  return [...byPlace.values()];
}
