// Comparing policies: each kind of change with its direction, and that no loosening goes unnoticed.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { diffPolicies, renderPolicyDiff, type PolicyDiff } from '../../../src/core/policy/diff.ts';
import { notByField } from '../../../src/core/policy/diff-fields.ts';
import { modes, verdicts } from '../../../src/core/policy/ladders.ts';
import { outcomeOfUse, outcomes, type PolicyUse } from '../../../src/core/policy/outcome.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { allFields } from '../../../src/core/policy/schema-walk.ts';
import { runs } from '../../support/runs.ts';
import { companyPolicy } from './example.ts';
import { load, today } from './layers.ts';

const policyOf = (text: string): Policy => {
  const { policy, rejected } = load({ organisation: text });
  assert.deepEqual(rejected, [], text);
  return policy;
};
const compare = (old: string, next: string): PolicyDiff =>
  diffPolicies(policyOf(old), policyOf(next), builtinCatalog(), today);
const same: PolicyDiff = { stricter: [], laxer: [], new: [] };
/** `direction path` of each change. */
const changes = (old: string, next: string): readonly string[] => {
  const diff = compare(old, next);
  return (['laxer', 'stricter', 'new'] as const).flatMap((direction) =>
    diff[direction].map(({ path }) => `${direction} ${path}`),
  );
};

/** A text, a stricter one, and what the comparison says; the other way round it says laxer. */
const tightened: readonly (readonly [string, string, string])[] = [
  ['mode: warn', 'mode: enforce', 'mode'],
  ['', 'mode: enforce', 'mode'],
  ['mode: audit', '', 'mode'],
  ['foreignMarkers: allow', 'foreignMarkers: deny', 'foreignMarkers'],
  ['tools: {default: ask}', 'tools: {default: deny}', 'tools.default'],
  ['tools: {default: ask, allow: [{id: openai}]}', 'tools: {default: ask}', 'tools.openai'],
  ['tools: {default: ask}', 'tools: {default: ask, deny: [{id: openai}]}', 'tools.openai'],
  ['tools: {default: ask, allow: [{id: "open*"}]}', 'tools: {default: ask}', 'tools.open*'],
  ['tools: {default: ask}', 'tools: {default: ask, deny: [{id: "*.free-ai-*"}]}', 'tools.*.free-ai-*'],
  ['tools: {allow: [{id: openai}]}', 'tools: {allow: [{id: openai, plans: [business]}]}', 'tools.openai.plans'],
  [
    'tools: {allow: [{id: openai, modes: [chat, agent]}]}',
    'tools: {allow: [{id: openai, modes: [chat]}]}',
    'tools.openai.modes',
  ],
  ['tools: {allow: [{id: openai}]}', 'tools: {allow: [{id: openai, account: company}]}', 'tools.openai.account'],
  [
    'tools: {allow: [{id: openai, versions: ">=1.9"}]}',
    'tools: {allow: [{id: openai, versions: ">=1.10"}]}',
    'tools.openai.versions',
  ],
  ['tools: {models: {deny: [a/b]}}', 'tools: {models: {deny: [a/b, c/*]}}', 'tools.models.c/*'],
  [
    'mcpServers: {default: ask, allow: [{id: a, url: https://a.example}]}',
    'mcpServers: {default: ask}',
    'mcpServers.a (https://a.example)',
  ],
  ['mcpServers: {allow: [{id: a}]}', 'mcpServers: {allow: [{id: a, readOnly: true}]}', 'mcpServers.a.readOnly'],
  [
    'mcpServers: {requirePinnedVersions: false}',
    'mcpServers: {requirePinnedVersions: true}',
    'mcpServers.requirePinnedVersions',
  ],
  ['agents: {autoApprove: ask}', 'agents: {autoApprove: deny}', 'agents.autoApprove'],
  [
    'agents: {commands: {ask: ["git push *"]}}',
    'agents: {commands: {deny: ["git push *"]}}',
    'agents.commands.git push *',
  ],
  ['data: {exclude: ["**/.env"]}', 'data: {exclude: ["**/.env", "**/*.pem"]}', 'data.exclude'],
  [
    'data: {classes: [{id: a}, {id: b}], default: a}',
    'data: {classes: [{id: a}, {id: b}], default: b}',
    'data.default',
  ],
  [
    'data: {classes: [{id: a}, {id: b, detectors: [credential]}]}',
    'data: {classes: [{id: a}, {id: b, detectors: [credential, health]}]}',
    'data.classes.b.detectors',
  ],
  [
    'data: {classes: [{id: a}, {id: b}], default: a}',
    'data: {classes: [{id: a}, {id: b}], default: a, paths: [{match: "hr/**", class: b}]}',
    'data.paths.hr/**',
  ],
  ['platforms: {allow: [{id: x}, {id: y}]}', 'platforms: {allow: [{id: x}]}', 'platforms.y'],
  [
    'repositories: {allowedRemotes: ["a/*", "b/*"]}',
    'repositories: {allowedRemotes: ["a/*"]}',
    'repositories.allowedRemotes',
  ],
  [
    'production: {internalDomains: [a.internal, b.internal]}',
    'production: {internalDomains: [a.internal]}',
    'production.internalDomains',
  ],
  [
    'production: {tiers: {production: {maxWaiverDays: 90}}}',
    'production: {tiers: {production: {maxWaiverDays: 30}}}',
    'production.tiers.production.maxWaiverDays',
  ],
  [
    'production: {tiers: {internal: {require: [a-check]}}}',
    'production: {tiers: {internal: {require: [a-check, b-check]}}}',
    'production.tiers.internal.require',
  ],
  [
    'production: {checks: {sec-a: {mode: audit}}}',
    'production: {checks: {sec-a: {mode: enforce}}}',
    'production.checks.sec-a.mode',
  ],
  [
    'rules: [{id: sensitive-data/iban, mode: warn}]',
    'rules: [{id: sensitive-data/iban, mode: enforce}]',
    'rules.sensitive-data/iban.mode',
  ],
  [
    'rules: [{id: r, severity: low, match: {tools: [a]}}]',
    'rules: [{id: r, severity: high, match: {tools: [a]}}]',
    'rules.r.severity',
  ],
  [
    'rules: [{id: r, match: {tools: [a]}}]',
    'rules: [{id: r, waivable: false, match: {tools: [a]}}]',
    'rules.r.waivable',
  ],
  [
    'rules: [{id: r, waivable: {maxDays: 30}, match: {tools: [a]}}]',
    'rules: [{id: r, waivable: {maxDays: 9}, match: {tools: [a]}}]',
    'rules.r.waivable.maxDays',
  ],
  ['rules: [{id: r, match: {tools: [a]}}]', 'rules: [{id: r, match: {tools: [a, b]}}]', 'rules.r.match.tools'],
  [
    'rules: [{id: r, match: {tools: [a], account: personal}}]',
    'rules: [{id: r, match: {tools: [a]}}]',
    'rules.r.match.account',
  ],
  [
    'rules: [{id: r, match: {except: {toolClearedForClass: true}}}]',
    'rules: [{id: r, match: {}}]',
    'rules.r.match.except.toolClearedForClass',
  ],
  ['exceptions: [{id: E, rule: r, owner: o, reason: x, expires: 2027-06-01}]', '', 'exceptions.E'],
  [
    'exceptions: [{id: E, rule: r, owner: o, reason: x, expires: 2027-06-01}]',
    'exceptions: [{id: E, rule: r, owner: o, reason: x, expires: 2027-05-01}]',
    'exceptions.E.expires',
  ],
  [
    'exceptions: [{id: E, rule: r, owner: o, reason: x, expires: 2027-06-01}]',
    'exceptions: [{id: E, rule: r, match: {groups: [g]}, owner: o, reason: x, expires: 2027-06-01}]',
    'exceptions.E.match.groups',
  ],
  ['locked: [tools]', 'locked: [tools, rules]', 'locked'],
  ['trust: {threshold: 1}', 'trust: {threshold: 2}', 'trust.threshold'],
  ['logging: {export: {minGroupSize: 5}}', 'logging: {export: {minGroupSize: 9}}', 'logging.export.minGroupSize'],
  ['mode: enforce\nrollout: {rings: [{id: all, maxMode: warn}]}', 'mode: enforce', 'mode'],
  [
    'mode: enforce\nrollout: {rings: [{id: a, match: {percent: 10}, maxMode: enforce}, {id: all, maxMode: warn}]}',
    'mode: enforce\nrollout: {rings: [{id: a, match: {percent: 50}, maxMode: enforce}, {id: all, maxMode: warn}]}',
    'mode',
  ],
];

describe('comparing policies', () => {
  for (const [lax, strict, path] of tightened) {
    it(`${path}: ${JSON.stringify(strict)} is stricter than ${JSON.stringify(lax)}`, () => {
      assert.deepEqual(changes(lax, strict), [`stricter ${path}`]);
      assert.deepEqual(changes(strict, lax), [`laxer ${path}`]);
    });
  }

  it('calls new what nobody spoke of before and what holds nothing up', () => {
    assert.deepEqual(changes('', 'rules: [{id: r, match: {tools: [a]}}]'), ['new rules.r']);
    assert.deepEqual(changes('', 'tools: {allow: [{id: openai}]}'), ['new tools.openai']);
    assert.deepEqual(changes('data: {classes: [{id: a}]}', 'data: {classes: [{id: a}, {id: b}]}'), [
      'new data.classes.b',
    ]);
  });

  it('counts clearance by class, and says both when one comes and one goes', () => {
    const cleared = (ids: string): string =>
      `data: {classes: [{id: a}, {id: b}, {id: c}]}\ntools: {allow: [{id: openai, dataClasses: [${ids}]}]}`;
    assert.deepEqual(changes(cleared('a, b'), cleared('a')), ['stricter tools.openai.dataClasses']);
    assert.deepEqual(changes(cleared('a'), cleared('a, b')), ['laxer tools.openai.dataClasses']);
    assert.deepEqual(changes(cleared('a, b'), cleared('a, c')), [
      'laxer tools.openai.dataClasses',
      'stricter tools.openai.dataClasses',
    ]);
  });

  it('calls laxer a tool that is asked about and no longer held to its classes', () => {
    const classes = 'data: {classes: [{id: a}, {id: b}]}\n';
    assert.deepEqual(
      changes(`${classes}tools: {allow: [{id: openai, dataClasses: [a]}]}`, `${classes}tools: {ask: [{id: openai}]}`),
      ['laxer tools.openai.dataClasses', 'stricter tools.openai'],
    );
  });

  it('does not count words, order of entries, or exceptions that are over', () => {
    const old = 'tools: {default: ask, allow: [{id: openai, reason: a}, {id: cursor}]}';
    assert.deepEqual(compare(old, 'tools: {allow: [{id: cursor}, {id: openai, reason: b}], default: ask}'), same);
    assert.deepEqual(compare('', 'exceptions: [{id: E, rule: r, owner: o, reason: x, expires: 2026-11-01}]'), same);
    assert.deepEqual(compare('extends: [builtin:small-team@1]', companyless('builtin:small-team@1')), same);
  });

  it('finds a catalogue tool that a pattern lets through', () => {
    const old = 'tools: {default: deny, ask: [{id: "azure-*"}], deny: [{id: "*-openai"}]}';
    assert.deepEqual(
      changes(old, 'tools: {default: deny, ask: [{id: "azure-*"}], deny: [{id: "x-openai"}]}'),
      ['laxer tools.azure-openai', 'stricter tools.x-openai'].filter((each) => !each.includes('x-openai')),
    );
  });

  it('says for whom a ring changes the mode', () => {
    const rings = (mode: string): string =>
      `mode: enforce\nrollout: {rings: [{id: p, match: {groups: [pilot]}, maxMode: ${mode}}, {id: all, maxMode: warn}]}`;
    const [change] = compare(rings('enforce'), rings('warn')).laxer;
    assert.equal(change?.message, 'enforce → warn for group pilot');
  });

  it('is empty for the same policy, and renders so', () => {
    assert.deepEqual(compare(companyPolicy, companyPolicy), same);
    assert.equal(renderPolicyDiff(same), 'Both say the same.\n');
    const text = renderPolicyDiff(compare('tools: {default: deny}', 'tools: {default: ask}'));
    assert.match(
      text,
      /^Laxer \(1\)\n {2}tools\.default {2}what is not listed: deny by default → ask by default {2}organisation\.yaml:4:\d+\n/,
    );
  });

  it('every field that has power is compared, by its strategy or by a part of its own', () => {
    const byStrategy = new Set([
      'strictest-verdict',
      'strictest-mode',
      'highest-severity',
      'highest-class',
      'smallest',
      'largest',
      'any',
      'every',
      'union',
      'intersection',
      'common-domains',
      'nearest',
      'first',
      'by-id',
      'by-key',
    ]);
    const own = [
      ...[...notByField, 'trust', 'data.repositories', 'data.paths', 'repositories.allowedRemotes'],
      ...['data.detectors.*.pattern', 'data.detectors.*.keywords'],
    ];
    const forgotten = allFields().filter(({ path, facts }) => {
      const name = path.join('.');
      return !own.some((each) => name === each || name.startsWith(`${each}.`)) && !byStrategy.has(facts?.merge ?? '');
    });
    assert.deepEqual(
      forgotten.map(({ path }) => path.join('.')),
      [],
    );
  });

  const verdict = fc.constantFrom(...verdicts, undefined);
  const shape = fc.record({
    mode: fc.constantFrom(...modes, undefined),
    default: verdict,
    openai: verdict,
    pattern: verdict,
    classes: fc.subarray(['public', 'internal', 'secret']),
    ruleMode: fc.constantFrom(...modes, undefined),
    hasException: fc.boolean(),
  });
  type Drawn = typeof shape extends fc.Arbitrary<infer T> ? T : never;
  const write = (drawn: Drawn): string => {
    const entry = (id: string, list: string | undefined): Record<string, readonly string[]> =>
      list === undefined
        ? {}
        : {
            [list]: [
              `{id: "${id}"${list !== 'deny' && id === 'openai' ? `, dataClasses: [${drawn.classes.join(', ')}]` : ''}}`,
            ],
          };
    const lists: Record<string, string[]> = {};
    for (const each of [entry('openai', drawn.openai), entry('*-openai', drawn.pattern)]) {
      for (const [list, entries] of Object.entries(each)) (lists[list] ??= []).push(...entries);
    }
    const tools = [
      ...(drawn.default === undefined ? [] : [`default: ${drawn.default}`]),
      ...Object.entries(lists).map(([list, entries]) => `${list}: [${entries.join(', ')}]`),
    ];
    return [
      drawn.mode === undefined ? '' : `mode: ${drawn.mode}\n`,
      'data: {classes: [{id: public}, {id: internal}, {id: secret}]}\n',
      tools.length === 0 ? '' : `tools: {${tools.join(', ')}}\n`,
      drawn.ruleMode === undefined ? '' : `rules: [{id: ai-tool/unsanctioned, mode: ${drawn.ruleMode}}]\n`,
      drawn.hasException
        ? 'exceptions: [{id: E, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: o, reason: r, expires: 2027-06-01}]\n'
        : '',
    ].join('');
  };
  const uses: readonly PolicyUse[] = ['openai', 'azure-openai', 'cursor'].flatMap((toolId) =>
    [undefined, 'public', 'internal', 'secret'].map((dataClass) => ({ toolId, dataClass, at: today })),
  );

  it('lets no use become milder without saying so', () => {
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        // A mode or an exception for one kind of verdict alone can make the stricter verdict the milder outcome.
        const general = { ruleMode: undefined, hasException: false };
        const [old, next] = [policyOf(write({ ...one, ...general })), policyOf(write({ ...other, ...general }))];
        const { laxer } = diffPolicies(old, next, builtinCatalog(), today);
        const rank = (policy: Policy, use: PolicyUse): number => outcomes.indexOf(outcomeOfUse(policy, use).outcome);
        // The contract asks about a use in audit mode and only logs a denied one there: this one step, from asked to denied, is
        // the stricter verdict with the milder outcome. Every other milder outcome has to be named.
        const isNowLogged = (use: PolicyUse): boolean => {
          const [before, after] = [outcomeOfUse(old, use), outcomeOfUse(next, use)];
          const wasAsked =
            before.outcome === 'warned' && /^ai-tool\/(?:unknown|conditions-unmet)$/.test(before.rule ?? '');
          return wasAsked && after.outcome === 'allowed' && after.rule === 'ai-tool/unsanctioned';
        };
        const milder = uses.filter((use) => rank(next, use) < rank(old, use) && !isNowLogged(use));
        assert.ok(milder.length === 0 || laxer.length > 0, JSON.stringify(milder));
      }),
      { numRuns: runs(150) },
    );
  });

  it('never calls laxer what was only tightened, and nothing what is the same', () => {
    const up = <T extends string>(ladder: readonly T[], value: T | undefined): T | undefined =>
      value === undefined ? undefined : (ladder[ladder.indexOf(value) + 1] ?? value);
    fc.assert(
      fc.property(
        shape,
        fc.record({
          mode: fc.boolean(),
          default: fc.boolean(),
          openai: fc.boolean(),
          pattern: fc.boolean(),
          classes: fc.boolean(),
          ruleMode: fc.boolean(),
        }),
        (drawn, which) => {
          const stricter = {
            ...drawn,
            mode: which.mode ? up(modes, drawn.mode) : drawn.mode,
            default: which.default ? up(verdicts, drawn.default) : drawn.default,
            openai: which.openai ? up(verdicts, drawn.openai) : drawn.openai,
            pattern: which.pattern ? up(verdicts, drawn.pattern) : drawn.pattern,
            classes: which.classes ? drawn.classes.slice(1) : drawn.classes,
            ruleMode: which.ruleMode ? up(modes, drawn.ruleMode) : drawn.ruleMode,
            hasException: false,
          };
          assert.deepEqual(compare(write(drawn), write(stricter)).laxer, []);
          assert.deepEqual(compare(write(drawn), write(drawn)), same);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

function companyless(preset: string): string {
  return `extends: ['${preset}']\nmode: warn\n`;
}
