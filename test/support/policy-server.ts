// A real server on this machine that hands out policies, with ETags and signatures, as a company's would.

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { sha256 } from '../../src/core/text/hash.ts';
import type { ServerCertificate } from './certificates.ts';

/** What is at a path: a body, a redirect, or an answer of one's own. */
export type Served =
  | string
  | Uint8Array
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export class PolicyServer {
  readonly #server: Server;
  readonly #files = new Map<string, Served>();
  #gate: Promise<void> = Promise.resolve();
  #asked: (() => void) | undefined;
  /** What its clock says, ISO 8601; undefined says nothing. */
  date: string | undefined;
  /** `path status` of every request, in order. */
  readonly seen: string[] = [];

  private constructor(certificate: ServerCertificate | undefined) {
    const listener: RequestListener = (request, response) => {
      const { status, headers, body } = this.#answer(request);
      this.seen.push(`${request.url ?? ''} ${String(status)}`);
      this.#asked?.();
      response.sendDate = false;
      const date = this.date === undefined ? {} : { date: new Date(this.date).toUTCString() };
      void this.#gate.then(() => response.writeHead(status, { ...date, ...headers }).end(body));
    };
    this.#server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  }

  /** @param certificate  makes it a server of https */
  static async start(certificate?: ServerCertificate): Promise<PolicyServer> {
    const server = new PolicyServer(certificate);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Address on a server without a certificate. */
  url(path: string): string {
    return `http://127.0.0.1:${String(this.port)}/${path}`;
  }

  serve(path: string, served: Served | undefined): void {
    if (served === undefined) this.#files.delete(`/${path}`);
    else this.#files.set(`/${path}`, served);
  }

  /** Keep every answer back. @returns what settles at the first question, and what lets the answers go */
  hold(): { readonly asked: Promise<void>; readonly release: () => void } {
    let release = (): void => undefined;
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      this.#asked = resolve;
    });
    return { asked, release };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #answer(request: IncomingMessage): {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
  } {
    const served = this.#files.get(request.url ?? '');
    if (served === undefined) return { status: 404, headers: {}, body: 'nothing here' };
    if (typeof served === 'object' && 'status' in served) return { headers: {}, body: '', ...served };
    const etag = `"${sha256(served).slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
    return { status: 200, headers: { etag }, body: served };
  }
}
