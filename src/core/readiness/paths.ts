// What a path alone tells: code, tests, samples, settings, data. Facts decide by it what to read; checks what to believe.

import { expression } from '../text/expression.ts';

const skippedFolders =
  /(?:^|\/)(?:node_modules|\.git|dist|build|out|\.next|\.nuxt|\.svelte-kit|\.venv|venv|vendor|target|bin|obj|coverage)\/|\.min\.js$/;
const samples = expression()`
  (?:^|/)(?:
    [\w.-]+[-_.][Tt]ests|(?:[\w.-]*[-_.])?(?:examples?|samples?|benchmarks?)|
    (?:integration|regression|smoke)[-_]?tests?|regression|evals?|evaluations?|archived?|[Tt]ests?|benchsuite|
    __tests__|__mocks__|specs?|e2e|cypress|playwright|fixtures?|stories|storybook|docs?|testdata|cassettes
  )/|
  (?:^|/)charts/[^/]+/ci/|\.(?:test|spec|stories|e2e|cy)\.[cm]?[jt]sx?$|(?:^|/)test[-_][^/]*\.[cm]?[jt]s$|
  (?:^|/)(?:test_[^/]*|conftest)\.py$|_test\.(?:py|go)$|Tests?\.(?:java|kt|cs)$|
  (?:^|/)phpunit(?:\.dist)?\.xml(?:\.dist)?$
`;
const packageFolders = /((?:^|\/)src\/main\/(?:java|kotlin|scala|groovy)\/).*\//;
const tests = expression()`
  (?:^|/)(?<!(?:^|/)(?:app|api|pages|routes|src)/)tests?\.[cm]?js$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|/)tests?\.py$|
  ^(?:packages/[^/]+/)?tests?/(?!(?:.+/)?_?(?:fixtures?|helpers?|support|mocks?|data|utils?|setup|stubs?|config)[/.])
  (?:.+/)?[\w-]+\.[cm]?[jt]s$|
  (?:^|/)test_[^/]*\.py$|_test\.(?:py|go)$|(?:Test|Tests|IT)\.java$|Tests?\.kt$|Tests?\.cs$|(?:_spec|_test)\.rb$|
  (?:^|/)tests?/(?:.+/)?test_\w+\.rb$|Test\.php$|(?:Test|Spec)\.(?:scala|groovy)$|_test\.(?:exs|dart)$|Tests\.swift$|
  (?:^|/)tests/(?:.+/)?\w+\.rs$|\.bats$|/templates/tests/[^/]+\.ya?ml$|\.tftest\.hcl$|\.feature$|\.cy\.[jt]s$
`;
const code = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html|py|go|java|kt|cs|rb|php)$/;
const settings = /(?:^|\/)\.env[^/]*$|\.(?:ya?ml|toml)$/;
const browserCode =
  /(?:^|\/)(?:src|app|pages|components|public|client|frontend|web|static|www)\/.*\.(?:[cm]?[jt]sx?|vue|svelte|html)$|(?:^|\/)index\.html$/;
const serverCode = expression()`
  (?:^|/)(?:api|server|servers|backend|functions|actions|scripts|migrations|workers?)/|\.server\.|
  (?:^|/)(?:route|middleware|proxy|actions?|server|instrumentation)\.[cm]?[jt]s$|\.config\.[cm]?[jt]s$
`;
const data = /\.(?:csv|tsv|jsonl|ndjson|sql)$|(?:^|\/)(?:data|exports?|dumps?|backups?|seeds?)\/.*\.json$/i;
const databaseDump = expression('i')`
  \.(?:dump|mdb|sql\.gz|(?:db|sql|sqlite3?|mssql)\.bak)$|
  (?:^|/)(?!(?:docker|container|make|just|proc|gem|jenkins|vagrant|brew)file|readme|config)[^/.]+\.bak$
`;
const lockFile = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|[\w.-]+\.lock|go\.sum)$/;
const schemaOrModel = /(?:^|\/)(?:schema|models?)(?:\/[^/]+)?\.(?:ts|js|py|prisma|rb|java|cs|go)$/;
const kept = expression('i')`
  (?:^|/)(?:
    package\.json|pyproject\.toml|Pipfile|requirements[\w.-]*\.(?:txt|in)|go\.mod|pom\.xml|
    (?:build|settings)\.gradle(?:\.kts)?|go\.work|lerna\.json|rush\.json|setup\.py|Makefile|[Jj]ustfile|Procfile|
    Chart\.yaml|CNAME|robots\.txt|_headers|Jenkinsfile|CODEOWNERS|Gemfile|Gemfile\.lock|[\w.-]+\.gemspec|
    composer\.json|libs\.versions\.toml|Directory\.Packages\.props|web\.xml|nginx[\w.-]*\.conf|[\w.-]*\.dockerignore|
    \.nvmrc|\.node-version|\.python-version|\.ruby-version|\.go-version|\.tool-versions|\.replit|runtime\.txt|
    global\.json|application[\w-]*\.properties|OWNERS|LICEN[CS]E[^/]*|\.coveragerc|setup\.cfg|
    sonar-project\.properties|\.gitignore|Caddyfile|\.env[^/]*|schema\.prisma|[\w.-]*[Dd]ockerfile[\w.-]*|
    Containerfile|[\w.-]+\.rules
  )$|
  \.(?:(?:cs|fs)proj|slnx?)$|\.(?:ya?ml|toml|tf|sql|md|mdx|rst|adoc)$|(?:^|/)README[^/]*$|
  (?:^|/)(?:
    vercel|firebase|app|eas|now|wrangler|railway|netlify|staticwebapp\.config|database\.rules|\.mcp|mcp|
    settings(?:\.local)?|manifest
  )\.jsonc?$
`;

/** More paths than this are forgotten at once: an editor stays open for weeks. */
const mostPaths = 100_000;

/** The same answer for the same path, worked out once. Checks ask of each file again and again. */
export function remembered(ask: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    if (known.size >= mostPaths) known.clear();
    const answer = ask(path);
    known.set(path, answer);
    return answer;
  };
}

/** Folders and files that are made, not written: never evidence of anything. */
export const isGenerated = remembered((path) => skippedFolders.test(path));

/** Tests, examples, stories and documents: what stands there says little about what runs. Below `src/main/java` folders are parts of a
 *  package name (`com.example.demo`, `org.springframework.samples`), and what stands there runs. Source:
 *  https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html */
export const isSample = remembered((path) => samples.test(path.replace(packageFolders, '$1')));

/** Tests that app generators put into every new project; they test nothing of it. */
const generatedTests =
  /(?:^|\/)Example(?:Unit|Instrumented)Test\.(?:java|kt)$|(?:^|\/)RunnerTests\/RunnerTests\.swift$/;

export const isTest = remembered((path) => tests.test(path) && !generatedTests.test(path));

export const isCode = remembered((path) => code.test(path));

/** Files whose values become settings of the running app. */
export const isSettings = remembered((path) => settings.test(path) && !lockFile.test(path));

const madeUpData = /(?:^|[/_.-])(?:demo|dummy|fake|mock|sample|example|stub|synthetic)s?(?=[/_.-])/i;

/** Rows and dumps, in which the data of real people may lie. Those that say by their name that they are made up are left out. */
export function isData(path: string): boolean {
  return data.test(path) && !madeUpData.test(path);
}

const developmentOnly = expression('i')`
  (?:^|/)(?:
    \.devcontainer|\.gitpod|\.github|\.ci|ci|dev|dev-tools|development|local|testing|scripts?|tools?|benchmarks?|hack
  )/|
  (?:Dockerfile|Containerfile)[.-](?:
    dev|development|test|testing|ci|local|debug|build|builder|lint|docs|e2e|playwright|cypress|bak|old|orig
  )\b|
  (?:^|/)(?:dev|test|ci|local|build)\.Dockerfile$
`;

/** Recipes and settings for working on the project, which nobody outside meets. */
export function isDevelopmentOnly(path: string): boolean {
  return developmentOnly.test(path);
}

/** A whole database in one file: nobody can look into it, and nobody should have to. */
export function isDatabaseDump(path: string): boolean {
  return databaseDump.test(path);
}

/** Whether the text of a file is kept for checks that read it as a whole. */
export const isKept = remembered((path) => (kept.test(path) && !lockFile.test(path)) || schemaOrModel.test(path));

/** Files that name the columns and fields of stored data. */
export function isSchema(path: string): boolean {
  return schemaOrModel.test(path) || /(?:^|\/)schema\.prisma$|\.sql$/.test(path);
}

/** Whether a browser receives this file. Frameworks that mix both sides say so in the text; a guess errs towards "no",
 *  because a wrong alarm about a leaked key costs more trust than it saves. */
export function isBrowserCode(path: string, text: string, serverComponents: boolean): boolean {
  if (!browserCode.test(path) || serverCode.test(path)) return false;
  const head = text.slice(0, 2000);
  if (/^\s*["']use client["']/m.test(head)) return true;
  if (
    /^\s*["']use server["']|["']server-only["']|from\s+["'](?:node:|express|fastify|koa|hono|@nestjs\/|next\/server|next\/headers)|require\(/m.test(
      head,
    )
  ) {
    return false;
  }
  return !serverComponents || path.endsWith('.html');
}
