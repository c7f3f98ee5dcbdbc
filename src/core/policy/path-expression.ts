// From the regular expressions with which gitleaks names paths to globs. What a glob cannot say exactly becomes narrower, never wider:
// an exception that is too narrow shows a finding, one that is too wide hides it.

/** Longer expressions are left to a person. */
const maxLength = 300;

/** Globs that together cover no more than an expression; undefined when it cannot be said in globs.
 *  Source: https://pkg.go.dev/regexp/syntax (searched in the path, so neither end is bound unless it says so) */
export function globsOfExpression(expression: string): readonly string[] | undefined {
  if (expression.length > maxLength) return undefined;
  const isFromStart = expression.startsWith('^');
  const isToEnd = /(?:^|[^\\])(?:\\\\)*\$$/.test(expression);
  const body = expression.slice(isFromStart ? 1 : 0, isToEnd ? -1 : undefined);
  const read = readAlternatives(body, 0, false);
  if (read === undefined || read.end !== body.length) return undefined;
  const globs = read.texts.map((text) => anchored(text, isFromStart, isToEnd));
  return globs.every((each) => each.length > 0) ? globs.flat() : undefined;
}

/** Any run of characters, while the glob is put together. Private use, so that no path has it. */
const anything = '\uE000';
/** One character of any kind, until it is known whether it repeats. */
const anyOne = '\uE001';

interface Read {
  readonly texts: readonly string[];
  readonly end: number;
}

/** Alternatives up to a closing bracket or the end. More than a few are left to a person. */
function readAlternatives(text: string, start: number, isGroup: boolean): Read | undefined {
  const done: string[] = [];
  let current: readonly string[] = [''];
  let index = start;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '|') {
      done.push(...current);
      current = [''];
      index += 1;
      continue;
    }
    if (character === ')') break;
    const atom = readAtom(text, index);
    if (atom === undefined) return undefined;
    const repeated = repeat(atom, text);
    if (repeated === undefined) return undefined;
    current = current.flatMap((before) => repeated.texts.map((after) => before + after));
    if (current.length + done.length > 40) return undefined;
    index = repeated.end;
  }
  if (isGroup !== (text.charAt(index) === ')')) return undefined;
  return { texts: [...done, ...current], end: index };
}

function readAtom(text: string, index: number): Read | undefined {
  const character = text.charAt(index);
  if (character === '(') {
    const head = /^\((?:\?:|\?i:|\?P?<\w+>)?/.exec(text.slice(index))?.[0] ?? '(';
    if (text.charAt(index + 1) === '?' && head === '(') return undefined;
    const group = readAlternatives(text, index + head.length, true);
    return group && { texts: group.texts, end: group.end + 1 };
  }
  if (character === '\\') {
    const escaped = text.charAt(index + 1);
    return /[./\\$^()[\]{}+*?|_-]/.test(escaped) ? { texts: [literal(escaped)], end: index + 2 } : undefined;
  }
  if (character === '.') return { texts: [anyOne], end: index + 1 };
  if (character === '[') {
    const [whole, letters = ''] = /^\[([\w./\\-]+)\]/.exec(text.slice(index)) ?? [];
    if (whole === undefined) return undefined;
    const plain = letters.replaceAll('\\', '');
    if (plain === '/' || plain === './') return { texts: [plain === '/' ? '/' : '.'], end: index + whole.length };
    return /^[\w.]$/.test(plain) ? { texts: [literal(plain)], end: index + whole.length } : undefined;
  }
  return /[\^$*+?{}\]]/.test(character) ? undefined : { texts: [literal(character)], end: index + 1 };
}

/** What repeats stands once or not at all; `.*` stands for anything. */
function repeat(atom: Read, text: string): Read | undefined {
  const sign = /^(?:[*+?]\??|\{\d*,?\d*\})/.exec(text.slice(atom.end))?.[0] ?? '';
  const end = atom.end + sign.length;
  const isAnyOne = atom.texts.length === 1 && atom.texts[0] === anyOne;
  if (sign === '') return isAnyOne ? { texts: ['?'], end } : { ...atom, end };
  if (isAnyOne && /^[*+]/.test(sign)) return { texts: [sign.startsWith('+') ? `?${anything}` : anything], end };
  if (sign.startsWith('?')) return { texts: ['', ...atom.texts], end };
  return undefined;
}

/** A letter that has no meaning in a glob; others cannot be carried over. */
function literal(character: string): string {
  return /[*?[\]{}!]/.test(character) ? `[${character}]` : character;
}

/** Bind a text to whole names, as globs want it: an end that is free may go on within the name, and below it. */
function anchored(text: string, isFromStart: boolean, isToEnd: boolean): readonly string[] {
  const isFreeBefore = !isFromStart || text.startsWith(anything);
  const isFreeAfter = !isToEnd || text.endsWith(anything);
  const core = text
    .replace(/^\uE000+/, '')
    .replace(/\uE000+$/, '')
    .replaceAll(/\uE000+/g, '*');
  if (/^[/*]*$/.test(core) || core.includes('//')) return [];
  const begin = !isFreeBefore ? '' : core.startsWith('/') ? '*/**' : '**/*';
  const whole = begin + core;
  if (!isFreeAfter) return [whole];
  return core.endsWith('/') ? [`${whole}**`] : [`${whole}*`, `${whole}*/**`];
}
