// Fetches a policy over HTTPS, with every bound that a stranger's server could try: time, size, redirects, encryption.
// Judges nothing: what the bytes mean is for core/policy/load.ts.

import type { IncomingMessage } from 'node:http';
import { badAddress } from '../core/policy/parent-reference.ts';
import { messageOf } from '../core/model/errors.ts';
import { get, readBounded } from './web-request.ts';

/** What came of asking for a file. */
export type Fetched = Outcome & {
  /** What the server's clock says. ISO 8601; absent when it did not answer or says nothing. */
  readonly serverDate?: string;
};

type Outcome =
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
 *  @param maxBytes  longer answers are refused without reading on
 *  @param env  names the proxy, if there is one */
export async function fetchFile(
  address: string,
  {
    etag,
    maxBytes,
    env,
  }: {
    readonly etag?: string | undefined;
    readonly maxBytes: number;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<Fetched> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = etag === undefined ? {} : { 'if-none-match': etag };
  let url = address;
  try {
    for (let redirects = 0; ; redirects++) {
      const wrong = badAddress(url);
      if (wrong !== undefined) return failed(wrong);
      const answer = await get(new URL(url), { headers, env, signal });
      const { statusCode: status = 0 } = answer;
      const next = answer.headers.location;
      if (status < 300 || status >= 400 || status === 304 || next === undefined) {
        const serverDate = dateOf(answer);
        return { ...(await readAnswer(answer, maxBytes, signal)), ...(serverDate === undefined ? {} : { serverDate }) };
      }
      answer.destroy();
      const target = new URL(next, url);
      if (target.host !== new URL(address).host) {
        return failed(`it leads to another server (${target.host}), which is not followed`);
      }
      if (redirects >= maxRedirects) return failed(`it leads on more than ${String(maxRedirects)} times`);
      url = target.href;
    }
  } catch (thrown) {
    return failed(messageOf(thrown));
  }
}

async function readAnswer(answer: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Outcome> {
  const { statusCode: status = 0, headers } = answer;
  if (status === 200) {
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      answer.destroy();
      return failed('it came compressed, which was not asked for');
    }
    const bytes = await readBounded(answer, maxBytes, signal);
    if (bytes === undefined) {
      return failed(`it is longer than ${String(Math.round(maxBytes / 1024))} KB, which is the most that is read`);
    }
    const { etag } = headers;
    return { state: 'fresh', bytes, ...(etag === undefined ? {} : { etag }) };
  }
  answer.destroy();
  if (status === 304) return { state: 'unchanged' };
  if (status === 404 || status === 410) return { state: 'absent' };
  if (status === 407) return failed('a proxy on the way asks for a user name and a password (407)');
  return failed(`the server answers ${String(status)}`);
}

/** The server's clock now: what it said when the answer was made, and how long a cache on the way has kept it since.
 *  Source: https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3 */
function dateOf({ headers }: IncomingMessage): string | undefined {
  const dateMs = Date.parse(headers.date ?? '');
  const ageSeconds = /^\d{1,9}$/.test(headers.age ?? '') ? Number(headers.age) : 0;
  return Number.isNaN(dateMs) ? undefined : new Date(dateMs + ageSeconds * 1000).toISOString();
}

function failed(because: string): Outcome {
  return { state: 'failed', because };
}
