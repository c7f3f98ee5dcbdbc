// Reads one YAML text and remembers where each value and key stands. Policies, waivers and declarations are read with it.
// Knows nothing of what the values mean; bounded in size, depth and aliases, so that a bad text costs a message and never the process.

import { isAlias, isMap, isScalar, isSeq, parseDocument, type Alias, type YAMLError } from 'yaml';
import type { Issue } from '../model/errors.ts';
import { LineIndex } from './line-index.ts';

/** A place in the text. Lines and columns are 1-based, columns and offsets in UTF-16 code units, ends exclusive.
 *  Offsets are into `YamlDocument.text`, which has no byte order mark. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface YamlDocument {
  readonly file: string;
  /** The text that was read, without its byte order mark. */
  readonly text: string;
  /** Plain value: objects, lists, strings, numbers, booleans, null. Undefined when there are issues; null for an empty text. */
  readonly value: unknown;
  /** What is wrong with the YAML itself, in the order of the text. Codes: yaml/syntax, yaml/tab, yaml/duplicate-key, yaml/several-documents,
   *  yaml/alias, yaml/key, yaml/tag, yaml/too-large, yaml/too-deep */
  readonly issues: readonly Issue[];
  /** Place of each value by JSON pointer (RFC 6901); '' is the whole text. Values behind an alias have no entry of their own. */
  readonly places: ReadonlyMap<string, YamlPlace>;
  /** Place of a value; that of the nearest value around it when the pointer names none. */
  placeOf(pointer: string): YamlPlace;
  /** Place of the key of a value; that of the value itself in lists. */
  keyPlaceOf(pointer: string): YamlPlace;
}

/** Longer texts are refused: a policy of 1,000 lines has 60 KB. */
export const maxYamlLength = 1_000_000;
/** Aliases expanding to more than this many nodes are refused: a short text could otherwise grow without end. */
const maxAliases = 50;
/** Deeper texts are refused before they can exhaust the stack. */
const maxDepth = 100;
/** More errors than this help nobody: most follow from the first. */
const maxIssues = 20;

/** Read one YAML 1.2 text. Never throws on bad text. Dates without quotes stay texts, as does `yes`.
 *  Source: https://yaml.org/spec/1.2.2/ */
export function readYaml(text: string, file: string): YamlDocument {
  return new Reading(text.startsWith('\uFEFF') ? text.slice(1) : text, file).read();
}

/** One step of a JSON pointer, escaped. Source: https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A JSON pointer for a path of keys and list positions. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => pointerStep(typeof key === 'symbol' ? '' : key)).join('');
}

/** The keys and list positions of a JSON pointer, unescaped. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** YAML 1.2 whatever a %YAML line says, so that dates and `yes` stay texts. `logLevel` decides what is reported at all.
 *  Source: https://eemeli.org/yaml/#options */
const readingOptions = {
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: 'error',
} as const;

class Reading {
  readonly #text: string;
  readonly #file: string;
  readonly #lines: LineIndex;
  readonly #values = new Map<string, YamlPlace>();
  readonly #keys = new Map<string, YamlPlace>();
  readonly #issues: Issue[] = [];
  /** Names given with & so far; open while the part they name is not over. */
  readonly #anchors = new Map<string, 'open' | 'closed'>();

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#lines = new LineIndex(text);
  }

  read(): YamlDocument {
    const value = this.#parse();
    const issues = this.#issues
      .toSorted((one, other) => one.line - other.line || one.column - other.column)
      .slice(0, maxIssues);
    const whole = this.#place(0, 0);
    const nearest = (pointer: string, places: ReadonlyMap<string, YamlPlace>): YamlPlace => {
      const exact = places.get(pointer);
      if (exact !== undefined) return exact;
      for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
        const place = this.#values.get(at);
        if (place !== undefined || at === '') return place ?? whole;
      }
    };
    return {
      file: this.#file,
      text: this.#text,
      value: issues.length > 0 ? undefined : value,
      issues,
      places: this.#values,
      placeOf: (pointer) => nearest(pointer, this.#values),
      keyPlaceOf: (pointer) => nearest(pointer, this.#keys),
    };
  }

  #parse(): unknown {
    if (this.#text.length > maxYamlLength) {
      this.#add(
        'yaml/too-large',
        0,
        0,
        `This file has ${String(this.#text.length)} characters; ${String(maxYamlLength)} is the most that is read. Split it up or shorten it.`,
      );
      return undefined;
    }
    const deep = this.#tooDeepAt();
    if (deep !== undefined) {
      this.#add('yaml/too-deep', deep, deep + 1, tooDeep);
      return undefined;
    }
    try {
      // Uniqueness of keys is checked in #visit: the library's own check takes quadratic time.
      const document = parseDocument(this.#text, readingOptions);
      for (const error of [...document.errors, ...document.warnings]) this.#addError(error);
      this.#visit(document.contents, '', 0);
      return this.#issues.length > 0 ? undefined : (document.toJS({ maxAliasCount: maxAliases }) as unknown);
    } catch (thrown) {
      if (thrown instanceof ReferenceError) {
        this.#add(
          'yaml/alias',
          0,
          0,
          'This text refers to parts of itself too often (names with & and *), so it would grow without end. Write the values out.',
        );
        return undefined;
      }
      this.#add('yaml/too-deep', 0, 0, tooDeep);
      return undefined;
    }
  }

  /** Offset where brackets go deeper than any person writes, or where one line opens as many levels (`- - - x`); undefined when
   *  they do not. Asked before the library reads the text, because it has no bound of its own there. */
  #tooDeepAt(): number | undefined {
    let depth = 0;
    for (let offset = 0; offset < this.#text.length; offset++) {
      const character = this.#text.charCodeAt(offset);
      if (character === 91 || character === 123) depth += 1;
      else if (character === 93 || character === 125) depth = Math.max(0, depth - 1);
      if (depth > maxDepth) return offset;
    }
    const opening = /(?:[-?:][ \t]+){60}/.exec(this.#text);
    return opening?.index;
  }

  #visit(node: unknown, pointer: string, depth: number): void {
    if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) {
      if (node.range) this.#values.set(pointer, this.#place(node.range[0], node.range[1]));
    }
    if (depth > maxDepth) {
      const start = (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
      this.#add('yaml/too-deep', start, start, tooDeep);
      return;
    }
    if (isAlias(node)) this.#checkAlias(node);
    else if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'open');
    }
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        this.#visit(item, `${pointer}/${String(index)}`, depth + 1);
      });
    } else if (isMap(node)) {
      const first = new Map<string, YamlPlace>();
      for (const { key, value } of node.items) {
        if (!isScalar(key) || isNothing(key.value)) {
          const range = (key as { range?: readonly number[] | null } | null)?.range ?? node.range ?? [0, 0];
          this.#add('yaml/key', range[0] ?? 0, range[1] ?? 0, 'A key must be a plain word. Write it as "name: value".');
          continue;
        }
        const name = String(key.value);
        if (name === '__proto__') {
          this.#add('yaml/key', key.range?.[0] ?? 0, key.range?.[1] ?? 0, '"__proto__" cannot be a key. Remove it.');
          continue;
        }
        const below = pointer + pointerStep(name);
        const place = this.#place(key.range?.[0] ?? 0, key.range?.[1] ?? 0);
        const earlier = first.get(name);
        if (earlier !== undefined) {
          this.#issues.push({
            ...this.#issue(
              'yaml/duplicate-key',
              place,
              `"${name}" is written twice here, so it is unclear which one counts. Keep one of them.`,
            ),
            related: { file: this.#file, line: earlier.line, column: earlier.column, message: `the first "${name}"` },
          });
          continue;
        }
        first.set(name, place);
        this.#keys.set(below, place);
        if (value === null) this.#values.set(below, place);
        else this.#visit(value, below, depth + 1);
      }
    }
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, 'closed');
    }
  }

  #checkAlias(alias: Alias): void {
    const state = this.#anchors.get(alias.source);
    const [start, end] = alias.range ?? [0, 0];
    if (state === undefined) {
      this.#add('yaml/alias', start, end, unknownAlias);
    } else if (state === 'open') {
      this.#add(
        'yaml/alias',
        start,
        end,
        'This refers to the part it stands in itself, so it would never end. Write the value out.',
      );
    }
  }

  #addError(error: YAMLError): void {
    const [start, end] = error.pos;
    const known = messages[error.code];
    if (known !== undefined) this.#add(known[0], start, end, known[1]);
    else
      this.#add(
        'yaml/syntax',
        start,
        end,
        `This is not valid YAML: ${error.message.split('\n')[0] ?? ''}. Look at this line and the one above.`,
      );
  }

  #add(code: string, start: number, end: number, message: string): void {
    this.#issues.push(this.#issue(code, this.#place(start, end), message));
  }

  #issue(code: string, place: YamlPlace, message: string): Issue {
    const { line, column, endLine, endColumn } = place;
    return { code, severity: 'error', message, file: this.#file, line, column, endLine, endColumn };
  }

  #place(start: number, end: number): YamlPlace {
    const from = Math.min(Math.max(0, start), this.#text.length);
    const to = Math.min(Math.max(from, end), this.#text.length);
    const region = this.#lines.region(from, to);
    return {
      line: region.startLine,
      column: region.startColumn,
      endLine: region.endLine,
      endColumn: region.endColumn,
      startOffset: from,
      endOffset: to,
    };
  }
}

/** A key that is `~`, or not there at all. */
function isNothing(value: unknown): boolean {
  return value === null;
}

const tooDeep = 'This is nested too deeply to be read. Write it with fewer levels.';
const unknownAlias =
  'This refers to a name (*) that nothing above defines with &. Write the value out, or put it in quotes if the * is meant.';

/** Errors of the library by its code, in words that say what to do. Source: https://eemeli.org/yaml/#errors */
const messages: Readonly<Partial<Record<YAMLError['code'], readonly [code: string, message: string]>>> = {
  TAB_AS_INDENT: ['yaml/tab', 'This line starts with a tab. YAML needs spaces: use two for each level.'],
  MULTIPLE_DOCS: [
    'yaml/several-documents',
    'A second document starts here, after "---" or "...". Only one is read: put it in a file of its own.',
  ],
  BAD_INDENT: [
    'yaml/syntax',
    'This line is indented differently from its neighbours. Give it the same number of spaces.',
  ],
  BAD_ALIAS: ['yaml/alias', unknownAlias],
  RESOURCE_EXHAUSTION: ['yaml/too-deep', tooDeep],
  ALIAS_PROPS: ['yaml/alias', 'A reference (*) cannot have anything before it. Write the value out.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'yaml/syntax',
    'There is one colon too many on this line, or a new line is missing. Put texts that hold ": " in quotes.',
  ],
  BAD_SCALAR_START: ['yaml/syntax', 'A text cannot start with this sign. Put the whole text in quotes.'],
  MISSING_CHAR: [
    'yaml/syntax',
    'A quote, bracket, comma or colon is missing here. Close what was opened before, or write "key: value".',
  ],
  BAD_DQ_ESCAPE: [
    'yaml/syntax',
    'A backslash in double quotes has a meaning of its own. Use single quotes, or write it twice.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'yaml/syntax',
    'A colon is missing after this word, or the text above goes on over the line. Write "key: value".',
  ],
  UNEXPECTED_TOKEN: [
    'yaml/syntax',
    'This does not belong here. Look for a quote or a bracket that was not closed in the lines above.',
  ],
  TAG_RESOLVE_FAILED: ['yaml/tag', 'A "!" at the start has a meaning of its own in YAML. Put the text in quotes.'],
};
