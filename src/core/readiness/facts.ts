// Everything the checks look at, gathered once and never changed. "Could not look" is a value here, so that a check can answer
// "unknown" instead of guessing. Shells call gatherFacts; it reads through ports and knows no check.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Files, Git } from '../ports.ts';
import { declarationPath, parseDeclaration, type ProjectDeclaration } from '../project/declaration.ts';
import type { Issue } from '../model/errors.ts';
import { codeProbes, type ProbeName } from './code-probes.ts';
import { probeFile, type FileFacts, type FoundInFiles } from './file-probes.ts';
import { readGit, type GitFacts } from './git-facts.ts';
import { gatherStructure, noStructure, type StructureFacts } from './structure/gather-structure.ts';
import { compileProbes, environmentNames, probeCode } from './probe-code.ts';
import { rowsWithPeople, type PeopleInRows } from './data-rows.ts';
import { isManifest, readManifest, withoutHosts, type PackageUse } from './manifests.ts';
import { readScan, type ScanFacts, type ScanInputs } from './scan-facts.ts';
import { isBrowserCode, isCode, isData, isGenerated, isKept, isSample, isSettings, isTest } from './paths.ts';

/** A file as a check sees it. In a project of a monorepo `path` is relative to that project. */
export interface FactFile {
  readonly path: string;
  /** Relative to the workspace root: what people are shown. */
  readonly shownPath: string;
}

/** A data file in which rows name people. */
export interface DataFact extends PeopleInRows {
  readonly path: string;
}

export interface Facts extends StructureFacts, FileFacts {
  /** Folder of the project, '' for the whole workspace. */
  readonly folder: string;
  /** Sorted; made and vendored files are left out. */
  readonly files: readonly FactFile[];
  /** Text of settings, manifests and documents, by shown path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that should have been read and could not be, with the reason. */
  readonly unseen: ReadonlyMap<string, string>;
  /** Starting files of ours that nobody has filled in: there, but evidence of nothing. */
  readonly drafts: ReadonlySet<string>;
  readonly packages: readonly PackageUse[];
  readonly hits: ReadonlyMap<ProbeName, readonly CheckEvidence[]>;
  /** Names of environment variables the code reads, sorted; never values. */
  readonly environmentNames: readonly string[];
  readonly dataRows: readonly DataFact[];
  readonly git: GitFacts;
  readonly scan: ScanFacts;
  readonly declaration: ProjectDeclaration | undefined;
  /** Problems of the declaration; with an error among them there is no declaration. */
  readonly declarationIssues: readonly Issue[];
}

export interface FactInputs extends ScanInputs {
  readonly files: Files;
  readonly git: Git;
  /** Files of the walk, posix, relative to the root. */
  readonly paths: readonly string[];
  /** Files the walk listed and passed over for their size or because they could not be read. */
  readonly skipped?: readonly { readonly path: string; readonly reason: string }[];
  /** Absent: read from `.handrail/project.yaml`. */
  readonly declaration?: ProjectDeclaration;
  /** Called now and then so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Stands in starting files that people still have to fill in. Such a file is no evidence until the line is gone. */
export const draftMark = 'handrail: a starting file, remove this line when it is filled in';

const compiledProbes = compileProbes(codeProbes);
const maxTextBytes = 512 * 1024;
const filesBetweenPauses = 16;

/** Gather all facts of a workspace.
 *  @throws only what `signal` throws when aborted; unreadable files become facts */
export async function gatherFacts(inputs: FactInputs): Promise<Facts> {
  const listed = inputs.paths.filter((path) => !isGenerated(path)).sort();
  const serverComponents = listed.some((path) => /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(path));
  const found = {
    texts: new Map<string, string>(),
    unseen: new Map<string, string>(),
    drafts: new Set<string>(),
    packages: [] as PackageUse[],
    hits: new Map<ProbeName, CheckEvidence[]>(),
    environment: new Set<string>(),
    dataRows: [] as DataFact[],
    structure: noStructure(),
    inFiles: { openRoutes: [], webhooks: [], memorySessions: [] } as FoundInFiles,
  };
  const pause = async (): Promise<void> => {
    inputs.signal?.throwIfAborted();
    await inputs.pause?.();
  };
  for (const { path, reason } of inputs.skipped ?? []) if (isWorthReading(path)) found.unseen.set(path, reason);
  for (const [index, path] of listed.entries()) {
    if (index % filesBetweenPauses === 0) await pause();
    if (!isWorthReading(path)) continue;
    const text = await readText(inputs.files, path, found.unseen);
    if (text === undefined) continue;
    if (text.slice(0, 300).includes(draftMark)) {
      found.drafts.add(path);
      continue;
    }
    if (isKept(path)) {
      found.texts.set(path, text);
      await gatherStructure(text, path, found.structure, found.unseen, pause);
    }
    if (isManifest(path) && !isSample(path)) readPackages(text, path, found);
    if (isData(path) && !isSample(path)) {
      const rows = rowsWithPeople(text);
      if (rows !== undefined) found.dataRows.push({ path, ...rows });
    }
    if (isCode(path) || isSettings(path)) {
      const scopes = {
        any: isCode(path) && !isSample(path),
        settings: !isSample(path),
        test: isTest(path),
        client: isCode(path) && !isSample(path) && isBrowserCode(path, text, serverComponents),
      };
      probeCode(compiledProbes, text, path, scopes, found.hits);
      if (scopes.any) {
        environmentNames(text, found.environment);
        probeFile(text, path, found.inFiles);
      }
    }
  }
  const declared = await readDeclaration(inputs);
  return {
    folder: '',
    files: listed.filter((path) => !found.drafts.has(path)).map((path) => ({ path, shownPath: path })),
    texts: found.texts,
    unseen: found.unseen,
    drafts: found.drafts,
    packages: withoutHosts(found.packages, listed, found.texts),
    hits: found.hits,
    environmentNames: [...found.environment].sort(),
    dataRows: found.dataRows,
    git: await readGit(inputs.git, inputs.files),
    ...found.structure,
    ...found.inFiles,
    scan: readScan(inputs),
    declaration: declared.declaration,
    declarationIssues: declared.issues,
  };
}

function isWorthReading(path: string): boolean {
  return isKept(path) || isCode(path) || isData(path) || isSettings(path);
}

async function readText(files: Files, path: string, unseen: Map<string, string>): Promise<string | undefined> {
  try {
    const reading = files.read(path);
    const bytes = reading instanceof Promise ? await reading : reading;
    if (bytes === undefined) return undefined;
    if (bytes.length > maxTextBytes) {
      unseen.set(path, 'too-large');
      return isData(path) ? decode(bytes.subarray(0, maxTextBytes)) : undefined;
    }
    return decode(bytes);
  } catch {
    // Why the disk refused is of no use to a check; that it did is the fact.
    unseen.set(path, 'unreadable');
    return undefined;
  }
}

/** UTF-8, or UTF-16 when its mark says so; the mark itself is no character. Source: https://encoding.spec.whatwg.org/#decode */
function decode(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

function readPackages(
  text: string,
  path: string,
  found: { packages: PackageUse[]; unseen: Map<string, string> },
): void {
  const reading = readManifest(text, path);
  if (reading?.state === 'read') found.packages.push(...reading.packages);
  if (reading?.state === 'malformed') found.unseen.set(path, `it is malformed: ${reading.because}`);
}

async function readDeclaration(inputs: FactInputs): Promise<ReturnType<typeof parseDeclaration>> {
  if (inputs.declaration) return { declaration: inputs.declaration, issues: [] };
  const unseen = new Map<string, string>();
  const text = await readText(inputs.files, declarationPath, unseen);
  if (text !== undefined) return parseDeclaration(text);
  const because = unseen.get(declarationPath);
  if (because === undefined) return { issues: [] };
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `This file could not be read (${because}). Check that it is a readable text file.`;
  return { issues: [{ code: 'project/unreadable', severity: 'error', message, file: declarationPath, ...place }] };
}
