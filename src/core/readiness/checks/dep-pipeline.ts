// The check dep-pipeline: any recipe of a build robot.

import { weights, type Check } from '../check.ts';
import type { Facts } from '../facts.ts';
import { buildRobotFiles, filesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const housekeeping = expression()`
  \b(?:
    actions/(?:stale|labeler|first-interaction)|dessant/lock-threads|anthropics/claude-code-action|run-gemini-cli|
    amannn/action-semantic-pull-request
  )\b
`;
const building =
  /^[ \t]*(?:-[ \t]*)?run:[^\n]*(?:\n(?![ \t]*- )[^\n]*){0,20}?\b(?:build|test|compile|lint|check|install|verify|ci)\b/m;

const delegates = /^[ \t]*(?:-[ \t]*)?uses:[ \t]*["']?\.\/(\.github\/workflows\/[\w.-]+)/gm;

/** Closes old questions, or lets an assistant comment, and builds nothing; or hands all of that on to recipes that do. */
function keepsHouse(facts: Facts, path: string, isHandedOn = false): boolean {
  const text = facts.texts.get(path) ?? '';
  if (building.test(text)) return false;
  if (housekeeping.test(text)) return true;
  const others = isHandedOn ? [] : Array.from(text.matchAll(delegates), (match) => match[1] ?? '');
  return others.length > 0 && others.every((other) => keepsHouse(facts, other, true));
}

/** A robot builds the app on every change. */
export const depPipeline: Check = {
  id: 'dep-pipeline',
  category: 'Deployment',
  title: 'A robot builds the app on every change',
  plain: 'No more "works on my machine".',
  why: 'A clean machine finds the missing step before your customers do.',
  fix: 'Add a build recipe for your code host that installs, tests and builds.',
  source: 'https://docs.github.com/en/actions/writing-workflows/quickstart',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 3,
  applies: [],
  evaluate(facts) {
    const recipes = filesSeen(facts, buildRobotFiles, 'a build recipe');
    const building = recipes.filter(({ path }) => !keepsHouse(facts, path));
    return passWith(
      building,
      missing(
        recipes.length > 0 ? 'No build recipe builds the app; they keep house.' : 'No automatic build was found.',
      ),
    );
  },
};
