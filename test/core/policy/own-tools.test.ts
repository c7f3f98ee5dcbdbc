// Tools that a policy adds to the catalogue: found by the names it gives, and never instead of a tool that the product knows.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { toolKnownBy, type EvidenceKind } from '../../../src/core/catalog/evidence-kind.ts';
import { createEngine } from '../../../src/core/engine.ts';
import { lintText } from '../../../src/core/policy/lint.ts';
import { catalogUnder, ownTools } from '../../../src/core/policy/own-tools.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { load } from './layers.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\n';
const gateway = `tools:
  default: deny
  catalog:
    - id: acme.gateway
      name: Acme gateway
      evidence:
        npm: ['@acme/llm', openai]
        hosts: [llm.acme.example, '*.ai.acme.example']
        env: [ACME_LLM_KEY]
        images: [registry.acme.example/llm]
        files: [.acme-ai/]
        extensions: [Acme.Assistant]
        commands: [acme-ai]
  allow: [{id: acme.gateway, reason: Our own}]
`;

describe('tools of a policy', () => {
  const { policy } = load({ organisation: head + gateway });
  const catalog = catalogUnder(policy, builtinCatalog());

  it('are found by every name, from a packages file to a program', () => {
    const id = 'acme.gateway';
    assert.equal(catalog.tool(id)?.vendor, 'acme');
    assert.equal(catalog.byPackage('npm', '@acme/llm')?.id, id);
    assert.equal(catalog.byImport('javascript', '@acme/llm/chat')?.id, id);
    assert.equal(catalog.byHost('eu.ai.acme.example/v1')?.id, id);
    assert.equal(catalog.byEnv('ACME_LLM_KEY')?.id, id);
    assert.equal(catalog.byImage('registry.acme.example/llm:3')?.id, id);
    assert.deepEqual(
      catalog.byFile('.acme-ai/rules.md').map((tool) => tool.id),
      [id],
    );
    assert.equal(catalog.byExtension('acme.assistant')?.id, id);
    assert.equal(catalog.byCommand('acme-ai', undefined)?.id, id);
  });

  it('take no name from a tool that the product knows', () => {
    assert.equal(catalog.byPackage('npm', 'openai')?.id, 'openai');
    for (const tool of builtinCatalog().tools) {
      for (const [kind, names] of Object.entries(tool.evidence as Record<string, readonly string[]>)) {
        for (const name of names) {
          const known = toolKnownBy(builtinCatalog(), kind as EvidenceKind, name);
          assert.equal(toolKnownBy(catalog, kind as EvidenceKind, name), known, name);
        }
      }
    }
  });

  it('are tools like any other: evidence, status, inventory', () => {
    const engine = createEngine({ policy, catalog: builtinCatalog() });
    const scan = engine.scanDocument({
      path: 'package.json',
      text: '{"dependencies": {"@acme/llm": "1.0.0", "cohere-ai": "1"}}',
    });
    const { tools } = engine.inventory([scan], [], { today: '2026-11-30' });
    assert.deepEqual(
      tools.map(({ id, status, reason }) => [id, status, reason]),
      [
        ['cohere', 'unsanctioned', tools[0]?.reason],
        ['acme.gateway', 'sanctioned', 'Acme gateway is allowed. Our own.'],
      ],
    );
    const without = createEngine({ policy: load({}).policy, catalog: builtinCatalog() });
    assert.notEqual(engine.scanKey, without.scanKey);
  });

  it('keep their names: a lower layer cannot give them to a tool of its own', () => {
    const bad = `tools:
  deny: [{id: zed.bad}]
  catalog: [{id: zed.bad, name: Bad, evidence: {npm: [bad-sdk, badkit/], hosts: [api.bad.example], env: [BAD_KEY]}}]
`;
    const lower = `tools:
  catalog: [{id: abc.good, name: Good, evidence: {npm: [bad-sdk, badkit/core, good-sdk], hosts: [api.bad.example], env: [BAD_KEY]}}]
`;
    const { policy: both, rejected } = load({ organisation: bad, workspace: lower });
    assert.deepEqual(rejected, []);
    const names = catalogUnder(both, builtinCatalog());
    const npm = (name: string): string | undefined => names.byPackage('npm', name)?.id;
    assert.deepEqual(['bad-sdk', 'badkit/core', 'good-sdk'].map(npm), ['zed.bad', 'zed.bad', 'abc.good']);
    assert.deepEqual([names.byHost('api.bad.example')?.id, names.byEnv('BAD_KEY')?.id], ['zed.bad', 'zed.bad']);
  });

  it('are found by the names of all layers, and stay on own machines only where all say so', () => {
    const lower = `tools:
  catalog:
    - {id: acme.gateway, name: Our gateway, local: true, evidence: {npm: ['@team/llm']}}
    - {id: team.bot, name: Bot, local: true, evidence: {pypi: [team-bot]}}
`;
    const [first, second, ...more] = ownTools(load({ organisation: head + gateway, workspace: head + lower }).policy);
    assert.deepEqual(more, []);
    assert.deepEqual([first?.name, first?.egress], ['Our gateway', 'cloud']);
    assert.deepEqual([second?.id, second?.egress], ['team.bot', 'local']);
    assert.deepEqual(first?.evidence.npm, ['@acme/llm', '@team/llm', 'openai']);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['an id without a prefix', '{id: gateway, name: A, evidence: {npm: [abc]}}', /prefix of your own and a dot/],
    ['no name to recognise it by', '{id: a.b, name: A, evidence: {}}', /nothing by which the tool is recognised/],
    [
      'a host with a protocol',
      "{id: a.b, name: A, evidence: {hosts: ['https://x.example']}}",
      /written as ai\.company/,
    ],
    ['a host that is everything', "{id: a.b, name: A, evidence: {hosts: ['*']}}", /written as ai\.company/],
    ['a name of blanks', "{id: a.b, name: A, evidence: {npm: [' x ']}}", /no blanks around it/],
    [
      'a kind of evidence that does not exist',
      '{id: a.b, name: A, evidence: {npm: [abc], pypy: [abd]}}',
      /Did you mean "pypi"/,
    ],
    ['no evidence at all', '{id: a.b, name: A}', /evidence/],
    [
      'an id twice',
      '{id: a.b, name: A, evidence: {npm: [abc]}}, {id: a.b, name: B, evidence: {npm: [abd]}}',
      /used twice/,
    ],
  ];
  for (const [what, entry, message] of wrong) {
    it(`are refused with ${what}`, () => {
      const { issues } = parsePolicy(`${head}tools: {catalog: [${entry}]}\n`, 'ai-policy.yaml', 'organisation');
      assert.equal(issues.length, 1);
      assert.match(issues[0]?.message ?? '', message);
      assert.equal(issues[0]?.line, 3);
    });
  }

  it('are known to lint, which says what has no effect', () => {
    const context = {
      now: '2026-11-30',
      knownTools: new Set(builtinCatalog().tools.map(({ id }) => id)),
      knownBy: (kind: EvidenceKind, name: string) => toolKnownBy(builtinCatalog(), kind, name),
      knownRules: new Set<string>(),
    };
    const issues = lintText(head + gateway, 'ai-policy.yaml', 'organisation', context);
    assert.deepEqual(
      issues.map(({ code, line }) => [code, line]),
      [['policy/shadowed', 9]],
    );
    assert.match(issues[0]?.message ?? '', /knows "openai" as a sign of "openai"/);
  });
});
