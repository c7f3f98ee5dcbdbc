// The files of the usage log: months, the end of the chain, the note of the last line. Called by usage-log.ts, writes under its lock.

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLine, previousHashAttribute } from '../core/usage/hash-chain.ts';
import { isTornAway, type LogHead } from '../core/usage/verify.ts';

/** Where the chain goes on. */
export interface LogEnd {
  /** Newest month file, '' when there is none. */
  readonly file: string;
  /** Whole lines in it. */
  readonly lines: number;
  /** Bytes up to the last whole line. */
  readonly sizeBytes: number;
  /** Bytes of an unfinished line after them. */
  readonly tornBytes: number;
  /** Whether the last whole line lacks its line break. */
  readonly lacksLineBreak: boolean;
  readonly previousHash: string;
}

const monthFile = /^usage-\d{4}-\d{2}\.jsonl$/;
/** More than the longest line that the event table allows, several times. */
const tailBytes = 128 * 1024;

/** Month files, oldest first; [] when the folder does not exist. @throws when it cannot be read */
export async function listMonths(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => monthFile.test(name)).sort();
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return [];
    throw thrown;
  }
}

/** Look at the newest file's end. When it disagrees with the head, the chain goes on from the head, so that `verify` keeps
 *  showing the gap instead of the log growing over it. An empty log starts at random, so that no two logs are alike. */
export async function findEnd(folder: string, head: LogHead | undefined): Promise<LogEnd> {
  const file = (await listMonths(folder)).at(-1);
  if (file === undefined) {
    return { file: '', lines: 0, sizeBytes: 0, tornBytes: 0, lacksLineBreak: false, previousHash: randomStart() };
  }
  const path = join(folder, file);
  const end = readEnd(await readTail(path), file, head);
  // Without a head to count from, or with one far behind, the lines have to be counted.
  return end.lines === undefined ? { ...end, lines: countLines(await readFile(path)) } : { ...end, lines: end.lines };
}

function readEnd(
  tail: { readonly bytes: Buffer; readonly startsAt: number },
  file: string,
  head: LogHead | undefined,
): Omit<LogEnd, 'lines'> & { readonly lines: number | undefined } {
  const texts = tail.bytes.toString('utf8').split('\n');
  const unfinished = texts.pop() ?? '';
  const lacksLineBreak = unfinished !== '' && parseLine(unfinished) !== undefined;
  if (lacksLineBreak) texts.push(unfinished);
  const wholeBytes = lacksLineBreak ? tail.bytes.length : tail.bytes.lastIndexOf(0x0a) + 1;
  const tornBytes = tail.bytes.length - wholeBytes;

  const lines = texts.map((text) => parseLine(text));
  const last = lines.at(-1);
  const headAt = lines.findLastIndex((line) => line?.hash === head?.hash);
  let count: number | undefined;
  if (tail.startsAt === 0) count = texts.length;
  else if (headAt !== -1 && head?.file === file) count = head.line + lines.length - 1 - headAt;
  // A process that died between writing and noting leaves the head behind; that is no gap.
  const isBehind = headAt !== -1 || lines.some((line) => line?.attributes[previousHashAttribute] === head?.hash);
  const torn = tornBytes > 0 && count !== undefined ? { file, line: count + 1 } : undefined;
  const follows = head === undefined || isBehind || isTornAway(head, torn);
  return {
    file,
    lines: count,
    sizeBytes: tail.startsAt + wholeBytes,
    tornBytes,
    lacksLineBreak,
    previousHash: (follows ? last?.hash : head.hash) ?? head?.hash ?? randomStart(),
  };
}

async function readTail(path: string): Promise<{ readonly bytes: Buffer; readonly startsAt: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const startsAt = Math.max(0, size - tailBytes);
    const bytes = Buffer.alloc(size - startsAt);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, startsAt);
    return { bytes: bytes.subarray(0, bytesRead), startsAt };
  } finally {
    await handle.close();
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  const lastLine = bytes.toString('utf8', bytes.lastIndexOf(0x0a) + 1);
  return parseLine(lastLine) ? lines + 1 : lines;
}

/** Add text to a month file, made for its owner alone, and wait until the disk has it. */
export async function appendDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @returns undefined when there is no head, or none that can be read as one: the log then counts as not anchored */
export async function readHead(path: string): Promise<LogHead | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isHead(value) ? value : undefined;
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT') || thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Note the last line. Only ever called under the lock, so one temporary name is enough. */
export async function writeHead(path: string, head: LogHead): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(head), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Whether something was thrown by the system for this reason. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}

function isHead(value: unknown): value is LogHead {
  if (typeof value !== 'object' || value === null) return false;
  const { file, line, hash } = value as Partial<Record<string, unknown>>;
  return typeof file === 'string' && typeof line === 'number' && typeof hash === 'string';
}

function randomStart(): string {
  return randomBytes(32).toString('hex');
}
