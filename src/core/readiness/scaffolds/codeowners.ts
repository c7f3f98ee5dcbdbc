// A CODEOWNERS file with one rule for everything.

import { createAtRootUnlessThere, nothing, ownerOf, planOf, type Scaffold } from './scaffold.ts';

/** Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const codeownersScaffold: Scaffold = {
  checks: ['review-owners-file'],
  kind: 'scaffold',
  plan({ facts }) {
    const owner = ownerOf(facts);
    if (owner?.includes('@') !== true) return nothing;
    const text = `# Who is asked to review a change. The last matching line counts. Teams are written @organisation/team.\n* ${owner}\n`;
    return planOf(
      createAtRootUnlessThere(facts, '.github/CODEOWNERS', text, [
        'CODEOWNERS',
        'docs/CODEOWNERS',
        '.gitlab/CODEOWNERS',
      ]),
    );
  },
};
