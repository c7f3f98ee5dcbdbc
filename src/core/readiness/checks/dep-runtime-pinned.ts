// The check dep-runtime-pinned: a file or field that fixes the language version.

import { isCode } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import { containerFiles, filesSeen, linesSeen, missing } from '../look.ts';

/** The language version is fixed. */
export const depRuntimePinned: Check = {
  id: 'dep-runtime-pinned',
  category: 'Deployment',
  title: 'The language version is fixed',
  plain: 'The robot and you use the same version.',
  why: 'A different version of the language builds a different app.',
  fix: 'Add a version file such as .nvmrc or .python-version.',
  source: 'https://12factor.net/dependencies',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /^(?:\.nvmrc|\.node-version|\.python-version|\.tool-versions|\.?mise\.toml|global\.json|\.java-version|\.ruby-version|\.php-version|\.sdkmanrc|runtime\.txt|\.go-version|rust-toolchain(?:\.toml)?)$/,
        'the version is fixed',
      ),
      ...linesSeen(facts, /^package\.json$/, /^\s*"engines"\s*:/gm, 'the version is fixed'),
      ...linesSeen(facts, /^pyproject\.toml$/, /^requires-python\s*=/gm, 'the version is fixed'),
      ...linesSeen(facts, /(?:^|\/)go\.mod$/, /^go\s+1\.\d+/gm, 'the version is fixed'),
      ...linesSeen(
        facts,
        /(?:^|\/)pom\.xml$/,
        /<(?:maven\.compiler\.release|java\.version)>/gm,
        'the version is fixed',
      ),
      ...linesSeen(facts, /\.csproj$/, /<TargetFrameworks?>/gm, 'the version is fixed'),
      ...linesSeen(facts, /^composer\.json$/, /^\s*"php"\s*:/gm, 'the version is fixed'),
      ...linesSeen(facts, /^Gemfile$/, /^\s*ruby\s+["'(]/gm, 'the version is fixed'),
      ...linesSeen(
        facts,
        /(?:^|\/)build\.gradle(?:\.kts)?$/,
        /\bJavaLanguageVersion\.of\(|\b(?:source|target)Compatibility\b|\bjvmToolchain\(/gm,
        'the version is fixed',
      ),
      ...linesSeen(facts, /\.tf$/, /^\s*required_version\s*=/gm, 'the version is fixed'),
      ...linesSeen(facts, containerFiles, /^FROM\s+\S+:\d\S*/gm, 'the version is fixed'),
    ];
    if (evidence.length > 0) return { state: 'pass', evidence: evidence.slice(0, 3) };
    return facts.files.some((file) => isCode(file.path))
      ? missing('Nothing says which version of the language this needs.')
      : { state: 'not_applicable', because: 'There is no code here.' };
  },
};
