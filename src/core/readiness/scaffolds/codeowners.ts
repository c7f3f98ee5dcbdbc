// A CODEOWNERS file with one rule for everything.

import { createUnlessThere, ownerOf, type Scaffold } from './scaffold.ts';

/** Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const codeownersScaffold: Scaffold = {
  checks: ['review-owners-file'],
  plan(facts) {
    const owner = ownerOf(facts);
    if (owner?.includes('@') !== true) return [];
    const text = `# Who is asked to review a change. The last matching line counts. Teams are written @organisation/team.\n* ${owner}\n`;
    return createUnlessThere(facts, '.github/CODEOWNERS', text, [
      'CODEOWNERS',
      'docs/CODEOWNERS',
      '.gitlab/CODEOWNERS',
    ]);
  },
};
