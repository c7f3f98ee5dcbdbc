// Versions of languages that a workspace names exactly, and whether they still get fixes. The check dep-runtime-supported asks here.
// A lower bound (">=18") names no version and is let pass.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Facts } from './facts.ts';
import { filesLike } from './look.ts';
import { lineOf } from './manifests.ts';
import { ofText } from './noted-facts.ts';
import { isSample } from './paths.ts';

/** Day the table was checked. Source: https://endoflife.date/ */
export const tableDate = '2026-11-22';

type Language = 'Node' | 'Python' | 'Go' | 'Java' | '.NET' | 'Ruby' | 'PHP';

/** `ended`: no fixes for a year or so. `ending`: ended lately, so move soon. */
export type Standing = 'ended' | 'ending' | 'maintained';

export interface NamedVersion {
  readonly seen: CheckEvidence;
  readonly standing: Standing;
}

/** Newest version of each language that has ended, and newest that ends this year. */
const table: Readonly<Record<Language, { readonly ended: readonly number[]; readonly ending: readonly number[] }>> = {
  Node: { ended: [18], ending: [20] },
  Python: { ended: [3, 9], ending: [3, 10] },
  Go: { ended: [1, 24], ending: [1, 25] },
  Java: { ended: [7], ending: [11] },
  '.NET': { ended: [7], ending: [9] },
  Ruby: { ended: [3, 1], ending: [3, 2] },
  PHP: { ended: [8, 0], ending: [8, 1] },
};

interface Place {
  readonly language: Language;
  readonly file: RegExp;
  /** First group: the version, numbers and dots. */
  readonly pattern: RegExp;
}

const places: readonly Place[] = [
  { language: 'Node', file: /(?:^|\/)\.(?:nvmrc|node-version)$/, pattern: /^v?(\d+(?:\.\d+)*)\s*$/gm },
  { language: 'Node', file: /(?:^|\/)package\.json$/, pattern: /^\s*"node"\s*:\s*"[\^~]?v?(\d+)(?:\.[\dx*]+)*"/gm },
  { language: 'Python', file: /(?:^|\/)\.python-version$/, pattern: /^(?:python-)?(\d+\.\d+)(?:\.\d+)?\s*$/gm },
  { language: 'Python', file: /(?:^|\/)runtime\.txt$/, pattern: /^python-(\d+\.\d+)/gm },
  { language: 'Go', file: /(?:^|\/)\.go-version$/, pattern: /^(\d+\.\d+)/gm },
  { language: 'Ruby', file: /(?:^|\/)\.ruby-version$/, pattern: /^(?:ruby-)?(\d+\.\d+)/gm },
  { language: 'Ruby', file: /(?:^|\/)Gemfile$/, pattern: /^\s*ruby\s+["'](\d+\.\d+)/gm },
  {
    language: '.NET',
    file: /\.(?:cs|fs)proj$|(?:^|\/)Directory\.Build\.props$/,
    pattern: /<TargetFramework>net(\d+)\.0/g,
  },
  {
    language: 'Java',
    file: /(?:^|\/)pom\.xml$/,
    pattern: /<(?:java\.version|maven\.compiler\.release)>(?:1\.)?(\d+)</g,
  },
  { language: 'Node', file: /(?:^|\/)\.tool-versions$/, pattern: /^nodejs\s+(\d+)/gm },
  { language: 'Python', file: /(?:^|\/)\.tool-versions$/, pattern: /^python\s+(\d+\.\d+)/gm },
  { language: 'Ruby', file: /(?:^|\/)\.tool-versions$/, pattern: /^ruby\s+(\d+\.\d+)/gm },
];

/** Runtimes of serverless functions. Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const functionRuntimes: readonly (readonly [Language, string])[] = [
  ['Node', String.raw`nodejs(\d+)`],
  ['Python', String.raw`python(\d+\.\d+)`],
  ['Ruby', String.raw`ruby(\d+\.\d+)`],
  ['Java', String.raw`java(\d+)`],
  ['.NET', String.raw`dotnet(\d+)`],
];

const allPlaces: readonly Place[] = [
  ...places,
  ...functionRuntimes.map(([language, runtime]) => ({
    language,
    file: /\.ya?ml$/,
    pattern: new RegExp(`^\\s*[Rr]untime:\\s*["']?${runtime}`, 'gm'),
  })),
];

const images: Readonly<Record<string, Language>> = {
  node: 'Node',
  python: 'Python',
  golang: 'Go',
  ruby: 'Ruby',
  php: 'PHP',
  'dotnet/aspnet': '.NET',
  'dotnet/runtime': '.NET',
  'dotnet/sdk': '.NET',
  openjdk: 'Java',
  'eclipse-temurin': 'Java',
  amazoncorretto: 'Java',
};

/** Every exact version that settings, manifests and container recipes name, in the order of the files. */
export function namedVersions(facts: Facts): readonly NamedVersion[] {
  const fromFiles = allPlaces.flatMap(({ language, file, pattern }) =>
    filesLike(facts, file)
      .filter(({ path }) => !isSample(path))
      .flatMap(({ shownPath: path }) => {
        const text = facts.texts.get(path) ?? '';
        return ofText(facts, path, text, `${language} ${pattern.source}`, () =>
          Array.from(text.matchAll(pattern), (match) =>
            judged(language, match[1] ?? '', { path, line: lineOf(text, match.index) }),
          ),
        );
      }),
  );
  const fromImages = facts.containers.flatMap(({ path, stages }) =>
    stages.flatMap(({ image, line }) => {
      const [, name = '', version] =
        /^(?:[\w.-]+\.[\w.-]+(?::\d+)?\/)?(?:library\/)?([\w./-]+):v?(\d+(?:\.\d+)?)/.exec(image ?? '') ?? [];
      const language = images[name];
      return language === undefined || version === undefined ? [] : [judged(language, version, { path, line })];
    }),
  );
  return [...fromFiles, ...fromImages];
}

function judged(
  language: Language,
  version: string,
  place: { readonly path: string; readonly line: number },
): NamedVersion {
  const { ended, ending } = table[language];
  const standing = isUpTo(version, ended) ? 'ended' : isUpTo(version, ending) ? 'ending' : 'maintained';
  const words = {
    ended: 'gets no security fixes any more',
    ending: 'ends or has just ended',
    maintained: 'is maintained',
  };
  return { seen: { ...place, note: `${language} ${version} ${words[standing]}` }, standing };
}

/** Compared by as many parts as the bound has; a version that names fewer (`3`) means its newest. */
function isUpTo(version: string, bound: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, limit] of bound.entries()) {
    const part = parts[index];
    if (part === undefined) return false;
    if (part !== limit) return part < limit;
  }
  return true;
}
