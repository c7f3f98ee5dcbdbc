// The check dep-small-context: what a container build may copy.

import { isDevelopmentOnly } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import type { Facts } from '../facts.ts';

/** The ignore file beside the recipe, or of a folder above it: the context may be any of them.
 *  Source: https://docs.docker.com/build/concepts/context/#filename-and-location */
function keepsSecretsOut(facts: Facts, recipe: string): boolean {
  const folders = recipe.split('/').slice(0, -1);
  const names = folders.map((_, depth) => `${folders.slice(0, depth + 1).join('/')}/.dockerignore`);
  return [`${recipe}.dockerignore`, '.dockerignore', ...names].some((path) => {
    const text = facts.texts.get(path);
    return (
      text !== undefined && /^(?!!)[^#\n]*\.env\b|^(?:\*\*?|\*\/?\*?|\.)[ \t\r]*$|^[ \t]*\.\*[ \t\r]*$/m.test(text)
    );
  });
}

/** Junk and secrets stay out of the container. */
export const depSmallContext: Check = {
  id: 'dep-small-context',
  category: 'Deployment',
  title: 'Junk and secrets stay out of the container',
  plain: 'Without an ignore file your .env can be baked into the image.',
  why: 'COPY . takes along whatever lies in the folder: keys, history, the .env file.',
  fix: 'Add a .dockerignore with .env, .git and node_modules.',
  source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: ['docker'],
  evaluate(facts) {
    const recipes = facts.containers.filter(({ path, makesPackages }) => !makesPackages && !isDevelopmentOnly(path));
    if (recipes.length === 0) {
      return { state: 'not_applicable', because: 'No container recipe here is meant to go live.' };
    }
    const greedy = recipes.filter(({ copiesAll }) => copiesAll.length > 0);
    const bad = greedy.filter(({ path }) => !keepsSecretsOut(facts, path));
    if (bad.length > 0) {
      return {
        state: 'fail',
        evidence: bad.map(({ path, copiesAll }) => ({
          path,
          line: copiesAll[0] ?? 1,
          note: 'copies everything, and no .dockerignore keeps .env out',
        })),
        because: 'A container build copies the whole folder, secrets included.',
      };
    }
    return {
      state: 'pass',
      evidence: recipes.slice(0, 3).map(({ path, copiesAll }) => ({
        path,
        line: copiesAll[0] ?? 1,
        note: copiesAll.length > 0 ? 'a .dockerignore keeps .env out' : 'copies only what it names',
      })),
    };
  },
};
