// Comments that ask for silence: ours, which name a rule and give a reason, and those of other secret scanners.
// The scan collects them; whether they count is for judge.ts, which knows the policy.

import type { Issue } from '../model/errors.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { SuppressionComment } from './scanned-document.ts';
import { foreignWords, marker } from '../detectors/comment-words.ts';

/** A comment for the whole file counts only so near its top, where a reader sees it. */
const linesForFileComments = 10;
const ruleId = /^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

type CommentStyle = 'slash' | 'hash' | 'dash' | 'markup' | 'semicolon' | 'percent' | 'quote';

/** What opens a comment, by style. Placed directly before the marker; `*` continues a block. */
const openers: Readonly<Record<CommentStyle, RegExp>> = {
  slash: /(?:\/\/+!?|\/\*+|^\s*\*)\s*$/,
  hash: /#+\s*$/,
  dash: /(?:--+(?:\[\[)?)\s*$/,
  markup: /(?:<!--|\{\/\*|\{#)\s*$/,
  semicolon: /;+\s*$/,
  percent: /%+\s*$/,
  quote: /(?:^|\s)'\s*$/,
};

const stylesByEnding: Readonly<Record<string, readonly CommentStyle[]>> = {
  ...endings('js jsx ts tsx mjs cjs mts cts java kt kts c h cc cpp hpp cs go rs swift scala dart groovy gradle', [
    'slash',
  ]),
  ...endings('css scss sass less proto sol zig jsonc json5 php', ['slash']),
  ...endings('py rb sh bash zsh fish ps1 pl r yaml yml toml conf cfg env properties ex exs graphql dockerfile', [
    'hash',
  ]),
  ...endings('gitignore editorconfig npmrc mk makefile cmake nix bzl', ['hash']),
  ...endings('tf hcl php', ['hash', 'slash']),
  ...endings('sql', ['dash', 'slash']),
  ...endings('lua hs elm ada vhd', ['dash']),
  ...endings('html htm xml svg md markdown', ['markup']),
  ...endings('vue svelte astro mdx jsx tsx', ['markup', 'slash']),
  ...endings('ini', ['semicolon', 'hash']),
  ...endings('clj lisp el asm', ['semicolon']),
  ...endings('tex', ['percent']),
  ...endings('vb bas', ['quote']),
};

function endings(names: string, styles: readonly CommentStyle[]): Record<string, readonly CommentStyle[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, styles]));
}

/** Comment styles of a file by its name; [] for formats without comments (JSON, CSV, plain text). */
export function commentStyles(path: string): readonly CommentStyle[] {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (/^(?:tsconfig.*|jsconfig.*|settings|launch|tasks|extensions|mcp|devcontainer)\.json$/.test(name))
    return ['slash'];
  if (/^\.env(?:\.|$)/.test(name)) return ['hash'];
  if (/^dockerfile\b|\.dockerfile$|^(?:gnu)?makefile$/.test(name)) return ['hash'];
  return stylesByEnding[name.slice(name.lastIndexOf('.') + 1)] ?? [];
}

const foreignMarkers: readonly {
  readonly text: RegExp;
  readonly speaksFor: 'line' | 'next' | 'file';
  readonly tool: string;
}[] = [
  // Source: https://github.com/gitleaks/gitleaks#gitleaksallow
  { text: /gitleaks:allow\b/, speaksFor: 'line', tool: 'gitleaks:allow' },
  // Source: https://github.com/Yelp/detect-secrets#inline-allowlisting
  {
    text: /pragma:\s?(?:allow|white)list[ -]nextline[ -]secret/i,
    speaksFor: 'next',
    tool: 'pragma: allowlist nextline secret',
  },
  { text: /pragma:\s?(?:allow|white)list[ -]secret/i, speaksFor: 'line', tool: 'pragma: allowlist secret' },
  // Source: https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-filter-comments
  { text: /secretlint-disable-next-line\b/, speaksFor: 'next', tool: 'secretlint-disable-next-line' },
  { text: /secretlint-disable-line\b/, speaksFor: 'line', tool: 'secretlint-disable-line' },
  { text: /secretlint-disable\b(?!-)/, speaksFor: 'file', tool: 'secretlint-disable' },
];
/** Stands in every comment of ours and of others. */
const anyWord = new RegExp([marker, 'gitleaks:allow', 'pragma:', 'secretlint-disable'].join('|'), 'gi');
const anyForeign = /gitleaks:allow|(?:allow|white)list[ -](?:nextline[ -])?secret|secretlint-disable/i;

/** What comments of one document ask for. */
export interface SuppressionComments {
  readonly comments: readonly SuppressionComment[];
  /** Comments that suppress nothing, and why: without a reason, with a wildcard, too far down. */
  readonly issues: readonly Issue[];
}

export const noSuppressions: SuppressionComments = { comments: [], issues: [] };

/** Read the suppression comments of a text. Source: product.md §1 */
export function readSuppressions(path: string, text: string, lineIndex: () => LineIndex): SuppressionComments {
  const hasOurs = text.includes(marker);
  if (!hasOurs && !(foreignWords.some((word) => text.includes(word)) && anyForeign.test(text))) return noSuppressions;
  const styles = commentStyles(path);
  const lines = lineIndex();
  const found: { comments: SuppressionComment[]; issues: Issue[] } = { comments: [], issues: [] };
  for (const index of linesWith(anyWord, text, lines)) {
    const line = lines.lineText(index);
    if (hasOurs && line.includes(marker)) readOurs(path, line, index, styles, lines, found);
    for (const { text: pattern, speaksFor, tool } of foreignMarkers) {
      if (!pattern.test(line)) continue;
      const target = speaksFor === 'file' ? 0 : speaksFor === 'line' ? index + 1 : index + 2;
      found.comments.push({
        by: 'foreign',
        ruleIds: [],
        reason: tool,
        line: target,
        ...endOfBlock(lines, index, speaksFor),
      });
      break;
    }
  }
  return found;
}

/** 0-based lines in which an expression is found, in order. */
function linesWith(expression: RegExp, text: string, lines: LineIndex): readonly number[] {
  const found = new Set<number>();
  for (const { index } of text.matchAll(expression)) found.add(lines.lineIndexAt(index));
  return [...found];
}

// `secretlint-disable` speaks from its line to `secretlint-enable`, else to the end.
function endOfBlock(
  lines: LineIndex,
  from: number,
  speaksFor: 'line' | 'next' | 'file',
): { lines?: readonly [number, number] } {
  if (speaksFor !== 'file') return {};
  for (let index = from + 1; index < lines.lineCount; index++) {
    if (/secretlint-enable\b/.test(lines.lineText(index))) return { lines: [from + 1, index + 1] };
  }
  return { lines: [from + 1, lines.lineCount] };
}

function readOurs(
  path: string,
  line: string,
  index: number,
  styles: readonly CommentStyle[],
  lines: LineIndex,
  found: { comments: SuppressionComment[]; issues: Issue[] },
): void {
  const at = line.indexOf(marker);
  const before = line.slice(0, at);
  if (!styles.some((style) => openers[style].test(before)) || endsInsideString(before, styles)) return;
  const parsed = /^handrail-ignore(-file)?(?:[ \t]+([^:\s][^:]*?))?[ \t]*(?::(.*))?$/.exec(line.slice(at));
  if (parsed === null) return;
  const [, forFile, names = '', rest = ''] = parsed;
  const reason = rest.replace(/\s*(?:\*\/\}?|-->|#\})\s*$/, '').trim();
  const ruleIds = names.split(',').map((name) => name.trim());
  const problem = problemOf(ruleIds, reason, forFile !== undefined && index >= linesForFileComments);
  if (problem !== undefined) {
    found.issues.push({
      code: 'policy/ineffective-suppression',
      severity: 'info',
      message: `This comment silences nothing: ${problem}. Write "${marker}${forFile ?? ''} rule/id: why it is fine here".`,
      file: path,
      line: index + 1,
      column: at + 1,
      endLine: index + 1,
      endColumn: line.length + 1,
    });
    return;
  }
  const standsAlone = /^[\s/*#;%'<!{-]*$/.test(before);
  const target = forFile !== undefined ? 0 : standsAlone ? nextCodeLine(lines, index) : index + 1;
  found.comments.push({ by: 'inline', ruleIds, reason, line: target });
}

function problemOf(ruleIds: readonly string[], reason: string, tooFarDown: boolean): string | undefined {
  if (ruleIds.some((name) => name.includes('*'))) return 'a wildcard is not allowed';
  const wrong = ruleIds.find((name) => !ruleId.test(name));
  if (wrong !== undefined) return wrong === '' ? 'it names no rule' : `"${wrong}" is no rule id`;
  if (reason === '') return 'it gives no reason';
  return tooFarDown
    ? `a comment for the whole file counts in its first ${String(linesForFileComments)} lines only`
    : undefined;
}

// Several such comments may stand one above the other; all speak for the first line of code below.
function nextCodeLine(lines: LineIndex, from: number): number {
  let index = from + 1;
  while (index < lines.lineCount && lines.lineText(index).includes(marker)) index++;
  return index + 1;
}

// Quotes are counted from the start of the line; an apostrophe within a word opens nothing.
function endsInsideString(before: string, styles: readonly CommentStyle[]): boolean {
  if (styles.includes('markup') && styles.length === 1) return false;
  let open = '';
  for (let index = 0; index < before.length; index++) {
    const character = before[index] ?? '';
    if (character === '\\') index++;
    else if (open !== '') {
      if (character === open) open = '';
    } else if (/["'`]/.test(character) && !(character === "'" && /\w/.test(before[index - 1] ?? ''))) open = character;
  }
  return open !== '' && !(styles.includes('quote') && open === "'");
}
