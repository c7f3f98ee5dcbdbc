// Long expressions, written over several lines: what a line adds or takes away is seen when it is changed.

/** An expression whose line ends and indentation do not count; everything else is as in a literal, but a slash needs no backslash.
 *  A line that has to begin with a blank writes it as `[ ]`. Another expression may be a part of it, without its flags.
 *  @param flags  as in a literal
 *  @throws SyntaxError when it is no expression: at the start of the program, since expressions stand outside of functions
 *  @example expression('i')`
 *    ^(?:
 *      yes|of course
 *    )$
 *  ` */
export function expression(flags = ''): (lines: TemplateStringsArray, ...parts: readonly RegExp[]) => RegExp {
  return ({ raw }, ...parts) => {
    const lines = raw.map((text) => text.replace(/\n[ ]*/g, ''));
    return new RegExp(String.raw({ raw: lines }, ...parts.map(({ source }) => source)), flags);
  };
}
