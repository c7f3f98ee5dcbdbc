// What readiness takes from a policy: demands of every layer and of what it extends, none of which a layer below can weaken.

import assert from 'node:assert/strict';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import { readinessDemands } from '../../../src/core/readiness/policy-demands.ts';
import { approvedPlatforms } from '../../../src/core/readiness/ship.ts';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import { mayAcceptCritical } from '../../../src/core/readiness/rulings.ts';
import type { CheckReport } from '../../../src/core/readiness/report.ts';
import { factsOf, noPolicy, today, type Workspace } from './workspace.ts';

/** A policy of layers, weakest first; only what readiness reads of them. */
function policyOf(layers: readonly (readonly [LayerName, object])[]): Policy {
  return {
    ...noPolicy,
    layers: layers.map(([layer, rest]) => ({
      layer,
      source: 'ai-policy.yaml',
      document: {
        apiVersion: 'handrail/v1',
        kind: 'Policy',
        ...rest,
      } as unknown as Policy['layers'][number]['document'],
      places: {},
    })),
  };
}

async function checkUnder(policy: Policy, id: string, workspace: Workspace): Promise<CheckReport> {
  const report = evaluateReadiness(await factsOf(workspace), policy, { today, waivers: [], attestations: [] });
  return report.checks.find((check) => check.id === id)!;
}

const empty: Workspace = { files: {} };

describe('what a policy asks of readiness', () => {
  it('names the places where projects are saved; every layer has its say', async () => {
    const company = policyOf([['organisation', { repositories: { allowedRemotes: ['github.com/acme/*'] } }]]);
    assert.equal((await checkUnder(company, 'dep-in-git', empty)).state, 'pass');
    const remotes = ['git@gitlab.com:someone/shop.git'];
    const elsewhere = await checkUnder(company, 'dep-in-git', { files: {}, git: { remotes } });
    assert.equal(elsewhere.state, 'fail');
    assert.match(elsewhere.because ?? '', /gitlab\.com\/someone\/shop/);
    const looser = policyOf([
      ['organisation', { repositories: { allowedRemotes: ['github.com/acme/*'] } }],
      ['workspace', { repositories: { allowedRemotes: ['gitlab.com/**'] } }],
    ]);
    assert.equal((await checkUnder(looser, 'dep-in-git', { files: {}, git: { remotes } })).state, 'fail');
  });

  it('approves platforms', async () => {
    const policy = policyOf([
      ['organisation', { platforms: { allow: [{ id: 'qovery' }, { id: 'vercel-company' }], deny: [{ id: 'net*' }] } }],
    ]);
    const state = async (files: Workspace['files']): Promise<string> =>
      (await checkUnder(policy, 'dep-sanctioned-target', { files })).state;
    assert.equal(await state({ 'fly.toml': '' }), 'fail');
    assert.equal(await state({ 'netlify.toml': '' }), 'fail');
    assert.equal(await state({ 'vercel.json': '{}' }), 'pass');
    assert.equal(await state({}), 'pass');
  });

  it('requires a check earlier and turns advice into a demand', async () => {
    const policy = policyOf([
      [
        'organisation',
        { production: { tiers: { sandbox: { require: ['own-readme'] } }, checks: { 'sec-report-path': {} } } },
      ],
    ]);
    assert.equal((await checkUnder(policy, 'own-readme', empty)).requiredFrom, 'sandbox');
    const enforcing = policyOf([
      ['team', { production: { checks: { 'review-ai-instructions': { mode: 'enforce' } } } }],
    ]);
    const check = await checkUnder(enforcing, 'review-ai-instructions', { files: { '.mcp.json': '{}' } });
    assert.deepEqual([check.state, check.requiredFrom], ['fail', 'internal']);
  });

  it('calls domains internal, but not at the wish of the workspace', async () => {
    const domains = { production: { internalDomains: ['nordwind.de'] } };
    const verdict = async (layer: LayerName): Promise<string> => {
      const facts = await factsOf({ files: { CNAME: 'shop.nordwind.de' } });
      return evaluateReadiness(facts, policyOf([[layer, domains]]), { today, waivers: [], attestations: [] }).boundary
        .verdict;
    };
    assert.equal(await verdict('organisation'), 'internal');
    assert.equal(await verdict('workspace'), 'production');
  });

  it('limits waivers: the shortest time and the named approvers hold', async () => {
    const waiver = {
      id: 'w',
      check: 'data-no-real-data-in-repo',
      owner: 'dana@acme.example',
      by: 'dana@acme.example',
      at: today,
      reason: 'the pilot ends soon',
      expires: '2026-12-10',
    };
    const facts = await factsOf({ files: { 'shop.dump': '' } });
    const because = (tiersOfPolicy: object, by: string): string | undefined => {
      const policy = policyOf([['organisation', { production: { tiers: tiersOfPolicy } }]]);
      const options = { today, waivers: [{ ...waiver, by }], attestations: [], tier: 'sandbox' } as const;
      const report = evaluateReadiness(facts, policy, options);
      return report.checks.find((check) => check.id === waiver.check)?.because;
    };
    assert.match(because({}, waiver.by) ?? '', /Accepted by/);
    assert.match(because({ sandbox: { maxWaiverDays: 7 } }, waiver.by) ?? '', /7 days/);
    assert.match(because({ sandbox: { approvers: ['security@acme.example'] } }, waiver.by) ?? '', /needs security@/);
    assert.match(
      because({ sandbox: { approvers: ['security@acme.example'] } }, 'security@acme.example') ?? '',
      /Accepted/,
    );
  });

  it('comes from what a layer extends as well, over which its own words win', () => {
    const preset = `
production:
  internalDomains: [acme.internal]
  tiers: {production: {require: [own-readme], approvers: [dana@acme.example], maxWaiverDays: 20}}
  checks: {review-ai-instructions: {mode: enforce}, sec-rate-limit: {mode: enforce}}
repositories: {allowedRemotes: ['github.com/acme/*']}
platforms: {allow: [{id: qovery}], deny: [{id: vercel}]}
`;
    const own = `
production: {tiers: {production: {maxWaiverDays: 30}}, checks: {sec-rate-limit: {mode: audit}}}
platforms: {allow: [{id: vercel}]}
`;
    const inherited = readinessDemands(extending('organisation', '', preset));
    assert.deepEqual(inherited.limits('production'), {
      maxWaiverDays: { sandbox: 365, internal: 180, production: 20 },
      approvers: ['dana@acme.example'],
    });
    assert.deepEqual(inherited.internalDomains, ['acme.internal']);
    assert.deepEqual(inherited.allowedRemotes, [['github.com/acme/*']]);
    assert.deepEqual(
      ['qovery', 'vercel', 'fly'].map((id) => inherited.allowsPlatform(id)),
      [true, false, false],
    );
    const enforced = (demands: typeof inherited, id: string) => demands.demand(checkOf(id)).enforced;
    assert.deepEqual(
      ['own-readme', 'review-ai-instructions', 'sec-rate-limit'].map((id) => enforced(inherited, id)),
      [true, true, true],
    );
    const overruled = readinessDemands(extending('organisation', own, preset));
    assert.equal(overruled.limits('production').maxWaiverDays.production, 30);
    assert.equal(overruled.allowsPlatform('vercel'), true);
    assert.deepEqual(
      ['own-readme', 'review-ai-instructions', 'sec-rate-limit'].map((id) => enforced(overruled, id)),
      [true, true, false],
    );
  });

  it('lets nobody accept a critical check where the layers have no approver in common', () => {
    const naming = (name: string): object => ({ production: { tiers: { production: { approvers: [name] } } } });
    const limits = readinessDemands(
      policyOf([
        ['organisation', naming('dana@acme.example')],
        ['workspace', naming('sam@acme.example')],
      ]),
    ).limits('production');
    assert.deepEqual(limits.approvers, []);
    const mayAccept = ['dana@acme.example', 'sam@acme.example'].map((by) => mayAcceptCritical(by, limits));
    assert.deepEqual(mayAccept, [false, false]);
    assert.ok(mayAcceptCritical('anybody@acme.example', readinessDemands(noPolicy).limits('production')));
  });

  it('calls only those domains internal that every layer does which names some', () => {
    const internal = (...layers: readonly (readonly [LayerName, readonly string[]])[]): readonly string[] =>
      readinessDemands(policyOf(layers.map(([layer, internalDomains]) => [layer, { production: { internalDomains } }])))
        .internalDomains;
    assert.deepEqual(internal(['organisation', ['acme.internal', 'acme.example']], ['team', ['hr.acme.example']]), [
      'hr.acme.example',
    ]);
    assert.deepEqual(internal(['organisation', ['corp.acme.example']], ['team', ['acme.example']]), [
      'corp.acme.example',
    ]);
    assert.deepEqual(internal(['organisation', ['acme.internal']], ['team', ['example.com']]), []);
    assert.deepEqual(internal(['organisation', ['acme.internal', 'b.internal']], ['user', ['b.internal']]), [
      'b.internal',
    ]);
    assert.deepEqual(internal(['builtin', []], ['user', ['acme.com']]), []);
    assert.deepEqual(internal(['managed', []], ['organisation', ['acme.internal']]), []);
  });

  it('approves platforms for a track only where every layer that names them does', () => {
    const company: readonly [LayerName, object] = [
      'organisation',
      { platforms: { allow: [{ id: 'qovery', for: ['technical'] }, { id: 'azure-prod' }], ask: [{ id: 'fly' }] } },
    ];
    const team: readonly [LayerName, object] = ['team', { platforms: { allow: [{ id: 'qovery' }, { id: 'fly' }] } }];
    const ways = (track: 'technical' | 'citizen_builder'): readonly string[] =>
      approvedPlatforms(policyOf([company, team]), track).map(({ id }) => id);
    assert.deepEqual([ways('technical'), ways('citizen_builder')], [['qovery'], []]);
    assert.deepEqual(
      approvedPlatforms(policyOf([company]), 'citizen_builder').map(({ id }) => id),
      ['azure-prod'],
    );
    assert.equal(readinessDemands(policyOf([company])).allowsPlatform('fly'), false, 'to be asked about first');
  });
});

/** A layer with its own sections over those of a file that it extends. */
function extending(layer: LayerName, own: string, preset: string): Policy {
  const head = 'apiVersion: handrail/v1\nkind: Policy\n';
  const { policy, rejected } = loadPolicy(
    [{ layer, source: 'ai-policy.yaml', text: `${head}extends: [./p.yaml]\n${own}` }],
    {
      ...{ today, groups: [], knownTools: new Set(builtinCatalog().tools.map(({ id }) => id)), knownRules: new Set() },
      readParent: () => ({ source: 'p.yaml', text: head + preset }),
    },
  );
  assert.deepEqual(rejected, []);
  return policy;
}

function checkOf(id: string): (typeof checks)[number] {
  return checks.find((check) => check.id === id)!;
}
