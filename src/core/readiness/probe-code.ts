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
  /** Finds any keyword of any probe: one pass instead of one for each. */
  readonly anyKeyword: RegExp;
}

/** Prepare probes once; every text after that is passed over once. */
export function compileProbes<Name extends string>(probes: Readonly<Record<Name, CodeProbe>>): CompiledProbes<Name> {
  const entries = (Object.keys(probes) as Name[]).map((name): readonly [Name, CodeProbe] => [name, probes[name]]);
  const keywords = new Set(entries.flatMap(([, probe]) => probe.keywords));
  const escaped = [...keywords].map((keyword) => keyword.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return { probes: entries, anyKeyword: new RegExp(escaped.join('|'), 'g') };
}

/** Add to `hits` the places of one text at which a probe matches. Lines that are only a comment do not count. */
export function probeCode<Name extends string>(
  { probes, anyKeyword }: CompiledProbes<Name>,
  text: string,
  path: string,
  scopes: Readonly<Record<ProbeScope, boolean>>,
  hits: Map<Name, CheckEvidence[]>,
): void {
  const wanted = probes.filter(
    ([name, probe]) =>
      scopes[probe.scope] && (hits.get(name)?.length ?? 0) < maxHits && probe.notAt?.test(path) !== true,
  );
  if (wanted.length === 0) return;
  let counted = 0;
  let lineNumber = 1;
  anyKeyword.lastIndex = 0;
  for (let match = anyKeyword.exec(text); match !== null; match = anyKeyword.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const breakAt = text.indexOf('\n', match.index);
    const end = breakAt < 0 ? text.length : breakAt;
    anyKeyword.lastIndex = end;
    const line = text.slice(start, Math.min(end, start + maxLineLength));
    if (!commentLine.test(line)) {
      for (const [name, probe] of wanted) {
        if (!probe.keywords.some((keyword) => line.includes(keyword))) continue;
        const found = probe.pattern.exec(probe.lines === undefined ? line : linesFrom(text, start, probe.lines));
        if (found === null || found.index > line.length) continue;
        if (probe.onlyIn?.test(text) === false || probe.unlessIn?.test(text) === true) continue;
        lineNumber += lineBreaksBetween(text, counted, start);
        counted = start;
        add(hits, name, { path, line: lineNumber, note: probe.note.replace('$1', found[1] ?? '') });
      }
    }
    if (breakAt < 0) return;
  }
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

function lineBreaksBetween(text: string, from: number, until: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) count++;
  return count;
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
