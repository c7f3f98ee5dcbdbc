// Runs the code probes over one text. Called by facts for each code file; linear in the text.

import type { CheckEvidence } from '../model/outcome.ts';
import type { CodeProbe, ProbeScope } from './probes/probe.ts';

const maxLineLength = 2000;
/** More places than anybody will click; counting on costs time and tells nothing new. */
export const maxHits = 20;
const commentLine = /^\s*(?:\/\/|\/?\*|#|<!--)/;

/** Probes made ready to run together over many texts. */
export interface CompiledProbes<Name extends string> {
  readonly probes: readonly (readonly [Name, CodeProbe])[];
  /** Keywords with the positions in `probes` of those that ask for them, by their first two characters. */
  readonly byStart: readonly (readonly Keyword[])[];
  /** Position in `byStart` of each pair of ASCII characters; 0 for none. A pair is looked up for each character of a text: in a table. */
  readonly starts: Uint16Array;
}

interface Keyword {
  readonly text: string;
  /** Its third character; -1 when it has none. */
  readonly third: number;
  readonly probes: readonly number[];
}

/** Prepare probes once; every text after that is passed over once.
 *  @throws RangeError for a keyword that is shorter than two characters or begins outside of ASCII: a mistake of ours */
export function compileProbes<Name extends string>(probes: Readonly<Record<Name, CodeProbe>>): CompiledProbes<Name> {
  const entries = (Object.keys(probes) as Name[]).map((name): readonly [Name, CodeProbe] => [name, probes[name]]);
  const byKeyword = new Map<string, number[]>();
  for (const [index, [, probe]] of entries.entries()) {
    for (const keyword of probe.keywords) byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), index]);
  }
  const starts = new Uint16Array(asciiEnd * asciiEnd);
  const byStart: Keyword[][] = [[]];
  for (const [text, asking] of byKeyword) {
    const [first, second] = [text.charCodeAt(0), text.charCodeAt(1)];
    if (!(first < asciiEnd && second < asciiEnd)) throw new RangeError(`the keyword "${text}" cannot be looked for`);
    const pair = first * asciiEnd + second;
    const keyword = { text, third: text.length > 2 ? text.charCodeAt(2) : -1, probes: asking };
    const known = byStart[starts[pair] ?? 0];
    if (known !== undefined && starts[pair] !== 0) known.push(keyword);
    else starts[pair] = byStart.push([keyword]) - 1;
  }
  return { probes: entries, byStart, starts };
}

const asciiEnd = 128;
const lineFeed = 10;

/** Add to `hits` the places of one text at which a probe matches. Lines that are only a comment do not count. */
export function probeCode<Name extends string>(
  { probes, byStart, starts }: CompiledProbes<Name>,
  text: string,
  path: string,
  scopes: Readonly<Record<ProbeScope, boolean>>,
  hits: Map<Name, CheckEvidence[]>,
): void {
  const isWanted = probes.map(([, probe]) => scopes[probe.scope] && probe.notAt?.test(path) !== true);
  if (!isWanted.includes(true)) return;
  const asked = new Set<number>();
  let start = 0;
  let lineNumber = 1;
  const probeLine = (end: number): void => {
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
  let code = text.charCodeAt(0);
  for (let at = 0; at < text.length; at++) {
    const next = text.charCodeAt(at + 1);
    if (code === lineFeed) {
      if (asked.size > 0) probeLine(at);
      asked.clear();
      start = at + 1;
      lineNumber++;
    } else if (code < asciiEnd && next < asciiEnd) {
      const place = starts[code * asciiEnd + next];
      if (place !== undefined && place !== 0) {
        for (const keyword of byStart[place] ?? []) {
          // Most pairs are the beginning of other words; the third character tells.
          if (keyword.third !== text.charCodeAt(at + 2) && keyword.third >= 0) continue;
          if (!text.startsWith(keyword.text, at) || at + keyword.text.length - start > maxLineLength) continue;
          for (const index of keyword.probes) if (isWanted[index] === true) asked.add(index);
        }
      }
    }
    code = next;
  }
  if (asked.size > 0) probeLine(text.length);
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

const environmentRead =
  /(?:process\.env|import\.meta\.env)\.([A-Z][A-Z0-9_]{1,60})\b|(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|os\.Getenv\(|System\.getenv\(|Deno\.env\.get\(|process\.env\[)\s*["']([A-Z][A-Z0-9_]{1,60})["']/g;

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
  if (!text.includes('env') && !text.includes('Env')) return;
  for (const match of text.matchAll(environmentRead)) {
    const name = match[1] ?? match[2] ?? '';
    if (name !== '' && !givenNames.has(name) && !/^(?:VERCEL|GITHUB|NETLIFY|RAILWAY)_/.test(name)) names.add(name);
  }
}
