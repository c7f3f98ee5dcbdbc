// Made-up values for rows of credentials, put together from their formats at run time, so that none stands in the repository.

import { characterSets, parseFormat, type FormatPart } from '../../src/core/catalog/credential-format.ts';
import type { CredentialRow } from '../../src/core/catalog/credential-row.ts';

/** A source of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A value of a format. Parts of variable length get their shortest, at least 12 characters where that is allowed. */
export function sampleOf(format: string, next: () => number): string {
  return parseFormat(format)
    .map((part) => partOf(part, next))
    .join('');
}

/** A line in which the row is to be found: the value assigned to a name with the row's first word in it. */
export function lineOf(row: CredentialRow, value: string): string {
  const word = row.words?.[0] ?? 'some';
  return `${word.toUpperCase()}_TOKEN = "${value}"\n`;
}

function partOf(part: FormatPart, next: () => number): string {
  switch (part.kind) {
    case 'literal':
      return part.choices[0] ?? '';
    case 'uuid':
      return [8, 4, 4, 4, 12].map((length) => drawn('0-9a-f', length, next)).join('-');
    case 'set':
      return drawn(
        part.body === characterSets['hex-any'] ? '0-9a-f' : part.body === characterSets['text'] ? 'a-z' : part.body,
        Math.min(part.most, Math.max(part.least, 12)),
        next,
      );
  }
}

function drawn(body: string, length: number, next: () => number): string {
  const members = membersOf(body);
  let value = '';
  while (value.length < length) {
    const member = members[Math.floor(next() * members.length)] ?? '';
    // Separators at the ends would be borders; equal neighbours could look like a placeholder.
    if (/\w/.test(member) && member !== '_' && member !== value.at(-1)) value += member;
    else if (members.length < 3) value += member;
  }
  return value;
}

function membersOf(body: string): readonly string[] {
  const expression = new RegExp(`[${body}]`);
  return Array.from({ length: 95 }, (_, index) => String.fromCharCode(index + 32)).filter((member) =>
    expression.test(member),
  );
}
