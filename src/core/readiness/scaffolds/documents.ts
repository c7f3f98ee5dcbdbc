// Pages to fill in: whom to tell about a hole, what to do when it breaks, how to go back, how data is brought back.
// Each carries the draft mark, so that an empty page counts for nothing.

import { createUnlessThere, ownerOf, planOf, type Scaffold } from './scaffold.ts';
import { draftMark } from '../file-part.ts';

const fillIn = 'Fill in the words in capitals, then take the first line out: until then the page counts for nothing.';

export const securityPolicyScaffold: Scaffold = {
  checks: ['sec-report-path'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'SECURITY.md',
        `<!-- ${draftMark} -->
# Reporting a security problem

Please write to ${facts.declaration?.contact ?? ownerOf(facts) ?? 'ADDRESS'} and do not open a public issue.
Say what you saw, where, and how to repeat it. We answer within NUMBER working days.
`,
        ['.github/SECURITY.md', 'docs/SECURITY.md'],
      ),
      fillIn,
    ),
};

export const runbookScaffold: Scaffold = {
  checks: ['own-runbook'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'RUNBOOK.md',
        `<!-- ${draftMark} -->
# When it breaks

- Where it runs: ${facts.declaration?.target ?? 'PLATFORM'}, at ADDRESS
- Where its log is: LINK
- Who can help: ${ownerOf(facts) ?? 'OWNER'}${facts.declaration?.backupOwner === undefined ? '' : `, ${facts.declaration.backupOwner}`}

## It does not open

1. Look at the log for the last error.
2. Go back to the version before (docs/rollback.md).

## It is slow

## It shows wrong data
`,
      ),
      fillIn,
    ),
};

export const rollbackScaffold: Scaffold = {
  checks: ['dep-rollback'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'docs/rollback.md',
        `<!-- ${draftMark} -->
# Rollback: going back to an earlier version

1. Open ${facts.declaration?.target ?? 'PLATFORM'} and choose the last version that worked.
2. Press BUTTON, or run COMMAND. These people may do it: ${ownerOf(facts) ?? 'NAMES'}.
3. Check that ADDRESS answers.
4. If the database changed with the new version: STEPS.

Last tried on: DATE
`,
      ),
      fillIn,
    ),
};

export const backupScaffold: Scaffold = {
  checks: ['data-backup'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'docs/backup.md',
        `<!-- ${draftMark} -->
# Data backup and restore

- What is copied, how often, and how long it is kept: ANSWER
- Where the copies are, and who can reach them: ANSWER

## Restore

1. STEP

Last tried on: DATE, by NAME
`,
      ),
      fillIn,
    ),
};
