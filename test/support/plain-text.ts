// What every text has to be that people read on a rule or a check. Used by the tests of the registries.

import assert from 'node:assert/strict';

/** Texts that people read: there, short enough to be read, calm, and with a source one can open. */
export function assertPlainText(texts: {
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
