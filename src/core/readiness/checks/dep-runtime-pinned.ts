// The check dep-runtime-pinned: a file or field that fixes the language version.

import { isDevelopmentOnly, isSample } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import {
  containerFiles,
  filesSeen,
  hitsOf,
  holdsCode,
  linesSeen,
  runningCode,
  testFiles,
  missing,
  settingsSeen,
} from '../look.ts';
import { expression } from '../../text/expression.ts';

/** An image of a language with its version; a system such as `ubuntu:22.04` fixes none. */
const languageImage = expression('gm')`
  ^FROM\s+(?:--\S+\s+)?\S*?(?<![a-z])(?:
    node|python|golang|ruby|php|openjdk|jdk|jre|java|temurin|corretto|dotnet|aspnet|sdk|runtime|rust|bun|deno|elixir|
    gradle|maven
  )[\w.-]*:v?\d\S*
`;

const languageTag = /(?:^|\/)(?:node|python|golang|ruby|php|rust|bun|deno|elixir|openjdk|eclipse-temurin):v?\d/;

const versionFiles = expression()`
  ^(?:
    \.nvmrc|\.node-version|\.python-version|\.tool-versions|\.?mise\.toml|global\.json|\.java-version|\.ruby-version|
    \.php-version|\.sdkmanrc|runtime\.txt|\.go-version|rust-toolchain(?:\.toml)?
  )$
`;

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
  revision: 4,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, versionFiles, 'the version is fixed'),
      ...settingsSeen(
        facts,
        /(?:^|\/)package\.json$/,
        /^(?:engines|volta)\.(?:node|bun|deno)$|^devEngines\.runtime\.version$/,
        'the version is fixed',
      ),
      ...settingsSeen(
        facts,
        /(?:^|\/)pyproject\.toml$/,
        /^(?:project\.requires-python|tool\.poetry\.dependencies\.python)$/,
        'the version is fixed',
      ),
      ...linesSeen(facts, /(?:^|\/)setup\.(?:py|cfg)$/, /^\s*python_requires\s*=/gm, 'the version is fixed'),
      ...settingsSeen(facts, /^\.replit$/, /^modules$/, 'the version is fixed', /^\w+-\d/),
      ...linesSeen(facts, /(?:^|\/)go\.mod$/, /^go\s+1\.\d+/gm, 'the version is fixed'),
      ...linesSeen(
        facts,
        /(?:^|\/)pom\.xml$/,
        /<(?:maven\.compiler\.release|java\.version)>/gm,
        'the version is fixed',
      ),
      ...linesSeen(facts, /\.csproj$/, /<TargetFrameworks?>/gm, 'the version is fixed'),
      ...settingsSeen(facts, /^composer\.json$/, /^(?:require|config\.platform)\.php$/, 'the version is fixed'),
      ...linesSeen(facts, /^Gemfile$/, /^\s*ruby\s+["'(]/gm, 'the version is fixed'),
      ...linesSeen(
        facts,
        /(?:^|\/)build\.gradle(?:\.kts)?$/,
        /\bJavaLanguageVersion\.of\(|\b(?:source|target)Compatibility\b|\bjvmToolchain\(/gm,
        'the version is fixed',
      ),
      // Plug-ins of the build that all modules share.
      ...hitsOf(facts, 'language-version').filter(({ path }) =>
        /(?:^|\/)(?:build-logic|buildSrc|build-plugins?|gradle)\//.test(path),
      ),
      ...settingsSeen(facts, /(?:^|\/)Cargo\.toml$/, /^(?:workspace\.)?package\.rust-version$/, 'the version is fixed'),
      ...filesSeen(facts, /(?:^|\/)Package\.swift$/, 'the version of its tools is fixed'),
      ...linesSeen(facts, /^pubspec\.yaml$/, /^ +sdk:\s*["']?[\^>=]*\d/gm, 'the version is fixed'),
      ...linesSeen(
        facts,
        /\.ya?ml$/,
        /^\s*[Rr]untime:\s*["']?(?:nodejs|python|java|ruby|dotnet)\d/gm,
        'the version is fixed for the function',
      ),
      ...linesSeen(facts, /\.tf$/, /^\s*required_version\s*=/gm, 'the version is fixed'),
      ...linesSeen(facts, containerFiles, languageImage, 'the version is fixed'),
      // A version may stand in an argument: there the recipe knows more than its line.
      ...facts.containers.flatMap(({ path, stages }) =>
        stages
          .filter(({ image = '' }) => languageTag.test(image))
          .map(({ line }) => ({ path, line, note: 'the version is fixed' })),
      ),
    ];
    const fixed = evidence.filter((seen) => !isSample(seen.path));
    if (fixed.length > 0) return { state: 'pass', evidence: fixed.slice(0, 3) };
    // Scripts for those who work on charts or settings are not what runs.
    const isForWorkAlone =
      testFiles(facts).every(({ path }) => isSample(path)) &&
      runningCode(facts).every(({ path }) => isDevelopmentOnly(path) || path.endsWith('.html'));
    return holdsCode(facts) && !isForWorkAlone
      ? missing('Nothing says which version of the language this needs.')
      : { state: 'not_applicable', because: 'There is no code here.' };
  },
};
