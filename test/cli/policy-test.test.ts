// `handrail policy test`: green, red and malformed, as a terminal and CI see it. The complete example must run as it is written.

import assert from 'node:assert/strict';
import { Sandbox } from '../support/cli-run.ts';
import { companyPolicy } from '../core/policy/example.ts';

const companyTests = `- {name: client list to uncleared tool is blocked, given: {tool: claude-code, dataClass: confidential, tier: internal}, expect: {outcome: blocked, rule: data-boundary}}
- {name: acquired company still works until January, given: {tool: github-copilot, account: personal, groups: [acquired-co], now: 2027-01-14}, expect: {outcome: waived, exception: EXC-2026-014}}
- {name: and stops after, given: {tool: github-copilot, account: personal, groups: [acquired-co], now: 2027-01-16}, expect: {outcome: warned}}
- {name: a denied tool warns while the default mode is warn, given: {groups: [platform], tool: x.free-ai-y}, expect: {outcome: warned}}
`;
const policy = `apiVersion: handrail/v1
kind: Policy
metadata: {name: acme, version: 1.0.0}
mode: enforce
data: {classes: [{id: internal}, {id: confidential}], default: internal}
tools: {default: ask, allow: [{id: cursor, dataClasses: [internal]}], deny: [{id: openai, reason: No contract}]}
mcpServers: {default: deny, allow: [{id: github, url: https://api.example/mcp/}]}
`;

interface Output {
  readonly asOf?: string;
  readonly tests: readonly {
    readonly name: string;
    readonly pass: boolean;
    readonly expected: unknown;
    readonly actual: unknown;
  }[];
}

describe('policy test', () => {
  let sandbox = new Sandbox();
  const given = (files: Readonly<Record<string, string>>): void => {
    sandbox.remove();
    sandbox = new Sandbox(files);
  };
  const run = (...argv: readonly string[]) => sandbox.run(['policy', 'test', ...argv]);
  after(() => {
    sandbox.remove();
  });

  it('runs the tests of the complete example green', async () => {
    given({ 'ai-policy.yaml': companyPolicy, 'ai-policy.test.yaml': companyTests });
    const { code, stdout, stderr } = await run('--format', 'json');
    assert.equal(code, 0, stderr + stdout);
    const { tests } = JSON.parse(stdout) as Output;
    assert.deepEqual(
      tests.map(({ pass }) => pass),
      [true, true, true, true],
    );
    assert.deepEqual(tests[0]?.actual, { outcome: 'blocked', rule: 'data-boundary', layer: 'organisation' });
    assert.deepEqual(tests[1]?.actual, {
      outcome: 'waived',
      rule: 'no-personal-accounts',
      layer: 'organisation',
      exception: 'EXC-2026-014',
    });
  });

  it('says of a red test what was expected, what is, and which line decides', async () => {
    given({
      'ai-policy.yaml': policy,
      'ai-policy.test.yaml':
        '- name: OpenAI is fine\n  given: {tool: openai}\n  expect: {outcome: allowed}\n- name: data\n  given: {tool: cursor, dataClass: confidential}\n  expect: {outcome: blocked}\n',
    });
    const { code, stdout } = await run();
    assert.equal(code, 1);
    assert.match(stdout, /✗ OpenAI is fine\n +expected: allowed\n +but is: +blocked by ai-tool\/unsanctioned/);
    assert.match(stdout, /ai-policy\.yaml:6:\d+/);
    assert.match(stdout, /ai-policy\.test\.yaml:1:3/);
    assert.match(stdout, /✓ data\n\n1 passed, 1 failed\n$/);
  });

  it('takes servers by id, address and command', async () => {
    given({
      'ai-policy.yaml': policy,
      'ai-policy.test.yaml': `- {name: by id, given: {mcpServer: github}, expect: {outcome: allowed}}
- {name: by address, given: {mcpServer: 'https://api.example/mcp'}, expect: {outcome: allowed}}
- {name: another, given: {mcpServer: 'https://evil.example/'}, expect: {outcome: blocked, rule: mcp/unsanctioned}}
- {name: a command, given: {mcpServer: npx -y something}, expect: {outcome: blocked}}
`,
    });
    const { code, stdout } = await run();
    assert.equal(code, 0, stdout);
  });

  it('weighs the layers of the workspace, and finds tests by the policy they belong to', async () => {
    given({
      'rules/company.yaml': policy,
      'rules/company.test.yaml':
        '- {name: not here, given: {tool: cursor}, expect: {outcome: blocked, layer: workspace}}\n',
      '.handrail/policy.yaml': 'apiVersion: handrail/v1\nkind: Policy\ntools: {deny: [{id: cursor}]}\n',
    });
    for (const file of ['rules/company.yaml', 'rules/company.test.yaml']) {
      const { code, stdout, stderr } = await run(file);
      assert.equal(code, 0, stdout + stderr);
    }
  });

  it('cannot gate with a clock that was set', async () => {
    given({
      'ai-policy.yaml': policy,
      'ai-policy.test.yaml': '- {name: a, given: {tool: cursor}, expect: {outcome: allowed}}\n',
    });
    const { code, stdout } = await run('--as-of', '2027-01-01', '--format', 'json');
    assert.equal(code, 1);
    const { asOf, tests } = JSON.parse(stdout) as Output;
    assert.deepEqual([asOf, tests[0]?.pass], ['2027-01-01', true]);
  });

  const malformed: readonly (readonly [string, string, RegExp])[] = [
    ['no list', 'name: x\n', /ai-policy\.test\.yaml:1:1: .*list of tests/],
    ['nothing', '', /ai-policy\.test\.yaml:1:1: .*list of tests/],
    ['broken YAML', '- {name: x\n', /ai-policy\.test\.yaml:2:1: /],
    ['a mistyped key', '- {name: x, givven: {tool: a}, expect: {outcome: allowed}}\n', /:1:13: .*Did you mean "given"/],
    [
      'a mistyped outcome',
      '- {name: x, given: {tool: a}, expect: {outcome: alowed}}\n',
      /:1:49: .*Did you mean "allowed"/,
    ],
    ['no outcome', '- {name: x, given: {tool: a}, expect: {rule: b}}\n', /:1:39: .*needs "outcome"/],
    [
      'no name',
      '- given: {tool: a}\n  expect: {outcome: allowed}\n',
      /:1:3: test 1 needs "name"|:1:3: error: test 1 needs "name"/,
    ],
    ['nothing given', '- {name: x, given: {}, expect: {outcome: allowed}}\n', /:1:20: .*"given" is empty/],
    [
      'a day that is none',
      '- {name: x, given: {tool: a, now: 2027-02-30}, expect: {outcome: allowed}}\n',
      /:1:35: .*day of the calendar/,
    ],
    [
      'groups that are no list',
      '- {name: x, given: {tool: a, groups: b}, expect: {outcome: allowed}}\n',
      /:1:38: .*Write \[b\]/,
    ],
    [
      'a class nobody knows',
      '- {name: x, given: {dataClass: confidental}, expect: {outcome: allowed}}\n',
      /:1:32: .*Did you mean "confidential"/,
    ],
  ];
  for (const [what, tests, says] of malformed) {
    it(`stops at ${what}, with file, line and column`, async () => {
      given({ 'ai-policy.yaml': policy, 'ai-policy.test.yaml': tests });
      const { code, stdout, stderr } = await run();
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr, says);
      assert.equal(stdout, '');
    });
  }

  it('stops without tests, and at a policy that does not load', async () => {
    given({ 'ai-policy.yaml': policy });
    const absent = await run();
    assert.deepEqual([absent.code, /ai-policy\.test\.yaml/.test(absent.stderr)], [2, true]);
    given({ 'ai-policy.yaml': policy.replace('enforce', 'enforced'), 'ai-policy.test.yaml': companyTests });
    const broken = await run();
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /ai-policy\.yaml:4:7: .*Did you mean "enforce"/);
  });

  it('does not ask for the signature of a draft', async () => {
    given({
      'ai-policy.yaml': `${policy}trust: {threshold: 1, keys: [{id: k, alg: ed25519, publicKey: ${'A'.repeat(43)}=}]}\n`,
      'ai-policy.test.yaml': '- {name: a, given: {tool: cursor}, expect: {outcome: allowed}}\n',
    });
    const { code, stderr } = await run();
    assert.equal(code, 0, stderr);
  });
});
