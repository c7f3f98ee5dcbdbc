// Makes probes of the rows of credentials that are told by their place.

import type { StructurePlace, StructureRow } from '../../catalog/structure-row.ts';
import { matchAt, type Probe, type Reading } from './probe.ts';
import { bitsOf } from './rarity.ts';
import { checkStructure } from './structure-checks.ts';
import { isCalledExample } from './surroundings.ts';
import { isRunNear, unitsOfClass } from './unit-class.ts';

/** A probe for each place of the row. */
export function structureProbes(row: StructureRow): readonly Probe[] {
  return row.places.map((place) => {
    const { keywords, expression } = place;
    const sift = siftOf(place, row.anyCase === true);
    let compiled: RegExp | undefined;
    const probe: Probe = {
      ...(keywords.length === 0 ? { triggers: ['dot'] as const } : { keywords }),
      ...(sift !== undefined && { sift }),
      look: (reading, start) => {
        const progress = reading.stateOf(probe, () => ({ doneUntil: 0 }));
        if (start < progress.doneUntil) return;
        compiled ??= new RegExp(expression, row.anyCase === true ? 'dyi' : 'dy');
        const from = keywords.length === 0 ? tokenStart(reading.text, start) : start;
        const hit = matchAt(compiled, reading.text, from);
        const value = hit?.indices?.groups?.['value'];
        if (hit === null || value === undefined) return;
        progress.doneUntil = from + hit[0].length;
        report(row, reading, value[0], value[1], hit.groups?.['host'], hit[0]);
      },
    };
    return probe;
  });
}

const longestStretch = 240;
const reachOfRuns = 100;

/** What tells most places at first sight; undefined when the row gives nothing to go by. */
function siftOf({ sign, run }: StructurePlace, anyCase: boolean): Probe['sift'] {
  if (sign !== undefined) return ({ units }, _, end) => holds(sign.charCodeAt(0), units, end);
  if (run === undefined) return undefined;
  const characters = unitsOfClass(run.characters, anyCase);
  return ({ units }, _, end) => isRunNear(units, end, { reach: reachOfRuns, shortest: run.length, characters });
}

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

const longestLead = 80;

// `const TEST_FAKE_KEY: &str = "`: the name before a value, on its line.
function saysInvented(before: string): boolean {
  return /(?:^|[^a-z])(?:fake|dummy|mock|bogus|example)[a-z]*[\w "':&$]{0,40}=?>?\s{0,3}[bru]?[("'`]{0,4}$/i.test(
    before.slice(before.lastIndexOf('\n') + 1),
  );
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
  const checked = checkStructure(row, {
    value,
    host,
    whole,
    pathClass: reading.pathClass,
    isExample: isCalledExample(reading.text, start),
    isInvented: saysInvented(reading.text.slice(Math.max(0, start - longestLead), start)),
  });
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
