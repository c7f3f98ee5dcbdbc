// The usage log on disk: one file a month in HANDRAIL_HOME/usage, appended to by the command line and every editor window alike.
// Called by both shells. It writes nothing but what core/usage/event.ts admits, and sends nothing anywhere.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { admit, usageSchemaVersion, type UsageEvent } from '../core/usage/event.ts';
import { formatLine, previousHashAttribute, seal, type LogLine } from '../core/usage/hash-chain.ts';
import type { LogFile, LogHead } from '../core/usage/verify.ts';
import { messageOf } from '../core/model/errors.ts';
import { productVersion } from '../core/version.ts';
import { appendDurably, findEnd, hasCode, listMonths, readHead, writeHead, type LogEnd } from './usage-files.ts';
import { withLock, type LockPatience } from './process-lock.ts';

/** What became of events handed to the log. Never thrown: the log must not stop the work it tells of. */
export type AppendOutcome =
  | { readonly state: 'written'; readonly recoveredBytes: number }
  | { readonly state: 'failed'; readonly because: string };

/** A stored log, as read. */
export interface StoredLog {
  /** Oldest month first; [] while there is none. */
  readonly files: readonly LogFile[];
  readonly head: LogHead | undefined;
}

export interface UsageLog {
  /** Absolute path of the folder with the month files; it may not exist yet. */
  readonly folder: string;
  /** Add events, all at the same moment and in this order. Events of one log are written one after the other. */
  append(...events: readonly UsageEvent[]): Promise<AppendOutcome>;
  /** Delete all that is stored: every month, the note of the last line, and the key behind project ids, so that a later log
   *  cannot be linked to the old one. @throws when something of it cannot be deleted */
  erase(): Promise<void>;
  /** All that is stored. @throws when the folder is there but cannot be read */
  read(): Promise<StoredLog>;
}

export interface UsageLogOptions {
  /** Absolute path of HANDRAIL_HOME. */
  readonly home: string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly surface: 'cli' | 'vscode' | 'ci';
  /** Absolute path of the workspace the events are about; only a keyed hash of it is written. */
  readonly workspace?: string;
  /** How long to wait for other writers; the default suits people, tests are less patient. */
  readonly patience?: LockPatience;
}

const headName = 'usage-head.json';
const projectKeyName = 'usage-project-key';
const usualPatience: LockPatience = { timeoutMs: 15_000, staleMs: 3_000 };

/** Open the log of a user. Touches no disk until something is appended or read. */
export function createUsageLog(options: UsageLogOptions): UsageLog {
  const { home } = options;
  const folder = join(home, 'usage');
  const headFile = join(home, headName);
  const locked = <Result>(work: (isStillOurs: () => Promise<boolean>) => Promise<Result>): Promise<Result> =>
    withLock(join(home, 'usage.lock'), options.patience ?? usualPatience, work);
  let queue: Promise<unknown> = Promise.resolve();

  const append = async (events: readonly UsageEvent[]): Promise<AppendOutcome> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await locked(async (isStillOurs) => {
        const projectId = options.workspace === undefined ? undefined : await keyedHash(home, options.workspace);
        const end = await findEnd(folder, await readHead(headFile));
        const { text, head } = composeLines(events, end, options, projectId);
        if (text === '') return { state: 'failed', because: 'none of these events is in the table of events' };
        if (!(await isStillOurs())) return { state: 'failed', because: 'another process took over the log' };
        if (end.tornBytes > 0) await truncate(join(folder, end.file), end.sizeBytes);
        await appendDurably(join(folder, head.file), text);
        await writeHead(headFile, head);
        return { state: 'written', recoveredBytes: end.tornBytes };
      });
    } catch (thrown) {
      return { state: 'failed', because: messageOf(thrown) };
    }
  };

  return {
    folder,
    append: (...events) => {
      if (events.length === 0) return Promise.resolve({ state: 'written', recoveredBytes: 0 });
      const outcome = queue.then(() => append(events));
      queue = outcome;
      return outcome;
    },
    erase: async () => {
      await mkdir(home, { recursive: true, mode: 0o700 });
      await locked(async () => {
        for (const name of await listMonths(folder)) await rm(join(folder, name), { force: true });
        for (const name of [headName, projectKeyName]) await rm(join(home, name), { force: true });
      });
    },
    read: async () => {
      // The head first: a line that is added in between then makes the head late, which is no gap, instead of early.
      const head = await readHead(headFile);
      const names = await listMonths(folder);
      const files = names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') }));
      return { files: await Promise.all(files), head };
    },
  };
}

/** Whether a run on the command line logs: always, unless `CI` says that nobody sits in front of it.
 *  @param env  the environment; an empty, `0` or `false` value of `CI` counts as not set */
export function loggingFor(
  env: Readonly<Record<string, string | undefined>>,
): { readonly on: true } | { readonly on: false; readonly because: string } {
  const ci = env['CI'] ?? '';
  return ['', '0', 'false'].includes(ci) ? { on: true } : { on: false, because: 'the environment variable CI is set' };
}

function composeLines(
  events: readonly UsageEvent[],
  end: LogEnd,
  options: UsageLogOptions,
  projectId: string | undefined,
): { readonly text: string; readonly head: LogHead } {
  const now = options.now();
  const thisMonth = `usage-${now.slice(0, 7)}.jsonl`;
  // A clock that was set back must not start an older file: files follow one another by name.
  const file = thisMonth > end.file ? thisMonth : end.file;
  let { previousHash } = end;
  let line = file === end.file ? end.lines : 0;
  let text = file === end.file && end.lacksLineBreak ? '\n' : '';
  for (const [index, event] of events.entries()) {
    const admitted = admit(event);
    if (!admitted) continue;
    const sealed = seal(previousHash, {
      timeUnixNano: String(BigInt(Date.parse(now)) * 1_000_000n + BigInt(index)),
      eventName: admitted.eventName,
      resource: resourceOf(options),
      attributes: {
        ...admitted.attributes,
        'handrail.event.id': randomUUID(),
        ...(projectId !== undefined && { 'handrail.project.id': projectId }),
        ...(line === 0 && { [previousHashAttribute]: previousHash }),
        ...(end.tornBytes > 0 &&
          previousHash === end.previousHash && { 'handrail.log.recovered_bytes': end.tornBytes }),
      },
    });
    text += `${formatLine(sealed)}\n`;
    previousHash = sealed.hash;
    line += 1;
  }
  return { text, head: { file, line, hash: previousHash } };
}

function resourceOf(options: UsageLogOptions): LogLine['resource'] {
  const os = platform();
  return {
    'service.name': 'handrail',
    'service.version': productVersion,
    'handrail.surface': options.surface,
    'handrail.schema_version': usageSchemaVersion,
    // Source: https://opentelemetry.io/docs/specs/semconv/registry/attributes/os/
    'os.type': os === 'win32' ? 'windows' : os,
  };
}

/** A hash of the path that nobody can reverse by trying paths: it is keyed with a random value that stays in this home. */
async function keyedHash(home: string, path: string): Promise<string> {
  const keyFile = join(home, projectKeyName);
  try {
    await writeFile(keyFile, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if (!hasCode(thrown, 'EEXIST')) throw thrown;
  }
  const key = await readFile(keyFile, 'utf8');
  return createHash('sha256').update(`${key}\n${path}`).digest('hex').slice(0, 16);
}
