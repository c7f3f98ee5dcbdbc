// Known findings as gitleaks and detect-secrets write them. Which of our findings they mean is told by path and value, or by path
// and line where the file says nothing of the value.
// Sources: https://github.com/gitleaks/gitleaks#creating-a-baseline, https://github.com/Yelp/detect-secrets#baseline

import type { Match } from '../model/finding.ts';
import type { TextDocument } from '../model/document.ts';
import type { Files } from '../ports.ts';
import type { BaselineEntry } from './baseline-entry.ts';
import type { ScannedDocument } from './scanned-document.ts';
import { decode } from '../text/decode.ts';
import { sha1 } from '../text/hash.ts';
import { isRecord } from '../text/parsed-value.ts';

/** One finding that another scanner knows. */
export interface ForeignEntry {
  /** Posix, relative to the root. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Says whether a value is the one that is meant; absent where the file has none. */
  readonly isValue?: (value: string) => boolean;
  readonly reason: string;
}

/** Entries of another scanner's file. @returns undefined when it is none that we know */
export function readForeignBaseline(value: unknown): readonly ForeignEntry[] | undefined {
  if (Array.isArray(value)) return gitleaksReport(value);
  if (!isRecord(value) || !isRecord(value['results']) || value['plugins_used'] === undefined) return undefined;
  return Object.values(value['results']).flatMap((list) => (Array.isArray(list) ? detectSecretsEntries(list) : []));
}

/** Entries of ours for what another scanner knows, as the files stand now; of files that are gone there are none.
 *  @param scan  the engine's */
export async function resolveForeign(
  foreign: readonly ForeignEntry[],
  files: Files,
  scan: (document: TextDocument) => ScannedDocument,
): Promise<readonly BaselineEntry[]> {
  const byPath = new Map<string, ForeignEntry[]>();
  for (const entry of foreign) byPath.set(entry.path, [...(byPath.get(entry.path) ?? []), entry]);
  const known: BaselineEntry[] = [];
  for (const [path, entries] of byPath) {
    if (path.startsWith('/') || path.split('/').includes('..')) continue;
    const text = await textOf(files, path);
    if (text !== undefined) known.push(...knownElsewhere(scan({ path, text }), text, entries));
  }
  return known;
}

async function textOf(files: Files, path: string): Promise<string | undefined> {
  try {
    const bytes = await files.read(path);
    return bytes && decode(bytes)?.text;
  } catch {
    // Unreadable: the scan lists it as such, and nothing of it is known.
    return undefined;
  }
}

/** Entries of ours for those findings of a document that another scanner knows.
 *  @param entries  of this document's path */
function knownElsewhere(
  scanned: ScannedDocument,
  text: string,
  entries: readonly ForeignEntry[],
): readonly BaselineEntry[] {
  return scanned.matches.flatMap((match) => {
    const value = text.slice(match.region.startOffset, match.region.endOffset);
    const entry = entries.find((each) => isMeant(each, match, value));
    if (entry === undefined) return [];
    const { fingerprint, ruleId } = match;
    return [{ fingerprint, ruleId, path: scanned.path, reason: entry.reason }];
  });
}

function isMeant(entry: ForeignEntry, match: Match, value: string): boolean {
  if (entry.isValue?.(value) === true) return true;
  // Scanners cut values differently; the line decides then.
  return entry.line >= match.region.startLine && entry.line <= match.region.endLine;
}

function gitleaksReport(list: readonly unknown[]): readonly ForeignEntry[] | undefined {
  const entries = list.flatMap((entry): readonly ForeignEntry[] => {
    const { File: path, StartLine: line, Secret: secret, RuleID: rule } = isRecord(entry) ? entry : {};
    if (typeof path !== 'string' || typeof line !== 'number' || typeof rule !== 'string') return [];
    const hasValue = typeof secret === 'string' && secret !== '' && !/^REDACTED$|\.{3}$/.test(secret);
    return [
      {
        path: toPosix(path),
        line,
        ...(hasValue && { isValue: (value: string) => value === secret || secret.includes(value) }),
        reason: `known to gitleaks as ${rule}`,
      },
    ];
  });
  return entries.length === list.length ? entries : undefined;
}

function detectSecretsEntries(list: readonly unknown[]): readonly ForeignEntry[] {
  return list.flatMap((entry): readonly ForeignEntry[] => {
    const { filename, line_number: line, hashed_secret: hash, type } = isRecord(entry) ? entry : {};
    if (typeof filename !== 'string') return [];
    return [
      {
        path: toPosix(filename),
        line: typeof line === 'number' ? line : 0,
        ...(typeof hash === 'string' && { isValue: (value: string) => sha1(value) === hash }),
        reason: `known to detect-secrets as ${typeof type === 'string' ? type : 'a secret'}`,
      },
    ];
  });
}

function toPosix(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}
