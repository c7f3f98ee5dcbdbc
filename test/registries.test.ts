// A registry is an ordered list, one file or folder a member. Whoever adds a file and forgets the line, or the other way round, finds
// out here; so does a rule or check that does not say why it matters and what to do.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { checks } from '../src/core/readiness/registry.ts';
import { categories, weights } from '../src/core/readiness/check.ts';

describe('registry of readiness checks', () => {
  it('equals its folder: one file a check, named by its id', () => {
    assert.deepEqual(checks.map(({ id }) => id).sort(), namesIn('src/core/readiness/checks'));
  });

  it('covers every category', () => {
    const covered = new Set(checks.map(({ category }) => category));
    assert.deepEqual(
      categories.filter((category) => !covered.has(category)),
      [],
    );
  });

  for (const check of checks) {
    it(`${check.id} says what, why, what to do and where it comes from`, () => {
      assert.match(check.id, /^[a-z]+(?:-[a-z0-9]+)+$/);
      assertPlainText(check);
      assert.ok(Object.values(weights).includes(check.weight));
    });
  }
});

/** Names of the files in a folder without their endings; a folder counts by its name. Registries themselves do not count. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/(?:\.lazy)?\.ts$/, ''))
    .filter((name) => name !== 'registry')
    .sort();
}

/** Texts that people read: there, short enough to be read, calm, and with a source one can open. */
function assertPlainText(texts: {
  readonly id: string;
  readonly title: string;
  readonly plain: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
}): void {
  const { id, title, plain, why, fix, source } = texts;
  assert.ok(title.length >= 3 && title.length <= 90, `${id}: title "${title}"`);
  assert.doesNotMatch(title, /\.$/, `${id}: a title is no sentence`);
  for (const [name, text] of Object.entries({ plain, why, fix })) {
    assert.ok(text.length >= 15 && text.length <= 400, `${id}: ${name} has ${String(text.length)} characters`);
    assert.match(text, /[.?]$/, `${id}: ${name} ends as a sentence: ${text}`);
    assert.doesNotMatch(text, /!|\b(?:obviously|simply|just)\b/i, `${id}: ${name} stays calm: ${text}`);
  }
  assert.ok(URL.canParse(source) && source.startsWith('https://'), `${id}: source ${source}`);
}
