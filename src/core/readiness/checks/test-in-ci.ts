// The check test-in-ci: test commands in build recipes.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, linesSeen, missing, passWith } from '../look.ts';

/** Recipes of another repository, and programs that build. Source: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows */
const delegated =
  /^[^\n#]*((?<=\buses:[ \t]*)[\w.-]+\/[\w.-]+\/\.github\/workflows\/[\w.-]+|\bdotnet (?:run --project \S*build\S*|cake|nuke)\b)/gm;

/** Tests run by themselves on every change. */
export const testInCi: Check = {
  id: 'test-in-ci',
  category: 'Testing',
  title: 'Tests run by themselves on every change',
  plain: 'So a broken change is caught before people meet it.',
  why: 'A test that nobody runs finds nothing.',
  fix: 'Add a build recipe that runs the test command on every change.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#ci-tests',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 4,
  applies: [],
  evaluate(facts) {
    const evidence = linesSeen(
      facts,
      buildRobotFiles,
      /^[^\n#]*(\b(?:npm|pnpm|yarn|bun|deno)\s+(?:run\s+|exec\s+)?(?:-\S+\s+)*(?:[\w-]+:){0,3}(?:test|t\b|coverage|vitest|jest|e2e)[\w:-]*|\bcomposer\s+(?:run(?:-script)?\s+)?test|\bartisan\s+test|\bphpunit\b|\bbin\/pest\b|\brspec\b|\b(?:rails|rake)\s+(?:[a-z:_]+\s+){0,3}(?:test|spec)\b|\bbin\/rails\s+test|\bflutter\s+test|\bxcodebuild\b[^\n]*\btest\b|\bturbo\s+(?:run\s+)?test|\bnx\s+[^\n]*test|\bunittest\b|\bmanage\.py\s+test|\bnode\s+--test|\bnpx\s+(?:vitest|jest|playwright)|\bpytest\b|\btox\b|\bgo\s+test|\bmvnw?\b(?![^\n]*-(?:DskipTests|Dmaven\.test\.skip))[^\n]*\b(?:test|verify|package|install|deploy)\b|\bct\s+(?:lint-and-)?install\b|\bhelm\s+(?:test|unittest)\b|\b(?:scripts?|bin)\/(?:ci[-_]?)?(?:test|rspec|ci|coverage)\b(?!\/)|\btest(?:Debug|Release)?UnitTest\b|\bmix\s+test|\bswift\s+test|\bbazel\s+test|\bsbt\s+[^\n]*test|\bctest\b|\bbats\s|\bterraform\s+test|\bcargo\s+(?:nextest|llvm-cov)|gradlew?\s+[^\n]*(?:test|check|build)|\bdotnet\s+test|\bcargo\s+test|\bmake\s+test|\bjust\s+test|\bplaywright\s+test)/gm,
      'runs: $1',
    );
    const [elsewhere] = linesSeen(facts, buildRobotFiles, delegated, 'runs $1, which is not read here');
    return passWith(
      evidence,
      elsewhere === undefined
        ? missing('No build recipe runs tests.')
        : { state: 'unknown', because: `${elsewhere.path}:${String(elsewhere.line)} ${elsewhere.note}.` },
    );
  },
};
