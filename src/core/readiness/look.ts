// Questions that checks and boundary signals ask of the facts, answered with evidence. Pure; nothing here decides a state alone
// but the last three, which put an answer into words.

import type { CheckEvidence, CheckOutcome } from '../model/outcome.ts';
import type { ProbeName } from './code-probes.ts';
import type { FactFile, Facts } from './facts.ts';
import { isManifest, lineOf, type PackageUse } from './manifests.ts';
import { isCode, isSample, isTest } from './paths.ts';
import type { SettingsValue } from './structure/settings-values.ts';
import { answered, filesWhich, ofText, textsWhich, type FileQuestion } from './noted-facts.ts';
import { packagesNamed, packagesThatRun, type PackageNames } from './traits.ts';
import { expression } from '../text/expression.ts';

/** More places than this say nothing new. */
export const maxEvidence = 10;

/** Recipes of build robots, by the names their makers give them. */
export const buildRobotFiles = expression()`
  ^(?:
    \.github/workflows/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci/config\.yml|azure-pipelines\.yml|
    bitbucket-pipelines\.yml|Jenkinsfile|\.drone\.yml|\.woodpecker\.yml|\.?buildkite/[^/]+\.ya?ml|\.travis\.yml
  )$
`;

/** The README and what lies beside it: where people write how things work. */
export const documentFiles = /^(?:README[^/]*|(?:docs?|documentation)\/.+\.mdx?|[^/]+\.md)$/i;

/** Container recipes. */
export const containerFiles = /(?:^|\/)(?:[\w.-]+\.)?(?:[Dd]ockerfile|Containerfile)(?:\.[\w.-]+)?$/;

const idOfSource = new Map<string, number>();

/** A number for a pattern, the same for all that match alike. The text of a pattern is long, and asked for thousands of times. */
function idOf(pattern: RegExp): number {
  const id = idOfSource.get(pattern.source) ?? idOfSource.size;
  idOfSource.set(pattern.source, id);
  const { ignoreCase, multiline, dotAll, unicode } = pattern;
  return id * 16 + Number(ignoreCase) * 8 + Number(multiline) * 4 + Number(dotAll) * 2 + Number(unicode);
}

/** Files whose project-relative path matches. */
export function filesLike(facts: Facts, pattern: RegExp): readonly FactFile[] {
  return filesWhich(facts, ({ path }) => pattern.test(path), idOf(pattern));
}

/** Evidence for files as a whole: their first line. */
export function filesSeen(facts: Facts, pattern: RegExp, note: string): readonly CheckEvidence[] {
  return filesLike(facts, pattern)
    .slice(0, maxEvidence)
    .map((file) => ({ path: file.shownPath, line: 1, note }));
}

/** Evidence for each place in a kept text that matches. The pattern must have the flags `g` and `m`. */
export function linesSeen(facts: Facts, paths: RegExp, pattern: RegExp, note: string): readonly CheckEvidence[] {
  const lines = `lines ${String(idOf(pattern))} ${note}`;
  return answered(facts, `${String(idOf(paths))} ${lines}`, () => {
    const texts = textsWhich(facts, ({ path }) => paths.test(path));
    const found: CheckEvidence[] = [];
    for (const { shownPath } of filesLike(facts, paths)) {
      const text = texts.get(shownPath);
      if (text === undefined) continue;
      found.push(...ofText(facts, shownPath, text, lines, () => linesOf(shownPath, text, pattern, note)));
      if (found.length >= maxEvidence) break;
    }
    return found.slice(0, maxEvidence);
  });
}

const noLines: readonly CheckEvidence[] = [];

function linesOf(path: string, text: string, pattern: RegExp, note: string): readonly CheckEvidence[] {
  const found: CheckEvidence[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length >= maxEvidence) break;
    if (match[0].startsWith('#') && isInsideCodeBlock(path, text, match.index)) continue;
    const value = match[1]?.slice(0, 80) ?? '';
    found.push({ path, line: lineOf(text, match.index), note: note.replace('$1', value) });
  }
  return found.length === 0 ? noLines : found;
}

/** Evidence for settings in JSON and TOML by their name, see structure/settings-values.ts. Samples have none.
 *  @param name  what the whole name must match, such as `scripts.test`
 *  @param value  what the value must match; its first group takes the place of `$1`. Absent: the name is enough */
export function settingsSeen(
  facts: Facts,
  paths: RegExp,
  name: RegExp,
  note: string,
  value?: RegExp,
): readonly CheckEvidence[] {
  const found = new Map<string, CheckEvidence>();
  for (const { shownPath } of filesLike(facts, paths)) {
    for (const { path, line, name: each, value: held } of settingsByPath(facts).get(shownPath) ?? []) {
      if (!name.test(each) || (value === undefined) !== (held === undefined)) continue;
      const match = value === undefined ? name.exec(each) : value.exec(held ?? '');
      const place = `${path}:${String(line)}`;
      if (match === null || found.has(place)) continue;
      found.set(place, { path, line, note: note.replace('$1', match[1]?.slice(0, 80) ?? '') });
    }
  }
  return [...found.values()].slice(0, maxEvidence);
}

/** Values of a file's settings by their name, in order. @param path  as people are shown it */
export function settingValues(facts: Facts, path: string, name: RegExp): readonly string[] {
  const settings = settingsByPath(facts).get(path) ?? [];
  return settings.flatMap(({ name: each, value }) => (value !== undefined && name.test(each) ? [value] : []));
}

function settingsByPath(facts: Facts): ReadonlyMap<string, readonly SettingsValue[]> {
  return answered(facts, settingsByPath, () => {
    const byPath = new Map<string, SettingsValue[]>();
    for (const value of facts.settings) {
      const known = byPath.get(value.path);
      if (known === undefined) byPath.set(value.path, [value]);
      else known.push(value);
    }
    return byPath;
  });
}

/** A comment of a shell example is no heading. Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function isInsideCodeBlock(path: string, text: string, offset: number): boolean {
  if (!/\.mdx?$|(?:^|\/)README[^/]*$/i.test(path)) return false;
  const fences = text.slice(0, offset).match(/^ {0,3}(?:```|~~~)/gm);
  return fences !== null && fences.length % 2 === 1;
}

/** Evidence for packages of the given names in any manifest. */
export function packagesSeen(facts: Facts, names: PackageNames): readonly CheckEvidence[] {
  return packagesNamed(facts.packages, names).slice(0, maxEvidence).map(evidenceOfUse);
}

/** Evidence for packages that run with the project. */
export function runningPackages(facts: Facts, names: PackageNames): readonly CheckEvidence[] {
  return packagesThatRun(facts.packages, names).slice(0, maxEvidence).map(evidenceOfUse);
}

function evidenceOfUse({ path, line, name }: PackageUse): CheckEvidence {
  return { path, line, note: `uses ${name}` };
}

/** Places where a code probe matched; [] when nowhere. */
export function hitsOf(facts: Facts, probe: ProbeName): readonly CheckEvidence[] {
  return facts.hits.get(probe) ?? [];
}

/** Evidence for annotations of Kubernetes documents. @param value  what the value must match */
export function annotationsSeen(facts: Facts, name: RegExp, note: string, value?: RegExp): readonly CheckEvidence[] {
  return facts.kubernetes
    .flatMap(({ path, annotations }) =>
      [...annotations]
        .filter(([each, { value: held }]) => name.test(each) && (value === undefined || value.test(held)))
        .map(([, { line }]) => ({ path, line, note })),
    )
    .slice(0, maxEvidence);
}

/** Evidence for Terraform resources by their type. */
export function terraformSeen(facts: Facts, type: RegExp, note: string): readonly CheckEvidence[] {
  return facts.terraform
    .filter((block) => block.type === 'resource' && type.test(block.labels[0] ?? ''))
    .slice(0, maxEvidence)
    .map(({ path, line }) => ({ path, line, note }));
}

/** For checks of workloads when none could be read: unknown while a chart or a broken document may hold one. */
export function noWorkload(facts: Facts): CheckOutcome {
  const [unread] = facts.unreadKubernetes;
  if (unread !== undefined) {
    return {
      state: 'unknown',
      because: `${unread[0]}:${String(unread[1])} could not be read as YAML (a template decides what it holds).`,
    };
  }
  return { state: 'not_applicable', because: 'No workload of this kind is described here.' };
}

/** Evidence for a value of the declaration; [] when it says nothing. */
export function declared(facts: Facts, pointer: string, note: string): readonly CheckEvidence[] {
  const line = facts.declaration?.lines[pointer];
  return facts.declaration === undefined || line === undefined ? [] : [{ path: facts.declaration.file, line, note }];
}

/** Manifests that are there and could not be read: without them a missing package proves nothing. */
export function unreadManifests(facts: Facts): readonly string[] {
  return filesWhich(facts, isManifestThatCounts)
    .map(({ shownPath }) => shownPath)
    .filter((path) => facts.unseen.has(path));
}

function isManifestThatCounts({ shownPath }: FactFile): boolean {
  return isManifest(shownPath) && !isSample(shownPath);
}

/** The first column of each schema file whose name matches.
 *  @param isWanted  one function for all time
 *  @param pattern  the first group is the name */
export function columnsSeen(facts: Facts, isWanted: FileQuestion, pattern: RegExp): readonly CheckEvidence[] {
  const texts = textsWhich(facts, isWanted);
  return filesWhich(facts, isWanted)
    .flatMap(({ shownPath }) => {
      const text = texts.get(shownPath) ?? '';
      return ofText(facts, shownPath, text, `column ${String(idOf(pattern))}`, () => {
        const match = text.matchAll(pattern).next().value;
        return match
          ? [{ path: shownPath, line: lineOf(text, match.index), note: `a column named ${match[1] ?? ''}` }]
          : [];
      });
    })
    .slice(0, maxEvidence);
}

/** Pass when there is evidence; else what the caller says. Packages that could not be read turn a fail into "unknown". */
export function passWith(evidence: readonly CheckEvidence[], otherwise: CheckOutcome): CheckOutcome {
  return evidence.length > 0 ? { state: 'pass', evidence } : otherwise;
}

/** Fail without a place: something is missing. */
export function missing(because: string): CheckOutcome {
  return { state: 'fail', evidence: [], because };
}

/** Pass of a check that looks for problems: names what was looked at, because silence is no evidence.
 *  @param looked  the files that could have shown the problem
 *  @param what  in words, such as "code files"; @param because  said when there is nothing to look at */
export function noneFound(looked: readonly FactFile[], what: string, because: string): CheckOutcome {
  const first = looked[0];
  return first === undefined
    ? { state: 'not_applicable', because }
    : { state: 'pass', evidence: [lookedAt(first, looked.length, what)] };
}

function lookedAt(first: FactFile, count: number, what: string): CheckEvidence {
  return { path: first.shownPath, line: 1, note: `nothing of the kind in ${String(count)} ${what}, this one first` };
}

/** Code in languages that no probe reads: nothing found in the rest proves little. */
const unreadCode = /\.(?:rs|exs?|swift|dart|scala|clj|erl|m|c|cc|cpp|lua|pl|hs|zig)$/;

/** Files with tests. */
export function testFiles(facts: Facts): readonly FactFile[] {
  return filesWhich(facts, isTestFile);
}

function isTestFile({ path }: FactFile): boolean {
  return isTest(path);
}

/** Whether there is any code, and be it that of tests. */
export function holdsCode(facts: Facts): boolean {
  return filesWhich(facts, isCodeFile).length > 0;
}

function isCodeFile({ path }: FactFile): boolean {
  return isCode(path);
}

function isUnreadCode({ path }: FactFile): boolean {
  return unreadCode.test(path) && !isSample(path);
}

/** The same as `noneFound` for checks that read code: unknown where most of the code is in languages they do not read.
 *  @param because  said when there is no code */
export function nothingInCode(facts: Facts, because: string): CheckOutcome {
  const read = runningCode(facts);
  const unread = filesWhich(facts, isUnreadCode);
  return unread.length > read.length
    ? {
        state: 'unknown',
        because: `Most of the code is of a kind that is not read here, such as ${unread[0]?.shownPath ?? ''}.`,
      }
    : noneFound(read, 'code files', because);
}

/** Code that runs: without tests, examples and documents. */
export function runningCode(facts: Facts): readonly FactFile[] {
  return filesWhich(facts, isRunningCode);
}

function isRunningCode({ path }: FactFile): boolean {
  return isCode(path) && !isSample(path);
}

/** The same as `missing` for checks that look at packages: unknown while a manifest could not be read. */
export function missingPackage(facts: Facts, because: string): CheckOutcome {
  const unread = unreadManifests(facts);
  return unread.length > 0
    ? { state: 'unknown', because: `${unread.join(', ')} could not be read. Repair it and look again.` }
    : missing(because);
}
