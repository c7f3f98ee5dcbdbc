// Reads tables out of delimited text, JSON, SQL and Markdown, as far as it takes to tell what their columns hold.

import { isRecord, recordOf } from '../../../text/parsed-value.ts';
import { expression } from '../../../text/expression.ts';

/** A table as it stands in a document. Rows beyond the sample are counted, not kept. */
export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly count: number;
  /** Where the header stands, or what stands for it; end exclusive. */
  readonly start: number;
  readonly end: number;
}

const sample = 200;
const longestHeader = 4000;
const longestJson = 4_000_000;

/** A file of separated values; undefined when the first line is no header. */
export function delimitedTable(text: string): Table | undefined {
  const headEnd = text.indexOf('\n');
  if (headEnd < 0 || headEnd > longestHeader) return undefined;
  const head = text.slice(0, headEnd).replace(/\r$/, '');
  const delimiter = [',', ';', '\t', '|'].reduce(
    (best, each) => (count(head, each) > count(head, best) ? each : best),
    ',',
  );
  const headers = cells(head, delimiter);
  if (headers.length < 2 && !/^[\p{L}"][\p{L} _."-]{1,40}$/u.test(head)) return undefined;
  const rows: (readonly string[])[] = [];
  let total = 0;
  let at = headEnd + 1;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (end - at > 1) {
      if (total < sample && end - at < longestHeader) rows.push(cells(text.slice(at, end), delimiter));
      total++;
    }
    at = end + 1;
  }
  return { headers, rows, count: total, start: 0, end: head.length };
}

/** An array of objects, or one object a line. */
export function jsonTable(text: string): Table | undefined {
  if (text.length > longestJson) return undefined;
  const records = recordsOf(text);
  const first = records?.[0];
  if (records === undefined || first === undefined) return undefined;
  const headers = Object.keys(first);
  const key = headers[0] ?? '';
  const start = Math.max(0, text.indexOf(`"${key}"`));
  return {
    headers,
    rows: records.slice(0, sample).map((record) => headers.map((header) => plainText(record[header]))),
    count: records.length,
    start,
    end: start + key.length + 2,
  };
}

function recordsOf(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const list = Array.isArray(parsed) ? parsed : Object.values(recordOf(parsed)).find(Array.isArray);
    return Array.isArray(list) ? (list as readonly unknown[]).filter(isRecord) : undefined;
  } catch {
    // Not one value: perhaps one a line.
  }
  const records: Readonly<Record<string, unknown>>[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      const record: unknown = JSON.parse(line);
      if (!isRecord(record)) return undefined;
      records.push(record);
    } catch {
      return undefined;
    }
  }
  return records;
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

const insert = expression('iy')`
  insert\s+into\s+[\w."\`[\]]{1,120}\s*\(([^()]{1,2000})\)\s*values\s*(?=\()|
  copy\s+[\w."]{1,120}\s*\(([^()]{1,2000})\)\s+from\s+stdin[^\n]{0,80};\r?\n
`;

/** The rows of one INSERT or COPY statement. @param start  where it begins */
export function sqlTable(text: string, start: number): Table | undefined {
  insert.lastIndex = start;
  const hit = insert.exec(text);
  const list = hit?.[1] ?? hit?.[2];
  if (hit === null || list === undefined) return undefined;
  const headers = list.split(',').map((each) => each.trim().replace(/^["'`[]|["'`\]]$/g, ''));
  const from = start + hit[0].length;
  const [rows, total] = hit[1] === undefined ? copiedRows(text, from) : insertedRows(text, from);
  return { headers, rows, count: total, start, end: start + hit[0].length };
}

function copiedRows(text: string, from: number): readonly [readonly (readonly string[])[], number] {
  const rows: (readonly string[])[] = [];
  let total = 0;
  for (let at = from; at < text.length && !text.startsWith('\\.', at);) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (total++ < sample) rows.push(text.slice(at, Math.min(end, at + longestHeader)).split('\t'));
    at = end + 1;
  }
  return [rows, total];
}

function insertedRows(text: string, from: number): readonly [readonly (readonly string[])[], number] {
  const rows: (readonly string[])[] = [];
  let total = 0;
  let quoted = false;
  let cell = '';
  let row: string[] = [];
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (quoted) {
      if (unit === '\\') at++;
      else if (unit === "'") quoted = false;
      else if (cell.length < 200) cell += unit;
    } else if (unit === "'") quoted = true;
    else if (unit === '(' && depth++ === 0) {
      cell = '';
      row = [];
    } else if (unit === ')' && --depth <= 0) {
      row.push(cell.trim());
      depth = 0;
      if (total++ < sample) rows.push(row);
    } else if (unit === ',' && depth === 1) {
      row.push(cell.trim());
      cell = '';
    } else if (unit === ';' || (depth === 0 && /[a-z]/i.test(unit))) break;
    else if (depth > 0 && cell.length < 200) cell += unit;
  }
  return [rows, total];
}

/** The table whose line of dashes begins at `rule`. */
export function markdownTable(text: string, rule: number): Table | undefined {
  const headEnd = rule - 1;
  const start = text.lastIndexOf('\n', headEnd - 1) + 1;
  const head = text.slice(start, headEnd).replace(/\r$/, '');
  if (!head.includes('|') || head.length > longestHeader) return undefined;
  const rows: (readonly string[])[] = [];
  let at = text.indexOf('\n', rule) + 1;
  let total = 0;
  while (at > 0 && text.startsWith('|', at)) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (total++ < sample) rows.push(markdownCells(text.slice(at, end)));
    at = end + 1;
  }
  return { headers: markdownCells(head), rows, count: total, start, end: start + head.length };
}

function markdownCells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function cells(line: string, delimiter: string): readonly string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (const unit of line) {
    if (unit === '"') quoted = !quoted;
    else if (unit === delimiter && !quoted) {
      found.push(cell.trim());
      cell = '';
    } else cell += unit;
  }
  found.push(cell.trim());
  return found;
}

function count(text: string, unit: string): number {
  return text.split(unit).length - 1;
}
