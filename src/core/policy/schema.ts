// The shape of a policy file, field by field, with what each means and how layers combine. The one source for parsing,
// completion, hovers, explanations and the JSON Schema. Meaning beyond the shape is checked in parse.ts and loosening.ts.

import * as z from 'zod';
import { optional, planned, required } from './fields.ts';
import {
  tool,
  ownTool,
  ruledNames,
  server,
  platform,
  dataClass,
  ownDetector,
  tier,
  rule,
  exception,
  ring,
  trustedKey,
} from './schema-entries.ts';
import { text, id, glob, day, webAddress, mode, verdict, texts, ids, globs, count, track } from './schema-types.ts';

/** A policy file. */
export const policySchema = z.strictObject({
  apiVersion: required(z.literal('handrail/v1'), 'own-layer', 'Version of this format: `handrail/v1`.'),
  kind: required(z.literal('Policy'), 'own-layer', 'Always `Policy`.'),
  metadata: optional(
    z.strictObject({
      name: optional(text, 'own-layer', 'Name of the policy.'),
      version: optional(text, 'own-layer', 'Version for people.'),
      serial: optional(
        z.int().min(0),
        'own-layer',
        'Number that grows with every release; a lower one is never accepted again.',
      ),
      owner: optional(text, 'nearest', 'Who answers for the policy.'),
      contact: optional(text, 'nearest', 'Where to ask.'),
      issued: optional(day, 'own-layer', 'Day of release (UTC).'),
      expires: optional(day, 'own-layer', 'Last day before it shows as stale; it still holds then.'),
      minClientVersion: optional(text, 'own-layer', 'Oldest Handrail that understands all of it.'),
      changes: optional(text, 'own-layer', 'What changed.'),
    }),
    'by-key',
    'What this policy is and who answers for it.',
  ),
  direction: optional(
    z.strictObject({
      vision: planned(webAddress, 'nearest', 'Page with the vision.'),
      businessGoal: planned(text, 'nearest', 'What the company wants to reach with AI.'),
      sponsor: planned(text, 'nearest', 'Who stands behind it.'),
    }),
    'by-key',
    'Where the company wants to go with AI.',
  ),
  extends: optional(
    z.array(text).max(5),
    'own-layer',
    'Presets to start from: `builtin:recommended@1`, a file beside this one, or `https://…@sha256:<digest>`. Own entries win over them.',
  ),
  mode: optional(mode, 'strictest-mode', 'How hard rules bite unless they say otherwise: off, audit, warn, enforce.'),
  locked: optional(
    texts,
    'union',
    'Parts that lower layers may not touch, not even by exceptions, such as `rules.data-boundary`.',
  ),
  foreignMarkers: optional(
    z.enum(['allow', 'deny']),
    'strictest-verdict',
    'Whether comments of other scanners (`gitleaks:allow`) silence findings.',
  ),
  rollout: optional(
    z.strictObject({
      rings: optional(z.array(ring).max(100), 'own-layer', 'Rings in order; the first that fits counts.'),
    }),
    'own-layer',
    'Who gets the rules first.',
  ),
  tools: optional(
    z.strictObject({
      default: optional(verdict, 'strictest-verdict', 'What holds for tools that are not listed.'),
      allow: optional(z.array(tool).max(5000), 'by-entry', 'Tools that are allowed, with their conditions.'),
      ask: optional(z.array(tool).max(5000), 'by-entry', 'Tools to ask about first.'),
      deny: optional(z.array(tool).max(5000), 'by-entry', 'Tools that are not allowed.'),
      catalog: optional(
        z.array(ownTool).max(500),
        'by-id',
        'AI tools of your own that are looked for besides those that Handrail knows. They are listed under `allow`, `ask` or `deny` like any other.',
      ),
      models: optional(ruledNames, 'by-key', 'Models, written as `provider/model`.'),
      requestUrl: optional(
        webAddress,
        'nearest',
        'Page where people ask for a tool that is not allowed yet. Not taken from the file of a workspace.',
      ),
    }),
    'by-key',
    'Which AI tools may be used, and for what.',
  ),
  mcpServers: optional(
    z.strictObject({
      default: optional(verdict, 'strictest-verdict', 'What holds for servers that are not listed.'),
      allow: optional(z.array(server).max(5000), 'by-entry', 'Servers that are allowed.'),
      ask: optional(z.array(server).max(5000), 'by-entry', 'Servers to ask about first.'),
      deny: optional(z.array(server).max(5000), 'by-entry', 'Servers that are not allowed.'),
      requirePinnedVersions: optional(
        z.boolean(),
        'any',
        'Whether a server that is started must name an exact version.',
      ),
    }),
    'by-key',
    'Which MCP servers agents may use.',
  ),
  agents: optional(
    z.strictObject({
      autoApprove: optional(
        verdict,
        'strictest-verdict',
        'Whether agents may act without asking. `allow` leaves such settings alone; `deny` says where the policy forbids them.',
      ),
      commands: planned(ruledNames, 'by-key', 'Commands that agents run.'),
      network: planned(ruledNames, 'by-key', 'Hosts that agents reach.'),
    }),
    'by-key',
    'What agents may do.',
  ),
  data: optional(
    z.strictObject({
      classes: optional(z.array(dataClass).max(50), 'by-id', 'Data classes, from open to secret.'),
      default: optional(id, 'highest-class', 'Class of data nothing else is known about.'),
      exclude: planned(globs, 'union', 'Files that AI tools must not read.'),
      repositories: optional(
        z
          .array(
            z.strictObject({
              match: required(
                glob.clone(),
                'nearest',
                'Remote of the repository, such as `github.com/acme/billing-*`.',
              ),
              class: required(id.clone(), 'highest-class', 'Data class of what is in it.'),
            }),
          )
          .max(5000),
        'by-entry',
        'Data class of whole repositories.',
      ),
      paths: optional(
        z
          .array(
            z.strictObject({
              match: required(glob.clone(), 'nearest', 'Files, such as `data/customers/**`.'),
              class: required(id.clone(), 'highest-class', 'Data class of what is in them.'),
            }),
          )
          .max(5000),
        'by-entry',
        'Data class of files, by their path in a repository. Of several entries the highest class counts.',
      ),
      detectors: optional(z.array(ownDetector).max(5000), 'by-id', 'Patterns of your own.'),
    }),
    'by-key',
    'What data there is, how it is recognised and where it may go.',
  ),
  platforms: optional(
    z.strictObject({
      default: optional(
        verdict,
        'strictest-verdict',
        'What holds for platforms that are not listed. Without it they are not approved once some are.',
      ),
      allow: optional(z.array(platform).max(1000), 'by-entry', 'Platforms that are approved.'),
      ask: optional(z.array(platform).max(1000), 'by-entry', 'Platforms to ask about first; none of them is approved.'),
      deny: optional(z.array(platform).max(1000), 'by-entry', 'Platforms that are not approved.'),
    }),
    'by-key',
    'Where projects may go live.',
  ),
  repositories: optional(
    z.strictObject({
      allowedRemotes: optional(globs, 'by-entry', 'Remotes that are allowed, such as `github.com/acme/*`.'),
    }),
    'by-key',
    'Where code may be kept.',
  ),
  production: optional(
    z.strictObject({
      internalDomains: optional(
        texts,
        'common-domains',
        'Endings of host names that only colleagues reach. Taken from a company alone; a lower layer can only name fewer, or what lies below them.',
      ),
      tiers: optional(
        z.strictObject({
          sandbox: optional(tier, 'by-key', 'What a trial needs.'),
          internal: optional(tier, 'by-key', 'What a tool for colleagues needs.'),
          production: optional(tier, 'by-key', 'What a product for others needs.'),
        }),
        'by-key',
        'What is asked of a project by how far it goes.',
      ),
      checks: optional(
        z.record(id, z.strictObject({ mode: required(mode.clone(), 'strictest-mode', 'How hard the check bites.') })),
        'by-key',
        'Mode of single readiness checks, by id.',
      ),
    }),
    'by-key',
    'What a project needs before others rely on it.',
  ),
  rules: optional(z.array(rule).max(2000), 'by-id', 'Rules of your own, and settings of product rules.'),
  exceptions: optional(
    z.array(exception).max(5000),
    'by-entry',
    'Where a rule does not hold for a while, with owner, reason and end.',
  ),
  logging: optional(
    z.strictObject({
      purpose: planned(text, 'nearest', 'What the log is for.'),
      export: planned(
        z.strictObject({
          endpoint: planned(webAddress, 'first', 'Where counts are sent.'),
          level: planned(z.enum(['none', 'aggregate']), 'first', 'What is sent.'),
          minGroupSize: planned(count, 'largest', 'Smallest group that is shown.'),
          retentionDays: planned(count, 'smallest', 'How long rows are kept.'),
          userChoice: planned(z.enum(['offered', 'required']), 'first', 'Whether people decide for themselves.'),
        }),
        'by-key',
        'What leaves the machine, by choice of the user.',
      ),
      privacyNoticeUrl: planned(webAddress, 'nearest', 'Page that says what is kept.'),
    }),
    'by-key',
    'What is logged and why.',
  ),
  training: planned(
    z
      .array(
        z.strictObject({
          for: optional(track, 'nearest', 'For whom it is meant.'),
          url: required(webAddress.clone(), 'nearest', 'Where it is.'),
        }),
      )
      .max(100),
    'nearest',
    'Where to learn.',
  ),
  trust: optional(
    z.strictObject({
      threshold: optional(z.int().min(1).max(20), 'own-layer', 'How many keys must have signed.'),
      keys: optional(z.array(trustedKey).max(20), 'own-layer', 'Keys whose signature is accepted.'),
      onStale: optional(
        z.strictObject({
          graceDays: optional(count, 'own-layer', 'Days after the end before anything happens.'),
          then: optional(z.enum(['enforce_last_known', 'warn_only']), 'own-layer', 'What happens then.'),
        }),
        'own-layer',
        'What holds when the policy is past its date.',
      ),
    }),
    'own-layer',
    'How a policy is known to be genuine.',
  ),
  compile: optional(
    z.strictObject({ targets: planned(ids, 'union', 'Settings of other tools to write.') }),
    'by-key',
    'Settings of other tools that follow from this policy.',
  ),
});

/** A policy file that validated. */
export type PolicyDocument = z.infer<typeof policySchema>;
/** An entry of `tools.allow`, `ask` or `deny`. */
export type ToolEntry = z.infer<typeof tool>;
/** An entry of `tools.catalog`. */
export type OwnTool = z.infer<typeof ownTool>;
/** An entry of `mcpServers.allow`, `ask` or `deny`. */
export type ServerEntry = z.infer<typeof server>;
/** An entry of `rules`. */
export type PolicyRule = z.infer<typeof rule>;

export type OwnDetector = z.infer<typeof ownDetector>;
/** An entry of `exceptions`. */
export type PolicyException = z.infer<typeof exception>;
