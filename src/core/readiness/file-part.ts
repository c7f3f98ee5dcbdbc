// What one file adds to the facts, and how the facts of many files are put together. A part depends on nothing but the path and the
// text, so a changed file costs its own part alone, and a project of a monorepo has the parts of its own folder. Facts call it.

import type { CheckEvidence } from '../model/outcome.ts';
import { codeProbes, type ProbeName } from './code-probes.ts';
import { rowsWithPeople, type PeopleInRows } from './data-rows.ts';
import { fileSigns, probeFile, type FileFacts, type FoundInFiles } from './file-probes.ts';
import { isManifest, readManifest, type PackageUse } from './manifests.ts';
import { isBrowserCode, isCode, isData, isKept, isSample, isSettings, isTest } from './paths.ts';
import { compileProbes, environmentNames, environmentSigns, maxHits, probeCode } from './probe-code.ts';
import type { ProbeScope } from './probes/probe.ts';
import { isSameValue } from './same-value.ts';
import { gatherStructure, noStructure, type StructureFacts } from './structure/gather-structure.ts';

/** A data file in which rows name people. */
export interface DataFact extends PeopleInRows {
  readonly path: string;
}

/** What one file holds for the checks. */
export interface FilePart extends StructureFacts, FileFacts {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Kept for checks that read the file as a whole. */
  readonly text?: string;
  /** Why the file, or what is in it, could not be seen. */
  readonly unseen?: string;
  /** A starting file of ours that nobody has filled in. */
  readonly isDraft: boolean;
  readonly packages: readonly PackageUse[];
  readonly hits: ReadonlyMap<ProbeName, readonly CheckEvidence[]>;
  readonly environment: readonly string[];
  readonly dataRows: readonly DataFact[];
}

/** The facts that files give, put together. */
export interface PartFacts extends StructureFacts, FileFacts {
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
}

/** Stands in starting files that people still have to fill in. Such a file is no evidence until the line is gone. */
export const draftMark = 'handrail: a starting file, remove this line when it is filled in';

const compiledProbes = compileProbes(codeProbes, { ...fileSigns, environment: environmentSigns });

/** Whether a file of this path can hold anything for the facts. */
export function isWorthReading(path: string): boolean {
  return isKept(path) || isCode(path) || isData(path) || isSettings(path);
}

/** A file of which nothing but the reason is known. */
export function unseenPart(path: string, unseen: string): FilePart {
  return { ...emptyPart(path), unseen };
}

/** Read what one file holds.
 *  @param unseen  why the text is only its beginning; absent when it is whole
 *  @param serverComponents  the workspace renders pages on a server unless a file says otherwise
 *  @param pause  called now and then, since one text may hold thousands of documents
 *  @returns undefined when the file adds nothing. Never throws on what is in the text */
export async function readPart(
  path: string,
  text: string,
  { unseen, serverComponents }: { readonly unseen?: string; readonly serverComponents: boolean },
  pause: () => Promise<void>,
): Promise<FilePart | undefined> {
  if (text.slice(0, 300).includes(draftMark)) return { ...emptyPart(path), isDraft: true };
  const reasons = new Map<string, string>(unseen === undefined ? [] : [[path, unseen]]);
  const structure = noStructure();
  const inFiles: FoundInFiles = { openRoutes: [], webhooks: [], memorySessions: [] };
  const packages: PackageUse[] = [];
  const hits = new Map<ProbeName, CheckEvidence[]>();
  const environment = new Set<string>();
  const rows = isData(path) && !isSample(path) ? rowsWithPeople(text) : undefined;
  if (isKept(path)) await gatherStructure(text, path, structure, reasons, pause);
  if (isManifest(path) && !isSample(path)) {
    const reading = readManifest(text, path);
    if (reading?.state === 'read') packages.push(...reading.packages);
    if (reading?.state === 'malformed') reasons.set(path, `it is malformed: ${reading.because}`);
  }
  if ((isCode(path) || isSettings(path)) && (!isSample(path) || isTest(path))) {
    const runs = isCode(path) && !isSample(path);
    const isInScope = (scope: ProbeScope): boolean => countsFor(scope, path, text, serverComponents);
    const signs = probeCode(compiledProbes, text, path, isInScope, hits);
    if (runs && signs.has('environment')) environmentNames(text, environment);
    if (runs) probeFile(text, path, signs, inFiles);
  }
  const because = reasons.get(path);
  const part: FilePart = {
    ...structure,
    ...inFiles,
    path,
    ...(isKept(path) && { text }),
    ...(because !== undefined && { unseen: because }),
    isDraft: false,
    packages,
    hits,
    environment: [...environment],
    dataRows: rows === undefined ? [] : [{ path, ...rows }],
  };
  return addsNothing(part) ? undefined : part;
}

/** Whether a file of code or settings counts for the probes of a scope. */
function countsFor(scope: ProbeScope, path: string, text: string, serverComponents: boolean): boolean {
  if (scope === 'test') return isTest(path);
  if (isSample(path)) return false;
  if (scope === 'settings') return true;
  return isCode(path) && (scope === 'any' || isBrowserCode(path, text, serverComponents));
}

/** How each kind of fact is put together, and the member of a part that it is made from. */
const kinds: { readonly [Kind in keyof PartFacts]: PutTogetherKind<PartFacts[Kind]> } = {
  texts: ['text', (parts) => mapOf(parts, (part) => part.text)],
  unseen: ['unseen', (parts) => mapOf(parts, (part) => part.unseen)],
  drafts: ['isDraft', (parts) => new Set(parts.filter((part) => part.isDraft).map((part) => part.path))],
  packages: ['packages', (parts) => listOf(parts, (part) => part.packages)],
  hits: ['hits', hitsOfParts],
  environmentNames: ['environment', (parts) => [...new Set(listOf(parts, (part) => part.environment))].sort()],
  dataRows: ['dataRows', (parts) => listOf(parts, (part) => part.dataRows)],
  containers: ['containers', (parts) => listOf(parts, (part) => part.containers)],
  kubernetes: ['kubernetes', (parts) => listOf(parts, (part) => part.kubernetes)],
  unreadKubernetes: ['unreadKubernetes', (parts) => new Map(parts.flatMap((part) => [...part.unreadKubernetes]))],
  terraform: ['terraform', (parts) => listOf(parts, (part) => part.terraform)],
  workflows: ['workflows', (parts) => listOf(parts, (part) => part.workflows)],
  settings: ['settings', (parts) => listOf(parts, (part) => part.settings)],
  openRoutes: ['openRoutes', (parts) => listOf(parts, (part) => part.openRoutes)],
  webhooks: ['webhooks', (parts) => listOf(parts, (part) => part.webhooks)],
  memorySessions: ['memorySessions', (parts) => listOf(parts, (part) => part.memorySessions)],
};

type PutTogetherKind<Fact> = readonly [madeFrom: keyof FilePart, together: (parts: readonly FilePart[]) => Fact];

/** Put parts together, in their order.
 *  @param parts  sorted by path
 *  @param before  other parts and their facts: kinds of facts that they agree on are the same object */
export function factsOfParts(parts: readonly FilePart[], before?: PartsTogether): PartFacts {
  const changed = before === undefined ? undefined : changedParts(before.parts, parts);
  const made = Object.entries(kinds).map(([kind, [madeFrom, together]]) => {
    const isOther = changed?.some(([one, other]) => !isSameValue(one[madeFrom], other[madeFrom])) ?? true;
    return [kind, before === undefined || isOther ? together(parts) : before.facts[kind as keyof PartFacts]];
  });
  const facts: unknown = Object.fromEntries(made);
  return facts as PartFacts;
}

interface PartsTogether {
  readonly parts: readonly FilePart[];
  readonly facts: PartFacts;
}

/** Parts of the same files that differ; undefined when the files are other ones. */
function changedParts(
  before: readonly FilePart[],
  now: readonly FilePart[],
): readonly (readonly [FilePart, FilePart])[] | undefined {
  if (before.length !== now.length) return undefined;
  const changed: (readonly [FilePart, FilePart])[] = [];
  for (const [at, part] of now.entries()) {
    const old = before[at];
    if (old === part) continue;
    if (old?.path !== part.path) return undefined;
    changed.push([old, part]);
  }
  return changed;
}

/** Most parts have nothing of a kind; `flatMap` would pay for each of them. */
function listOf<Item>(parts: readonly FilePart[], itemsOf: (part: FilePart) => readonly Item[]): readonly Item[] {
  const all: Item[] = [];
  for (const part of parts) {
    const items = itemsOf(part);
    if (items.length > 0) all.push(...items);
  }
  return all;
}

function mapOf(parts: readonly FilePart[], valueOf: (part: FilePart) => string | undefined): Map<string, string> {
  const all = new Map<string, string>();
  for (const part of parts) {
    const value = valueOf(part);
    if (value !== undefined) all.set(part.path, value);
  }
  return all;
}

function hitsOfParts(parts: readonly FilePart[]): PartFacts['hits'] {
  const hits = new Map<ProbeName, CheckEvidence[]>();
  for (const part of parts) {
    if (part.hits.size > 0) for (const [name, found] of part.hits) addHits(hits, name, found);
  }
  return hits;
}

/** Puts parts together. What is made of the same parts as the last time, by its name, is the same object. */
export type PutTogether = (name: string, parts: readonly FilePart[]) => PartFacts;

export const putTogetherOnce: PutTogether = (_, parts) => factsOfParts(parts);

/** Remembers what was put together last, by name. */
export function rememberTogether(): PutTogether {
  const known = new Map<string, PartsTogether>();
  return (name, parts) => {
    const before = known.get(name);
    const isSame = before?.parts.length === parts.length && before.parts.every((part, at) => part === parts[at]);
    if (isSame) return before.facts;
    const facts = factsOfParts(parts, before);
    known.set(name, { parts, facts });
    return facts;
  };
}

function addHits(hits: Map<ProbeName, CheckEvidence[]>, name: ProbeName, found: readonly CheckEvidence[]): void {
  const known = hits.get(name);
  if (known === undefined) hits.set(name, [...found]);
  else known.push(...found.slice(0, maxHits - known.length));
}

function emptyPart(path: string): FilePart {
  return {
    ...noStructure(),
    openRoutes: [],
    webhooks: [],
    memorySessions: [],
    path,
    isDraft: false,
    packages: [],
    hits: new Map(),
    environment: [],
    dataRows: [],
  };
}

function addsNothing(part: FilePart): boolean {
  return (
    part.text === undefined &&
    part.unseen === undefined &&
    part.packages.length === 0 &&
    part.hits.size === 0 &&
    part.environment.length === 0 &&
    part.dataRows.length === 0 &&
    part.openRoutes.length === 0 &&
    part.webhooks.length === 0 &&
    part.memorySessions.length === 0
  );
}
