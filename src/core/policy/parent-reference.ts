// What an entry of `extends` names: a preset of the product, a file, or an address with the digest of what is there.

import { builtinNames } from './builtin-texts.ts';
import { nearestWord } from './nearest-word.ts';

export type ParentReference =
  | { readonly kind: 'builtin'; readonly name: string }
  /** Relative to the text that names it. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string; readonly sha256: string };

/** Why an entry of `extends` names nothing that can be read. */
export interface BadParent {
  readonly problem: string;
  readonly suggestion?: string;
}

/** Read an entry of `extends`: `builtin:recommended@1`, `./base.yaml`, `https://host/base.yaml@sha256:<64 hex digits>`. */
export function readParentReference(text: string): ParentReference | BadParent {
  if (text.startsWith('builtin:')) {
    if (builtinNames.includes(text)) return { kind: 'builtin', name: text };
    const suggestion = nearestWord(text, builtinNames);
    const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
    return {
      problem: `There is no preset "${text}".${hint} This version has ${builtinNames.filter((name) => name.includes('@')).join(', ')}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) return fileReference(text);
  const [, address = text, digest] = /^(.*?)[@#]sha256[:=-]([0-9a-f]{64})$/is.exec(text) ?? [];
  const wrong = badAddress(address);
  if (wrong !== undefined) return { problem: wrong };
  if (digest === undefined) {
    return {
      problem: `"${text}" can change without anybody here knowing. Pin what is there: add "@sha256:" and the digest of the file.`,
    };
  }
  return { kind: 'url', url: address, sha256: digest.toLowerCase() };
}

/** Why a policy may not be fetched from an address; undefined when it may. Plain http only within this machine. */
export function badAddress(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return `"${address}" is no address. Write it as https://host/file.yaml.`;
  }
  if (url.username !== '' || url.password !== '') {
    return `The address on ${url.host} holds a user name or password. Take it out: addresses end up in logs.`;
  }
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return undefined;
  return `"${address}" is not encrypted. Use https; plain http is taken from this machine alone.`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function fileReference(path: string): ParentReference | BadParent {
  return path.includes('\0') || path.trim() === ''
    ? { problem: 'This names no file. Write a path such as ./base.yaml.' }
    : { kind: 'file', path };
}
