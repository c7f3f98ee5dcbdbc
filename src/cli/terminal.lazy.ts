// Connects run.ts to the process it runs in. A bundle of its own, so that `--version` does not wait for it.

import { createInterface } from 'node:readline/promises';
import { Refusal } from '../core/model/errors.ts';
import { run } from './run.ts';

/** Run with the process's own streams and environment. @returns the exit code */
export function runInTerminal(argv: readonly string[]): Promise<number> {
  // A reader that closes the pipe (`handrail check | head`) has seen enough; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return run(argv, {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stderr.isTTY,
    stdoutIsTerminal: process.stdout.isTTY,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
    stdin: readStdin,
    now: () => new Date().toISOString(),
  });
}

/** Questions go to stderr: stdout carries the result. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new AbortController();
  terminal.once('SIGINT', () => {
    ended.abort();
  });
  terminal.once('close', () => {
    ended.abort();
  });
  try {
    return await terminal.question(question, { signal: ended.signal });
  } catch {
    throw new Refusal('usage', '\nStopped; nothing was written.');
  } finally {
    terminal.close();
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
