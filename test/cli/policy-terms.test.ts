// Exceptions and waivers over time, as the command line says it: who may make them, when they end, and that one function decides.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Sandbox, type Ran } from '../support/cli-run.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.0}\n';
const iban = ['DE02', '1203', '0000', '0000', '2020', '51'].join(' ');
const app = `const account = '${iban}';\n`;

describe('exceptions and waivers', () => {
  let sandbox: Sandbox;
  const run = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Ran> => {
    sandbox = new Sandbox(files);
    const ran = await sandbox.run(argv.length === 0 ? ['check', '--format', 'json', '--jobs', '1'] : argv);
    sandbox.remove();
    return ran;
  };
  const suppressedBy = ({ stdout }: Ran): string | undefined =>
    (JSON.parse(stdout) as { findings: readonly { ruleId: string; suppressed?: { reason: string } }[] }).findings.find(
      ({ ruleId }) => ruleId === 'sensitive-data/iban',
    )?.suppressed?.reason;
  const waiver = (more = '', dates = 'at: 2026-11-20, expires: 2026-12-31'): string =>
    `- {id: W1, rule: sensitive-data/iban, owner: dana@acme.example, by: dana@acme.example, reason: sample data, ${dates}${more}}\n`;
  const files = (policy: string, waivers: string): Readonly<Record<string, string>> => ({
    'ai-policy.yaml': head + policy,
    '.handrail/waivers.yaml': waivers,
    'app.ts': app,
  });

  it('hold until their last day, and warn for 14 days before it', async () => {
    const ran = (expires: string) => run(files('', waiver('', `at: 2026-11-01, expires: ${expires}`)));
    const far = await ran('2026-12-09');
    assert.deepEqual([suppressedBy(far), far.code, far.stderr], ['W1: sample data', 0, '']);
    const near = await ran('2026-12-07');
    assert.equal(suppressedBy(near), 'W1: sample data');
    assert.match(
      near.stderr,
      /^\.handrail\/waivers\.yaml:1:\d+: warning: The waiver W1 ends on 2026-12-07\. Tell dana/,
    );
    const today = await ran('2026-11-24');
    assert.equal(suppressedBy(today), 'W1: sample data');
    const over = await ran('2026-11-23');
    assert.deepEqual([suppressedBy(over), over.code], [undefined, 1]);
    assert.match(over.stderr, /The waiver W1 ended on 2026-11-23/);
  });

  it('warns of an exception of the policy that ends soon, on every run, with its line', async () => {
    const exception =
      'exceptions:\n  - id: E1\n    rule: sensitive-data/iban\n    owner: dana@acme.example\n    reason: sample\n    expires: 2026-12-01\n';
    const ran = await run({ 'ai-policy.yaml': head + exception, 'app.ts': app });
    assert.equal(suppressedBy(ran), 'E1: sample');
    assert.match(ran.stderr, /^ai-policy\.yaml:9:14: warning: The exception E1 ends on 2026-12-01\. Tell dana/);
  });

  it('count only when somebody approved them whom the policy names, and for as long as it allows', async () => {
    const rule = 'rules: [{id: sensitive-data/iban, waivable: {approvers: [security], maxDays: 14}}]\n';
    const by = (who: string): string =>
      waiver('', 'at: 2026-11-20, expires: 2026-12-03').replace(/by: [^,]+/, `by: ${who}`);
    const approved = await run(files(rule, by('security@acme.example')));
    assert.equal(suppressedBy(approved), 'W1: sample data');
    const unapproved = await run(files(rule, by('dana@acme.example')));
    assert.equal(suppressedBy(unapproved), undefined);
    assert.match(
      unapproved.stderr,
      /waivers\.yaml:1:\d+: warning: The waiver W1 does not count: .*approved by security/,
    );
    const long = await run(files(rule, by('security').replace('2026-12-03', '2026-12-04')));
    assert.equal(suppressedBy(long), undefined);
    assert.match(long.stderr, /lasts 15 days, and 14 is the most/);
  });

  it('never count for what is locked or cannot be waived', async () => {
    for (const policy of [
      'rules: [{id: sensitive-data/iban, waivable: false}]\n',
      'locked: [rules.sensitive-data/iban]\n',
    ]) {
      const ran = await run(files(policy, waiver()));
      assert.deepEqual([suppressedBy(ran), ran.code], [undefined, 1], policy);
      assert.match(ran.stderr, /The waiver W1 does not count/);
    }
  });

  it('are refused in a lower layer with both lines, where the layer above does not let them', async () => {
    const company = `${head}rules:\n  - {id: sensitive-data/iban, waivable: {approvers: [security], maxDays: 14}}\n`;
    const exception = (more: string): string =>
      `${head}exceptions:\n  - id: E1\n    rule: sensitive-data/iban\n    owner: a@b.example\n    reason: pilot\n    expires: 2026-12-31\n${more}`;
    const stderr = async (more: string): Promise<string> => {
      const ran = await run({ 'ai-policy.yaml': company, '.handrail/policy.yaml': exception(more), 'app.ts': app });
      assert.equal(ran.code, 2);
      return ran.stderr;
    };
    assert.match(await stderr(''), /\.handrail\/policy\.yaml:5:9: error: .*approved by security.*\(ai-policy\.yaml:5:/);
    assert.match(await stderr('    approvedBy: security\n'), /policy\.yaml:5:9: error: .*say when it starts/);
    assert.match(
      await stderr('    approvedBy: security\n    starts: 2026-12-01\n'),
      /policy\.yaml:9:14: error: .*31 days/,
    );
  });

  it('hold for the hour of a broken glass, loudly, and the kept policy does not hold them longer', async () => {
    const exception = (more: string): string =>
      `exceptions:\n  - {id: BG-1, rule: sensitive-data/iban, owner: dana@acme.example, reason: outage, expires: 2026-11-24${more}}\n`;
    sandbox = new Sandbox({
      'ai-policy.yaml': head + exception(`, breakGlass: '2026-11-24T09:00:00Z'`),
      'app.ts': app,
    });
    const check = (time: string): Promise<Ran> =>
      sandbox.run(['check', '--format', 'json', '--jobs', '1'], { now: `2026-11-24T${time}Z`, env: { CI: '' } });
    const within = await check('09:59:59');
    assert.deepEqual([suppressedBy(within), within.code], ['BG-1: break-glass until 2026-11-24 10:00 UTC: outage', 0]);
    assert.match(
      within.stderr,
      /^ai-policy\.yaml:5:\d+: warning: Break-glass BG-1 is open until 2026-11-24 10:00 UTC: "sensitive-data\/iban" does not hold\. dana@acme\.example answers/,
    );
    const explained = await sandbox.run(['policy', 'explain', 'rules.sensitive-data/iban.mode'], {
      now: '2026-11-24T09:59:59Z',
    });
    assert.match(
      explained.stdout,
      /Exceptions that hold now:\n {2}organisation {2}BG-1 from sensitive-data\/iban, break-glass, until 2026-11-24 10:00 UTC {2}\(ai-policy\.yaml:5:5\)/,
    );
    const status = await sandbox.run(['policy', 'status'], { now: '2026-11-24T09:59:59Z' });
    assert.match(
      status.stdout,
      /Exception BG-1 from sensitive-data\/iban: until 2026-11-24 10:00 UTC, break-glass \(dana/,
    );
    const after = await check('10:00:00');
    assert.deepEqual([suppressedBy(after), after.code], [undefined, 1]);
    assert.match(after.stderr, /Break-glass BG-1 ended at 2026-11-24 10:00 UTC and does not count any more/);
    const lint = await sandbox.run(['policy', 'lint'], { now: '2026-11-24T10:00:00Z' });
    assert.equal(lint.code, 1);
    assert.match(lint.stdout, /ai-policy\.yaml:5:\d+: warning: Break-glass BG-1 ended/);
    const asOf = await sandbox.run(['policy', 'status', '--as-of', '2026-11-24'], { now: '2026-11-24T09:30:00Z' });
    assert.match(asOf.stdout, /Exception BG-1 .*not begun yet/);
    const logged = await sandbox.run(['usage', 'show', '--format', 'json']);
    const glass = logged.stdout.match(/"handrail\.state":\s*"break_glass"/g);
    assert.equal(glass?.length, 1, logged.stdout);
    sandbox.remove();
  });

  it('let tests of a policy ask about the hour', async () => {
    const ran = await run(
      {
        'ai-policy.yaml': `${head}mode: enforce\ntools: {deny: [{id: openai}]}\nexceptions:\n  - {id: BG-1, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: a@b.example, reason: r, expires: 2026-11-24, breakGlass: '2026-11-24T09:00:00Z'}\n`,
        'ai-policy.test.yaml': [
          `- {name: in the hour, given: {tool: openai, now: '2026-11-24T10:30:00+01:00'}, expect: {outcome: waived, exception: BG-1}}`,
          `- {name: after it, given: {tool: openai, now: '2026-11-24T10:00:00Z'}, expect: {outcome: blocked}}`,
          `- {name: on that day, given: {tool: openai, now: 2026-11-24}, expect: {outcome: blocked}}`,
          '',
        ].join('\n'),
      },
      ...['policy', 'test'],
    );
    assert.equal(ran.code, 0, ran.stdout);
  });

  it('are weighed against the day in one place of the code alone', () => {
    const compares =
      /\bexpires\b[^\n;]{0,40}(?<![=-])[<>]=?[^\n;]{0,40}\b(?:today|now|day)\b|\b(?:today|day|now)\b\s*[<>]=?[^\n;]{0,40}\bexpires\b/;
    const guilty = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('exceptions.ts'))
      .filter((file) => compares.test(readFileSync(`src/${file}`, 'utf8')));
    assert.deepEqual(guilty, []);
    assert.match(readFileSync('src/core/policy/exceptions.ts', 'utf8'), compares);
  });
});
