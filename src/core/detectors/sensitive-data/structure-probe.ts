// Makes probes of the rows of credentials that are told by their place.

import type { StructureRow } from '../../catalog/structure-row.ts';
import { matchAt, type Page, type Probe, type Reading } from './probe.ts';
import { bitsOf } from './rarity.ts';
import { checkStructure } from './structure-checks.ts';

/** A probe for each place of the row. */
export function structureProbes(row: StructureRow): readonly Probe[] {
  return row.places.map(({ keywords, expression, sign }) => {
    let compiled: RegExp | undefined;
    const probe: Probe = {
      ...(keywords.length === 0 ? { triggers: ['dot'] as const } : { keywords }),
      ...(sign !== undefined && { sift: ({ units }: Page, _, end: number) => holds(sign.charCodeAt(0), units, end) }),
      look: (reading, start) => {
        const progress = reading.stateOf(probe, () => ({ doneUntil: 0 }));
        if (start < progress.doneUntil) return;
        compiled ??= new RegExp(expression, row.anyCase === true ? 'dyi' : 'dy');
        const from = keywords.length === 0 ? tokenStart(reading.text, start) : start;
        const hit = matchAt(compiled, reading.text, from);
        const place = hit?.indices?.groups?.['value'];
        if (hit === null || place === undefined) return;
        progress.doneUntil = from + hit[0].length;
        report(row, reading, place[0], place[1], hit.groups?.['host'], hit[0]);
      },
    };
    return probe;
  });
}

const longestStretch = 240;

/** Whether a sign stands in the stretch that begins at a place and has neither blanks nor quotes. */
function holds(sign: number, units: Uint16Array, from: number): boolean {
  for (let at = from; at < from + longestStretch; at++) {
    const unit = units[at] ?? 0;
    if (unit === sign) return true;
    // Blank, quotes, angle brackets; what is less than a blank is one.
    if (unit <= 32 || unit === 34 || unit === 39 || unit === 60 || unit === 62 || unit === 96) return false;
  }
  return false;
}

function report(
  row: StructureRow,
  reading: Reading,
  start: number,
  end: number,
  host: string | undefined,
  whole: string,
): void {
  const value = reading.text.slice(start, end);
  const checked = checkStructure(row, { value, host, whole, pathClass: reading.pathClass });
  if (checked === undefined) return;
  const { ruleId = row.id, ...judgement } = checked;
  reading.report({
    ruleId: `sensitive-data/${ruleId}`,
    startOffset: start,
    endOffset: end,
    valueBits: bitsOf(value.slice(0, 4000)),
    previewable: row.check === 'jwt' || row.check === 'drawn',
    ...judgement,
  });
}

// The dot trigger stands behind the first part of a token.
function tokenStart(text: string, dot: number): number {
  const farthest = Math.max(0, dot - 40);
  let start = dot;
  while (start > farthest && /[\w-]/.test(text[start - 1] ?? '')) start--;
  return start;
}
