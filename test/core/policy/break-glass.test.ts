// The hour of a broken glass, to the millisecond: who may have it, what it opens, and that nothing keeps it longer.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { breakGlassIssues, brokenGlass, nextTurnOf } from '../../../src/core/policy/break-glass.ts';
import { endOf, exceptionFor, holds, isOver } from '../../../src/core/policy/exceptions.ts';
import { packPolicy, unpackPolicy } from '../../../src/core/policy/merged-cache.ts';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import { runs } from '../../support/runs.ts';
import { load } from './layers.ts';

const begin = '2026-11-24T09:00:00Z';
const glass = (more = '', breakGlass = begin): string =>
  `exceptions: [{id: BG-1, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: dana@acme.example, reason: outage, expires: 2026-11-24, breakGlass: '${breakGlass}'${more}}]\n`;

describe('a broken glass', () => {
  const policyWith = (sections: Partial<Record<LayerName, string>>): Policy => {
    const { policy, rejected } = load(sections);
    assert.deepEqual(rejected, []);
    return policy;
  };
  const opens = (policy: Policy, at: string): boolean =>
    exceptionFor(policy, { ruleId: 'ai-tool/unsanctioned', toolId: 'openai', path: 'a.ts', at }) !== undefined;

  it('opens for one hour, and neither before nor after it', () => {
    const policy = policyWith({ organisation: glass() });
    assert.deepEqual(
      ['08:59:59.999', '09:00:00.000', '09:59:59.999', '10:00:00.000'].map((time) =>
        opens(policy, `2026-11-24T${time}Z`),
      ),
      [false, true, true, false],
    );
  });

  it('is written in any time zone, and told in UTC', () => {
    const policy = policyWith({ organisation: glass('', '2026-11-24T10:30:00+01:30') });
    assert.ok(opens(policy, '2026-11-24T09:30:00Z'));
    assert.match(brokenGlass(policy, '2026-11-24T09:30:00Z')[0]?.message ?? '', /open until 2026-11-24 10:00 UTC/);
  });

  it('never opens by a day alone: a day is in no hour', () => {
    const policy = policyWith({ organisation: glass('', '2026-11-24T00:00:00Z') });
    assert.equal(opens(policy, '2026-11-24'), false);
  });

  it('ends with its last day, if that comes first', () => {
    const policy = policyWith({ organisation: glass('', '2026-11-24T23:30:00Z') });
    assert.deepEqual(
      ['2026-11-24T23:59:59Z', '2026-11-25T00:00:00Z'].map((at) => opens(policy, at)),
      [true, false],
    );
  });

  it('is not kept open by the cache of merged policies', () => {
    const policy = unpackPolicy(packPolicy(policyWith({ organisation: glass() })));
    assert.deepEqual(
      ['2026-11-24T09:30:00Z', '2026-11-24T10:00:00Z'].map((at) => [
        opens(policy, at),
        breakGlassIssues(policy, at).map(({ code, severity, line, column }) => [code, severity, line, column]),
      ]),
      [
        [true, [['policy/break-glass', 'warning', 4, 154]]],
        [false, [['policy/exception-over', 'warning', 4, 154]]],
      ],
    );
  });

  it('says when to look again', () => {
    const policy = policyWith({ organisation: glass() });
    assert.deepEqual(
      ['2026-11-24T08:00:00Z', '2026-11-24T09:30:00Z', '2026-11-24T10:00:00Z'].map((now) => nextTurnOf(policy, now)),
      ['2026-11-24T09:00:00.000Z', '2026-11-24T10:00:00.000Z', undefined],
    );
  });

  it('needs the approval that every exception needs, unless the owner of the rule lets it go without', () => {
    const rule = (more: string): string =>
      `mode: enforce\nrules: [{id: ai-tool/unsanctioned, waivable: {approvers: [security]${more}}}]\n`;
    const codes = (organisation: string, workspace: string): readonly string[] =>
      load({ organisation, workspace }).rejected.flatMap(({ issues }) => issues.map(({ code }) => code));
    assert.deepEqual(codes(rule(''), glass()), ['policy/not-waivable']);
    assert.deepEqual(codes(rule(''), glass(', approvedBy: security')), []);
    assert.deepEqual(codes(rule(', breakGlass: true'), glass()), []);
    assert.deepEqual(codes(rule(', breakGlass: true, maxDays: 1'), glass()), []);
    const days = glass().replace(/, breakGlass: '[^']*'/, '');
    assert.deepEqual(codes(rule(', breakGlass: true'), days), ['policy/not-waivable']);
  });

  it('does not break what is locked or can never be waived', () => {
    const codes = (organisation: string): readonly string[] =>
      load({ organisation, workspace: glass() }).rejected.flatMap(({ issues }) => issues.map(({ code }) => code));
    assert.deepEqual(codes('locked: [rules.ai-tool/unsanctioned]\n'), ['policy/locked']);
    assert.deepEqual(codes('rules: [{id: ai-tool/unsanctioned, waivable: false}]\n'), ['policy/not-waivable']);
  });

  it('cannot be let in by a layer below the one that asks for approval', () => {
    const rule = (more: string): string =>
      `rules: [{id: ai-tool/unsanctioned, waivable: {approvers: [security]${more}}}]\n`;
    const { rejected } = load({ organisation: rule(''), team: rule(', breakGlass: true') });
    assert.deepEqual(
      rejected.map(({ layer, issues }) => [layer, issues[0]?.code]),
      [['team', 'policy/loosening']],
    );
  });

  it('concerns those for whom it is made', () => {
    const text = glass().replace('tools: [openai]', 'tools: [openai], groups: [on-call]');
    const told = (groups: readonly string[]): number =>
      brokenGlass(load({ organisation: text }, { groups }).policy, '2026-11-24T09:30:00Z').length;
    assert.deepEqual([told([]), told(['on-call'])], [0, 1]);
  });

  it('refuses a moment without a time zone, with its line', () => {
    const [rejected] = load({ organisation: glass('', '2026-11-24T09:00:00') }).rejected;
    assert.deepEqual(
      rejected?.issues.map(({ code, line, message }) => [code, line, message]),
      [
        [
          'policy/bad-date',
          4,
          '"exceptions[0].breakGlass" must be a moment with its distance from UTC, such as 2026-11-24T09:15:00Z.',
        ],
      ],
    );
  });

  it('holds for at most an hour, in its days, and is over for good afterwards', () => {
    const ms = fc.integer({ min: Date.parse('2026-11-20T00:00:00Z'), max: Date.parse('2026-11-30T00:00:00Z') });
    const iso = (each: number): string => new Date(each).toISOString();
    fc.assert(
      fc.property(ms, ms, ms, fc.nat({ max: 5 * 3_600_000 }), (start, last, at, laterMs) => {
        const term = { breakGlass: iso(start), expires: iso(last).slice(0, 10) };
        const isOpen = holds(term, iso(at));
        if (isOpen) {
          assert.ok(at >= start && at - start < 3_600_000 && iso(at).slice(0, 10) <= term.expires);
          assert.ok(at < endOf(term));
        }
        assert.ok(!(isOpen && isOver(term, iso(at))));
        if (isOver(term, iso(at))) assert.ok(!holds(term, iso(at + laterMs)));
      }),
      { numRuns: runs(500) },
    );
  });
});
