// The notation in which rows of credentials write down how a value is built, and what is made of it.
//
//   sk_live_{base62 24-247}            literal text, then 24 to 247 characters of a set
//   (dop|doo|dor)_v1_{hex-lower 64}    one of several literals; `()` with nothing before a bar may be absent
//   {[12] 1}/{digits 13-19}            a set of its own in brackets
//   {uuid}                             8-4-4-4-12 hexadecimal digits
//
// `\` before a character takes it as it is. Every part has bounds, so no expression made of a format can run away.

/** The named sets, as bodies of character classes. */
export const characterSets: Readonly<Record<string, string>> = {
  digits: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  alpha: 'A-Za-z',
  'hex-lower': '0-9a-f',
  'hex-upper': '0-9A-F',
  'hex-any': '0-9a-fA-F',
  'lower-digits': '0-9a-z',
  'upper-digits': '0-9A-Z',
  base62: '0-9A-Za-z',
  word: '0-9A-Za-z_',
  base64: '0-9A-Za-z+/',
  base64url: '0-9A-Za-z_-',
  'base64url-pad': '0-9A-Za-z_=-',
  'base64url-dot': '0-9A-Za-z_.-',
  dotted: '0-9A-Za-z._-',
  'dotted-tilde': '0-9A-Za-z._~-',
  'base32-upper': 'A-Z2-7',
  'base32-lower': 'a-z2-7',
  base58: '1-9A-HJ-NP-Za-km-z',
  'bech32-upper': 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  pad: '=',
  text: '!#-&(-~',
};
const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** One part of a format, in order. */
export type FormatPart =
  | { readonly kind: 'literal'; readonly choices: readonly string[] }
  | { readonly kind: 'set'; readonly body: string; readonly least: number; readonly most: number }
  | { readonly kind: 'uuid' };

/** What the one pass needs of a format. */
export interface CompiledFormat {
  /** Source of an expression for the whole value, without anchors. Its group `drawn` is the longest part that is drawn at random. */
  readonly source: string;
  /** Literals of which one stands in every value, at least two characters long; none when there is no such literal. */
  readonly keywords: readonly string[];
  /** How far behind the start of the value the keyword can begin. */
  readonly keywordOffset: { readonly least: number; readonly most: number };
  /** Body of the character class of all that can stand before the keyword. */
  readonly beforeKeyword: string;
  /** Body of the character class that must not follow the value. */
  readonly lastSet: string;
  /** Characters of the value that the format prescribes, at its start. */
  readonly fixedStart: number;
  readonly shortest: number;
  readonly longest: number;
  /** Body of the character class of all that can stand in a value. */
  readonly characters: string;
  /** The first characters behind the keyword as far as they are the same in number for every value, each as the body of a character
   *  class. Then the last ones before it, from the keyword backwards. */
  readonly behindKeyword: readonly string[];
  readonly inFrontOfKeyword: readonly string[];
}

/** @throws when the notation is wrong, with the format in the message */
export function compileFormat(format: string): CompiledFormat {
  const parts = parseFormat(format);
  let best: { readonly index: number; readonly length: number } | undefined;
  parts.forEach((part, index) => {
    if (part.kind !== 'literal') return;
    const length = Math.min(...part.choices.map((choice) => choice.length));
    if (length >= 2 && length > (best?.length ?? 0)) best = { index, length };
  });
  const drawn = parts.reduce<FormatPart | undefined>(
    (longest, part) => (drawnLength(part) > drawnLength(longest) ? part : longest),
    undefined,
  );
  const before = best === undefined ? [] : parts.slice(0, best.index);
  const keywordPart = best === undefined ? undefined : parts[best.index];
  const first = parts[0];
  const last = parts.at(-1);
  return {
    source: parts.map((part) => (part === drawn ? `(?<drawn>${sourceOf(part)})` : sourceOf(part))).join(''),
    keywords: keywordPart?.kind === 'literal' ? keywordPart.choices : [],
    keywordOffset: { least: total(before, 'least'), most: total(before, 'most') },
    beforeKeyword: before.map(bodyOf).join(''),
    lastSet: last?.kind === 'set' ? last.body : '0-9A-Za-z',
    fixedStart: first?.kind === 'literal' ? Math.min(...first.choices.map((choice) => choice.length)) : 0,
    shortest: total(parts, 'least'),
    longest: total(parts, 'most'),
    characters: parts.map(bodyOf).join(''),
    behindKeyword: best === undefined ? [] : certainBodies(parts.slice(best.index + 1), false),
    inFrontOfKeyword: certainBodies([...before].reverse(), true),
  };
}

/** So many characters tell nearly every place that is none; the first few tell most. */
const mostCertain = 32;

/** Character classes of the characters that come first in the parts, in reading order or backwards. */
function certainBodies(parts: readonly FormatPart[], backwards: boolean): readonly string[] {
  const bodies: string[] = [];
  for (const part of parts) {
    if (part.kind === 'literal') {
      const [choice = '', other] = part.choices;
      if (other !== undefined) break;
      const characters = Array.from(choice, (character) => character.replace(/[\]\\^-]/, '\\$&'));
      bodies.push(...(backwards ? characters.reverse() : characters));
      continue;
    }
    const least = part.kind === 'uuid' ? 8 : part.least;
    const body = part.kind === 'uuid' ? (characterSets['hex-any'] ?? '') : part.body;
    bodies.push(...Array.from({ length: least }, () => body));
    if (part.kind === 'uuid' || part.most > least) break;
  }
  return bodies.slice(0, mostCertain);
}

/** The parts of a format. @throws as `compileFormat` */
export function parseFormat(format: string): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  const fail = (why: string): never => {
    throw new Error(`format ${format}: ${why}`);
  };
  let literal = '';
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', choices: [literal] });
    literal = '';
  };
  for (let index = 0; index < format.length; index++) {
    const character = format[index] ?? '';
    if (character === '\\') literal += format[++index] ?? '';
    else if (character === '{' || character === '(') {
      flush();
      const end = closing(format, index);
      if (end < 0) fail(`${character} is not closed`);
      const inside = format.slice(index + 1, end);
      parts.push(character === '(' ? { kind: 'literal', choices: choicesOf(inside) } : setOf(inside, fail));
      index = end;
    } else literal += character;
  }
  flush();
  return parts.length === 0 ? fail('nothing in it') : parts;
}

function closing(format: string, open: number): number {
  const close = format[open] === '(' ? ')' : '}';
  for (let index = open + 1; index < format.length; index++) {
    if (format[index] === '\\') index++;
    else if (format[index] === close) return index;
  }
  return -1;
}

function choicesOf(inside: string): readonly string[] {
  return (inside.match(/(?:\\.|[^|\\])+|(?<=^|\|)(?=\||$)/g) ?? ['']).map((choice) => choice.replace(/\\(.)/g, '$1'));
}

function setOf(inside: string, fail: (why: string) => never): FormatPart {
  if (inside === 'uuid') return { kind: 'uuid' };
  const [, name = '', least = '', most = least] = /^(\S+) (\d+)(?:-(\d+))?$/.exec(inside) ?? fail(`{${inside}}`);
  const own = /^\[(.+)\]$/.exec(name)?.[1];
  return {
    kind: 'set',
    body: own ?? characterSets[name] ?? fail(`no set ${name}`),
    least: Number(least),
    most: Number(most),
  };
}

function sourceOf(part: FormatPart): string {
  switch (part.kind) {
    case 'uuid':
      return uuid;
    case 'set':
      return `[${part.body}]{${String(part.least)},${String(part.most)}}`;
    case 'literal':
      // Longest first: a choice may be the beginning of another.
      return `(?:${[...part.choices]
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join('|')})`;
  }
}

function drawnLength(part: FormatPart | undefined): number {
  // Text of any kind is a host, a name, a path.
  return part?.kind === 'set' && part.body !== characterSets['text'] ? part.most : part?.kind === 'uuid' ? 36 : 0;
}

function bodyOf(part: FormatPart): string {
  switch (part.kind) {
    case 'uuid':
      return '0-9a-fA-F-';
    case 'set':
      return part.body.endsWith('-') ? part.body.slice(0, -1) + '\\-' : part.body;
    case 'literal':
      return part.choices.join('').replace(/[\]\\^-]/g, '\\$&');
  }
}

function total(parts: readonly FormatPart[], which: 'least' | 'most'): number {
  return parts.reduce((sum, part) => {
    if (part.kind === 'uuid') return sum + 36;
    if (part.kind === 'set') return sum + part[which];
    const lengths = part.choices.map((choice) => choice.length);
    return sum + (which === 'least' ? Math.min(...lengths) : Math.max(...lengths));
  }, 0);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
