// The contract of a command of the command line. Adding one: a file in commands/, a line in commands/registry.ts.

/** Options that every command knows; run.ts takes them off before a command sees its own arguments. */
export interface CommonOptions {
  /** The organisation's policy: a file or an address. */
  readonly policy?: string;
  /** Whether stdout may be coloured. */
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The terminal, as a command may use it. stdout carries the result and nothing else. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; `--cwd` is in it already. */
  readonly cwd: string;
  /** Whether a person sits at stdin and stderr, so that progress helps. */
  readonly isTerminal: boolean;
  /** Ask the person at the terminal; absent where there is none. Rejects when the person ends the input. */
  ask?(question: string): Promise<string>;
  /** All of stdin. */
  stdin(): Promise<Uint8Array>;
  readonly options: CommonOptions;
  /** ISO 8601, UTC. */
  now(): string;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Printed by `--help` and with wrong use. */
  readonly usage: string;
  /** @returns the exit code (exit-code.ts)  @throws Refusal for everything that a person can mend */
  run(argv: readonly string[], io: Io): Promise<number>;
}
