// Which issuer a card number is of, by its first digits and its length. Source: https://www.iso.org/standard/70484.html

/** First digits from and to, lengths; `wide` ranges are shared by many others and want a word beside them. */
const ranges: readonly (readonly [number, number, readonly number[], 'narrow' | 'wide'])[] = [
  [4, 4, [16], 'narrow'],
  [4, 4, [13, 18, 19], 'wide'],
  [51, 55, [16], 'narrow'],
  [2221, 2720, [16], 'narrow'],
  [34, 34, [15], 'narrow'],
  [37, 37, [15], 'narrow'],
  [6011, 6011, [16, 19], 'narrow'],
  [644, 659, [16, 19], 'narrow'],
  [300, 305, [14, 16, 19], 'narrow'],
  [3095, 3095, [14, 16, 19], 'narrow'],
  [36, 36, [14, 16, 19], 'narrow'],
  [38, 39, [14, 16, 19], 'narrow'],
  [3528, 3589, [16, 17, 18, 19], 'narrow'],
  [35, 35, [16], 'wide'],
  [1800, 1800, [15], 'wide'],
  [2131, 2131, [15], 'wide'],
  [1220, 1220, [15], 'wide'],
  [2200, 2204, [16, 17, 18, 19], 'narrow'],
  [62, 62, [16, 17, 18, 19], 'narrow'],
  [5018, 5020, [12, 13, 14, 15, 16, 17, 18, 19], 'wide'],
  [5038, 5038, [12, 13, 14, 15, 16, 17, 18, 19], 'wide'],
  [50, 50, [16], 'wide'],
  [56, 58, [12, 13, 14, 15, 16, 17, 18, 19], 'wide'],
  [6304, 6304, [12, 13, 14, 15, 16, 17, 18, 19], 'wide'],
  [6759, 6763, [12, 13, 14, 15, 16, 17, 18, 19], 'wide'],
  [636, 639, [16, 17, 18, 19], 'wide'],
  [8600, 8600, [16], 'wide'],
  [9792, 9792, [16], 'wide'],
  [9860, 9860, [16], 'wide'],
];

/** How telling the issuer's range is; undefined when no issuer has such numbers. @param digits  12 to 19 of them */
export function issuerOf(digits: string): 'narrow' | 'wide' | undefined {
  let found: 'narrow' | 'wide' | undefined;
  for (const [from, to, lengths, width] of ranges) {
    const start = Number(digits.slice(0, String(from).length));
    if (start < from || start > to || !lengths.includes(digits.length)) continue;
    if (width === 'narrow') return width;
    found = width;
  }
  return found;
}
