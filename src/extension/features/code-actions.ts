// The light bulb: ways out of a finding. Order: fixes of the product, ignore with a reason, why. "Ignore" is never preferred
// and never part of "fix all".

import type { CodeActionProvider, Range, TextDocument } from 'vscode';
import { CodeAction, CodeActionKind, languages, WorkspaceEdit } from 'vscode';
import type { Finding } from '../../core/model/finding.ts';
import { placeOf, toDocument, toRange } from '../convert.ts';
import { surface } from '../configuration.ts';
import type { Feature } from '../feature.ts';
import type { FolderSession } from '../folder-session.ts';
import { takesComments } from '../ignore-comment.ts';
import type { Services } from '../services.ts';
import { toOpenEdit } from '../workspace-edit.ts';
import { diagnosticSource, toDiagnostic } from './diagnostics.ts';

/** Fixes everything in a file that can be fixed without asking: `editor.codeActionsOnSave` may name it. */
const fixAllKind = CodeActionKind.SourceFixAll.append('handrail');

export const codeActions: Feature = (services) =>
  languages.registerCodeActionsProvider({ pattern: '**/*' }, new FindingActions(services), {
    providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
  });

/** Ways out of a finding about an AI tool that need a person: switch by a guide, ask for it, say that it is none. */
function toolActions(finding: Finding, uri: string, folder: FolderSession, isSuppressible: boolean): CodeAction[] {
  const { toolId, instead } = finding;
  const { opened } = folder.state;
  if (finding.kind !== 'ai-tool' || toolId === undefined || !opened) return [];
  const folderUri = folder.folder.uri.toString();
  const action = (title: string, command: `handrail.${string}`, ...args: readonly unknown[]): CodeAction => {
    const made = new CodeAction(title, CodeActionKind.QuickFix);
    made.command = { command, title, arguments: [...args] };
    return made;
  };
  return [
    ...(instead === undefined
      ? []
      : [action(`How to switch to ${opened.toolName(instead)}`, 'handrail.switchTool', folderUri, toolId)]),
    action(`Ask for ${opened.toolName(toolId)}…`, 'handrail.requestApproval', folderUri, toolId),
    ...(isSuppressible ? [action('This is no AI tool…', 'handrail.notAnAiTool', uri, finding.fingerprint)] : []),
  ];
}

class FindingActions implements CodeActionProvider {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  provideCodeActions(
    document: TextDocument,
    range: Range,
    context: { readonly only: CodeActionKind | undefined },
  ): CodeAction[] {
    const place = placeOf(document.uri);
    const folder = this.#services.session.folderOf(document.uri);
    if (!place || !folder || surface(document.uri) === 'sidebarOnly') return [];
    const findings = folder.findings(place.path).filter((finding) => !finding.suppressed);
    // `only` is the wider kind: a request for `source.fixAll` wants ours, too; one for everything wants quick fixes.
    const { only } = context;
    if (only && only.value !== '' && only.contains(fixAllKind)) {
      return this.#fixAll(document, place.path, folder, findings);
    }
    return findings
      .filter((finding) => toRange(finding.region).intersection(range) !== undefined)
      .flatMap((finding) => this.#actionsOf(finding, document, place.path, folder));
  }

  #actionsOf(finding: Finding, document: TextDocument, path: string, folder: FolderSession): CodeAction[] {
    const opened = folder.state.opened;
    if (!opened) return [];
    const diagnostic = toDiagnostic(finding, folder);
    const uri = document.uri.toString();
    const actions = opened.fixes(finding, toDocument(document, path)).map((fix) => {
      const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
      const edit = toOpenEdit(document, path, fix.edits);
      if (edit && fix.edits.length > 0) action.edit = edit;
      action.isPreferred = fix.preferred;
      action.command = {
        command: 'handrail.applyFix',
        title: fix.title,
        arguments: [uri, finding.fingerprint, fix.title, edit !== undefined, fix.environmentName],
      };
      return action;
    });
    actions.push(...toolActions(finding, uri, folder, opened.isSuppressible(finding)));
    if (takesComments(path) && opened.isSuppressible(finding)) {
      const ignore = new CodeAction('Ignore with a reason…', CodeActionKind.QuickFix);
      ignore.command = {
        command: 'handrail.ignoreFinding',
        title: ignore.title,
        arguments: [uri, finding.fingerprint],
      };
      actions.push(ignore);
    }
    const why = new CodeAction('Why is this flagged?', CodeActionKind.QuickFix);
    why.command = {
      command: 'handrail.whyFlagged',
      title: why.title,
      arguments: [finding.ruleId, uri, finding.fingerprint],
    };
    actions.push(why);
    for (const action of actions) action.diagnostics = [diagnostic];
    return actions;
  }

  #fixAll(document: TextDocument, path: string, folder: FolderSession, findings: readonly Finding[]): CodeAction[] {
    const opened = folder.state.opened;
    if (!opened) return [];
    const edit = new WorkspaceEdit();
    const fixed: Finding[] = [];
    let freeFrom = 0;
    for (const finding of findings) {
      const fix = opened.fixes(finding, toDocument(document, path)).find((each) => each.preferred);
      const [only] = fix?.edits ?? [];
      if (only?.kind !== 'modify' || fix?.edits.length !== 1 || only.path !== path) continue;
      const starts = Math.min(...only.edits.map((change) => change.startOffset));
      // Two fixes that touch the same text cannot both be right; the second is left for the next time.
      if (starts < freeFrom) continue;
      freeFrom = Math.max(...only.edits.map((change) => change.endOffset));
      const one = toOpenEdit(document, path, [only]);
      for (const change of one?.get(document.uri) ?? []) edit.replace(document.uri, change.range, change.newText);
      fixed.push(finding);
    }
    if (fixed.length === 0) return [];
    const action = new CodeAction(`Fix everything that ${diagnosticSource} can fix in this file`, fixAllKind);
    action.edit = edit;
    action.diagnostics = fixed.map((finding) => toDiagnostic(finding, folder));
    return [action];
  }
}
