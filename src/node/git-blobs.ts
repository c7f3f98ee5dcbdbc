// Contents of blobs, streamed out of one `git cat-file --batch`. Source: https://git-scm.com/docs/git-cat-file#_batch_output

import type { Readable } from 'node:stream';
import { startGit, type GitPlace } from './git-command.ts';

/** A blob to read, with what its reader wants to know of it again. */
export interface BlobRequest {
  readonly blob: string;
}

/** What became of a request: its bytes, or why there are none. */
export type BlobContent<Request extends BlobRequest> =
  | { readonly state: 'read'; readonly request: Request; readonly bytes: Uint8Array }
  | { readonly state: 'too-large' | 'missing'; readonly request: Request };

/** Read blobs in the order of the requests; what is no blob (a tree, a commit) is left out.
 *  @param maxBytes  larger ones are not read */
export async function* readBlobs<Request extends BlobRequest>(
  place: GitPlace,
  requests: AsyncIterable<Request> | Iterable<Request>,
  maxBytes: number,
): AsyncGenerator<BlobContent<Request>> {
  const sized = sizesOf(place, requests);
  const waiting: Request[] = [];
  const notRead: BlobContent<Request>[] = [];
  const child = startGit(place, ['cat-file', '--batch', '--buffer']);
  const fed = (async () => {
    for await (const { request, size } of sized) {
      if (size === 'missing') notRead.push({ state: 'missing', request });
      else if (size > maxBytes) notRead.push({ state: 'too-large', request });
      else {
        waiting.push(request);
        if (!child.stdin.write(`${request.blob}\n`)) await drained(child.stdin);
      }
    }
    child.stdin.end();
  })();
  // Whoever stops reading early gets no unhandled rejection.
  fed.catch(() => child.kill());
  try {
    const bytes = new ByteReader(child.stdout);
    for (;;) {
      const header = await bytes.line();
      if (header === undefined) break;
      const request = waiting.shift();
      if (request === undefined) break;
      const size = Number(/ blob (\d+)$/.exec(header)?.[1] ?? -1);
      if (size < 0) yield { state: 'missing', request };
      else {
        const content = await bytes.take(size);
        await bytes.take(1);
        yield { state: 'read', request, bytes: content };
      }
    }
    await fed;
    yield* notRead;
  } finally {
    child.kill();
  }
}

async function* sizesOf<Request extends BlobRequest>(
  place: GitPlace,
  requests: AsyncIterable<Request> | Iterable<Request>,
): AsyncGenerator<{ readonly request: Request; readonly size: number | 'missing' }> {
  const child = startGit(place, ['cat-file', '--batch-check=%(objecttype) %(objectsize)', '--buffer']);
  const waiting: Request[] = [];
  const fed = (async () => {
    for await (const request of requests) {
      waiting.push(request);
      if (!child.stdin.write(`${request.blob}\n`)) await drained(child.stdin);
    }
    child.stdin.end();
  })();
  fed.catch(() => child.kill());
  try {
    const lines = new ByteReader(child.stdout);
    for (;;) {
      const line = await lines.line();
      const request = line === undefined ? undefined : waiting.shift();
      if (line === undefined || request === undefined) break;
      if (line.startsWith('blob ')) yield { request, size: Number(line.slice('blob '.length)) };
      else if (line.endsWith(' missing')) yield { request, size: 'missing' };
    }
    await fed;
  } finally {
    child.kill();
  }
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      stream.off('error', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
    stream.on('error', done);
  });
}

/** Takes lines and exact counts of bytes off a stream. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next line without its line feed; undefined at the end. */
  async line(): Promise<string | undefined> {
    let searched = 0;
    for (;;) {
      const end = this.#held.indexOf(10, searched);
      if (end >= 0) {
        const line = this.#held.toString('utf8', 0, end);
        this.#held = this.#held.subarray(end + 1);
        return line;
      }
      searched = this.#held.length;
      if (!(await this.#more())) return undefined;
    }
  }

  /** @throws when the stream ends before */
  async take(count: number): Promise<Buffer> {
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count) {
      this.#held = Buffer.alloc(0);
      if (!(await this.#more())) throw new Error('git ended in the middle of an object');
      parts.push(this.#held);
      length += this.#held.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts, length);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }
}
