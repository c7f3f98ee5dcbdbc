// The check sec-container-not-root: the user that a container runs as.

import { isDevelopmentOnly } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import type { ContainerRecipe } from '../structure/container-recipe.ts';
import { expression } from '../../text/expression.ts';

/** Images that start as somebody else than root. Sources: the pages of the images. */
const namelessImages = expression()`
  distroless\S*:(?:\S*-)?nonroot|(?:^|/)chainguard/|cgr\.dev/|nginx-unprivileged|(?:^|/)bitnami/|/rootless|
  (?:^|/)grafana/|(?:^|/)jenkins/|(?:^|/)playwright/\S*nonroot|serversideup/php|
  ^(?:docker\.io/)?(?:library/)?(?:postgres|mysql|mariadb|mongo|redis|valkey|memcached|elasticsearch|rabbitmq)\b
`;

interface User {
  readonly state: 'root' | 'other' | 'unknown';
  readonly line: number;
  readonly note: string;
}

function userOf({ stages, dropsRootLine }: ContainerRecipe): User {
  const last = stages.at(-1);
  if (last === undefined) return { state: 'unknown', line: 1, note: 'it has no stage' };
  if (dropsRootLine !== undefined) return { state: 'other', line: dropsRootLine, note: 'gives up root when it starts' };
  if (last.userLine !== undefined) {
    const isRoot = last.user !== undefined && /^(?:root|0)(?::|$)/.test(last.user);
    return {
      state: isRoot ? 'root' : 'other',
      line: last.userLine,
      note: `runs as ${last.user ?? 'a user given by a variable'}`,
    };
  }
  const base = baseOf(stages);
  if (base === undefined) return { state: 'unknown', line: last.line, note: 'its base image is given by a variable' };
  return namelessImages.test(base)
    ? { state: 'other', line: last.line, note: `${base} does not start as root` }
    : { state: 'root', line: last.line, note: 'no USER line, so it runs as root' };
}

/** The image under the last stage, through earlier stages. */
function baseOf(stages: ContainerRecipe['stages']): string | undefined {
  const last = stages.at(-1);
  if (last?.isEarlierStage !== true) return last?.image;
  const base = stages.slice(0, -1).filter(({ isEarlierStage }) => !isEarlierStage);
  return base.length === 1
    ? base[0]?.image
    : (base.find(({ image }) => image !== undefined && namelessImages.test(image))?.image ?? base[0]?.image);
}

/** The app doesn’t run as the all-powerful user. */
export const secContainerNotRoot: Check = {
  id: 'sec-container-not-root',
  category: 'Security',
  title: 'The app doesn’t run as the all-powerful user',
  plain: 'If someone breaks in, they should land in a small room, not own the building.',
  why: 'A process that runs as root in a container is one mistake away from the machine below it.',
  fix: 'Add a USER line before the start command: node, nobody or 65532, as the base image offers.',
  source: 'https://docs.docker.com/build/building/best-practices/#user',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 3,
  applies: ['docker'],
  evaluate(facts) {
    const recipes = facts.containers.filter(
      ({ path, stages, makesPackages }) => stages.length > 0 && !makesPackages && !isDevelopmentOnly(path),
    );
    if (recipes.length === 0)
      return { state: 'not_applicable', because: 'No container recipe here is meant to go live.' };
    const workloads = facts.kubernetes.flatMap(({ containers }) => containers.filter(({ isInit }) => !isInit));
    const asNobody = facts.kubernetes.flatMap(({ path, containers }) =>
      containers
        .filter(({ runAsNonRoot }) => runAsNonRoot === true)
        .map(({ line }) => ({ path, line, note: 'runs as nobody special' })),
    );
    if (workloads.length > 0 && workloads.every(({ runAsNonRoot }) => runAsNonRoot === true)) {
      return { state: 'pass', evidence: asNobody.slice(0, 3) };
    }
    const judged = recipes.map((recipe) => ({ recipe, user: userOf(recipe) }));
    const roots = judged.filter(({ user }) => user.state === 'root');
    if (roots.length > 0) {
      return {
        state: 'fail',
        evidence: roots
          .slice(0, 10)
          .map(({ recipe, user }) => ({ path: recipe.path, line: user.line, note: user.note })),
        because: `${String(roots.length)} of ${String(judged.length)} containers run as root.`,
      };
    }
    const open = judged.find(({ user }) => user.state === 'unknown');
    if (open !== undefined) {
      return { state: 'unknown', because: `${open.recipe.path}: ${open.user.note}, so nobody can say who it runs as.` };
    }
    return {
      state: 'pass',
      evidence: judged.slice(0, 3).map(({ recipe, user }) => ({ path: recipe.path, line: user.line, note: user.note })),
    };
  },
};
