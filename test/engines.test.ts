// Every package that is installed must run on the oldest Node that Handrail supports; the lock file says what each asks for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const oldestNode = [20, 19, 0] as const;
type Version = readonly [number, number, number];

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
}

describe('engines', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  const asked = Object.entries(lock.packages).filter(([, entry]) => entry.engines?.node !== undefined);

  it(`every dependency runs on Node ${oldestNode.join('.')}`, () => {
    assert.ok(asked.length > 100, 'the lock file names what its packages ask for');
    const refused = asked.filter(([, entry]) => !accepts(entry.engines?.node ?? '*', oldestNode));
    assert.deepEqual(
      refused.map(([path, entry]) => `${path} asks for ${String(entry.engines?.node)}`),
      [],
    );
  });

  it('the product asks for that Node and no newer one', () => {
    const range = lock.packages['']?.engines?.node ?? '';
    assert.ok(accepts(range, oldestNode));
    assert.ok(!accepts(range, [20, 18, 9]));
  });

  // Source: https://github.com/npm/node-semver#ranges
  for (const [range, verdict] of [
    ['>=20.19', true],
    ['>= 20.20', false],
    ['^20.19.0 || >=22.12.0', true],
    ['^22.13.0 || >=24', false],
    ['18 || 20 || >=22', true],
    ['18 || 22', false],
    ['20.x', true],
    ['>=16 || 14 >=14.17', true],
    ['>=0.6.11 <=0.7.0 || >=0.7.3', true],
    ['>=18 <20', false],
    ['~20.19.0', true],
    ['~20.18.1', false],
    ['20.19.0', true],
    ['*', true],
    ['16 - 20', true],
    ['16 - 18', false],
  ] as const) {
    it(`reads "${range}"`, () => {
      assert.equal(accepts(range, oldestNode), verdict);
    });
  }
});

/** Whether a semver range takes a version. Knows what the lock file uses; anything else is an error, never a yes. */
function accepts(range: string, version: Version): boolean {
  return range.split('||').some((alternative) => {
    const comparators = alternative
      .trim()
      .replace(/([<>=^~]+)\s+/g, '$1')
      .replace(/^(\S+)\s+-\s+(\S+)$/, '>=$1 <=$2')
      .split(/\s+/);
    return comparators.every((comparator) => satisfies(comparator, version));
  });
}

function satisfies(comparator: string, version: Version): boolean {
  if (comparator === '' || comparator === '*') return true;
  const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/.exec(comparator);
  assert.ok(match, `cannot read the range ${comparator}`);
  const [, operator = '', major, minor = 'x', patch = 'x'] = match;
  const parts = [major, minor, patch].map((part) => (/^\d+$/.test(part ?? '') ? Number(part) : undefined));
  const low: Version = [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
  /** The first version that is no longer meant when this many parts are held. */
  const after = (held: number): Version =>
    held <= 1 ? [low[0] + 1, 0, 0] : held === 2 ? [low[0], low[1] + 1, 0] : [low[0], low[1], low[2] + 1];
  const given = parts.filter((part) => part !== undefined).length;
  const within = (end: Version): boolean => compare(version, low) >= 0 && compare(version, end) < 0;
  switch (operator) {
    case '>=':
      return compare(version, low) >= 0;
    case '>':
      return compare(version, after(given)) >= 0;
    case '<':
      return compare(version, low) < 0;
    case '<=':
      return compare(version, after(given)) < 0;
    case '^':
      return within(low[0] > 0 ? after(1) : after(2));
    case '~':
      return within(after(Math.min(given, 2)));
    default:
      return within(after(given));
  }
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
