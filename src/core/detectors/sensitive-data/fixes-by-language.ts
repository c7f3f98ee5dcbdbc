// How each language reads a setting from the environment, as edits in place of a string that holds a secret. Where the result would not
// run (constants, annotations, parts of a string) there is no edit, and a placeholder is what remains.

import type { TextEdit } from '../../model/edit.ts';
import { expression } from '../../text/expression.ts';

/** A string in a text: its value and the quotes around it. Offsets as everywhere; `open` and `close` include prefix and quotes. */
interface Literal {
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly close: number;
  readonly prefix: string;
  readonly quote: string;
}

/** What is replaced, and what is added elsewhere so that it runs. */
interface Place {
  readonly text: string;
  readonly path: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The string whose whole value it is. */
  readonly literal: Literal | undefined;
  /** The line up to the value. */
  readonly before: string;
}

type Reader = (place: Place) => readonly TextEdit[] | undefined;

/** Edits that read the value at [start, end) from the environment variable `name` instead; undefined where that would not run. */
export function readFromEnvironment(
  path: string,
  text: string,
  start: number,
  end: number,
  name: string,
): readonly TextEdit[] | undefined {
  const reader = readers.find(([paths]) => paths.test(path))?.[1];
  if (reader === undefined) return undefined;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return reader({ text, path, name, start, end, before, literal: literalAround(text, start, end) });
}

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\.(?:[cm]?[jt]s|vue|svelte)$/, javascript],
  [/\.[jt]sx$/, javascript],
  [/\.py$/, python],
  [/\.go$/, go],
  [/\.(?:java|kts?)$/, java],
  [/\.cs$/, csharp],
  [/\.rb$|(?:^|\/)(?:Gemfile|Rakefile)$/, ruby],
  [/\.php$/, php],
  [/\.(?:sh|bash|zsh)$/, shell],
  [/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, yaml((name) => `\${${name}:?}`)],
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, yaml((name) => `\${{ secrets.${name} }}`)],
  [/(?:^|\/)\.gitlab-ci\.ya?ml$/, yaml((name) => `$${name}`)],
  [/\.ya?ml$/, yaml((name) => `\${${name}}`)],
];

function javascript({ text, path, name, start, end, literal, before }: Place): readonly TextEdit[] | undefined {
  const read = `process.env.${name}`;
  if (literal !== undefined) {
    const isAttribute = /\.(?:[jt]sx|vue|svelte)$/.test(path) && /<[A-Za-z][^<>]*\s[\w:-]+=["']$/.test(before);
    if (isAttribute && !/x$/.test(path)) return undefined;
    return [replace(literal, isAttribute ? `{${read}}` : read)];
  }
  return isInTemplate(text, start) ? [{ startOffset: start, endOffset: end, newText: `\${${read}}` }] : undefined;
}

const headOfPythonModule = expression()`
  ^(?:#[^\n]*\n|[ \t]*\n)*(?:[rR]?"""[\s\S]{0,4000}?"""[ \t]*\n|[rR]?'''[\s\S]{0,4000}?'''[ \t]*\n)?
  (?:[ \t]*\n|#[^\n]*\n|from __future__ import [^\n]*\n)*
`;

function python({ text, name, literal }: Place): readonly TextEdit[] | undefined {
  if (literal === undefined) return undefined;
  const read = `os.environ["${name}"]${/b/i.test(literal.prefix) ? '.encode()' : ''}`;
  const edit = replace(literal, read);
  if (/^import (?:[\w., ]+, *)?os\b(?! as)/m.test(text)) return [edit];
  // Behind what has to come first: the interpreter, comments, the module's own text, __future__.
  const head = headOfPythonModule.exec(text);
  const at = head?.[0].length ?? 0;
  return at > literal.open ? undefined : [{ startOffset: at, endOffset: at, newText: 'import os\n' }, edit];
}

function go({ text, name, literal, before }: Place): readonly TextEdit[] | undefined {
  if (literal === undefined || isInGoConstants(text, literal.open)) return undefined;
  const edits = [replace(literal, `os.Getenv("${name}")`)];
  const constant = /^(\s*)const\s/.exec(before);
  if (constant !== null) {
    const at = literal.open - (before.length - literal.quote.length) + (constant[1] ?? '').length;
    edits.unshift({ startOffset: at, endOffset: at + 'const'.length, newText: 'var' });
  }
  if (/^\s*(?:import\s+)?"os"\s*$/m.test(text)) return edits;
  const block = /^import\s*\(\s*\n/m.exec(text);
  if (block !== null) return [insert(block.index + block[0].length, '\t"os"\n'), ...edits];
  const clause = /^package\s+\w+[^\n]*\n/m.exec(text);
  return clause === null ? undefined : [insert(clause.index + clause[0].length, '\nimport "os"\n'), ...edits];
}

function java({ name, literal, before }: Place): readonly TextEdit[] | undefined {
  // Annotations and labels take constants only.
  if (literal === undefined || /@\w+\s*\([^)]*$|\bcase\s*["']$|\bconst\s/.test(before)) return undefined;
  return [replace(literal, `System.getenv("${name}")`)];
}

function csharp({ name, literal, before }: Place): readonly TextEdit[] | undefined {
  if (literal === undefined || /^\s*\[|\bcase\s*[@$]?"$/.test(before)) return undefined;
  const edits = [replace(literal, `System.Environment.GetEnvironmentVariable("${name}")`)];
  if (!/\bconst\b/.test(before)) return edits;
  // A constant of a class can become a field; one of a method looks the same without a modifier.
  const field = /^\s*(?:public|private|protected|internal)\b[\w\s]*?\bconst\b/.exec(before);
  if (field === null) return undefined;
  const at = literal.open - (before.length - literal.prefix.length - literal.quote.length) + field[0].length;
  return [{ startOffset: at - 'const'.length, endOffset: at, newText: 'static readonly' }, ...edits];
}

function ruby({ name, literal }: Place): readonly TextEdit[] | undefined {
  return literal && [replace(literal, `ENV.fetch("${name}")`)];
}

function php({ name, literal, before }: Place): readonly TextEdit[] | undefined {
  // Constants and defaults of properties take no call.
  if (literal === undefined || /\b(?:const|public|private|protected|static|var|case)\b[^;]*$/.test(before))
    return undefined;
  return [replace(literal, `getenv('${name}')`)];
}

function shell({ text, name, start, end, literal }: Place): readonly TextEdit[] | undefined {
  const read = `\${${name}:?}`;
  if (literal !== undefined) return [replace(literal, `"${read}"`)];
  const around = text[start - 1] ?? '';
  if (/[\s=]/.test(around) && /^(?:[\s;&|)]|$)/.test(text.slice(end, end + 1))) {
    return [{ startOffset: start, endOffset: end, newText: `"${read}"` }];
  }
  return undefined;
}

function yaml(reference: (name: string) => string): Reader {
  return ({ text, name, start, end, literal, before }) => {
    const read = reference(name);
    if (literal !== undefined) return [replace(literal, `"${read}"`)];
    const isWhole = /(?:[:-]\s+|[[,{]\s*)$/.test(before) && /^\s*(?:[,\]}]|#|\r?\n|$)/.test(text.slice(end, end + 40));
    if (isWhole) return [{ startOffset: start, endOffset: end, newText: `"${read}"` }];
    // Part of a value, as in an address or in NAME=VALUE.
    const isPlain = !/["'|>]/.test(before.replace(/^[^:]*:/, ''));
    return isPlain ? [{ startOffset: start, endOffset: end, newText: read }] : undefined;
  };
}

function literalAround(text: string, start: number, end: number): Literal | undefined {
  const quote = text[start - 1] ?? '';
  if (!/["'`]/.test(quote) || text[end] !== quote) return undefined;
  const isTriple = text.slice(start - 3, start) === quote.repeat(3) && text.slice(end, end + 3) === quote.repeat(3);
  const width = isTriple ? 3 : 1;
  const prefix =
    /(?<![\w$])(?:[rRbBuUfF]{1,2}|[@$]{1,2})$/.exec(text.slice(Math.max(0, start - width - 3), start - width))?.[0] ??
    '';
  const open = start - width - prefix.length;
  return { open, start, end, close: end + width, prefix, quote: quote.repeat(width) };
}

function isInTemplate(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (line.replace(/\\`/g, '').match(/`/g) ?? []).length % 2 === 1;
}

function isInGoConstants(text: string, offset: number): boolean {
  const block = text.lastIndexOf('const (', offset);
  return block >= 0 && !/^\)/m.test(text.slice(block, offset));
}

function replace({ open, close }: Literal, newText: string): TextEdit {
  return { startOffset: open, endOffset: close, newText };
}

function insert(offset: number, newText: string): TextEdit {
  return { startOffset: offset, endOffset: offset, newText };
}
