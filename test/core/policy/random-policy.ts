// Random policies that touch every part from which an answer can follow, for tests over thousands of them.

import fc from 'fast-check';
import { ruleSeverities } from '../../../src/core/model/finding.ts';
import { modes, verdicts } from '../../../src/core/policy/ladders.ts';

/** Weakest first. */
export const layerOrder = ['managed', 'organisation', 'team', 'workspace', 'user'] as const;
export const tracks = ['technical', 'citizen_builder'] as const;
export const toolIds = ['openai', 'azure-openai', 'cursor', 'mistral'] as const;
export const ruleIds = ['sensitive-data/iban', 'ai-tool/unsanctioned', 'own-rule'] as const;
export const classIds = ['public', 'internal', 'confidential', 'regulated'] as const;
export const paths = ['src/a.ts', 'customers/b.ts'] as const;
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
const pattern = fc.constantFrom(...toolIds, 'abc.tool', 'xyz.tool', '*openai', 'c*', '*');
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
const names = (name: fc.Arbitrary<string>) =>
  fc.record({
    default: some(fc.constantFrom(...verdicts)),
    allow: some(fc.array(name, { maxLength: 1 })),
    ask: some(fc.array(name, { maxLength: 1 })),
    deny: some(fc.array(name, { maxLength: 1 })),
  });
/** Two tools whose names meet: the first layer that gives a name keeps it. */
const catalog = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('abc.tool', 'xyz.tool'),
    name: fc.constant('Own'),
    local: some(fc.boolean()),
    evidence: fc.record({ npm: fc.subarray(['own-sdk', 'own-kit'], { minLength: 1 }) }),
  }),
  { selector: ({ id }) => id, maxLength: 2 },
);
const detector = fc.record({
  id: fc.constant('order'),
  title: fc.constant('Order'),
  pattern: fc.constantFrom('ACME-1', 'ACME-2'),
  keywords: some(fc.constantFrom(['acme'], ['other'])),
  severity: some(fc.constantFrom(...ruleSeverities)),
  class: some(fc.constantFrom(...classIds)),
});
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

/** A policy without its head; any part may be missing. */
export const policy = fc.record(
  {
    mode: fc.constantFrom(...modes),
    foreignMarkers: fc.constantFrom('allow', 'deny'),
    agents: fc.record({
      autoApprove: some(fc.constantFrom(...verdicts)),
      commands: some(names(fc.constantFrom('git push *', 'rm *', '*'))),
    }),
    repositories: fc.record({ allowedRemotes: some(fc.subarray(['github.com/acme/*', '**'], { minLength: 1 })) }),
    locked: fc.subarray(['rules.own-rule', 'tools.deny', 'rules.sensitive-data/iban', 'data']),
    tools: fc
      .tuple(listing(toolEntry), some(names(fc.constantFrom('openai/*', '*/preview'))), some(catalog))
      .map(([lists, models, own]) => ({ ...lists, models, catalog: own })),
    mcpServers: fc.record({
      ...{ default: some(fc.constantFrom(...verdicts)), requirePinnedVersions: some(fc.boolean()) },
      ...{ allow: some(fc.array(fc.record({ id: pattern }), { maxLength: 1 })) },
      ...{ deny: some(fc.array(fc.record({ id: pattern }), { maxLength: 1 })) },
    }),
    data: fc.record({
      classes: some(fc.constant(classIds.map((id, rank) => ({ id, detectors: rank === 2 ? ['personal'] : [] })))),
      default: some(fc.constantFrom(...classIds)),
      paths: some(placed),
      repositories: some(
        fc.array(fc.record({ match: fc.constant('github.com/acme/*'), class: fc.constantFrom(...classIds) }), {
          maxLength: 1,
        }),
      ),
      detectors: some(fc.array(detector, { maxLength: 1 })),
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
          require: some(fc.constant(['review-ai-instructions'])),
        }),
      }),
      internalDomains: some(fc.subarray(['acme.example', 'hr.acme.example', 'acme.internal'], { minLength: 1 })),
      checks: some(fc.constantFrom({ 'sec-rate-limit': { mode: 'enforce' } }, { 'sec-rate-limit': { mode: 'audit' } })),
    }),
    platforms: listing(
      fc.record({ id: fc.constantFrom('qovery', 'vercel'), for: some(fc.subarray([...tracks], { minLength: 1 })) }),
    ),
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
export type RandomPolicy = object;
