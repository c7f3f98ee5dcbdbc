// The shape of a policy file, field by field, with what each means and how layers combine. The one source for parsing,
// completion, hovers, explanations and the JSON Schema. Meaning beyond the shape is checked in parse.ts and loosening.ts.

import * as z from 'zod';
import { ruleSeverities } from '../model/finding.ts';
import { maxGlobLength } from '../text/glob.ts';
import { optional, planned, required } from './fields.ts';
import { modes, verdicts } from './policy.ts';

const text = z.string().min(1).max(2000);
const id = z.string().min(1).max(100);
const glob = z.string().min(1).max(maxGlobLength);
const day = z.iso.date();
const webAddress = z.url({ protocol: /^https?$/ }).max(2000);
const mode = z.enum(modes);
const verdict = z.enum(verdicts);
const severity = z.enum(ruleSeverities);
const texts = z.array(text).max(5000);
const ids = z.array(id).max(5000);
const globs = z.array(glob).max(5000);
const count = z.int().min(0).max(100_000);
const track = z.enum(['technical', 'citizen_builder']);

const toolId = required(id.clone(), 'nearest', 'Id of the tool, as in the inventory. `*` stands for any characters.');
const reason = optional(text, 'nearest', 'Why; shown to everybody whom it concerns.');

const tool = z.strictObject({
  id: toolId,
  reason,
  instead: optional(id, 'nearest', 'Id of a tool to use instead.'),
  versions: optional(
    text,
    'by-entry',
    'Versions that are allowed, such as `>=0.59`. Others are a condition that is not met.',
  ),
  dataClasses: optional(ids, 'intersection', 'Data classes that may be used with it.'),
  plans: optional(texts, 'intersection', 'Plans that are allowed, such as `business`. A plan cannot be seen in files.'),
  modes: optional(texts, 'intersection', 'Modes of the tool that are allowed, such as `chat` or `agent`.'),
  account: optional(z.enum(['company', 'personal']), 'by-entry', 'Kind of account that must be used.'),
});

const names = z.strictObject({
  default: planned(verdict, 'strictest-verdict', 'What holds for names that are not listed.'),
  allow: planned(globs, 'by-entry', 'Names that are allowed. `*` stands for any characters.'),
  ask: planned(globs, 'by-entry', 'Names to ask about first.'),
  deny: planned(globs, 'by-entry', 'Names that are not allowed.'),
});

const server = z.strictObject({
  id: required(
    id.clone(),
    'nearest',
    'Name of the server in the configuration of its client. `*` stands for any characters.',
  ),
  url: optional(webAddress, 'by-entry', 'Address of the server. Only a server at this address is meant.'),
  command: optional(text, 'by-entry', 'How the server is started. Only a server started so is meant.'),
  readOnly: optional(z.boolean(), 'any', 'Whether only tools that read may be used.'),
  reason,
  instead: optional(id, 'nearest', 'Name of a server to use instead.'),
});

const platform = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the platform.'),
  path: optional(webAddress, 'nearest', 'Where to read how to go live there.'),
  for: optional(z.array(track), 'intersection', 'Who may use it.'),
  reason,
  instead: optional(id, 'nearest', 'Id of a platform to use instead.'),
});

const dataClass = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the class. Classes are listed from open to secret.'),
  plain: optional(text, 'nearest', 'What belongs to it, in plain words.'),
  detectors: optional(
    ids,
    'union',
    'What is recognised as this class: rule ids, or `credential`, `personal`, `payment`, `health`.',
  ),
});

const ownDetector = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the detector; findings carry it.'),
  title: required(text.clone(), 'nearest', 'A short name.'),
  pattern: required(
    z.string().min(1).max(500),
    'nearest',
    'Regular expression without look-around and back references.',
  ),
  keywords: optional(texts, 'union', 'Words of which one must be near for the pattern to be tried.'),
  severity: optional(severity, 'highest-severity', 'How serious a hit is.'),
  class: optional(id, 'highest-class', 'Data class of a hit.'),
  hit: optional(texts, 'nearest', 'Examples that must match.'),
  miss: optional(texts, 'nearest', 'Look-alikes that must not match.'),
});

const tier = z.strictObject({
  checks: optional(text, 'nearest', 'The set of checks, such as `builtin:production@1`.'),
  require: optional(ids, 'union', 'Checks that must pass besides.'),
  approvers: optional(texts, 'intersection', 'Who may accept that a critical check is not met.'),
  maxWaiverDays: optional(count, 'smallest', 'Longest time a waiver may last, in days.'),
});

const ruleMatch = z.strictObject({
  dataClasses: planned(ids, 'by-entry', 'Data classes it is about.'),
  tools: planned(ids, 'by-entry', 'Tools it is about.'),
  account: planned(z.enum(['personal', 'company']), 'by-entry', 'Kind of account it is about.'),
  groups: planned(texts, 'by-entry', 'Groups it is about.'),
  except: planned(
    z.strictObject({
      toolClearedForClass: planned(z.boolean(), 'every', 'Leaves out tools that are allowed for the data class.'),
    }),
    'by-entry',
    'What it is not about.',
  ),
});

const waivable = z.union([
  z.boolean(),
  z.strictObject({
    approvers: optional(texts, 'intersection', 'Who may approve an exception.'),
    maxDays: optional(count, 'smallest', 'Longest time an exception of a lower layer may last, in days.'),
  }),
]);

const rule = z.strictObject({
  id: required(
    id.clone(),
    'nearest',
    'Id of a rule of your own, or of a product rule to set its mode and severity. `sensitive-data/*` means all of them.',
  ),
  title: optional(text, 'nearest', 'A short name.'),
  plain: optional(text, 'nearest', 'What it is about, in plain words.'),
  severity: optional(
    severity,
    'highest-severity',
    'How serious it is. Critical and high are errors, medium is a warning, low is a note.',
  ),
  mode: optional(mode, 'strictest-mode', 'How hard it bites. Without it the mode of the policy holds.'),
  match: optional(ruleMatch, 'by-entry', 'When a rule of your own applies.'),
  message: planned(text, 'nearest', 'What people read. `{class}`, `{tool}` and `{instead}` are filled in.'),
  remediation: planned(webAddress, 'nearest', 'Page that says what to do.'),
  waivable: optional(waivable, 'every', 'Whether exceptions, waivers and comments may silence it, and who approves.'),
});

const exception = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the exception.'),
  rule: required(id.clone(), 'nearest', 'Id of a rule of this policy, or of a product rule.'),
  match: optional(
    z.strictObject({
      groups: optional(texts, 'by-entry', 'Groups for which it holds.'),
      tools: optional(ids, 'by-entry', 'Tools for which it holds. Needed when a product rule about tools is named.'),
      paths: optional(globs, 'by-entry', 'Files for which it holds.'),
    }),
    'by-entry',
    'For whom, which tools and which files it holds.',
  ),
  owner: required(text.clone(), 'nearest', 'Who answers for it.'),
  approvedBy: optional(text, 'nearest', 'Who approved it.'),
  reason: required(text.clone(), 'nearest', 'Why it is needed.'),
  ticket: optional(text, 'nearest', 'Where it was discussed.'),
  starts: optional(day, 'largest', 'First day on which it holds (UTC).'),
  expires: required(day.clone(), 'smallest', 'Last day on which it holds (UTC).'),
});

const ring = z.strictObject({
  id: required(id.clone(), 'own-layer', 'Id of the ring.'),
  match: optional(
    z.strictObject({
      groups: optional(texts, 'own-layer', 'Groups that are in this ring.'),
      percent: planned(z.number().min(0).max(100), 'own-layer', 'Share of people in this ring.'),
    }),
    'own-layer',
    'Who is in this ring. Without it everybody is.',
  ),
  maxMode: required(mode.clone(), 'own-layer', 'Hardest mode for people in this ring.'),
});

const trustedKey = z.strictObject({
  id: required(id.clone(), 'own-layer', 'Id of the key.'),
  alg: required(z.literal('ed25519'), 'own-layer', 'Kind of key.'),
  publicKey: required(text.clone(), 'own-layer', 'The public half, 32 bytes in base64.'),
  notBefore: optional(day, 'own-layer', 'First day on which it counts (UTC).'),
});

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
    'Presets to start from, such as `builtin:recommended@1`. Own entries win over them.',
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
      models: optional(names, 'by-key', 'Models, written as `provider/model`.'),
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
      autoApprove: planned(verdict, 'strictest-verdict', 'Whether agents may act without asking.'),
      commands: planned(names, 'by-key', 'Commands that agents run.'),
      network: planned(names, 'by-key', 'Hosts that agents reach.'),
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
      detectors: planned(z.array(ownDetector).max(500), 'by-id', 'Patterns of your own.'),
    }),
    'by-key',
    'What data there is, how it is recognised and where it may go.',
  ),
  platforms: optional(
    z.strictObject({
      default: planned(verdict, 'strictest-verdict', 'What holds for platforms that are not listed.'),
      allow: optional(z.array(platform).max(1000), 'by-entry', 'Platforms that are approved.'),
      ask: planned(z.array(platform).max(1000), 'by-entry', 'Platforms to ask about first.'),
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
      internalDomains: optional(texts, 'union', 'Endings of host names that only colleagues reach.'),
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
          endpoint: planned(webAddress, 'nearest', 'Where counts are sent.'),
          level: planned(z.enum(['none', 'aggregate']), 'nearest', 'What is sent.'),
          minGroupSize: planned(count, 'largest', 'Smallest group that is shown.'),
          retentionDays: planned(count, 'smallest', 'How long rows are kept.'),
          userChoice: planned(z.enum(['offered', 'required']), 'nearest', 'Whether people decide for themselves.'),
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
  trust: planned(
    z.strictObject({
      threshold: planned(z.int().min(1).max(20), 'own-layer', 'How many keys must have signed.'),
      keys: planned(z.array(trustedKey).max(20), 'own-layer', 'Keys whose signature is accepted.'),
      onStale: planned(
        z.strictObject({
          graceDays: planned(count, 'own-layer', 'Days after the end before anything happens.'),
          then: planned(z.enum(['enforce_last_known', 'warn_only']), 'own-layer', 'What happens then.'),
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
export type ToolEntry = z.infer<typeof tool>;
export type ServerEntry = z.infer<typeof server>;
export type PolicyRule = z.infer<typeof rule>;
export type PolicyException = z.infer<typeof exception>;
export type Waivable = z.infer<typeof waivable>;
