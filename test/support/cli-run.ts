// Runs the command line in process over a folder on disk, as a terminal would, with a user folder of its own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  /** What the clock says. */
  readonly now?: string;
  /** Answers the questions of a command. */
  readonly ask?: (question: string) => Promise<string>;
}

/** A folder for one test. */
export class Sandbox {
  readonly #base = mkdtempSync(join(tmpdir(), 'handrail-cli-'));
  readonly root = join(this.#base, 'project');
  readonly home = join(this.#base, 'home');

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    mkdirSync(this.root);
    this.write(files);
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  /** Make it a git repository in which everything is committed. */
  commit(): void {
    this.git('init', '--quiet');
    this.git('config', 'user.email', 'dana@acme.example');
    this.git('add', '--all', '--force');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'all');
  }

  /** Run git in it. @throws when git refuses */
  git(...args: readonly string[]): void {
    execFileSync('git', ['-C', this.root, '-c', 'user.name=Dana', ...args], { stdio: 'ignore' });
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
    let [stdout, stderr] = ['', ''];
    const code = await run(argv, {
      stdout: (text) => void (stdout += text),
      stderr: (text) => void (stderr += text),
      env: { HANDRAIL_HOME: this.home, CI: '1', PATH: process.env['PATH'], ...options.env },
      cwd: this.root,
      isTerminal: options.isTerminal ?? false,
      stdoutIsTerminal: options.isTerminal ?? false,
      ...(options.ask === undefined ? {} : { ask: options.ask }),
      stdin: () => Promise.resolve(Buffer.from(options.stdin ?? '')),
      now: () => options.now ?? '2026-11-24T09:30:00Z',
    });
    return { code, stdout, stderr };
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}
