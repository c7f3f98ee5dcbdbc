// Makes a probe of each row of the catalogue of credentials.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import { shannonEntropy } from '../../text/entropy.ts';
import { judgeCredential } from './judgement.ts';
import { matchAt, type Probe, type Reading } from './probe.ts';

/** A probe that tries the row's expression where one of its keywords stands, and reports the value alone. */
export function credentialProbe(row: CredentialRow): Probe {
  let expression: RegExp | undefined;
  const look = (reading: Reading, start: number): void => {
    const { text } = reading;
    const progress = reading.stateOf(probe, () => ({ doneUntil: 0 }));
    if (start < progress.doneUntil) return;
    expression ??= new RegExp(
      row.pattern,
      row.validator === 'assigned' || row.id === 'aws-secret-access-key' ? 'yi' : 'y',
    );
    const hit = matchAt(expression, text, start);
    if (hit === null) return;
    const value = hit[1] ?? hit[0];
    const valueStart =
      start +
      (hit[1] === undefined
        ? 0
        : row.validator === 'database'
          ? hit[0].indexOf(':' + value + '@') + 1
          : hit[0].lastIndexOf(value));
    const valueEnd = valueStart + value.length;
    if (hit[1] === undefined && !isBordered(text, valueStart, valueEnd)) return;
    progress.doneUntil = start + hit[0].length;
    const judgement = judgeCredential(row, value, reading.pathClass, hit[2]);
    if (judgement === undefined) return;
    reading.report({
      ruleId: `sensitive-data/${row.id}`,
      startOffset: valueStart,
      endOffset: valueEnd,
      valueBits: Math.floor(shannonEntropy(value) * value.length),
      previewable: row.validator !== 'pem' && row.validator !== 'database' && row.validator !== 'assigned',
      ...judgement,
    });
  };
  const probe: Probe = { keywords: row.keywords, look };
  return probe;
}

// `\n` and `%3D` before a value are borders although they end in a letter.
function isBordered(text: string, start: number, end: number): boolean {
  const before =
    /[A-Za-z0-9_]/.test(text[start - 1] ?? '') &&
    !/\\[nrt]$|%[0-9A-F]{2}$/.test(text.slice(Math.max(0, start - 3), start));
  return !before && !/[A-Za-z0-9_]/.test(text[end] ?? '');
}
