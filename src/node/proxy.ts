// Which proxy leads to a server, by the variables that other command lines go by. Shells that have a proxy of their own leave them out of
// the environment they hand on: an editor sends every request of an extension on the way that its settings name.

import { BlockList, isIP } from 'node:net';

export interface Proxy {
  readonly isEncrypted: boolean;
  readonly host: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`. Never in a message. */
  readonly authorization?: string;
  /** The variable that names it. */
  readonly variable: string;
}

/** How a server is reached. `problem` says in words why it cannot be told. */
export type Route =
  | { readonly kind: 'direct' }
  /** `unread` are entries of NO_PROXY that nobody understands; they spare nothing. */
  | { readonly kind: 'proxy'; readonly proxy: Proxy; readonly unread: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by which a proxy is named, as curl and editors take them: the small ones first. `http_proxy` stands in where it is the
 *  only one, because policies come by https and a machine that names any proxy has no other way out. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** The way to an address. What is on this machine is reached directly. */
export function routeTo(url: URL, env: Environment): Route {
  const variable = proxyVariables.find((name) => (env[name] ?? '').trim() !== '');
  if (variable === undefined || isLoopback(hostOf(url))) return { kind: 'direct' };
  const { spares, unread } = readExceptions(env['no_proxy'] ?? env['NO_PROXY'] ?? '');
  if (spares(url)) return { kind: 'direct' };
  const proxy = readProxy((env[variable] ?? '').trim(), variable);
  return 'problem' in proxy ? { kind: 'problem', ...proxy } : { kind: 'proxy', proxy, unread };
}

/** An environment without proxies. */
export function withoutProxies(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:https?|all|no)_proxy$/i.test(name)));
}

/** Name of a server without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** The value is never repeated: it may hold a password. */
function readProxy(value: string, variable: string): Proxy | { readonly problem: string } {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const wrong = { problem: `${variable} names no proxy. Write it as http://host:port` };
  if (!URL.canParse(text)) return wrong;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const kind = url.protocol.replace(':', '');
    return { problem: `${variable} names a proxy of the kind ${kind}, which is not understood. Name one by http://` };
  }
  if (url.hostname === '') return wrong;
  const isEncrypted = url.protocol === 'https:';
  const proxy = {
    isEncrypted,
    host: hostOf(url),
    port: url.port === '' ? (isEncrypted ? 443 : 80) : Number(url.port),
    variable,
  };
  if (url.username === '' && url.password === '') return proxy;
  try {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { ...proxy, authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
  } catch {
    return { problem: `${variable} holds a user name or password with a bare % in it. Write it as %25` };
  }
}

interface Exceptions {
  readonly spares: (url: URL) => boolean;
  readonly unread: readonly string[];
}

/** NO_PROXY: names (with everything below them, a leading dot or `*.` makes no difference), addresses, networks (`10.0.0.0/8`), each
 *  with a port or without; `*` is everything. Source: https://everything.curl.dev/usingcurl/proxies/env.html */
function readExceptions(list: string): Exceptions {
  const rules: ((host: string, port: number) => boolean)[] = [];
  const unread: string[] = [];
  for (const entry of list.split(/[\s,;]+/).filter((each) => each !== '')) {
    const rule = readException(entry.toLowerCase());
    if (rule === undefined) unread.push(entry);
    else rules.push(rule);
  }
  return {
    spares: (url) => {
      const host = hostOf(url).replace(/\.$/, '');
      const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
      return rules.some((rule) => rule(host, port));
    },
    unread,
  };
}

function readException(entry: string): ((host: string, port: number) => boolean) | undefined {
  if (entry === '*') return () => true;
  const network = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/.exec(entry);
  if (network !== null) return inNetwork(network[1] ?? '', Number(network[2]));
  // An IPv6 address with a port has brackets, without one it need not.
  const [, name = entry, port] =
    isIP(entry) === 6 ? [] : (/^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(entry) ?? [undefined, '']);
  const isPort = (asked: number): boolean => port === undefined || Number(port) === asked;
  const address = name.replace(/^\[|\]$/g, '');
  const within = isIP(address) === 0 ? undefined : inNetwork(address, isIP(address) === 4 ? 32 : 128);
  if (within !== undefined) return (host, asked) => isPort(asked) && within(host);
  const suffix = name.replace(/^(?:\*?\.)/, '').replace(/\.$/, '');
  if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(suffix) || /^[\d.]+$/.test(suffix)) return undefined;
  return (host, asked) => isPort(asked) && (host === suffix || host.endsWith(`.${suffix}`));
}

/** @returns undefined for what is no network */
function inNetwork(address: string, prefix: number): ((host: string) => boolean) | undefined {
  const kind = isIP(address);
  if (kind === 0 || prefix > (kind === 4 ? 32 : 128)) return undefined;
  const network = new BlockList();
  network.addSubnet(address, prefix, kind === 4 ? 'ipv4' : 'ipv6');
  return (host) => isIP(host) === kind && network.check(host, kind === 4 ? 'ipv4' : 'ipv6');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
