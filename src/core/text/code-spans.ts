// Where comments and texts stand in source code, so that a name in them is not taken for a use. The imports, endpoints and env
// detectors ask about the few places they care about. A reader of code, not a parser: on odd input it finds its way back at the next line.

export type CodeLanguage = 'javascript' | 'python' | 'go' | 'c-like' | 'rust' | 'php' | 'ruby' | 'shell';

type SpanKind = 'comment' | 'string' | 'text-block';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKind;
}

/** Language of a path's ending; undefined for what is not code that we read. `.env`, YAML, TOML and Dockerfiles read as shell:
 *  `#` starts a comment. */
export function languageOf(path: string): CodeLanguage | undefined {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro|jsonc?|json5)$/i.test(path)) return 'javascript';
  if (/\.pyi?$/i.test(path)) return 'python';
  if (/\.go$/i.test(path)) return 'go';
  if (
    /\.(?:java|kts?|cs|fsx?|csx|scala|sbt|sc|dart|swift|groovy|gradle|c|cc|cpp|h|hpp|m|mm|proto)$|(?:^|\/)Jenkinsfile[^/]*$/i.test(
      path,
    )
  )
    return 'c-like';
  if (/\.rs$/i.test(path)) return 'rust';
  if (/\.php$/i.test(path)) return 'php';
  if (/\.(?:rb|rake|gemspec|ru|erb)$|(?:^|\/)(?:Gemfile|Rakefile)$/i.test(path)) return 'ruby';
  if (
    /\.(?:ya?ml|toml|sh|bash|zsh|fish|ps1|tf|hcl|ini|cfg|conf|properties)$|(?:^|\/)(?:\.env[^/]*|[^/]*\.env|[^/]*Dockerfile[^/]*|Makefile|Procfile)$/i.test(
      path,
    )
  )
    return 'shell';
  return undefined;
}

let last: { readonly text: string; readonly language: CodeLanguage; readonly spans: CodeSpans } | undefined;

/** Spans of a text. Those of the last text are kept: several detectors ask about one document after the other. */
export function codeSpans(text: string, language: CodeLanguage): CodeSpans {
  if (last?.language !== language || last.text !== text)
    last = { text, language, spans: new CodeSpans(text, language) };
  return last.spans;
}

/** Answers for one text, which is read no further than questions go: imports stand at the top. Questions may come in any order. */
class CodeSpans {
  readonly #spans: Span[] = [];
  readonly #reading: Iterator<Span, undefined>;
  /** Everything before it is known. */
  #readTo = 0;

  constructor(text: string, language: CodeLanguage) {
    this.#reading = readSpans(text, language);
  }

  /** What the character at an offset belongs to; undefined for plain code. */
  kindAt(offset: number): SpanKind | undefined {
    while (this.#readTo <= offset) {
      const { done, value }: IteratorResult<Span, undefined> = this.#reading.next();
      if (done === true) {
        this.#readTo = Infinity;
        break;
      }
      this.#spans.push(value);
      this.#readTo = value.end;
    }
    let low = 0;
    let high = this.#spans.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const span = this.#spans[middle];
      if (span === undefined) return undefined;
      if (offset < span.start) high = middle - 1;
      else if (offset >= span.end) low = middle + 1;
      else return span.kind;
    }
    return undefined;
  }
}

function readSpans(text: string, language: CodeLanguage): Iterator<Span, undefined> {
  switch (language) {
    case 'javascript':
      return readSlashed(text, { backquote: 'template' });
    case 'go':
      return readSlashed(text, { backquote: 'raw' });
    case 'c-like':
      return readSlashed(text, { tripleQuotes: true });
    case 'rust':
      return readSlashed(text, { lifetimes: true });
    case 'php':
      return readSlashed(text, { hashComments: true });
    case 'python':
    case 'ruby':
    case 'shell':
      return readHashed(text, language);
  }
}

/** How languages with slash comments differ. */
interface SlashedTraits {
  /** Backquotes hold raw text, or text with code in it; in such a language a slash may open a regular expression. */
  readonly backquote?: 'raw' | 'template';
  /** Three double quotes open a text over lines. */
  readonly tripleQuotes?: boolean;
  /** A single quote may stand before a name and open nothing. */
  readonly lifetimes?: boolean;
  /** `#` starts a comment as well, `#[` does not. */
  readonly hashComments?: boolean;
}

/** Languages with slash comments. */
function* readSlashed(
  text: string,
  { backquote, tripleQuotes, lifetimes, hashComments }: SlashedTraits,
): Generator<Span, undefined> {
  const templates = backquote === 'template';
  /** Depth of braces at which each open `${` ends. */
  const holes: number[] = [];
  let depth = 0;
  let position = 0;
  /** Whether a slash here would divide: after a value. */
  let afterValue = false;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code <= space) {
      position++;
      continue;
    }
    if (isWordCode(code)) {
      const end = endOfWord(text, position);
      if (templates) afterValue = !beforeRegex.has(text.slice(position, end));
      position = end;
      continue;
    }
    const character = text[position] ?? '';
    const next = text[position + 1];
    if (character === '/' && next === '/') {
      const end = endOfLine(text, position);
      yield { start: position, end, kind: 'comment' };
      position = end;
    } else if (character === '/' && next === '*') {
      const close = text.indexOf('*/', position + 2);
      const end = close < 0 ? text.length : close + 2;
      yield { start: position, end, kind: 'comment' };
      position = end;
    } else if (character === '#' && hashComments === true && next !== '[') {
      const end = endOfLine(text, position);
      yield { start: position, end, kind: 'comment' };
      position = end;
    } else if (character === '"' && tripleQuotes === true && text.startsWith('"""', position)) {
      const close = text.indexOf('"""', position + 3);
      const end = close < 0 ? text.length : close + 3;
      yield { start: position, end, kind: 'string' };
      position = end;
    } else if (character === "'" && lifetimes === true && text[position + 2] !== "'" && next !== '\\') {
      position++;
    } else if (character === '"' || character === "'") {
      const end = endOfQuoted(text, position, character);
      yield { start: position, end, kind: 'string' };
      position = end;
      afterValue = true;
    } else if (character === '`' && backquote !== undefined) {
      const end = templates ? endOfTemplatePart(text, position + 1) : endOfRaw(text, position + 1);
      yield { start: position, end, kind: 'string' };
      if (text.startsWith('${', end - 2) && templates) {
        holes.push(depth);
        afterValue = false;
      } else afterValue = true;
      position = end;
    } else if (character === '}' && holes.at(-1) === depth) {
      holes.pop();
      const end = endOfTemplatePart(text, position + 1);
      yield { start: position, end, kind: 'string' };
      if (text.startsWith('${', end - 2)) {
        holes.push(depth);
        afterValue = false;
      } else afterValue = true;
      position = end;
    } else if (character === '/' && templates && !afterValue) {
      const end = endOfRegex(text, position);
      if (end === undefined) position++;
      else {
        yield { start: position, end, kind: 'string' };
        position = end;
        afterValue = true;
      }
    } else {
      if (character === '{') depth++;
      else if (character === '}') depth--;
      afterValue = character === ')' || character === ']' || character === '}';
      position++;
    }
  }
  return undefined;
}

/** Words after which a slash opens a regular expression. */
const beforeRegex = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'delete',
  'await',
  'yield',
  'throw',
]);

/** Languages with `#` comments. In Python three quotes make a text block, in Ruby `=begin` a comment. */
function* readHashed(text: string, language: 'python' | 'ruby' | 'shell'): Generator<Span, undefined> {
  const python = language === 'python';
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code !== hash && code !== doubleQuote && code !== singleQuote && code !== equals) {
      position++;
      continue;
    }
    const character = text[position] ?? '';
    if (character === '#' && (python || position === 0 || /\s/.test(text[position - 1] ?? ''))) {
      const end = endOfLine(text, position);
      yield { start: position, end, kind: 'comment' };
      position = end;
    } else if (language === 'ruby' && text.startsWith('=begin', position) && (text[position - 1] ?? '\n') === '\n') {
      const close = text.indexOf('\n=end', position);
      const end = close < 0 ? text.length : close + 5;
      yield { start: position, end, kind: 'comment' };
      position = end;
    } else if (character === '"' || character === "'") {
      const triple = character.repeat(3);
      if (python && text.startsWith(triple, position)) {
        const close = text.indexOf(triple, position + 3);
        const end = close < 0 ? text.length : close + 3;
        yield { start: position, end, kind: 'text-block' };
        position = end;
      } else {
        const end = endOfQuoted(text, position, character);
        yield { start: position, end, kind: 'string' };
        position = end;
      }
    } else position++;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** After the closing quote, or at the end of the line where there is none. */
function endOfQuoted(text: string, start: number, quote: string): number {
  const closing = quote.charCodeAt(0);
  for (let position = start + 1; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === backslash) position++;
    else if (code === closing) return position + 1;
    else if (code === lineFeed) return position;
  }
  return text.length;
}

/** After the closing backquote or after `${`. */
function endOfTemplatePart(text: string, from: number): number {
  for (let position = from; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === backslash) position++;
    else if (code === backquoteCode) return position + 1;
    else if (code === dollar && text[position + 1] === '{') return position + 2;
  }
  return text.length;
}

function endOfRaw(text: string, from: number): number {
  const close = text.indexOf('`', from);
  return close < 0 ? text.length : close + 1;
}

/** After the closing slash; undefined when the line ends first, so that it was none. */
function endOfRegex(text: string, start: number): number | undefined {
  let inClass = false;
  for (let position = start + 1; position < text.length; position++) {
    const character = text[position];
    if (character === '\n') return undefined;
    if (character === '\\') position++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return position + 1;
  }
  return undefined;
}

const [lineFeed, space, doubleQuote, hash, dollar, singleQuote] = [10, 32, 34, 35, 36, 39];
const [equals, backslash, underscore, backquoteCode] = [61, 92, 95, 96];

/** Letters and digits of ASCII, `_` and `$`: what the words of code are made of, as far as it matters here. */
function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === underscore ||
    code === dollar
  );
}

function endOfWord(text: string, from: number): number {
  let position = from + 1;
  while (position < text.length && isWordCode(text.charCodeAt(position))) position++;
  return position;
}
