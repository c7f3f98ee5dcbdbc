// The check sec-dependencies-locked: a lock file, or exact versions in requirements.

import { isDevelopmentOnly, isSample } from '../paths.ts';
import type { Facts } from '../facts.ts';
import { weights, type Check } from '../check.ts';
import { filesSeen, linesSeen, missing, settingsSeen, unreadManifests } from '../look.ts';
import { expression } from '../../text/expression.ts';

const lockFiles = expression()`
  (?:^|/)(?:
    package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|
    Pipfile\.lock|pdm\.lock|go\.sum|gradle\.lockfile|packages\.lock\.json|paket\.lock|Cargo\.lock|Gemfile\.lock|
    composer\.lock|pubspec\.lock|deno\.lock|conda-lock\.yml|Package\.resolved|mix\.lock|Chart\.lock
  )$
`;
const npmLock = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

/** Files of a name that lie outside of examples: what those use is not what runs. */
function productOnly(name: string): RegExp {
  return new RegExp(
    String.raw`^(?!(?:.*\/)?(?:[\w-]*[-_.])?(?:examples?|samples?|demos?|tests?|docs?)\/)(?:.*\/)?${name}$`,
  );
}

/** Npm may bring no more than a formatter to a project in another language. Its lock says nothing of what runs there. */
function onlyToolsOfNpm({ packages }: Facts): boolean {
  const runs = packages.filter(({ scope, path }) => scope === 'direct' && !isSample(path) && !isDevelopmentOnly(path));
  return runs.length > 0 && runs.every(({ ecosystem }) => ecosystem !== 'npm');
}

/** The exact versions of building blocks are recorded. */
export const secDependenciesLocked: Check = {
  id: 'sec-dependencies-locked',
  category: 'Security',
  title: 'The exact versions of building blocks are recorded',
  plain: 'Without this, tomorrow’s build may quietly use different, possibly broken or hostile, pieces.',
  why: 'Ranges resolve anew at each install; a lock file makes builds repeatable and reviewable.',
  fix: 'Run the install command of your package manager and commit the lock file it writes.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#pinned-dependencies',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 4,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, lockFiles, 'a lock file').filter(
        (seen) => !isSample(seen.path) && !(onlyToolsOfNpm(facts) && npmLock.test(seen.path)),
      ),
      ...linesSeen(facts, /^requirements[\w.-]*\.txt$/, /^[\w.[\]-]+==[^\n]+/gm, 'an exact version').slice(0, 1),
    ];
    evidence.push(
      ...linesSeen(
        facts,
        productOnly('pom\\.xml'),
        /^[ \t]*<(?:parent|dependency)>(?:(?!<\/(?:parent|dependency)>)[\s\S]){0,400}?<version>[\d.]+\S*<\/version>/gm,
        'an exact version',
      ).slice(0, 1),
      ...linesSeen(
        facts,
        productOnly('libs\\.versions\\.toml'),
        /^[\w-]+\s*=\s*"\d+(?:\.\d+)+[\w.-]*"/gm,
        'an exact version',
      ).slice(0, 1),
      ...settingsSeen(
        facts,
        /^pyproject\.toml$/,
        /^project\.dependencies$/,
        'an exact version',
        /^[\w.[\]-]+\s*==\s*\d/,
      ).slice(0, 1),
      ...filesSeen(facts, productOnly('\\.terraform\\.lock\\.hcl'), 'a lock file').slice(0, 1),
    );
    if (evidence.length > 0) return { state: 'pass', evidence };
    if (facts.packages.length === 0 && unreadManifests(facts).length === 0) {
      return { state: 'not_applicable', because: 'This project declares no packages.' };
    }
    return missing('No lock file was found.');
  },
};
