// Changes to what people wrote: each row is a file before, the place a check saw, and what must stand there afterwards. Look-alikes
// beside the place stay as they are.

import assert from 'node:assert/strict';
import { parse, parseAllDocuments } from 'yaml';
import { planFix } from '../../../src/core/readiness/plan-fix.ts';
import { apply, contextOf } from './fixing.ts';

const deployment = `# Our shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1 # small for now
  selector:
    matchLabels: { app: shop }
  template:
    spec:
      containers:
        - name: shop
          image: ghcr.io/acme/shop:1.2.0
          ports:
            - containerPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
spec:
  rules:
    - host: shop.nordwind.de
`;

interface Row {
  readonly check: string;
  readonly path: string;
  readonly before: string;
  /** 1-based lines that the check saw. */
  readonly lines?: readonly number[];
  readonly after: RegExp;
  readonly not?: RegExp;
}

const rows: readonly Row[] = [
  {
    check: 'sec-cors-not-wide-open',
    path: 'src/a.ts',
    before: 'app.use(cors());\nproxy({ changeOrigin: true });\n',
    lines: [1],
    after: /cors\(\{ origin: \(process\.env\.ALLOWED_ORIGINS/,
  },
  {
    check: 'sec-cors-not-wide-open',
    path: 'a.py',
    before: 'from x import y\n\napp.add(allow_origins=["*"])\n',
    lines: [3],
    after: /^import os\n[\s\S]*allow_origins=\[origin for/,
  },
  {
    check: 'sec-cookies-safe',
    path: 'a.js',
    before: 'cookie({ httpOnly: false })\n',
    lines: [1],
    after: /httpOnly: true/,
  },
  {
    check: 'sec-debug-off',
    path: 'settings.py',
    before: 'import os\nDEBUG = True\nDEBUG_TOOLBAR = True\n',
    lines: [2],
    after: /^DEBUG = os\.environ\.get\("DEBUG"\) == "1"$/m,
    not: /import os\nimport os/,
  },
  {
    check: 'test-none-skipped',
    path: 'a.test.ts',
    before: "it.only('adds', f);\nlist.only(3);\n",
    lines: [1],
    after: /^it\('adds', f\);\nlist\.only\(3\);/,
  },
  {
    check: 'rel-timeouts',
    path: 'a.py',
    before: 'r = requests.get(url, params=dict(a=1))\n',
    lines: [1],
    after: /requests\.get\(url, params=dict\(a=1\), timeout=10\)/,
  },
  {
    check: 'rel-timeouts',
    path: 'a.go',
    before: 'package a\n\nimport (\n\t"net/http"\n)\n\nvar c = http.Client{}\n',
    lines: [7],
    after: /"time"[\s\S]*http\.Client\{Timeout: 10 \* time\.Second\}/,
  },
  {
    check: 'dep-config-from-env',
    path: 'a.js',
    before: "const api = 'http://localhost:4000';\n",
    lines: [1],
    after: /const api = \(process\.env\.SERVICE_URL \?\? 'http:\/\/localhost:4000'\);/,
  },
  {
    check: 'data-no-personal-data-in-logs',
    path: 'a.js',
    before: "console.log('sign in', user.password);\n",
    lines: [1],
    after: /console\.log\('sign in', '\[left out\]'\);/,
  },
  {
    check: 'sec-cloud-storage-private',
    path: 'a.tf',
    before: 'resource "aws_s3_bucket_acl" "a" {\n  acl = "public-read"\n}\n',
    lines: [2],
    after: /acl = "private"/,
  },
  {
    check: 'sec-data-encrypted-at-rest',
    path: 'a.tf',
    before: 'resource "aws_db_instance" "a" {\n  engine = "postgres"\n}\n',
    lines: [1],
    after: /\{\n {2}storage_encrypted = true\n {2}engine/,
  },
  {
    check: 'sec-network-closed',
    path: 'net.tf',
    before:
      'resource "aws_security_group" "a" {\n  ingress {\n    from_port   = 22\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
    lines: [2],
    after: /cidr_blocks = var\.trusted_networks/,
  },
  {
    check: 'data-delete-protection',
    path: 'db.tf',
    before: 'resource "aws_db_instance" "a" {\n  engine = "postgres"\n}\n',
    after: /deletion_protection = true/,
  },
  {
    check: 'sec-agents-ask-first',
    path: '.claude/settings.json',
    before: '{\n  "permissions": { "allow": ["Read", "Bash(*)"], "defaultMode": "bypassPermissions" }\n}\n',
    lines: [2],
    after: /"allow": \["Read"\]|"defaultMode": "default"/,
  },
  {
    check: 'sec-ci-least-rights',
    path: '.github/workflows/a.yml',
    before: '# ours\nname: A\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n',
    after: /^# ours\nname: A\non: push\npermissions:\n {2}contents: read\n\njobs:/,
  },
  {
    check: 'sec-ci-not-hijackable',
    path: '.github/workflows/a.yml',
    before:
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Greet\n        run: echo "${{ github.event.issue.title }}"\n',
    lines: [7],
    after: /env:\n {10}ISSUE_TITLE: \$\{\{ github\.event\.issue\.title \}\}\n {8}run: echo "\$ISSUE_TITLE"/,
  },
  {
    check: 'sec-container-not-root',
    path: 'Dockerfile',
    before: 'FROM node:24-slim AS build\nRUN npm ci\nFROM build\nCMD ["node", "a.js"]\n',
    after: /FROM build\nUSER node\nCMD/,
  },
  {
    check: 'dep-image-not-latest',
    path: 'Dockerfile',
    before: 'FROM node:latest AS build\nFROM build\n',
    lines: [1],
    after: /^FROM node:\d+-slim AS build\nFROM build\n/,
  },
  {
    check: 'sec-workload-hardened',
    path: 'k8s/shop.yaml',
    before: deployment,
    after: /- name: shop\n {10}securityContext:\n {12}allowPrivilegeEscalation: false/,
  },
  { check: 'rel-resource-limits', path: 'k8s/shop.yaml', before: deployment, after: /limits:\n {14}memory: 512Mi/ },
  {
    check: 'rel-probes',
    path: 'k8s/shop.yaml',
    before: deployment,
    after: /readinessProbe:\n {12}httpGet:\n {14}path: \/healthz\n {14}port: 8080/,
  },
  {
    check: 'dep-gentle-release',
    path: 'k8s/shop.yaml',
    before: deployment,
    after: /replicas: 1 # small for now\n {2}strategy:\n {4}type: RollingUpdate/,
  },
  {
    check: 'sec-https-enforced',
    path: 'k8s/shop.yaml',
    before: deployment,
    after: /ssl-redirect: "true"[\s\S]*tls:\n {4}- hosts: \[shop\.nordwind\.de\]/,
  },
  { check: 'dep-runtime-supported', path: '.nvmrc', before: 'v16.20.0\n', lines: [1], after: /^v\d\d\n$/ },
  {
    check: 'rel-ai-limits',
    path: 'api/a.js',
    before: "const r = await openai.chat.completions.create({\n  model: 'gpt-4o-mini',\n  messages,\n});\n",
    after: /model: 'gpt-4o-mini',\n {2}max_completion_tokens: 800,\n {2}messages/,
  },
  {
    check: 'sec-mcp-servers-reviewed',
    path: '.vscode/mcp.json',
    before: '{\n  "servers": { "crm": { "command": "crm", "env": { "CRM_TOKEN": "abcdef123456" } } }\n}\n',
    lines: [2],
    after: /"CRM_TOKEN": "\$\{env:CRM_TOKEN\}"/,
    not: /abcdef123456/,
  },
];

describe('changes to what people wrote', () => {
  for (const { check, path, before, lines = [], after, not } of rows) {
    it(`${check}: ${path}`, async () => {
      const workspace = { files: { [path]: before } };
      const evidence = lines.map((line) => ({ path, line, note: 'seen' }));
      const context = await contextOf(workspace, { evidence });
      const plan = await planFix(check, context);
      assert.ok(plan && plan.edits.length > 0, 'there is something to change');
      const text = String(apply(workspace, plan).files[path]);
      assert.match(text, after);
      if (not) assert.doesNotMatch(text, not);
      if (/\.ya?ml$/.test(path)) {
        const documents = parseAllDocuments(text);
        assert.ok(Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0), text);
      }
      if (path.endsWith('.json')) assert.doesNotThrow(() => parse(text) as unknown);
      const again = await planFix(
        check,
        await contextOf({ files: { ...apply(workspace, plan).files } }, { evidence: [] }),
      );
      assert.deepEqual(
        again?.edits.filter((edit) => edit.path === path),
        [],
        'the second time there is nothing left',
      );
    });
  }

  it('windows line breaks stay, and a template of Helm is left alone', async () => {
    const path = '.github/workflows/a.yml';
    const before = 'name: A\r\non: push\r\njobs:\r\n  a:\r\n    runs-on: x\r\n    steps: []\r\n';
    const plan = await planFix('sec-ci-least-rights', await contextOf({ files: { [path]: before } }));
    assert.ok(plan);
    const text = String(apply({ files: { [path]: before } }, plan).files[path]);
    assert.match(text, /permissions:\r\n {2}contents: read\r\n/);
    assert.ok(!text.replaceAll('\r\n', '').includes('\n'));
    const template = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n';
    const helm = await planFix(
      'rel-resource-limits',
      await contextOf({ files: { 'chart/templates/a.yaml': template } }),
    );
    assert.deepEqual(helm?.edits, []);
  });

  it('an action of others is pinned to the commit that its tag names, when the host may be asked', async () => {
    const path = '.github/workflows/a.yml';
    const before =
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - uses: acme/deploy@v2\n';
    const workspace = { files: { [path]: before } };
    const commitOfTag = (): Promise<string> => Promise.resolve('b'.repeat(40));
    const plan = await planFix('sec-ci-steps-pinned', await contextOf(workspace, { commitOfTag }));
    assert.ok(plan);
    const text = String(apply(workspace, plan).files[path]);
    assert.match(text, /uses: acme\/deploy@b{40} # v2/);
    assert.match(text, /uses: actions\/checkout@v4/);
    assert.deepEqual((await planFix('sec-ci-steps-pinned', await contextOf(workspace)))?.edits, []);
  });
});
