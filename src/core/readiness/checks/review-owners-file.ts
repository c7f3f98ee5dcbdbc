// The check review-owners-file: a CODEOWNERS file that covers everything and names accounts.

import { weights, type Check } from '../check.ts';
import { filesLike, missing } from '../look.ts';

/** The right person is asked to review each part. */
export const reviewOwnersFile: Check = {
  id: 'review-owners-file',
  category: 'Review',
  title: 'The right person is asked to review each part',
  plain: 'The file names who must look at which part.',
  why: 'Without it a change goes to whoever is around, or to nobody.',
  fix: 'Add a CODEOWNERS file with one line for everything: "* @your-team".',
  source:
    'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: ['inGit'],
  evaluate(facts) {
    const file = filesLike(facts, /^(?:\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/)[0];
    if (file === undefined) return missing('No CODEOWNERS file was found.');
    const text = facts.texts.get(file.shownPath);
    if (text === undefined) return { state: 'unknown', because: `${file.shownPath} could not be read.` };
    const rules = text
      .split('\n')
      .map((line) => line.replace(/#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('['));
    const place = { path: file.shownPath, line: 1 };
    if (!rules.some((rule) => /^(?:\*|\*\*|\/)\s/.test(rule))) {
      return {
        state: 'fail',
        evidence: [{ ...place, note: 'no rule for everything else' }],
        because: 'CODEOWNERS has no rule that covers everything ("* @your-team").',
      };
    }
    const nameless = rules.find((rule) =>
      rule
        .split(/\s+/)
        .slice(1)
        .some((owner) => !owner.includes('@')),
    );
    return nameless === undefined
      ? { state: 'pass', evidence: [{ ...place, note: 'names who looks at which part' }] }
      : {
          state: 'fail',
          evidence: [{ ...place, note: nameless.slice(0, 80) }],
          because: 'A rule names somebody without an @.',
        };
  },
};
