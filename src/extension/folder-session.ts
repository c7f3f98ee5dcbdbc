// One workspace folder: its policy, what was seen in its files, and what follows from both. Owned by the session.
// Results that come late, for another text or under another policy, are dropped here.

import type { TextDocument as EditorDocument, Uri, WorkspaceFolder } from 'vscode';
import { Disposable, RelativePattern, workspace } from 'vscode';
import type { DocumentFollower } from '../core/engine.ts';
import type { Finding } from '../core/model/finding.ts';
import type { PolicySource } from '../core/policy/load.ts';
import type { Inventory } from '../core/inventory/inventory.ts';
import type { ReadinessReport } from '../core/readiness/report.ts';
import type { ScannedDocument } from '../core/scanner/scanned-document.ts';
import { messageOf } from '../core/model/errors.ts';
import { scansOnOpen } from './configuration.ts';
import { isAtOrBelow, pathIn, uriIn } from './convert.ts';
import type { FolderScan, OpenedFolder, ScanProgress } from './folder-engine.ts';
import { FolderClock } from './folder-clock.ts';
import { readFile } from './read-file.ts';
import { Scheduler } from './scheduler.ts';
import type { SessionNeeds } from './session-needs.ts';

/** What is known of a folder now. Replaced as a whole at each change. */
export interface FolderState {
  readonly folder: WorkspaceFolder;
  readonly phase: 'opening' | 'scanning' | 'ready' | 'stopped' | 'failed';
  /** Why, when the phase is `failed`. */
  readonly because?: string;
  readonly progress?: ScanProgress;
  readonly opened?: OpenedFolder;
  readonly inventory?: Inventory;
  readonly readiness?: ReadinessReport;
  /** Of the last full scan. */
  readonly files?: number;
  readonly skipped?: FolderScan['skipped'];
  /** Detectors that broke on a file: their findings there are missing. */
  readonly failures?: number;
}

interface Listeners {
  readonly findings: (uris: readonly Uri[]) => void;
  readonly state: (state: FolderState) => void;
}

interface Buffer {
  readonly version: number;
  readonly follower: DocumentFollower;
  readonly scanned: ScannedDocument;
}

/** Files that decide what the others mean. */
const steeringFiles = /^(?:ai-policy\.yaml|\.handrail\/[^/]+|\.handrailignore)$/;
const steeringPauseMs = 150;
const filesPauseMs = 500;
const conclusionsPauseMs = 700;
/** Longest slice of judging before the extension host gets a turn. */
const sliceMs = 8;

export class FolderSession {
  readonly folder: WorkspaceFolder;
  readonly #needs: SessionNeeds;
  readonly #tell: Listeners;
  readonly #scheduler: Scheduler;
  readonly #watching: Disposable;
  readonly #clock: FolderClock;
  readonly #buffers = new Map<string, Buffer>();
  #files = new Map<string, ScannedDocument>();
  #findings = new Map<string, readonly Finding[]>();
  #leftOut = new Set<string>();
  /** Files and folders that changed and wait to be looked at again. */
  readonly #touched = new Set<string>();
  #scan: FolderScan | undefined;
  #newestScan = 0;
  #goodTexts: ReadonlyMap<string, PolicySource> = new Map();
  /** Oldest copy of a fetched policy that the next opening takes. Stays until an opening is through: one that is replaced must not
   *  take the wish to ask with it. */
  #maxAgeMs = Infinity;
  #state: FolderState;
  #disposed = false;

  constructor(folder: WorkspaceFolder, needs: SessionNeeds, tell: Listeners) {
    this.folder = folder;
    this.#needs = needs;
    this.#tell = tell;
    this.#state = { folder, phase: 'opening' };
    this.#scheduler = new Scheduler((thrown) => {
      needs.log.warn(`${folder.name}: ${messageOf(thrown)}`);
      this.#become({ phase: 'failed', because: messageOf(thrown) });
    });
    this.#clock = new FolderClock(this.#scheduler, needs, (maxAgeMs) => {
      this.reopen(0, maxAgeMs);
    });
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*'));
    const moved = (uri: Uri): void => {
      this.#fileMoved(uri, false);
    };
    this.#watching = Disposable.from(
      watcher,
      watcher.onDidChange(moved),
      watcher.onDidCreate(moved),
      watcher.onDidDelete((uri) => {
        this.#fileMoved(uri, true);
      }),
    );
  }

  get state(): FolderState {
    return this.#state;
  }

  /** Findings of a file, sorted by place; [] when there are none or none are known yet. */
  findings(path: string): readonly Finding[] {
    return this.#findings.get(path) ?? [];
  }

  /** Whether ignore rules keep this file from being looked at; false while nobody has opened it. */
  isLeftOut(path: string): boolean {
    return this.#leftOut.has(path);
  }

  /** Files of the last scan; [] before it. */
  get paths(): readonly string[] {
    return this.#scan?.paths ?? [];
  }

  /** Every file that has findings, sorted by path. */
  allFindings(): readonly (readonly [string, readonly Finding[]])[] {
    return [...this.#findings].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Read policy and rulings anew, weigh everything again, and scan when that has not been done.
   *  @param maxAgeMs  oldest copy of a fetched policy to take without asking; absent means any */
  reopen(delayMs: number, maxAgeMs = Infinity): void {
    this.#maxAgeMs = Math.min(this.#maxAgeMs, maxAgeMs);
    this.#scheduler.schedule('open', delayMs, async (signal) => {
      const opened = await this.#open(this.#maxAgeMs);
      const isOver = (): boolean => signal.aborted;
      if (isOver()) return;
      this.#maxAgeMs = Infinity;
      this.#clock.start(opened);
      this.#goodTexts = opened.goodTexts;
      if (this.#state.opened !== undefined && this.#state.opened.scanKey !== opened.scanKey) this.#forgetScans();
      this.#become({ opened });
      await this.#judgeAll(opened, signal);
      if (isOver()) return;
      for (const document of workspace.textDocuments) {
        const path = pathIn(this.folder, document.uri);
        if (path !== undefined) await this.lookAt(document, path);
      }
      if (this.#scan === undefined && scansOnOpen(this.folder)) this.scanAll();
      else if (this.#scan === undefined) this.#become({ phase: 'stopped' });
      else this.conclude();
    });
  }

  /** Look at all files. Another call while one is under way starts over. */
  scanAll(): void {
    this.#scheduler.schedule('scan', 0, async (signal) => {
      const opened = this.#state.opened;
      if (!opened) return;
      const run = ++this.#newestScan;
      this.#become({ phase: 'scanning', progress: { done: 0, total: 0 } });
      const scan = await opened.scan((progress) => {
        if (!signal.aborted) this.#become({ progress });
      }, signal);
      if (this.#disposed || run !== this.#newestScan) return;
      this.#files = new Map([...(scan.stopped ? this.#files : []), ...scan.documents]);
      this.#leftOut = new Set();
      this.#scan = scan;
      const current = this.#state.opened ?? opened;
      await this.#judgeAll(current, new AbortController().signal);
      this.#state = withoutProgress(this.#state);
      this.#become({
        phase: scan.stopped ? 'stopped' : 'ready',
        files: scan.documents.size,
        skipped: scan.skipped,
        failures: [...scan.documents.values()].reduce((sum, each) => sum + each.failures.length, 0),
      });
      if (this.#touched.size > 0) this.#lookAtTouched(0);
      await this.#concludeNow(new AbortController().signal);
    });
  }

  /** Weigh readiness again soon: something outside of the files may be other now, such as what git holds. */
  lookAgain(): void {
    this.conclude();
  }

  stopScan(): void {
    this.#scheduler.abort('scan');
  }

  /** Look at the text of an editor, unless it was seen already under the policy in force. */
  async lookAt(document: EditorDocument, path: string): Promise<void> {
    const opened = this.#state.opened;
    if (!opened || document.isClosed || document.uri.scheme === 'git') return;
    const known = this.#buffers.get(path);
    const { version } = document;
    if (known?.version !== version) {
      if ((await opened.leftOut([path])).has(path)) {
        this.#leftOut.add(path);
        this.#setFindings(path, []);
        this.#tell.findings([document.uri]);
        return;
      }
      if (document.version !== version || this.#state.opened !== opened) return;
      const follower = known?.follower ?? opened.follow(path);
      this.#buffers.set(path, { version, follower, scanned: follower.scan(document.getText()) });
    }
    const buffer = this.#buffers.get(path);
    if (buffer) this.#setFindings(path, opened.judge(buffer.scanned));
    this.conclude();
  }

  /** The editor of a file is closed: what is on disk counts again. */
  closeBuffer(path: string): void {
    if (!this.#buffers.delete(path)) return;
    this.#rescan(path);
  }

  /** The window came to the front, perhaps after a sleep in which no timer ran. */
  comeToFront(): void {
    this.#clock.comeToFront(this.#state.opened);
  }

  /** Settles when the policy has been read. */
  async whenOpened(): Promise<void> {
    await this.#scheduler.idle('open');
  }

  async whenScanned(): Promise<void> {
    await this.#scheduler.idle('open');
    await this.#scheduler.idle('scan');
    await this.#scheduler.idle('conclude');
  }

  /** Settles when nothing that concerns this file is under way. */
  async settled(path: string): Promise<void> {
    await this.#scheduler.idle('open');
    if (!this.#buffers.has(path)) await this.#scheduler.idle('scan');
    if (isAtOrBelow(path, this.#touched)) await this.#scheduler.idle('files');
  }

  dispose(): void {
    this.#disposed = true;
    this.#watching.dispose();
    this.#scheduler.dispose();
    const gone = [...this.#findings.keys()].map((path) => uriIn(this.folder, path));
    this.#findings.clear();
    this.#tell.findings(gone);
  }

  async #open(maxAgeMs: number): Promise<OpenedFolder> {
    const heavy = await this.#needs.heavy();
    const policySetting = this.#needs.policySetting();
    return heavy.openFolder({
      session: this,
      root: this.folder.uri.scheme === 'file' ? this.folder.uri.fsPath : undefined,
      readVirtual: async (path) => readFile(uriIn(this.folder, path)),
      trusted: this.#needs.isTrusted(),
      env: this.#needs.env(),
      today: this.#needs.now().slice(0, 10),
      now: this.#needs.now,
      installedExtensions: this.#needs.installedExtensions(),
      lastGood: this.#goodTexts,
      freshness: { maxAgeMs },
      ...(policySetting !== undefined && { policySetting }),
    });
  }

  async #judgeAll(opened: OpenedFolder, signal: AbortSignal): Promise<void> {
    const next = new Map<string, readonly Finding[]>();
    let sliceEnds = performance.now() + sliceMs;
    for (const [path, scanned] of this.#documents()) {
      const findings = opened.judge(scanned);
      if (findings.length > 0) next.set(path, findings);
      if (performance.now() > sliceEnds) {
        await new Promise((resolve) => setImmediate(resolve));
        if (signal.aborted) return;
        sliceEnds = performance.now() + sliceMs;
      }
    }
    const changed = new Set([...this.#findings.keys(), ...next.keys()]);
    this.#findings = next;
    this.#tell.findings([...changed].map((path) => uriIn(this.folder, path)));
  }

  #documents(): ReadonlyMap<string, ScannedDocument> {
    const all = new Map(this.#files);
    for (const [path, buffer] of this.#buffers) all.set(path, buffer.scanned);
    return all;
  }

  /** The policy looks for other things now: what was seen before is not all. */
  #forgetScans(): void {
    this.#buffers.clear();
    this.#scan = undefined;
  }

  #fileMoved(uri: Uri, isGone: boolean): void {
    const path = pathIn(this.folder, uri);
    if (path === undefined) return;
    if (steeringFiles.test(path)) {
      if (path === '.handrailignore') this.#scan = undefined;
      this.reopen(steeringPauseMs);
    }
    if (isGone || !this.#buffers.has(path)) this.#rescan(path);
  }

  /** @param path  of a file, or of a folder: of what comes and goes with it, editors tell only now and then */
  #rescan(path: string): void {
    const isScanning = this.#state.phase === 'scanning';
    if (!isScanning && this.#scan === undefined && !this.#isKnown(path)) return;
    this.#touched.add(path);
    // The scan under way may have passed this place already; when it is over, it comes back.
    if (!isScanning) this.#lookAtTouched(filesPauseMs);
  }

  #isKnown(place: string): boolean {
    const places = new Set([place]);
    return [this.#files, this.#findings].some((known) => [...known.keys()].some((path) => isAtOrBelow(path, places)));
  }

  #lookAtTouched(delayMs: number): void {
    this.#scheduler.schedule('files', delayMs, async (signal) => {
      const { opened } = this.#state;
      if (!opened) return;
      const touched = new Set(this.#touched);
      const buffersBefore = new Map(this.#buffers);
      const { documents, paths } = await opened.rescan([...touched], signal);
      if (signal.aborted) return;
      if (this.#state.opened !== opened) {
        this.#lookAtTouched(0);
        return;
      }
      for (const path of touched) this.#touched.delete(path);
      const known = new Set([...this.#files.keys(), ...this.#findings.keys(), ...this.#buffers.keys()]);
      for (const path of known) {
        if (!isAtOrBelow(path, touched) || documents.has(path)) continue;
        this.#files.delete(path);
        // A text that came while we looked belongs to a file that is there again.
        if (this.#buffers.get(path) === buffersBefore.get(path)) this.#forgetSaved(path);
        if (!this.#buffers.has(path)) this.#setFindings(path, []);
      }
      for (const [path, scanned] of documents) {
        this.#files.set(path, scanned);
        if (!this.#buffers.has(path)) this.#setFindings(path, opened.judge(scanned));
      }
      if (this.#scan) {
        const untouched = this.#scan.paths.filter((path) => !isAtOrBelow(path, touched));
        this.#scan = { ...this.#scan, paths: [...untouched, ...paths] };
      }
      this.conclude();
    });
  }

  /** VS Code keeps the text of a closed editor for minutes. When its file is gone and nothing in it is unsaved, so is the text. */
  #forgetSaved(gone: string): void {
    const uri = uriIn(this.folder, gone).toString();
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
    if (document?.isDirty !== true) this.#buffers.delete(gone);
  }

  #setFindings(path: string, findings: readonly Finding[]): void {
    if (findings.length > 0) this.#findings.set(path, findings);
    else if (!this.#findings.delete(path)) return;
    this.#tell.findings([uriIn(this.folder, path)]);
  }

  /** Draw conclusions from all files again, soon. */
  conclude(): void {
    if (this.#scan === undefined || this.#state.phase === 'scanning') return;
    this.#scheduler.schedule('conclude', conclusionsPauseMs, (signal) => this.#concludeNow(signal));
  }

  async #concludeNow(signal: AbortSignal): Promise<void> {
    const { opened } = this.#state;
    if (!opened || !this.#scan) return;
    const documents = this.#documents();
    const inventory = opened.inventory(documents.values());
    const paths = [...new Set([...this.#scan.paths, ...documents.keys()])];
    const open = new Set(this.#buffers.keys());
    const readiness = await opened.readiness({ ...this.#scan, documents, paths, open }, signal);
    if (signal.aborted || this.#state.opened !== opened) return;
    this.#become({ inventory, ...(readiness && { readiness }) });
  }

  #become(change: Partial<FolderState>): void {
    if (this.#disposed) return;
    this.#state = { ...this.#state, ...change };
    this.#tell.state(this.#state);
  }
}

function withoutProgress(state: FolderState): FolderState {
  const rest: { -readonly [Key in keyof FolderState]: FolderState[Key] } = { ...state };
  delete rest.progress;
  return rest;
}
