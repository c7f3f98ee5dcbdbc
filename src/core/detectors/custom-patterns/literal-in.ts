// A literal that every match of an expression holds: what to look for where a policy names no keywords.

const shortestLiteral = 3;

/** The longest run of literal characters that stands outside of groups, classes and repetitions.
 *  @returns undefined when there is none of three characters, or the expression has alternatives at its top
 *  Source: https://github.com/google/re2/wiki/Syntax */
export function literalIn(pattern: string): string | undefined {
  let longest = '';
  let run = '';
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '|') return undefined;
    if (character === '(' || character === '[') {
      end();
      index = endOfBracket(pattern, index);
      continue;
    }
    const literal = literalAt(pattern, index);
    if (literal !== undefined) {
      if (character === '\\') index += 1;
      run += literal;
      continue;
    }
    if (/[*?{]/.test(character)) {
      // What stands before may be missing.
      run = run.slice(0, -1);
      end();
      if (character === '{') index = Math.max(index, pattern.indexOf('}', index));
    } else {
      end();
      if (character === '\\') index += /^\\[pP]\{/.test(pattern.slice(index)) ? pattern.indexOf('}', index) - index : 1;
    }
  }
  end();
  return longest.length >= shortestLiteral ? longest : undefined;
}

function literalAt(pattern: string, index: number): string | undefined {
  const character = pattern.charAt(index);
  if (character === '\\') {
    const escaped = pattern.charAt(index + 1);
    return /[^A-Za-z0-9]/.test(escaped) ? escaped : undefined;
  }
  return /[.*+?^${}()|[\]]/.test(character) ? undefined : character;
}

/** Index of the bracket that closes the one at `from`; the end of the pattern when none does. */
function endOfBracket(pattern: string, from: number): number {
  let depth = 0;
  let isInClass = false;
  for (let index = from; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === '\\') index += 1;
    else if (isInClass) isInClass = character !== ']';
    else if (character === '[') isInClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (!isInClass && depth === 0) return index;
  }
  return pattern.length;
}
