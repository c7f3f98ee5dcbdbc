// A README to fill in. It is short on purpose: the check asks for words of one's own.

import { createUnlessThere, nameOf, ownerOf, planOf, type Scaffold } from './scaffold.ts';
import { draftMark } from '../file-part.ts';

export const readmeScaffold: Scaffold = {
  checks: ['own-readme'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'README.md',
        `<!-- ${draftMark} -->
# ${nameOf(facts) ?? 'Name of this project'}

What it does, in two sentences. Who uses it, and for what.

## Start it

The commands to install and start it, and which settings to fill in first (see .env.example).

## Where it runs

The address people open, and the platform it runs on.

## Help

Ask ${ownerOf(facts) ?? 'the owner'}. What to do when it breaks.
`,
        ['README', 'README.rst', 'README.txt', 'docs/README.md', '.github/README.md'],
      ),
      'Write it in your own words, then take the first line out.',
    ),
};
