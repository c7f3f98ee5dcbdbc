// Test commands in recipes of build robots: written out, behind a name that the repository explains, or what a robot does by itself.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { buildRobotFiles, filesLike, linesSeen, maxEvidence, settingValues, testFiles } from './look.ts';
import { textsWhich } from './noted-facts.ts';
import { expression } from '../text/expression.ts';

/** Sources: the runners' own pages on their command lines. The name of a step says nothing. */
const command = expression()`
  \b(?:npm|pnpm|yarn|bun|deno)[ \t]+(?:run[ \t]+|exec[ \t]+)?(?:-\S+[ \t]+)*(?:[\w-]+:){0,3}
  (?:test|t\b|coverage|vitest|jest|e2e)[\w:-]*|
  \bcomposer[ \t]+(?:run(?:-script)?[ \t]+)?test|\bartisan[ \t]+test|\bphpunit\b(?!\.(?:xml|dist))|\bbin/pest\b|
  \brspec\b|\b(?:rails|rake)[ \t]+(?:[a-z:_]+[ \t]+){0,3}(?:test|spec)\b|\bVSTest@\d|
  \b[Bb]uild\.(?:sh|ps1|cmd)\b[^\n]*[tT]ests?\b|\bbin/rails[ \t]+test|\bflutter[ \t]+test|
  \bxcodebuild\b(?:[^\n]*\\[ \t]*\n){0,15}[^\n]*[ \t]test(?:-without-building)?\b|
  \$\{\{[ \t]*env\.CARGO[ \t]*\}\}[^\n]*[ \t]test\b|\bturbo[ \t]+(?:run[ \t]+)?test|\bnx[ \t]+[^\n]*test|\bunittest\b|
  \bmanage\.py[ \t]+test|\bnode[ \t]+--test|\bnpx[ \t]+(?:vitest|jest|playwright)|\bpytest\b|\btox\b|\bgo[ \t]+test|
  \bmvnw?\b(?![^\n]*-(?:DskipTests|Dmaven\.test\.skip))[^\n]*\b(?:test|verify|package|install|deploy)\b|
  \bct[ \t]+(?:lint-and-)?install\b|\bhelm[ \t]+(?:test|unittest)\b|
  \b(?:scripts?|bin)/(?:ci[-_]?)?(?:test|rspec|ci|coverage)\b(?!/)|\btest(?:Debug|Release)?UnitTest\b|\bmix[ \t]+test|
  \bswift[ \t]+test|\bbazel[ \t]+test|\bsbt[ \t]+[^\n]*test|\bctest\b|\bbats[ \t]|\bterraform[ \t]+test|
  \bcargo[ \t]+(?:nextest|llvm-cov)|gradlew?[ \t]+[^\n]*(?:test|check|build)|\bdotnet[ \t]+test|\bcargo[ \t]+test|
  \bmake[ \t]+test|\bjust[ \t]+test|\bplaywright[ \t]+test
`;

/** In a script of a manifest the runner stands alone. */
const runner = /(?:^|[\s;&|])(?:vitest|jest|mocha|ava|tap|karma start|cypress run|playwright test|pest|codecept run)\b/;

const spelledOut = expression('gm')`^(?![ \t]*-?[ \t]*name:)[^\n#]*(${command})`;

/** Names that the repository explains: targets of make and just, scripts of a manifest, the default task of rake. */
const behindName =
  /^(?![ \t]*-?[ \t]*name:)[^\n#]*\b(make|just|rake|npm|pnpm|yarn|bun|composer)\b(?:[ \t]+run(?:-script)?\b)?(?:[ \t]+-\S+)*(?:[ \t]+([\w:-]+))?/;

/** What Travis runs when the recipe says nothing. Source: https://docs.travis-ci.com/user/languages/ */
const runByItself = /^language:[ \t]*["']?(java|groovy|scala|node_js|ruby|php|go|rust|julia|elixir)\b/m;

/** Evidence for tests that build robots run. */
export function testsInRobots(facts: Facts): readonly CheckEvidence[] {
  return [
    ...linesSeen(facts, buildRobotFiles, spelledOut, 'runs: $1'),
    ...namedCommands(facts),
    ...(testFiles(facts).length > 0 ? withoutScript(facts) : []),
  ].slice(0, maxEvidence);
}

function namedCommands(facts: Facts): readonly CheckEvidence[] {
  const texts = textsWhich(facts, ({ path }) => buildRobotFiles.test(path));
  return filesLike(facts, buildRobotFiles).flatMap(({ shownPath }) =>
    (texts.get(shownPath) ?? '').split('\n').flatMap((line, at) => {
      const [, tool = '', name = ''] = behindName.exec(line) ?? [];
      return tool !== '' && runsTests(facts, tool, name)
        ? [{ path: shownPath, line: at + 1, note: `runs: ${`${tool} ${name}`.trim()}` }]
        : [];
    }),
  );
}

function runsTests(facts: Facts, tool: string, name: string): boolean {
  if (tool === 'rake') return (name === '' || name === 'default') && hasRubyTests(facts);
  if (name === '') return false;
  if (tool === 'make' || tool === 'just')
    return targetRunsTests(facts, tool === 'make' ? /^Makefile$/ : /^[Jj]ustfile$/, name);
  const manifest = tool === 'composer' ? /^composer\.json$/ : /^package\.json$/;
  return filesLike(facts, manifest).some(({ shownPath }) =>
    settingValues(facts, shownPath, new RegExp(`^scripts\\.${name}$`)).some(
      (value) => command.test(value) || runner.test(value),
    ),
  );
}

function hasRubyTests(facts: Facts): boolean {
  return filesLike(facts, /^(?:test|spec)\/.+_(?:test|spec)\.rb$/).length > 0;
}

/** Whether a target names tests in what it needs or does; one made by a pattern (`ci-%`) stands for its members. */
function targetRunsTests(facts: Facts, files: RegExp, name: string): boolean {
  const target = new RegExp(`^@?${name}(?:-%)?(?:[ \\t][^:\\n=]*)?:(?!=)[^\\n]*(?:\\n(?:[ \\t]+[^\\n]*)?)*`, 'gm');
  const texts = textsWhich(facts, ({ path }) => files.test(path));
  return filesLike(facts, files).some(({ shownPath }) =>
    Array.from((texts.get(shownPath) ?? '').matchAll(target)).some(([block]) =>
      /\btests?\b|\bpytest\b|\bvitest\b|\bjest\b/.test(block),
    ),
  );
}

function withoutScript(facts: Facts): readonly CheckEvidence[] {
  const texts = textsWhich(facts, ({ path }) => path === '.travis.yml');
  return filesLike(facts, /^\.travis\.yml$/).flatMap(({ shownPath }) => {
    const text = texts.get(shownPath) ?? '';
    const language = runByItself.exec(text);
    if (language === null || /^[ \t]*-?[ \t]*script:/m.test(text)) return [];
    const line = text.slice(0, language.index).split('\n').length;
    return [
      { path: shownPath, line, note: `runs: the tests of ${language[1] ?? ''}, which this robot does by itself` },
    ];
  });
}
