// The shape of a row of personal data: how its values are written, which arithmetic holds in them, which words stand beside them.

import type { RuleSeverity } from '../model/finding.ts';

/** What is said of a kind of personal data. */
export interface PersonalDataKind {
  /** Rule id without `sensitive-data/`; never reused. */
  readonly id: string;
  readonly title: string;
  /** `personal`, `payment`, `health` or `confidential`; a policy's data classes name them. */
  readonly tags: readonly string[];
  readonly severity: RuleSeverity;
  readonly source: string;
}

/** Where a value counts without a word beside it that says what it is: `anywhere` when it is written with separators or letters and
 *  its arithmetic is strong, `note` in a short text (see `judge-number.ts`), `never`. */
export type Alone = 'anywhere' | 'note' | 'never';

/** Arithmetic over the characters of a value. Places are counted from 1 without separators. */
export type NumberCheck =
  | { readonly any: readonly NumberCheck[] }
  | { readonly all: readonly NumberCheck[] }
  | LuhnCheck
  | { readonly kind: 'mod97'; readonly rotate?: number }
  | WeightedCheck
  | NamedCheck;

export interface NamedCheck {
  readonly kind: 'named';
  readonly name: string;
  readonly places?: string;
  readonly withoutPrefix?: string;
}

export interface LuhnCheck {
  readonly kind: 'luhn';
  readonly length?: number;
  readonly places?: string;
  /** Digits put in front before the arithmetic. */
  readonly prefix?: string;
  readonly withoutPrefix?: string;
  readonly letters?: string;
}

/** `weighted` sums products, `number` reads the places as one number; both go through a modulus to a check character. */
export interface WeightedCheck {
  readonly kind: 'weighted' | 'number';
  /** Such as `1-7,9`; all but the check character when absent. */
  readonly places?: string;
  readonly weights?: readonly number[];
  /** `right` counts weights from the last of the places. */
  readonly from?: 'right';
  readonly cycle?: boolean;
  readonly modulus: number;
  /** How the check character follows from the rest `r`; absent when the whole sum has to be divisible. */
  readonly digit?: 'r' | 'm-r' | '9-r' | '10-r';
  /** Place, or places, of the check character; the last when absent. */
  readonly at?: string;
  /** Replacements of a computed value; `none` for numbers that are not issued. */
  readonly fix?: Readonly<Record<string, number | string>>;
  /** Values of letters: `A10` counts A as 10, `ascii48` takes the code less 48, else the index in this text. */
  readonly letters?: string;
  /** Check characters by value. */
  readonly alphabet?: string | readonly string[];
  readonly length?: number;
  readonly elsePasses?: boolean;
  readonly withoutPrefix?: string;
  readonly add?: number;
  readonly addFor?: Readonly<Record<string, number>>;
  readonly products?: 'units';
  readonly substitutes?: Readonly<Record<string, number>>;
  /** A second try with other weights when the rest is `when`. */
  readonly then?: {
    readonly when: number;
    readonly weights: readonly number[];
    readonly fix?: Readonly<Record<string, number | string>>;
  };
}

/** A kind that is recognised by how it is written. */
export interface NumberRow extends PersonalDataKind {
  /** Accepted writings: 9 a digit, A a letter, X either, "…" as it stands, the rest as it stands. */
  readonly shapes: readonly string[];
  /** One of these begins the value, separators left out. */
  readonly starts?: readonly string[];
  /** Never valid: ? one character, * any, [..] a set; separators left out. */
  readonly reject?: readonly string[];
  /** A date of birth inside the value. */
  readonly date?: {
    readonly format: string;
    readonly at: number;
    readonly monthPlus?: readonly number[];
    readonly dayPlus?: readonly number[];
  };
  readonly check?: NumberCheck;
  /** Words that name the kind, in small letters, in the languages of where it is used. */
  readonly words: readonly string[];
  readonly alone: Alone;
  /** Whether it counts in a note also when digits are all there is: arithmetic and dates leave so few that other numbers seldom fit. */
  readonly bare?: boolean;
  /** Whether it has to be written in capitals where no word names it. */
  readonly capitals?: boolean;
  /** Separators that are part of the value. */
  readonly keep?: string;
  /** Share of random texts of the widest shape that pass everything. */
  readonly chance: number;
  /** Published and customary values, which nobody needs to hear of. */
  readonly known?: readonly string[];
}
