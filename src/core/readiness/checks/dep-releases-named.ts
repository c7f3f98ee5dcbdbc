// The check dep-releases-named: numbers and notes of releases.

import { weights, type Check } from '../check.ts';
import { filesSeen, passWith } from '../look.ts';

/** Each release has a number and a note. */
export const depReleasesNamed: Check = {
  id: 'dep-releases-named',
  category: 'Deployment',
  title: 'Each release has a number and a note',
  plain: 'So you can say "it broke in version 12".',
  why: 'A number is what people can report, compare and go back to.',
  fix: 'Tag each release (v1.2.0) and keep a CHANGELOG.md.',
  source: 'https://semver.org/',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 1,
  confidence: 'high',
  applies: ['inGit'],
  evaluate(facts) {
    const history = facts.git.state === 'present' ? facts.git.history : undefined;
    const tag = history?.tags.find((name) => /(?:^|[/@-])v?\d+\.\d+(?:\.\d+)?/.test(name));
    const evidence = [
      ...(tag === undefined ? [] : [{ path: '.git', line: 1, note: `the release ${tag}` }]),
      ...filesSeen(
        facts,
        /^(?:(?:CHANGELOG|CHANGES|HISTORY|RELEASES)(?:\.\w+)?|\.changeset\/.+|\.releaserc[^/]*|release-please-config\.json|cliff\.toml)$/i,
        'notes of releases',
      ).slice(0, 3),
    ];
    if (evidence.length === 0 && history?.isShallow === true) {
      return { state: 'unknown', because: 'Only the newest commits are on this machine, without their tags.' };
    }
    return passWith(evidence, { state: 'warn', evidence: [], because: 'No release has a number or a note.' });
  },
};
