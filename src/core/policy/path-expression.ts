// From the regular expressions with which gitleaks names paths to globs. What a glob cannot say exactly becomes narrower, never wider:
// an exception that is too narrow shows a finding, one that is too wide hides it.

/** Longer expressions are left to a person. */
const maxLength = 300;

/** Globs that together cover no more than an expression; undefined when it cannot be said in globs.
 *  Source: https://pkg.go.dev/regexp/syntax (searched in the path, so neither end is bound unless it says so) */
export function globsOfExpression(expression: string): readonly string[] | undefined {
  if (expression.length > maxLength) return undefined;
  // Without regard to case is wider than a glob can say: what is written that way counts.
  const plain = expression.replace(/^\(\?i\)/, '');
  const alternatives = alternativesOf(plain);
  if (alternatives.length > 1) {
    const globs = alternatives.map(globsOfExpression);
    return globs.every((each) => each !== undefined) ? globs.flat() : undefined;
  }
  const atName = /^(?:\((?:\?:)?(?:\^\|\\?\/|\\?\/\|\^)\))/.exec(plain)?.[0];
  const atNameEnd = /\((?:\?:)?(?:\$\|\\?\/|\\?\/\|\$)\)$/.exec(plain)?.[0];
  const rest = plain.slice(atName?.length ?? 0, plain.length - (atNameEnd?.length ?? 0));
  const isFromStart = atName === undefined && rest.startsWith('^');
  const isToEnd = atNameEnd === undefined && /(?:^|[^\\])(?:\\\\)*\$$/.test(rest);
  const body = rest.slice(isFromStart ? 1 : 0, isToEnd ? -1 : undefined);
  const read = readAlternatives(body, 0, false);
  if (read === undefined || read.end !== body.length) return undefined;
  const bounds = {
    start: isFromStart ? 'path' : atName === undefined ? 'free' : 'name',
    end: isToEnd ? 'path' : atNameEnd === undefined ? 'free' : 'name',
  } as const;
  const globs = read.texts.map((text) => anchored(text, bounds));
  return globs.every((each) => each.length > 0) ? globs.flat() : undefined;
}

/** What stands between bars outside of any group; a group around all of it is left out where an end of its own needs that. */
function alternativesOf(expression: string): readonly string[] {
  const inner = /^\((?:\?:)?(.*)\)$/s.exec(expression)?.[1];
  const parts = inner === undefined || !inner.includes('$') ? undefined : partsOf(inner);
  // Of a group such as `(^|/)` alone nothing would be left.
  if (parts !== undefined && parts.every((part) => !/^(?:\^|\$|\\?\/)?$/.test(part))) return parts;
  return partsOf(expression) ?? [expression];
}

/** @returns undefined where brackets do not match */
function partsOf(expression: string): readonly string[] | undefined {
  const parts: string[] = [''];
  let depth = 0;
  for (let index = 0; index < expression.length; index++) {
    const character = expression.charAt(index);
    const isEscape = character === '\\';
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return undefined;
    if (character === '|' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + (isEscape ? expression.slice(index, index + 2) : character));
    if (isEscape) index += 1;
  }
  return depth === 0 ? parts : undefined;
}

/** Any run of characters, while the glob is put together. Private use, so that no path has it. */
const anything = '\uE000';
/** One character of any kind, until it is known whether it repeats. */
const anyOne = '\uE001';
/** One character within a name, likewise. */
const oneInName = '\uE002';

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
  if (text.startsWith('[^/]', index)) return { texts: [oneInName], end: index + '[^/]'.length };
  if (character === '[') {
    const [whole, letters = ''] = /^\[([\w./\\-]+)\]/.exec(text.slice(index)) ?? [];
    if (whole === undefined) return undefined;
    const plain = letters.replaceAll('\\', '');
    if (plain === '/' || plain === './') return { texts: [plain === '/' ? '/' : '.'], end: index + whole.length };
    if (/^[\w.]$/.test(plain)) return { texts: [literal(plain)], end: index + whole.length };
    // One letter of several; a class that repeats is nothing that a glob can say.
    return /^[A-Za-z0-9_]+$/.test(letters) ? { texts: [`[${letters}]`], end: index + whole.length } : undefined;
  }
  return /[\^$*+?{}\]]/.test(character) ? undefined : { texts: [literal(character)], end: index + 1 };
}

/** What repeats stands once or not at all; `.*` stands for anything. */
function repeat(atom: Read, text: string): Read | undefined {
  const sign = /^(?:[*+?]\??|\{\d*,?\d*\})/.exec(text.slice(atom.end))?.[0] ?? '';
  const end = atom.end + sign.length;
  const isAnyOne = atom.texts.length === 1 && atom.texts[0] === anyOne;
  if (atom.texts.length === 1 && atom.texts[0] === oneInName) {
    const within = { '': ['?'], '+': ['?*'], '*': ['', '?*'] }[sign.replace(/(?<=.)\?$/, '')];
    return within === undefined ? undefined : { texts: within, end };
  }
  if (sign === '') return isAnyOne ? { texts: ['?'], end } : { ...atom, end };
  if (isAnyOne && /^[*+]/.test(sign)) return { texts: [sign.startsWith('+') ? `?${anything}` : anything], end };
  if (sign.startsWith('?')) return { texts: ['', ...atom.texts], end };
  return undefined;
}

/** A letter that has no meaning in a glob; others cannot be carried over. */
function literal(character: string): string {
  return /[*?[\]{}!]/.test(character) ? `[${character}]` : character;
}

/** What an end of an expression is bound to: nothing, the end of a name in the path, or that of the whole path. */
type Bound = 'free' | 'name' | 'path';

/** Bind a text to whole names, as globs want it: an end that is free may go on within the name, and below it. */
function anchored(text: string, bounds: { readonly start: Bound; readonly end: Bound }): readonly string[] {
  const isFreeBefore = bounds.start === 'free' || text.startsWith(anything);
  const isFreeAfter = bounds.end === 'free' || text.endsWith(anything);
  const core = text
    .replace(/^\uE000+/, '')
    .replace(/\uE000+$/, '')
    .replaceAll(/\uE000+/g, '*');
  if (/^[/*]*$/.test(core) || core.includes('//')) return [];
  // A name begins and ends beside a slash: no path has two in a row.
  if ((bounds.start === 'name' && core.startsWith('/')) || (bounds.end === 'name' && core.endsWith('/'))) return [];
  const atName = bounds.start === 'name' ? '**/' : '';
  const begin = !isFreeBefore ? atName : core.startsWith('/') ? '*/**' : '**/*';
  const whole = begin + core;
  if (!isFreeAfter) return bounds.end === 'name' ? [whole, `${whole}/**`] : [whole];
  return core.endsWith('/') ? [`${whole}**`] : [`${whole}*`, `${whole}*/**`];
}
