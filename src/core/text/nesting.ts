// How deep brackets go in a text. Asked before a parser that calls itself for each level: running out of stack inside of it can end
// the whole process.

/** Deeper JSON is no file that people or their programs write. */
export const maxJsonDepth = 300;

/** Offset at which brackets outside of double quotes go deeper than so many levels; undefined when they do not. */
export function deeperThan(text: string, levels: number): number | undefined {
  let depth = 0;
  let inText = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (inText) {
      if (character === 92) offset++;
      else if (character === 34 || character === 10) inText = false;
    } else if (character === 34) inText = true;
    else if (character === 91 || character === 123) {
      if (++depth > levels) return offset;
    } else if (character === 93 || character === 125) depth--;
  }
  return undefined;
}
