// What the readers of manifests and lock files give back: packages by name, with their place and what they are used for.

import type { Ecosystem } from '../catalog/catalog.ts';
import type { EvidenceScope } from '../model/finding.ts';

/** A package as a file names it. */
export interface NamedPackage {
  readonly name: string;
  readonly version?: string;
  readonly scope: EvidenceScope;
  /** Of the place to show, in UTF-16 code units; the text there may be a part of the name. */
  readonly start: number;
  readonly end: number;
}

/** What a reader understood of one file. */
export interface ManifestContent {
  readonly packages: readonly NamedPackage[];
  /** Offset of the first mistake; what could be understood around it is in `packages`. */
  readonly problemAt?: number;
}

/** A kind of file that names packages. */
export interface ManifestReader {
  readonly ecosystem: Ecosystem;
  readonly files: RegExp;
  /** Pure; never throws on bad text; linear in it. */
  read(text: string, path: string): ManifestContent;
}

/** Packages and, where there is one, the mistake. */
export function content(packages: readonly NamedPackage[], problemAt: number | undefined): ManifestContent {
  return problemAt === undefined ? { packages } : { packages, problemAt };
}

/** A package whose place is its whole name. */
export function packageAt(name: string, start: number, scope: EvidenceScope, version?: string): NamedPackage {
  const trimmed = version?.trim() ?? '';
  return { name, scope, start, end: start + name.length, ...(trimmed === '' ? {} : { version: trimmed }) };
}

/** Each line with the offset at which it starts; without its line break. */
export function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number }> {
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield { line: text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end), start };
    if (feed < 0) return;
    start = feed + 1;
  }
}

/** Where an unfinished merge left its marks; undefined when it did not. Source: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented */
export function conflictAt(text: string): number | undefined {
  return /^(?:<{7} |>{7} )/m.exec(text)?.index;
}
