// What a workspace says of its own parts: the member lists of package managers and build tools. find-projects.ts turns them into
// folders. A list that does not parse names nobody; that its file is broken stands in the facts already.

import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { lineOf } from './manifests.ts';
import { recordOf, textsOf } from '../text/parsed-value.ts';

export interface Member {
  /** A folder or a glob of folders, posix, relative to the folder of the list. */
  readonly pattern: string;
  /** 1-based line in the list. */
  readonly line: number;
}

export interface MemberList {
  /** Files of which a member's folder holds one. */
  readonly manifest: RegExp;
  readonly members: readonly Member[];
  /** Globs of folders that are no members. */
  readonly excluded: readonly string[];
}

type Named = Readonly<Record<'members' | 'excluded', readonly string[]>>;

const nodeManifest = /^package\.json$/;
const nothingNamed: Named = { members: [], excluded: [] };

const readers: readonly (readonly [RegExp, (text: string) => MemberList])[] = [
  // https://docs.npmjs.com/cli/v10/using-npm/workspaces, https://yarnpkg.com/features/workspaces, https://bun.sh/docs/install/workspaces
  [/(?:^|\/)package\.json$/, (text) => listOf(text, nodeManifest, negatable(workspacesOf(JSON.parse(text))))],
  // https://pnpm.io/pnpm-workspace_yaml
  [
    /(?:^|\/)pnpm-workspace\.yaml$/,
    (text) => listOf(text, nodeManifest, negatable(textsOf(recordOf(parseYaml(text))['packages']))),
  ],
  // https://lerna.js.org/docs/api-reference/configuration
  [
    /(?:^|\/)lerna\.json$/,
    (text) => listOf(text, nodeManifest, negatable(textsOf(recordOf(JSON.parse(text))['packages']))),
  ],
  // https://rushjs.io/pages/configs/rush_json/ (comments are allowed there, so it is not parsed)
  [/(?:^|\/)rush\.json$/, (text) => listOf(text, nodeManifest, matched(text, /"projectFolder"\s*:\s*"([^"\n]+)"/g))],
  // https://dart.dev/tools/pub/workspaces
  [
    /(?:^|\/)pubspec\.yaml$/,
    (text) => listOf(text, /^pubspec\.yaml$/, negatable(textsOf(recordOf(parseYaml(text))['workspace']))),
  ],
  // https://doc.rust-lang.org/cargo/reference/workspaces.html
  [
    /(?:^|\/)Cargo\.toml$/,
    (text) => listOf(text, /^Cargo\.toml$/, excludable(recordOf(recordOf(parseToml(text))['workspace']), 'exclude')),
  ],
  // https://docs.astral.sh/uv/concepts/projects/workspaces/
  [
    /(?:^|\/)pyproject\.toml$/,
    (text) => {
      const { uv } = recordOf(recordOf(parseToml(text))['tool']);
      return listOf(text, /^pyproject\.toml$/, excludable(recordOf(recordOf(uv)['workspace']), 'exclude'));
    },
  ],
  // https://go.dev/ref/mod#workspaces
  [
    /(?:^|\/)go\.work$/,
    (text) => {
      const blocks = Array.from(text.matchAll(/^use\s*\(([^)]*)\)|^use[ \t]+([^\s(]+)/gm), (use) => use[1] ?? use[2]);
      const folders = blocks.flatMap((block = '') => block.replaceAll(/\/\/[^\n]*/g, '').split(/\s+/));
      return listOf(text, /^go\.mod$/, { ...nothingNamed, members: folders.map(unquoted) });
    },
  ],
  // https://maven.apache.org/pom.html#aggregation-or-multi-module (a module may name the file instead of its folder)
  [
    /(?:^|\/)pom\.xml$/,
    (text) => {
      const { members } = matched(uncommented(text), /<(?:module|subproject)>\s*([^<\s]+)\s*<\//g);
      const folders = members.map((member) => member.replace(/\/?[\w.-]*\.xml$/, ''));
      return listOf(text, /^pom\.xml$/, { ...nothingNamed, members: folders });
    },
  ],
  // https://docs.gradle.org/current/userguide/multi_project_builds.html
  [/(?:^|\/)settings\.gradle(?:\.kts)?$/, (text) => listOf(text, /^build\.gradle(?:\.kts)?$/, gradleFolders(text))],
  // https://learn.microsoft.com/visualstudio/extensibility/internals/solution-dot-sln-file
  [
    /\.slnx?$/,
    (text) => {
      const { members } = matched(text, /["']([^"'\n]+)[\\/][^"'\\/\n]+\.(?:cs|fs|vb)proj["']/g);
      return listOf(text, /\.(?:cs|fs|vb)proj$/, {
        ...nothingNamed,
        members: members.map((path) => path.replaceAll('\\', '/')),
      });
    },
  ],
];

/** Whether a file of this path can list members. */
export function listsMembers(path: string): boolean {
  return readers.some(([pattern]) => pattern.test(path));
}

/** The members that a file lists; undefined when it lists none. Never throws on bad text. */
export function readMembers(text: string, path: string): MemberList | undefined {
  const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
  try {
    const list = reader?.(text);
    return list === undefined || list.members.length === 0 ? undefined : list;
  } catch {
    return undefined;
  }
}

function listOf(text: string, manifest: RegExp, { members, excluded }: Named): MemberList {
  return {
    manifest,
    members: members.flatMap((name) => {
      const pattern = normal(name);
      // Quoted or not, the folder stands in the list as it was written; its last step is the most telling.
      const at = [name, name.split('/').at(-1) ?? name].map((each) => text.indexOf(each)).find((each) => each >= 0);
      return pattern === '' ? [] : [{ pattern, line: lineOf(text, at ?? 0) }];
    }),
    excluded: excluded.map(normal),
  };
}

function workspacesOf(manifest: unknown): readonly string[] {
  const { workspaces } = recordOf(manifest);
  return textsOf(Array.isArray(workspaces) ? workspaces : recordOf(workspaces)['packages']);
}

/** Lists in which `!` takes folders out again. */
function negatable(patterns: readonly string[]): Named {
  return {
    members: patterns.filter((pattern) => !pattern.startsWith('!')),
    excluded: patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
  };
}

function excludable(workspace: Readonly<Record<string, unknown>>, key: string): Named {
  return { members: textsOf(workspace['members']), excluded: textsOf(workspace[key]) };
}

function matched(text: string, pattern: RegExp): Named {
  return { ...nothingNamed, members: Array.from(text.matchAll(pattern), (match) => match[1] ?? '') };
}

/** Projects are named by colons for the folders; a line of its own may move one elsewhere. */
function gradleFolders(text: string): Named {
  const code = text.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '');
  const included = Array.from(code.matchAll(/\binclude(?:\s*\(([^)]*)\)|\s+((?:["'][^"'\n]+["'][\s,]*)+))/g));
  const names = included.flatMap((match) =>
    Array.from((match[1] ?? match[2] ?? '').matchAll(/["']:?([^"'\n]+)["']/g), ([, name = '']) => name),
  );
  const moved = new Map(
    Array.from(
      code.matchAll(/project\(\s*["']:?([^"'\n]+)["']\s*\)\.projectDir\s*=\s*[^\n"']*["']([^"'\n]+)["']/g),
      ([, name = '', folder = '']): [string, string] => [name, folder.replace(/^\$\{?\w+\}?\//, '')],
    ),
  );
  return { ...nothingNamed, members: names.map((name) => moved.get(name) ?? name.replaceAll(':', '/')) };
}

function uncommented(xml: string): string {
  return xml.replaceAll(/<!--[\s\S]*?-->/g, '');
}

function unquoted(name: string): string {
  return name.replaceAll(/["`]/g, '');
}

/** Posix, without `./` and slashes around it; '' for the folder itself and for what leaves it. */
function normal(pattern: string): string {
  const steps = pattern.replaceAll('\\', '/').split('/');
  const kept = steps.filter((step) => step !== '' && step !== '.');
  return kept.includes('..') ? '' : kept.join('/');
}
