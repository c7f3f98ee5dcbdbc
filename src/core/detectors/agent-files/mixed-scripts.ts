// Words that read as Latin and are not: Cyrillic letters of the same shape among Latin ones, so that a search does not find the word.
// Source: https://www.unicode.org/reports/tr39/ (confusables)

const lookalikes = 'асеорхуіјѕԁһӏԛԝАВСЕНІЈКМОРЅТХУԌ';
const word = /[\p{Script=Latin}\p{Script=Cyrillic}]{2,}/gu;
const cyrillic = /\p{Script=Cyrillic}/gu;
const latin = /[A-Za-z]/;

/** Offsets of such words. Russian endings on Latin names ("JSONа", "PDFки") are how people write, and are left alone. */
export function mixedScriptWords(
  text: string,
): readonly { readonly startOffset: number; readonly endOffset: number }[] {
  if (!/[\u0400-\u052f]/.test(text)) return [];
  return [...text.matchAll(word)].flatMap((hit) => {
    const [value] = hit;
    const foreign = [...value.matchAll(cyrillic)];
    if (foreign.length === 0 || !latin.test(value)) return [];
    const isAllAlike = foreign.every(([letter]) => lookalikes.includes(letter));
    const isBeforeLatin = foreign.some(({ index }) => latin.test(value.slice(index + 1)));
    return isAllAlike && isBeforeLatin ? [{ startOffset: hit.index, endOffset: hit.index + value.length }] : [];
  });
}
