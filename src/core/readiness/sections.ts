// Sections of documents: a heading alone is a promise. What stands below it, up to the next heading of its rank, keeps it or does not.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { filesLike, isInsideCodeBlock, maxEvidence } from './look.ts';
import { lineOf } from './manifests.ts';
import { ofText, textsWhich } from './noted-facts.ts';

/** Longer sections are read no further: what they have to say about themselves they say before. */
const maxSection = 6000;

/** A line of text with a line below it. Source: https://spec.commonmark.org/0.31.2/#setext-headings */
const underlined = /\n[^\n]+\n(?:=+|-{3,})[ \t]*$/m;

/** Evidence for headings below which something stands.
 *  @param heading  a whole line with the marks before it (`## Support`), or a line with the marks below it. Flags `g` and `m`
 *  @param holds  what the section must say; no flag `g` */
export function sectionsSeen(
  facts: Facts,
  paths: RegExp,
  heading: RegExp,
  holds: RegExp,
  note: string,
): readonly CheckEvidence[] {
  const texts = textsWhich(facts, ({ path }) => paths.test(path));
  const found: CheckEvidence[] = [];
  for (const { shownPath } of filesLike(facts, paths)) {
    const text = texts.get(shownPath);
    if (text === undefined) continue;
    const question = `sections ${heading.source} ${holds.source} ${note}`;
    found.push(...ofText(facts, shownPath, text, question, () => sectionsOf(shownPath, text, heading, holds, note)));
    if (found.length >= maxEvidence) break;
  }
  return found.slice(0, maxEvidence);
}

function sectionsOf(path: string, text: string, heading: RegExp, holds: RegExp, note: string): CheckEvidence[] {
  const found: CheckEvidence[] = [];
  for (const match of text.matchAll(heading)) {
    if (isInsideCodeBlock(path, text, match.index)) continue;
    const rank = /^#+/.exec(match[0])?.[0].length ?? 2;
    if (!holds.test(below(text.slice(match.index + match[0].length, match.index + maxSection), rank))) continue;
    found.push({ path, line: lineOf(text, match.index), note: note.replace('$1', match[1]?.slice(0, 80) ?? '') });
  }
  return found;
}

function below(text: string, rank: number): string {
  const next = new RegExp(String.raw`\n#{1,${String(rank)}}[ \t]`).exec(text)?.index ?? text.length;
  return text.slice(0, Math.min(next, underlined.exec(text)?.index ?? text.length));
}
