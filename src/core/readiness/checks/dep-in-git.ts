// The check dep-in-git: git with a remote that the policy allows.

import { remoteName } from '../../text/remote-name.ts';
import { allowsRemote, readinessDemands } from '../policy-demands.ts';
import { weights, type Check } from '../check.ts';
import { missing } from '../look.ts';

/** The project is saved in the company’s version store. */
export const depInGit: Check = {
  id: 'dep-in-git',
  category: 'Deployment',
  title: 'The project is saved in the company’s version store',
  plain: 'If your laptop dies, the app survives; and every change can be undone.',
  why: 'What exists on one machine only is lost with it and cannot be reviewed.',
  fix: 'Create a repository in the company’s organisation and push the project to it.',
  source: 'https://12factor.net/codebase',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: [],
  evaluate(facts, policy) {
    if (facts.git.state === 'unseen') return { state: 'unknown', because: facts.git.because };
    if (facts.git.state === 'absent') return missing('This folder is not in git.');
    if (facts.git.remotes === undefined)
      return { state: 'unknown', because: 'Git did not say where the project is saved.' };
    const remote = facts.git.remotes[0];
    if (remote === undefined) return missing('The project is in git on this machine only.');
    const evidence = [{ path: '.git/config', line: 1, note: `saved at ${remoteName(remote)}` }];
    const demands = readinessDemands(policy);
    if (facts.git.remotes.some((url) => allowsRemote(demands, remoteName(url)))) return { state: 'pass', evidence };
    const allowed = demands.allowedRemotes.flat().join(', ');
    return {
      state: 'fail',
      evidence,
      because: `It is saved at ${remoteName(remote)}. The company’s places are: ${allowed}.`,
    };
  },
};
