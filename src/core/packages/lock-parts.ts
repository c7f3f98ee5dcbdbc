// Lock files that are too large to be held in memory, cut into texts that their readers understand one by one. Machines write them one
// key a line, so that lines tell where an entry begins. scanner/scan-large-lock.ts feeds the text in.

/** A part of a file, with what has to stand around it so that it can be read alone. */
export interface LockPart {
  readonly text: string;
  /** To add to an offset in `text`, in UTF-16 code units, and to a line of it. */
  readonly offsetShift: number;
  readonly lineShift: number;
}

/** What stands around the entries of a section when they are read without the rest. */
interface Frame {
  readonly head: string;
  readonly tail: string;
}

interface LockFormat {
  readonly files: RegExp;
  /** What a line opens: a section, or something that holds no packages; undefined when it opens nothing.
   *  @param unit  blanks of one step inwards in this file */
  frameAt(line: string, unit: string): Frame | 'nothing' | undefined;
  /** Whether entries stand at the top, outside of any section. */
  readonly isFlat: boolean;
  /** Whether an entry begins at a line. */
  isEntry(line: string, unit: string): boolean;
}

/** Objects or lists of entries below keys of the top. */
function json(files: RegExp, keys: readonly string[]): LockFormat {
  return {
    files,
    isFlat: false,
    frameAt: (line, unit) => {
      if (unit === '' || !line.startsWith(unit) || /\s/.test(line[unit.length] ?? ' ')) return undefined;
      const [, key = '', bracket = ''] = /^\s+"([^"]+)": ([[{])$/.exec(line) ?? [];
      if (!keys.includes(key)) return 'nothing';
      return bracket === '{' ? { head: `{"${key}": {\n`, tail: '}}' } : { head: `{"${key}": [\n`, tail: ']}' };
    },
    isEntry: (line, unit) => unit !== '' && line.startsWith(unit + unit) && /["{]/.test(line[2 * unit.length] ?? ''),
  };
}

/** Entries that begin in some way, wherever they stand. */
function flat(files: RegExp, entry: RegExp): LockFormat {
  return { files, isFlat: true, frameAt: () => undefined, isEntry: (line) => entry.test(line) };
}

const formats: readonly LockFormat[] = [
  json(/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/, ['packages', 'dependencies']),
  json(/(?:^|\/)composer\.lock$/, ['packages', 'packages-dev']),
  json(/(?:^|\/)Pipfile\.lock$/, ['default', 'develop']),
  {
    files: /(?:^|\/)pnpm-lock\.yaml$/,
    isFlat: false,
    frameAt: (line) =>
      /^[^\s#]/.test(line) ? (line.startsWith('packages:') ? { head: 'packages:\n', tail: '' } : 'nothing') : undefined,
    isEntry: (line) => /^ {2}\S/.test(line),
  },
  flat(/(?:^|\/)(?:uv|poetry|pdm|Cargo)\.lock$/, /^\[\[\s*package\s*\]\]/),
  flat(/(?:^|\/)yarn\.lock$/, /^[^\s#]/),
  flat(/(?:^|\/)(?:(?:[\w.-]*Gemfile[\w.-]*|gems)\.(?:lock|locked)|(?:buildscript-)?gradle\.lockfile)$/, /^/),
];

/** Parts are about so long: a part takes a few milliseconds. */
const partLength = 256 * 1024;
/** A longer line is written by no package manager. */
const maxLine = 1024 * 1024;

/** Whether a file can be read in parts. */
export function isCutLock(path: string): boolean {
  return formats.some(({ files }) => files.test(path));
}

/** Parts of a lock file, in order; nothing for sections without packages.
 *  @param texts  the text in pieces of any length
 *  @returns whether the text was understood: false when a line is longer than any package manager writes */
export function* lockParts(path: string, texts: Iterable<string>): Generator<LockPart, boolean> {
  const format = formats.find(({ files }) => files.test(path));
  if (format === undefined) return false;
  const cutter = new Cutter(format);
  let rest = '';
  for (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLine) return false;
    for (const line of lines) {
      const part = cutter.take(line);
      if (part !== undefined) yield part;
    }
  }
  const last = [cutter.take(rest), cutter.end()];
  for (const part of last) if (part !== undefined) yield part;
  return true;
}

/** Lines of the part that is open, and where it began. */
class Cutter {
  readonly #format: LockFormat;
  /** Undefined outside of sections with packages. */
  #frame: Frame | undefined;
  #unit = '';
  #lines: string[] = [];
  #length = 0;
  #start = 0;
  #firstLine = 0;
  #offset = 0;
  #line = 0;

  constructor(format: LockFormat) {
    this.#format = format;
    if (format.isFlat) this.#frame = { head: '', tail: '' };
  }

  /** @returns the part that ends before the line, if one does */
  take(line: string): LockPart | undefined {
    const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (this.#unit === '') this.#unit = /^[ \t]+(?=\S)/.exec(plain)?.[0] ?? '';
    const frame = this.#format.frameAt(plain, this.#unit);
    let part: LockPart | undefined;
    if (frame !== undefined) {
      part = this.end();
      this.#frame = frame === 'nothing' ? undefined : frame;
    } else {
      if (this.#length >= partLength && this.#format.isEntry(plain, this.#unit)) part = this.end();
      if (this.#frame !== undefined) this.#keep(line);
    }
    this.#offset += line.length + 1;
    this.#line += 1;
    return part;
  }

  /** @returns the part that is open, if there is one; lines that come after it begin a new one in the same section */
  end(): LockPart | undefined {
    if (this.#frame === undefined || this.#lines.length === 0) return undefined;
    const { head, tail } = this.#frame;
    const body = this.#lines.join('\n');
    // What follows an entry in JSON has no place behind the last one.
    const text = tail === '' ? head + body : head + body.replace(/,\s*$/, '') + tail;
    const part = {
      text,
      offsetShift: this.#start - head.length,
      lineShift: this.#firstLine - (head === '' ? 0 : 1),
    };
    this.#lines = [];
    this.#length = 0;
    return part;
  }

  #keep(line: string): void {
    if (this.#lines.length === 0) {
      this.#start = this.#offset;
      this.#firstLine = this.#line;
    }
    this.#lines.push(line);
    this.#length += line.length + 1;
  }
}
