// Judgements as rows: what a workspace holds, and what a check has to say of it.

import assert from 'node:assert/strict';
import type { CheckState } from '../../../src/core/model/outcome.ts';
import { checkOf, type Workspace } from './workspace.ts';

export type Judgement = readonly [check: string, what: string, state: CheckState, files: Workspace['files']];

/** One test for each row. */
export function itJudges(judgements: readonly Judgement[]): void {
  for (const [check, what, state, files] of judgements) {
    it(`${check}: ${what} is ${state}`, async () => {
      const seen = await checkOf(check, { files });
      assert.equal(seen.state, state, JSON.stringify([seen.because, seen.evidence]));
    });
  }
}
