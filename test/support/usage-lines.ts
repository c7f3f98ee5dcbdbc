// A usage log in memory: sealed lines in month files, for the tests of the chain.

import { formatLine, previousHashAttribute, seal } from '../../src/core/usage/hash-chain.ts';
import type { LogFile, LogHead } from '../../src/core/usage/verify.ts';

/** Months with so many lines each, chained from a fixed start; one event every hour. */
export function usageLog(...linesPerMonth: readonly number[]): { files: LogFile[]; head: LogHead } {
  let hash = '0'.repeat(64);
  let head: LogHead = { file: '', line: 0, hash };
  const files = linesPerMonth.map((lines, month) => {
    const name = `usage-2026-${String(month + 1).padStart(2, '0')}.jsonl`;
    let text = '';
    for (let line = 0; line < lines; line += 1) {
      const sealed = seal(hash, {
        timeUnixNano: String(BigInt(Date.UTC(2026, month, 1, line)) * 1_000_000n),
        eventName: 'handrail.check.completed',
        resource: { 'service.name': 'handrail' },
        attributes: { 'handrail.files': line, ...(line === 0 && { [previousHashAttribute]: hash }) },
      });
      hash = sealed.hash;
      text += `${formatLine(sealed)}\n`;
      head = { file: name, line: line + 1, hash };
    }
    return { name, text };
  });
  return { files, head };
}
