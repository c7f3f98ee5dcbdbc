import assert from 'node:assert/strict';
import type { Facts } from '../../../src/core/readiness/facts.ts';
import { answered, NotedFacts } from '../../../src/core/readiness/noted-facts.ts';
import { TextMemory } from '../../../src/core/readiness/text-memory.ts';
import { factsOf } from './workspace.ts';

describe('answers about noted facts', () => {
  const readme = (text: string): Promise<Facts> => factsOf({ files: { 'README.md': text, 'docs/a.md': '# A' } });

  /** Two questions, one of which asks the other, and which of them were worked out since the last time. */
  function asking(noted: NotedFacts): { ask: () => unknown; workedOut: () => readonly string[] } {
    const worked: string[] = [];
    const { facts } = noted;
    const titled = (): boolean =>
      answered(facts, 'titled', () => {
        worked.push('titled');
        const text = facts.texts.get('README.md') ?? '';
        if (text === '') throw new Error('empty');
        return text.startsWith('# ');
      });
    return {
      ask: () =>
        answered(facts, 'in words', () => {
          worked.push('in words');
          try {
            return titled() ? 'has a title' : 'has none';
          } catch {
            return 'cannot tell';
          }
        }),
      workedOut: () => worked.splice(0),
    };
  }

  it('are worked out again only where they read something else', async () => {
    const noted = new NotedFacts(await readme('# Shop'), new TextMemory());
    const { ask, workedOut } = asking(noted);
    assert.deepEqual([ask(), ask(), workedOut()], ['has a title', 'has a title', ['in words', 'titled']]);
    noted.turnTo(await factsOf({ files: { 'README.md': '# Shop', 'docs/a.md': '# B' } }));
    assert.deepEqual([ask(), workedOut()], ['has a title', []]);
  });

  it('end a change where they say the same as before', async () => {
    const noted = new NotedFacts(await readme('# Shop'), new TextMemory());
    const { ask, workedOut } = asking(noted);
    ask();
    workedOut();
    noted.turnTo(await readme('# Other shop'));
    assert.deepEqual([ask(), workedOut()], ['has a title', ['titled']]);
    noted.turnTo(await readme('Shop'));
    assert.deepEqual([ask(), workedOut()], ['has none', ['titled', 'in words']]);
  });

  it('may be asked for after many looks', async () => {
    const noted = new NotedFacts(await readme('# Shop'), new TextMemory());
    const { ask, workedOut } = asking(noted);
    ask();
    workedOut();
    for (const text of ['Shop', '# Shop', 'Other shop']) noted.turnTo(await readme(text));
    assert.equal(ask(), 'has none');
  });

  it('come back from what could not be answered, and end there', async () => {
    const noted = new NotedFacts(await readme('# Shop'), new TextMemory());
    const { ask } = asking(noted);
    const said = [ask()];
    for (const text of ['', 'Shop', '', '# Shop']) {
      noted.turnTo(await readme(text));
      said.push(ask());
    }
    assert.deepEqual(said, ['has a title', 'cannot tell', 'has none', 'cannot tell', 'has a title']);
  });
});
