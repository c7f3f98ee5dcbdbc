// Fetches a policy over HTTPS, with every bound that a stranger's server could try: time, size, redirects, encryption.
// Judges nothing: what the bytes mean is for core/policy/load.ts.

import { badAddress } from '../core/policy/parent-reference.ts';
import { messageOf } from '../core/model/errors.ts';

/** What came of asking for a file. */
export type Fetched =
  | { readonly state: 'fresh'; readonly bytes: Uint8Array; readonly etag?: string }
  /** The copy with the given ETag still is the newest. */
  | { readonly state: 'unchanged' }
  /** The server says that there is nothing. */
  | { readonly state: 'absent' }
  | { readonly state: 'failed'; readonly because: string };

const timeoutMs = 5000;
const maxRedirects = 3;

/** Ask for a file. Never throws.
 *  @param etag  of the copy at hand; undefined asks for the file whatever it is
 *  @param maxBytes  longer answers are refused without reading on */
export async function fetchFile(
  address: string,
  { etag, maxBytes }: { readonly etag?: string | undefined; readonly maxBytes: number },
): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = address;
  try {
    for (let redirects = 0; ; redirects++) {
      const wrong = badAddress(url);
      if (wrong !== undefined) return failed(wrong);
      const answer = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      });
      const next = answer.headers.get('location');
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304 && next !== null) {
        await answer.body?.cancel();
        const target = new URL(next, url);
        if (target.host !== new URL(address).host) {
          return failed(`it leads to another server (${target.host}), which is not followed`);
        }
        if (redirects >= maxRedirects) return failed(`it leads on more than ${String(maxRedirects)} times`);
        url = target.href;
        continue;
      }
      return await readAnswer(answer, maxBytes);
    }
  } catch (thrown) {
    return failed(reasonOf(thrown));
  }
}

async function readAnswer(answer: Response, maxBytes: number): Promise<Fetched> {
  if (answer.status === 200) {
    const bytes = await readBounded(answer, maxBytes);
    if (bytes === undefined) {
      return failed(`it is longer than ${String(Math.round(maxBytes / 1024))} KB, which is the most that is read`);
    }
    const etag = answer.headers.get('etag');
    return { state: 'fresh', bytes, ...(etag === null ? {} : { etag }) };
  }
  await answer.body?.cancel();
  if (answer.status === 304) return { state: 'unchanged' };
  if (answer.status === 404 || answer.status === 410) return { state: 'absent' };
  return failed(`the server answers ${String(answer.status)}`);
}

async function readBounded(answer: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (answer.body === null) return new Uint8Array();
  for await (const part of answer.body as AsyncIterable<Uint8Array>) {
    length += part.length;
    // Leaving the loop closes the connection.
    if (length > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function failed(because: string): Fetched {
  return { state: 'failed', because };
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    return `it did not answer within ${String(timeoutMs / 1000)} seconds`;
  }
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause === undefined ? messageOf(thrown) : messageOf(cause);
}
