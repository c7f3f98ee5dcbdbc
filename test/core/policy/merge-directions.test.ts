// Which way of each field of a policy is the laxer one, and that the way in which layers meet in it cannot go there. A field that is not in
// the table fails. What the answers of a policy do is tried in monotone.test.ts.

import assert from 'node:assert/strict';
import type { MergeStrategy } from '../../../src/core/policy/fields.ts';
import { allFields } from '../../../src/core/policy/schema-walk.ts';

/** What would loosen, and the strategies under which no lower layer can do it. */
const directions = {
  'a lower value': ['strictest-verdict', 'strictest-mode', 'highest-severity', 'highest-class'],
  'a larger number': ['smallest'],
  'a smaller number': ['largest'],
  true: ['every'],
  false: ['any'],
  'more entries': ['intersection', 'common-domains'],
  'fewer entries': ['union'],
  /** Entries that open and entries that close: each layer gives its own verdict. */
  'another verdict': ['by-entry'],
  /** A condition under which an entry speaks: it stays with the entry of its layer. */
  'another condition': ['by-entry'],
  /** What it names belongs to nobody else's entry. */
  'another place': ['first'],
  /** It speaks of its own file alone, which no layer below reads. */
  'nothing below it': ['own-layer'],
  'nothing: words for people': ['nearest', 'own-layer'],
  'what is in it': ['by-key', 'by-id'],
} as const satisfies Readonly<Record<string, readonly MergeStrategy[]>>;
type Direction = keyof typeof directions;

/** Fields by what would loosen them. `*` stands for one step of the path, `**` for all below. */
const laxer: Readonly<Record<Direction, readonly string[]>> = {
  'a lower value': [
    ...['mode', 'foreignMarkers', 'tools.default', 'tools.models.default', 'mcpServers.default', 'platforms.default'],
    ...['agents.autoApprove', 'agents.commands.default', 'agents.network.default', 'data.default'],
    ...['data.repositories.*.class', 'data.paths.*.class', 'data.detectors.*.severity', 'data.detectors.*.class'],
    ...['production.checks.*.mode', 'rules.*.severity', 'rules.*.mode'],
  ],
  'a larger number': [
    ...['production.tiers.*.maxWaiverDays', 'rules.*.waivable.maxDays', 'logging.export.retentionDays'],
    'exceptions.*.expires',
  ],
  'a smaller number': ['logging.export.minGroupSize', 'exceptions.*.starts'],
  true: [
    ...['tools.catalog.*.local', 'rules.*.waivable', 'rules.*.waivable.breakGlass'],
    'rules.*.match.except.toolClearedForClass',
  ],
  false: ['mcpServers.requirePinnedVersions', 'mcpServers.*.*.readOnly'],
  'more entries': [
    ...['tools.*.*.dataClasses', 'tools.*.*.plans', 'tools.*.*.modes', 'platforms.*.*.for'],
    ...['production.internalDomains', 'production.tiers.*.approvers', 'rules.*.waivable.approvers'],
  ],
  'fewer entries': [
    ...['locked', 'data.exclude', 'data.classes.*.detectors', 'production.tiers.*.require', 'compile.targets'],
    'tools.catalog.*.evidence.*',
  ],
  'another verdict': [
    ...['tools', 'tools.models', 'mcpServers', 'agents.commands', 'agents.network', 'platforms'].flatMap((section) =>
      ['allow', 'ask', 'deny'].map((verdict) => `${section}.${verdict}`),
    ),
    ...['data.repositories', 'data.paths', 'repositories.allowedRemotes', 'exceptions'],
  ],
  'another condition': [
    ...['tools.*.*.versions', 'tools.*.*.account', 'mcpServers.*.*.url', 'mcpServers.*.*.command'],
    ...['data.detectors.*.pattern', 'data.detectors.*.keywords', 'exceptions.*.match', 'exceptions.*.match.*'],
    ...['rules.*.match', 'rules.*.match.dataClasses', 'rules.*.match.tools', 'rules.*.match.account'],
    ...['rules.*.match.groups', 'rules.*.match.except', 'exceptions.*.breakGlass'],
  ],
  'another place': [
    ...['logging.export.endpoint', 'logging.export.level', 'logging.export.userChoice'],
    'production.tiers.*.checks',
  ],
  'nothing below it': [
    ...['apiVersion', 'kind', 'extends', 'rollout', 'rollout.**', 'trust', 'trust.**'],
    ...['metadata.serial', 'metadata.issued', 'metadata.expires', 'metadata.minClientVersion'],
  ],
  'nothing: words for people': [
    ...['metadata.name', 'metadata.version', 'metadata.owner', 'metadata.contact', 'metadata.changes'],
    ...['direction.*', 'training', 'training.*.*', 'logging.purpose', 'logging.privacyNoticeUrl', 'tools.requestUrl'],
    // An id is what an entry is called by; entries with other ids are other entries.
    ...['tools.*.*.id', 'mcpServers.*.*.id', 'platforms.*.*.id', 'data.*.*.id', 'rules.*.id', 'exceptions.*.id'],
    ...['data.repositories.*.match', 'data.paths.*.match', 'exceptions.*.rule'],
    ...['tools.*.*.reason', 'tools.*.*.instead', 'mcpServers.*.*.reason', 'mcpServers.*.*.instead'],
    ...['platforms.*.*.reason', 'platforms.*.*.instead', 'platforms.*.*.path', 'platforms.*.*.command'],
    ...['platforms.*.*.task', 'tools.catalog.*.name', 'tools.catalog.*.vendor', 'tools.catalog.*.kind'],
    ...['tools.catalog.*.homepage', 'data.classes.*.plain', 'data.detectors.*.title', 'data.detectors.*.hit'],
    ...['data.detectors.*.miss', 'rules.*.title', 'rules.*.plain', 'rules.*.message', 'rules.*.remediation'],
    ...['exceptions.*.owner', 'exceptions.*.approvedBy', 'exceptions.*.reason', 'exceptions.*.ticket'],
  ],
  'what is in it': [
    ...['metadata', 'direction', 'tools', 'tools.models', 'tools.catalog', 'tools.catalog.*.evidence', 'mcpServers'],
    ...['agents', 'agents.commands', 'agents.network', 'data', 'data.classes', 'data.detectors', 'platforms'],
    ...['repositories', 'production', 'production.tiers', 'production.tiers.*', 'production.checks', 'rules'],
    ...['logging', 'logging.export', 'compile'],
  ],
};

describe('layers meet in every field', () => {
  const rows = Object.entries(laxer) as readonly (readonly [Direction, readonly string[]])[];
  const isMeant = (name: string, pattern: string): boolean => {
    const steps = pattern.split('.').map((step) => (step === '**' ? '.+' : step === '*' ? '[^.]+' : step));
    return new RegExp(`^${steps.join('\\.')}$`).test(name);
  };
  const fields = allFields().map(({ path, facts }) => ({
    name: path.map((step) => (step === '<key>' ? '*' : step)).join('.'),
    merge: facts?.merge,
  }));

  for (const [direction, patterns] of rows) {
    it(`so that none becomes laxer by ${direction}`, () => {
      const allowed: readonly (MergeStrategy | undefined)[] = directions[direction];
      const wrong = fields
        .filter(({ name }) => patterns.some((pattern) => isMeant(name, pattern)))
        .filter(({ merge }) => !allowed.includes(merge));
      assert.deepEqual(wrong, []);
    });
  }

  it('and each field is in the table once, and each row of the table is a field', () => {
    const all = rows.flatMap(([, patterns]) => patterns);
    const times = (name: string): number => all.filter((pattern) => isMeant(name, pattern)).length;
    assert.deepEqual(
      fields.filter(({ name }) => times(name) !== 1).map(({ name }) => `${name}: ${String(times(name))}`),
      [],
    );
    assert.deepEqual(
      all.filter((pattern) => !fields.some(({ name }) => isMeant(name, pattern))),
      [],
    );
  });
});
