// Finds the file in which a web server is made, and the place right behind that statement: there a route or a middleware can be
// added without knowing the rest of the file. Used by scaffolds that add an address, limits, headers or error reporting.

import type { FileEdit } from '../../model/edit.ts';
import type { Facts } from '../facts.ts';
import { isCode, isSample } from '../paths.ts';
import { insertAt, placeIn, type FixContext } from './scaffold.ts';

export type ServerFramework =
  | 'express'
  | 'fastify'
  | 'hono'
  | 'koa'
  | 'flask'
  | 'fastapi'
  | 'gin'
  | 'echo'
  | 'chi'
  | 'net-http'
  | 'aspnet'
  | 'rails';

export interface WebEntry {
  readonly framework: ServerFramework;
  /** As in the workspace. */
  readonly path: string;
  readonly text: string;
  /** Name of the variable that holds the app or its router. */
  readonly variable: string;
  /** Where the statement that makes the app begins. */
  readonly startOffset: number;
  /** Start of the line after that statement. */
  readonly endOffset: number;
  /** Indentation of that statement. */
  readonly indent: string;
}

/** How each framework's app is made. The first group is the indentation, the second the variable; the match ends before "(". */
const makers: readonly { readonly framework: ServerFramework; readonly files: RegExp; readonly pattern: RegExp }[] = [
  {
    framework: 'express',
    files: /\.[cm]?[jt]s$/,
    pattern: /^([ \t]*)(?:export )?(?:const|let|var)\s+(\w+)[^=\n]*=\s*express(?=\()/m,
  },
  {
    framework: 'fastify',
    files: /\.[cm]?[jt]s$/,
    pattern: /^([ \t]*)(?:export )?(?:const|let|var)\s+(\w+)[^=\n]*=\s*(?:await )?[fF]astify(?:\.fastify)?(?=\()/m,
  },
  {
    framework: 'hono',
    files: /\.[cm]?[jt]s$/,
    pattern: /^([ \t]*)(?:export )?(?:const|let|var)\s+(\w+)[^=\n]*=\s*new (?:OpenAPI)?Hono(?:<[^\n]*>)?(?=\()/m,
  },
  {
    framework: 'koa',
    files: /\.[cm]?[jt]s$/,
    pattern: /^([ \t]*)(?:export )?(?:const|let|var)\s+(\w+)[^=\n]*=\s*new Koa(?=\()/m,
  },
  { framework: 'fastapi', files: /\.py$/, pattern: /^([ \t]*)(\w+)[^=\n]*=\s*(?:fastapi\.)?FastAPI(?=\()/m },
  { framework: 'flask', files: /\.py$/, pattern: /^([ \t]*)(\w+)[^=\n]*=\s*(?:flask\.)?Flask(?=\()/m },
  { framework: 'gin', files: /\.go$/, pattern: /^([ \t]*)(\w+)\s*:?=\s*gin\.(?:Default|New)(?=\()/m },
  { framework: 'echo', files: /\.go$/, pattern: /^([ \t]*)(\w+)\s*:?=\s*echo\.New(?=\()/m },
  { framework: 'chi', files: /\.go$/, pattern: /^([ \t]*)(\w+)\s*:?=\s*chi\.NewRouter(?=\()/m },
  { framework: 'net-http', files: /\.go$/, pattern: /^([ \t]*)(\w+)\s*:?=\s*http\.NewServeMux(?=\()/m },
  // Without a router of its own: the first address stands in for the statement that makes one.
  { framework: 'net-http', files: /\.go$/, pattern: /^([ \t]+)(http)\.Handle(?:Func)?(?=\()/m },
  { framework: 'aspnet', files: /\.cs$/, pattern: /^([ \t]*)(?:var|WebApplication)\s+(\w+)\s*=\s*\w+\.Build(?=\()/m },
  {
    framework: 'rails',
    files: /^(?:.*\/)?config\/routes\.rb$/,
    pattern: /^([ \t]*)(Rails)\.application\.routes\.draw do(?=\n)/m,
  },
];

const likelyNames = /(?:^|\/)(?:server|app|main|index|Program|routes)\.[a-z]+$/;
const maxFilesRead = 200;

/** The file that makes the web server; undefined when none of the known frameworks is recognised. */
export async function findWebEntry(context: FixContext): Promise<WebEntry | undefined> {
  const candidates = serverFiles(context.facts);
  for (const path of candidates.slice(0, maxFilesRead)) {
    const fitting = makers.filter(({ files }) => files.test(path));
    if (fitting.length === 0) continue;
    const text = await context.read(path);
    if (text === undefined) continue;
    for (const { framework, pattern } of fitting) {
      const entry = entryIn(path, text, framework, pattern);
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

/** Lines right behind the statement that makes the app, at its indentation. */
export function insertBehind(entry: WebEntry, lines: readonly string[]): readonly FileEdit[] {
  const indented = lines.map((line) => (line === '' ? '' : entry.indent + line)).join('\n');
  const isLast = entry.endOffset >= entry.text.length && !entry.text.endsWith('\n');
  return insertAt(entry.path, entry.text, entry.endOffset, `${isLast ? '\n' : ''}${indented}\n`);
}

/** The module style of a JavaScript or TypeScript file. */
export function isEsModule(text: string, path: string): boolean {
  if (path.endsWith('.cjs')) return false;
  return path.endsWith('.mjs') || /^\s*(?:import|export)\b/m.test(text) || !/\brequire\(/.test(text);
}

function serverFiles(facts: Facts): readonly string[] {
  const inside = facts.files
    .map((file) => file.shownPath)
    .filter((path) => path.startsWith(placeIn(facts, '')) && isCode(path) && !isSample(path));
  const rank = (path: string): number => (likelyNames.test(path) ? 0 : 1000) + path.split('/').length;
  return [...inside].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function entryIn(path: string, text: string, framework: ServerFramework, pattern: RegExp): WebEntry | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const behind = match.index + match[0].length;
  const end = framework === 'rails' ? behind : endOfCall(text, behind);
  if (end === undefined) return undefined;
  const lineEnd = text.indexOf('\n', end);
  return {
    framework,
    path,
    text,
    variable: match[2] ?? 'app',
    startOffset: match.index,
    endOffset: lineEnd < 0 ? text.length : lineEnd + 1,
    indent: match[1] ?? '',
  };
}

/** Offset behind the bracket that closes the call at `open`; strings and comments with brackets in them are rare there. */
function endOfCall(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + 5000); at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}
