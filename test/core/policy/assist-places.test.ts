// Help in a policy file that reaches beyond a word: definitions across layers, repairs, folding, and who is affected. `|` marks the cursor.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { allRules } from '../../../src/core/detectors/registry.ts';
import { affectedBy, type AffectedPlace } from '../../../src/core/policy/assist-affected.ts';
import { definitionsAt } from '../../../src/core/policy/assist-definition.ts';
import { fixesOf } from '../../../src/core/policy/assist-fixes.ts';
import { foldsOf } from '../../../src/core/policy/assist-outline.ts';
import { completePolicy, diagnosePolicy, hoverPolicy } from '../../../src/core/policy/assist.ts';
import { runs } from '../../support/runs.ts';
import { load, today } from './layers.ts';

const at = (marked: string): { readonly text: string; readonly offset: number } => ({
  text: marked.replace('|', ''),
  offset: marked.indexOf('|'),
});
const head = 'apiVersion: handrail/v1\nkind: Policy\n';
const parent = `mode: enforce
data: {classes: [{id: public}, {id: secret}]}
tools:
  default: ask
  deny:
    - {id: openai, reason: No contract}
rules:
  - {id: no-personal, match: {account: personal}}
`;

describe('going to a definition', () => {
  const definitions = (marked: string, organisation = parent): readonly string[] => {
    const { text, offset } = at(head + marked);
    const { policy } = load({ organisation });
    return definitionsAt(text, 'mine.yaml', offset, policy).map(({ file, line }) => `${file}:${String(line)}`);
  };
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['an entry of a tool', 'tools:\n  ask: [{id: ope|nai}]\n', ['organisation.yaml:9']],
    ['a mode', 'mode: war|n\n', ['organisation.yaml:4']],
    ['a default', 'tools: {defau|lt: ask}\n', ['organisation.yaml:7']],
    [
      'a class that another layer declares',
      'tools: {allow: [{id: x, dataClasses: [sec|ret]}]}\n',
      ['organisation.yaml:5'],
    ],
    [
      'a class that the text declares too',
      'data:\n  classes:\n    - id: secret\n  default: sec|ret\n',
      ['mine.yaml:5', 'organisation.yaml:5'],
    ],
    ['the rule of an exception', 'exceptions:\n  - {id: E, rule: no-per|sonal}\n', ['organisation.yaml:11']],
    ['the rule of a lock', 'locked: [rules.no-per|sonal]\n', ['organisation.yaml:11']],
    ['what nobody else speaks of', 'agents: {autoApp|rove: deny}\n', []],
    ['the space beside', 'mode: warn\n\n|', []],
    ['a text that does not parse', 'tools:\n  ask: [{id: ope|nai}\nmode: [', ['organisation.yaml:9']],
  ];
  for (const [what, marked, expected] of table) {
    it(`of ${what}`, () => {
      assert.deepEqual(definitions(marked), expected);
    });
  }
});

describe('hover over a value', () => {
  it('says what is in force, who set it, and who tried to change it', () => {
    const { policy, rejected } = load({ organisation: parent, workspace: 'mode: warn\n' });
    const context = { catalog: builtinCatalog(), rules: allRules, now: today, inForce: { policy, rejected } };
    const { text, offset } = at(`${head}mo|de: warn\n`);
    const { markdown = '' } = hoverPolicy(text, offset, context) ?? {};
    assert.match(markdown, /\*\*In force:\*\* `enforce`, set by the organisation policy \(organisation\.yaml:4\)/);
    assert.match(markdown, /Tried to change it, without effect:\n\n- workspace, workspace\.yaml:4/);
  });

  it('says of a tool what every layer says', () => {
    const { policy, rejected } = load({ organisation: parent, workspace: 'tools: {ask: [{id: cursor}]}\n' });
    const context = { catalog: builtinCatalog(), rules: allRules, now: today, inForce: { policy, rejected } };
    const { text, offset } = at(`${head}tools: {ask: [{id: cur|sor}]}\n`);
    const { markdown = '' } = hoverPolicy(text, offset, context) ?? {};
    assert.match(markdown, /In force:\*\* `ask`/);
    assert.match(markdown, /- organisation: `ask` \(organisation\.yaml:7\)\n- workspace: `ask`/);
  });
});

describe('completion of patterns', () => {
  it('offers the folders and kinds of files that there are, the commonest first', () => {
    const paths = ['src/a.ts', 'src/core/b.ts', 'data/customers/c.csv', 'README.md'];
    const { text, offset } = at(`${head}data:\n  exclude: [|]\n`);
    const labels = completePolicy(text, offset, { catalog: builtinCatalog(), rules: allRules, now: today, paths }).map(
      ({ label }) => label,
    );
    assert.equal(labels[0], 'src/**');
    for (const glob of ['data/customers/**', '**/*.ts', '**/.env*']) assert.ok(labels.includes(glob), labels.join(' '));
  });
});

describe('repairs', () => {
  /** A text after the first repair of its first mistake. */
  const repaired = (body: string): string => {
    const text = head + body;
    const context = { catalog: builtinCatalog(), rules: allRules, now: today };
    const [issue] = diagnosePolicy(text, 'ai-policy.yaml', 'organisation', context);
    assert.ok(issue, 'there is a mistake');
    const [fix] = fixesOf(issue, text, today);
    assert.ok(fix, `no repair for ${issue.message}`);
    return (text.slice(0, fix.startOffset) + fix.newText + text.slice(fix.endOffset)).slice(head.length);
  };
  const table: readonly (readonly [string, string, string])[] = [
    ['a mistyped key', 'moode: warn\n', 'mode: warn\n'],
    ['a mistyped value', 'mode: wran\n', 'mode: warn\n'],
    [
      'a mistyped tool',
      'tools: {default: ask, deny: [{id: opnai}]}\n',
      'tools: {default: ask, deny: [{id: openai}]}\n',
    ],
    ['a date without its zeros', 'metadata: {expires: 2027-2-3}\n', 'metadata: {expires: 2027-02-03}\n'],
    ['a date the other way round', 'metadata: {expires: 31.1.2027}\n', 'metadata: {expires: 2027-01-31}\n'],
    [
      'an exception without an end, in braces',
      'exceptions: [{id: E, rule: r, owner: o, reason: x}]\n',
      'exceptions: [{expires: 2027-02-22, id: E, rule: r, owner: o, reason: x}]\n',
    ],
    [
      'one in braces with spaces',
      'exceptions: [{ id: E, rule: r, owner: o, reason: x }]\n',
      'exceptions: [{ expires: 2027-02-22, id: E, rule: r, owner: o, reason: x }]\n',
    ],
    [
      'one in braces over several lines',
      'exceptions:\n  - {\n      id: E, rule: r, owner: o,\n      reason: x\n    }\n',
      'exceptions:\n  - {\n      expires: 2027-02-22,\n      id: E, rule: r, owner: o,\n      reason: x\n    }\n',
    ],
    [
      'an exception without an end, in lines',
      'exceptions:\n  - id: E\n    rule: r\n    owner: o\n    reason: x\n',
      'exceptions:\n  - expires: 2027-02-22\n    id: E\n    rule: r\n    owner: o\n    reason: x\n',
    ],
  ];
  for (const [what, before, after] of table) {
    it(`mends ${what}`, () => {
      assert.equal(repaired(before), after);
    });
  }

  it('fills empty braces with space on both sides', () => {
    const context = { catalog: builtinCatalog(), rules: allRules, now: today };
    for (const text of ['{}', '{ }', '{\n}\n']) {
      const [issue] = diagnosePolicy(text, 'f', 'organisation', context);
      const [fix] = issue === undefined ? [] : fixesOf(issue, text, today);
      assert.ok(fix, text);
      const after = text.slice(0, fix.startOffset) + fix.newText + text.slice(fix.endOffset);
      assert.equal(after.trim(), '{ apiVersion: handrail/v1 }');
    }
  });

  it('proposes nothing where a person has to decide', () => {
    const text = `${head}metadata: {expires: 2027-02-30}\n`;
    const [issue] = diagnosePolicy(text, 'f', 'organisation', {
      catalog: builtinCatalog(),
      rules: allRules,
      now: today,
    });
    assert.ok(issue);
    assert.deepEqual(fixesOf(issue, text, today), []);
  });
});

describe('folding', () => {
  const folds = (text: string): readonly string[] =>
    foldsOf(text).map(({ startLine, endLine, kind }) => `${String(startLine)}-${String(endLine)} ${kind}`);

  it('folds sections, entries and comments, and leaves blank lines outside', () => {
    const text = '# one\n# two\ntools:\n  allow:\n    - id: a\n      reason: b\n    - id: c\n\nmode: warn\n';
    assert.deepEqual(folds(text), ['1-2 comment', '3-7 block', '4-7 block', '5-6 block']);
  });

  it('folds lists in the column of their key, and texts that do not parse', () => {
    assert.deepEqual(folds('rules:\n- id: a\n  mode: warn\n- id: b\nmode: [\n'), ['1-4 block', '2-3 block']);
  });

  it('never folds beyond the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a:', '- ', '  ', '\n', '# x', 'b'), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const lines = text.split('\n').length;
        for (const { startLine, endLine } of foldsOf(text)) assert.ok(startLine < endLine && endLine <= lines);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('who is affected', () => {
  const place = (path: string, line: number): AffectedPlace => ({ path, line });
  const use = {
    tools: new Map([['openai', [place('a.ts', 1), place('a.ts', 2), place('b.ts', 1)]]]),
    servers: new Map([['github', [place('.mcp.json', 3)]]]),
    findings: new Map([
      ['sensitive-data/iban', [place('c.csv', 1)]],
      ['sensitive-data/email-list', [place('c.csv', 2)]],
    ]),
    waived: new Map([['E1', [place('d.ts', 1)]]]),
  };

  it('counts places of tools, servers, rules and exceptions, and says where there are none', () => {
    const text = `tools:
  allow: [{id: cursor}]
  deny: [{id: "open*"}]
mcpServers:
  ask: [{id: github}]
rules:
  - id: sensitive-data/*
exceptions:
  - id: E1
data:
  classes: [{id: openai}]
`;
    assert.deepEqual(
      affectedBy(text, use).map(({ line, title, places }) => `${String(line)} ${title} ${String(places.length)}`),
      [
        '2 Not seen in this workspace 0',
        '3 In use here: 3 places in 2 files 3',
        '5 Configured here once 1',
        '7 Flags 2 places in 1 file here 2',
        '9 Lets 1 finding pass in 1 file here 1',
      ],
    );
  });
});
