import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { EventEmitter, Uri as RealUri } from 'vscode';
import { Session } from '../../src/extension/session.ts';
import { editor, Uri } from '../support/fake-vscode.ts';
import { memoryHeavy, memoryWorld, type MemoryWorld } from '../support/memory-folder.ts';

const age = ({ freshness }: MemoryWorld['opened'][number]): number => freshness.maxAgeMs;

describe('session', () => {
  let world: MemoryWorld;
  let session: Session;
  let now = '2026-11-24T10:00:00Z';
  let setting: string | undefined;
  const settingChanged = new EventEmitter<unknown>();
  const warnings: string[] = [];

  const start = (files: Readonly<Record<string, string>> = {}): void => {
    world = memoryWorld(files);
    session = new Session({
      heavy: () => Promise.resolve(memoryHeavy(world)),
      log: { warn: (message: string) => warnings.push(message), debug: () => undefined },
      now: () => now,
      random: () => 0,
      env: () => ({}),
      policySetting: () => setting,
      onDidChangePolicySetting: settingChanged.event,
      installedExtensions: () => [],
      isTrusted: () => true,
    });
    session.start();
  };
  const at = (path: string): RealUri => RealUri.file(path);
  const lines = (path: string): readonly number[] =>
    session.findings(at(path)).map((finding) => finding.region.startLine);

  beforeEach(() => {
    now = '2026-11-24T10:00:00Z';
    setting = undefined;
    warnings.length = 0;
  });
  afterEach(() => {
    session.dispose();
    editor.reset();
  });

  it('knows nothing and does nothing without a folder', async () => {
    start();
    await session.whenScanned();
    assert.deepEqual(session.folders, []);
    assert.deepEqual(session.findings(at('/work/a.txt')), []);
    assert.equal(world.opened.length, 0);
  });

  it('looks at all files of a folder once it is open', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'x\nsecret', 'b.txt': 'nothing' });
    await session.whenScanned();
    assert.deepEqual(lines('/one/a.txt'), [2]);
    assert.deepEqual(lines('/one/b.txt'), []);
    assert.equal(session.folders[0]?.phase, 'ready');
    assert.equal(session.folders[0].files, 2);
  });

  it('follows typing: a finding comes and goes with the text, saved or not', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing' });
    await session.whenScanned();
    const document = editor.open(Uri.file('/one/a.txt'), 'nothing');
    editor.type(document, 'a secret');
    assert.equal((await session.settledFindings(at('/one/a.txt'))).length, 1);
    editor.type(document, 'nothing again');
    assert.deepEqual(await session.settledFindings(at('/one/a.txt')), []);
  });

  it('tells which files changed, and only those', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing', 'b.txt': 'secret' });
    await session.whenScanned();
    const told: string[] = [];
    session.onDidChangeFindings((uris) => told.push(...uris.map((uri) => uri.path)));
    editor.type(editor.open(Uri.file('/one/a.txt'), ''), 'secret');
    await session.settledFindings(at('/one/a.txt'));
    assert.deepEqual([...new Set(told)], ['/one/a.txt']);
  });

  it('goes back to the file on disk when its editor is closed', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    const document = editor.open(Uri.file('/one/a.txt'), 'secret');
    editor.type(document, 'changed my mind');
    assert.deepEqual(await session.settledFindings(at('/one/a.txt')), []);
    editor.close(document);
    assert.equal((await session.settledFindings(at('/one/a.txt'))).length, 1);
  });

  it('looks at a file again when another program changes it', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing' });
    await session.whenScanned();
    world.files.set('a.txt', 'secret');
    editor.touch(Uri.file('/one/a.txt'));
    assert.equal((await session.settledFindings(at('/one/a.txt'))).length, 1);
  });

  it('looks at a file that changes behind the back of the scan under way', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing' });
    const scan = held();
    world.scanning = scan.promise;
    await until(() => session.folders[0]?.phase === 'scanning');
    world.files.set('new.txt', 'secret');
    editor.touch(Uri.file('/one/new.txt'));
    scan.release();
    assert.equal((await session.settledFindings(at('/one/new.txt'))).length, 1);
  });

  it('takes what is said of a folder for all that is in it', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing' });
    await session.whenScanned();
    world.files.set('new/deep/b.txt', 'secret');
    editor.touch(Uri.file('/one/new'));
    assert.equal((await session.settledFindings(at('/one/new/deep/b.txt'))).length, 1);
    assert.deepEqual(session.open[0]?.paths, ['a.txt', 'new/deep/b.txt']);
    world.files.delete('new/deep/b.txt');
    editor.touch(Uri.file('/one/new'));
    assert.deepEqual(await session.settledFindings(at('/one/new/deep/b.txt')), []);
    assert.deepEqual(session.open[0].paths, ['a.txt']);
  });

  it('looks again at what changed while the policy was read', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'nothing' });
    await session.whenScanned();
    const look = held();
    world.rescanning = look.promise;
    world.files.set('a.txt', 'secret');
    editor.touch(Uri.file('/one/a.txt'));
    await delay(600);
    world.severity = 'error';
    editor.touch(Uri.file('/one/ai-policy.yaml'));
    await until(() => world.opened.length === 2);
    await session.open[0]?.whenOpened();
    look.release();
    assert.equal((await session.settledFindings(at('/one/a.txt')))[0]?.severity, 'error');
  });

  it('forgets a file that is gone, but not what is typed in its editor and not saved', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret', 'b.txt': 'secret' });
    await session.whenScanned();
    editor.open(Uri.file('/one/a.txt'), 'secret');
    editor.type(editor.open(Uri.file('/one/b.txt'), 'secret'), 'a new secret');
    await session.settledFindings(at('/one/b.txt'));
    world.files.clear();
    editor.tellGone(Uri.file('/one/a.txt'));
    editor.tellGone(Uri.file('/one/b.txt'));
    assert.deepEqual(await session.settledFindings(at('/one/a.txt')), []);
    assert.equal((await session.settledFindings(at('/one/b.txt'))).length, 1);
  });

  it('keeps the findings of a file of which it hears late that an earlier one in its place is gone', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    editor.open(Uri.file('/one/a.txt'), 'secret');
    await session.settledFindings(at('/one/a.txt'));
    const seen: number[] = [];
    session.onDidChangeFindings(() => seen.push(lines('/one/a.txt').length));
    editor.tellGone(Uri.file('/one/a.txt'));
    await session.settledFindings(at('/one/a.txt'));
    assert.deepEqual(
      seen.filter((count) => count === 0),
      [],
    );
    assert.deepEqual(lines('/one/a.txt'), [1]);
  });

  it('weighs everything again when a policy file changes, without scanning open texts again', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret', 'b.txt': 'secret' });
    editor.open(Uri.file('/one/b.txt'), 'secret');
    await session.whenScanned();
    await session.settledFindings(at('/one/b.txt'));
    const scansBefore = world.scans;
    world.severity = 'error';
    editor.touch(Uri.file('/one/.handrail/policy.yaml'));
    await session.whenScanned();
    assert.deepEqual(
      ['a.txt', 'b.txt'].map((path) => session.findings(at(`/one/${path}`))[0]?.severity),
      ['error', 'error'],
    );
    assert.equal(world.scans, scansBefore);
  });

  it('drops a policy that comes late: the newest reading wins', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    let release = (): void => undefined;
    world.opening = new Promise((resolve) => {
      release = resolve;
    });
    world.severity = 'info';
    editor.touch(Uri.file('/one/ai-policy.yaml'));
    await delay(250);
    world.opening = Promise.resolve();
    world.severity = 'error';
    editor.touch(Uri.file('/one/ai-policy.yaml'));
    await session.whenScanned();
    release();
    await delay(20);
    assert.equal(session.findings(at('/one/a.txt'))[0]?.severity, 'error');
  });

  it('keeps folders apart', async () => {
    editor.setFolders('/one', '/two');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    assert.deepEqual(
      world.opened.map((request) => request.root),
      ['/one', '/two'],
    );
    assert.equal(session.folders.length, 2);
    editor.type(editor.open(Uri.file('/two/a.txt'), ''), 'fine');
    assert.deepEqual(await session.settledFindings(at('/two/a.txt')), []);
    assert.equal(session.findings(at('/one/a.txt')).length, 1);
  });

  it('forgets a folder that is taken out of the window', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    const told: string[] = [];
    session.onDidChangeFindings((uris) => told.push(...uris.map((uri) => uri.path)));
    editor.setFolders();
    assert.deepEqual(session.folders, []);
    assert.deepEqual(told, ['/one/a.txt']);
  });

  it('shows nothing in files that ignore rules leave out', async () => {
    editor.setFolders('/one');
    start();
    await session.whenScanned();
    editor.open(Uri.file('/one/ignored/a.txt'), 'secret');
    assert.deepEqual(await session.settledFindings(at('/one/ignored/a.txt')), []);
    assert.equal(session.open[0]?.isLeftOut('ignored/a.txt'), true);
  });

  it('leaves files that are not open alone when asked to', async () => {
    editor.settings.set('handrail.scanOnOpen', false);
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    await session.whenScanned();
    assert.deepEqual(lines('/one/a.txt'), []);
    assert.equal(session.folders[0]?.phase, 'stopped');
    editor.open(Uri.file('/one/a.txt'), 'secret');
    assert.equal((await session.settledFindings(at('/one/a.txt'))).length, 1);
  });

  it('weighs anew on the next day, when exceptions may have ended', async () => {
    editor.setFolders('/one');
    start();
    await session.whenScanned();
    now = '2026-11-25T00:01:00Z';
    editor.focus();
    await session.whenScanned();
    assert.deepEqual(
      world.opened.map((request) => request.today),
      ['2026-11-24', '2026-11-25'],
    );
  });

  it('weighs anew when an hour of an exception ends, though nobody does anything', async () => {
    editor.setFolders('/one');
    start({ 'a.txt': 'secret' });
    now = '2026-11-24T10:59:59.900Z';
    world.nextTurn = '2026-11-24T11:00:00Z';
    await session.whenScanned();
    assert.equal(session.findings(at('/one/a.txt'))[0]?.severity, 'warning');
    now = '2026-11-24T11:00:00.050Z';
    world.severity = 'error';
    world.nextTurn = undefined;
    await until(() => session.findings(at('/one/a.txt'))[0]?.severity === 'error');
    assert.equal(world.opened.length, 2);
  });

  it('weighs anew when one comes back after a sleep in which an hour ended', async () => {
    editor.setFolders('/one');
    start();
    world.nextTurn = '2026-11-24T11:00:00Z';
    await session.whenScanned();
    editor.focus();
    await session.whenScanned();
    assert.equal(world.opened.length, 1);
    now = '2026-11-24T11:00:01Z';
    world.nextTurn = undefined;
    editor.focus();
    await session.whenScanned();
    assert.equal(world.opened.length, 2);
  });

  it('opens with the copy of a fetched policy, and asks behind it', async () => {
    editor.setFolders('/one');
    start();
    world.fetched = { source: 'https://policy.example/ai-policy.yaml', checkedAt: '2026-11-24T08:00:00Z' };
    await session.whenScanned();
    await until(() => world.opened.length === 2);
    assert.deepEqual(world.opened.map(age), [Infinity, 60_000]);
  });

  it('asks for a fetched policy when one comes back after four hours, and not before', async () => {
    editor.setFolders('/one');
    start();
    world.fetched = { source: 'https://policy.example/ai-policy.yaml', checkedAt: now };
    await session.whenScanned();
    now = '2026-11-24T13:59:00Z';
    editor.focus();
    await session.whenScanned();
    assert.equal(world.opened.length, 1);
    now = '2026-11-24T14:01:00Z';
    editor.focus();
    await session.whenScanned();
    assert.deepEqual(world.opened.map(age), [Infinity, 4 * 3_600_000]);
  });

  it('asks anew when another opening comes in between', async () => {
    editor.setFolders('/one');
    start();
    await session.whenScanned();
    setting = '/etc/acme/ai-policy.yaml';
    settingChanged.fire(undefined);
    editor.touch(Uri.file('/one/ai-policy.yaml'));
    await delay(250);
    await session.whenScanned();
    assert.deepEqual(world.opened.slice(1).map(age), [0]);
    assert.equal(world.opened.at(-1)?.policySetting, setting);
  });

  it('says that a folder could not be opened, and why', async () => {
    editor.setFolders('/one');
    start();
    const broken = Promise.reject(new Error('the disk is gone'));
    broken.catch(() => undefined);
    world.opening = broken;
    await session.whenScanned();
    assert.equal(session.folders[0]?.phase, 'failed');
    assert.equal(session.folders[0].because, 'the disk is gone');
    assert.deepEqual(warnings, ['one: the disk is gone']);
  });
});

interface Held {
  readonly promise: Promise<void>;
  release(): void;
}

function held(): Held {
  let release = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    promise,
    release: () => {
      release();
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await delay(5);
}
