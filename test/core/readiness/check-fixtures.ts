// For each readiness check a workspace that passes and one that does not, the latter looking as good as it can.
// The registry test fails when a check has none.

import type { CheckState } from '../../../src/core/model/outcome.ts';
import { keyFoundIn, manifest, type Workspace } from './workspace.ts';

export interface CheckFixture {
  readonly good: Workspace;
  /** What the good one says; absent: pass. */
  readonly goodState?: CheckState;
  readonly bad: Workspace;
  /** What the bad one says; absent: fail. */
  readonly badState?: CheckState;
  /** Place of the evidence for the bad one, when there is one to click. */
  readonly at?: readonly [path: string, line: number];
}

const next = { 'package.json': manifest(['next', 'react']) };
const workflow = (...lines: readonly string[]): string =>
  ['on: push', 'jobs:', '  build:', '    steps:', ...lines].join('\n');
const longText = 'This tool prints labels for parcels that leave the warehouse. '.repeat(6);

export const checkFixtures: Readonly<Record<string, CheckFixture>> = {
  'sec-no-hardcoded-secrets': {
    good: { files: { 'src/pay.ts': 'const key = process.env.KEY;' } },
    bad: { files: { 'src/pay.ts': '\n\nconst key = "…";' }, scans: [keyFoundIn('src/pay.ts', 3)] },
    at: ['src/pay.ts', 3],
  },
  'sec-env-file-not-committed': {
    good: { files: { '.env.example': 'KEY=', 'certs/public.pem': '', 'app/dsa_pub.pem': '' } },
    bad: { files: { 'apps/web/.env.production': 'KEY=value' } },
    at: ['apps/web/.env.production', 1],
  },
  'sec-env-gitignored': {
    good: { files: { '.gitignore': 'dist\n.env\n' } },
    bad: { files: { '.gitignore': '# .env\n' }, git: { ignored: [] } },
  },
  'sec-no-server-secret-in-client': {
    good: {
      files: {
        ...next,
        '.env.example': 'NEXT_PUBLIC_OPENAI_ORGANIZATION_ID=\nNEXT_PUBLIC_SUPABASE_ANON_KEY=\n',
        'app/api/admin/route.ts': 'createClient(url, process.env.SUPABASE_SERVICE_ROLE_KEY)',
        'components/status.tsx': "'use client'\n<span>SUPABASE_SERVICE_ROLE_KEY</span>",
      },
    },
    bad: { files: { ...next, 'src/chat.tsx': 'const a = 1;\nconst key = import.meta.env.VITE_OPENAI_API_KEY;' } },
    at: ['src/chat.tsx', 2],
  },
  'sec-ai-key-not-in-browser': {
    good: {
      files: {
        'package.json': manifest(['next', 'react', 'openai']),
        'app/api/chat/route.ts': "fetch('https://api.openai.com/v1/chat/completions')",
      },
    },
    bad: {
      files: {
        'package.json': manifest(['react', 'openai']),
        'src/ai.ts': '// dangerouslyAllowBrowser: true\nnew OpenAI({ apiKey, dangerouslyAllowBrowser: true })',
      },
    },
    at: ['src/ai.ts', 2],
  },
  'sec-database-row-rules': {
    good: {
      files: {
        'supabase/config.toml': '',
        'supabase/migrations/1.sql': 'create table public.orders (id int);\ncreate table private.jobs (id int);',
        'supabase/migrations/2.sql': 'ALTER TABLE "public"."orders" ENABLE ROW LEVEL SECURITY;',
      },
    },
    bad: {
      files: {
        'supabase/config.toml': '',
        'supabase/migrations/1.sql':
          'create table orders (id int);\nalter table orders enable row level security;\ncreate table if not exists clients (id int);\n-- alter table clients enable row level security;',
      },
    },
    at: ['supabase/migrations/1.sql', 3],
  },
  'sec-login-present': {
    good: { files: { 'package.json': manifest(['next', '@clerk/nextjs']) } },
    bad: { files: { ...next, 'app/login/page.tsx': 'export default function Login() {}' } },
  },
  'sec-cors-not-wide-open': {
    good: { files: { 'package.json': manifest(['express']), 'vite.config.ts': 'proxy: { changeOrigin: true }' } },
    bad: { files: { 'package.json': manifest(['express', 'cors']), 'server.ts': 'app.use(cors())' } },
    at: ['server.ts', 1],
  },
  'sec-dependencies-locked': {
    good: { files: { ...next, 'pnpm-lock.yaml': '' } },
    bad: { files: { ...next, 'examples/a/package-lock.json': '{}' } },
  },
  'sec-dependency-updates': {
    good: { files: { '.github/dependabot.yml': 'version: 2' } },
    bad: { files: { 'docs/dependabot.yml': '' } },
  },
  'sec-report-path': {
    good: { files: { '.github/SECURITY.md': 'Write to security@acme.example' } },
    bad: { files: { 'SECURITY_FIXES_GUIDE.md': '' } },
  },
  'sec-no-dangerous-code': {
    good: { files: { 'train.py': 'model.eval()\nyaml.load(text, Loader=SafeLoader)', 'tests/test_a.py': 'eval(x)' } },
    bad: { files: { 'run.py': 'import subprocess\nsubprocess.run(command, shell=True)' } },
    at: ['run.py', 2],
  },
  'sec-ci-least-rights': {
    good: {
      files: {
        '.github/workflows/a.yml': 'on: push\npermissions:\n  contents: read\njobs: {}',
        '.github/workflows/b.yml': 'on: push\njobs:\n  a:\n    permissions: {}\n',
      },
    },
    bad: { files: { '.github/workflows/a.yml': 'on: push\n# permissions: read-all\njobs:\n  a:\n    steps: []\n' } },
    at: ['.github/workflows/a.yml', 1],
  },
  'sec-ci-not-hijackable': {
    good: {
      files: {
        '.github/workflows/a.yml':
          'on: pull_request\njobs:\n  a:\n    steps:\n      - run: echo "$TITLE"\n        env:\n          TITLE: ${{ github.event.issue.title }}',
        '.github/workflows/b.yml':
          'on:\n  pull_request_target:\njobs:\n  a:\n    steps:\n      - uses: actions/labeler@v5\n      - uses: actions/checkout@v5',
        '.github/workflows/build.yml': 'name: Build\non:\n  push:\njobs: {}',
        '.github/workflows/release.yml':
          'on:\n  workflow_run:\n    workflows: [Build]\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${{ github.event.workflow_run.head_sha }}',
        '.github/workflows/pages.yml':
          "on:\n  workflow_run:\n    workflows: [Elsewhere]\njobs:\n  a:\n    if: github.event.workflow_run.event == 'push'\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${{ github.event.workflow_run.head_sha }}",
        '.github/workflows/base.yml':
          'on: pull_request\njobs:\n  a:\n    steps:\n      - run: git fetch origin ${{ github.event.pull_request.base.ref }}',
      },
    },
    bad: {
      files: {
        '.github/workflows/a.yml':
          'on:\n  pull_request_target:\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}',
      },
    },
    at: ['.github/workflows/a.yml', 8],
  },
  'sec-agents-ask-first': {
    good: { files: { '.vscode/settings.json': '{\n  "chat.tools.autoApprove": false\n}' } },
    bad: { files: { '.vscode/settings.json': '{\n  "chat.tools.global.autoApprove": true\n}' } },
    at: ['.vscode/settings.json', 2],
  },
  'data-class-declared': {
    good: { files: { '.handrail/project.yaml': 'name: shop\ndataClasses: [internal]\n' } },
    bad: { files: { '.handrail/project.yaml': 'name: shop\ndataClasses: []\n' } },
  },
  'data-no-real-data-in-repo': {
    good: {
      files: {
        'data/people.csv': people(40, 'example.com'),
        'src/page.tsx.bak': 'old code',
        'test/marshal/topic.dump': '',
      },
    },
    bad: { files: { 'exports/clients.csv': `name,mail\n${people(20, 'nordwind.de')}` } },
    at: ['exports/clients.csv', 2],
  },
  'data-ai-exclusions': {
    good: { files: { 'CLAUDE.md': 'x', '.aiexclude': '.env' } },
    bad: { files: { 'CLAUDE.md': 'x', '.dockerignore': '.env' } },
  },
  'data-schema-versioned': {
    good: { files: { 'package.json': manifest(['pg']), 'migrations/001.sql': '' } },
    bad: { files: { 'package.json': manifest(['pg']), 'schema.sql': 'create table a (id int)' } },
  },
  'data-backup': {
    good: { files: { 'package.json': manifest(['pg']), 'docs/backup.md': '# Backup\nEvery night.' } },
    bad: { files: { 'package.json': manifest(['pg']), 'docs/cli.md': '## shop logs backup --help' } },
    badState: 'unknown',
  },
  'data-privacy-notice': {
    good: { files: { 'schema.sql': 'create table a (\n  email text\n);', 'app/privacy/page.tsx': '' } },
    bad: { files: { 'schema.sql': 'create table a (\n  email text\n);', 'src/privacyMode.ts': '' } },
  },
  'test-exists': {
    good: { files: { 'tests/test_labels.py': 'def test_a(): pass' } },
    bad: { files: { 'src/testimonials.tsx': '', 'test-data.json': '{}' } },
  },
  'test-one-command': {
    good: { files: { 'package.json': manifest([], { scripts: { test: 'vitest' } }) } },
    bad: {
      files: { 'package.json': manifest([], { scripts: { test: 'echo "Error: no test specified" && exit 1' } }) },
    },
  },
  'test-in-ci': {
    good: { files: { '.github/workflows/a.yml': workflow('      - run: pnpm test') } },
    bad: { files: { '.github/workflows/a.yml': workflow('      # - run: npm test', '      - run: npm run build') } },
  },
  'test-none-skipped': {
    good: { files: { 'a.test.ts': "it('finds the only match', () => {})" } },
    bad: { files: { 'a.test.ts': "it('a', f);\nit.only('b', f);" } },
    at: ['a.test.ts', 2],
  },
  'review-protected-main': {
    good: {
      files: { '.github/settings.yml': 'branches:\n  - protection:\n      required_approving_review_count: 1' },
    },
    bad: { files: { 'CONTRIBUTING.md': 'Please ask for a review.' } },
    badState: 'unknown',
  },
  'review-owners-file': {
    good: { files: { '.github/CODEOWNERS': '# all\n* @acme/shop\n' } },
    bad: { files: { CODEOWNERS: '/docs @acme/writers\n' } },
    at: ['CODEOWNERS', 1],
  },
  'review-ai-instructions': {
    good: { files: { '.cursor/rules/house.mdc': 'x' } },
    bad: { files: { '.mcp.json': '{}' } },
    badState: 'warn',
  },
  'review-launch-approval': {
    good: {
      files: {},
      git: { tracked: [] },
    },
    goodState: 'fail',
    bad: { files: { 'LAUNCH.md': 'approved' } },
  },
  'dep-in-git': {
    good: { files: { 'a.txt': '' } },
    bad: { files: { 'a.txt': '' }, git: { remotes: [] } },
  },
  'dep-sanctioned-target': {
    good: { files: { 'vercel.json': '{}' } },
    goodState: 'not_applicable',
    bad: { files: {} },
    badState: 'not_applicable',
  },
  'dep-build-recipe': {
    good: { files: { 'package.json': manifest([], { scripts: { build: 'vite build' } }) } },
    bad: { files: { 'package.json': manifest([], { scripts: { lint: 'eslint .' } }) } },
  },
  'dep-pipeline': {
    good: { files: { '.gitlab-ci.yml': 'build: {}' } },
    bad: { files: { '.github/funding.yaml': '', '.github/dependabot.yml': '' } },
  },
  'dep-rollback': {
    good: { files: { 'docs/deploy.md': '# Deploy\n\n## Rolling back\n\n## Rollback\nPress the button.' } },
    bad: { files: { 'docs/deploy.md': '# Deploy' } },
  },
  'dep-runtime-pinned': {
    good: { files: { '.nvmrc': '22', 'a.ts': '' } },
    bad: { files: { 'package.json': manifest([], { packageManager: 'pnpm@9.1.0' }), 'a.ts': '' } },
  },
  'obs-logs': {
    good: { files: { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["fastapi>=0.1", "loguru"]\n' } },
    bad: { files: { ...next, 'app/page.tsx': 'console.log("logging in")' } },
  },
  'obs-errors-reported': {
    good: { files: { 'a.ts': '', 'package.json': manifest(['@sentry/nextjs']) } },
    bad: { files: { 'a.ts': '', 'package.json': manifest(['sentry-icons']) } },
  },
  'obs-health-address': {
    good: { files: { 'package.json': manifest(['express']), 'server.js': "app.get('/healthz', ok)" } },
    bad: { files: { 'package.json': manifest(['express']), 'server.js': "const status = 'ready';\n// '/healthz'" } },
  },
  'obs-alerts': {
    good: { files: { 'infra/main.tf': 'resource "aws_cloudwatch_metric_alarm" "down" {}' } },
    bad: { files: { 'src/alerts.ts': 'alert("hello")' } },
    badState: 'unknown',
  },
  'rel-friendly-failure': {
    good: { files: { 'package.json': manifest(['react']), 'src/pages/NotFound.tsx': '' } },
    bad: { files: { 'package.json': manifest(['react']), 'src/errors.ts': 'try {} catch (error) {}' } },
    badState: 'warn',
  },
  'rel-ai-limits': {
    good: { files: { 'package.json': manifest(['ai']), 'a.ts': 'generateText({ model, maxOutputTokens: 400 })' } },
    bad: { files: { 'package.json': manifest(['ai']), 'a.ts': 'generateText({ model, maxWidth: 400 })' } },
  },
  'rel-target-set': {
    good: { files: { '.handrail/project.yaml': 'availabilityTarget: 99 % of office hours\n' } },
    bad: { files: { 'README.md': 'A slow page.' } },
  },
  'sec-env-example': {
    good: { files: { ...next, '.env.local.example': 'KEY=' } },
    bad: { files: { ...next, 'example.env.ts': '' } },
  },
  'own-readme': {
    good: { files: { 'README.md': `# Labels\n\n${longText}` } },
    bad: { files: { 'README.md': `[![badge](https://img.example/${'x'.repeat(400)})](https://ci.example)\n# Labels` } },
    at: ['README.md', 1],
  },
  'own-owner-named': {
    good: { files: { '.handrail/project.yaml': 'owner: dana@acme.example\n' } },
    bad: { files: { '.handrail/project.yaml': 'owner:\n', 'package.json': manifest([], { author: '' }) } },
  },
  'own-registered': {
    good: { files: { '.handrail/project.yaml': 'name: shop\n' } },
    bad: { files: { '.handrail/policy.yaml': 'name: shop\n' } },
  },
  'own-runbook': {
    good: { files: { 'docs/runbooks/down.md': '# It is down' } },
    bad: { files: { 'src/playbook.ts': '' } },
  },
  'own-backup-person': {
    good: { files: { '.handrail/project.yaml': 'backupOwner: kim@acme.example\n' } },
    bad: { files: { CODEOWNERS: '* @dana\n' } },
  },
  'own-help-contact': {
    good: { files: { 'README.md': '# Shop\n\n## Getting help\n\nAsk Dana.' } },
    bad: { files: { 'docs/notes.md': '## Support for new models\n', 'CHANGELOG.md': '# Support\n' } },
  },
};

function people(rows: number, domain: string): string {
  return Array.from({ length: rows }, (_, row) => `Person ${String(row)},person.${String(row)}@${domain}\n`).join('');
}
