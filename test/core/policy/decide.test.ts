// What the policy says of a tool, a rule and a class of data. Source of the rules: product.md §4

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { dataClassFor } from '../../../src/core/policy/data-classes.ts';
import { ruleStanding, toolDecision, youMayUse } from '../../../src/core/policy/decide.ts';
import { exceptionFor, holds } from '../../../src/core/policy/exceptions.ts';
import { verdicts, modes } from '../../../src/core/policy/ladders.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { runs } from '../../support/runs.ts';
import { load, today } from './layers.ts';

const at = { path: 'src/a.ts', today };
const status = (policy: Policy, id: string): string => toolDecision(policy, { id }, at).status;
const organisation = (text: string): Policy => {
  const { policy, rejected } = load({ organisation: text });
  assert.deepEqual(rejected, []);
  return policy;
};

describe('status of a tool', () => {
  it('follows the entry, else the default', () => {
    const policy = organisation(
      'tools:\n  default: ask\n  allow: [{id: github-copilot}]\n  ask: [{id: cursor}]\n  deny: [{id: openai}]\n',
    );
    assert.deepEqual(
      ['github-copilot', 'cursor', 'openai', 'mistral'].map((id) => status(policy, id)),
      ['sanctioned', 'conditional', 'unsanctioned', 'unknown'],
    );
    assert.equal(status(organisation('tools: {default: deny}\n'), 'mistral'), 'unsanctioned');
    assert.equal(status(organisation('tools: {default: allow}\n'), 'mistral'), 'unknown');
  });

  it('puts deny before ask before allow within a layer', () => {
    assert.equal(
      status(organisation('tools:\n  allow: [{id: openai}]\n  deny: [{id: openai}]\n'), 'openai'),
      'unsanctioned',
    );
  });

  it('lets an organisation sanction a tool, and a project take it back', () => {
    const text = 'tools:\n  default: ask\n  allow: [{id: openai}]\n';
    assert.equal(status(organisation(text), 'openai'), 'sanctioned');
    const { policy } = load({ organisation: text, workspace: 'tools:\n  deny: [{id: openai, reason: not here}]\n' });
    const decision = toolDecision(policy, { id: 'openai' }, at);
    assert.deepEqual([decision.status, decision.decidedBy?.file], ['unsanctioned', 'workspace.yaml']);
  });

  it('gives the reason, the tool to use instead, and the line that decides', () => {
    const decision = toolDecision(
      organisation(
        'tools:\n  allow: [{id: azure-openai}]\n  deny:\n    - {id: openai, reason: No contract, instead: azure-openai}\n',
      ),
      { id: 'openai' },
      at,
    );
    assert.match(decision.reason, /No contract/);
    assert.deepEqual([decision.instead, decision.decidedBy?.line], ['azure-openai', 7]);
  });

  it('never gets laxer by a layer below, whatever that says', () => {
    const verdict = fc.constantFrom(...verdicts, undefined);
    const tools = fc.record({ default: verdict, openai: verdict, cursor: verdict });
    const text = ({ default: byDefault, ...entries }: Record<string, string | undefined>): string => {
      const lists = verdicts.map((list) => {
        const ids = Object.keys(entries).filter((id) => entries[id] === list);
        return ids.length === 0 ? '' : `  ${list}: [${ids.map((id) => `{id: ${id}}`).join(', ')}]\n`;
      });
      const body = (byDefault === undefined ? '' : `  default: ${byDefault}\n`) + lists.join('');
      return body === '' ? '' : `tools:\n${body}`;
    };
    const order = ['sanctioned', 'unknown', 'conditional', 'unsanctioned'];
    fc.assert(
      fc.property(tools, tools, (parent, child) => {
        const alone = load({ organisation: text(parent) }).policy;
        const both = load({ organisation: text(parent), workspace: text(child) }).policy;
        for (const id of ['openai', 'cursor', 'mistral']) {
          const [before, after] = [status(alone, id), status(both, id)];
          assert.ok(order.indexOf(after) >= order.indexOf(before), `${id}: ${before} became ${after}`);
          if (text(child) === '') assert.equal(after, before);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('lists what may be used with its reason and data', () => {
    const policy = organisation(
      'tools:\n  allow:\n    - {id: github-copilot, reason: Company contract, dataClasses: [internal]}\n',
    );
    const [offer] = youMayUse(policy, builtinCatalog());
    assert.deepEqual([offer?.tool.id, offer?.dataClasses], ['github-copilot', ['internal']]);
    assert.match(offer?.reason ?? '', /Company contract/);
  });
});

describe('standing of a rule', () => {
  const standing = (text: string, severity: 'critical' | 'high' | 'medium' | 'low' = 'high') =>
    ruleStanding(organisation(text), { id: 'sensitive-data/iban', severity }, at);

  it('shows severities as the mode allows', () => {
    const shown = (mode: string) =>
      (['critical', 'high', 'medium', 'low'] as const).map(
        (severity) => standing(`mode: ${mode}\n`, severity).severity,
      );
    assert.deepEqual(shown('enforce'), ['error', 'error', 'warning', 'info']);
    assert.deepEqual(shown('warn'), ['error', 'error', 'warning', 'info']);
    assert.deepEqual(shown('audit'), ['info', 'info', 'info', 'info']);
    assert.deepEqual(shown('off'), [undefined, undefined, undefined, undefined]);
  });

  it('may be silenced unless the policy says not', () => {
    assert.equal(standing('mode: warn\n').suppressible, true);
    assert.equal(standing('rules: [{id: sensitive-data/iban, waivable: false}]\n').suppressible, false);
  });

  it('never gets laxer by a layer below', () => {
    const mode = fc.constantFrom(...modes, undefined);
    const text = (whole?: string, own?: string): string =>
      (whole === undefined ? '' : `mode: ${whole}\n`) +
      (own === undefined ? '' : `rules: [{id: sensitive-data/iban, mode: ${own}}]\n`);
    const rule = { id: 'sensitive-data/iban', severity: 'high' } as const;
    fc.assert(
      fc.property(mode, mode, mode, mode, (parent, parentRule, child, childRule) => {
        const alone = ruleStanding(load({ organisation: text(parent, parentRule) }).policy, rule, at).mode;
        const layers = { organisation: text(parent, parentRule), workspace: text(child, childRule) };
        const both = ruleStanding(load(layers).policy, rule, at).mode;
        assert.ok(modes.indexOf(both) >= modes.indexOf(alone), `${alone} became ${both}`);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('class of data', () => {
  const policy = organisation(
    'data:\n  classes:\n    - {id: public}\n    - {id: internal, detectors: [sensitive-data/email-list]}\n    - {id: secret, detectors: [payment]}\n',
  );
  it('is the highest that names the rule or a tag of it; credentials have the highest', () => {
    assert.equal(dataClassFor(policy, { id: 'sensitive-data/email-list', tags: ['personal'] }), 'internal');
    assert.equal(dataClassFor(policy, { id: 'sensitive-data/iban', tags: ['personal', 'payment'] }), 'secret');
    assert.equal(dataClassFor(policy, { id: 'sensitive-data/x', tags: ['credential'] }), 'secret');
    assert.equal(dataClassFor(policy, { id: 'sensitive-data/y', tags: [] }), undefined);
  });
});

describe('exceptions', () => {
  it('hold from their first day to their last, both included', () => {
    const term = { starts: '2026-11-01', expires: '2026-11-30' };
    assert.deepEqual(
      ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((day) => holds(term, day)),
      [false, true, true, false],
    );
  });

  it('speak for a product rule with the tools they name', () => {
    const policy = organisation(
      'exceptions:\n  - {id: E1, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: a@b.example, approvedBy: c@b.example, reason: pilot, expires: 2026-12-31}\n',
    );
    const ask = (toolId: string, day: string) =>
      exceptionFor(policy, { ruleId: 'ai-tool/unsanctioned', toolId, path: 'a.ts', at: day })?.id;
    assert.deepEqual(
      [ask('openai', today), ask('mistral', today), ask('openai', '2027-01-01')],
      ['E1', undefined, undefined],
    );
  });
});
