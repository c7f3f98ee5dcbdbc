// What kind of project this is: web server, browser app, database … Checks name the traits they need; a project without them
// is "not applicable", with the reason. A manifest that could not be read makes a missing trait unknown, never absent.

import { matchesName } from '../text/glob.ts';
import type { CheckEvidence } from '../model/outcome.ts';
import type { Ecosystem } from '../catalog/catalog.ts';
import type { PackageUse } from './manifests.ts';

export type TraitName =
  | 'webServer'
  | 'browserClient'
  | 'database'
  | 'supabase'
  | 'callsAi'
  | 'aiTools'
  | 'docker'
  | 'buildRobot'
  | 'inGit'
  | 'personalData'
  | 'kubernetes'
  | 'terraform'
  | 'firebase';

export type Trait =
  | { readonly state: 'present'; readonly evidence: readonly CheckEvidence[] }
  | { readonly state: 'absent'; readonly because: string }
  | { readonly state: 'unseen'; readonly because: string };

/** Names of packages by ecosystem; `*` stands for any characters. */
export type PackageNames = Partial<Readonly<Record<Ecosystem, readonly string[]>>>;

export const webServerPackages: PackageNames = {
  npm: [
    'express',
    'fastify',
    'koa',
    'hono',
    '@nestjs/core',
    'next',
    'nuxt',
    '@sveltejs/kit',
    '@remix-run/node',
    '@react-router/node',
    'elysia',
    '@hapi/hapi',
  ],
  pypi: ['flask', 'django', 'fastapi', 'starlette', 'streamlit', 'gradio', 'tornado', 'sanic', 'quart'],
  go: ['github.com/gin-gonic/gin', 'github.com/labstack/echo*', 'github.com/go-chi/chi*', 'github.com/gofiber/fiber*'],
  maven: [
    'spring-boot-starter-web',
    'spring-boot-starter-webmvc',
    'spring-boot-starter-webflux',
    'spring-boot-starter-webmvc',
    'spring-boot-starter-webflux',
    'quarkus-rest*',
    'quarkus-resteasy*',
    'micronaut-http-server*',
  ],
  nuget: ['Microsoft.AspNetCore.App'],
  gems: ['rails', 'sinatra', 'hanami', 'roda', 'puma'],
  packagist: [
    'laravel/framework',
    'symfony/framework-bundle',
    'slim/slim',
    'laravel/lumen-framework',
    'cakephp/cakephp',
  ],
};

export const browserPackages: PackageNames = {
  npm: ['react', 'vue', 'svelte', '@angular/core', 'solid-js', 'preact', 'astro'],
};

export const databasePackages: PackageNames = {
  npm: [
    'pg',
    'postgres',
    'mysql2',
    'mongodb',
    'mongoose',
    'prisma',
    '@prisma/client',
    'drizzle-orm',
    'sequelize',
    'typeorm',
    '@supabase/supabase-js',
    'firebase',
    'better-sqlite3',
    'sqlite3',
  ],
  pypi: ['psycopg', 'psycopg2', 'psycopg2-binary', 'sqlalchemy', 'sqlmodel', 'pymongo', 'asyncpg', 'sqlite-utils'],
  go: [
    'gorm.io/gorm',
    'github.com/jackc/pgx*',
    'github.com/mattn/go-sqlite3',
    'github.com/lib/pq',
    'go.mongodb.org/mongo-driver*',
  ],
  maven: [
    'spring-boot-starter-data-jpa',
    'spring-boot-starter-data-jdbc',
    'spring-boot-starter-data-mongodb',
    'spring-boot-starter-jdbc',
    'quarkus-hibernate-orm*',
  ],
  nuget: ['Npgsql*', 'Microsoft.EntityFrameworkCore*', 'Dapper', 'MongoDB.Driver'],
  gems: ['pg', 'mysql2', 'trilogy', 'sqlite3', 'mongoid', 'activerecord'],
  packagist: ['doctrine/orm', 'doctrine/doctrine-bundle', 'illuminate/database', 'laravel/framework'],
};

export const aiPackages: PackageNames = {
  npm: [
    'openai',
    '@anthropic-ai/sdk',
    '@google/genai',
    '@google/generative-ai',
    'ai',
    '@ai-sdk/*',
    'langchain',
    '@langchain/*',
    'ollama',
    '@mistralai/mistralai',
    'groq-sdk',
  ],
  pypi: [
    'openai',
    'anthropic',
    'google-genai',
    'google-generativeai',
    'langchain*',
    'litellm',
    'semantic-kernel',
    'ollama',
    'mistralai',
    'groq',
  ],
  go: ['github.com/sashabaranov/go-openai', 'github.com/openai/openai-go*', 'github.com/anthropics/anthropic-sdk-go*'],
  maven: ['spring-ai-*', 'langchain4j*'],
  nuget: ['Microsoft.SemanticKernel*', 'OpenAI', 'Azure.AI.OpenAI', 'Microsoft.Extensions.AI*'],
  gems: ['ruby-openai', 'anthropic', 'ruby_llm'],
  packagist: ['openai-php/*'],
};

/** In words, for "does not apply" and for the reason of a verdict. */
export const traitInWords: Readonly<Record<TraitName, string>> = {
  webServer: 'a web server',
  browserClient: 'pages for a browser',
  database: 'a database',
  supabase: 'Supabase',
  callsAi: 'calls to an AI service',
  aiTools: 'settings of AI tools',
  docker: 'a container recipe (Dockerfile)',
  buildRobot: 'an automatic build',
  inGit: 'version control (git)',
  personalData: 'stored personal data',
  kubernetes: 'a Kubernetes workload',
  terraform: 'a Terraform setup',
  firebase: 'Firebase',
};

/** Frameworks whose builder writes them among the packages of development. What they make runs all the same. */
const bundled =
  /^(?:next|nuxt|astro|svelte|vue|react|preact|solid-js|prisma|@sveltejs\/kit|@(?:remix-run|react-router|angular)\/.+)$/;

/** Packages of the given names, in the order of the manifests. Those of Maven are named by their artifact alone. */
export function packagesNamed(packages: readonly PackageUse[], names: PackageNames): readonly PackageUse[] {
  return packages.filter((use) => isNamed(use, names));
}

/** Whether a package has one of the names: asked of each package for each list, and both stay the same. */
function isNamed({ ecosystem, name }: PackageUse, names: PackageNames): boolean {
  const patterns = names[ecosystem];
  if (patterns === undefined) return false;
  const known = knownNames.get(patterns) ?? new Map<string, boolean>();
  knownNames.set(patterns, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const own = ecosystem === 'maven' ? name.slice(name.indexOf(':') + 1) : name;
  const answer = patterns.some((pattern) => matchesName(own, pattern));
  known.set(name, answer);
  return answer;
}

const knownNames = new WeakMap<readonly string[], Map<string, boolean>>();

/** Those of them that run with the project: no tool of its tests, and nothing that it only plugs into. */
export function packagesThatRun(packages: readonly PackageUse[], names: PackageNames): readonly PackageUse[] {
  return packagesNamed(packages, names).filter(
    ({ scope, ecosystem, name }) =>
      scope === 'direct' || (scope === 'dev' && ecosystem === 'npm' && bundled.test(name)),
  );
}
