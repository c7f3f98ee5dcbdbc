// Runs the code probes over one text. Called by facts for each code file; linear in the text.

import type { CheckEvidence } from '../model/outcome.ts';
import type { CodeProbe, ProbeScope } from './code-probes.ts';

const maxLineLength = 2000;
/** More places than anybody will click; counting on costs time and tells nothing new. */
const maxHits = 20;
const commentLine = /^\s*(?:\/\/|\/?\*|#|<!--)/;

/** Add to `hits` the places of one text at which a probe matches. Lines that are only a comment do not count. */
export function probeCode<Name extends string>(
  probes: Readonly<Record<Name, CodeProbe>>,
  text: string,
  path: string,
  scopes: Readonly<Record<ProbeScope, boolean>>,
  hits: Map<Name, CheckEvidence[]>,
): void {
  for (const name of Object.keys(probes) as Name[]) {
    const probe = probes[name];
    if (!scopes[probe.scope]) continue;
    const known = hits.get(name);
    if (known !== undefined && known.length >= maxHits) continue;
    for (const evidence of linesMatching(probe, text, path)) {
      const list = hits.get(name);
      if (list === undefined) hits.set(name, [evidence]);
      else if (list.length < maxHits) list.push(evidence);
    }
  }
}

function linesMatching(probe: CodeProbe, text: string, path: string): readonly CheckEvidence[] {
  const starts = new Set<number>();
  for (const keyword of probe.keywords) {
    for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length)) {
      starts.add(text.lastIndexOf('\n', at) + 1);
    }
  }
  const found: CheckEvidence[] = [];
  for (const start of [...starts].sort((a, b) => a - b)) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + maxLineLength));
    if (commentLine.test(line)) continue;
    const match = probe.pattern.exec(line);
    if (match === null) continue;
    found.push({ path, line: lineNumberAt(text, start), note: probe.note.replace('$1', match[1] ?? '') });
    if (found.length >= maxHits) break;
  }
  return found;
}

function lineNumberAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
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
