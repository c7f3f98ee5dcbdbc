// The check dep-image-not-latest: images without an exact version.

import { weights, type Check } from '../check.ts';
import type { CheckEvidence } from '../../model/outcome.ts';
import type { FactFile, Facts } from '../facts.ts';
import { composeFiles } from '../boundary-signal.ts';
import { filesLike, maxEvidence } from '../look.ts';
import { filesWhich, ofText, textsWhich } from '../noted-facts.ts';
import { isDevelopmentOnly, isSample } from '../paths.ts';
import { recordOf } from '../../text/parsed-value.ts';
import { pointerStep, readYaml } from '../../text/yaml-document.ts';

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
    isGiven(image);
}

/** Whether somebody else fills in the image, or a part of it. */
function isGiven(image: string): boolean {
  return /[$<{]/.test(image);
}

/** Images of services in compose files. One that is built here has a name of its own and no version to look up. Source:
 *  https://docs.docker.com/reference/compose-file/build/#using-build-and-image */
function looseInCompose(facts: Facts): readonly CheckEvidence[] {
  const texts = textsWhich(facts, isCompose);
  return filesWhich(facts, isCompose).flatMap(({ shownPath }) => {
    const text = texts.get(shownPath) ?? '';
    return ofText(facts, shownPath, text, 'loose images of services', () => looseServices(shownPath, text));
  });
}

function looseServices(path: string, text: string): readonly CheckEvidence[] {
  const document = readYaml(text, path);
  return Object.entries(recordOf(recordOf(document.value)['services'])).flatMap(([name, service]) => {
    const { image, build } = recordOf(service);
    if (typeof image !== 'string' || build !== undefined || isGiven(image) || !isLoose(image)) return [];
    const { line } = document.placeOf(`/services${pointerStep(name)}/image`);
    return [{ path, line, note: `${image} has no exact version` }];
  });
}

function isCompose({ path }: FactFile): boolean {
  return composeFiles.test(path) && !isSample(path) && !developmentCompose.test(path);
}

const developmentCompose = /compose[.-](?:dev|development|test|local|override|ci)\b/;

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
  revision: 4,
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
    const composed = looseInCompose(facts);
    if (composed.length > 0)
      return {
        state: 'warn',
        evidence: composed.slice(0, maxEvidence),
        because: 'A compose file takes whatever is latest.',
      };
    return all.length > 0
      ? { state: 'pass', evidence: all.slice(0, 3).map(({ path, line, image }) => ({ path, line, note: image })) }
      : { state: 'unknown', because: 'The images are given by variables, so nobody can say which version runs.' };
  },
};
