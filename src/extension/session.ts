// Owns what is known of all open folders and tells of every change. Features read it and listen; none of them writes back.

import type { TextDocument as EditorDocument, Uri, WorkspaceFolder } from 'vscode';
import { Disposable, EventEmitter, window, workspace } from 'vscode';
import type { Finding } from '../core/model/finding.ts';
import { messageOf } from '../core/model/errors.ts';
import { placeOf } from './convert.ts';
import { FolderSession, type FolderState } from './folder-session.ts';
import { Scheduler } from './scheduler.ts';
import type { SessionNeeds } from './session-needs.ts';

/** From the last key to the scan. Source: docs/architecture.md, "keystroke to diagnostic" */
const typingPauseMs = 150;

export class Session {
  readonly #needs: SessionNeeds;
  readonly #scheduler: Scheduler;
  readonly #folders = new Map<string, FolderSession>();
  readonly #findingsChanged = new EventEmitter<readonly Uri[]>();
  readonly #stateChanged = new EventEmitter<FolderState>();
  #listening: Disposable | undefined;

  /** Files whose findings are other ones now. */
  readonly onDidChangeFindings = this.#findingsChanged.event;
  /** A folder whose policy, progress, readiness or tools are other ones now; also when a folder is gone. */
  readonly onDidChangeState = this.#stateChanged.event;

  constructor(needs: SessionNeeds) {
    this.#needs = needs;
    this.#scheduler = new Scheduler((thrown) => {
      needs.log.warn(messageOf(thrown));
    });
  }

  /** Begin to listen; the first folder is opened in a later turn, after activation is over. */
  start(): void {
    this.#listening = Disposable.from(
      workspace.onDidChangeWorkspaceFolders((change) => {
        for (const folder of change.removed) this.#close(folder);
        for (const folder of change.added) this.#open(folder);
      }),
      workspace.onDidGrantWorkspaceTrust(() => {
        for (const folder of this.#folders.values()) folder.reopen(0);
      }),
      workspace.onDidOpenTextDocument((document) => {
        this.#look(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#look(document, typingPauseMs);
      }),
      workspace.onDidSaveTextDocument((document) => {
        this.#look(document, 0);
      }),
      workspace.onDidCloseTextDocument((document) => {
        const at = this.#at(document.uri);
        at?.folder.closeBuffer(at.path);
      }),
      this.#needs.onDidChangePolicySetting(() => {
        for (const folder of this.#folders.values()) folder.reopen(0, 0);
      }),
      window.onDidChangeWindowState((state) => {
        if (state.focused) for (const folder of this.#folders.values()) folder.comeToFront();
      }),
    );
    for (const folder of workspace.workspaceFolders ?? []) this.#open(folder);
  }

  /** State of every open folder, in the window's order. */
  get folders(): readonly FolderState[] {
    return (workspace.workspaceFolders ?? []).flatMap((each) => this.#folders.get(each.uri.toString())?.state ?? []);
  }

  /** The folder that a file belongs to. */
  folderOf(uri: Uri): FolderSession | undefined {
    return this.#at(uri)?.folder;
  }

  /** All folders, as those who act on them need them. */
  get open(): readonly FolderSession[] {
    return (workspace.workspaceFolders ?? []).flatMap((each) => this.#folders.get(each.uri.toString()) ?? []);
  }

  /** Findings of a file as known now, sorted by place; [] for a file of no folder. */
  findings(uri: Uri): readonly Finding[] {
    const at = this.#at(uri);
    return at?.folder.findings(at.path) ?? [];
  }

  /** Findings of a file once nothing about it is under way. */
  async settledFindings(uri: Uri): Promise<readonly Finding[]> {
    const at = this.#at(uri);
    if (!at) return [];
    await at.folder.whenOpened();
    await this.#scheduler.idle(uri.toString());
    await at.folder.settled(at.path);
    return at.folder.findings(at.path);
  }

  /** A terminal started a command.
   *  @param cwd  where, if the terminal says so; without it the program counts for every folder */
  programStarted(commandLine: string, cwd: Uri | undefined): void {
    const at = cwd === undefined ? undefined : this.#at(cwd);
    for (const folder of at === undefined ? this.open : [at.folder])
      if (folder.state.opened?.noteProgram(commandLine) === true) folder.conclude();
  }

  /** Settles when no first scan is under way. */
  async whenScanned(): Promise<void> {
    await Promise.all(this.open.map((folder) => folder.whenScanned()));
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#scheduler.dispose();
    for (const folder of this.#folders.values()) folder.dispose();
    this.#folders.clear();
    this.#findingsChanged.dispose();
    this.#stateChanged.dispose();
  }

  #open(folder: WorkspaceFolder): void {
    const session = new FolderSession(folder, this.#needs, {
      findings: (uris) => {
        this.#findingsChanged.fire(uris);
      },
      state: (state) => {
        this.#stateChanged.fire(state);
      },
    });
    this.#folders.set(folder.uri.toString(), session);
    session.reopen(0);
  }

  #close(folder: WorkspaceFolder): void {
    const session = this.#folders.get(folder.uri.toString());
    if (!session) return;
    this.#folders.delete(folder.uri.toString());
    session.dispose();
    this.#stateChanged.fire(session.state);
  }

  #look(document: EditorDocument, delayMs: number): void {
    if (!this.#at(document.uri)) return;
    this.#scheduler.schedule(document.uri.toString(), delayMs, async () => {
      const at = this.#at(document.uri);
      await at?.folder.lookAt(document, at.path);
    });
  }

  #at(uri: Uri): { readonly folder: FolderSession; readonly path: string } | undefined {
    const place = placeOf(uri);
    const folder = place && this.#folders.get(place.folder.uri.toString());
    return folder && { folder, path: place.path };
  }
}
