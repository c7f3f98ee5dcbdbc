// Tells from headers and values whether a table holds data of people, and how serious that is. Counts, and never quotes.

import { columnKind, type ColumnKind } from './column-headers.ts';
import { isExampleDomain } from './published-values.ts';
import type { Table } from './table-rows.ts';

/** A table of people. */
export interface PeopleTable {
  /** Id of the row of the catalogue. */
  readonly id: 'customer-list' | 'health-record' | 'pay-record' | 'special-category-record';
  readonly detail: string;
}

const fewestRows = 5;
const share = 0.6;
const names: Readonly<Record<ColumnKind, string>> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  name: 'names',
  birth: 'dates of birth',
  id: 'identity numbers',
  account: 'accounts',
  health: 'health data',
  pay: 'pay',
  special: 'specially protected data',
  address: 'addresses',
  place: 'places',
  about: 'personal details',
};

/** Undefined for a table that is not about people, or whose people are made up. */
export function judgeTable(table: Table): PeopleTable | undefined {
  if (table.count < fewestRows) return undefined;
  const kinds = new Set<ColumnKind>();
  table.headers.forEach((header, index) => {
    const kind = columnKind(header);
    if (
      kind !== undefined &&
      holds(
        kind,
        table.rows.map((row) => row[index] ?? ''),
      )
    )
      kinds.add(kind);
  });
  const telling = [...kinds].filter((kind) => kind !== 'place' && kind !== 'about');
  const isNamed = ['name', 'email', 'id', 'phone'].some((kind) => kinds.has(kind as ColumnKind));
  // A name and a place may be those of shops, ships and stars.
  if (!isNamed || telling.length < 2 || isInvented(table)) return undefined;
  const id = kinds.has('health')
    ? 'health-record'
    : kinds.has('special')
      ? 'special-category-record'
      : kinds.has('pay')
        ? 'pay-record'
        : 'customer-list';
  const held = [...kinds].map((kind) => names[kind]);
  return { id, detail: `${String(table.count)} rows with ${held.slice(0, -1).join(', ')} and ${held.at(-1) ?? ''}.` };
}

function holds(kind: ColumnKind, values: readonly string[]): boolean {
  const filled = values.filter((value) => value !== '' && !/^(?:null|n\/?a|none|-|\\n)$/i.test(value));
  if (filled.length < Math.min(fewestRows, values.length)) return false;
  const right = filled.filter((value) => looksLike(kind, value)).length;
  const different = new Set(filled).size;
  return (
    right / filled.length >= share &&
    (['pay', 'special', 'about', 'health', 'place'].includes(kind) || different / filled.length >= 0.4)
  );
}

function looksLike(kind: ColumnKind, value: string): boolean {
  switch (kind) {
    case 'email':
      return /^[^\s@]+@[^\s@]+\.\w+$/.test(value);
    case 'phone':
      return /^[+(]?[\d ().\-/x]{7,22}$/.test(value);
    case 'name':
      return /^\p{L}[\p{L} .,'’-]{0,60}\d{0,4}$/u.test(value) && !/^[a-z]+[A-Z_]/.test(value);
    case 'birth':
      return /\d{4}.?\d\d.?\d\d|\d\d?[./-]\d\d?[./-]\d{2,4}/.test(value);
    case 'id':
    case 'account':
      return /\d{4}/.test(value);
    case 'pay':
      return /^\D{0,4}\d[\d.,' ]{2,14}\D{0,4}$/.test(value);
    case 'address':
      return /\p{L}{2}/u.test(value) && value.length > 4 && !/^(?:0x|https?:)/.test(value);
    case 'health':
    case 'special':
    case 'about':
    case 'place':
      return value.length < 200;
  }
}

/** All addresses at domains for examples, or values that count upwards. */
function isInvented(table: Table): boolean {
  const domains = table.rows.flatMap((row) => row.flatMap((cell) => /@([\w.-]+\.\w+)$/.exec(cell)?.[1] ?? []));
  return domains.length > 0 && domains.every(isExampleDomain);
}
