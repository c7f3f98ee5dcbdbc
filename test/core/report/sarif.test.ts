// SARIF 2.1.0 as code scanning services read it.

import assert from 'node:assert/strict';
import type { Finding, Rule } from '../../../src/core/model/finding.ts';
import type { CheckResult } from '../../../src/core/report/check-result.ts';
import { renderSarif } from '../../../src/core/report/sarif.ts';
import { renderText } from '../../../src/core/report/text.ts';

const rule: Rule = {
  id: 'ai-tool/unsanctioned',
  kind: 'ai-tool',
  title: 'AI tool that is not allowed',
  plain: 'plain',
  why: 'why',
  fix: 'fix',
  severity: 'high',
  tags: [],
  source: 'https://example.com/source',
};
const finding: Finding = {
  ruleId: rule.id,
  kind: rule.kind,
  severity: 'error',
  confidence: 'high',
  path: 'src/a b#.ts',
  region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9, startOffset: 12, endOffset: 18 },
  message: 'OpenAI API is not allowed.',
  preview: '',
  fingerprint: 'f'.repeat(64),
  toolId: 'openai',
  status: 'unsanctioned',
  fixes: [],
};
const result = (findings: readonly Finding[]): CheckResult => ({
  version: '0.1.0',
  tool: 'handrail',
  policy: { name: 'acme', version: '1', serial: 4, hash: 'abc', layers: ['organisation'] },
  summary: {
    files: 3,
    bytes: 10,
    skipped: [
      { path: 'node_modules/', reason: 'ignored' },
      { path: 'x.png', reason: 'binary' },
    ],
  },
  findings,
  failures: [{ detector: 'imports', path: 'b.ts', error: 'TypeError' }],
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
      readonly results: readonly Record<string, unknown>[];
      readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly { readonly level: string }[] }];
    },
  ];
}
const sarif = (findings: readonly Finding[]): Sarif => JSON.parse(renderSarif(result(findings), [rule])) as Sarif;

describe('SARIF', () => {
  it('gives a result its rule, place, fingerprint and tool', () => {
    const [run] = sarif([finding]).runs;
    assert.deepEqual(run.results, [
      {
        ruleId: rule.id,
        ruleIndex: 0,
        level: 'error',
        message: { text: finding.message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/a%20b%23.ts', uriBaseId: 'ROOT' },
              region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9, charOffset: 12, charLength: 6 },
            },
          },
        ],
        partialFingerprints: { 'handrail/v1': finding.fingerprint },
        properties: { confidence: 'high', toolId: 'openai', status: 'unsanctioned' },
      },
    ]);
    assert.equal(run.tool.driver.rules[0]?.['id'], rule.id);
    assert.equal(run.tool.driver.rules[0]['helpUri'], rule.source);
  });

  it('carries suppressed findings with their reason, from the source or from elsewhere', () => {
    const suppressed = (by: 'inline' | 'baseline'): Finding => ({ ...finding, suppressed: { by, reason: 'sample' } });
    const [run] = sarif([suppressed('inline'), suppressed('baseline')]).runs;
    assert.deepEqual(
      run.results.map((each) => each['suppressions']),
      [
        [{ kind: 'inSource', status: 'accepted', justification: 'sample' }],
        [{ kind: 'external', status: 'accepted', justification: 'sample' }],
      ],
    );
  });

  it('says what failed and what was not looked at', () => {
    const [{ invocations }] = sarif([]).runs;
    assert.deepEqual(
      invocations[0].toolExecutionNotifications.map(({ level }) => level),
      ['error', 'note'],
    );
  });
});

describe('text report', () => {
  const text = (findings: readonly Finding[], more: Partial<Parameters<typeof renderText>[1]> = {}): string =>
    renderText(result(findings), { color: false, quiet: false, verbose: false, ...more });

  it('says a message once for several findings in a row', () => {
    assert.equal(text([finding, finding]).split(finding.message).length - 1, 1);
  });

  it('counts what was not looked at and lists it when asked', () => {
    assert.match(text([]), /Nothing found in 3 files\. Policy: acme 1\.\n1 file could not be looked at \(1 binary\)/);
    assert.match(text([], { verbose: true }), / {2}x\.png \(binary\)/);
  });

  it('names a detector that failed, in every mode', () => {
    assert.match(text([], { quiet: true }), /imports could not look at b\.ts/);
  });

  it('colours only when told to', () => {
    assert.ok(!text([finding]).includes('\u001b'));
    assert.ok(text([finding], { color: true }).includes('\u001b[31m'));
  });
});
