// Findings as diagnostics, where the surface setting wants them: one plain line each, a link to the explanation, the policy
// line beside it. Never the value itself.

import type { Uri } from 'vscode';
import { Diagnostic, DiagnosticRelatedInformation, Disposable, languages, Location, Position, workspace } from 'vscode';
import type { Finding } from '../../core/model/finding.ts';
import { surface } from '../configuration.ts';
import { toRange, toSeverity, uriIn } from '../convert.ts';
import { commandUri } from '../command-uri.ts';
import type { Feature } from '../feature.ts';
import type { FolderSession } from '../folder-session.ts';
import type { Services } from '../services.ts';

/** `source` of every diagnostic; code actions and hovers recognise ours by it. */
export const diagnosticSource = 'Handrail';

/** The most a file shows; the editor itself stops near there. Source: microsoft/vscode, extHostDiagnostics.ts */
const maxPerFile = 1_000;

export const diagnostics: Feature = (services) => {
  const collection = languages.createDiagnosticCollection('handrail');
  const show = (uris: readonly Uri[]): void => {
    for (const uri of uris) collection.set(uri, diagnosticsOf(services, uri));
  };
  const showAll = (): void => {
    collection.clear();
    for (const folder of services.session.open) {
      show(folder.allFindings().map(([path]) => uriIn(folder.folder, path)));
    }
  };
  return Disposable.from(
    collection,
    services.session.onDidChangeFindings(show),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('handrail.surface')) showAll();
    }),
  );
};

function diagnosticsOf(services: Services, uri: Uri): readonly Diagnostic[] {
  const folder = services.session.folderOf(uri);
  if (!folder || surface(uri) !== 'problems') return [];
  return services.session
    .findings(uri)
    .filter((finding) => !finding.suppressed)
    .slice(0, maxPerFile)
    .map((finding) => toDiagnostic(finding, folder));
}

/** A finding as the editor shows it. */
export function toDiagnostic(finding: Finding, folder: FolderSession): Diagnostic {
  const diagnostic = new Diagnostic(toRange(finding.region), finding.message, toSeverity(finding.severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.ruleId, target: commandUri('handrail.whyFlagged', finding.ruleId) };
  const { decidedBy } = finding;
  if (decidedBy && decidedBy.layer !== 'builtin') {
    const at = new Position(Math.max(0, decidedBy.line - 1), Math.max(0, decidedBy.column - 1));
    diagnostic.relatedInformation = [
      new DiagnosticRelatedInformation(
        new Location(uriIn(folder.folder, decidedBy.file), at),
        'This line of the policy decides it',
      ),
    ];
  }
  return diagnostic;
}
