// Whether a command line runs what a pattern of `agents.commands` names. A line that runs several commands is looked at command by
// command, so that `npm test && rm -rf /` is not taken for `npm test`.

import { matchesName } from '../text/glob.ts';

/** Longer lines are looked at up to here, and as a whole. */
const maxLineLength = 20_000;

/** The single commands of a line, in order: what stands between `&&`, `||`, `;`, `|`, `&`, parentheses and line ends, and what is run inside
 *  `$(…)` or backquotes. Words lose surplus spaces. Not a shell: what it cannot tell apart it leaves together.
 *  Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function commandsOf(line: string): readonly string[] {
  const commands: string[] = [];
  const inner: string[] = [];
  const text = line.slice(0, maxLineLength);
  let quote = '';
  let command = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\' && quote !== "'") {
      command += text.slice(index, index + 2);
      index += 1;
    } else if (quote !== "'" && (character === '`' || text.startsWith('$(', index))) {
      const start = index + (character === '`' ? 1 : 2);
      const end = character === '`' ? endOfBackquote(text, start) : endOfParenthesis(text, start);
      inner.push(...commandsOf(text.slice(start, end)));
      command += text.slice(index, end + 1);
      index = end;
    } else if (character === quote) {
      quote = '';
      command += character;
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      command += character;
    } else if (quote === '' && /[;&|()\n\r]/.test(character) && !isRedirection(text, index)) {
      commands.push(command);
      command = '';
    } else command += character;
  }
  return [...commands, command, ...inner].map(inOneLine).filter((each) => each !== '');
}

/** Whether a pattern names a command. `*` stands for any characters; `npm test *` also names `npm test` alone. */
export function commandMatches(command: string, pattern: string): boolean {
  const wanted = inOneLine(pattern);
  return matchesName(command, wanted) || (wanted.endsWith(' *') && matchesName(command, wanted.slice(0, -2)));
}

/** `2>&1` and `&>file` join streams; they run nothing. */
function isRedirection(text: string, index: number): boolean {
  return text.charAt(index) === '&' && (text.charAt(index - 1) === '>' || text.charAt(index + 1) === '>');
}

function endOfBackquote(text: string, start: number): number {
  const end = text.indexOf('`', start);
  return end < 0 ? text.length : end;
}

function endOfParenthesis(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text.charAt(index) === '(') depth += 1;
    if (text.charAt(index) === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

function inOneLine(words: string): string {
  return words
    .trim()
    .replace(/^\{\s+/, '')
    .replaceAll(/\s+/g, ' ');
}
