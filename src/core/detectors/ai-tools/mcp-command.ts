// How an MCP server is started or reached, in a form that may be shown: no values of variables, no keys in arguments or addresses.
// mcp-servers.ts calls it.

/** What of a declaration was understood. */
export interface ServerLaunch {
  readonly command?: string;
  readonly url?: string;
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown';
  readonly pinned: boolean;
  /** Whether the words of the command are a script for a shell, which can do more than start a server. */
  readonly isScript: boolean;
  /** Package that the command fetches, without its version. */
  readonly packageName?: { readonly ecosystem: 'npm' | 'pypi'; readonly name: string };
}

/** A declaration as its file holds it. */
export interface ServerDeclaration {
  readonly command?: string;
  readonly args: readonly string[];
  readonly url?: string;
  /** `type` or `transport` as written. */
  readonly type?: string;
}

const npmRunners = new Set(['npx', 'bunx', 'pnpx']);
const pythonRunners = new Set(['uvx', 'pipx']);

/** Reads a declaration. A server that fetches nothing counts as pinned: its program lies on the machine. */
export function readLaunch({ command, args, url, type }: ServerDeclaration): ServerLaunch {
  if (command === undefined) {
    if (url === undefined) return { transport: 'unknown', pinned: true, isScript: false };
    const isSse = type === 'sse' || (type === undefined && /\/sse\/?$/.test(url.replace(/[?#].*$/, '')));
    return { url: publicAddress(url), transport: isSse ? 'sse' : 'http', pinned: true, isScript: false };
  }
  const words = [...command.trim().split(/\s+/), ...args];
  const fetched = fetchedPackage(words);
  const behind = addressBehindBridge(words);
  return {
    command: publicCommand(words),
    transport: 'stdio',
    pinned: fetched?.pinned ?? true,
    isScript: isShellScript(words),
    ...(behind === undefined ? {} : { url: publicAddress(behind) }),
    ...(fetched?.packageName === undefined ? {} : { packageName: fetched.packageName }),
  };
}

/** Programs that start here and pass everything on to a server elsewhere.
 *  Sources: https://www.npmjs.com/package/mcp-remote, https://www.npmjs.com/package/supergateway, https://pypi.org/project/mcp-proxy */
const bridge =
  /(?:^|\/)(?:mcp-remote|supergateway|mcp-proxy|mcp-remote-client|@pyroprompts\/mcp-stdio-to-streamable-http-adapter)(?:@[\w.-]+)?$/;

/** The address that a bridge hides; undefined for programs that are the server themselves. */
function addressBehindBridge(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => bridge.test(word));
  return at < 0 ? undefined : words.slice(at + 1).find((word) => /^https?:\/\//i.test(word));
}

/** `sh -c "fetch it && run it"`. A wrapper around a single program is none: Windows needs `cmd /c npx`. */
function isShellScript(words: readonly string[]): boolean {
  const shell = /(?:^|[/\\])(?:ba|z|da|k|fi)?sh$|(?:^|[/\\])(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(words[0] ?? '');
  const passesScript = words.some((word) => /^(?:-\w*c|\/c|-Command|-EncodedCommand)$/i.test(word));
  return (
    shell &&
    passesScript &&
    (/[;|&`]|\$\(/.test(words.slice(1).join(' ')) || words.some((word) => /^-e(?:ncodedcommand)?$/i.test(word)))
  );
}

interface Fetched {
  readonly pinned: boolean;
  readonly packageName?: { readonly ecosystem: 'npm' | 'pypi'; readonly name: string };
}

/** What the words fetch from a registry; undefined when they run what is there. Shell wrappers (`cmd /c npx …`) are looked through. */
function fetchedPackage(words: readonly string[]): Fetched | undefined {
  const names = words.map((word) => word.replace(/^.*[/\\]/, '').replace(/\.(?:cmd|exe)$/i, ''));
  const wrapped = /^(?:cmd|sh|bash|zsh|env|powershell|pwsh)$/.test(names[0] ?? '');
  if (wrapped) {
    const inner = words.slice(1).flatMap((word) => word.trim().split(/\s+/));
    const start = inner.findIndex(
      (word) =>
        npmRunners.has(word) || pythonRunners.has(word) || /^(?:docker|podman|uv|pnpm|yarn|npm|bun)$/.test(word),
    );
    return start < 0 ? undefined : fetchedPackage(inner.slice(start));
  }
  const [runner = '', second = ''] = names;
  if (npmRunners.has(runner)) return npmPackage(words.slice(1));
  if (
    (/^(?:pnpm|yarn)$/.test(runner) && second === 'dlx') ||
    (runner === 'npm' && second === 'exec') ||
    (runner === 'bun' && second === 'x')
  ) {
    return npmPackage(words.slice(2));
  }
  if (runner === 'uvx') return pythonPackage(words.slice(1));
  if ((runner === 'uv' && second === 'tool') || (runner === 'pipx' && second === 'run'))
    return pythonPackage(words.slice(runner === 'uv' ? 3 : 2));
  if (/^(?:docker|podman)$/.test(runner) && second === 'run') return containerImage(words.slice(2));
  return undefined;
}

/** `name@1.2.3`. Source: https://docs.npmjs.com/cli/commands/npm-exec */
function npmPackage(words: readonly string[]): Fetched | undefined {
  const flagged = words.findIndex((word) => word === '-p' || word === '--package');
  const assigned = words.find((word) => word.startsWith('--package='))?.slice('--package='.length);
  const spec = assigned ?? (flagged >= 0 ? words[flagged + 1] : words.find((word) => !word.startsWith('-')));
  if (spec === undefined) return undefined;
  if (/^(?:\.|\/|file:)/.test(spec)) return { pinned: true };
  const at = spec.indexOf('@', 1);
  const name = at < 0 ? spec : spec.slice(0, at);
  const version = at < 0 ? '' : spec.slice(at + 1);
  return { pinned: isExact(version) || /#[0-9a-f]{40}$/.test(spec), packageName: { ecosystem: 'npm', name } };
}

/** `name==1.2.3` or `name@1.2.3`, also behind `--from`. Source: https://docs.astral.sh/uv/guides/tools/ */
function pythonPackage(words: readonly string[]): Fetched | undefined {
  const flagged = words.findIndex((word) => word === '--from' || word === '--spec');
  const assigned = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const spec =
    assigned ??
    (flagged >= 0
      ? words[flagged + 1]
      : words.find((word, index) => !word.startsWith('-') && !takesValue(words[index - 1])));
  if (spec === undefined) return undefined;
  if (/^[./]/.test(spec)) return { pinned: true };
  if (spec.startsWith('git+')) return { pinned: /@[0-9a-f]{40}(?:#|$)/.test(spec) };
  const [, name = spec, version = ''] = /^([\w.-]+)(?:\[[^\]]*\])?(?:(?:==|@)(.+))?/.exec(spec) ?? [];
  return { pinned: isExact(version), packageName: { ecosystem: 'pypi', name } };
}

function takesValue(flag: string | undefined): boolean {
  return flag !== undefined && /^(?:--python|-p|--with|--index-url|--default-index|--index)$/.test(flag);
}

/** An image with a digest, or with a tag that is a version. */
function containerImage(words: readonly string[]): Fetched {
  const image = words.find(
    (word, index) =>
      !word.startsWith('-') &&
      !/^(?:-e|--env|-v|--volume|--mount|--name|--network|-p|--env-file|--platform|-w|--user|-u)$/.test(
        words[index - 1] ?? '',
      ),
  );
  return { pinned: image !== undefined && (/@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+[\w.-]*$/.test(image)) };
}

function isExact(version: string): boolean {
  return /^v?\d+\.\d+(?:\.\d+)?(?:[-+.][\w.-]+)?$/.test(version);
}

const hidden = '…';

/** Arguments stay readable; what may be a key, a header or a password does not. */
function publicCommand(words: readonly string[]): string {
  const shown: string[] = [];
  let hideNext = false;
  for (const word of words) {
    const assignment = /^(-{0,2}[\w.-]+)=/.exec(word)?.[1];
    if (hideNext) shown.push(hidden);
    else if (assignment !== undefined)
      shown.push(/^--(?:from|package|spec)$/.test(assignment) ? word : `${assignment}=${hidden}`);
    else shown.push(publicWord(word));
    hideNext =
      !hideNext &&
      /^-{1,2}(?:.*(?:key|token|secret|password|passwd|auth|header|credential|bearer|pat)|e|env|H|u|user)$/i.test(word);
    if (hideNext && assignment !== undefined) hideNext = false;
  }
  return shown.join(' ');
}

function publicWord(word: string): string {
  if (/\s/.test(word)) return word.split(/\s+/).map(publicWord).join(' ');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(word)) return publicAddress(word);
  const assignment = /^(\w+)=/.exec(word)?.[1];
  if (assignment !== undefined) return `${assignment}=${hidden}`;
  return looksRandom(word) ? hidden : word;
}

/** An address without user, query and fragment, and without parts of its path that look like keys. */
export function publicAddress(url: string): string {
  const bare = url.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
  const [, origin = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/is.exec(bare) ?? ['', bare, ''];
  return (
    origin +
    path
      .split('/')
      .map((part) => (looksRandom(part) ? hidden : part))
      .join('/')
  );
}

/** Long and mixed as people do not write names. Names of packages and paths are none: they have `/`, `@` or words between hyphens. */
function looksRandom(word: string): boolean {
  return (
    word.length >= 20 &&
    /\d/.test(word) &&
    /[a-z]/i.test(word) &&
    /^[\w+=~.-]+$/.test(word) &&
    !/^[a-z]+(?:[-_.][a-z]+)+(?:[-_.@=]+v?\d[\d.]*)?$/i.test(word)
  );
}
