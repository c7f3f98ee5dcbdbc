// Whether a value that is given to a name was meant as a credential of a known kind and is not one: a digit too many or too few, a
// sign that the kind does not have. Whole ones are reported by their kind; what is left of the others is a copy that opens nothing.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import { compileFormat, parseFormat } from '../../catalog/credential-format.ts';
import { credentialRows } from '../../catalog/secrets.ts';
import { wordsOf } from './key-names.ts';

interface KnownFormat {
  readonly literal: string;
  readonly shortest: number;
  readonly longest: number;
  /** One character that it can have. */
  readonly character: () => RegExp;
  /** How it begins when that is a set of characters and a sign: the number before the colon. */
  readonly head: (() => RegExp) | undefined;
  readonly whole: () => RegExp;
}

interface KnownFormats {
  /** By the first two characters of the literal that a format begins with. */
  readonly byStart: ReadonlyMap<string, readonly KnownFormat[]>;
  /** By the name of a provider in small letters. */
  readonly byProvider: ReadonlyMap<string, readonly KnownFormat[]>;
}

/** Shorter names of providers are parts of other words. */
const shortestProvider = 3;

let known: KnownFormats | undefined;

/** @param name  that the value is given to */
export function isMalformed(name: string, value: string): boolean {
  known ??= collect();
  const begun = (known.byStart.get(value.slice(0, 2)) ?? []).filter(({ literal }) => value.startsWith(literal));
  if (begun.length > 0 && begun.every((format) => isFlawed(format, value))) return true;
  const words = wordsOf(name);
  const own = [...words, ...words.slice(1).map((word, index) => (words[index] ?? '') + word)].flatMap(
    (word) => known?.byProvider.get(word) ?? [],
  );
  if (
    isPrefixed.test(value) &&
    own.length > 0 &&
    own.every(({ literal }) => literal !== '' && !value.startsWith(literal))
  )
    return true;
  const about = own.filter((format) => isAbout(format, value));
  return about.length > 0 && about.every((format) => isFlawed(format, value));
}

/** A word and a sign before what is drawn. */
const isPrefixed = /^[A-Za-z]{2,6}[_-](?=.{16})/;

/** Signs that tokens are drawn from; which of them a provider uses is seldom written down. */
const foreignSign = /[^\w=.~+/:-]/g;

// Of a length that the kind does not have, or with a sign that it does not have.
function isFlawed({ shortest, longest, character, head, whole }: KnownFormat, value: string): boolean {
  if (value.length < shortest || value.length > longest) return true;
  if (head?.().test(value) === true && !whole().test(value)) return true;
  const sign = character();
  return (value.match(foreignSign) ?? []).some((each) => !sign.test(each));
}

/** A slip of the hand adds no more. */
const longestSlip = 3;

function isAbout({ literal, shortest, longest }: KnownFormat, value: string): boolean {
  if (value.length > longest + longestSlip) return false;
  return value.length >= shortest - longestSlip || (literal !== '' && value.startsWith(literal));
}

function collect(): KnownFormats {
  const byStart = new Map<string, KnownFormat[]>();
  const byProvider = new Map<string, KnownFormat[]>();
  const add = (map: Map<string, KnownFormat[]>, key: string, format: KnownFormat): void => {
    const formats = map.get(key);
    if (formats === undefined) map.set(key, [format]);
    else formats.push(format);
  };
  for (const row of credentialRows) {
    for (const notation of [row.format, ...(row.otherFormats ?? [])]) {
      for (const literal of literalsOf(notation)) {
        const format = knownFormat(notation, literal);
        if (literal !== '') add(byStart, literal.slice(0, 2), format);
        for (const provider of providersOf(row)) add(byProvider, provider, format);
      }
    }
  }
  return { byStart, byProvider };
}

// A literal that only tokens begin with ends in a sign.
function literalsOf(notation: string): readonly string[] {
  const [first] = parseFormat(notation);
  if (first?.kind !== 'literal') return [''];
  return first.choices.map((choice) => (/^[A-Za-z0-9]+[-_.]/.test(choice) ? choice : ''));
}

function knownFormat(notation: string, literal: string): KnownFormat {
  const { shortest, longest, characters, source } = compileFormat(notation);
  let character: RegExp | undefined;
  const beginning = /^\{[^}]+\}[^A-Za-z0-9{(][^{(]*/.exec(notation)?.[0];
  let head: RegExp | undefined;
  let whole: RegExp | undefined;
  return {
    literal,
    shortest,
    longest,
    character: () => (character ??= new RegExp(`[${characters}]`)),
    head: beginning === undefined ? undefined : () => (head ??= new RegExp(`^(?:${compileFormat(beginning).source})`)),
    whole: () => (whole ??= new RegExp(`^(?:${source})$`)),
  };
}

function providersOf({ id, words = [] }: CredentialRow): ReadonlySet<string> {
  const names = [id.split('-')[0] ?? '', ...words.map((word) => word.replace(/[^a-z]/g, ''))];
  return new Set(names.filter((name) => name.length >= shortestProvider));
}
