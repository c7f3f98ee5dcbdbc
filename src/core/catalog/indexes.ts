// Indexes over catalogue rows, one for each way in which a name is written. build-catalog.ts puts them together.

import type { AiTool } from './catalog.ts';

type Names = (tool: AiTool) => readonly string[] | undefined;

/** Exact names. The first tool that claims a name has it. */
export function nameIndex(tools: readonly AiTool[], names: Names): ReadonlyMap<string, AiTool> {
  const index = new Map<string, AiTool>();
  for (const tool of tools) {
    for (const name of names(tool) ?? []) if (!index.has(name)) index.set(name, tool);
  }
  return index;
}

/** Modules and what lies below them: `github.com/x/y` is found for `github.com/x/y/v2/z`, and the longest name wins. */
export function moduleIndex(
  tools: readonly AiTool[],
  separator: string,
  names: Names,
): (module: string) => AiTool | undefined {
  const index = nameIndex(tools, names);
  return (module) => {
    let name = module;
    while (name !== '') {
      const tool = index.get(name);
      if (tool !== undefined) return tool;
      name = name.slice(0, Math.max(0, name.lastIndexOf(separator)));
    }
    return undefined;
  };
}

/** Exact names, then families: a name in a row that ends with a separator covers all that begin so. The longest family wins. */
export function familyIndex(
  tools: readonly AiTool[],
  names: Names,
  normal: (name: string) => string = (name) => name,
): (name: string) => AiTool | undefined {
  const index = new Map([...nameIndex(tools, names)].map(([name, tool]) => [normal(name), tool]));
  return (asked) => {
    const name = normal(asked);
    const exact = index.get(name);
    if (exact !== undefined) return exact;
    for (let end = name.length - 1; end > 0; end--) {
      if (!/[-/:._]/.test(name[end] ?? '')) continue;
      const family = index.get(name.slice(0, end + 1));
      if (family !== undefined) return family;
    }
    return undefined;
  };
}

/** Models by the beginning of their name; the longest beginning wins. */
export function modelIndex(tools: readonly AiTool[]): (model: string) => AiTool | undefined {
  const index = nameIndex(tools, ({ evidence }) => evidence.models);
  const longest = Math.max(0, ...[...index.keys()].map(({ length }) => length));
  return (model) => {
    for (let length = Math.min(longest, model.length); length > 1; length--) {
      const tool = index.get(model.slice(0, length));
      if (tool !== undefined) return tool;
    }
    return undefined;
  };
}

/** An image without the registry of Docker Hub, tag and digest, also where the tag is put in later (`:${TAG}`): `docker.io/ollama/ollama:0.3@sha256:..` → `ollama/ollama`.
 *  Source: https://github.com/distribution/reference/blob/main/reference.go */
export function imageName(image: string): string {
  return image
    .replace(/@sha\d+:.*$/i, '')
    .replace(/:(?:[\w.-]*|\$.*|\{\{.*)$/, '')
    .replace(/^(?:(?:index\.|registry-1\.)?docker\.io\/)/, '')
    .toLowerCase();
}

/** A PyPI name in its normal form: `Foo._Bar` → `foo-bar`. Source: https://peps.python.org/pep-0503/#normalized-names */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The package that a JavaScript import reads from: `@a/b/c` → `@a/b`, `a/b` → `a`; undefined for relative paths and built-ins.
 *  Source: https://nodejs.org/api/esm.html#terminology */
export function packageOfSpecifier(specifier: string): string | undefined {
  if (/^(?:[./#]|[a-z][a-z0-9+.-]*:)/i.test(specifier)) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? (parts.length < 2 ? undefined : `${parts[0] ?? ''}/${parts[1] ?? ''}`) : parts[0];
}

interface HostRow {
  readonly tool: AiTool;
  /** Of the host with its port, when the row names one. */
  readonly pattern: RegExp;
  /** `/api`: the address has to go on with it. */
  readonly path: string;
}

/** Hosts, given as `host`, `host:port` or with a path behind. A row's `*` stands for one or more labels (or their end). */
export function hostIndex(tools: readonly AiTool[]): (address: string, isBase?: boolean) => AiTool | undefined {
  const byDomain = new Map<string, HostRow[]>();
  for (const tool of tools) {
    for (const name of tool.evidence.hosts ?? []) {
      const slash = name.indexOf('/');
      const host = slash < 0 ? name : name.slice(0, slash);
      const row = { tool, pattern: hostPattern(host), path: slash < 0 ? '' : name.slice(slash) };
      const domain = domainOf(host);
      const rows = byDomain.get(domain);
      if (rows === undefined) byDomain.set(domain, [row]);
      else rows.push(row);
    }
  }
  for (const rows of byDomain.values()) rows.sort((a, b) => b.path.length - a.path.length);
  return (address, isBase = false) => {
    const slash = address.indexOf('/');
    const host = (slash < 0 ? address : address.slice(0, slash)).toLowerCase();
    const path = slash < 0 ? '' : address.slice(slash);
    const rows = byDomain.get(domainOf(host))?.filter(({ pattern }) => pattern.test(host));
    const row = rows?.find((each) => path === each.path || path.startsWith(each.path === '' ? '' : `${each.path}/`));
    return (row ?? (isBase ? rows?.[0] : undefined))?.tool;
  };
}

/** Without a port in the row any port is fine. `*` takes no more than 253 characters, the length of the longest host name. */
function hostPattern(host: string): RegExp {
  const port = /:\d+$/.test(host) ? '' : '(?::\\d+)?';
  const labels = host.split('*').map((part) => part.replace(/[.:]/g, '\\$&'));
  return new RegExp(`^${labels.join('[a-z0-9-]+(?:\\.[a-z0-9-]+){0,20}')}${port}$`);
}

function domainOf(host: string): string {
  const colon = host.indexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  return name.slice(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
}

/** Files by base name or by their last folders, and everything below a named folder, at any depth. */
export function fileIndex(tools: readonly AiTool[]): (path: string) => readonly AiTool[] {
  const files = new Map<string, { readonly tool: AiTool; readonly name: string }[]>();
  const folders = new Map<string, { readonly tool: AiTool; readonly name: string }[]>();
  for (const tool of tools) {
    for (const name of tool.evidence.files ?? []) {
      const isFolder = name.endsWith('/');
      const key = isFolder ? name.slice(0, name.indexOf('/')) : name.slice(name.lastIndexOf('/') + 1);
      const index = isFolder ? folders : files;
      const rows = index.get(key);
      if (rows === undefined) index.set(key, [{ tool, name }]);
      else rows.push({ tool, name });
    }
  }
  return (path) => {
    const segments = path.split('/');
    const found = new Set<AiTool>();
    for (const { tool, name } of files.get(segments.at(-1) ?? '') ?? []) {
      if (path === name || path.endsWith(`/${name}`)) found.add(tool);
    }
    let start = 0;
    for (const segment of segments.slice(0, -1)) {
      for (const { tool, name } of folders.get(segment) ?? []) if (path.startsWith(name, start)) found.add(tool);
      start += segment.length + 1;
    }
    return found.size === 0 ? none : [...found];
  };
}

const none: readonly AiTool[] = [];
