// When work is done: after a pause, newest first, one run a key. The only place of the editor shell that holds timers.

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

/** Runs work after a pause; a new request for the same key replaces the one that waits and aborts the one that runs. */
export class Scheduler {
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();
  readonly #settled = new Map<string, Deferred>();
  readonly #onError: (thrown: unknown) => void;
  #disposed = false;

  constructor(onError: (thrown: unknown) => void) {
    this.#onError = onError;
  }

  /** @param delayMs  pause after the last request for this key */
  schedule(key: string, delayMs: number, work: (signal: AbortSignal) => Promise<void> | void): void {
    if (this.#disposed) return;
    clearTimeout(this.#waiting.get(key));
    this.#running.get(key)?.abort.abort();
    if (!this.#settled.has(key)) this.#settled.set(key, deferred());
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        void this.#run(key, work);
      }, delayMs),
    );
  }

  /** Forget what waits for a key and abort what runs. */
  cancel(key: string): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#running.get(key)?.abort.abort();
    this.#settle(key);
  }

  /** Ask what runs for a key to end early; what waits stays. */
  abort(key: string): void {
    this.#running.get(key)?.abort.abort();
  }

  /** Settles when nothing waits or runs for a key; at once when there is nothing. */
  async idle(key: string): Promise<void> {
    await this.#settled.get(key)?.promise;
  }

  dispose(): void {
    this.#disposed = true;
    for (const key of [...this.#settled.keys()]) this.cancel(key);
  }

  async #run(key: string, work: (signal: AbortSignal) => Promise<void> | void): Promise<void> {
    const abort = new AbortController();
    const done = (async () => {
      try {
        await work(abort.signal);
      } catch (thrown) {
        if (!abort.signal.aborted) this.#onError(thrown);
      }
    })();
    const run = { abort, done };
    this.#running.set(key, run);
    await done;
    if (this.#running.get(key) === run) this.#running.delete(key);
    if (!this.#waiting.has(key) && !this.#running.has(key)) this.#settle(key);
  }

  #settle(key: string): void {
    this.#settled.get(key)?.resolve();
    this.#settled.delete(key);
  }
}

// Promise.withResolvers came with Node 22; editors from before that are supported.
function deferred(): Deferred {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
