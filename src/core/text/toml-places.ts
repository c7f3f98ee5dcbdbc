// Where keys and texts stand in a TOML file. The manifests and mcp-servers detectors use it for places; smol-toml judges the syntax.
// Source: https://toml.io/en/v1.0.0

export interface TomlText {
  readonly value: string;
  /** Of the text without its quotes. */
  readonly start: number;
  readonly end: number;
}

export interface TomlEntry {
  /** Names of the table that the entry stands in; [] at the top. */
  readonly table: readonly string[];
  /** Where the names of that table start; -1 at the top. Tells tables of one name apart. */
  readonly tableStart: number;
  readonly key: readonly string[];
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Texts of the value, those of an array in order. Texts of an inline table inside an array are left out. */
  readonly texts: readonly TomlText[];
  /** The value as written. */
  readonly raw: string;
}

export interface TomlTable {
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** All tables and entries, in order. Never throws: what is no TOML is passed over. Linear in the text. */
export function readToml(text: string): {
  readonly tables: readonly TomlTable[];
  readonly entries: readonly TomlEntry[];
} {
  const tables: TomlTable[] = [];
  const entries: TomlEntry[] = [];
  let table: readonly string[] = [];
  let tableStart = -1;
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (/\s/.test(character)) {
      position++;
      continue;
    }
    const lineEnd = endOfLine(text, position);
    if (character === '#') {
      position = lineEnd;
    } else if (character === '[') {
      const start = position + (text[position + 1] === '[' ? 2 : 1);
      const key = readKey(text, start);
      table = key.names;
      tableStart = key.start;
      tables.push({ names: key.names, start: key.start, end: key.end });
      position = lineEnd;
    } else {
      const key = readKey(text, position);
      const equals = skipBlanks(text, key.end);
      if (text[equals] !== '=' || key.names.length === 0) {
        position = Math.max(lineEnd, position + 1);
        continue;
      }
      const value = readValue(text, equals + 1);
      entries.push({
        table,
        tableStart,
        key: key.names,
        keyStart: key.start,
        keyEnd: key.end,
        texts: value.texts,
        raw: text.slice(equals + 1, value.end).trim(),
      });
      position = value.end;
    }
  }
  return { tables, entries };
}

/** A dotted key; start and end without blanks and quotes around a single name. */
function readKey(
  text: string,
  from: number,
): { readonly names: readonly string[]; readonly start: number; readonly end: number } {
  const names: string[] = [];
  const start = skipBlanks(text, from);
  let position = start;
  for (;;) {
    position = skipBlanks(text, position);
    const quote = text[position];
    if (quote === '"' || quote === "'") {
      const close = endOfQuoted(text, position + 1, quote);
      names.push(text.slice(position + 1, close));
      position = Math.min(close + 1, text.length);
    } else {
      const first = position;
      while (position < text.length && /[\w-]/.test(text[position] ?? '')) position++;
      if (position === first) break;
      names.push(text.slice(first, position));
    }
    const dot = skipBlanks(text, position);
    if (text[dot] !== '.') break;
    position = dot + 1;
  }
  return { names, start, end: position };
}

function readValue(text: string, from: number): { readonly texts: readonly TomlText[]; readonly end: number } {
  const texts: TomlText[] = [];
  let brackets = 0;
  let braces = 0;
  let position = from;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '\n' && brackets === 0) break;
    if (character === '#') {
      position = endOfLine(text, position);
    } else if (character === '"' || character === "'") {
      const triple = character.repeat(3);
      const isBlock = text.startsWith(triple, position);
      const start = position + (isBlock ? 3 : 1);
      const close = isBlock ? text.indexOf(triple, start) : endOfQuoted(text, start, character);
      const end = close < 0 ? text.length : close;
      if (braces === 0) texts.push({ value: text.slice(start, end), start, end });
      position = end + (isBlock ? 3 : 1);
    } else {
      if (character === '[') brackets++;
      else if (character === ']') brackets--;
      else if (character === '{') braces++;
      else if (character === '}') braces--;
      position++;
    }
  }
  return { texts, end: Math.min(position, text.length) };
}

function endOfQuoted(text: string, from: number, quote: string): number {
  for (let position = from; position < text.length; position++) {
    const character = text[position];
    if (character === '\\' && quote === '"') position++;
    else if (character === quote || character === '\n') return position;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text[position] === ' ' || text[position] === '\t') position++;
  return position;
}
