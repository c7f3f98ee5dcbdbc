// A Dockerfile as checks see it: its stages, who the last one runs as, what it copies. Facts call it once for each recipe.

import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

/** One `FROM` and what follows it. Lines are 1-based. */
export interface ContainerStage {
  /** As written, variables filled in from `ARG`s with a default; undefined when a variable has none. */
  readonly image: string | undefined;
  /** Whether `image` is an earlier stage of the same recipe. */
  readonly isEarlierStage: boolean;
  readonly line: number;
  /** Last `USER` of the stage, else that of the earlier stage it starts from. */
  readonly user: string | undefined;
  readonly userLine: number | undefined;
}

export interface ContainerRecipe {
  readonly path: string;
  readonly stages: readonly ContainerStage[];
  /** Lines that copy the whole folder into an image. */
  readonly copiesAll: readonly number[];
  readonly healthLine: number | undefined;
  readonly volumeLine: number | undefined;
  readonly ports: readonly { readonly port: string; readonly line: number }[];
  /** Line of a start command that gives up root by itself (gosu and its like). */
  readonly dropsRootLine: number | undefined;
  /** Line of a start command with a server or init that passes signals on. */
  readonly stopsPolitelyLine: number | undefined;
  /** Whether it makes packages instead of running the app: its start command builds, or its last stage installs packaging tools. */
  readonly makesPackages: boolean;
}

const packaging =
  /\b(?:rpm-?build|rpmbuild|dpkg-buildpackage|debhelper|debuild|dh-make|makepkg|createrepo|gem install fpm|pyinstaller)\b|^\S*\bbuild(?:[-_]\w+)?\.sh\b/;

/** Read one recipe; never throws on what is in it. Source: https://docs.docker.com/reference/dockerfile/ */
export function readContainerRecipe(text: string, path: string): ContainerRecipe {
  const recipe = DockerfileParser.parse(text);
  const fromByLine = new Map(recipe.getFROMs().map((from) => [lineOf(from), from]));
  const args = new Map<string, string>();
  const stages: (ContainerStage & { readonly name: string | undefined })[] = [];
  const found = {
    copiesAll: [] as number[],
    ports: [] as { readonly port: string; readonly line: number }[],
    healthLine: undefined as number | undefined,
    volumeLine: undefined as number | undefined,
    dropsRootLine: undefined as number | undefined,
    stopsPolitelyLine: undefined as number | undefined,
    makesPackages: false,
  };
  for (const instruction of recipe.getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const line = lineOf(instruction);
    switch (instruction.getKeyword()) {
      case 'ARG':
      case 'ENV':
        for (const word of words) setDefault(args, word);
        break;
      case 'FROM': {
        const from = fromByLine.get(line);
        if (from !== undefined) stages.push(stageOf(from, stages, args));
        found.makesPackages = false;
        break;
      }
      case 'USER': {
        const stage = stages.at(-1);
        const user = fillIn(words[0] ?? '', args);
        if (stage !== undefined) stages[stages.length - 1] = { ...stage, user, userLine: line };
        break;
      }
      case 'ADD':
      case 'COPY':
        if (copiesWholeFolder(words, instruction)) found.copiesAll.push(line);
        break;
      case 'EXPOSE':
        for (const word of words) found.ports.push({ port: word.replace(/\/.*$/, ''), line });
        break;
      case 'HEALTHCHECK':
        if (words[0]?.toUpperCase() !== 'NONE') found.healthLine ??= line;
        break;
      case 'VOLUME':
        found.volumeLine ??= line;
        break;
      case 'ENTRYPOINT':
      case 'CMD':
      case 'RUN': {
        const command = words.join(' ').replaceAll(/["[\],]/g, '');
        if (packaging.test(command)) found.makesPackages = true;
        if (/\b(?:gosu|su-exec|setpriv|s6-setuidgid|runuser)\b/.test(command)) found.dropsRootLine ??= line;
        const starts = instruction.getKeyword() !== 'RUN';
        if (starts && /\b(?:gunicorn|uvicorn|fastapi\s+run|tini|dumb-init|hypercorn|puma)\b/.test(command)) {
          found.stopsPolitelyLine ??= line;
        }
        break;
      }
      default:
    }
  }
  return { path, stages, ...found };
}

function stageOf(
  from: From,
  earlier: readonly (ContainerStage & { readonly name: string | undefined })[],
  args: ReadonlyMap<string, string>,
): ContainerStage & { readonly name: string | undefined } {
  const image = fillIn(from.getImage() ?? '', args);
  const parent = earlier.find(({ name }) => name !== undefined && name === image?.toLowerCase());
  return {
    image,
    name: from.getBuildStage()?.toLowerCase(),
    isEarlierStage: parent !== undefined,
    line: lineOf(from),
    user: parent?.user,
    userLine: parent?.userLine,
  };
}

function copiesWholeFolder(words: readonly string[], instruction: Instruction): boolean {
  const isFromStage = /\s--from=/.test(instruction.getTextContent());
  const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
  const isInline = sources.some((word) => word.startsWith('<<'));
  return !isFromStage && !isInline && sources.some((word) => /^["[]*(?:\.|\.\/|\/)["\],]*$/.test(word));
}

function setDefault(args: Map<string, string>, word: string): void {
  const at = word.indexOf('=');
  if (at > 0) args.set(word.slice(0, at), word.slice(at + 1).replace(/^(["'])(.*)\1$/, '$2'));
}

/** Variables by their defaults; undefined when one has none. */
function fillIn(text: string, args: ReadonlyMap<string, string>): string | undefined {
  const filled = text.replaceAll(
    /\$\{(\w+)(?::?-([^}]*))?[^}]*\}|\$(\w+)/g,
    (whole, braced: string | undefined, fallback: string | undefined, bare: string | undefined) =>
      args.get(braced ?? bare ?? '') ?? fallback ?? whole,
  );
  return filled.includes('$') ? undefined : filled;
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}
