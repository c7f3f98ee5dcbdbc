// The presets that come with the product, as text: explain and hover show their lines like those of any other policy. `recommended` holds
// where no company has said anything; the others are starting points that `extends` and `policy init` name.

const recommended = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: builtin:recommended
  version: '1'
  changes: The starting point when a company has not said anything yet
mode: warn
mcpServers:
  requirePinnedVersions: true
data:
  classes:
    - id: public
      plain: Anyone may read it
    - id: internal
      plain: Fine for colleagues
    - id: confidential
      plain: Customers, people, prices, and keys to systems
      detectors: [credential, personal]
    - id: regulated
      plain: Health, card and identity data
      detectors: [payment, health]
  default: internal
  exclude: ['**/.env*', '**/secrets/**', '**/*.pem', '**/*.key']
`;

const smallTeam = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: builtin:small-team
  version: '1'
  changes: A team that wants to know what is in use and decides tool by tool
extends: ['builtin:recommended@1']
mode: warn
tools:
  default: ask
mcpServers:
  default: ask
  requirePinnedVersions: true
agents:
  autoApprove: ask
  commands:
    deny: ['rm -rf *', 'git push --force *']
    ask: ['git push *', 'npm publish *']
production:
  tiers:
    production: { maxWaiverDays: 90 }
`;

const regulated = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: builtin:regulated
  version: '1'
  changes: A company under supervision, where only what is listed is allowed and data stays with cleared tools
extends: ['builtin:recommended@1']
mode: warn
foreignMarkers: deny
locked: [rules.data-boundary]
tools:
  default: deny
mcpServers:
  default: deny
  requirePinnedVersions: true
agents:
  autoApprove: deny
  commands:
    deny: ['rm -rf *', 'git push --force *', 'terraform destroy *', 'kubectl delete *']
    ask: ['git push *', 'npm publish *', 'terraform apply *', 'kubectl apply *']
data:
  default: internal
  exclude: ['**/.env*', '**/secrets/**', '**/*.pem', '**/*.key', 'data/customers/**']
production:
  tiers:
    internal: { maxWaiverDays: 30 }
    production: { maxWaiverDays: 30 }
rules:
  - id: data-boundary
    title: Confidential data stays with cleared tools
    plain: This work is with data that the AI tool used here is not cleared for.
    severity: critical
    mode: enforce
    match: { dataClasses: [confidential, regulated], tools: ['*'], except: { toolClearedForClass: true } }
    message: '{class} data must not go to {tool}. Use {instead}.'
    waivable: false
  - id: sensitive-data/*
    mode: enforce
`;

const citizenBuilders = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: builtin:citizen-builders
  version: '1'
  changes: People who build with AI tools beside their own profession, with a clear way to go live
extends: ['builtin:recommended@1']
mode: warn
tools:
  default: ask
mcpServers:
  default: ask
  requirePinnedVersions: true
agents:
  autoApprove: deny
  commands:
    deny: ['rm -rf *', 'git push --force *']
    ask: ['git push *', 'npm publish *']
production:
  tiers:
    internal: { maxWaiverDays: 60 }
    production: { maxWaiverDays: 30 }
rules:
  - id: data-boundary
    title: Data about customers and people stays with cleared tools
    plain: This project works with data that the AI tool used here is not cleared for.
    severity: high
    match: { dataClasses: [confidential, regulated], tools: ['*'], except: { toolClearedForClass: true } }
    message: '{class} data must not go to {tool}. Use {instead}.'
`;

/** Text of every preset by its name with its version. A published version never changes: people pin it. */
export const builtinTexts: Readonly<Record<string, string>> = {
  'builtin:recommended@1': recommended,
  'builtin:small-team@1': smallTeam,
  'builtin:regulated@1': regulated,
  'builtin:citizen-builders@1': citizenBuilders,
};

/** Names that `extends` takes: each with its version, and without it for the newest. */
export const builtinNames: readonly string[] = Object.keys(builtinTexts).flatMap((name) => [
  name,
  name.replace(/@\d+$/, ''),
]);

/** Text of a preset, with or without its version; undefined for a name that is none. */
export function builtinTextOf(name: string): string | undefined {
  const pinned = name.includes('@') ? name : `${name}@1`;
  return Object.hasOwn(builtinTexts, pinned) ? builtinTexts[pinned] : undefined;
}
