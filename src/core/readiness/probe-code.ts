// Runs the code probes over one text. Called by facts for each code file; linear in the text.

import type { CheckEvidence } from '../model/outcome.ts';
import type { CodeProbe, ProbeScope } from './probes/probe.ts';
import { expression } from '../text/expression.ts';

const maxLineLength = 2000;
/** More places than anybody will click; counting on costs time and tells nothing new. */
export const maxHits = 20;
const commentLine = /^\s*(?:\/\/|\/?\*|#|<!--)/;

/** Probes made ready to run together over many texts. */
export interface CompiledProbes<Name extends string, Sign extends string> {
  readonly probes: readonly (readonly [Name, CodeProbe])[];
  /** Keywords by a number made of their first three characters. */
  readonly byStart: readonly (readonly Keyword<Sign>[])[];
  /** Position in `byStart` of each such number; 0 for none. It is looked up at each character of a text: in a table. Pairs of characters
   *  would not do, most of them are the beginning of other words. */
  readonly starts: Uint16Array;
}

interface Keyword<Sign extends string> {
  readonly text: string;
  /** Its fourth character, which most texts that begin alike do not have; -1 for none. */
  readonly fourth: number;
  /** Positions of the probes that ask for it. */
  readonly probes: readonly number[];
  readonly signs: readonly Sign[];
}

/** Characters of a keyword that are looked up together. */
const startLength = 3;
const startNumbers = 1 << 15;

/** The number of the last three characters, from that of the three before and the newest one. Some share a number: it only says where
 *  to look closer. */
const nextStart = (start: number, code: number): number => ((start << 5) ^ code) & (startNumbers - 1);

/** Prepare probes once; every text after that is passed over once.
 *  @param signs  words to be noticed anywhere in a text, by what they are a sign of
 *  @throws RangeError for a keyword of fewer than three characters: a mistake of ours */
export function compileProbes<Name extends string, Sign extends string = never>(
  probes: Readonly<Record<Name, CodeProbe>>,
  signs?: Readonly<Record<Sign, readonly string[]>>,
): CompiledProbes<Name, Sign> {
  const entries = (Object.keys(probes) as Name[]).map((name): readonly [Name, CodeProbe] => [name, probes[name]]);
  const asking = new Map<string, { readonly probes: number[]; readonly signs: Sign[] }>();
  const askingFor = (text: string): { readonly probes: number[]; readonly signs: Sign[] } => {
    const known = asking.get(text) ?? { probes: [], signs: [] };
    asking.set(text, known);
    return known;
  };
  for (const [index, [, probe]] of entries.entries()) {
    for (const keyword of probe.keywords) askingFor(keyword).probes.push(index);
  }
  for (const sign of Object.keys(signs ?? {}) as Sign[]) {
    for (const word of signs?.[sign] ?? []) askingFor(word).signs.push(sign);
  }
  const starts = new Uint16Array(startNumbers);
  const byStart: Keyword<Sign>[][] = [[]];
  for (const [text, by] of asking) {
    if (text.length < startLength) throw new RangeError(`the keyword "${text}" is too short to be looked for`);
    let start = 0;
    for (let at = 0; at < startLength; at++) start = nextStart(start, text.charCodeAt(at));
    const keyword = { text, fourth: text.length > startLength ? text.charCodeAt(startLength) : -1, ...by };
    const known = byStart[starts[start] ?? 0];
    if (known !== undefined && starts[start] !== 0) known.push(keyword);
    else starts[start] = byStart.push([keyword]) - 1;
  }
  return { probes: entries, byStart, starts };
}

/** Add to `hits` the places of one text at which a probe matches. Lines that are only a comment do not count.
 *  @param isInScope  asked when a keyword of such a probe stands in the text
 *  @returns the signs that stand in the text, comments or not */
export function probeCode<Name extends string, Sign extends string>(
  { probes, byStart, starts }: CompiledProbes<Name, Sign>,
  text: string,
  path: string,
  isInScope: (scope: ProbeScope) => boolean,
  hits: Map<Name, CheckEvidence[]>,
): ReadonlySet<Sign> {
  const signs = new Set<Sign>();
  const wanted: boolean[] = [];
  const isWanted = (index: number): boolean => {
    const probe = probes[index]?.[1];
    return (wanted[index] ??= probe !== undefined && isInScope(probe.scope) && probe.notAt?.test(path) !== true);
  };
  const asked = new Set<number>();
  // The line of the keywords that were found last.
  let [start, end, lineNumber] = [0, -1, 1];
  const probeLine = (): void => {
    const line = text.slice(start, Math.min(end, start + maxLineLength));
    if (commentLine.test(line)) return;
    for (const index of asked) {
      const entry = probes[index];
      if (entry === undefined) continue;
      const [name, probe] = entry;
      if ((hits.get(name)?.length ?? 0) >= maxHits) continue;
      const found = probe.pattern.exec(probe.lines === undefined ? line : linesFrom(text, start, probe.lines));
      if (found === null || found.index > line.length) continue;
      if (probe.onlyIn?.test(text) === false || probe.unlessIn?.test(text) === true) continue;
      add(hits, name, { path, line: lineNumber, note: probe.note.replace('$1', found[1] ?? '') });
    }
  };
  const turnToLineOf = (at: number): void => {
    if (asked.size > 0) probeLine();
    asked.clear();
    for (let feed = text.indexOf('\n', start); feed >= 0 && feed < at; feed = text.indexOf('\n', start)) {
      start = feed + 1;
      lineNumber++;
    }
    const feed = text.indexOf('\n', at);
    end = feed < 0 ? text.length : feed;
  };
  const take = (keyword: Keyword<Sign>, at: number): void => {
    for (const sign of keyword.signs) signs.add(sign);
    const asking = keyword.probes.filter(isWanted);
    if (asking.length === 0) return;
    if (at > end) turnToLineOf(at);
    if (at + keyword.text.length - start > maxLineLength) return;
    for (const index of asking) asked.add(index);
  };
  let number = 0;
  for (let last = 0; last < text.length; last++) {
    number = nextStart(number, text.charCodeAt(last));
    const place = starts[number];
    if (place === undefined || place === 0) continue;
    const at = last + 1 - startLength;
    const fourth = text.charCodeAt(last + 1);
    for (const keyword of byStart[place] ?? []) {
      if (keyword.fourth >= 0 && keyword.fourth !== fourth) continue;
      if (text.startsWith(keyword.text, at)) take(keyword, at);
    }
  }
  if (asked.size > 0) probeLine();
  return signs;
}

function linesFrom(text: string, start: number, count: number): string {
  let end = start;
  for (let line = 0; line < count && end >= 0; line++) end = text.indexOf('\n', end + 1);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + maxLineLength));
}

function add<Name extends string>(hits: Map<Name, CheckEvidence[]>, name: Name, evidence: CheckEvidence): void {
  const known = hits.get(name);
  if (known === undefined) hits.set(name, [evidence]);
  else if (known.length < maxHits) known.push(evidence);
}

const environmentRead = expression('g')`
  (?:process\.env|import\.meta\.env)\.([A-Z][A-Z0-9_]{1,60})\b|
  (?:os\.environ(?:\.get\(|\[)|os\.getenv\(|os\.Getenv\(|System\.getenv\(|Deno\.env\.get\(|process\.env\[)\s*["']
  ([A-Z][A-Z0-9_]{1,60})["']
`;

/** One of these stands in each text that reads the environment. */
export const environmentSigns = ['process.env', 'meta.env', 'os.environ', 'getenv(', 'Getenv(', 'Deno.env'];

/** Names the runtime or the host sets by itself: nobody fills them in. */
const givenNames = new Set([
  'NODE_ENV',
  'CI',
  'HOME',
  'PATH',
  'PORT',
  'DEV',
  'PROD',
  'MODE',
  'SSR',
  'BASE_URL',
  'USER',
  'PWD',
  'TZ',
]);

/** Add the names of environment variables that a code text reads. Names only; values are never looked at. */
export function environmentNames(text: string, names: Set<string>): void {
  for (const match of text.matchAll(environmentRead)) {
    const name = match[1] ?? match[2] ?? '';
    if (name !== '' && !givenNames.has(name) && !/^(?:VERCEL|GITHUB|NETLIFY|RAILWAY)_/.test(name)) names.add(name);
  }
}
