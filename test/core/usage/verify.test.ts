import assert from 'node:assert/strict';
import fc from 'fast-check';
import { verifyLog, type LogFile } from '../../../src/core/usage/verify.ts';
import { runs } from '../../support/runs.ts';
import { usageLog } from '../../support/usage-lines.ts';

/** The same log with the lines of one file put through a change. */
function withLines(files: readonly LogFile[], index: number, change: (lines: string[]) => string[]): LogFile[] {
  return files.map((file, at) =>
    at === index
      ? {
          ...file,
          text: change(file.text.trimEnd().split('\n'))
            .map((line) => `${line}\n`)
            .join(''),
        }
      : file,
  );
}

describe('verifyLog', () => {
  it('finds nothing wrong with a log as it was written, in whatever order its files are given', () => {
    const { files, head } = usageLog(3, 1, 4);
    const result = verifyLog(files.toReversed(), head);
    assert.equal(result.broken, undefined);
    assert.equal(result.torn, undefined);
    assert.equal(result.lines.length, 8);
    assert.equal(result.anchored, true);
  });

  it('takes an empty log for a sound one, even after its owner deleted it', () => {
    assert.equal(verifyLog([], undefined).broken, undefined);
    assert.equal(verifyLog([], usageLog(2).head).broken, undefined);
  });

  it('names the line that was changed', () => {
    const { files, head } = usageLog(3, 3);
    const changed = withLines(files, 1, (lines) =>
      lines.with(1, lines[1]!.replace('"handrail.files":1', '"handrail.files":9')),
    );
    const { broken } = verifyLog(changed, head);
    assert.equal(broken?.file, 'usage-2026-02.jsonl');
    assert.equal(broken.line, 2);
  });

  it('still holds when whole months at the beginning were deleted, as retention does', () => {
    const { files, head } = usageLog(3, 2, 4);
    assert.equal(verifyLog(files.slice(1), head).broken, undefined);
  });

  it('finds a month missing in between, and one missing at the end', () => {
    const { files, head } = usageLog(3, 2, 4);
    assert.deepEqual(at(verifyLog([files[0]!, files[2]!], head)), ['usage-2026-03.jsonl', 1]);
    assert.deepEqual(at(verifyLog(files.slice(0, 2), head)), ['usage-2026-02.jsonl', 3]);
  });

  it('finds lines missing at the end by the note of the last line, and says when there is no such note', () => {
    const { files, head } = usageLog(5);
    const cut = withLines(files, 0, (lines) => lines.slice(0, 3));
    assert.deepEqual(at(verifyLog(cut, head)), ['usage-2026-01.jsonl', 5]);
    assert.equal(verifyLog(cut, undefined).broken, undefined);
    assert.equal(verifyLog(cut, undefined).anchored, false);
  });

  it('allows a note that is late, as after a crash between the line and the note', () => {
    const { files } = usageLog(5);
    assert.equal(verifyLog(files, usageLog(4).head).broken, undefined);
  });

  it('reports a torn last line, wherever it tore, and does not call it a break', () => {
    const { files, head } = usageLog(2, 3);
    const text = files[1]!.text;
    const lastLineStart = text.trimEnd().lastIndexOf('\n') + 1;
    for (let end = lastLineStart + 1; end < text.length; end += 1) {
      const torn = [files[0]!, { ...files[1]!, text: text.slice(0, end) }];
      for (const note of [head, usageLog(2, 2).head, undefined]) {
        const result = verifyLog(torn, note);
        assert.equal(result.broken, undefined, String(end));
        assert.deepEqual(result.torn, { file: 'usage-2026-02.jsonl', line: 3 });
      }
    }
  });

  it('does not excuse an unfinished line in an older file, nor missing lines before a torn one', () => {
    const { files, head } = usageLog(2, 3);
    const older = [{ ...files[0]!, text: files[0]!.text.slice(0, -20) }, files[1]!];
    assert.deepEqual(at(verifyLog(older, head)), ['usage-2026-01.jsonl', 2]);
    const cutAndTorn = [files[0]!, { ...files[1]!, text: files[1]!.text.split('\n')[0]! + '\n{"timeUni' }];
    assert.deepEqual(at(verifyLog(cutAndTorn, head)), ['usage-2026-02.jsonl', 3]);
  });

  const months = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 });

  it('finds any changed character', () => {
    fc.assert(
      fc.property(
        months,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('0', '1', 'a', '"', ' ', '\n', '{', 'é'),
        (sizes, a, b, by) => {
          const { files, head } = usageLog(...sizes);
          const index = a % files.length;
          const file = files[index]!;
          // The line break at the very end is left alone: without it the last line is torn, not changed.
          const position = b % (file.text.length - 1);
          fc.pre(file.text[position] !== by);
          const text = file.text.slice(0, position) + by + file.text.slice(position + 1);
          const { broken } = verifyLog(files.with(index, { ...file, text }), head);
          assert.ok(broken, `${file.name} at ${String(position)}`);
          const line = file.text.slice(0, position).split('\n').length;
          assert.equal(broken.file, file.name);
          assert.ok(Math.abs(broken.line - line) <= 1, `said line ${String(broken.line)}, changed in ${String(line)}`);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('finds any removed line', () => {
    fc.assert(
      fc.property(months, fc.nat(), fc.nat(), (sizes, a, b) => {
        const { files, head } = usageLog(...sizes);
        fc.pre(files.length > 1 || sizes[0]! > 1);
        const index = a % files.length;
        const removed = withLines(files, index, (lines) => lines.toSpliced(b % lines.length, 1));
        // A first month of one line is gone as a whole then, as when retention deletes it.
        fc.pre(!(index === 0 && sizes[0] === 1));
        assert.ok(verifyLog(removed, head).broken);
      }),
      { numRuns: runs(200) },
    );
  });

  it('finds any two lines that changed places, and any line that stands twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), fc.nat(), (size, a, b) => {
        const { files, head } = usageLog(size, 1);
        const [from, to] = [a % size, b % size];
        const twice = withLines(files, 0, (lines) => lines.toSpliced(to, 0, lines[from]!));
        assert.ok(verifyLog(twice, head).broken, 'twice');
        fc.pre(from !== to);
        const swapped = withLines(files, 0, (lines) => lines.with(from, lines[to]!).with(to, lines[from]!));
        assert.ok(verifyLog(swapped, head).broken, 'swapped');
      }),
      { numRuns: runs(200) },
    );
  });
});

function at({ broken }: ReturnType<typeof verifyLog>): [string | undefined, number | undefined] {
  return [broken?.file, broken?.line];
}
