// The check dep-image-not-latest: images without an exact version.

import { weights, type Check } from '../check.ts';
import type { Facts } from '../facts.ts';
import { filesLike, linesSeen } from '../look.ts';
import { isDevelopmentOnly, isSample } from '../paths.ts';

/** Tags that name a kind or a channel and no version: what they mean changes from day to day. */
const floating =
  /^(?:latest|slim|alpine|stable|lts|current|edge|nightly|rolling|mainline|main|master)(?:-(?:slim|alpine))?$/;

function isLoose(image: string): boolean {
  if (image === 'scratch' || image.includes('@sha256:')) return false;
  const tag = /:([\w][\w.-]*)$/.exec(image.split('/').at(-1) ?? '')?.[1];
  return tag === undefined || floating.test(tag);
}

/** Images whose version another tool fills in: Skaffold builds them, Kustomize renames them. */
function imagesSetElsewhere(facts: Facts): (image: string) => boolean {
  const builds = filesLike(facts, /(?:^|\/)(?:skaffold\.ya?ml|Tiltfile|devspace\.yaml|garden\.ya?ml)$/).length > 0;
  const renamed = new Set(
    filesLike(facts, /(?:^|\/)kustomization\.ya?ml$/).flatMap(({ shownPath }) =>
      Array.from(
        (facts.texts.get(shownPath) ?? '').matchAll(/^\s*-?\s*name:\s*["']?([\w./:-]+)/gm),
        (match) => match[1] ?? '',
      ),
    ),
  );
  return (image) =>
    (builds && !image.includes('/') && !image.includes(':')) ||
    renamed.has(image.replace(/:[\w.-]+$/, '')) ||
    /[$<{]/.test(image);
}

/** The image version is named, not "latest". */
export const depImageNotLatest: Check = {
  id: 'dep-image-not-latest',
  category: 'Deployment',
  title: 'The image version is named, not "latest"',
  plain: 'The word "latest" means nobody knows what is running.',
  why: 'With "latest" nobody knows what runs, and a restart may bring another version.',
  fix: 'Name the version after the colon, or a digest.',
  source: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 3,
  applies: ['docker'],
  evaluate(facts) {
    const recipes = facts.containers.filter(({ path }) => !isDevelopmentOnly(path));
    const bases = recipes.flatMap(({ path, stages }) =>
      stages
        .filter(({ isEarlierStage, image }) => !isEarlierStage && image !== undefined && !image.includes('{{'))
        .map(({ image = '', line }) => ({ path, line, image })),
    );
    const fromElsewhere = imagesSetElsewhere(facts);
    const workloads = facts.kubernetes.flatMap(({ path, containers }) =>
      containers.flatMap(({ image, imageLine }) =>
        image === undefined || fromElsewhere(image) ? [] : [{ path, line: imageLine, image }],
      ),
    );
    const all = [...bases, ...workloads];
    const loose = all.filter(({ image }) => isLoose(image));
    if (loose.length > 0) {
      return {
        state: 'fail',
        evidence: loose
          .slice(0, 10)
          .map(({ path, line, image }) => ({ path, line, note: `${image} has no exact version` })),
        because: `${String(loose.length)} of ${String(all.length)} images have no exact version.`,
      };
    }
    const composed = linesSeen(
      facts,
      /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
      /^\s*image:\s*["']?([\w./-]+:latest)\b/gm,
      '$1 has no exact version',
    ).filter((seen) => !isSample(seen.path));
    if (composed.length > 0)
      return { state: 'warn', evidence: composed, because: 'A compose file takes whatever is latest.' };
    return all.length > 0
      ? { state: 'pass', evidence: all.slice(0, 3).map(({ path, line, image }) => ({ path, line, note: image })) }
      : { state: 'unknown', because: 'The images are given by variables, so nobody can say which version runs.' };
  },
};
