// Where the documents of a workspace lie, for the class of their data: remotes of the repository, and what its projects declare.

import type { Issue } from '../core/model/errors.ts';
import type { Surroundings } from '../core/policy/data-classes.ts';
import { speakersOf } from '../core/policy/listing.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Git } from '../core/ports.ts';
import { parseDeclaration } from '../core/project/declaration.ts';
import { remoteName } from '../core/text/remote-name.ts';

/** @param declaration  text of `.handrail/project.yaml`; undefined when there is none
 *  @returns also what keeps the declaration from counting */
export async function readSurroundings(
  policy: Policy,
  git: Git,
  declaration: string | undefined,
): Promise<{ readonly surroundings: Surroundings; readonly issues: readonly Issue[] }> {
  const asksForRemotes = policy.layers
    .flatMap((layer) => speakersOf(layer))
    .some(({ document }) => document.data?.repositories !== undefined);
  // Git is a process of its own: it is asked only where the policy speaks of repositories.
  const remotes = asksForRemotes ? ((await git.remotes()) ?? []) : [];
  const read = declaration === undefined ? { issues: [] } : parseDeclaration(declaration);
  const declared = 'declaration' in read ? read.declaration : undefined;
  const whole = declared?.dataClasses === undefined ? [] : [{ path: '', dataClasses: declared.dataClasses }];
  const projects = (declared?.projects ?? []).flatMap(({ path, dataClasses }) =>
    dataClasses === undefined ? [] : [{ path, dataClasses }],
  );
  return {
    surroundings: { remotes: remotes.map(remoteName), projects: [...whole, ...projects] },
    issues: read.issues.filter(({ severity }) => severity === 'error'),
  };
}
