// What `check --format sarif` writes holds against the schema of SARIF 2.1.0, whatever is found. Code scanning services refuse the rest.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Sandbox } from '../support/cli-run.ts';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly help?: unknown }[] };
      };
      readonly results: readonly {
        readonly ruleId: string;
        readonly partialFingerprints?: object;
        readonly suppressions?: readonly unknown[];
        readonly properties?: { readonly toolId?: string };
      }[];
    },
  ];
}

describe('SARIF against its schema', () => {
  const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
  // The schema of OASIS, as this package of Microsoft carries it.
  const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  // It is written in draft 4, and uses nothing of it that draft 7 reads differently.
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  delete schema['$schema'];
  delete schema['id'];
  const validate = ajv.compile(schema);
  let sandbox: Sandbox;
  afterEach(() => {
    sandbox.remove();
  });

  const logOf = async (...argv: readonly string[]): Promise<Log> => {
    const { stdout } = await sandbox.run(['check', '--format', 'sarif', ...argv]);
    const log = JSON.parse(stdout) as Log;
    assert.ok(validate(log), ajv.errorsText(validate.errors));
    return log;
  };

  it('holds for findings of every kind, suppressed ones, skipped files and patterns of a policy', async () => {
    const silence = `// ${['handrail', 'ignore'].join('-')} sensitive-data/stripe-secret-live: sample\n`;
    sandbox = new Sandbox({
      'ai-policy.yaml': `apiVersion: handrail/v1
kind: Policy
metadata: {name: acme, version: 1.0.0, owner: it@acme.example}
mode: warn
tools: {default: deny}
data: {detectors: [{id: client, title: Client, pattern: 'C-[0-9]{6}', keywords: [client]}]}
`,
      'src/ü b#.ts': `${silence}const a = '${key}';\nconst b = '${key}';\n// client C-123456\nimport OpenAI from 'openai';\n`,
      'package.json': '{"dependencies": {"openai": "^4.0.0"}}',
      'x.png': Buffer.from([0x89, 0x50, 0, 0, 13]),
    });
    sandbox.commit();
    const [run] = (await logOf()).runs;
    const rules = new Set(run.results.map(({ ruleId }) => ruleId));
    for (const id of ['sensitive-data/stripe-secret-live', 'sensitive-data/client', 'ai-tool/unsanctioned']) {
      assert.ok(rules.has(id), id);
    }
    assert.ok(run.results.every(({ partialFingerprints }) => partialFingerprints !== undefined));
    assert.ok(run.results.some(({ suppressions }) => suppressions?.length === 1));
    assert.ok(run.results.some(({ properties }) => properties?.toolId === 'openai'));
    assert.ok(run.tool.driver.rules.every(({ help }) => help !== undefined));
    await logOf('--history');
    await logOf('--staged');
  });

  it('holds for nothing at all, and a log that is wrong does not', async () => {
    sandbox = new Sandbox({ 'a.ts': 'const a = 1;\n' });
    const log = await logOf();
    assert.deepEqual(log.runs[0].results, []);
    assert.equal(validate({ ...log, version: '3.0.0' }), false);
  });
});
