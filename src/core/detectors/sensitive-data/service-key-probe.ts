// Finds keys of services of which no format is known: the name of the service, a word for secrets, and behind it a value of one piece.
// Services are too many to know the format of each; most values are of letters and digits and have twenty characters or more.

import { isServiceName } from '../../catalog/service-names.ts';
import { judgeCandidate } from './judgement.ts';
import { isMalformed } from './known-formats.ts';
import { matchAt, type Probe, type Reading } from './probe.ts';
import { bitsOf, isSlip } from './rarity.ts';
import { unitsOfClass } from './unit-class.ts';

const shortestValue = 20;
const longestValue = 200;
/** The name stands at most so many characters in front of the word for secrets. */
const reachOfNames = 24;
/** The value starts at most so many characters behind it. */
const farthestValue = 17;

const inValue = unitsOfClass('\\w-');
// What stands between, and a value that ends where a literal, a line or an element does.
const valueBehind =
  /(?![a-z]{3})[\w "'`\])-]{0,12}?(?:[\s"'`:=>(,.-]|_(?=[\da-f]{8})){1,5}(?<!["'`]=)(?<value>[A-Za-z0-9][\w-]{19,199}(?![^\s"'`,;)\]}<&|\\]))/dy;
/** Made to be published. */
const isPublic = /^(?:3MVG9|pk[_.]|(?:SB-)?Mid-client-)/;

/** One probe for all services. */
export const serviceKeyProbe: Probe = {
  keywords: ['key', 'token', 'secret', 'access', 'private'],
  reach: reachOfNames + farthestValue + longestValue + 10,
  // A value that starts within reach covers the place behind it.
  sift: ({ units }, _, end) => isPieceAt(units, end + farthestValue, end),
  look: (reading, start, end) => {
    const progress = reading.stateOf(serviceKeyProbe, () => ({ doneUntil: 0 }));
    if (start < progress.doneUntil) return;
    const service = serviceBefore(reading.text, start);
    if (service === undefined) return;
    const value = matchAt(valueBehind, reading.text, end)?.indices?.groups?.['value'];
    if (value === undefined) return;
    progress.doneUntil = value[1];
    judge(reading, service, value[0], value[1]);
  },
};

function isPieceAt(units: Uint16Array, at: number, floor: number): boolean {
  const has = (place: number): boolean => inValue[units[place] ?? 0] === 1;
  if (!has(at)) return false;
  let from = at;
  while (from > floor && has(from - 1)) from--;
  let to = at + 1;
  while (to - from < shortestValue && has(to)) to++;
  return to - from >= shortestValue;
}

/** The name of a service among the words before a place, or of two words that are one. */
function serviceBefore(text: string, start: number): string | undefined {
  const lead = text.slice(Math.max(0, start - reachOfNames), start);
  let before = '';
  let found: string | undefined;
  for (const [word] of lead.slice(lead.lastIndexOf('\n') + 1).matchAll(/[A-Z]?[a-z\d]+|[A-Z\d]+/g)) {
    const small = word.toLowerCase();
    if (isServiceName(small)) found = small;
    else if (isServiceName(before + small)) found = before + small;
    before = small;
  }
  return found;
}

function judge(reading: Reading, service: string, start: number, end: number): void {
  const value = reading.text.slice(start, end);
  if (!/\d/.test(value) && !/[A-Z].*[a-z]|[a-z].*[A-Z]/.test(value)) return;
  if (isPublic.test(value) || isSlip(value) || isMalformed(service, value)) return;
  const judgement = judgeCandidate({ value, severity: 'medium', evidence: 'context', pathClass: reading.pathClass });
  if (judgement === undefined) return;
  reading.report({
    ruleId: 'sensitive-data/service-key',
    startOffset: start,
    endOffset: end,
    valueBits: bitsOf(value),
    previewable: false,
    ...judgement,
  });
}
