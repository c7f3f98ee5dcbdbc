// The entries of a policy's lists: tools, servers, classes, rules, exceptions. schema.ts puts them together.

import * as z from 'zod';
import { optional, planned, required } from './fields.ts';
import {
  text,
  id,
  day,
  moment,
  webAddress,
  mode,
  verdict,
  severity,
  texts,
  ids,
  globs,
  count,
  track,
} from './schema-types.ts';

const toolId = required(id.clone(), 'nearest', 'Id of the tool, as in the inventory. `*` stands for any characters.');
const reason = optional(text, 'nearest', 'Why; shown to everybody whom it concerns.');

/** An AI tool of `tools.allow`, `ask` or `deny`. */
export const tool = z.strictObject({
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

const named = z
  .array(
    z
      .string()
      .min(2)
      .max(200)
      .regex(/^[^\s\p{Cc}]+(?: [^\s\p{Cc}]+)?$/u, 'a name has no blanks around it'),
  )
  .max(200);
/** Names by which a tool is recognised. */
const names = (description: string): z.ZodOptional<typeof named> => optional(named.clone(), 'union', description);
const host = z
  .string()
  .max(200)
  .regex(
    /^(?:\*\.)?[a-z0-9*][a-z0-9*.-]*\.[a-z0-9-]+(?::\d{1,5})?(?:\/[\w./-]*)?$/,
    'a host is written as ai.company.example',
  );

/** An AI tool that the product does not know. */
export const ownTool = z.strictObject({
  id: required(
    z
      .string()
      .max(100)
      .regex(
        /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/,
        'it needs a prefix of your own and a dot, such as acme.gateway',
      ),
    'nearest',
    'Id of the tool, with a prefix of your own: `acme.gateway`.',
  ),
  name: required(text.clone(), 'nearest', 'What people call it.'),
  vendor: optional(text, 'nearest', 'Who makes or runs it.'),
  kind: optional(
    z
      .string()
      .max(40)
      .regex(/^[a-z]+(?:-[a-z]+)*$/, 'it is one of the kinds of the inventory, such as llm-api'),
    'nearest',
    'Kind of tool as in the inventory, such as `llm-api` or `assistant`. Without it `llm-api`.',
  ),
  local: optional(
    z.boolean(),
    'every',
    'Whether content stays on own machines when it is used. It is taken to leave unless every layer that names the tool says so.',
  ),
  homepage: optional(webAddress, 'nearest', 'Page about it.'),
  evidence: required(
    z
      .strictObject({
        npm: names('Packages of npm. One that ends with `/` stands for all below it.'),
        pypi: names('Packages of PyPI.'),
        pythonImports: names('What Python imports, where that differs from the package.'),
        go: names('Go modules, with what lies below them.'),
        maven: names('Packages of Maven, as `group:artifact`.'),
        javaPackages: names('Packages of Java and Kotlin, with what lies below them.'),
        nuget: names('Packages of NuGet.'),
        namespaces: names('Namespaces of .NET, with what lies below them.'),
        gems: names('Gems of Ruby.'),
        crates: names('Crates of Rust.'),
        packagist: names('Packages of PHP.'),
        phpNamespaces: names('Namespaces of PHP, with what lies below them.'),
        pub: names('Packages of Dart.'),
        images: names('Container images, without tag.'),
        hosts: optional(z.array(host).max(200), 'union', 'Hosts of its API. `*` stands for one or more labels.'),
        env: names('Environment variables that it reads.'),
        models: names('Beginnings of names of models.'),
        files: names('Files of its settings, or folders with `/` at the end.'),
        extensions: names('Extensions of VS Code.'),
        actions: names('Actions of GitHub, without version.'),
        commands: names('Programs; with a second word where the first means other things too.'),
        trailers: names('Addresses of co-authors in commits.'),
      })
      .refine(
        (evidence) => Object.values(evidence).some((each) => each !== undefined && each.length > 0),
        'it names nothing by which the tool is recognised',
      ),
    'by-key',
    'By what it is recognised. What the product knows already stays with the tool it knows.',
  ),
});

/** Names such as models, commands or hosts. */
export const ruledNames = z.strictObject({
  default: planned(verdict, 'strictest-verdict', 'What holds for names that are not listed.'),
  allow: planned(globs, 'by-entry', 'Names that are allowed. `*` stands for any characters.'),
  ask: planned(globs, 'by-entry', 'Names to ask about first.'),
  deny: planned(globs, 'by-entry', 'Names that are not allowed.'),
});

/** An MCP server. */
export const server = z.strictObject({
  id: required(
    id.clone(),
    'nearest',
    'Name of the server in the configuration of its client. `*` stands for any characters.',
  ),
  url: optional(webAddress, 'by-entry', 'Address of the server. Only a server at this address is meant.'),
  command: optional(text, 'by-entry', 'How the server is started. Only a server started so is meant.'),
  readOnly: planned(z.boolean(), 'any', 'Whether only tools that read may be used.'),
  reason,
  instead: optional(id, 'nearest', 'Name of a server to use instead.'),
});

/** A place to go live. */
export const platform = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the platform.'),
  path: optional(webAddress, 'nearest', 'Where to read how to go live there.'),
  command: optional(text, 'nearest', 'Line for a terminal that goes live there.'),
  task: optional(text, 'nearest', 'Name of a task of the editor that goes live there.'),
  for: optional(z.array(track), 'intersection', 'Who may use it.'),
  reason,
  instead: optional(id, 'nearest', 'Id of a platform to use instead.'),
});

/** A class of data. */
export const dataClass = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the class. Classes are listed from open to secret.'),
  plain: optional(text, 'nearest', 'What belongs to it, in plain words.'),
  detectors: optional(
    ids,
    'union',
    'What is recognised as this class: rule ids, or `credential`, `personal`, `payment`, `health`.',
  ),
});

/** A pattern of the company. */
export const ownDetector = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the detector; findings carry it.'),
  title: required(text.clone(), 'nearest', 'A short name.'),
  pattern: required(
    z.string().min(1).max(500),
    'by-entry',
    'Regular expression without look-around and back references.',
  ),
  keywords: optional(texts, 'by-entry', 'Words of which one must be near for the pattern to be tried.'),
  severity: optional(severity, 'highest-severity', 'How serious a hit is.'),
  class: optional(id, 'highest-class', 'Data class of a hit.'),
  hit: optional(texts, 'nearest', 'Examples that must match.'),
  miss: optional(texts, 'nearest', 'Look-alikes that must not match.'),
});

/** What a tier of readiness asks for. */
export const tier = z.strictObject({
  checks: planned(text, 'first', 'The set of checks, such as `builtin:production@1`.'),
  require: optional(ids, 'union', 'Checks that must pass besides.'),
  approvers: optional(texts, 'intersection', 'Who may accept that a critical check is not met.'),
  maxWaiverDays: optional(count, 'smallest', 'Longest time a waiver may last, in days.'),
});

const ruleMatch = z.strictObject({
  dataClasses: optional(ids, 'by-entry', 'Data classes it is about. Without it, all of them.'),
  tools: optional(ids, 'by-entry', 'Tools it is about. `*` stands for any characters.'),
  account: planned(z.enum(['personal', 'company']), 'by-entry', 'Kind of account it is about.'),
  groups: optional(texts, 'by-entry', 'Groups it is about.'),
  except: optional(
    z.strictObject({
      toolClearedForClass: optional(z.boolean(), 'every', 'Leaves out tools that are allowed for the data class.'),
    }),
    'by-entry',
    'What it is not about.',
  ),
});

/** Whether a rule can be silenced. */
export const waivable = z.union([
  z.boolean(),
  z.strictObject({
    approvers: optional(texts, 'intersection', 'Who may approve an exception.'),
    maxDays: optional(count, 'smallest', 'Longest time an exception of a lower layer may last, in days.'),
    breakGlass: optional(
      z.boolean(),
      'every',
      'Whether somebody may break the glass: an exception for one hour that nobody approved, told to everybody.',
    ),
  }),
]);

/** A rule of the policy, or settings of a product rule. */
export const rule = z.strictObject({
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
  message: optional(text, 'nearest', 'What people read. `{class}`, `{tool}` and `{instead}` are filled in.'),
  remediation: optional(webAddress, 'nearest', 'Page that says what to do.'),
  waivable: optional(waivable, 'every', 'Whether exceptions, waivers and comments may silence it, and who approves.'),
});

/** Where a rule does not hold for a while. */
export const exception = z.strictObject({
  id: required(id.clone(), 'nearest', 'Id of the exception.'),
  rule: required(
    id.clone(),
    'nearest',
    'Id of a rule of this policy, or of a product rule. `sensitive-data/*` means all of them.',
  ),
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
  breakGlass: optional(
    moment,
    'by-entry',
    'For emergencies: it holds for one hour from this moment, such as `2026-11-30T09:15:00Z`, and everybody is told.',
  ),
});

/** A ring of the rollout. */
export const ring = z.strictObject({
  id: required(id.clone(), 'own-layer', 'Id of the ring.'),
  match: optional(
    z.strictObject({
      groups: optional(texts, 'own-layer', 'Groups that are in this ring.'),
      percent: optional(
        z.number().min(0).max(100),
        'own-layer',
        'Share of people in this ring. Who is in it stays the same until a policy with another serial comes.',
      ),
    }),
    'own-layer',
    'Who is in this ring. Without it everybody is.',
  ),
  maxMode: required(mode.clone(), 'own-layer', 'Hardest mode for people in this ring.'),
});

/** A key whose signature counts. */
export const trustedKey = z.strictObject({
  id: required(id.clone(), 'own-layer', 'Id of the key.'),
  alg: required(z.literal('ed25519'), 'own-layer', 'Kind of key.'),
  publicKey: required(text.clone(), 'own-layer', 'The public half, 32 bytes in base64.'),
  notBefore: optional(day, 'own-layer', 'First day on which it counts (UTC).'),
});
