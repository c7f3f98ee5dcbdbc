// Reports a place as personal or confidential data: nothing of the value is shown, and nothing of it goes into a fingerprint.

import type { DetectedMatch } from '../../detector.ts';
import type { Reading } from '../probe.ts';

const claims = {};

/** What was reported before keeps its characters: the first probe to speak of a value is the one that knows most of it.
 *  @param id  of the row. @param endOffset  exclusive */
export function reportData(
  reading: Reading,
  id: string,
  startOffset: number,
  endOffset: number,
  judgement: Pick<DetectedMatch, 'confidence' | 'severity' | 'detail'>,
): void {
  const claimed = reading.stateOf(claims, () => ({ from: -1, until: -1 }));
  if (startOffset < claimed.until && endOffset > claimed.from && endOffset - startOffset < 100) return;
  Object.assign(claimed, { from: startOffset, until: endOffset });
  reading.report({
    ruleId: `sensitive-data/${id}`,
    startOffset,
    endOffset,
    valueBits: 0,
    previewable: false,
    ...judgement,
  });
}
