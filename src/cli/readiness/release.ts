// `handrail readiness record` and `verify`: how the project stands now, written down for an approver, and looked at again in CI.

import { Refusal } from '../../core/model/errors.ts';
import type { Tier } from '../../core/model/outcome.ts';
import { planRecord } from '../../core/readiness/plan-record.ts';
import { readRecord, whyNotVerified } from '../../core/readiness/release-record.ts';
import { editInWords, reportOf, type ReadinessIo, type ReadinessWorkspace } from './readiness-workspace.ts';

/** Write a record. @returns 0: a record of an unready project is a record too, and says so */
export async function recordRelease(
  request: { readonly isDryRun: boolean; readonly tier?: Tier },
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const by = await workspace.userEmail();
  if (by === undefined || by === '') {
    throw new Refusal('usage', 'Git does not know who you are. Set it once: git config user.email you@company');
  }
  const report = reportOf(workspace, request);
  const commit = await workspace.headCommit();
  const plan = planRecord({
    ...workspace,
    report,
    by,
    commit,
    uncommitted: (commit === undefined ? undefined : await workspace.changedSince(commit)) ?? [],
    isThere: new Set(workspace.facts.files.map(({ shownPath }) => shownPath)),
  });
  if (request.isDryRun) {
    io.stdout(plan.markdown);
    return 0;
  }
  await workspace.apply(plan.edits);
  const standing = report.ready
    ? `ready for ${report.tier}`
    : `not ready for ${report.tier} yet; the record names what is open`;
  io.stdout(
    `${plan.edits.map(editInWords).join('\n')}\nThe project is ${standing}.\nCommit both files and send them to the approver as a pull request.\n`,
  );
  if (plan.record.uncommitted.length > 0)
    io.stderr('Some changes are in no commit, so this record will not verify. Commit them and make a new one.\n');
  return 0;
}

/** Look again. @returns 0 when the record stands for what is here now and everything asked is met, else 1
 *  @throws Refusal when there is no such record or it does not read */
export async function verifyRelease(
  path: string,
  readText: (path: string) => Promise<string | undefined>,
  workspace: ReadinessWorkspace,
  format: 'text' | 'json',
  io: ReadinessIo,
): Promise<number> {
  const text = await readText(path);
  if (text === undefined) throw new Refusal('usage', `There is no record at ${path}.`);
  const read = readRecord(text);
  if ('problem' in read) throw new Refusal('project-invalid', `${path} cannot be verified: ${read.problem}.`);
  const { record } = read;
  const tier = record.projects[0]?.tier;
  const reasons = whyNotVerified(read, {
    report: reportOf(workspace, tier === undefined ? {} : { tier }),
    policy: workspace.policy,
    changed: record.commit === null ? [] : await workspace.changedSince(record.commit),
  });
  const verified = reasons.length === 0;
  if (format === 'json') {
    io.stdout(`${JSON.stringify({ record: path, verified, commit: record.commit, tier, reasons }, null, 2)}\n`);
  } else if (verified) {
    io.stdout(
      `Verified: ${record.name}, ${tier ?? ''}, commit ${record.commit?.slice(0, 10) ?? ''}, recorded on ${record.at} by ${record.by}.\n`,
    );
  } else {
    io.stdout(`Not verified:\n${reasons.map((reason) => `- ${reason}\n`).join('')}`);
  }
  return verified ? 0 : 1;
}
