// How each check that can block would be judged by somebody who only searches for words. The good workspace of its fixture, or the
// one here, must look bad to that person, or the fixture proves nothing.

import type { CheckState } from '../../../src/core/model/outcome.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { ReadinessOptions } from '../../../src/core/readiness/project-report.ts';
import { noPolicy, today, type Workspace } from './workspace.ts';

export interface LookAlike {
  /** Signs of a problem: the naive look finds them in the bad workspace and in the good one. */
  readonly finds?: RegExp;
  /** The usual sign that all is well: the naive look misses it in the bad workspace and in the good one. */
  readonly misses?: RegExp;
  /** Where the fixture's own good workspace is not deceiving enough, or needs more than files. */
  readonly good?: Workspace;
  readonly goodState?: CheckState;
  readonly bad?: Workspace;
  readonly policy?: Policy;
  readonly options?: Partial<ReadinessOptions>;
}

const finds = (pattern: RegExp, rest: LookAlike = {}): LookAlike => ({ finds: pattern, ...rest });
const misses = (pattern: RegExp, rest: LookAlike = {}): LookAlike => ({ misses: pattern, ...rest });

const approval = {
  id: 'go-live-1',
  check: 'review-launch-approval',
  owner: 'kim@acme.example',
  by: 'kim@acme.example',
  at: today,
  reason: 'Looked at with the team.',
  expires: '2026-12-24',
};
const hosts: Policy = {
  ...noPolicy,
  layers: [
    {
      layer: 'organisation',
      source: 'ai-policy.yaml',
      document: {
        apiVersion: 'handrail/v1',
        kind: 'Policy',
        platforms: { allow: [{ id: 'vercel' }] },
      } as unknown as Policy['layers'][number]['document'],
      places: {},
    },
  ],
};
const withKubernetesLocks =
  'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: acme/shop:1.4\n          securityContext:\n            privileged: false\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities: {drop: [ALL]}\n';

/** By check, in the order of the registry. */
export const lookAlikes: Readonly<Record<string, LookAlike>> = {
  'sec-no-hardcoded-secrets': finds(/\bkey\s*=/),
  'sec-env-file-not-committed': finds(/\.env/),
  'sec-env-gitignored': misses(/^\.env$/m, { good: { files: { '.gitignore': 'dist\n.e*\n' } } }),
  'sec-no-server-secret-in-client': finds(/SERVICE_ROLE_KEY|OPENAI/),
  'sec-ai-key-not-in-browser': finds(/openai/i),
  'sec-database-row-rules': finds(/create table/),
  'sec-row-rules-not-open': finds(/using \(true\)/),
  'sec-firebase-rules-not-open': finds(/allow read, write: if/),
  'sec-login-present': misses(/next-auth|passport|jsonwebtoken/),
  'sec-cors-not-wide-open': finds(/origin\s*:\s*true|cors/i),
  'sec-no-dangerous-code': finds(/eval\(|subprocess/),
  'sec-cookies-safe': finds(/secure: false|httpOnly: false/),
  'sec-passwords-hashed': finds(/password text/),
  'sec-debug-off': finds(/DEBUG = True/),
  'sec-webhooks-verified': finds(/\/webhooks\//),
  'sec-https-enforced': finds(/verify=False|rejectUnauthorized: false/),
  'sec-dependencies-locked': misses(/^package-lock\.json/m),
  'sec-dependency-updates': misses(/renovate/),
  'sec-known-vulnerabilities': misses(/trivy|snyk/),
  'sec-code-scanning': misses(/sonar|semgrep/),
  'sec-ci-least-rights': misses(/^permissions:/m, {
    good: { files: { '.github/workflows/b.yml': 'on: push\njobs:\n  a:\n    permissions: {}\n' } },
  }),
  'sec-ci-not-hijackable': finds(/pull_request_target/),
  'sec-container-not-root': finds(/^FROM node:22/m),
  'sec-workload-hardened': finds(/privileged:/, { good: { files: { 'k8s/a.yaml': withKubernetesLocks } } }),
  'sec-report-path': misses(/^SECURITY\.md/m),
  'sec-mcp-servers-reviewed': finds(/_TOKEN"/),
  'sec-agents-ask-first': finds(/autoApprove/),
  'data-class-declared': finds(/dataClasses: \[/),
  'data-no-real-data-in-repo': finds(/person\.\d+@/),
  'data-ai-exclusions': misses(/\.cursorignore|\.copilotignore/),
  'data-schema-versioned': misses(/prisma|alembic/),
  'data-destructive-change-guarded': finds(/drop (?:table|column)/),
  'data-backup': misses(/backup_retention/),
  'data-survives-restart': finds(/session\(\{/),
  'data-privacy-notice': finds(/email text/),
  'test-exists': misses(/\.test\.[jt]s/),
  'test-one-command': misses(/jest|mocha/),
  'test-in-ci': misses(/npm run test/),
  'test-main-journey': misses(/cypress/),
  'test-none-skipped': finds(/only/),
  'review-protected-main': misses(/ruleset/),
  'review-owners-file': finds(/CODEOWNERS/),
  'review-happens': finds(/#12/),
  'review-launch-approval': misses(/approved by/i, {
    good: { files: {} },
    goodState: 'attested',
    options: { attestations: [approval] },
    bad: { files: { 'docs/go-live.md': 'Everybody said yes.' } },
  }),
  'dep-in-git': misses(/gitlab/),
  'dep-sanctioned-target': finds(/\.(?:json|toml)\n/, {
    good: { files: { 'vercel.json': '{}' } },
    bad: { files: { 'fly.toml': '' } },
    policy: hosts,
  }),
  'dep-build-recipe': misses(/Dockerfile/),
  'dep-pipeline': misses(/\.github\/workflows\//),
  'dep-automatic': misses(/vercel|netlify/),
  'dep-rollback': misses(/kind: Rollout/),
  'dep-runtime-pinned': misses(/engines/),
  'dep-runtime-supported': finds(/node(?::|": ">=)1[68]/),
  'dep-image-not-latest': finds(/^FROM \S*[a-z](?: AS \w+)?$/m),
  'dep-small-context': finds(/COPY \. \./),
  'dep-config-from-env': finds(/localhost/),
  'obs-logs': misses(/pino|winston/),
  'obs-errors-reported': finds(/sentry/),
  'obs-health-address': finds(/healthz/),
  'obs-metrics': misses(/opentelemetry/),
  'obs-alerts': misses(/prometheus/i),
  'rel-probes': finds(/livenessProbe/),
  'rel-resource-limits': finds(/resources:/),
  'rel-more-than-one': finds(/replicas: \d/),
  'rel-ai-limits': finds(/generateText/),
  'rel-target-set': misses(/\bSLO\b/),
  'sec-env-example': misses(/^\.env\.example/m),
  'own-readme': finds(/# Labels/),
  'own-owner-named': finds(/owner:/),
  'own-backup-person': misses(/MAINTAINERS/),
  'own-registered': finds(/name: shop/),
  'own-runbook': misses(/RUNBOOK\.md/),
  'own-help-contact': misses(/SUPPORT\.md/),
  'own-outside-services-listed': finds(/services/i),
};

/** What a person who searches for words would search: paths, texts, and what git says. */
export function searched({ files, git }: Workspace): string {
  const texts = Object.entries(files).map(
    ([path, content]) => `${path}\n${typeof content === 'string' ? content : ''}\n`,
  );
  return texts.join('') + JSON.stringify(git ?? {});
}
