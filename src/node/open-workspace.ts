// Opens a folder as both shells need it: its root, the policy in force, people's decisions, and the engine under them.
// Reads, but scans nothing before it is asked to.

import { availableParallelism } from 'node:os';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Files, Git, Store } from '../core/ports.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Waiver } from '../core/model/waiver.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { allRules } from '../core/detectors/registry.ts';
import { createEngine, type Engine } from '../core/engine.ts';
import { Refusal, type Issue } from '../core/model/errors.ts';
import { loadPolicy, type RejectedLayer } from '../core/policy/load.ts';
import { parseAttestations, parseWaivers, type Attestation } from '../core/policy/waivers.ts';
import { baselinePath, parseBaseline, type Baseline } from '../core/scanner/baseline.ts';
import type { Rulings } from '../core/scanner/judge.ts';
import { scanWorkspace, type ScanProgress, type WorkspaceScan } from '../core/scanner/scan-workspace.ts';
import { defaultMaxFileBytes } from '../core/scanner/walk.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { diskFiles } from './files.ts';
import { diskGit, noGit, repositoryTop } from './git.ts';
import { handrailHome } from './home.ts';
import { readPolicyLayers } from './policy-files.ts';
import { diskStore } from './store.ts';
import { workerPool } from './worker-pool.ts';

const waiversPath = '.handrail/waivers.yaml';
const attestationsPath = '.handrail/attestations.yaml';

export interface OpenRequest {
  /** Absolute path of the root. */
  readonly root: string;
  /** Absolute path from which `policy` and `baseline` are meant. */
  readonly cwd: string;
  /** `--policy`: a file that is the organisation's layer. */
  readonly policy?: string;
  /** `--baseline`: another file than `.handrail/baseline.json`. */
  readonly baseline?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** UTC day at which decisions are weighed. */
  readonly today: string;
  /** False where git may not be run. */
  readonly mayRunGit: boolean;
  /** Texts to take in place of those that do not load, by source: what loaded last. */
  readonly lastGood?: ReadonlyMap<string, string>;
}

/** A folder under one policy. */
export interface Workspace {
  readonly root: string;
  readonly files: Files;
  readonly git: Git;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** The texts that were read, whether or not they loaded. */
  readonly sources: readonly PolicySource[];
  readonly rejected: readonly OpenRejection[];
  readonly engine: Engine;
  readonly rulings: Rulings;
  readonly baseline: Baseline;
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** Problems of waivers, attestations and baseline, with their places. What is wrong in them silences nothing. */
  readonly issues: readonly Issue[];
  scan(options?: ScanOptions): Promise<WorkspaceScan>;
}

/** A policy that did not load, and whether its last good version holds meanwhile. */
export interface OpenRejection extends RejectedLayer {
  readonly lastGoodHolds: boolean;
}

export interface ScanOptions {
  /** Relative to the root; absent means all of it. */
  readonly start?: readonly string[];
  readonly useIgnoreFiles?: boolean;
  readonly maxFileBytes?: number;
  /** Threads; 1 scans on the caller's. */
  readonly jobs?: number;
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Root of a workspace: the top of the git repository that holds the first path, else `cwd`.
 *  @throws Refusal `usage` when there is nothing at the path. Source: product.md §1 */
export function findRoot(cwd: string, firstPath: string | undefined): string {
  const path = resolve(cwd, firstPath ?? '.');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Refusal('usage', `There is nothing at ${firstPath ?? cwd}.`);
  const folder = realpathSync(stat.isDirectory() ? path : dirname(path));
  const top = repositoryTop(folder);
  if (top !== undefined) return top;
  const base = realpathSync(cwd);
  const isInside = folder === base || folder.startsWith(`${base}/`);
  return isInside && firstPath !== undefined && resolve(cwd, firstPath) !== resolve(cwd) ? base : folder;
}

/** A path as the workspace names it: posix, relative to the root, '' for the root itself.
 *  @throws Refusal `usage` when it lies outside */
export function pathInRoot(root: string, cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  // The last part may be a link: the link is meant, not what it points to.
  const real = existsSync(dirname(absolute))
    ? join(realpathSync(dirname(absolute)), relative(dirname(absolute), absolute))
    : absolute;
  const inside = relative(root, existsSync(absolute) && realpathSync(absolute) === root ? root : real).replaceAll(
    '\\',
    '/',
  );
  if (inside.startsWith('..')) throw new Refusal('usage', `${path} lies outside of ${root}.`);
  return inside;
}

/** Open a folder. Policies that do not load are in `rejected`; it is for the shell to refuse or to go on with what holds. */
export async function openWorkspace(request: OpenRequest): Promise<Workspace> {
  const { root, env, today } = request;
  const catalog = builtinCatalog();
  const store = diskStore(join(handrailHome(env), 'cache'));
  const sources = readPolicyLayers(root, {
    cwd: request.cwd,
    env,
    ...(request.policy !== undefined && { named: request.policy }),
  });
  const { policy, rejected } = await loadRemembering(sources, request, catalog, store);
  const engine = createEngine({ policy, catalog });
  const files = diskFiles(root);
  const git = request.mayRunGit ? diskGit(root, env) : noGit;
  const baselineFile = request.baseline ?? baselinePath;
  const baselineText = readText(
    request.baseline === undefined ? join(root, baselinePath) : resolve(request.cwd, request.baseline),
  );
  const baseline =
    baselineText === undefined ? { entries: new Map(), issues: [] } : parseBaseline(baselineText, baselineFile);
  const waivers = parseWaivers(readText(join(root, waiversPath)) ?? '', waiversPath);
  const attestations = parseAttestations(readText(join(root, attestationsPath)) ?? '', attestationsPath);
  return {
    root,
    files,
    git,
    catalog,
    policy,
    sources,
    rejected,
    engine,
    rulings: { waivers: waivers.waivers, baseline: baseline.entries, today },
    baseline,
    waivers: waivers.waivers,
    attestations: attestations.attestations,
    issues: [...baseline.issues, ...waivers.issues, ...attestations.issues],
    scan: (options = {}) => scan(options, { root, engine, files, git, store }),
  };
}

async function scan(
  options: ScanOptions,
  { root, engine, files, git, store }: { root: string; engine: Engine; files: Files; git: Git; store: Store },
): Promise<WorkspaceScan> {
  const workerFile = threadFile();
  const jobs = options.jobs ?? Math.min(8, availableParallelism());
  const threads = jobs > 1 && workerFile !== undefined ? workerPool(root, workerFile, jobs) : undefined;
  const tracked = await git.trackedFiles();
  return scanWorkspace({
    files,
    engine,
    walk: {
      useIgnoreFiles: options.useIgnoreFiles ?? true,
      maxFileBytes: options.maxFileBytes ?? defaultMaxFileBytes,
      ...(options.start !== undefined && { start: options.start }),
      ...(tracked !== undefined && { tracked }),
    },
    cache: { store, name: `scan-${sha256(root).slice(0, 16)}.json`, nowMs: Date.now },
    ...(threads !== undefined && { threads }),
    ...(options.onProgress !== undefined && { onProgress: options.onProgress }),
    ...(options.pause !== undefined && { pause: options.pause }),
    ...(options.signal !== undefined && { signal: options.signal }),
  });
}

/** The bundled thread beside the running bundle; undefined where there is none, as in unit tests. */
function threadFile(): string | undefined {
  if (typeof __dirname === 'undefined') return undefined;
  const file = join(__dirname, 'scan-worker.cjs');
  return existsSync(file) ? file : undefined;
}

/** Load the layers; managed ones are remembered between runs, so that a damaged one leaves the last good one in force. */
async function loadRemembering(
  sources: readonly PolicySource[],
  request: OpenRequest,
  catalog: Catalog,
  store: Store,
): Promise<LoadedSources> {
  const managed = sources.find(({ layer }) => layer === 'managed');
  if (managed === undefined) return loadSources(sources, { ...request, catalog });
  const name = `last-good-${sha256(managed.source).slice(0, 16)}.yaml`;
  const remembered = await store.get(name);
  const lastGood = new Map(request.lastGood);
  if (remembered !== undefined) lastGood.set(managed.source, Buffer.from(remembered).toString('utf8'));
  const loaded = loadSources(sources, { ...request, catalog, lastGood });
  const isGood = loaded.rejected.every(({ source }) => source !== managed.source);
  if (isGood) await store.set(name, Buffer.from(managed.text));
  return loaded;
}

export interface LoadedSources {
  readonly policy: Policy;
  readonly rejected: readonly OpenRejection[];
}

/** Load the layers; in place of one that does not load, what loaded last holds. */
export function loadSources(
  sources: readonly PolicySource[],
  request: Pick<OpenRequest, 'today' | 'env' | 'lastGood'> & { readonly catalog: Catalog },
): LoadedSources {
  const context = {
    today: request.today,
    groups: (request.env['HANDRAIL_GROUPS'] ?? '').split(',').flatMap((group) => group.trim() || []),
    knownTools: new Set(request.catalog.tools.map(({ id }) => id)),
    knownRules: new Set(allRules.map(({ id }) => id)),
  };
  const first = loadPolicy(sources, context);
  const substitutes = sources.map((source): PolicySource => {
    const isRejected = first.rejected.some((each) => each.source === source.source);
    const text = isRejected ? request.lastGood?.get(source.source) : undefined;
    return text === undefined ? source : { layer: source.layer, source: source.source, text };
  });
  const isSubstituted = substitutes.some((source, index) => source !== sources[index]);
  const second = isSubstituted ? loadPolicy(substitutes, context) : first;
  const lost = new Set(second.rejected.map(({ source }) => source));
  return {
    policy: second.policy,
    rejected: first.rejected.map((each) => ({ ...each, lastGoodHolds: !lost.has(each.source) })),
  };
}

function readText(file: string): string | undefined {
  return existsSync(file) ? decode(readFileSync(file))?.text : undefined;
}
