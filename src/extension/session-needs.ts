// What the session takes from its surroundings. Services fill it in; tests give other ones.

import type { Event, LogOutputChannel } from 'vscode';
import type { HeavyParts } from './folder-engine.ts';

/** Effects of the session, as functions. */
export interface SessionNeeds {
  readonly heavy: () => Promise<HeavyParts>;
  readonly log: Pick<LogOutputChannel, 'warn' | 'debug'>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly env: () => Readonly<Record<string, string | undefined>>;
  /** Policy of the company as the user's settings name it: a file or an address. */
  readonly policySetting: () => string | undefined;
  readonly onDidChangePolicySetting: Event<unknown>;
  readonly installedExtensions: () => readonly string[];
  readonly isTrusted: () => boolean;
}
