// Reads what policies extend: files beside them, and addresses whose content is pinned by its digest. Fetched parents are kept by their
// digest, so that each is fetched once; what is kept is hashed again at each use.

import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { messageOf } from '../core/model/errors.ts';
import type { ParentReference } from '../core/policy/parent-reference.ts';
import type { LayerName } from '../core/policy/policy.ts';
import type { ParentText, ReadParent } from '../core/policy/presets.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { writeFileAtomically } from './atomic-write.ts';
import { handrailHome } from './home.ts';
import { fetchFile } from './policy-fetch.ts';

/** Source: policies of 1,000 lines have 60 KB. */
export const maxPolicyBytes = 256 * 1024;

type Problem = { readonly problem: string };

export class PolicyParents {
  readonly #root: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of each text on disk, by its source. */
  readonly #paths = new Map<string, string>();
  readonly #hashes = new Map<string, string>();
  readonly #wanted = new Map<string, string>();
  readonly #lost = new Map<string, string>();

  /** @param paths  absolute path by source, for the texts that are on disk */
  constructor(
    root: string,
    env: Readonly<Record<string, string | undefined>>,
    paths: Iterable<readonly [source: string, path: string]>,
  ) {
    this.#root = root;
    this.#env = env;
    for (const [source, path] of paths) this.#paths.set(source, path);
  }

  /** SHA-256 of each file that was read, by absolute path. */
  get filesRead(): ReadonlyMap<string, string> {
    return this.#hashes;
  }

  /** Whether an address could not be had. */
  get isShort(): boolean {
    return this.#lost.size > 0;
  }

  /** For loadPolicy. */
  readonly read: ReadParent = (reference, from, layer) =>
    reference.kind === 'url' ? this.#pinned(reference) : this.#file(reference.path, from, layer);

  /** Fetch what was asked for and is not here, each once. @returns whether there was anything: loading anew says more then */
  async fetchWanted(): Promise<boolean> {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    await Promise.all(wanted.map(([digest, url]) => this.#fetch(digest, url)));
    return wanted.length > 0;
  }

  async #fetch(digest: string, url: string): Promise<void> {
    const fetched = await fetchFile(url, { maxBytes: maxPolicyBytes, env: this.#env });
    if (fetched.state !== 'fresh') {
      const because = fetched.state === 'failed' ? fetched.because : 'the server has no such file';
      this.#lost.set(digest, `${url} cannot be had: ${because}.`);
      return;
    }
    const seen = sha256(fetched.bytes);
    if (seen !== digest) {
      this.#lost.set(
        digest,
        `What is at ${url} has the digest ${seen}, not the one that is pinned. Look at what changed.`,
      );
      return;
    }
    writeFileAtomically(this.#fileOf(digest), fetched.bytes, 0o600);
  }

  #pinned({ url, sha256: digest }: ParentReference & { readonly kind: 'url' }): ParentText | Problem {
    const lost = this.#lost.get(digest);
    if (lost !== undefined) return { problem: lost };
    const bytes = readIfThere(this.#fileOf(digest));
    if (bytes !== undefined && sha256(bytes) === digest) return textOf(url, bytes);
    this.#wanted.set(digest, url);
    return { problem: `${url} has not been fetched yet.` };
  }

  #file(path: string, from: string, layer: LayerName): ParentText | Problem {
    const child = this.#paths.get(from);
    if (child === undefined) {
      return { problem: `"${path}" is a file, and this policy lies in none. Name its parents by address and digest.` };
    }
    const absolute = resolve(dirname(child), path);
    let bytes: Uint8Array;
    try {
      const real = realpathSync(absolute);
      const isProjects = layer === 'workspace' || isInside(realpathSync(child), this.#root);
      if (isProjects && !isInside(real, this.#root)) {
        return { problem: `"${path}" lies outside of this project. A project's policy extends files of the project.` };
      }
      bytes = readFileSync(real);
    } catch (thrown) {
      return { problem: `"${path}" cannot be read: ${messageOf(thrown)}. Correct the path, or remove it.` };
    }
    const source = isInside(absolute, this.#root) ? relative(this.#root, absolute).replaceAll('\\', '/') : absolute;
    this.#paths.set(source, absolute);
    this.#hashes.set(absolute, sha256(bytes));
    return textOf(source, bytes);
  }

  #fileOf(digest: string): string {
    return join(handrailHome(this.#env), 'policies', 'parents', `${digest}.yaml`);
  }
}

function textOf(source: string, bytes: Uint8Array): ParentText | Problem {
  const text = decode(bytes)?.text;
  return text === undefined ? { problem: `${source} is no text file. A policy is written in YAML.` } : { source, text };
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function isInside(path: string, root: string): boolean {
  const inside = relative(root, path);
  return inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside));
}
