// No layer below ever loosens: random policies over all five layers, with presets, against every answer that a policy gives.
// The gate tries some hundred; `npm run soak` some ten thousand.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { allRules } from '../../../src/core/detectors/registry.ts';
import {
  foreignMarkersCount,
  layerRule,
  mcpDecision,
  ruleStanding,
  toolDecision,
} from '../../../src/core/policy/decide.ts';
import { classOfPlace, dataClassesOf, dataClassFor, isClearedFor } from '../../../src/core/policy/data-classes.ts';
import { effectiveAt } from '../../../src/core/policy/effective.ts';
import { modes, verdicts } from '../../../src/core/policy/ladders.ts';
import { loadPolicy, type LoadedPolicy } from '../../../src/core/policy/load.ts';
import { boundariesFor } from '../../../src/core/policy/own-rules.ts';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import type { ReadParent } from '../../../src/core/policy/presets.ts';
import { readinessDemands } from '../../../src/core/readiness/policy-demands.ts';
import { ruleSeverities } from '../../../src/core/model/finding.ts';
import type { McpServerUse } from '../../../src/core/model/finding.ts';
import { runs } from '../../support/runs.ts';

const layerOrder = ['managed', 'organisation', 'team', 'workspace', 'user'] as const;
const toolIds = ['openai', 'azure-openai', 'cursor', 'mistral'] as const;
const ruleIds = ['sensitive-data/iban', 'ai-tool/unsanctioned', 'own-rule'] as const;
const classIds = ['public', 'internal', 'confidential', 'regulated'] as const;
const paths = ['src/a.ts', 'customers/b.ts'] as const;
const context = {
  today: '2026-11-24',
  groups: ['pilot'],
  actor: 'somebody',
  knownTools: new Set<string>(builtinCatalog().tools.map(({ id }) => id)),
  knownRules: new Set<string>(allRules.map(({ id }) => id)),
};

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
const pattern = fc.constantFrom(...toolIds, '*openai', 'c*', '*');
const classList = fc.subarray([...classIds], { minLength: 1 });
const toolEntry = fc.record({ id: pattern, dataClasses: some(classList), versions: some(fc.constant('>=1.0')) });
const listing = <T>(entry: fc.Arbitrary<T>) =>
  fc.record({
    default: some(fc.constantFrom(...verdicts)),
    allow: some(fc.array(entry, { maxLength: 2 })),
    ask: some(fc.array(entry, { maxLength: 2 })),
    deny: some(fc.array(entry, { maxLength: 2 })),
  });
const waivable = fc.oneof(
  fc.boolean(),
  fc.record({ approvers: fc.constant(['security']), maxDays: fc.constant(14), breakGlass: fc.boolean() }),
);
const rules = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ruleIds, 'sensitive-data/*'),
    mode: some(fc.constantFrom(...modes)),
    severity: some(fc.constantFrom(...ruleSeverities)),
    waivable: some(waivable),
    match: some(
      fc.record({
        dataClasses: some(classList),
        tools: fc.constant(['*']),
        except: some(fc.constant({ toolClearedForClass: true })),
      }),
    ),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const placed = fc.array(
  fc.record({ match: fc.constantFrom('customers/**', '**'), class: fc.constantFrom(...classIds) }),
  {
    maxLength: 2,
  },
);
const exceptions = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('E1', 'E2'),
    rule: fc.constantFrom(...ruleIds),
    owner: fc.constant('dana'),
    reason: fc.constant('pilot'),
    approvedBy: some(fc.constantFrom('security', 'dana')),
    starts: fc.constant('2026-11-20'),
    expires: fc.constantFrom('2026-11-30', '2027-06-01'),
  }),
  { selector: ({ id }) => id, maxLength: 2 },
);

const policy = fc.record(
  {
    mode: fc.constantFrom(...modes),
    foreignMarkers: fc.constantFrom('allow', 'deny'),
    locked: fc.subarray(['rules.own-rule', 'tools.deny', 'rules.sensitive-data/iban', 'data']),
    tools: listing(toolEntry),
    mcpServers: fc.record({
      ...{ default: some(fc.constantFrom(...verdicts)), requirePinnedVersions: some(fc.boolean()) },
      ...{ allow: some(fc.array(fc.record({ id: pattern }), { maxLength: 1 })) },
      ...{ deny: some(fc.array(fc.record({ id: pattern }), { maxLength: 1 })) },
    }),
    data: fc.record({
      classes: some(fc.constant(classIds.map((id, rank) => ({ id, detectors: rank === 2 ? ['personal'] : [] })))),
      default: some(fc.constantFrom(...classIds)),
      paths: some(placed),
    }),
    rollout: fc.constantFrom(
      {
        rings: [
          { id: 'pilot', match: { groups: ['pilot'] }, maxMode: 'enforce' },
          { id: 'all', maxMode: 'warn' },
        ],
      },
      { rings: [{ id: 'few', match: { percent: 30 }, maxMode: 'audit' }] },
      { rings: [{ id: 'all', maxMode: 'audit' }] },
    ),
    production: fc.record({
      tiers: fc.record({
        production: fc.record({
          maxWaiverDays: some(fc.integer({ min: 1, max: 90 })),
          approvers: some(fc.subarray(['a', 'b'])),
        }),
      }),
      checks: some(fc.constantFrom({ 'sec-rate-limit': { mode: 'enforce' } }, { 'sec-rate-limit': { mode: 'audit' } })),
    }),
    platforms: listing(fc.record({ id: fc.constantFrom('qovery', 'vercel') })),
    rules,
    exceptions,
    metadata: fc.record({
      serial: fc.integer({ min: 0, max: 3 }),
      expires: fc.constantFrom('2026-01-01', '2027-01-01'),
    }),
    trust: fc.constant({ onStale: { graceDays: 14, then: 'warn_only' } }),
    extends: fc.subarray(['builtin:recommended@1', 'builtin:regulated@1', './preset.yaml'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);
type RandomPolicy = object;

/** JSON is YAML. Keys that are undefined are not written. */
const textOf = (body: RandomPolicy): string => JSON.stringify({ apiVersion: 'handrail/v1', kind: 'Policy', ...body });

function load(bodies: ReadonlyMap<LayerName, RandomPolicy>, preset: RandomPolicy): LoadedPolicy {
  const readParent: ReadParent = (reference) =>
    reference.kind === 'file'
      ? { source: 'preset.yaml', text: textOf({ ...preset, extends: undefined }) }
      : { problem: 'there is no such address' };
  const sources = [...bodies].map(([layer, body]) => ({ layer, source: `${layer}.yaml`, text: textOf(body) }));
  return loadPolicy(sources, { ...context, readParent });
}

const server: McpServerUse = {
  ...{ name: 'openai', client: 'cursor', transport: 'stdio', command: 'npx openai-mcp', pinned: false, path: 'a.json' },
  ...{
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, startOffset: 0, endOffset: 1 },
    fingerprint: '',
  },
};
const strictness = ['sanctioned', 'unknown', 'conditional', 'unsanctioned'];

/** Every answer as a number that may only grow. The classes are ranked by the order of the policy after the change. */
function answers(of: Policy, order: readonly string[]): Readonly<Record<string, number>> {
  const at = { path: 'src/a.ts', today: context.today };
  const mcp = mcpDecision(of, server, at);
  const demands = readinessDemands(of);
  const surroundings = { remotes: [], projects: [] };
  const all: Record<string, number> = {
    foreign: foreignMarkersCount(of) ? 0 : 1,
    mcp: strictness.indexOf(mcp.status),
    mcpUnmet: mcp.status === 'unsanctioned' ? 9 : (mcp.unmet?.length ?? 0),
    waiverDays: -demands.limits('production').maxWaiverDays.production,
    vercel: demands.allowsPlatform('vercel') ? 0 : 1,
    qovery: demands.allowsPlatform('qovery') ? 0 : 1,
    personal: order.indexOf(dataClassFor(of, { id: 'sensitive-data/email-list', tags: ['personal'] }) ?? ''),
  };
  for (const id of toolIds) {
    all[`tool ${id}`] = strictness.indexOf(toolDecision(of, { id }, at).status);
    for (const dataClass of classIds) {
      all[`cleared ${id} ${dataClass}`] = isClearedFor(of, id, dataClass) ? 0 : 1;
      all[`boundary ${id} ${dataClass}`] = boundariesFor(of, id, dataClass).length > 0 ? 1 : 0;
    }
  }
  for (const id of ruleIds) {
    const standing = ruleStanding(of, { id, severity: 'medium' }, at);
    all[`mode ${id}`] = modes.indexOf(standing.mode);
    all[`severity ${id}`] = ['info', 'warning', 'error'].indexOf(standing.severity ?? '');
    all[`firm ${id}`] = standing.suppressible ? 0 : 1;
  }
  for (const path of paths) all[`class ${path}`] = order.indexOf(classOfPlace(of, path, surroundings)?.id ?? '');
  return all;
}

/** What nobody has said anything on is open to the first who may: mode and severity of the product hold until a company says
 *  something, and a tool that no layer names can be cleared by a company, or by a project where there is none. */
function isFirstWordOf(child: LayerName, question: string, before: Policy): boolean {
  const [kind = '', id = ''] = question.split(' ');
  if (kind === 'mode' || kind === 'severity') {
    const isUnsaid = (key: 'mode' | 'severity'): boolean =>
      before.layers.every((layer) => layerRule(layer, id, before)[key] === undefined);
    // How a finding shows depends on both.
    return child === 'organisation' && (isUnsaid('mode') || (kind === 'severity' && isUnsaid('severity')));
  }
  const mayClear =
    child === 'organisation' ||
    child === 'team' ||
    before.layers.every(({ layer }) => ['builtin', 'workspace'].includes(layer));
  if (kind === 'mcp') return mayClear && mcpDecision(before, server, { path: '', today: '' }).status === 'unknown';
  if (kind !== 'tool' && kind !== 'cleared' && kind !== 'boundary') return false;
  return mayClear && toolDecision(before, { id }, { path: '', today: context.today }).status === 'unknown';
}

describe('layers of a policy', () => {
  const stack = fc.record({
    bodies: fc.dictionary(fc.constantFrom(...layerOrder), policy, { minKeys: 1, maxKeys: 4 }),
    child: fc.constantFrom(...layerOrder.slice(1)),
    body: policy,
    preset: policy,
  });
  /** The layers above the child; at least one of them speaks for a company where the child does, so that it does not take the place
   *  of the built-in text. */
  const above = (bodies: Readonly<Record<string, RandomPolicy>>, child: LayerName): Map<LayerName, RandomPolicy> => {
    const rank = layerOrder.findIndex((layer) => layer === child);
    const parents = layerOrder
      .slice(0, rank)
      .flatMap((layer): readonly (readonly [LayerName, RandomPolicy])[] =>
        bodies[layer] === undefined ? [] : [[layer, bodies[layer]]],
      );
    const isCompany = child === 'organisation' || child === 'team';
    return new Map(parents.length === 0 && isCompany ? [['managed', {}]] : parents);
  };

  it('never make any answer laxer by one more below, whatever it says or extends', () => {
    let refused = 0;
    let total = 0;
    fc.assert(
      fc.property(stack, ({ bodies, child, body, preset }) => {
        const parents = above(bodies, child);
        const before = load(parents, preset);
        const after = load(new Map([...parents, [child, body]]), preset);
        total += 1;
        if (after.rejected.some(({ layer }) => layer === child)) refused += 1;
        const order = dataClassesOf(after.policy).map(({ id }) => id);
        const [was, is] = [answers(before.policy, order), answers(after.policy, order)];
        const isFirstWord = (question: string): boolean => isFirstWordOf(child, question, before.policy);
        for (const [question, strict] of Object.entries(was)) {
          if (isFirstWord(question)) continue;
          assert.ok((is[question] ?? -9) >= strict, `${question}: ${String(strict)} became ${String(is[question])}`);
        }
      }),
      { numRuns: runs(300) },
    );
    assert.ok(refused > 0 && refused < total, `${String(refused)} of ${String(total)} were refused`);
  });

  it('do not change by one that says nothing', () => {
    const silent = fc.constantFrom<RandomPolicy>(
      {},
      { metadata: { name: 'silent' } },
      { tools: {}, rules: [], data: {} },
      { tools: { allow: [], deny: [] }, exceptions: [], locked: [] },
    );
    fc.assert(
      fc.property(stack, silent, ({ bodies, child, preset }, body) => {
        const parents = above(bodies, child);
        const before = load(parents, preset);
        const after = load(new Map([...parents, [child, body]]), preset);
        assert.equal(after.rejected.length, before.rejected.length);
        const order = dataClassesOf(before.policy).map(({ id }) => id);
        assert.deepEqual(answers(after.policy, order), answers(before.policy, order));
        for (const path of [
          ['mode'],
          ['tools', 'default'],
          ['mcpServers', 'default'],
          ['data', 'default'],
          ['rules'],
        ]) {
          assert.deepEqual(effectiveAt(after.policy, path).value ?? [], effectiveAt(before.policy, path).value ?? []);
        }
      }),
      { numRuns: runs(120) },
    );
  });

  it('let a company sanction a tool where nobody above it forbids that', () => {
    const company = fc.constantFrom('managed', 'organisation', 'team');
    fc.assert(
      fc.property(company, policy, policy, (layer, parent, preset) => {
        const allowing = { tools: { default: 'deny', allow: [{ id: 'openai' }] } };
        const loaded = load(new Map<LayerName, RandomPolicy>([[layer, allowing]]), preset);
        assert.equal(
          toolDecision(loaded.policy, { id: 'openai' }, { path: 'a', today: context.today }).status,
          'sanctioned',
        );
        const silent: RandomPolicy = { ...parent, tools: undefined, extends: undefined };
        const below = load(
          new Map<LayerName, RandomPolicy>([
            ['managed', silent],
            ['organisation', allowing],
          ]),
          preset,
        );
        const isHeld = below.rejected.length === 0;
        if (isHeld) {
          const { status } = toolDecision(below.policy, { id: 'openai' }, { path: 'a', today: context.today });
          assert.equal(status, 'sanctioned');
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('put their own word before that of what they extend', () => {
    fc.assert(
      fc.property(policy, fc.constantFrom(...verdicts), (preset, verdict) => {
        const own = { extends: ['./preset.yaml'], tools: { [verdict]: [{ id: 'openai' }] }, mode: 'audit' };
        const loaded = load(new Map<LayerName, RandomPolicy>([['organisation', own]]), preset);
        assert.deepEqual(loaded.rejected, []);
        const { status } = toolDecision(loaded.policy, { id: 'openai' }, { path: 'a', today: context.today });
        assert.equal(status, { allow: 'sanctioned', ask: 'conditional', deny: 'unsanctioned' }[verdict]);
        assert.equal(effectiveAt(loaded.policy, ['mode']).value, 'audit');
      }),
      { numRuns: runs(100) },
    );
  });
});
