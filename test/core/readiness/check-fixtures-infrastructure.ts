// Fixtures of checks that read containers, clusters, cloud setups and build robots.

import type { CheckFixture } from './check-fixtures.ts';
import { manifest } from './workspace.ts';

const workflow = (...lines: readonly string[]): string =>
  ['on: push', 'jobs:', '  build:', '    steps:', ...lines].join('\n');
const recipe = (...lines: readonly string[]) => ({ Dockerfile: lines.join('\n') });
const deployment = (container: string, spec = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n${spec}  template:\n    spec:\n      containers:\n        - name: shop\n          image: acme/shop:1.4\n${container}`;
const probe = (path: string): string => `{httpGet: {path: ${path}, port: 80}}`;
const locks =
  '          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities: {drop: [ALL]}\n';
const ingress = '---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {rules: []}\n';

export const infrastructureFixtures: Readonly<Record<string, CheckFixture>> = {
  'sec-known-vulnerabilities': {
    good: { files: { '.github/workflows/a.yml': workflow('      - run: npm audit') } },
    bad: { files: { '.github/workflows/a.yml': workflow('      # - run: npm audit', '      - run: npm test') } },
  },
  'sec-code-scanning': {
    good: { files: { '.github/workflows/a.yml': workflow('      - uses: github/codeql-action/init@v3') } },
    bad: { files: { '.github/workflows/a.yml': workflow('      - run: npm run lint') } },
  },
  'sec-ci-steps-pinned': {
    good: {
      files: {
        '.github/workflows/a.yml': workflow(
          '      - uses: actions/checkout@v5',
          `      - uses: acme/deploy@${'a1'.repeat(20)} # v2`,
        ),
      },
    },
    bad: {
      files: {
        '.github/workflows/a.yml': workflow('      - uses: actions/checkout@v5', '      - uses: acme/deploy@v2'),
      },
    },
    badState: 'warn',
    at: ['.github/workflows/a.yml', 6],
  },
  'sec-container-not-root': {
    good: { files: recipe('FROM node:22 AS base', 'USER node', 'FROM base', 'COPY dist /app', '# USER root') },
    bad: { files: recipe('FROM node:22 AS build', 'USER node', 'FROM node:22', 'COPY --from=build /app /app') },
    at: ['Dockerfile', 3],
  },
  'sec-workload-hardened': {
    good: { files: { 'k8s/a.yaml': deployment(locks) } },
    bad: { files: { 'k8s/a.yaml': `# locked\n${deployment(`${locks}            privileged: true\n`)}` } },
    at: ['k8s/a.yaml', 16],
  },
  'sec-cloud-storage-private': {
    good: { files: { 'main.tf': 'resource "aws_s3_bucket" "a" {\n  acl = "private" # was "public-read"\n}' } },
    bad: { files: { 'main.tf': 'resource "aws_s3_bucket" "a" {\n  acl = "public-read"\n}' } },
    badState: 'warn',
    at: ['main.tf', 2],
  },
  'sec-network-closed': {
    good: {
      files: {
        'main.tf':
          'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n  egress {\n    from_port = 0\n    to_port = 0\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
      },
    },
    bad: {
      files: {
        'main.tf':
          'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
      },
    },
    badState: 'warn',
    at: ['main.tf', 5],
  },
  'sec-data-encrypted-at-rest': {
    good: { files: { 'main.tf': 'resource "aws_db_instance" "a" {\n  storage_encrypted = true\n}' } },
    bad: {
      files: {
        'main.tf': '# storage_encrypted = true\nresource "aws_db_instance" "a" {\n  name = "storage_encrypted"\n}',
      },
    },
    badState: 'warn',
    at: ['main.tf', 2],
  },
  'data-delete-protection': {
    good: {
      files: { 'main.tf': 'resource "aws_db_instance" "a" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}' },
    },
    bad: { files: { 'main.tf': 'resource "aws_db_instance" "a" {\n  # deletion_protection = true\n}' } },
    badState: 'warn',
  },
  'dep-infra-state-shared': {
    good: { files: { 'main.tf': 'terraform {\n  backend "s3" {}\n}' } },
    bad: { files: { 'main.tf': 'provider "aws" {}\n# backend "s3" {}' } },
    badState: 'warn',
  },
  'dep-automatic': {
    good: { files: { '.github/workflows/a.yml': workflow('      - run: flyctl deploy --remote-only') } },
    bad: { files: { '.github/workflows/a.yml': workflow('      # - run: flyctl deploy') } },
    badState: 'unknown',
  },
  'dep-runtime-supported': {
    good: { files: { '.nvmrc': 'v22.1.0', 'package.json': '{\n  "engines": {\n    "node": ">=18"\n  }\n}' } },
    bad: { files: { 'package.json': manifest([]), ...recipe('FROM node:16-alpine', 'USER node') } },
    at: ['Dockerfile', 1],
  },
  'dep-image-not-latest': {
    good: { files: recipe('ARG V=22', 'FROM node:${V} AS base', 'FROM base AS dev', 'FROM scratch') },
    bad: { files: recipe('FROM node:22 AS build', 'FROM registry.acme.example:5000/nginx') },
    at: ['Dockerfile', 2],
  },
  'dep-small-context': {
    good: {
      files: {
        ...recipe('FROM node:22', 'COPY --from=build . .', 'COPY . .'),
        '.dockerignore': 'node_modules\n.env*\n',
      },
    },
    bad: { files: { ...recipe('FROM node:22', 'COPY . .'), '.dockerignore': 'node_modules\n# .env\n!.env\n' } },
    at: ['Dockerfile', 2],
  },
  'dep-gentle-release': {
    good: { files: { 'k8s/a.yaml': deployment('', '  strategy: {type: RollingUpdate}\n') } },
    bad: { files: { 'k8s/a.yaml': deployment('') } },
    badState: 'warn',
  },
  'rel-probes': {
    good: {
      files: {
        'k8s/a.yaml': deployment(
          `          readinessProbe: ${probe('/ready')}\n          livenessProbe: ${probe('/live')}\n`,
        ),
      },
    },
    bad: {
      files: {
        'k8s/a.yaml': deployment(`          readinessProbe: ${probe('/')}\n          livenessProbe: ${probe('/')}\n`),
      },
    },
    at: ['k8s/a.yaml', 9],
  },
  'rel-resource-limits': {
    good: {
      files: {
        'k8s/a.yaml': deployment('          resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}\n'),
      },
    },
    bad: {
      files: { 'k8s/a.yaml': deployment('          resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 2}}\n') },
    },
    at: ['k8s/a.yaml', 9],
  },
  'rel-more-than-one': {
    good: { files: { 'k8s/a.yaml': deployment('', '  replicas: 2\n') } },
    bad: { files: { 'k8s/a.yaml': `${deployment('', '  replicas: 1\n')}${ingress}` } },
    at: ['k8s/a.yaml', 6],
  },
  'rel-stops-politely': {
    good: { files: { 'package.json': manifest(['express']), 'a.ts': "process.on('SIGTERM', stop)" } },
    bad: { files: { 'package.json': manifest(['express']), 'a.ts': 'const lifespanYears = 3' } },
    badState: 'warn',
  },
};
