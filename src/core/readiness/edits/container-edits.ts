// Changes to container recipes: a user without rights of its own, and versions by name.

import type { FileEdit, TextEdit } from '../../model/edit.ts';
import { containerFiles, filesLike } from '../look.ts';
import { modify, planOf, type FixPlan, type Scaffold } from '../scaffolds/scaffold.ts';
import { runtimeVersions } from '../scaffolds/runtime-versions.ts';

/** A statement of a recipe; continued lines are one statement. */
interface Statement {
  readonly word: string;
  readonly rest: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Source: https://docs.docker.com/build/building/best-practices/#user */
export const containerUserEdit: Scaffold = {
  checks: ['sec-container-not-root'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    for (const { shownPath } of filesLike(context.facts, containerFiles)) {
      const text = await context.read(shownPath);
      if (text !== undefined) edits.push(...modify(shownPath, text, userIn(text)));
    }
    return planOf(
      edits,
      'Build the image and start it once. If it may not write somewhere, give that folder to the user with "COPY --chown" or "chown".',
    );
  },
};

function userIn(text: string): readonly TextEdit[] {
  const statements = statementsOf(text);
  const from = statements.findLastIndex(({ word }) => word === 'FROM');
  if (from < 0) return [];
  const stage = statements.slice(from);
  const user = stage.findLast(({ word }) => word === 'USER');
  if (user !== undefined && !/^(?:root|0)(?::|$)/.test(user.rest)) return [];
  const lines = userFor(baseOf(statements, from));
  if (lines === undefined) return [];
  if (user !== undefined)
    return [{ startOffset: user.startOffset, endOffset: user.endOffset, newText: lines.join('\n') }];
  const start = stage.find(({ word }) => word === 'CMD' || word === 'ENTRYPOINT');
  const at = start?.startOffset ?? text.length;
  const gap = start === undefined && !text.endsWith('\n') ? '\n' : '';
  return [{ startOffset: at, endOffset: at, newText: `${gap}${lines.join('\n')}\n` }];
}

/** The image behind the names of stages. */
function baseOf(statements: readonly Statement[], from: number): string {
  const image = (statements[from]?.rest ?? '').replace(/^--platform=\S+\s+/, '').split(/\s+/)[0] ?? '';
  const stage = statements
    .slice(0, from)
    .findLastIndex(({ word, rest }) => word === 'FROM' && new RegExp(`\\sas\\s+${escaped(image)}$`, 'i').test(rest));
  return stage < 0 ? image.toLowerCase() : baseOf(statements, stage);
}

/** Users that images bring along. Sources: the page of each image on https://hub.docker.com and https://mcr.microsoft.com */
function userFor(image: string): readonly string[] | undefined {
  if (/(?:^|\/)node(?::|@|$)/.test(image)) return ['USER node'];
  if (/dotnet\/(?:aspnet|runtime)/.test(image)) return ['USER 1654'];
  if (/(?:^|\/)php:.*apache/.test(image)) return ['USER www-data'];
  if (/distroless|^scratch$/.test(image)) return ['USER 65532'];
  if (/(?:^|\/)nginx(?::|@|$)|(?:^|\/)httpd(?::|@|$)|windows/.test(image)) return undefined;
  if (/alpine/.test(image)) return ['RUN adduser -D app', 'USER app'];
  return ['RUN useradd --create-home app', 'USER app'];
}

/** Tags for the images that most recipes start from. */
const namedTags: Readonly<Record<string, string>> = {
  node: `${runtimeVersions.node}-slim`,
  python: `${runtimeVersions.python}-slim`,
  golang: runtimeVersions.go,
  'eclipse-temurin': runtimeVersions.java,
  'mcr.microsoft.com/dotnet/aspnet': runtimeVersions.dotnet,
  'mcr.microsoft.com/dotnet/sdk': runtimeVersions.dotnet,
  ruby: runtimeVersions.ruby,
  php: runtimeVersions.php,
  nginx: '1.29',
  'nginxinc/nginx-unprivileged': '1.29',
  alpine: '3.22',
  debian: 'trixie-slim',
  ubuntu: '24.04',
  postgres: '18',
  redis: '8',
  mysql: '8.4',
  mongo: '8.0',
  busybox: '1.37',
  caddy: '2',
  httpd: '2.4',
  'oven/bun': '1',
  'denoland/deno': 'debian-2.5.6',
};

/** Source: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions */
export const namedImageEdit: Scaffold = {
  checks: ['dep-image-not-latest'],
  kind: 'edit',
  async plan(context): Promise<FixPlan> {
    const edits: FileEdit[] = [];
    for (const path of new Set(context.evidence.map((seen) => seen.path))) {
      const text = await context.read(path);
      if (text === undefined) continue;
      const lines = new Set(context.evidence.filter((seen) => seen.path === path).map(({ line }) => line));
      edits.push(...modify(path, text, tagsIn(text, lines)));
    }
    return planOf(edits, 'Build and start it once with this version.');
  },
};

function tagsIn(text: string, wanted: ReadonlySet<number>): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const match = wanted.has(index + 1)
      ? /^(\s*(?:FROM\s+(?:--platform=\S+\s+)?|(?:-\s+)?image:\s*["']?))([\w./-]+?)(?::latest)?(?=["'\s]|$)/i.exec(line)
      : null;
    const [whole = '', lead = '', image = ''] = match ?? [];
    const tag = namedTags[image.replace(/^(?:docker\.io\/)?(?:library\/)?/, '')];
    if (match !== null && tag !== undefined) {
      edits.push({ startOffset: offset, endOffset: offset + whole.length, newText: `${lead}${image}:${tag}` });
    }
    offset += line.length + 1;
  }
  return edits;
}

/** Statements of a recipe, comments left out. Source: https://docs.docker.com/reference/dockerfile/#format */
function statementsOf(text: string): readonly Statement[] {
  const found: Statement[] = [];
  let offset = 0;
  let open: Statement | undefined;
  for (const line of text.split('\n')) {
    const end = offset + line.length;
    const isComment = /^\s*#/.test(line);
    if (!isComment && open !== undefined) open = { ...open, rest: `${open.rest} ${line}`, endOffset: end };
    else if (!isComment) {
      const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line);
      open =
        match === null
          ? undefined
          : {
              word: (match[1] ?? '').toUpperCase(),
              rest: (match[2] ?? '').trim(),
              startOffset: offset,
              endOffset: end,
            };
    }
    if (open !== undefined && !isComment && !/\\\s*$/.test(line)) {
      found.push(open);
      open = undefined;
    }
    offset = end + 1;
  }
  return found;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
