// Safe ways out of the credentials that a scan found, for readiness "do it for me". Called by both shells.

import type { Engine } from '../core/engine.ts';
import type { Fix } from '../core/model/edit.ts';
import type { Finding } from '../core/model/finding.ts';
import type { MaybePromise } from '../core/ports.ts';

/** The preferred fix of each finding that still counts; findings without a safe fix have none here.
 *  @param read  text of a file; undefined when it is gone */
export async function credentialFixes(
  engine: Pick<Engine, 'fixes'>,
  findings: readonly Finding[],
  read: (path: string) => MaybePromise<string | undefined>,
): Promise<readonly Fix[]> {
  const open = findings.filter(({ kind, suppressed }) => kind === 'sensitive-data' && suppressed === undefined);
  const fixes = await Promise.all(
    open.map(async (finding) => {
      const text = await read(finding.path);
      const offered = text === undefined ? [] : engine.fixes(finding, { path: finding.path, text });
      return offered.find(({ preferred }) => preferred);
    }),
  );
  return fixes.filter((fix) => fix !== undefined);
}
