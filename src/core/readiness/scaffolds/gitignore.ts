// Lines that keep secret settings out of git.

import { planOf, putRegion, type Scaffold } from './scaffold.ts';

/** Adds a marked region to .gitignore. Source: https://git-scm.com/docs/gitignore */
export const gitignoreScaffold: Scaffold = {
  checks: ['sec-env-gitignored'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      putRegion(facts, '.gitignore', 'secrets', [
        '.env',
        '.env.*',
        '!.env.example',
        '!.env.sample',
        '!.env.template',
        '*.pem',
        '*.p12',
        '*.pfx',
      ]),
    ),
};
