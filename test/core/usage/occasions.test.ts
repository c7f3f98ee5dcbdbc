import assert from 'node:assert/strict';
import { admit } from '../../../src/core/usage/event.ts';
import { eventOfReadiness, eventsOfCheck, eventsOfTools } from '../../../src/core/usage/occasions.ts';

describe('usage events of what happened', () => {
  it('tells of a check by counts and rule ids', () => {
    const iban = { kind: 'sensitive-data', ruleId: 'sensitive-data/iban', severity: 'warning' } as const;
    const key = { kind: 'sensitive-data', ruleId: 'sensitive-data/stripe-key', severity: 'error' } as const;
    const findings = [
      iban,
      iban,
      key,
      { ...key, suppressed: { by: 'inline', reason: 'a sample' } } as const,
      { ...iban, suppressed: { by: 'waiver', reason: 'W-1' } } as const,
      { kind: 'ai-tool', ruleId: 'ai-tool/unknown', severity: 'info' } as const,
    ];
    const events = eventsOfCheck({ findings, files: 9, skipped: 2, failures: 1 });
    assert.deepEqual(events[0]?.attributes, {
      'handrail.files': 9,
      'handrail.findings.error': 1,
      'handrail.findings.warning': 2,
      'handrail.findings.info': 1,
      'handrail.findings.suppressed': 2,
      'handrail.skipped': 2,
      'handrail.failures': 1,
    });
    assert.deepEqual(
      events.slice(1).map(({ attributes }) => Object.values(attributes).join(' ')),
      [
        'sensitive-data/iban warned 2',
        'sensitive-data/stripe-key warned 1',
        'sensitive-data/stripe-key overridden 1',
        'sensitive-data/iban waived 1',
        'ai-tool/unknown allowed 1',
      ],
    );
    for (const event of events)
      assert.deepEqual(admit(event)?.attributes, event.attributes, 'everything fits the table');
  });

  it('tells which data met which tool that is not cleared for it, and what came of it', () => {
    const hit = { kind: 'data-boundary', ruleId: 'data-boundary/tool-not-cleared', severity: 'error' } as const;
    const client = { ...hit, toolId: 'openai', dataClass: 'confidential' };
    const findings = [
      client,
      client,
      { ...client, toolId: 'cursor' },
      { ...client, dataClass: 'regulated', suppressed: { by: 'waiver', reason: 'W-1' } } as const,
      { ...client, kind: 'ai-tool', ruleId: 'ai-tool/unsanctioned' } as const,
    ];
    const events = eventsOfCheck({ findings, files: 1, skipped: 0, failures: 0 }).filter(
      ({ eventName }) => eventName === 'handrail.data_boundary.hit',
    );
    assert.deepEqual(
      events.map(({ attributes }) => Object.values(attributes).join(' ')),
      ['confidential openai warned 2', 'confidential cursor warned 1', 'regulated openai waived 1'],
    );
    for (const event of events) assert.deepEqual(admit(event)?.attributes, event.attributes);
  });

  it('says of a tool whether it is sanctioned, and nothing where nobody decided', () => {
    const events = eventsOfTools([
      { id: 'openai', status: 'unsanctioned' },
      { id: 'github-copilot', status: 'sanctioned' },
      { id: 'ollama', status: 'unknown' },
    ]);
    assert.deepEqual(
      events.map(({ attributes }) => attributes),
      [
        { 'handrail.tool.id': 'openai', 'handrail.tool.sanctioned': false },
        { 'handrail.tool.id': 'github-copilot', 'handrail.tool.sanctioned': true },
        { 'handrail.tool.id': 'ollama' },
      ],
    );
  });

  it('tells of readiness by level, share and failing checks', () => {
    const event = eventOfReadiness({
      tier: 'production',
      level: 'none',
      ready: false,
      percent: 41.6,
      coverage: null,
      checks: [
        { id: 'sec-no-secrets', state: 'fail' },
        { id: 'own-declared', state: 'pass' },
      ],
    });
    const expected = {
      'handrail.tier': 'production',
      'handrail.level': 'none',
      'handrail.ready': false,
      'handrail.percent': 42,
      'handrail.failed': ['sec-no-secrets'],
    };
    assert.deepEqual(event.attributes, expected);
    assert.deepEqual(admit(event)?.attributes, expected);
  });
});
