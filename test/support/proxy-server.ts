// A real forward proxy on this machine: it opens tunnels by CONNECT, or does what proxies do that stand in the way.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerCertificate } from './certificates.ts';

/** `open` leads on; a number is the status it refuses with; `silent` takes the question and never answers. */
export type ProxyManner = 'open' | 'silent' | { readonly status: number; readonly headers?: readonly string[] };

export class ProxyServer {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  /** Where each `host:port` really is: there are no names in a test. */
  readonly #places: ReadonlyMap<string, number>;
  manner: ProxyManner = 'open';
  /** `HOST:PORT` of each CONNECT, with the credentials behind it, in order. */
  readonly seen: string[] = [];

  private constructor(places: ReadonlyMap<string, number>, certificate: ServerCertificate | undefined) {
    this.#places = places;
    this.#server = certificate === undefined ? createServer() : createTlsServer(certificate);
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => {
      this.#connect(request, socket);
    });
  }

  /** @param places  port on this machine of each `host:port` that may be asked for
   *  @param certificate  makes it a proxy that is spoken to by TLS */
  static async start(places: ReadonlyMap<string, number>, certificate?: ServerCertificate): Promise<ProxyServer> {
    const proxy = new ProxyServer(places, certificate);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #connect({ url = '', headers }: IncomingMessage, socket: Socket): void {
    const credentials = headers['proxy-authorization'] ?? '';
    this.seen.push(`${url} ${credentials}`.trim());
    this.#keep(socket);
    if (this.manner === 'silent') return;
    if (this.manner !== 'open') {
      const lines = [`HTTP/1.1 ${String(this.manner.status)} No`, ...(this.manner.headers ?? []), 'Content-Length: 0'];
      socket.end(`${lines.join('\r\n')}\r\n\r\n`);
      return;
    }
    const port = this.#places.get(url);
    if (port === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    this.#keep(onward);
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
