// Data that meets a tool which is not cleared for it, as `handrail check` says it: at the place of use, with the reason and the way out.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from '../support/cli-run.ts';

interface Row {
  readonly ruleId: string;
  readonly kind: string;
  readonly severity: string;
  readonly path: string;
  readonly startLine: number;
  readonly message: string;
  readonly toolId?: string;
  readonly dataClass?: string;
  readonly suppressed?: { readonly by: string; readonly reason: string };
}

const head = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.0}\n';
const tools = `tools:
  default: ask
  allow:
    - {id: openai, dataClasses: [public, internal], reason: Contract}
    - {id: azure-openai, dataClasses: [public, internal, confidential, regulated], reason: EU tenant}
`;
const classes = `data:
  classes:
    - {id: public}
    - {id: internal}
    - {id: confidential, detectors: [credential, personal]}
    - {id: regulated, detectors: [sensitive-data/iban]}
  default: internal
`;
const ownRule = `rules:
  - id: data-boundary
    severity: critical
    mode: enforce
    match: {dataClasses: [confidential, regulated], tools: ['*'], except: {toolClearedForClass: true}}
    message: '{class} data must not go to {tool}. Use {instead}.'
    remediation: https://intranet.acme.example/ai/data
`;
const app = "import OpenAI from 'openai';\nexport const client = new OpenAI();\n";
const iban = ['DE02', '1203', '0000', '0000', '2020', '51'].join(' ');

describe('data boundary', () => {
  let sandbox: Sandbox | undefined;
  afterEach(() => {
    sandbox?.remove();
  });
  const check = async (files: Readonly<Record<string, string>>, remote?: string): Promise<readonly Row[]> => {
    sandbox?.remove();
    sandbox = new Sandbox(files);
    if (remote !== undefined) {
      sandbox.commit();
      execFileSync('git', ['-C', sandbox.root, 'remote', 'add', 'origin', remote]);
    }
    const { stdout, stderr } = await sandbox.run(['check', '--format', 'json', '--fail-on', 'none', '--jobs', '1']);
    assert.ok(stdout !== '', stderr);
    return (JSON.parse(stdout) as { findings: readonly Row[] }).findings.filter(({ kind }) => kind === 'data-boundary');
  };
  const declared = (ids: string): Readonly<Record<string, string>> => ({
    '.handrail/project.yaml': `name: App\nowner: dana@acme.example\ndataClasses: [${ids}]\n`,
  });

  it('is quiet while the data is of a class that the tool is cleared for', async () => {
    assert.deepEqual(await check({ 'ai-policy.yaml': head + tools + classes, 'app.ts': app }), []);
    const uncleared = { 'ai-policy.yaml': head + tools + classes, 'app.ts': app, ...declared('internal') };
    assert.deepEqual(await check(uncleared), []);
  });

  it('is quiet under a policy without classes, and for a tool that keeps what it is given', async () => {
    assert.deepEqual(await check({ 'ai-policy.yaml': head + tools, 'app.ts': app, ...declared('regulated') }), []);
    const local = "import ollama from 'ollama';\nollama.chat({});\n";
    const files = { 'ai-policy.yaml': head + tools + classes + ownRule, 'app.ts': local, ...declared('regulated') };
    assert.deepEqual(await check(files), []);
  });

  it('speaks at the place of use when the project declares a class beyond the clearance', async () => {
    const files = { 'ai-policy.yaml': head + tools + classes, 'src/app.ts': app, ...declared('confidential') };
    const [found, ...more] = await check(files);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [found?.ruleId, found?.path, found?.startLine, found?.toolId, found?.dataClass, found?.severity],
      ['data-boundary/tool-not-cleared', 'src/app.ts', 1, 'openai', 'confidential', 'error'],
    );
    assert.equal(
      found?.message,
      'Confidential data must not go to OpenAI API. OpenAI API is cleared for public, internal data. This project declares that it works with confidential data. Use Azure OpenAI / AI Foundry: it is cleared for confidential data.',
    );
  });

  it('knows the class of a project in a monorepo, of a path, of a repository, and of what a file holds', async () => {
    const monorepo = {
      'ai-policy.yaml': head + tools + classes,
      '.handrail/project.yaml': 'owner: a@b.example\nprojects:\n  - {path: crm, dataClasses: [regulated]}\n',
      'crm/app.ts': app,
      'shop/app.ts': app,
    };
    const paths = async (files: Readonly<Record<string, string>>, remote?: string): Promise<readonly string[]> =>
      (await check(files, remote)).map(({ path, dataClass }) => `${path} ${String(dataClass)}`);
    assert.deepEqual(await paths(monorepo), ['crm/app.ts regulated']);
    const byPath = `${classes}  paths: [{match: 'customers/**', class: confidential}]\n`;
    const files = { 'ai-policy.yaml': head + tools + byPath, 'customers/a.ts': app, 'b.ts': app };
    assert.deepEqual(await paths(files), ['customers/a.ts confidential']);
    const byRepository = `${classes}  repositories: [{match: 'github.com/acme/billing-*', class: regulated}]\n`;
    const billing = { 'ai-policy.yaml': head + tools + byRepository, 'app.ts': app };
    assert.deepEqual(await paths(billing, 'git@github.com:acme/billing-core.git'), ['app.ts regulated']);
    assert.deepEqual(await paths(billing, 'https://github.com/acme/shop.git'), []);
    const holding = { 'ai-policy.yaml': head + tools + classes, 'app.ts': `${app}const account = '${iban}';\n` };
    assert.deepEqual(await paths(holding), ['app.ts regulated']);
  });

  it('takes what a comment silenced for no data', async () => {
    const ignore = ['handrail', 'ignore'].join('-');
    const line = `// ${ignore} sensitive-data/iban: the bank's own example\nconst account = '${iban}';\n`;
    assert.deepEqual(await check({ 'ai-policy.yaml': head + tools + classes, 'app.ts': app + line }), []);
  });

  it('follows the rule of the policy: its words, its mode, and tools that nobody lists', async () => {
    const files = {
      'ai-policy.yaml': head + tools + classes + ownRule,
      'app.ts': `${app}import { Mistral } from '@mistralai/mistralai';\n`,
      ...declared('regulated'),
    };
    const found = await check(files);
    assert.deepEqual(
      found.map(({ toolId, severity }) => [toolId, severity]),
      [
        ['openai', 'error'],
        ['mistral', 'error'],
      ],
    );
    assert.equal(
      found[0]?.message,
      'Regulated data must not go to OpenAI API. Use Azure OpenAI / AI Foundry. This project declares that it works with regulated data. More: https://intranet.acme.example/ai/data',
    );
    const audit = { ...files, 'ai-policy.yaml': head + tools + classes + ownRule.replace('enforce', 'audit') };
    assert.deepEqual(
      (await check(audit)).map(({ severity }) => severity),
      ['info', 'info'],
    );
  });

  it('leaves out the sentence about a tool to use when there is none', async () => {
    const alone = tools.replace(/ {4}- \{id: azure.*\n/, '');
    const files = { 'ai-policy.yaml': head + alone + classes + ownRule, 'app.ts': app, ...declared('regulated') };
    const [found] = await check(files);
    assert.match(found?.message ?? '', /^Regulated data must not go to OpenAI API\. This project declares/);
    assert.match(found?.message ?? '', /ask the owner of the policy which tool is cleared/);
  });

  it('can be excepted by the name of either rule, unless the policy says no', async () => {
    const exception = (rule: string): string =>
      `exceptions:\n  - {id: E1, rule: ${rule}, match: {tools: [openai]}, owner: a@b.example, reason: pilot, expires: 2026-12-31}\n`;
    const files = (more: string): Readonly<Record<string, string>> => ({
      'ai-policy.yaml': head + tools + classes + more,
      'app.ts': app,
      ...declared('regulated'),
    });
    for (const rule of ['data-boundary', 'data-boundary/tool-not-cleared']) {
      const [found] = await check(files(ownRule + exception(rule)));
      assert.deepEqual(found?.suppressed, { by: 'waiver', reason: 'E1: pilot' }, rule);
    }
    const firm = `${ownRule}    waivable: false\n`;
    const [held] = await check(files(firm + exception('data-boundary/tool-not-cleared')));
    assert.equal(held?.suppressed, undefined);
    const [locked] = await check(files(`locked: [data]\n${ownRule}${exception('data-boundary/tool-not-cleared')}`));
    assert.equal(locked?.suppressed, undefined);
  });

  it('is raised by a lower layer and never lowered', async () => {
    const company = `${head}${tools}${classes}  paths: [{match: 'customers/**', class: confidential}]\n`;
    const raise = `${head}data: {paths: [{match: '**', class: regulated}]}\n`;
    const found = await check({ 'ai-policy.yaml': company, '.handrail/policy.yaml': raise, 'app.ts': app });
    assert.deepEqual(
      found.map(({ dataClass }) => dataClass),
      ['regulated'],
    );
    const lower = `${head}data: {paths: [{match: 'customers/**', class: public}]}\n`;
    const files = { 'ai-policy.yaml': company, '.handrail/policy.yaml': lower, 'customers/a.ts': app };
    sandbox?.remove();
    sandbox = new Sandbox(files);
    const { code, stderr } = await sandbox.run(['check']);
    assert.equal(code, 2);
    assert.match(stderr, /\.handrail\/policy\.yaml:4:\d+: .*ai-policy\.yaml:\d+/s);
  });

  it('is a line in the log of the user: class, tool and outcome, nothing of the data', async () => {
    sandbox?.remove();
    sandbox = new Sandbox({ 'ai-policy.yaml': head + tools + classes, 'app.ts': `${app}const account = '${iban}';\n` });
    await sandbox.run(['check', '--jobs', '1'], { env: { CI: '' } });
    const { home } = sandbox;
    const lines = readdirSync(join(home, 'usage'))
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) =>
        readFileSync(join(home, 'usage', file), 'utf8')
          .trim()
          .split('\n'),
      );
    const hits = lines.filter((line) => line.includes('handrail.data_boundary.hit'));
    const [hit] = hits.map(
      (line) => (JSON.parse(line) as { attributes: Readonly<Record<string, unknown>> }).attributes,
    );
    assert.equal(hits.length, 1);
    assert.deepEqual(
      ['handrail.data.class', 'handrail.tool.id', 'handrail.outcome', 'handrail.count'].map((name) => hit?.[name]),
      ['regulated', 'openai', 'warned', 1],
    );
    assert.ok(!lines.join('').includes('app.ts') && !lines.join('').includes(iban.slice(-7)));
  });
});
