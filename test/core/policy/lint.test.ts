// What `policy lint` points at: each kind of doubt with its exact place, and texts without any.

import assert from 'node:assert/strict';
import { whyRisky } from '../../../src/core/policy/lint-patterns.ts';
import { lintText } from '../../../src/core/policy/lint.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';
import { companyPolicy } from './example.ts';

const context = {
  now: '2026-11-24',
  knownTools: new Set(['github-copilot', 'claude-code', 'openai', 'cursor']),
  knownRules: new Set(['sensitive-data/iban', 'sensitive-data/github-pat', 'ai-tool/unsanctioned', 'mcp/unpinned']),
};
const head = 'apiVersion: handrail/v1\nkind: Policy\n';

/** `code line:column` of each doubt. */
function doubts(body: string, layer: LayerName = 'organisation'): readonly string[] {
  return lintText(head + body, 'ai-policy.yaml', layer, context)
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`);
}

function message(body: string): string {
  return lintText(head + body, 'ai-policy.yaml', 'organisation', context)[0]?.message ?? 'no doubt';
}

describe('linting a policy', () => {
  it('has no doubt about a sound policy', () => {
    assert.deepEqual(doubts('mode: warn\ntools: {default: ask, allow: [{id: openai}]}\n'), []);
  });

  it('names an entry that a stricter one of the same layer decides before', () => {
    const body = 'tools:\n  default: ask\n  allow: [{id: openai}]\n  deny: [{id: "open*"}]\n';
    assert.deepEqual(doubts(body), ['policy/shadowed 5:16']);
    assert.equal(
      message(body),
      'This entry never counts, because "open*" is in deny, which wins. Remove one of the two.',
    );
  });

  it('names an entry that stands there twice, and lets servers differ by address', () => {
    assert.deepEqual(doubts('tools: {default: ask, allow: [{id: openai}, {id: openai}]}\n'), ['policy/shadowed 3:50']);
    const servers =
      'mcpServers: {default: ask, allow: [{id: a, url: https://a.example}, {id: a, url: https://b.example}]}\n';
    assert.deepEqual(doubts(servers), []);
  });

  it('knows tools, rules and classes, and says what was probably meant', () => {
    assert.deepEqual(doubts('tools: {default: ask, allow: [{id: opnai}]}\n'), ['policy/unknown-tool 3:36']);
    assert.match(message('tools: {default: ask, allow: [{id: opnai}]}\n'), /Did you mean "openai"\?/);
    assert.deepEqual(doubts('rules: [{id: sensitive-data/ibam}]\n'), ['policy/unknown-rule 3:14']);
    assert.deepEqual(doubts('rules: [{id: our-own-rule}]\n'), []);
    assert.deepEqual(doubts('data: {classes: [{id: a, detectors: [personl]}], default: b}\n'), [
      'policy/unknown-rule 3:38',
      'policy/unknown-class 3:59',
    ]);
    assert.deepEqual(doubts('locked: [tool.deny, tools.deny, rules.nothing]\n'), [
      'policy/unknown-lock 3:10',
      'policy/unknown-rule 3:33',
    ]);
  });

  it('leaves alone a pattern that denies what nobody knows yet', () => {
    assert.deepEqual(doubts('tools: {default: ask, deny: [{id: "*.free-ai-*"}]}\n'), []);
    assert.deepEqual(doubts('tools: {default: ask, ask: [{id: "free-*"}]}\n'), ['policy/unknown-tool 3:34']);
  });

  it('asks for a default where entries are listed, and not of lower layers', () => {
    assert.deepEqual(doubts('tools: {allow: [{id: openai}]}\n'), ['policy/no-default 3:8']);
    assert.deepEqual(doubts('tools: {allow: [{id: openai}]}\n', 'workspace'), []);
  });

  it('mentions exceptions that are over and those that end within 14 days', () => {
    const exception = (expires: string): string =>
      `exceptions:\n  - {id: E1, rule: sensitive-data/iban, owner: dana, reason: move, expires: ${expires}}\n`;
    assert.deepEqual(doubts(exception('2026-11-23')), ['policy/exception-over 4:77']);
    assert.deepEqual(doubts(exception('2026-11-24')), ['policy/exception-ends-soon 4:77']);
    assert.deepEqual(doubts(exception('2026-12-07')), ['policy/exception-ends-soon 4:77']);
    assert.deepEqual(doubts(exception('2026-12-08')), []);
  });

  it('mentions a policy that is past its date or soon will be', () => {
    assert.deepEqual(doubts('metadata: {expires: 2026-11-23}\n'), ['policy/stale 3:21']);
    assert.deepEqual(doubts('metadata: {expires: 2026-11-30}\n'), ['policy/ends-soon 3:21']);
    assert.deepEqual(doubts('metadata: {expires: 2027-11-30}\n'), []);
  });

  it('wants tools named in exceptions from rules about tools', () => {
    const body = 'exceptions: [{id: E1, rule: ai-tool/unsanctioned, owner: d, reason: r, expires: 2027-06-01}]\n';
    assert.deepEqual(doubts(body), ['policy/needs-tools 3:29']);
  });

  it('mentions patterns that cover everything or may take very long', () => {
    assert.deepEqual(doubts('tools: {default: ask, allow: [{id: "*"}]}\n'), ['policy/broad-pattern 3:36']);
    assert.deepEqual(doubts('data: {detectors: [{id: a, title: A, pattern: "(a+)+b"}]}\n'), [
      'policy/risky-pattern 3:47',
    ]);
  });

  it('names exceptions that never count, and those that are not needed', () => {
    const exception = 'exceptions: [{id: E1, rule: own, owner: d, reason: r, expires: 2027-06-01}]\n';
    const rule = (more: string): string => `rules: [{id: own, match: {tools: [openai]}${more}}]\n`;
    assert.deepEqual(doubts(rule('') + exception), []);
    assert.deepEqual(doubts(rule(', waivable: false') + exception), ['policy/unreachable 4:29']);
    assert.deepEqual(doubts(rule(', mode: off') + exception), ['policy/unused 4:29']);
    assert.deepEqual(doubts(`locked: [rules.own]\n${rule('')}${exception}`), ['policy/unreachable 5:29']);
    const backwards =
      'exceptions: [{id: E1, rule: own, owner: d, reason: r, starts: 2027-07-01, expires: 2027-06-01}]\n';
    assert.deepEqual(doubts(rule('') + backwards), ['policy/unreachable 4:84']);
  });

  it('names rules about nothing, rings that nobody is in, and classes that nothing is counted as', () => {
    assert.deepEqual(doubts('rules: [{id: own, mode: warn}]\n'), ['policy/unreachable 3:14']);
    assert.deepEqual(doubts('extends: [builtin:regulated@1]\nrules: [{id: data-boundary, mode: warn}]\n'), []);
    const rings = 'rollout: {rings: [{id: all, maxMode: warn}, {id: pilot, match: {groups: [g]}, maxMode: enforce}]}\n';
    assert.deepEqual(doubts(rings), ['policy/unreachable 3:50']);
    assert.deepEqual(doubts('data: {classes: [{id: a}, {id: b}, {id: c}], default: a}\n'), ['policy/unused 3:32']);
    assert.deepEqual(doubts('data: {classes: [{id: a}, {id: b}, {id: c}], default: b}\n'), []);
  });

  it('names detectors that are off or look twice, and what two classes name', () => {
    const detectors = (more: string): string => `data: {detectors: [{id: order, title: A, pattern: ACME-1}${more}]}\n`;
    const off = (...ids: readonly string[]): string =>
      `rules: [${ids.map((id) => `{id: ${id}, mode: off}`).join(', ')}, {id: sensitive-data/order, severity: high}]\n`;
    assert.deepEqual(doubts(detectors(', {id: b, title: B, pattern: ACME-2}')), []);
    assert.deepEqual(doubts(detectors('') + off('sensitive-data/or*')), ['policy/unused 3:25']);
    assert.deepEqual(doubts(`${detectors('')}rules: [{id: sensitive-data/order, mode: off}]\n`), [
      'policy/unused 3:25',
    ]);
    assert.deepEqual(
      doubts(`${detectors('')}rules: [{id: sensitive-data/*, mode: off}, {id: sensitive-data/order, mode: warn}]\n`),
      [],
    );
    assert.deepEqual(doubts(detectors(', {id: b, title: B, pattern: ACME-1}')), ['policy/unused 3:87']);
    assert.deepEqual(doubts(detectors(', {id: b, title: B, pattern: ACME-1, keywords: [x]}')), []);
    const classes = (more: string): string =>
      `data: {classes: [{id: a}, {id: b, detectors: [${more}]}, {id: c, detectors: [${more}]}]}\n`;
    assert.deepEqual(doubts(classes('health')), ['policy/unused 3:47']);
    assert.deepEqual(doubts(classes('credential')), [], 'they always count as the highest');
  });

  it('names locks that refuse nothing', () => {
    assert.deepEqual(doubts('locked: [rules, tools.deny, mcpServers, data, agents.autoApprove]\n'), []);
    assert.deepEqual(doubts('locked: [tools, tools.deny]\n'), ['policy/unused 3:17']);
    assert.deepEqual(doubts('locked: [rules.sensitive-data/iban, rules.sensitive-data/*]\n'), ['policy/unused 3:10']);
    assert.deepEqual(doubts('locked: [rules.sensitive-data/iban, rules]\n'), ['policy/unused 3:10']);
    assert.deepEqual(doubts('locked: [tools.deny, tools.deny]\n'), ['policy/unused 3:22']);
    assert.deepEqual(doubts('locked: [production, metadata.owner]\n'), ['policy/unused 3:10', 'policy/unused 3:22']);
  });

  it('lists once what this version does not act on yet, as notes', () => {
    const notes = lintText(companyPolicy, 'ai-policy.yaml', 'organisation', context).filter(
      ({ severity }) => severity === 'info',
    );
    assert.ok(notes.length > 3);
    assert.ok(notes.every(({ code }) => code === 'policy/not-yet-enforced'));
    assert.ok(notes.some(({ message: said }) => said.startsWith('"direction.vision" ')));
    const places = notes.map(({ line, column }) => `${String(line)}:${String(column)}`);
    assert.equal(new Set(places).size, places.length);
  });

  it('answers with the errors of a text that does not load', () => {
    const issues = lintText(`${head}mode: wran\n`, 'ai-policy.yaml', 'organisation', context);
    assert.deepEqual(
      issues.map(({ code, severity, line, column }) => [code, severity, line, column]),
      [['policy/wrong-value', 'error', 3, 7]],
    );
  });
});

describe('risky expressions', () => {
  for (const pattern of [
    '(a+)+',
    '(?:x*y*)*',
    '((a|b)+c?)+',
    '(?=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(',
    '([a-z]+){2,}',
  ]) {
    it(`refuses ${pattern}`, () => {
      assert.notEqual(whyRisky(pattern), undefined);
    });
  }
  for (const pattern of ['[a-z]+', 'ACME-\\d{6}', '(?:a|b)+c', '(a+)?b', '[(+*]+', '\\(a+\\)+', '(?<year>\\d{4})']) {
    it(`lets ${pattern} pass`, () => {
      assert.equal(whyRisky(pattern), undefined);
    });
  }
});
