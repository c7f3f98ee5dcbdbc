// Reports a place as personal or confidential data: nothing of the value is shown, and nothing of it goes into a fingerprint.

import type { DetectedMatch } from '../../detector.ts';
import type { Reading } from '../probe.ts';

/** @param id  of the row. @param endOffset  exclusive */
export function reportData(
  reading: Reading,
  id: string,
  startOffset: number,
  endOffset: number,
  judgement: Pick<DetectedMatch, 'confidence' | 'severity' | 'detail'>,
): void {
  reading.claim({
    ruleId: `sensitive-data/${id}`,
    startOffset,
    endOffset,
    valueBits: 0,
    previewable: false,
    ...judgement,
  });
}
