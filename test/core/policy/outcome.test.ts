// What a use comes to under a policy, and that the scanner says the same. Source of the table: product.md §8

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { createEngine } from '../../../src/core/engine.ts';
import { commandMatches, commandsOf } from '../../../src/core/policy/command-match.ts';
import { modes, verdicts } from '../../../src/core/policy/ladders.ts';
import { outcomeOfUse, outcomes, type PolicyUse } from '../../../src/core/policy/outcome.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { runs } from '../../support/runs.ts';
import { load, today } from './layers.ts';

const organisation = (text: string, groups: readonly string[] = []): Policy => {
  const { policy, rejected } = load({ organisation: text }, { groups });
  assert.deepEqual(rejected, []);
  return policy;
};
const outcome = (policy: Policy, use: Omit<PolicyUse, 'at'>): string => {
  const found = outcomeOfUse(policy, { at: today, ...use });
  return [found.outcome, found.rule].filter((part) => part !== undefined).join(' ');
};

describe('outcome of a use', () => {
  const tools = 'tools:\n  default: ask\n  allow: [{id: github-copilot}]\n  deny: [{id: openai}]\n';

  it('follows verdict and mode', () => {
    const expected = { enforce: 'blocked', warn: 'warned', audit: 'allowed', off: 'allowed' };
    for (const mode of modes) {
      const policy = organisation(`mode: ${mode}\n${tools}`);
      assert.equal(outcome(policy, { toolId: 'openai' }), `${expected[mode]} ai-tool/unsanctioned`);
      assert.equal(outcome(policy, { toolId: 'github-copilot' }), 'allowed');
    }
    assert.equal(outcome(organisation(`mode: enforce\n${tools}`), { toolId: 'cursor' }), 'warned ai-tool/unknown');
    // What is to be asked about is asked about in audit mode, too; what is denied is logged there.
    assert.equal(outcome(organisation(`mode: audit\n${tools}`), { toolId: 'cursor' }), 'warned ai-tool/unknown');
    assert.equal(outcome(organisation(`mode: off\n${tools}`), { toolId: 'cursor' }), 'allowed ai-tool/unknown');
  });

  it('is capped by the ring of a person, but for the floor', () => {
    const text = `mode: enforce\nrollout: {rings: [{id: pilot, match: {groups: [champions]}, maxMode: enforce}, {id: all, maxMode: warn}]}\n${tools}`;
    assert.equal(outcome(organisation(text), { toolId: 'openai' }), 'warned ai-tool/unsanctioned');
    assert.equal(outcome(organisation(text, ['champions']), { toolId: 'openai' }), 'blocked ai-tool/unsanctioned');
    const floor = `${text}rules: [{id: floor, mode: enforce, waivable: false, match: {tools: [openai]}}]\n`;
    assert.equal(outcome(organisation(floor), { toolId: 'openai' }), 'blocked floor');
  });

  it('knows data, accounts, models, servers and commands', () => {
    const policy = organisation(`mode: enforce
data: {classes: [{id: internal}, {id: secret}], default: internal, paths: [{match: 'hr/**', class: secret}]}
tools:
  allow: [{id: claude-code, dataClasses: [internal], account: company}]
  models: {default: ask, allow: ['anthropic/*'], deny: ['*/preview-*']}
mcpServers: {default: deny, allow: [{id: github, url: https://api.example/mcp/}]}
agents: {commands: {allow: ['npm test *'], ask: ['git push *'], deny: ['rm -rf *']}}
`);
    const expected: readonly (readonly [Omit<PolicyUse, 'at'>, string])[] = [
      [{ toolId: 'claude-code', dataClass: 'internal' }, 'allowed'],
      [{ toolId: 'claude-code', dataClass: 'secret' }, 'blocked data-boundary/tool-not-cleared'],
      [{ toolId: 'claude-code', path: 'hr/pay.csv' }, 'blocked data-boundary/tool-not-cleared'],
      [{ toolId: 'claude-code', path: 'src/a.ts' }, 'allowed'],
      [{ toolId: 'claude-code', account: 'personal' }, 'warned ai-tool/conditions-unmet'],
      [{ toolId: 'claude-code', account: 'company' }, 'allowed'],
      [{ model: 'anthropic/claude-4' }, 'allowed'],
      [{ model: 'anthropic/preview-5' }, 'blocked'],
      [{ model: 'mistral/large' }, 'warned'],
      [{ mcpServer: { name: 'github', url: 'https://api.example/mcp' } }, 'allowed'],
      [{ mcpServer: { name: 'github', url: 'https://evil.example/mcp' } }, 'blocked mcp/unsanctioned'],
      [{ command: 'npm test' }, 'allowed'],
      [{ command: 'npm test && rm -rf /' }, 'blocked'],
      [{ command: 'echo "$(rm -rf /)"' }, 'blocked'],
      [{ command: 'git push origin main' }, 'warned'],
      [{ command: 'ls' }, 'allowed'],
      [{}, 'allowed'],
    ];
    for (const [use, says] of expected) assert.equal(outcome(policy, use), says, JSON.stringify(use));
  });

  it('names layer and line of the stricter of two layers', () => {
    const { policy } = load({ organisation: tools, workspace: 'tools: {deny: [{id: github-copilot}]}\n' });
    const found = outcomeOfUse(policy, { toolId: 'github-copilot', at: today });
    assert.deepEqual([found.outcome, found.layer, found.decidedBy?.file], ['warned', 'workspace', 'workspace.yaml']);
  });

  it('lets an exception pass from its first day to its last, for its groups, and never from a floor', () => {
    const exception = (rule: string): string =>
      `exceptions: [{id: E1, rule: ${rule}, match: {groups: [acquired], tools: [openai]}, owner: d, reason: r, starts: 2026-11-20, expires: 2026-11-30}]\n`;
    const policy = organisation(tools + exception('ai-tool/unsanctioned'), ['acquired']);
    const on = (day: string): string => outcomeOfUse(policy, { toolId: 'openai', at: day }).outcome;
    assert.deepEqual(['2026-11-19', '2026-11-20', '2026-11-30', '2026-12-01'].map(on), [
      'warned',
      'waived',
      'waived',
      'warned',
    ]);
    const others = organisation(tools + exception('ai-tool/unsanctioned'));
    assert.equal(outcome(others, { toolId: 'openai' }), 'warned ai-tool/unsanctioned');
    const floor = `rules: [{id: floor, waivable: false, match: {tools: [openai]}}]\n${exception('floor')}`;
    assert.equal(outcome(organisation(floor, ['acquired']), { toolId: 'openai' }), 'warned floor');
  });

  it('says what the scanner says of the same tool', () => {
    const verdict = fc.constantFrom(...verdicts, undefined);
    const mode = fc.constantFrom(...modes, undefined);
    const shape = fc.record({
      default: verdict,
      openai: verdict,
      mode,
      ruleMode: mode,
      isLimited: fc.boolean(),
      hasRule: fc.boolean(),
      exception: fc.constantFrom(undefined, 'ai-tool/unsanctioned', 'data-boundary', 'data-boundary/tool-not-cleared'),
    });
    fc.assert(
      fc.property(shape, (drawn) => {
        const policy = organisation(policyOf(drawn));
        const engine = createEngine({ policy, catalog: builtinCatalog() });
        const scanned = engine.scanDocument({ path: 'src/a.ts', text: "import OpenAI from 'openai';\n" });
        const findings = engine
          .judge(scanned, { waivers: [], baseline: new Map(), today })
          .filter(({ kind }) => kind === 'ai-tool' || kind === 'data-boundary');
        const found = outcomeOfUse(policy, { toolId: 'openai', path: 'src/a.ts', at: today });
        const speaking = findings.filter(({ suppressed }) => suppressed === undefined);
        const isHeldUp = found.outcome === 'warned' || found.outcome === 'blocked';
        if (isHeldUp) {
          const rules = speaking.flatMap(({ ruleId, policyRule }) => [ruleId, policyRule]);
          assert.ok(rules.includes(found.rule), `${found.rule ?? ''} is not among ${rules.join()}`);
        } else {
          assert.deepEqual(
            speaking.filter(({ severity }) => severity !== 'info').map(({ ruleId }) => ruleId),
            [],
          );
        }
        if (found.outcome === 'waived') assert.ok(findings.some(({ suppressed }) => suppressed?.by === 'waiver'));
      }),
      { numRuns: runs(200) },
    );
  });

  it('keeps the classes of an allowed tool when a layer below asks about it', () => {
    const { policy } = load({
      organisation:
        'mode: enforce\ndata: {classes: [{id: a}, {id: b}]}\ntools: {allow: [{id: openai, dataClasses: [a]}]}\n',
      workspace: 'tools: {ask: [{id: openai}]}\n',
    });
    assert.equal(outcome(policy, { toolId: 'openai', dataClass: 'b' }), 'blocked data-boundary/tool-not-cleared');
  });

  it('never gets milder by a layer below', () => {
    const verdict = fc.constantFrom(...verdicts, undefined);
    const shape = fc.record({
      default: verdict,
      openai: verdict,
      mode: fc.constantFrom(...modes, undefined),
      isLimited: fc.boolean(),
    });
    fc.assert(
      fc.property(shape, shape, (parent, child) => {
        const rank = (policy: Policy): number =>
          outcomes.indexOf(outcomeOfUse(policy, { toolId: 'openai', dataClass: 'internal', at: today }).outcome);
        const { policy } = load({ organisation: policyOf(parent), workspace: policyOf(child) });
        assert.ok(rank(policy) >= rank(organisation(policyOf(parent))));
      }),
      { numRuns: runs(200) },
    );
  });
});

interface Drawn {
  readonly default: string | undefined;
  readonly openai: string | undefined;
  readonly mode: string | undefined;
  readonly ruleMode?: string | undefined;
  readonly isLimited?: boolean;
  readonly hasRule?: boolean;
  readonly exception?: string | undefined;
}

function policyOf({ default: byDefault, openai, mode, ruleMode, isLimited, hasRule, exception }: Drawn): string {
  const clearance = isLimited === true ? ', dataClasses: [public]' : '';
  const tools = [
    ...(byDefault === undefined ? [] : [`default: ${byDefault}`]),
    ...(openai === undefined ? [] : [`${openai}: [{id: openai${openai === 'allow' ? clearance : ''}}]`]),
  ];
  const rules = [
    ...(ruleMode === undefined ? [] : [`{id: ai-tool/unsanctioned, mode: ${ruleMode}}`]),
    ...(hasRule === true
      ? ["{id: data-boundary, match: {dataClasses: [internal], tools: ['*'], except: {toolClearedForClass: true}}}"]
      : []),
  ];
  const parts = [
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...(tools.length === 0 ? [] : [`tools: {${tools.join(', ')}}`]),
    ...(isLimited === undefined ? [] : ['data: {classes: [{id: public}, {id: internal}], default: internal}']),
    ...(rules.length === 0 ? [] : [`rules: [${rules.join(', ')}]`]),
    ...(exception === undefined
      ? []
      : [
          `exceptions: [{id: E1, rule: ${exception}, match: {tools: [openai]}, owner: d, reason: r, expires: 2027-06-01}]`,
        ]),
  ];
  return parts.map((part) => `${part}\n`).join('');
}

describe('commands of a line', () => {
  const split: readonly (readonly [string, readonly string[]])[] = [
    ['npm test', ['npm test']],
    ['npm  test\t--watch', ['npm test --watch']],
    ['a && b || c; d | e & f\ng', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['echo "a && b"', ['echo "a && b"']],
    ["echo 'a; b'; c", ["echo 'a; b'", 'c']],
    ['run 2>&1 | tee log', ['run 2>&1', 'tee log']],
    ['echo $(rm -rf x)', ['echo $(rm -rf x)', 'rm -rf x']],
    ['echo "`rm -rf x`"', ['echo "`rm -rf x`"', 'rm -rf x']],
    ["echo '$(safe)'", ["echo '$(safe)'"]],
    ['(cd x && rm -rf y)', ['cd x', 'rm -rf y']],
    ['echo a\\; b', ['echo a\\; b']],
    ['', []],
  ];
  for (const [line, commands] of split) {
    it(JSON.stringify(line), () => {
      assert.deepEqual(commandsOf(line), commands);
    });
  }

  it('loses no command of a line, whatever is quoted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '"', "'", '`', '$(', ')', '&&', ';', ' ', '\\'), { maxLength: 20 }),
        (parts) => {
          const line = parts.join('');
          assert.ok(commandsOf(line).every((command) => command !== ''));
          assert.deepEqual(commandsOf(`${line.replaceAll(/["'`\\]|\$\(/g, '')};rm -rf /`).at(-1), 'rm -rf /');
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('takes a pattern that ends in " *" for the bare command, too', () => {
    assert.ok(commandMatches('npm test', 'npm test *'));
    assert.ok(commandMatches('npm test --watch', 'npm test *'));
    assert.ok(!commandMatches('npm testing', 'npm test *'));
  });
});

describe('an exception from several rules', () => {
  const exception = (rule: string, more = ''): string =>
    `exceptions: [{id: E1, rule: ${rule}, owner: d, reason: r, expires: 2027-06-01${more}}]\n`;
  const refusal = (parent: string): string =>
    load({ organisation: parent, workspace: exception('sensitive-data/*') })
      .rejected.flatMap(({ issues }) => issues)
      .map(({ code, related }) => `${code} ${related?.file ?? ''}:${String(related?.line)}`)
      .join();

  it('stands in a lower layer only where none of them is locked or kept for somebody else to approve', () => {
    assert.equal(refusal('mode: warn\n'), '');
    assert.equal(refusal('locked: [rules.sensitive-data/iban]\n'), 'policy/locked organisation.yaml:4');
    assert.equal(refusal('locked: [rules]\n'), 'policy/locked organisation.yaml:4');
    const iban = 'rules: [{id: sensitive-data/iban, waivable: ';
    assert.equal(refusal(`${iban}{approvers: [security]}}]\n`), 'policy/not-waivable organisation.yaml:4');
    assert.equal(refusal(`${iban}false}]\n`), 'policy/not-waivable organisation.yaml:4');
    assert.equal(refusal('rules: [{id: ai-tool/unknown, waivable: false}]\n'), '');
    assert.equal(
      refusal('rules: [{id: "sensitive-data/*", waivable: false}]\n'),
      'policy/not-waivable organisation.yaml:4',
    );
  });
});
