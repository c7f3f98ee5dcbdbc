// One GET, directly or through a proxy, and what comes of it. Built on Node's own http and https, because an editor leads these through
// the proxy of its settings and adds the certificates of the system; whatever goes past them works on the machine of the developer alone.

import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { hostOf, routeTo, type Proxy } from './proxy.ts';

/** Thrown when a server cannot be reached, with the reason in words. Holds no password. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** What comes back, before its body was read.
 *  @param signal  ends everything, a tunnel through a proxy as well
 *  @throws Unreachable */
export async function get(
  url: URL,
  {
    headers,
    env,
    signal,
  }: {
    readonly headers: OutgoingHttpHeaders;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly signal: AbortSignal;
  },
): Promise<IncomingMessage> {
  const route = routeTo(url, env);
  if (route.kind === 'problem') throw new Unreachable(route.problem);
  // Questions are few, and no connection is kept for the next; and no answer has to be unpacked, which has a size that nobody knows before.
  const options = { headers: { connection: 'close', 'accept-encoding': 'identity', ...headers }, signal };
  try {
    if (route.kind === 'direct') return await send(url, options);
    const socket = await tunnel(url, route.proxy, signal);
    const host = hostOf(url);
    const name = isIP(host) === 0 ? { servername: host } : {};
    return await send(url, { ...options, createConnection: () => connectTls({ socket, host, ...name }) });
  } catch (thrown) {
    const because = signal.aborted ? timedOut : inWords(thrown);
    if (route.kind === 'direct') throw new Unreachable(because);
    const { proxy, unread } = route;
    const by = thrown instanceof Unreachable ? because : `${because} (through the proxy ${placeOf(proxy)})`;
    const ignored = unread.length === 0 ? '' : `; NO_PROXY holds what is not understood: ${unread.join(', ')}`;
    throw new Unreachable(by + ignored);
  }
}

/** The body of an answer; undefined when it is longer than `maxBytes`, and the rest is not read then.
 *  @param signal  that of the request. @throws Unreachable when it breaks off */
export async function readBounded(
  answer: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of answer as AsyncIterable<Uint8Array>) {
      length += part.length;
      // Leaving the loop closes the connection.
      if (length > maxBytes) return undefined;
      parts.push(part);
    }
  } catch (thrown) {
    throw new Unreachable(`its answer broke off: ${signal.aborted ? timedOut : inWords(thrown)}`);
  }
  return Buffer.concat(parts);
}

function send(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    request(url, options, resolve).on('error', reject).end();
  });
}

/** Asks a proxy for a way to a server. What is said with the server goes through it unread. */
function tunnel(url: URL, proxy: Proxy, signal: AbortSignal): Promise<Socket> {
  const authority = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
  const { isEncrypted, host, port, authorization } = proxy;
  return new Promise((resolve, reject) => {
    const request = (isEncrypted ? httpsRequest : httpRequest)({
      host,
      port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }) },
      // Without it, the certificate would be held against the host that the header names, which is the server behind the proxy.
      servername: isIP(host) === 0 ? host : '',
      agent: false,
      signal,
    });
    request.once('connect', (answer: IncomingMessage, socket: Socket) => {
      if (answer.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Unreachable(refusal(answer, proxy)));
    });
    // Some proxies answer as if nothing had been asked of them.
    request.once('response', (answer) => {
      answer.destroy();
      reject(new Unreachable(refusal(answer, proxy)));
    });
    request.once('error', (thrown) => {
      reject(
        signal.aborted ? thrown : new Unreachable(`the proxy ${placeOf(proxy)} cannot be reached: ${inWords(thrown)}`),
      );
    });
    request.end();
  });
}

function refusal({ statusCode = 0, headers }: IncomingMessage, proxy: Proxy): string {
  const place = placeOf(proxy);
  if (statusCode !== 407) return `the proxy ${place} leads nowhere (it answers ${String(statusCode)})`;
  const asked = [headers['proxy-authenticate'] ?? []].flat().join(', ');
  if (asked !== '' && !/\bbasic\b/i.test(asked)) {
    const [kind = ''] = /^[a-z-]{1,20}/i.exec(asked) ?? [];
    return `the proxy ${place} asks for a sign-in of the kind ${kind}, which is not understood (407)`;
  }
  return proxy.authorization === undefined
    ? `the proxy ${place} asks for a user name and a password (407). Write them into ${proxy.variable} as http://user:password@host:port`
    : `the proxy ${place} does not take the user name and the password in ${proxy.variable} (407)`;
}

function placeOf({ host, port }: Proxy): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

const timedOut = 'it did not answer in time';

/** Codes of OpenSSL for a chain that ends at nobody who is trusted. Source: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const unknownAuthority = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

function inWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { code = '' } = thrown as NodeJS.ErrnoException;
  if (unknownAuthority.has(code)) {
    return `its certificate comes from an authority that is not known here (${code}). Name the certificate of your company in NODE_EXTRA_CA_CERTS`;
  }
  // Several addresses of one name that all fail are an error without a message.
  return thrown.message === '' ? code : thrown.message;
}
