// What AI tools should leave alone, and the rules they should follow.

import { createUnlessThere, nameOf, planOf, putRegion, type Scaffold } from './scaffold.ts';
import { draftMark } from '../file-part.ts';

/** Ignore lists of the AI tools whose settings are here; `.aiexclude` when none of them has a list of its own.
 *  Sources: https://docs.cursor.com/context/ignore-files , https://cloud.google.com/gemini/docs/codeassist/create-aiexclude-file */
export const aiIgnoreScaffold: Scaffold = {
  checks: ['data-ai-exclusions'],
  kind: 'scaffold',
  plan({ facts }) {
    const usesCursor = facts.files.some((file) => /^\.cursor(?:\/|rules$)/.test(file.path));
    const path = usesCursor ? '.cursorignore' : '.aiexclude';
    return planOf(
      putRegion(facts, path, 'secrets-and-data', [
        '.env',
        '.env.*',
        '!.env.example',
        '*.pem',
        '*.key',
        '*.csv',
        '*.sql',
        '*.dump',
        'data/',
        'secrets/',
      ]),
    );
  },
};

const fillIn = 'Write the commands into the last line, then take the first line out.';

/** Source: https://agents.md */
export const agentInstructionsScaffold: Scaffold = {
  checks: ['review-ai-instructions'],
  kind: 'scaffold',
  plan: ({ facts }) =>
    planOf(
      createUnlessThere(
        facts,
        'AGENTS.md',
        `<!-- ${draftMark} -->
# Rules for AI tools in ${nameOf(facts) ?? 'this project'}

- Never write passwords or keys into files. Read them from the environment and list their names in .env.example.
- Never copy customer data into code, tests or prompts. Make up samples.
- Write a test for each change, and run all tests before you say it is done.
- Ask before you add a package, change the database or delete a file.

How to install, start and test it: COMMANDS
`,
      ),
      fillIn,
    ),
};
