// Typing a policy: what is offered where, also while the text does not parse, and what a word means. `|` marks the cursor.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { allRules } from '../../../src/core/detectors/registry.ts';
import { completePolicy, diagnosePolicy, hoverPolicy } from '../../../src/core/policy/assist.ts';
import { runs } from '../../support/runs.ts';

const context = { catalog: builtinCatalog(), rules: allRules, now: '2026-11-24' };
const at = (marked: string): { readonly text: string; readonly offset: number } => {
  const offset = marked.indexOf('|');
  return { text: marked.replace('|', ''), offset };
};
const complete = (marked: string) => {
  const { text, offset } = at(marked);
  return completePolicy(text, offset, context);
};
const labels = (marked: string): readonly string[] => complete(marked).map(({ label }) => label);
const hover = (marked: string): string | undefined => {
  const { text, offset } = at(marked);
  return hoverPolicy(text, offset, context)?.markdown;
};

describe('completion in a policy', () => {
  const offered: readonly (readonly [string, string, readonly string[]])[] = [
    ['keys at the top', 'kind: Policy\n|', ['mode', 'tools', 'metadata', 'rules']],
    ['a key that is begun', 'to|', ['tools']],
    ['keys of a section', 'tools:\n  |', ['default', 'allow', 'deny']],
    ['keys of a list entry', 'tools:\n  allow:\n    - id: github-copilot\n      |', ['reason', 'dataClasses']],
    ['keys of an entry that begins', 'tools:\n  allow:\n    - |', ['id', 'reason']],
    ['keys of an entry in the column of its list', 'tools:\n  allow:\n  - |', ['id', 'reason']],
    ['keys in braces', 'tools:\n  deny:\n    - {id: openai, in|', ['instead']],
    ['choices', 'mode: |', ['off', 'audit', 'warn', 'enforce']],
    ['choices below', 'tools:\n  default: a|', ['allow', 'ask', 'deny']],
    ['tools', 'tools:\n  deny:\n    - id: open|', ['openai', 'github-copilot']],
    ['tools in braces', 'tools:\n  deny:\n    - {id: openai, instead: |', ['azure-openai']],
    ['rules as keys', 'rules:\n  |', ['ai-tool/unsanctioned', 'sensitive-data/iban']],
    [
      'tags of rules',
      'data:\n  classes:\n    - id: secret\n      detectors: [cred|',
      ['credential', 'sensitive-data/iban'],
    ],
  ];
  for (const [what, marked, expected] of offered) {
    it(`offers ${what}: ${JSON.stringify(marked)}`, () => {
      const found = labels(marked);
      assert.deepEqual(
        expected.filter((label) => !found.includes(label)),
        [],
        found.join(', '),
      );
    });
  }

  it('offers the classes that the text declares', () => {
    const text =
      'data:\n  classes:\n    - {id: public}\n    - {id: secret}\ntools:\n  allow:\n    - {id: x, dataClasses: [|]}\n';
    assert.deepEqual(labels(text), ['public', 'secret']);
  });

  it('replaces the word that is begun, and goes on after a key', () => {
    const [first] = complete('mode: warn\nmeta|').filter(({ label }) => label === 'metadata');
    assert.deepEqual([first?.insertText, first?.startOffset, first?.endOffset], ['metadata:', 11, 15]);
    assert.equal(complete('mo|').find(({ label }) => label === 'mode')?.insertText, 'mode: ');
  });

  it('offers nothing in a comment, or where any text fits', () => {
    assert.deepEqual(labels('# mo|'), []);
    assert.deepEqual(labels('metadata:\n  name: |'), []);
  });

  it('never throws, and replaces only what is before the cursor', () => {
    const piece = fc.constantFrom(
      'tools:',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      'id',
      ': ',
      ', ',
      '"',
      '#',
      'mode',
      'ü',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const offset = seed % (text.length + 1);
        for (const { startOffset, endOffset } of completePolicy(text, offset, context)) {
          assert.ok(startOffset >= 0 && startOffset <= endOffset && endOffset === offset);
        }
        hoverPolicy(text, offset, context);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('hover in a policy', () => {
  it('says what a key means and what it may be', () => {
    assert.match(hover('apiVersion: handrail/v1\nmo|de: warn\n') ?? '', /^\*\*mode\*\*[\s\S]*`enforce`/);
  });

  it('says which tool an id is', () => {
    assert.match(hover('tools:\n  deny:\n    - id: ope|nai\n') ?? '', /OpenAI/);
  });

  it('says nothing beside the text', () => {
    assert.equal(hover('\n\n|'), undefined);
  });
});

describe('diagnosis of a policy', () => {
  it('gives the mistakes with their places', () => {
    const [first] = diagnosePolicy(
      'apiVersion: handrail/v1\nkind: Policy\nmoode: warn\n',
      'ai-policy.yaml',
      'organisation',
      context,
    );
    assert.deepEqual([first?.severity, first?.line, first?.column, first?.suggestion], ['error', 3, 1, 'mode']);
  });
});
