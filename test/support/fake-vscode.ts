// A stand-in for the `vscode` module in unit tests (esbuild puts it in its place): values that behave like the real ones, and a
// workspace whose folders, documents and events the test drives through `editor`. Nothing is drawn.

type Listener<T> = (event: T) => unknown;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  readonly #end: () => unknown;
  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }
  constructor(end: () => unknown) {
    this.#end = end;
  }
  dispose(): void {
    this.#end();
  }
}

export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
  isAfter(other: Position): boolean {
    return this.line > other.line || (this.line === other.line && this.character > other.character);
  }
  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...at: [Position, Position] | [number, number, number, number]) {
    [this.start, this.end] = at.length === 2 ? at : [new Position(at[0], at[1]), new Position(at[2], at[3])];
  }
  intersection(other: Range): Range | undefined {
    const start = this.start.isAfter(other.start) ? this.start : other.start;
    const end = this.end.isAfter(other.end) ? other.end : this.end;
    return start.isAfter(end) ? undefined : new Range(start, end);
  }
  contains(at: Position): boolean {
    return !this.start.isAfter(at) && !at.isAfter(this.end);
  }
}

export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  static file(path: string): Uri {
    return new Uri('file', '', path);
  }
  static from(parts: { scheme: string; authority?: string; path: string; query?: string }): Uri {
    return new Uri(parts.scheme, parts.authority ?? '', parts.path, parts.query ?? '');
  }
  static parse(text: string): Uri {
    const match = /^([a-z-]+):(?:\/\/([^/?]*))?([^?]*)(?:\?(.*))?$/.exec(text);
    return new Uri(match?.[1] ?? 'file', match?.[2] ?? '', match?.[3] ?? text, decodeURIComponent(match?.[4] ?? ''));
  }
  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri(base.scheme, base.authority, [base.path.replace(/\/$/, ''), ...parts].join('/'));
  }
  constructor(scheme: string, authority: string, path: string, query = '') {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}${this.query && `?${encodeURIComponent(this.query)}`}`;
  }
}

export class TreeItem {
  id?: string;
  label: string;
  collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;
  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class MarkdownString {
  value: string;
  isTrusted: unknown;
  constructor(value = '') {
    this.value = value;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class RelativePattern {
  readonly base: unknown;
  readonly pattern: string;
  constructor(base: unknown, pattern: string) {
    this.base = base;
    this.pattern = pattern;
  }
}

export class Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly severity: number;
  source?: string;
  code?: unknown;
  relatedInformation?: readonly unknown[];
  constructor(range: Range, message: string, severity: number) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}

export class Location {
  readonly uri: Uri;
  readonly range: Position | Range;
  constructor(uri: Uri, range: Position | Range) {
    this.uri = uri;
    this.range = range;
  }
}

export class DiagnosticRelatedInformation {
  readonly location: Location;
  readonly message: string;
  constructor(location: Location, message: string) {
    this.location = location;
    this.message = message;
  }
}

export class CodeActionKind {
  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly SourceFixAll = new CodeActionKind('source.fixAll');
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
  append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }
  contains(other: CodeActionKind): boolean {
    return this.value === '' || other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}

/** Things that code under test makes and passes on. */
export class Hover {
  readonly contents: unknown;
  constructor(contents: unknown) {
    this.contents = contents;
  }
}

export class CodeAction {
  readonly title: string;
  constructor(title: string) {
    this.title = title;
  }
}

export class CompletionItem {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}

export class WorkspaceEdit {
  readonly size = 0;
}

export class FileSystemError extends Error {
  code = 'Unknown';
}
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };
export const ViewColumn = { Active: -1 } as const;
export const TreeItemCheckboxState = { Unchecked: 0, Checked: 1 } as const;
export const authentication = { getSession: () => Promise.reject(new Error('nobody is signed in')) };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const OverviewRulerLane = { Left: 1, Center: 2, Right: 4 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const CompletionItemKind = { Property: 9 };
export const EndOfLine = { LF: 1, CRLF: 2 };

export interface FakeFolder {
  readonly uri: Uri;
  readonly name: string;
  readonly index: number;
}

export interface FakeDocument {
  readonly uri: Uri;
  version: number;
  isClosed: boolean;
  isDirty: boolean;
  text: string;
  getText(): string;
}

const emitters = {
  folders: new EventEmitter<{ added: readonly FakeFolder[]; removed: readonly FakeFolder[] }>(),
  trust: new EventEmitter<undefined>(),
  opened: new EventEmitter<FakeDocument>(),
  changed: new EventEmitter<{ document: FakeDocument; contentChanges: readonly unknown[] }>(),
  saved: new EventEmitter<FakeDocument>(),
  closed: new EventEmitter<FakeDocument>(),
  configuration: new EventEmitter<{ affectsConfiguration(name: string): boolean }>(),
  windowState: new EventEmitter<{ focused: boolean }>(),
  file: new EventEmitter<Uri>(),
  fileGone: new EventEmitter<Uri>(),
};

/** What a test does to the window. */
export const editor = {
  settings: new Map<string, unknown>(),
  setFolders(...paths: readonly string[]): readonly FakeFolder[] {
    const folders = paths.map((path, index) => {
      const uri = path.includes(':') ? Uri.parse(path) : Uri.file(path);
      return { uri, name: path.slice(path.lastIndexOf('/') + 1), index };
    });
    const removed = workspace.workspaceFolders ?? [];
    workspace.workspaceFolders = folders;
    emitters.folders.fire({ added: folders, removed });
    return folders;
  },
  open(uri: Uri, text: string): FakeDocument {
    const document: FakeDocument = {
      uri,
      version: 1,
      isClosed: false,
      isDirty: false,
      text,
      getText: () => document.text,
    };
    workspace.textDocuments.push(document);
    emitters.opened.fire(document);
    return document;
  },
  type(document: FakeDocument, text: string): void {
    document.text = text;
    document.version += 1;
    document.isDirty = true;
    emitters.changed.fire({ document, contentChanges: [{}] });
  },
  close(document: FakeDocument): void {
    document.isClosed = true;
    workspace.textDocuments.splice(workspace.textDocuments.indexOf(document), 1);
    emitters.closed.fire(document);
  },
  touch(uri: Uri): void {
    emitters.file.fire(uri);
  },
  /** What the window hears when a file or folder is deleted: sometimes late. */
  tellGone(uri: Uri): void {
    emitters.fileGone.fire(uri);
  },
  focus(): void {
    emitters.windowState.fire({ focused: true });
  },
  reset(): void {
    for (const emitter of Object.values(emitters)) emitter.dispose();
    workspace.workspaceFolders = undefined;
    workspace.textDocuments.length = 0;
    editor.settings.clear();
  },
};

export const workspace = {
  workspaceFolders: undefined as readonly FakeFolder[] | undefined,
  textDocuments: [] as FakeDocument[],
  isTrusted: true,
  onDidChangeWorkspaceFolders: emitters.folders.event,
  onDidGrantWorkspaceTrust: emitters.trust.event,
  onDidOpenTextDocument: emitters.opened.event,
  onDidChangeTextDocument: emitters.changed.event,
  onDidSaveTextDocument: emitters.saved.event,
  onDidCloseTextDocument: emitters.closed.event,
  onDidChangeConfiguration: emitters.configuration.event,
  getWorkspaceFolder: (uri: Uri): FakeFolder | undefined =>
    workspace.workspaceFolders?.find(
      (folder) => uri.scheme === folder.uri.scheme && uri.path.startsWith(`${folder.uri.path}/`),
    ),
  getConfiguration: (section: string) => ({
    get: (name: string): unknown => editor.settings.get(`${section}.${name}`),
  }),
  createFileSystemWatcher: () => ({
    onDidChange: emitters.file.event,
    onDidCreate: () => new Disposable(() => undefined),
    onDidDelete: emitters.fileGone.event,
    dispose: () => undefined,
  }),
  fs: { readFile: (): Promise<Uint8Array> => Promise.resolve(new Uint8Array()) },
};

export const window = { onDidChangeWindowState: emitters.windowState.event };
export const languages = {};
export const commands = {};
export const extensions = { all: [] };
export const env = {};
