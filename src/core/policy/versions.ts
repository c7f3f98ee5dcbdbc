// Whether a version lies in a range such as `>=1.4 <2`. Ranges as package managers declare them count by their lowest version.

/** Compare dotted versions by number; missing parts count as 0, and what follows a `-` or `+` does not count. */
export function compareVersions(one: string, other: string): number {
  const left = partsOf(one);
  const right = partsOf(other);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Whether a declared version meets all conditions of a range (`>=`, `>`, `<=`, `<`, `=`, separated by spaces).
 *  @returns undefined when version or range cannot be read: "cannot be seen from here" */
export function satisfies(declared: string, range: string): boolean | undefined {
  const lowest = /\d+(?:\.\d+){0,3}/.exec(declared)?.[0];
  if (lowest === undefined || /^\s*(?:<|\*)/.test(declared)) return undefined;
  const conditions = range
    .trim()
    .replaceAll(/([<>=])\s+/g, '$1')
    .split(/[\s,]+/);
  let meets = true;
  for (const condition of conditions) {
    const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+(?:\.\d+){0,3})(?:[-+].*)?$/.exec(condition);
    const wanted = match?.[2];
    if (match === null || wanted === undefined) return undefined;
    meets &&= meetsOne(compareVersions(lowest, wanted), match[1] ?? '=', lowest, wanted);
  }
  return meets;
}

function meetsOne(comparison: number, operator: string, version: string, wanted: string): boolean {
  switch (operator) {
    case '>=':
      return comparison >= 0;
    case '>':
      return comparison > 0;
    case '<=':
      return comparison <= 0;
    case '<':
      return comparison < 0;
    case '^':
      return comparison >= 0 && partsOf(version)[0] === partsOf(wanted)[0];
    case '~':
      return (
        comparison >= 0 && partsOf(version)[0] === partsOf(wanted)[0] && partsOf(version)[1] === partsOf(wanted)[1]
      );
    default:
      return comparison === 0;
  }
}

function partsOf(version: string): readonly number[] {
  return (version.split(/[-+]/)[0] ?? '')
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}
