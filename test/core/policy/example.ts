// A policy that uses every section, as a company might write it. Read by the tests beside this file.

/** Text of a complete organisation policy. */
export const companyPolicy = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: acme-ai-policy
  version: 3.2.0
  serial: 42
  owner: platform-team@acme.example
  contact: '#ai-help'
  issued: 2026-11-22
  expires: 2027-02-22
  changes: Data boundaries move from warn to enforce
direction: {vision: https://intranet.acme.example/ai, businessGoal: Halve quote lead time, sponsor: cto@acme.example}
extends: [builtin:recommended@1]
mode: warn
locked: [rules.data-boundary, tools.deny]
rollout:
  rings:
    - {id: pilot, match: {groups: [platform, champions]}, maxMode: enforce}
    - {id: all, maxMode: warn}
tools:
  default: ask
  allow:
    - {id: github-copilot, versions: '>=0.59', dataClasses: [public, internal, confidential], reason: Company contract}
    - {id: claude-code, dataClasses: [public, internal], reason: EU routing}
  deny:
    - {id: '*.free-ai-*', reason: Trains on inputs, instead: github-copilot}
  models: {allow: ['anthropic/*', 'openai/gpt-5*'], deny: ['*/preview-*']}
mcpServers:
  default: ask
  allow: [{id: github, url: https://api.githubcopilot.com/mcp/, readOnly: true}, {id: acme-crm, command: npx @acme/crm-mcp@2}]
  requirePinnedVersions: true
data:
  classes:
    - {id: public, plain: Anyone may read it}
    - {id: internal, plain: Fine for colleagues}
    - {id: confidential, plain: 'Clients, prices, people', detectors: [credential, personal]}
    - {id: regulated, plain: 'Health, card, identity data', detectors: [payment, health]}
  default: internal
production:
  tiers:
    production: {checks: builtin:production@1, require: [obs-tracing], approvers: [platform-team], maxWaiverDays: 90}
  checks: {sec-rate-limit: {mode: enforce}}
rules:
  - id: data-boundary
    title: Confidential data stays with cleared tools
    severity: critical
    mode: enforce
    match: {dataClasses: [confidential, regulated], tools: ['*'], except: {toolClearedForClass: true}}
    waivable: false
  - id: no-personal-accounts
    severity: high
    match: {tools: [github-copilot], account: personal}
    waivable: {approvers: [security], maxDays: 14}
exceptions:
  - id: EXC-2026-014
    rule: no-personal-accounts
    match: {groups: [acquired-co]}
    owner: dana@acme.example
    approvedBy: security@acme.example
    reason: Tenant migration
    starts: 2026-11-20
    expires: 2027-01-15
`;
