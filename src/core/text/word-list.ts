// Long lists of words, written over several lines.

/** The words of a text, which blanks and line ends part.
 *  @example wordList`
 *    alpha beta
 *    gamma
 *  ` */
export function wordList({ raw }: TemplateStringsArray): readonly string[] {
  return raw.join('').trim().split(/\s+/);
}
