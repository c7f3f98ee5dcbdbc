// When a folder is opened anew though nobody changed a file: exceptions begin and end, days turn, and a fetched policy may be another one.
// Owned by the folder's session; its timers are those of the scheduler.

import type { FetchedPolicy, OpenedFolder } from './folder-engine.ts';
import type { Scheduler } from './scheduler.ts';
import type { SessionNeeds } from './session-needs.ts';

/** A fetched policy is asked for again after this time, and up to a tenth later, so that a company's windows do not all ask at once.
 *  Source: docs/decisions/0011-fetched-policies-are-refreshed.md */
const refreshMs = 3_600_000;
/** When the window comes to the front, a copy older than this is asked for at once. */
const refreshOnFocusMs = 4 * refreshMs;
/** After the server could not be reached. */
const retryMs = 5 * 60_000;
/** What another window has just fetched is not fetched again. */
const justFetchedMs = 60_000;
/** Timers may fire a little before the clock is there. */
const afterTurnMs = 20;

type Timers = Pick<Scheduler, 'schedule' | 'cancel'>;
type Weighed = Pick<OpenedFolder, 'fetched' | 'rejected' | 'nextTurn'>;

export class FolderClock {
  readonly #scheduler: Timers;
  readonly #needs: Pick<SessionNeeds, 'now' | 'random'>;
  readonly #reopen: (maxAgeMs?: number) => void;
  /** When something that is weighed by the clock changes next, in milliseconds; undefined before the first opening. */
  #turnMs: number | undefined;
  #hasAsked = false;

  /** @param reopen  opens the folder anew; takes the oldest copy of a fetched policy that will do, in milliseconds */
  constructor(scheduler: Timers, needs: Pick<SessionNeeds, 'now' | 'random'>, reopen: (maxAgeMs?: number) => void) {
    this.#scheduler = scheduler;
    this.#needs = needs;
    this.#reopen = reopen;
  }

  /** The folder is open now: wait for what comes next. */
  start(opened: Weighed): void {
    this.#awaitTurn(opened);
    this.#awaitRefresh(opened);
  }

  /** The window came to the front, perhaps after a sleep in which no timer ran. */
  comeToFront(opened: Weighed | undefined): void {
    const now = this.#needs.now();
    const { fetched } = opened ?? {};
    if (fetched !== undefined && ageMs(fetched, now) > refreshOnFocusMs) this.#reopen(refreshOnFocusMs);
    else if (this.#turnMs !== undefined && Date.parse(now) >= this.#turnMs) this.#reopen();
  }

  /** Exceptions and waivers end at midnight, and some within the hour, also in a window in which nobody does anything. */
  #awaitTurn(opened: Weighed): void {
    const nowMs = Date.parse(this.#needs.now());
    const midnightMs = (Math.floor(nowMs / 86_400_000) + 1) * 86_400_000;
    const turn = opened.nextTurn();
    this.#turnMs = Math.min(midnightMs, turn === undefined ? Infinity : Date.parse(turn));
    this.#scheduler.schedule('turn', this.#turnMs - nowMs + afterTurnMs, () => {
      this.#reopen();
    });
  }

  /** A fetched policy is asked for behind what its copy said, then every hour. */
  #awaitRefresh({ fetched, rejected }: Weighed): void {
    if (fetched === undefined) {
      this.#scheduler.cancel('refresh');
      return;
    }
    const isFirst = !this.#hasAsked;
    this.#hasAsked = true;
    if (isFirst && ageMs(fetched, this.#needs.now()) > justFetchedMs) {
      this.#reopen(justFetchedMs);
      return;
    }
    const isUnreachable = rejected.some(({ source }) => source === fetched.source);
    // Counted from when the server was heard: a folder that is opened anew all the time asks all the same.
    const ageOfCopyMs = Math.min(refreshMs, Math.max(0, ageMs(fetched, this.#needs.now())));
    const dueMs = refreshMs * (1 + this.#needs.random() / 10) - ageOfCopyMs;
    const delayMs = isUnreachable ? retryMs : Math.max(justFetchedMs, dueMs);
    this.#scheduler.schedule('refresh', delayMs, () => {
      this.#reopen(isUnreachable ? 0 : refreshMs * 0.9);
    });
  }
}

/** Age of a fetched copy; Infinity when there is none. */
function ageMs({ checkedAt }: FetchedPolicy, now: string): number {
  return checkedAt === undefined ? Infinity : Date.parse(now) - Date.parse(checkedAt);
}
