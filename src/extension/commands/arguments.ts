// Reading what commands are called with. Menus hand over tree rows, links hand over JSON, other extensions hand over anything.

import type { Services } from '../services.ts';
import type { FolderSession } from '../folder-session.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { CheckReport, ProjectReport } from '../../core/readiness/report.ts';
import { Uri } from 'vscode';
import { placeOf } from '../convert.ts';

/** A check of an open folder, as its row or a link names it. */
export interface NamedCheck {
  readonly session: FolderSession;
  readonly report: ProjectReport;
  readonly check: CheckReport;
  /** Path of the project in a monorepo; '' for the whole folder. */
  readonly project: string;
}

/** The check that the arguments name: a row of the readiness view, or folder, id and project. */
export function namedCheck({ session }: Services, args: readonly unknown[]): NamedCheck | undefined {
  const [folderUri, id, project] = rowArguments(args[0]) ?? args;
  const folder = session.open.find((each) => each.folder.uri.toString() === folderUri);
  const whole = folder?.state.readiness;
  const report = whole?.projects?.find((each) => each.path === project) ?? whole;
  const check = report?.checks.find((each) => each.id === id);
  return folder && report && check
    ? { session: folder, report, check, project: typeof project === 'string' ? project : '' }
    : undefined;
}

/** A project of an open folder: the one that a row or link names, else the first folder that has been looked at. */
export function namedProject({ session }: Services, args: readonly unknown[]): Omit<NamedCheck, 'check'> | undefined {
  const [folderUri, , project] = rowArguments(args[0]) ?? args;
  const folder =
    session.open.find((each) => each.folder.uri.toString() === folderUri) ??
    session.open.find((each) => each.state.readiness !== undefined);
  const whole = folder?.state.readiness;
  const report = whole?.projects?.find((each) => each.path === project) ?? whole;
  return folder && report
    ? { session: folder, report, project: report !== whole && typeof project === 'string' ? project : '' }
    : undefined;
}

/** The finding that a file's URI and a fingerprint name. */
export function namedFinding(
  { session }: Services,
  uriText: unknown,
  fingerprint: unknown,
): { readonly uri: Uri; readonly folder: FolderSession; readonly path: string; readonly finding: Finding } | undefined {
  if (typeof uriText !== 'string') return undefined;
  const uri = Uri.parse(uriText);
  const folder = session.folderOf(uri);
  const place = placeOf(uri);
  const finding = session.findings(uri).find((each) => each.fingerprint === fingerprint);
  return folder && place && finding ? { uri, folder, path: place.path, finding } : undefined;
}

/** What a row is about: its subject, else what its own command is called with. */
export function rowArguments(row: unknown): readonly unknown[] | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  if ('subject' in row && Array.isArray(row.subject)) return row.subject as readonly unknown[];
  if (!('command' in row)) return undefined;
  const { command } = row;
  return typeof command === 'object' && command !== null && 'args' in command && Array.isArray(command.args)
    ? (command.args as readonly unknown[])
    : undefined;
}
