// The person's own usage log, as this window writes and reads it. Called by the usage feature, the My Data view and commands.
// It sends nothing anywhere. A log that cannot be written is said in the output channel and stops nothing.

import type { LogOutputChannel } from 'vscode';
import { EventEmitter } from 'vscode';
import { summarise, type UsageSummary } from '../core/usage/summary.ts';
import { verifyLog } from '../core/usage/verify.ts';
import type { UsageEvent } from '../core/usage/event.ts';
import { handrailHome } from '../node/home.ts';
import { createUsageLog, type UsageLog } from '../node/usage-log.ts';

interface RecorderNeeds {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly log: Pick<LogOutputChannel, 'warn'>;
}

/** What the log holds, for the person it belongs to. */
export interface UsageHoldings {
  /** Absolute path; the folder may not exist yet. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly summary: UsageSummary;
  /** The first link of the chain that does not hold, in words. */
  readonly broken?: string;
}

export class UsageRecorder {
  readonly #needs: RecorderNeeds;
  readonly #logs = new Map<string, UsageLog>();
  readonly #changed = new EventEmitter<undefined>();

  /** The log holds something else now. */
  readonly onDidChange = this.#changed.event;

  constructor(needs: RecorderNeeds) {
    this.#needs = needs;
  }

  get home(): string {
    return handrailHome(this.#needs.env);
  }

  /** Write events about a folder, one after the other.
   *  @param workspace  absolute path; only a keyed hash of it is written. Undefined for events about no folder */
  record(workspace: string | undefined, ...events: readonly UsageEvent[]): void {
    void this.#logOf(workspace)
      .append(...events)
      .then((outcome) => {
        if (outcome.state === 'failed') {
          this.#needs.log.warn(`The usage log could not be written: ${outcome.because}`);
        } else this.#changed.fire(undefined);
      });
  }

  /** Read all of it. @throws when the folder is there but cannot be read */
  async holdings(): Promise<UsageHoldings> {
    const log = this.#logOf(undefined);
    const { files, head } = await log.read();
    const { lines, broken } = verifyLog(files, head);
    return {
      folder: log.folder,
      files,
      summary: summarise(lines),
      ...(broken && { broken: `${broken.file}, line ${String(broken.line)}: ${broken.because}` }),
    };
  }

  /** Remove the log for good. @throws when it cannot be removed */
  async delete(): Promise<void> {
    await this.#logOf(undefined).erase();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #logOf(workspace: string | undefined): UsageLog {
    const key = workspace ?? '';
    let log = this.#logs.get(key);
    if (!log) {
      const { home } = this;
      log = createUsageLog({
        home,
        now: this.#needs.now,
        surface: 'vscode',
        ...(workspace !== undefined && { workspace }),
      });
      this.#logs.set(key, log);
    }
    return log;
  }
}
