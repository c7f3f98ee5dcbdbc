// Finds tables of people in data files, dumps and documents: one finding for each table, with the count of rows.

import type { Probe, Reading } from '../probe.ts';
import { columnKind } from './column-headers.ts';
import { makersFile, tableFound } from './internet-probes.ts';
import { judgeTable } from './judge-table.ts';
import { severityAt } from './judge-number.ts';
import { reportData } from './report-data.ts';
import { delimitedTable, jsonTable, markdownTable, sqlTable, type Table } from './table-rows.ts';

const json = /\.(?:json|jsonl|ndjson)$/i;
const markdown = /\.(?:md|markdown|mdx)$/i;
const statements = /\.(?:sql|dump|bak|txt|psql|ddl)$/i;
const invented =
  /(?:^|[/_.-])(?:seeds?|seeders?|samples?|fakes?|faker|dummy|mocks?|synthetic|generated|northwind|sakila|chinook)(?:$|[/_.-])/i;
const cards = 5;

/** Finds tables in SQL dumps, Markdown and address books while reading, and in CSV and JSON at the end. */
export const tableProbe: Probe = {
  keywords: ['insert into', 'copy ', '\n|-', '\n| -', '\n|:', '\n| :', 'begin:vcard'],
  sift: ({ units, path }, start) => {
    const unit = units[start] ?? 0;
    // A line break before a line of dashes, the B of a card, or a statement.
    return unit === 10 ? markdown.test(path) : (unit | 32) === 98 || statements.test(path);
  },
  look: (reading, start) => {
    const { text, path } = reading;
    const state = stateOf(reading);
    if (text.startsWith('\n', start)) {
      if (markdown.test(path)) add(reading, markdownTable(text, start + 1));
    } else if (/^begin:/i.test(text.slice(start, start + 6))) {
      if (state.cards++ === 0) state.firstCard = start;
    } else if (start >= state.until && statements.test(path)) {
      const table = sqlTable(text, start);
      if (table === undefined) return;
      state.until = table.end;
      // Dumps have one row a statement as often as all in one.
      const key = table.headers.join('\0');
      const known = state.statements.get(key);
      state.statements.set(
        key,
        known === undefined
          ? table
          : {
              ...known,
              rows: known.rows.length < 200 ? [...known.rows, ...table.rows] : known.rows,
              count: known.count + table.count,
            },
      );
    }
  },
  finish: (reading) => {
    const { path, pathClass } = reading;
    const state = stateOf(reading);
    if (pathClass.machineMade || pathClass.translation) return;
    for (const table of state.statements.values()) add(reading, table);
    if (state.cards >= cards)
      say(reading, 'customer-list', state.firstCard, state.firstCard + 11, `${String(state.cards)} cards of people.`);
    if (/\.[ct]sv$/i.test(path)) add(reading, delimitedTable(reading.text));
    else if (json.test(path) && opensWithPeople(reading.text)) add(reading, jsonTable(reading.text));
  },
};

interface State {
  until: number;
  cards: number;
  firstCard: number;
  readonly statements: Map<string, Table>;
}

function stateOf(reading: Reading): State {
  return reading.stateOf(tableProbe, () => ({
    until: 0,
    cards: 0,
    firstCard: 0,
    statements: new Map<string, Table>(),
  }));
}

/** Whether the first records have fields about people; all other JSON is not parsed. */
function opensWithPeople(text: string): boolean {
  const keys = new Set(Array.from(text.slice(0, 3000).matchAll(/"([^"\\\n]{2,40})"\s{0,5}:/g), (hit) => hit[1] ?? ''));
  return [...keys].filter((key) => columnKind(key) !== undefined).length >= 2;
}

function add(reading: Reading, table: Table | undefined): void {
  if (makersFile.test(reading.path)) return;
  const people = table === undefined ? undefined : judgeTable(table);
  if (table !== undefined && people !== undefined) say(reading, people.id, table.start, table.end, people.detail);
}

function say(reading: Reading, id: string, start: number, end: number, detail: string): void {
  reading.stateOf(tableFound, () => ({ value: true })).value = true;
  const severity = severityAt(id === 'customer-list' ? 'high' : 'critical', reading);
  reportData(reading, id, start, end, {
    confidence: 'high',
    detail,
    severity: invented.test(reading.path) ? 'low' : severity,
  });
}
