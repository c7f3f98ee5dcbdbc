// When a window asks for a fetched policy, over days, by a clock that the test moves.

import assert from 'node:assert/strict';
import { FolderClock } from '../../src/extension/folder-clock.ts';

type Weighed = Parameters<FolderClock['start']>[0];

const source = 'https://policy.acme.example/p.yaml';
const minute = 60_000;
const hour = 60 * minute;

/** A window over a server, in time that passes only when asked to. */
class Window {
  #ms = Date.parse('2026-11-24T09:00:00Z');
  readonly #jobs = new Map<string, { readonly dueMs: number; readonly work: () => void }>();
  readonly #clock: FolderClock;
  #checkedAt: string | undefined;
  #opened: Weighed | undefined;
  #isLost = false;
  isServerUp = true;
  nextTurn: string | undefined;
  /** Moment of each opening, with the oldest copy that it takes; `any` where it does not ask. */
  readonly openings: string[] = [];

  /** @param copyAgeMs  of the copy at hand; undefined where none is
   *  @param random  0 to below 1 */
  constructor(copyAgeMs: number | undefined, random = 0) {
    this.#checkedAt = copyAgeMs === undefined ? undefined : new Date(this.#ms - copyAgeMs).toISOString();
    this.#clock = new FolderClock(
      {
        schedule: (key, delayMs, work) => {
          this.#jobs.set(key, { dueMs: this.#ms + delayMs, work: () => void work(new AbortController().signal) });
        },
        cancel: (key) => this.#jobs.delete(key),
      },
      { now: () => this.#now, random: () => random },
      (maxAgeMs) => {
        this.open(maxAgeMs);
      },
    );
  }

  get #now(): string {
    return new Date(this.#ms).toISOString();
  }

  /** Open as the loader does: a copy that is young enough is taken, else the server is asked. */
  open(maxAgeMs = Infinity): void {
    const isYoung = this.#checkedAt !== undefined && this.#ms - Date.parse(this.#checkedAt) < maxAgeMs;
    if (!isYoung) {
      this.#isLost = !this.isServerUp;
      if (this.isServerUp) this.#checkedAt = this.#now;
    }
    const age = maxAgeMs === Infinity ? 'any' : `${String(maxAgeMs / minute)} min`;
    this.openings.push(`${this.#now.slice(8, 19)} ${age}${isYoung ? '' : this.#isLost ? ', lost' : ', asked'}`);
    this.#opened = {
      fetched: { source, ...(this.#checkedAt === undefined ? {} : { checkedAt: this.#checkedAt }) },
      rejected: this.#isLost ? [{ layer: 'organisation', source, issues: [], lastGoodHolds: true }] : [],
      nextTurn: () => this.nextTurn,
    };
    this.#clock.start(this.#opened);
  }

  /** Let time pass, with everything that comes due on the way. */
  pass(ms: number): void {
    const endMs = this.#ms + ms;
    for (;;) {
      const [next] = [...this.#jobs]
        .filter(([, { dueMs }]) => dueMs <= endMs)
        .sort(([, a], [, b]) => a.dueMs - b.dueMs);
      if (next === undefined) break;
      const [key, { dueMs, work }] = next;
      this.#jobs.delete(key);
      this.#ms = Math.max(this.#ms, dueMs);
      work();
    }
    this.#ms = endMs;
  }

  /** A sleep in which no timer runs, after which somebody comes back. */
  sleep(ms: number): void {
    this.#ms += ms;
    this.#clock.comeToFront(this.#opened);
  }
}

describe('the clock of a folder with a fetched policy', () => {
  it('opens with the copy at hand, asks behind it, and then every hour', () => {
    const window = new Window(5 * hour);
    window.open();
    window.pass(2 * hour + minute);
    assert.deepEqual(window.openings, [
      '24T09:00:00 any',
      '24T09:00:00 1 min, asked',
      '24T10:00:00 54 min, asked',
      '24T11:00:00 54 min, asked',
    ]);
  });

  it('asks up to six minutes later than the hour, by chance', () => {
    const window = new Window(0, 0.999);
    window.open();
    window.pass(hour + 5 * minute);
    assert.equal(window.openings.length, 1);
    window.pass(minute);
    assert.match(window.openings[1] ?? '', /^24T10:05:5\d 54 min, asked$/);
  });

  it('tries again every five minutes while the server is not reached, and every hour once it is', () => {
    const window = new Window(0);
    window.open();
    window.pass(hour - minute);
    window.isServerUp = false;
    window.pass(11 * minute + 30_000);
    window.isServerUp = true;
    window.pass(hour + 6 * minute);
    assert.deepEqual(window.openings, [
      '24T09:00:00 any',
      '24T10:00:00 54 min, lost',
      '24T10:05:00 0 min, lost',
      '24T10:10:00 0 min, lost',
      '24T10:15:00 0 min, asked',
      '24T11:15:00 54 min, asked',
    ]);
  });

  it('asks at once when somebody comes back after four hours, and not before', () => {
    const window = new Window(0);
    window.open();
    window.sleep(4 * hour);
    assert.equal(window.openings.length, 1);
    window.sleep(minute);
    assert.deepEqual(window.openings, ['24T09:00:00 any', '24T13:01:00 240 min, asked']);
  });

  it('opens anew when an hour of an exception ends and at midnight, without asking', () => {
    const window = new Window(0, 0.5);
    window.nextTurn = '2026-11-24T09:20:00Z';
    window.open();
    window.nextTurn = undefined;
    window.pass(30 * minute);
    assert.deepEqual(window.openings, ['24T09:00:00 any', '24T09:20:00 any']);
    window.pass(15 * hour);
    assert.deepEqual(
      window.openings.filter((each) => each.includes('T00:00')),
      ['25T00:00:00 any'],
    );
    // Every 63 minutes: being opened anew in between puts no question off.
    assert.equal(window.openings.filter((each) => each.endsWith('asked')).length, 14);
  });
});
