import assert from 'node:assert/strict';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
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
});
