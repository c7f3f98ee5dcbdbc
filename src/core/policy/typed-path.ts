// Where in a YAML text somebody is typing, while the text does not parse yet: read off the indentation above the cursor.
// Used by completion alone; whatever parses is read with core/text/yaml-document.ts.

/** The place of the cursor. List positions in `path` are `*`. */
export interface TypedPlace {
  /** The object or list that is typed into. */
  readonly path: readonly string[];
  /** Whether a key or a value is typed. For a value, the last step of `path` is its own key or list position. */
  readonly typing: 'key' | 'value';
  /** What is there of the word, before the cursor. */
  readonly word: string;
}

interface Entry {
  readonly column: number;
  /** Undefined for the dash of a list entry. */
  readonly key: string | undefined;
}

/** Find the place of an offset. @returns undefined within a comment */
export function typedPlaceAt(text: string, offset: number): TypedPlace | undefined {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const line = lines.pop() ?? '';
  if (/(?:^|\s)#/.test(line)) return undefined;
  const { entries, rest, column } = entriesOf(line);
  const above = parentsOf(lines, entries[0]?.column ?? column, entries[0]?.key === undefined && entries.length > 0);
  const path = [...above, ...entries.map(({ key }) => key ?? '*')];
  return inFlow(path, rest) ?? plainPlace(path, rest, entries);
}

function plainPlace(path: readonly string[], rest: string, entries: readonly Entry[]): TypedPlace {
  const isValue = entries.at(-1)?.key !== undefined;
  const word = rest.replace(/^["']/, '');
  return { path, typing: isValue ? 'value' : 'key', word };
}

/** Within `{…}` or `[…]` on the line. */
function inFlow(path: readonly string[], rest: string): TypedPlace | undefined {
  const steps = [...path];
  const open: string[] = [];
  let word = '';
  let key: string | undefined;
  for (const character of rest) {
    if (character === '{' || character === '[') {
      if (key !== undefined) steps.push(key);
      open.push(character);
      if (character === '[') steps.push('*');
      [word, key] = ['', undefined];
    } else if (character === '}' || character === ']') {
      if (open.pop() === '[') steps.pop();
      else if (open.length > 0) steps.pop();
      [word, key] = ['', undefined];
    } else if (character === ',') [word, key] = ['', undefined];
    else if (character === ':' && open.at(-1) === '{' && key === undefined) [word, key] = ['', word.trim()];
    else word += character;
  }
  if (open.length === 0) return undefined;
  const typed = word.trimStart().replace(/^["']/, '');
  if (open.at(-1) === '[') return { path: steps, typing: 'value', word: typed };
  return key === undefined
    ? { path: steps, typing: 'key', word: typed }
    : { path: [...steps, key], typing: 'value', word: typed };
}

/** Dashes and the key of a line, with what follows them. */
function entriesOf(line: string): {
  readonly entries: readonly Entry[];
  readonly rest: string;
  readonly column: number;
} {
  const entries: Entry[] = [];
  let column = line.length - line.trimStart().length;
  for (let dash = /^-(?: +|$)/.exec(line.slice(column)); dash; dash = /^-(?: +|$)/.exec(line.slice(column))) {
    entries.push({ column, key: undefined });
    column += dash[0].length;
  }
  const key = /^(["']?)([^\s"'{}[\]#,&*!|>%@`:][^"'{}[\]#,:]*?)\1\s*:(?:\s+|$)/.exec(line.slice(column));
  if (key === null) return { entries, rest: line.slice(column), column };
  entries.push({ column, key: key[2] ?? '' });
  return { entries, rest: line.slice(column + key[0].length), column };
}

/** Keys and list positions around something at a column, outermost first. A list may stand in the column of its own key. */
function parentsOf(lines: readonly string[], startColumn: number, startsWithDash: boolean): readonly string[] {
  const path: string[] = [];
  let column = startColumn;
  let isDash = startsWithDash;
  for (let index = lines.length - 1; index >= 0 && (column > 0 || isDash); index--) {
    const line = lines[index] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    for (const entry of [...entriesOf(line).entries].reverse()) {
      const isAround = entry.column < column || (isDash && entry.column === column && entry.key !== undefined);
      if (!isAround) continue;
      path.unshift(entry.key ?? '*');
      column = entry.column;
      isDash = entry.key === undefined;
    }
  }
  return path;
}
