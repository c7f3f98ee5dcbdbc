// Programs that a shell text starts, and what it installs or fetches. For scripts, build steps and the like; nothing is run.

/** A program at the place where a command begins. */
export interface ShellCommand {
  /** Base name, without folders and `.exe`. */
  readonly program: string;
  /** Words behind it, up to the end of the command. */
  readonly words: readonly ShellWord[];
  readonly start: number;
  readonly end: number;
}

export interface ShellWord {
  readonly text: string;
  readonly start: number;
}

const begins = /(?:[\n;&|({`]|^|\$\(|\b(?:then|do|else|exec|sudo|time|nohup|env|xargs|command)[ \t])/g;
const assignment = /^[A-Za-z_]\w*=(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s;&|(`]*)[ \t]+/;
const word = /^(?:"([^"\n]{0,500})"|'([^'\n]{0,500})'|([^\s;&|()"'`<>]+))/;
/** Words of one command that are looked at. */
const maxWords = 60;

/** Commands of a text, in order; in linear time. A backslash at the end of a line goes on. Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function shellCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let last = -1;
  for (const { 0: opening, index } of text.matchAll(begins)) {
    let position = skipBlanks(text, index + opening.length);
    // Makefiles mark commands with @ and -, YAML lists with a dash.
    position += /^(?:- +)?[@-]?/.exec(text.slice(position, position + 5))?.[0].length ?? 0;
    for (let set = 0; set < 10; set++) {
      const length = assignment.exec(text.slice(position, position + 320))?.[0].length ?? 0;
      if (length === 0) break;
      position = skipBlanks(text, position + length);
    }
    if (position <= last) continue;
    const first = word.exec(text.slice(position, position + 520));
    if (first === null) continue;
    last = position;
    // `name)` is a label of a case.
    if (text[position + first[0].length] === ')' && !/[($`]/.test(opening)) continue;
    const named = first[1] ?? first[2] ?? first[3] ?? '';
    const program = named.slice(named.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
    const start =
      position + (first[3] === undefined ? 1 : 0) + named.length - named.slice(named.lastIndexOf('/') + 1).length;
    commands.push({ program, words: wordsFrom(text, position + first[0].length), start, end: start + program.length });
  }
  return commands;
}

function wordsFrom(text: string, from: number): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let position = from;
  while (words.length < maxWords) {
    const blanks = /^(?:[ \t]|\\\r?\n)*/.exec(text.slice(position, position + 200))?.[0].length ?? 0;
    if (blanks === 0) break;
    position += blanks;
    const match = word.exec(text.slice(position, position + 520));
    if (match === null) break;
    words.push({ text: match[1] ?? match[2] ?? match[3] ?? '', start: position + (match[3] === undefined ? 1 : 0) });
    position += match[0].length;
  }
  return words;
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text[position] === ' ' || text[position] === '\t') position++;
  return position;
}

/** A package that a command installs or runs. */
export interface FetchedPackage {
  readonly ecosystem: 'npm' | 'pypi' | 'gems' | 'go' | 'crates';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const installers: readonly {
  readonly command: RegExp;
  readonly ecosystem: FetchedPackage['ecosystem'];
  /** Only the first word is a package; the others are its arguments. */
  readonly runs?: boolean;
}[] = [
  { command: /^(?:npm|pnpm) (?:i|install|add)\b|^yarn (?:global )?add\b|^bun (?:add|install|i)\b/, ecosystem: 'npm' },
  { command: /^npx\b|^bunx\b|^(?:pnpm|yarn) dlx\b|^pnpx\b|^npm exec\b/, ecosystem: 'npm', runs: true },
  {
    command:
      /^pip[\d.]* install\b|^python[\d.]* -m pip install\b|^uv (?:add|pip install)\b|^poetry add\b|^conda install\b/,
    ecosystem: 'pypi',
  },
  { command: /^pipx (?:install|run)\b|^uvx\b|^uv tool (?:install|run)\b/, ecosystem: 'pypi', runs: true },
  { command: /^gem install\b/, ecosystem: 'gems' },
  { command: /^go (?:install|get)\b/, ecosystem: 'go' },
  { command: /^cargo (?:install|add)\b/, ecosystem: 'crates' },
];

/** Packages that a command names to be installed or run. [] for other commands. */
export function fetchedPackages({ program, words }: ShellCommand): readonly FetchedPackage[] {
  const line = [program, ...words.map(({ text }) => text)].join(' ');
  const row = installers.find(({ command }) => command.test(line));
  if (row === undefined) return [];
  const verb = row.command.exec(line)?.[0].split(' ').length ?? 1;
  const named = words.slice(verb - 1).filter(({ text }) => !text.startsWith('-') && text !== '--');
  return (row.runs === true ? named.slice(0, 1) : named).flatMap(({ text, start }): readonly FetchedPackage[] => {
    const name = (
      row.ecosystem === 'npm'
        ? /^((?:@[\w.-]+\/)?[\w.-]+)(?:@|$)/
        : row.ecosystem === 'go'
          ? /^([\w.~/-]+)(?:@|$)/
          : /^([A-Za-z0-9][\w.-]*)(?:\[|[=<>!~@]|$)/
    ).exec(text)?.[1];
    return name === undefined ? [] : [{ ecosystem: row.ecosystem, name, start, end: start + name.length }];
  });
}

/** Images that a command of Docker or Podman pulls or runs. */
export function startedImages({
  program,
  words,
}: ShellCommand): readonly { readonly image: string; readonly start: number }[] {
  if (!/^(?:docker|podman|nerdctl)$/.test(program) || !words.some(({ text }) => /^(?:run|pull|create)$/.test(text)))
    return [];
  return words.flatMap(({ text, start }) =>
    /^[\w.-]+(?::\d+)?\/[\w./-]+(?:[:@]\S*)?$/.test(text) ? [{ image: text, start }] : [],
  );
}
