// Where shell texts, images and actions stand in files of build systems, containers and pipelines. build-files.ts asks the catalogue.
// Sources: https://docs.docker.com/reference/dockerfile/, https://compose-spec.io, https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax,
// https://docs.gitlab.com/ci/yaml/, https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/, https://circleci.com/docs/configuration-reference/,
// https://www.jenkins.io/doc/book/pipeline/syntax/, https://containers.dev/implementors/json_reference/

import { readJsonTree, type JsonNode } from '../../text/json-nodes.ts';
import { codeSpans } from '../../text/code-spans.ts';
import { linesOf } from '../../packages/manifest.ts';
import { readYamlScalars, type YamlScalar } from '../../packages/yaml-scalars.ts';
import { expression } from '../../text/expression.ts';

/** A part of a file and what it is. */
export interface BuildPart {
  readonly kind: 'shell' | 'image' | 'action';
  readonly text: string;
  readonly start: number;
}

export interface BuildFile {
  readonly files: RegExp;
  /** Parts in no particular order; never throws. */
  read(text: string): readonly BuildPart[];
}

const dockerfile: BuildFile = {
  files: /(?:^|\/)(?:[\w.-]+\.)?(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i,
  read: (text) => {
    const parts: BuildPart[] = [];
    let isGoingOn = false;
    for (const { line, start } of linesOf(text)) {
      const [, before = '', image] = /^(\s*FROM\s+(?:--\S+\s+)*)(\S+)/i.exec(line) ?? [];
      if (image !== undefined) parts.push({ kind: 'image', text: image, start: start + before.length });
      const [, copied = '', from] = /^(\s*(?:COPY|ADD)\s+(?:--\S+\s+)*?--from=)(\S+)/i.exec(line) ?? [];
      if (from !== undefined) parts.push({ kind: 'image', text: from, start: start + copied.length });
      const run: string | undefined = isGoingOn ? '' : /^\s*(?:RUN|CMD|ENTRYPOINT)\s+(?:--\S+\s+)*/i.exec(line)?.[0];
      const code = line.replace(/^\s*#.*$/, '');
      if (run !== undefined) parts.push(...shellOrList(code.slice(run.length), start + run.length));
      isGoingOn = run !== undefined && (/\\\s*$/.test(line) || /^\s*#/.test(line));
    }
    return parts;
  },
};

/** `CMD ["ollama", "serve"]` is a command, too. */
function shellOrList(code: string, start: number): readonly BuildPart[] {
  const list = /^\s*\[\s*(.*)\]\s*$/.exec(code);
  if (list === null) return [{ kind: 'shell', text: code.replace(/\\\s*$/, ''), start }];
  return [{ kind: 'shell', text: (list[1] ?? '').replaceAll(',', ' '), start: start + code.indexOf(list[1] ?? '') }];
}

const script: BuildFile = {
  files:
    /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|envrc)$|(?:^|\/)(?:[Mm]akefile|GNUmakefile|[\w.-]+\.mk|[Jj]ustfile|Procfile|\.envrc)$|(?:^|\/)\.husky\/[\w-]+$/,
  read: (text) => {
    const spans = codeSpans(text, 'shell');
    return [...linesOf(joined(text))].flatMap(({ line, start }): readonly BuildPart[] => {
      const blanks = line.length - line.trimStart().length;
      if (line.trim() === '' || spans.kindAt(start + blanks) !== undefined) return [];
      const hash = /\s#.*$/.exec(line);
      const from = /^(?:web|worker|release|[a-z]+):[ \t]/.exec(line)?.[0].length ?? 0;
      return [
        { kind: 'shell', text: (hash === null ? line : line.slice(0, hash.index)).slice(from), start: start + from },
      ];
    });
  },
};

/** Lines that go on are one command; the length stays. */
function joined(text: string): string {
  return text.replace(/\\\r?\n/g, (mark) => ' '.repeat(mark.length));
}

const packageScripts: BuildFile = {
  files: /(?:^|\/)package\.json$/,
  read: (text) => textsBelow(readJsonTree(text).root, ['scripts']).map((part) => ({ ...part, kind: 'shell' as const })),
};

const devcontainer: BuildFile = {
  files: /(?:^|\/)\.?devcontainer(?:\/[\w.-]+)?(?:\/devcontainer)?\.json$/,
  read: (text) => {
    const { root } = readJsonTree(text);
    const commands = [
      'onCreateCommand',
      'updateContentCommand',
      'postCreateCommand',
      'postStartCommand',
      'postAttachCommand',
    ];
    return [
      ...textsBelow(root, ['image']).map((part) => ({ ...part, kind: 'image' as const })),
      ...commands.flatMap((name) => textsBelow(root, [name]).map((part) => ({ ...part, kind: 'shell' as const }))),
    ];
  },
};

function textsBelow(
  root: JsonNode | undefined,
  path: readonly string[],
): readonly { readonly text: string; readonly start: number }[] {
  let node = root;
  for (const key of path) node = node?.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
  const texts: { readonly text: string; readonly start: number }[] = [];
  const visit = (each: JsonNode | undefined): void => {
    if (typeof each?.value === 'string') texts.push({ text: each.value, start: each.offset + 1 });
    const below = each?.type === 'property' ? each.children?.slice(1) : each?.children;
    below?.forEach(visit);
  };
  visit(node);
  return texts;
}

const jenkins: BuildFile = {
  files: /(?:^|\/)[\w.-]*Jenkinsfile[\w.-]*$/,
  read: (text) => {
    const spans = codeSpans(text, 'c-like');
    return [...text.matchAll(/\b(sh|bat|image|docker\.image)\b\s*\(?\s*(?:script\s*:\s*)?("""|'''|["'])/g)].flatMap(
      (match): readonly BuildPart[] => {
        if (spans.kindAt(match.index) !== undefined) return [];
        const start = match.index + match[0].length;
        const close = text.indexOf(match[2] ?? '', start);
        if (close < 0) return [];
        return [
          { kind: /^(?:sh|bat)$/.test(match[1] ?? '') ? 'shell' : 'image', text: text.slice(start, close), start },
        ];
      },
    );
  },
};

const shellKeys =
  /^(?:run|script|before_script|after_script|bash|sh|powershell|pwsh|command|cmd|cmds|commands|init|before|install|entrypoint|args|entry)$/;

const keyOfInterest = expression()`
  (?:^|[\s{,"'-])(?:
    image|imageName|baseImage|repository|container|services|uses|run|script|before_script|after_script|bash|sh|
    powershell|pwsh|command|cmds?|commands|init|before|install|entrypoint|args|entry
  )["']?\s*:
`;

/** Nobody writes pipelines and deployments of this size by hand; reading their lines is enough. */
const maxParsed = 256 * 1024;

/** Any YAML: pipelines have shell texts, deployments images. What a template leaves unreadable is read line by line. */
const yaml: BuildFile = {
  files: /\.ya?ml$/,
  read: (text) => {
    if (!keyOfInterest.test(text)) return [];
    if (text.length > maxParsed) return imagesInLines(text);
    const { scalars, problemAt } = readYamlScalars(text);
    return problemAt === undefined ? scalars.flatMap((scalar) => partsOfScalar(text, scalar)) : imagesInLines(text);
  },
};

function partsOfScalar(text: string, { path, value, start, end }: YamlScalar): readonly BuildPart[] {
  const keys = path.filter((key) => !/^\d+$/.test(key));
  const key = keys.at(-1) ?? '';
  if (key === 'uses') {
    return value.startsWith('docker://')
      ? [{ kind: 'image', text: value.slice('docker://'.length), start: start + 'docker://'.length }]
      : [{ kind: 'action', text: value, start }];
  }
  const isImage =
    /^(?:image|container|baseImage|imageName)$/.test(key) ||
    (/^(?:repository|name)$/.test(key) && /image|services/i.test(keys.at(-2) ?? ''));
  if (/^\s*\{/.test(value)) return imagesInJson(text.slice(start, end), start);
  if (isImage || key === 'services') return [{ kind: 'image', text: value, start }];
  return shellKeys.test(key) && !path.includes('with') ? [{ kind: 'shell', text: text.slice(start, end), start }] : [];
}

/** Settings of an agent that a step passes on as JSON start tool servers from images. */
function imagesInJson(json: string, start: number): readonly BuildPart[] {
  return [...json.matchAll(/"((?:[\w-]+(?:\.[\w-]+)*\/){1,3}[\w.-]+(?::[\w.-]+)?)"/g)].map(
    ({ 1: image = '', index }) => ({ kind: 'image', text: image, start: start + index + 1 }),
  );
}

function imagesInLines(text: string): readonly BuildPart[] {
  return [...text.matchAll(/^([ \t-]*(?:image|repository)\s*:\s*["']?)([^\s"'#{]+)/gm)].map(
    ({ 1: before = '', 2: image = '', index }) => ({ kind: 'image', text: image, start: index + before.length }),
  );
}

/** The first whose files fit reads a file. */
export const buildFiles: readonly BuildFile[] = [dockerfile, script, packageScripts, devcontainer, jenkins, yaml];
