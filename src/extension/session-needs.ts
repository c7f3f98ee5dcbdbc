// What the session takes from its surroundings. Services fill it in; tests give other ones.

import type { LogOutputChannel } from 'vscode';
import type { HeavyParts } from './folder-engine.ts';

/** Effects of the session, as functions. */
export interface SessionNeeds {
  readonly heavy: () => Promise<HeavyParts>;
  readonly log: Pick<LogOutputChannel, 'warn' | 'debug'>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly installedExtensions: () => readonly string[];
  readonly isTrusted: () => boolean;
}
