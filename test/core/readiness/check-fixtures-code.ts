// Fixtures of checks that read code, SQL and packages: a good workspace that looks bad, and a bad one that looks good.

import type { CheckFixture } from './check-fixtures.ts';
import { manifest } from './workspace.ts';

const next = { 'package.json': manifest(['next', 'react', 'react-dom']) };
const express = { 'package.json': manifest(['express']) };
const supabase = { 'supabase/config.toml': '' };
const migration = (...statements: readonly string[]) => ({
  ...supabase,
  'supabase/migrations/1.sql': ['create table notes (id int, owner uuid);', ...statements].join('\n'),
});
// In pieces, so that no scanner takes a fixture for the real thing.
const aKey = ['sbp', '0123456789abcdef0123456789abcdef01234567'].join('_');

export const codeFixtures: Readonly<Record<string, CheckFixture>> = {
  'sec-row-rules-not-open': {
    good: {
      files: migration(
        'create policy "old" on notes for all using (true);',
        'drop policy "old" on public.notes;',
        'create policy "own" on notes for all using ((select auth.uid()) = owner);',
        'create policy "server" on notes for all to service_role using (true);',
      ),
    },
    bad: {
      files: migration(
        '-- create policy "own" on notes using (auth.uid() = owner);',
        'create policy "own notes" on notes for update using (true);',
      ),
    },
    at: ['supabase/migrations/1.sql', 3],
  },
  'sec-firebase-rules-not-open': {
    good: {
      files: {
        'firebase.json': '{}',
        'firestore.rules':
          '// allow read, write: if true;\nmatch /notes/{id} {\n  allow read: if request.auth.uid == id;\n}',
      },
    },
    bad: {
      files: {
        'firebase.json': '{}',
        'firestore.rules':
          'match /{document=**} {\n  allow read, write: if\n      request.time < timestamp.date(2030, 1, 1);\n}',
      },
    },
    at: ['firestore.rules', 3],
  },
  'sec-routes-check-login': {
    good: {
      files: { ...express, 'api/items.ts': "router.get('/items', requireAuth, (req) => db.query(req.params.id))" },
    },
    goodState: 'unknown',
    bad: {
      files: {
        ...express,
        'api/items.ts': "const router = Router();\nrouter.get('/items/:id', (req) => db.find(req.params.id))",
      },
    },
    badState: 'warn',
    at: ['api/items.ts', 2],
  },
  'sec-input-checked': {
    good: { files: { ...next, 'app/api/a/route.ts': 'const body = schema.safeParse(await request.json());' } },
    bad: { files: { ...next, 'src/a.ts': 'JSON.parse(text); const validity = input.validity;' } },
    badState: 'warn',
  },
  'sec-rate-limit': {
    good: { files: { 'package.json': manifest(['express', 'express-rate-limit']) } },
    bad: { files: { ...express, 'src/a.ts': 'const rateLimits = 5; debounce(search);' } },
    badState: 'warn',
  },
  'sec-security-headers': {
    good: { files: { ...next, 'vercel.json': '{"headers": [{"key": "X-Frame-Options", "value": "DENY"}]}' } },
    bad: { files: { ...next, 'README.md': 'Set Content-Security-Policy one day.' } },
    badState: 'warn',
  },
  'sec-cookies-safe': {
    good: {
      files: {
        ...express,
        'mail.ts': 'nodemailer.createTransport({ secure: false }); // no cookie',
        'login.ts': "res.cookie('session', id, { httpOnly: true, secure: true })",
      },
    },
    bad: { files: { ...express, 'login.ts': "\nres.cookie('session', id, { httpOnly: false })" } },
    at: ['login.ts', 2],
  },
  'sec-passwords-hashed': {
    good: {
      files: { 'package.json': manifest(['pg', 'bcrypt']), 'schema.sql': 'create table users (\n  password text\n);' },
    },
    bad: { files: { 'package.json': manifest(['pg']), 'schema.sql': 'create table users (\n  password text\n);' } },
    at: ['schema.sql', 2],
  },
  'sec-debug-off': {
    good: {
      files: {
        'requirements.txt': 'django==5',
        'app/settings.py': 'DEBUG = os.environ.get("DEBUG") == "1"',
        'app/settings_dev.py': 'DEBUG = True',
      },
    },
    bad: { files: { 'requirements.txt': 'django==5', 'app/settings.py': '# DEBUG = False\nDEBUG = True' } },
    at: ['app/settings.py', 2],
  },
  'sec-webhooks-verified': {
    good: {
      files: {
        ...next,
        'app/api/webhooks/route.ts': 'export async function POST(r) { stripe.webhooks.constructEvent(b, s, k) }',
      },
    },
    bad: {
      files: {
        ...next,
        'app/api/webhooks/route.ts': '\nexport async function POST(r) { await markPaid(await r.json()) }',
      },
    },
    at: ['app/api/webhooks/route.ts', 2],
  },
  'sec-https-enforced': {
    good: {
      files: { 'fly.toml': '[http_service]\n  force_https = true', 'src/a.py': 'jwt.decode(token, verify=False)' },
    },
    bad: {
      files: { 'fly.toml': 'force_https = true', 'src/db.ts': 'new Pool({\n  ssl: { rejectUnauthorized: false } })' },
    },
    at: ['src/db.ts', 2],
  },
  'sec-no-unreviewable-files': {
    good: { files: { 'gradle/wrapper/gradle-wrapper.jar': '', 'src/exe.ts': '' } },
    bad: { files: { 'tools/setup.exe': '' } },
    badState: 'warn',
    at: ['tools/setup.exe', 1],
  },
  'sec-mcp-servers-reviewed': {
    good: {
      files: {
        '.mcp.json': JSON.stringify({
          mcpServers: {
            notes: { command: 'npx', args: ['-y', 'notes-mcp@1.2.3'], env: { NOTES_TOKEN: '${NOTES_TOKEN}' } },
          },
        }),
      },
    },
    bad: {
      files: {
        '.mcp.json': `{\n  "mcpServers": {\n    "db": {"command": "node", "args": ["db.js"],\n      "env": {"DB_TOKEN": "${aKey}"}}\n  }\n}`,
      },
    },
    at: ['.mcp.json', 4],
  },
  'data-no-personal-data-in-logs': {
    good: { files: { ...express, 'a.ts': "console.log('Password changed', user.id)" } },
    bad: { files: { ...express, 'a.ts': "\nconsole.log('login', user.password)" } },
    badState: 'warn',
    at: ['a.ts', 2],
  },
  'data-destructive-change-guarded': {
    good: {
      files: {
        'package.json': manifest(['pg']),
        'migrations/1.sql':
          'alter table a drop constraint b;\n-- safe: column c is unused since v2\nalter table a drop column c;',
        'migrations/2.sql': 'create table new_a (id int);\ndrop table a;\nalter table new_a rename to a;',
        'migrations/3.down.sql': 'drop table x;',
      },
    },
    bad: { files: { 'package.json': manifest(['pg']), 'migrations/1.sql': '-- drop table old;\ndrop table orders;' } },
    at: ['migrations/1.sql', 2],
  },
  'data-survives-restart': {
    good: {
      files: {
        'package.json': manifest(['express', 'express-session']),
        'a.ts': "import session from 'express-session';\nsession({ store: new RedisStore(c) })",
      },
    },
    bad: {
      files: {
        'package.json': manifest(['express', 'express-session']),
        'a.ts': "import session from 'express-session';\napp.use(session({ secret }))",
      },
    },
    at: ['a.ts', 2],
  },
  'data-environments-separate': {
    good: { files: { 'package.json': manifest(['pg']), '.env.staging.example': '' } },
    bad: { files: { 'package.json': manifest(['pg']), 'src/environment.ts': '' } },
    badState: 'unknown',
  },
  'test-main-journey': {
    good: { files: { 'package.json': manifest(['react', '@playwright/test']) } },
    bad: { files: { 'package.json': manifest(['react', 'playwright-icons']) } },
  },
  'test-coverage-measured': {
    good: { files: { 'package.json': manifest([], { scripts: { test: 'vitest --coverage' } }) } },
    bad: { files: { 'README.md': 'Good coverage of the topic.' } },
    badState: 'warn',
  },
  'test-style-checked': {
    good: { files: { 'pyproject.toml': '[tool.ruff]\nline-length = 100' } },
    bad: { files: { 'docs/eslint.config.md': '' } },
    badState: 'warn',
  },
  'test-load-known': {
    good: { files: { ...express, 'load-tests/home.js': '' } },
    bad: { files: { ...express, 'src/loader.ts': '' } },
    badState: 'unknown',
  },
  'test-ai-answers': {
    good: { files: { 'package.json': manifest(['openai']), 'evals/answers.yaml': '' } },
    bad: { files: { 'package.json': manifest(['openai']), 'src/evaluate.ts': '' } },
    badState: 'warn',
  },
  'review-happens': {
    good: { files: {}, git: { history: { commits: changes(10, 'Add labels (#12)') } } },
    bad: { files: {}, git: { history: { commits: changes(10, 'See #12') } } },
    badState: 'unknown',
  },
  'review-ai-labelled': {
    good: {
      files: { 'AGENTS.md': 'x' },
      git: {
        history: { commits: [{ ...change('Fix'), trailers: ['Co-authored-by: Claude <noreply@anthropic.com>'] }] },
      },
    },
    bad: {
      files: { 'AGENTS.md': 'x' },
      git: { history: { commits: [{ ...change('Fix'), trailers: ['Co-authored-by: Dana <dana@acme.example>'] }] } },
    },
    badState: 'warn',
  },
  'review-request-template': {
    good: { files: { '.github/pull_request_template.md': 'What changed?' } },
    bad: { files: { '.github/ISSUE_TEMPLATE/bug.md': '' } },
    badState: 'warn',
  },
  'dep-config-from-env': {
    good: { files: { ...express, 'a.ts': "const url = process.env.API_URL ?? 'http://localhost:8000';" } },
    bad: { files: { ...express, 'a.ts': "// see .env\nconst r = await fetch('http://localhost:8000/items')" } },
    at: ['a.ts', 2],
  },
  'dep-releases-named': {
    good: { files: {}, git: { history: { tags: ['v1.2.0'] } } },
    bad: { files: { 'docs/changelog-guide.md': '' }, git: { history: { tags: ['latest'] } } },
    badState: 'warn',
  },
  'obs-metrics': {
    good: { files: { 'package.json': manifest(['express', 'prom-client']) } },
    bad: { files: { ...express, 'src/metrics.ts': '' } },
    badState: 'unknown',
  },
  'obs-tracing': {
    good: { files: { 'package.json': manifest(['express', '@opentelemetry/sdk-node']) } },
    bad: { files: { ...express, 'src/trace.ts': '' } },
    badState: 'warn',
  },
  'obs-ai-spend-visible': {
    good: { files: { 'package.json': manifest(['openai']), 'a.ts': 'log(response.usage.total_tokens)' } },
    bad: { files: { 'package.json': manifest(['openai']), 'a.ts': 'const usage = "see docs"' } },
    badState: 'warn',
  },
  'rel-timeouts': {
    good: { files: { ...express, 'a.ts': 'fetch(url, { signal: AbortSignal.timeout(5000) })' } },
    bad: { files: { 'requirements.txt': 'flask', 'a.py': 'import requests\ntimeout = 5\nr = requests.get(url)' } },
    badState: 'warn',
  },
  'rel-retries-kind': {
    good: { files: { 'package.json': manifest(['express', 'p-retry']) } },
    bad: { files: { ...express, 'src/retry.ts': '' } },
    badState: 'warn',
  },
  'own-outside-services-listed': {
    good: { files: { '.handrail/project.yaml': 'externalServices: [stripe]\n' } },
    bad: { files: { 'README.md': '# Shop\n\nIt has services.' } },
  },
  'own-licence-clear': {
    good: { files: { 'package.json': '{\n  "private": true\n}' } },
    bad: { files: { 'docs/licence-questions.md': '' } },
    badState: 'warn',
  },
};

function change(subject: string) {
  return { id: 'a'.repeat(40), isMerge: false, author: 'Dana', subject, trailers: [], paths: ['src/a.ts'] };
}

function changes(count: number, subject: string) {
  return Array.from({ length: count }, () => change(subject));
}
