// Ranges, severities and paths between the product and VS Code: the only place that maps them.

import type { Diagnostic as DiagnosticType, TextDocument as EditorDocument, WorkspaceFolder } from 'vscode';
import { DiagnosticSeverity, Position, Range, Uri, workspace } from 'vscode';
import type { Region, TextDocument } from '../core/model/document.ts';
import type { Issue } from '../core/model/errors.ts';
import type { TextEdit } from '../core/model/edit.ts';
import type { Severity } from '../core/model/finding.ts';

/** A place as VS Code counts it: lines and characters from 0. */
export function toRange(region: Pick<Region, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'>): Range {
  return new Range(region.startLine - 1, region.startColumn - 1, region.endLine - 1, region.endColumn - 1);
}

/** The underlined place of an issue; at least one character long, so that there is something to see. */
export function issueRange(issue: Issue): Range {
  const start = new Position(Math.max(0, issue.line - 1), Math.max(0, issue.column - 1));
  const end = new Position(Math.max(0, issue.endLine - 1), Math.max(0, issue.endColumn - 1));
  return new Range(start, end.isAfter(start) ? end : start.translate(0, 1));
}

export function toSeverity(severity: Severity): DiagnosticType['severity'] {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'info':
      return DiagnosticSeverity.Information;
  }
}

/** Path of a file in its folder: posix and relative. Undefined when it is outside of the folder. */
export function pathIn(folder: WorkspaceFolder, uri: Uri): string | undefined {
  if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return undefined;
  const root = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
  return uri.path.startsWith(root) && uri.path.length > root.length ? uri.path.slice(root.length) : undefined;
}

/** The file at a path of a folder. Also takes absolute paths and URLs, which policy layers outside the folder have. */
export function uriIn(folder: WorkspaceFolder, path: string): Uri {
  if (/^https?:\/\//.test(path)) return Uri.parse(path);
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return Uri.file(path);
  return path === '' ? folder.uri : Uri.joinPath(folder.uri, path);
}

/** Whether a file, or a folder that it lies in, is one of these places. */
export function isAtOrBelow(path: string, places: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (places.has(path.slice(0, end))) return true;
  }
  return false;
}

/** The text of an editor as the product takes it: VS Code has removed the byte order mark already. */
export function toDocument(document: EditorDocument, path: string): TextDocument {
  return { path, text: document.getText() };
}

/** An edit's place in an open document. */
export function editRange(document: EditorDocument, edit: TextEdit): Range {
  return new Range(document.positionAt(edit.startOffset), document.positionAt(edit.endOffset));
}

/** The folder of a file and its path in there; undefined for what belongs to no folder. */
export function placeOf(uri: Uri): { readonly folder: WorkspaceFolder; readonly path: string } | undefined {
  const folder = workspace.getWorkspaceFolder(uri);
  const path = folder && pathIn(folder, uri);
  return folder && path !== undefined ? { folder, path } : undefined;
}
