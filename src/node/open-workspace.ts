// Opens a folder as both shells need it: its root, the policy in force, people's decisions, and the engine under them.
// Reads, but scans nothing before it is asked to.

import { availableParallelism } from 'node:os';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Files, Git, Store } from '../core/ports.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Waiver } from '../core/model/waiver.ts';
import { breakGlassIssues } from '../core/policy/break-glass.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { correctedMoment } from '../core/policy/server-clock.ts';
import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { createEngine, type Engine } from '../core/engine.ts';
import { Refusal, type Issue } from '../core/model/errors.ts';
import { parseAttestations, parseWaivers, type Attestation } from '../core/policy/waivers.ts';
import { declarationPath } from '../core/project/declaration.ts';
import { waiverTerms } from '../core/policy/waiver-terms.ts';
import { baselinePath, noBaseline, parseBaseline, suppressionsOf, type Baseline } from '../core/scanner/baseline.ts';
import { resolveForeign } from '../core/scanner/foreign-baseline.ts';
import type { Rulings } from '../core/scanner/judge.ts';
import type { ScanScope } from '../core/scanner/scan-set-up.ts';
import { scanWorkspace, type ScanProgress, type WorkspaceScan } from '../core/scanner/scan-workspace.ts';
import { defaultMaxFileBytes } from '../core/scanner/walk.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { diskFiles } from './files.ts';
import { diskGit, repositoryTop, silentGit } from './git.ts';
import { handrailHome } from './home.ts';
import { linearEngineFor } from './linear-engine.ts';
import { loadPolicies, type Policies, type Rejection } from './load-policies.ts';
import type { Freshness } from './remote-policy.ts';
import { readSurroundings } from './surroundings.ts';
import { diskStore } from './store.ts';
import { workerPool } from './worker-pool.ts';

const waiversPath = '.handrail/waivers.yaml';
const attestationsPath = '.handrail/attestations.yaml';

export interface OpenRequest {
  /** Absolute path of the root. */
  readonly root: string;
  /** Absolute path from which `policy` and `baseline` are meant. */
  readonly cwd: string;
  /** `--policy`: a file or an address that is the organisation's layer. */
  readonly policy?: string;
  /** The organisation's layer as the user's settings name it. */
  readonly policySetting?: string;
  /** When a fetched policy is asked for again; absent means at each opening. */
  readonly freshness?: Freshness;
  /** `--baseline`: another file than `.handrail/baseline.json`. */
  readonly baseline?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** UTC day at which decisions are weighed. */
  readonly today: string;
  /** False where git may not be run. */
  readonly mayRunGit: boolean;
  /** When this is, whatever `today` asks about. ISO 8601; absent means by the clock. */
  readonly now?: string;
  /** Texts to take in place of those that do not load, by source: what loaded last. */
  readonly lastGood?: ReadonlyMap<string, PolicySource>;
}

/** A folder under one policy. */
export interface Workspace {
  readonly root: string;
  readonly files: Files;
  readonly git: Git;
  /** Caches of this machine. */
  readonly store: Store;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** The texts that were read, whether or not they loaded. */
  readonly sources: readonly PolicySource[];
  readonly rejected: readonly Rejection[];
  /** When each fetched policy was last known to be the newest, by source. ISO 8601. */
  readonly checkedAt: ReadonlyMap<string, string>;
  /** What to add to this machine's clock to get the time by which terms are weighed; 0 unless it is far off. */
  readonly correctionMs: number;
  /** The company's policy, where it comes from an address. */
  readonly fetched?: Policies['fetched'] & object;
  /** Why a managed policy is missed, when one belongs on this machine and there is none. */
  readonly absent?: string;
  readonly engine: Engine;
  readonly rulings: Rulings;
  readonly baseline: Baseline;
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** Problems of waivers, attestations and baseline, with their places: what is wrong in them silences nothing. Before them the
   *  exceptions for an hour, which nobody is to overlook. */
  readonly issues: readonly Issue[];
  scan(options?: ScanOptions): Promise<WorkspaceScan>;
}

export interface ScanOptions {
  /** Relative to the root; absent means all of it. */
  readonly start?: readonly string[];
  readonly useIgnoreFiles?: boolean;
  readonly maxFileBytes?: number;
  /** What is looked for; absent means everything. */
  readonly scope?: ScanScope;
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
  const { root, env } = request;
  const catalog = builtinCatalog();
  const store = diskStore(join(handrailHome(env), 'cache'));
  const now = request.now ?? new Date().toISOString();
  const { policy, sources, rejected, checkedAt, correctionMs, fetched, absent } = await loadPolicies({
    root,
    cwd: request.cwd,
    env,
    today: request.today,
    now,
    catalog,
    freshness: request.freshness ?? 'ask',
    ...(request.policy !== undefined && { named: request.policy }),
    ...(request.policySetting !== undefined && { userSetting: request.policySetting }),
    ...(request.lastGood !== undefined && { lastGood: request.lastGood }),
  });
  // Who asks about another day asks about no hour of it.
  const moment = now.startsWith(request.today) ? correctedMoment(now, correctionMs) : request.today;
  const today = moment.slice(0, 10);
  const engine = createEngine({ policy, catalog, linear: await linearEngineFor(policy) });
  const files = diskFiles(root);
  const git = request.mayRunGit ? diskGit(root, env) : silentGit(root);
  const { surroundings, issues } = await readSurroundings(policy, git, readText(join(root, declarationPath)));
  const baseline = await readBaseline(request, files, engine);
  const waivers = parseWaivers(readText(join(root, waiversPath)) ?? '', waiversPath);
  const attestations = parseAttestations(readText(join(root, attestationsPath)) ?? '', attestationsPath);
  return {
    root,
    files,
    git,
    catalog: engine.catalog,
    policy,
    sources,
    rejected,
    checkedAt,
    correctionMs,
    ...(fetched !== undefined && { fetched }),
    ...(absent !== undefined && { absent }),
    engine,
    rulings: { waivers: waivers.waivers, baseline: suppressionsOf(baseline), today, now: moment, surroundings },
    baseline,
    waivers: waivers.waivers,
    attestations: attestations.attestations,
    issues: [
      ...breakGlassIssues(policy, moment),
      ...issues,
      ...baseline.issues,
      ...waivers.issues,
      ...waiverTerms(waivers.waivers, waivers.yaml, policy, today),
      ...attestations.issues,
    ],
    store,
    scan: (options = {}) => scan(options, { root, engine, git, store }),
  };
}

async function scan(
  options: ScanOptions,
  { root, engine, git, store }: { root: string; engine: Engine; git: Git; store: Store },
): Promise<WorkspaceScan> {
  const workerFile = threadFile();
  const scope = options.scope ?? 'everything';
  const jobs = options.jobs ?? Math.min(8, availableParallelism());
  const threads =
    jobs > 1 && workerFile !== undefined ? workerPool(root, workerFile, jobs, engine.added, scope) : undefined;
  const tracked = await git.trackedFiles();
  return scanWorkspace({
    files: diskFiles(root, { buffer: true }),
    engine: engine.scannerFor(scope),
    ...(scope !== 'data' && { forTools: engine.scannerFor('tools') }),
    walk: {
      useIgnoreFiles: options.useIgnoreFiles ?? true,
      maxFileBytes: options.maxFileBytes ?? defaultMaxFileBytes,
      ...(options.start !== undefined && { start: options.start }),
      ...(tracked !== undefined && { tracked }),
    },
    cache: {
      store,
      name: `${scope === 'everything' ? 'scan' : scope}-${sha256(root).slice(0, 16)}.json`,
      nowMs: Date.now,
    },
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

/** The project's baseline, or the file that the caller names. What another scanner's file knows counts beside the project's own. */
async function readBaseline(request: OpenRequest, files: Files, engine: Engine): Promise<Baseline> {
  const read = (file: string, name: string): Baseline => {
    const text = readText(file);
    return text === undefined ? noBaseline : parseBaseline(text, name);
  };
  const own = (): Baseline => read(join(request.root, baselinePath), baselinePath);
  if (request.baseline === undefined) return own();
  const named = read(resolve(request.cwd, request.baseline), request.baseline);
  if (!named.isForeign) return named;
  const resolved = await resolveForeign(named.foreign, files, engine.scanDocument);
  const { entries, issues } = own();
  const both = new Map([...resolved.map((entry) => [entry.fingerprint, entry] as const), ...entries]);
  return { ...named, entries: both, issues: [...named.issues, ...issues] };
}

function readText(file: string): string | undefined {
  return existsSync(file) ? decode(readFileSync(file))?.text : undefined;
}
