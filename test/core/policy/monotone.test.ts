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
import { internalDomainsOf, isWithin } from '../../../src/core/policy/internal-domains.ts';
import { speakersOf } from '../../../src/core/policy/listing.ts';
import { catalogUnder } from '../../../src/core/policy/own-tools.ts';
import { outcomeOfUse, outcomes } from '../../../src/core/policy/outcome.ts';
import { unattendedAgents } from '../../../src/core/policy/unattended-agents.ts';
import { whyWaiverRefused } from '../../../src/core/policy/waiver-terms.ts';
import { ownRule, scannedPatterns } from '../../../src/core/detectors/custom-patterns/own-patterns.ts';
import type { Waiver } from '../../../src/core/model/waiver.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import { mayAcceptCritical } from '../../../src/core/readiness/rulings.ts';
import { boundariesFor } from '../../../src/core/policy/own-rules.ts';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import type { ReadParent } from '../../../src/core/policy/presets.ts';
import { allowsRemote, readinessDemands } from '../../../src/core/readiness/policy-demands.ts';
import { ruleSeverities } from '../../../src/core/model/finding.ts';
import type { McpServerUse } from '../../../src/core/model/finding.ts';
import { runs } from '../../support/runs.ts';
import { classIds, layerOrder, paths, policy, ruleIds, toolIds, tracks, type RandomPolicy } from './random-policy.ts';

const context = {
  today: '2026-11-24',
  groups: ['pilot'],
  actor: 'somebody',
  knownTools: new Set<string>(builtinCatalog().tools.map(({ id }) => id)),
  knownRules: new Set<string>(allRules.map(({ id }) => id)),
};

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
  for (const track of tracks) {
    for (const id of ['vercel', 'qovery']) all[`platform ${id} ${track}`] = demands.allowsPlatform(id, track) ? 0 : 1;
  }
  for (const name of ['a', 'b', 'c'])
    all[`accepts ${name}`] = mayAcceptCritical(name, demands.limits('production')) ? 0 : 1;
  for (const host of ['acme.example', 'x.hr.acme.example', 'acme.internal'])
    all[`internal ${host}`] = isWithin(host, demands.internalDomains) ? 0 : 1;
  for (const remote of ['github.com/acme/shop', 'gitlab.com/other/shop'])
    all[`remote ${remote}`] = allowsRemote(demands, remote) ? 0 : 1;
  for (const check of checks.filter(({ id }) => id === 'sec-rate-limit' || id === 'review-ai-instructions')) {
    const { requiredFrom, enforced } = demands.demand(check);
    all[`enforced ${check.id}`] = enforced ? 1 : 0;
    all[`required ${check.id}`] = -['sandbox', 'internal', 'production', 'advice'].indexOf(requiredFrom);
  }
  const unattended = unattendedAgents(of)?.verdict;
  // Where nobody says anything, such settings are findings all the same.
  all['unattended'] = unattended === undefined ? 1 : { allow: 0, ask: 1, deny: 2 }[unattended];
  const known = catalogUnder(of, builtinCatalog());
  for (const name of ['own-sdk', 'own-kit']) {
    const found = known.byPackage('npm', name);
    all[`found ${name}`] = found === undefined ? -1 : 0;
    all[`own ${name}`] = found === undefined ? -1 : strictness.indexOf(toolDecision(of, found, at).status);
    all[`leaves ${name}`] = found === undefined || found.egress === 'local' ? 0 : 1;
  }
  const order1 = ownRule(of, 'sensitive-data/order');
  all['detector severity'] = order1 === undefined ? -1 : ruleSeverities.indexOf(order1.rule.severity);
  all['detector class'] = Math.max(-1, ...(order1?.dataClasses ?? []).map((id) => order.indexOf(id)));
  all['detector patterns'] = scannedPatterns(of).length;
  for (const use of uses) {
    // Exceptions open, and are tried apart.
    const { outcome } = outcomeOfUse(withoutExceptions(of), { ...use, at: context.today });
    all[`use ${JSON.stringify(use)}`] = outcomes.indexOf(outcome);
  }
  all[`class acme`] = order.indexOf(
    classOfPlace(of, 'src/a.ts', { remotes: ['github.com/acme/x'], projects: [] })?.id ?? '',
  );
  for (const days of [5, 30]) {
    for (const by of ['security', 'dana'])
      all[`waiver ${by} ${String(days)}`] = whyWaiverRefused(waiverOf(by, days), of) === undefined ? 0 : 1;
  }
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

const uses = [
  ...toolIds.map((toolId) => ({ toolId })),
  ...toolIds.flatMap((toolId) => classIds.map((dataClass) => ({ toolId, dataClass }))),
  ...['openai/gpt-5', 'mistral/preview'].map((model) => ({ model })),
  ...['git push --force', 'rm -rf x', 'ls'].map((command) => ({ command })),
  { mcpServer: { name: 'openai' } },
];

function withoutExceptions(of: Policy): Policy {
  const without = <T extends { readonly document: Policy['layers'][number]['document'] }>(each: T): T => ({
    ...each,
    document: { ...each.document, exceptions: [] },
  });
  return {
    ...of,
    layers: of.layers.map((layer) => ({
      ...without(layer),
      ...(layer.presets && { presets: layer.presets.map(without) }),
    })),
  };
}

function waiverOf(by: string, days: number): Waiver {
  const expires = new Date(Date.parse('2026-11-24') + days * 86_400_000).toISOString().slice(0, 10);
  return { id: 'W', rule: 'own-rule', owner: 'dana', by, at: '2026-11-24', reason: 'pilot', expires };
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
  const isCompany = child === 'organisation' || child === 'team';
  if (kind === 'internal') return isCompany && internalDomainsOf(before).length === 0;
  if (kind === 'unattended') return isCompany && unattendedAgents(before) === undefined;
  if (kind === 'use') return child === 'organisation' && before.layers.every(saysNoMode);
  if (kind === 'own') {
    const found = catalogUnder(before, builtinCatalog()).byPackage('npm', id);
    return mayClear && found !== undefined && toolDecision(before, found, { path: '', today: '' }).status === 'unknown';
  }
  if (kind === 'mcp') return mayClear && mcpDecision(before, server, { path: '', today: '' }).status === 'unknown';
  if (kind !== 'tool' && kind !== 'cleared' && kind !== 'boundary') return false;
  return mayClear && toolDecision(before, { id }, { path: '', today: context.today }).status === 'unknown';
}

/** Until a company says how hard rules bite, they bite as the product has it. */
function saysNoMode(layer: Policy['layers'][number]): boolean {
  return speakersOf(layer).every(
    ({ document }) => document.mode === undefined && document.rules?.some(({ mode }) => mode !== undefined) !== true,
  );
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

  it('never make any answer laxer by one more below, whatever it says or extends', function () {
    this.timeout(120_000);
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
      { numRuns: runs(200) },
    );
    assert.ok(refused > 0 && refused < total, `${String(refused)} of ${String(total)} were refused`);
  });

  it('do not change by one that says nothing', function () {
    this.timeout(120_000);
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
      { numRuns: runs(100) },
    );
  });

  it('hold exceptions of one below only where every rule above lets them', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(stack, ({ bodies, child, body, preset }) => {
        const parents = above(bodies, child);
        const loaded = load(new Map([...parents, [child, body]]), preset);
        if (loaded.rejected.some(({ layer }) => layer === child)) return;
        const own = loaded.policy.layers.find(({ layer }) => layer === child)?.document.exceptions ?? [];
        const before = loaded.policy.layers.filter(({ layer }) => layer !== child && parents.has(layer));
        for (const { rule, approvedBy, expires } of own) {
          for (const { document } of before) {
            assert.ok(document.locked?.includes(`rules.${rule}`) !== true, `${rule} is locked`);
            const waivable = document.rules?.find(({ id }) => id === rule)?.waivable;
            assert.notEqual(waivable, false, `there can be no exception from ${rule}`);
            if (typeof waivable !== 'object') continue;
            assert.ok(waivable.approvers?.includes(approvedBy ?? '') !== false, `${rule} is not approved`);
            // Random exceptions start on 20 November and end ten days or half a year later.
            assert.ok(
              waivable.maxDays === undefined || expires === '2026-11-30',
              `the exception from ${rule} is too long`,
            );
          }
        }
      }),
      { numRuns: runs(150) },
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
