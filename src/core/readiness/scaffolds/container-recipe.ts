// A container recipe for the stack (pinned version, several stages, no root) and the list of what stays out of the image.

import type { Facts } from '../facts.ts';
import { containerFiles, filesLike } from '../look.ts';
import { traitOf } from '../trait-of.ts';
import { createUnlessThere, nothing, planOf, putRegion, type Scaffold } from './scaffold.ts';
import { hasFile, nodeInstall, nodeManifest, stacksOf, textIn, type Stack } from './stack.ts';

/** Sources: https://docs.docker.com/build/building/best-practices/ , https://docs.docker.com/reference/dockerfile/ */
export const containerRecipeScaffold: Scaffold = {
  checks: ['dep-build-recipe'],
  kind: 'scaffold',
  plan({ facts }) {
    if (filesLike(facts, containerFiles).length > 0) return nothing;
    const lines = recipeFor(facts);
    if (lines === undefined) return nothing;
    const text = `${lines.join('\n')}\n`;
    return planOf(
      [...createUnlessThere(facts, 'Dockerfile', text, ['Containerfile']), ...ignoreList(facts)],
      'Try it where Docker is installed: docker build --tag my-app . && docker run --publish 8080:8080 my-app',
    );
  },
};

/** Source: https://docs.docker.com/build/concepts/context/#dockerignore-files */
export const containerIgnoreScaffold: Scaffold = {
  checks: ['dep-small-context'],
  kind: 'scaffold',
  plan: ({ facts }) => planOf(ignoreList(facts)),
};

function ignoreList(facts: Facts): ReturnType<typeof putRegion> {
  return putRegion(facts, '.dockerignore', 'small-image', [
    '.env',
    '.env.*',
    '**/.env',
    '**/.env.*',
    '*.pem',
    '*.key',
    '.git',
    '.handrail',
    'node_modules',
    '**/__pycache__',
    '.venv',
    'coverage',
    'dist',
    'target',
    '**/bin',
    '**/obj',
  ]);
}

function recipeFor(facts: Facts): readonly string[] | undefined {
  const stack = stacksOf(facts)[0];
  if (stack === undefined) return hasFile(facts, /^index\.html$/) ? staticRecipe : undefined;
  switch (stack.name) {
    case 'node':
      return nodeRecipe(facts, stack);
    case 'python':
      return pythonRecipe(facts, stack);
    case 'go':
      return goRecipe(facts, stack);
    case 'java':
      return javaRecipe(facts, stack);
    case 'dotnet':
      return dotnetRecipe(facts, stack);
    case 'ruby':
      return rubyRecipe(facts, stack);
    case 'php':
      return phpRecipe(facts, stack);
  }
}

const fileServer = ['FROM nginxinc/nginx-unprivileged:1.29-alpine', 'EXPOSE 8080'];
const staticRecipe = [
  '# Serves the pages as they are, without root rights.',
  ...fileServer,
  'COPY . /usr/share/nginx/html',
];

function nodeRecipe(facts: Facts, { version }: Stack): readonly string[] | undefined {
  const manifest = nodeManifest(facts);
  if (manifest === undefined) return undefined;
  const { manager, scripts } = manifest;
  const prepare =
    manager === 'npm' ? [] : manager === 'bun' ? ['RUN npm install --global bun'] : ['RUN corepack enable'];
  const build = scripts.has('build') ? [`RUN ${manager} run build`] : [];
  const stage = [
    '# Builds the app on its own; nothing but the result goes into the image that runs.',
    `FROM node:${version}-slim AS build`,
    'WORKDIR /app',
    ...prepare,
    'COPY . .',
    `RUN ${nodeInstall(manifest)}`,
    ...build,
    '',
  ];
  const isServer = traitOf(facts, 'webServer').state === 'present' || scripts.has('start');
  if (!isServer)
    return scripts.has('build')
      ? [...stage, ...fileServer, `COPY --from=build /app/${outputFolder(facts)} /usr/share/nginx/html`]
      : undefined;
  const main = /"main"\s*:\s*"([^"]+)"/.exec(textIn(facts, 'package.json'))?.[1] ?? 'index.js';
  const start = scripts.has('start') ? ['npm', 'run', 'start'] : ['node', main];
  return [
    ...stage,
    `FROM node:${version}-slim`,
    'WORKDIR /app',
    'ENV NODE_ENV=production PORT=8080',
    'COPY --from=build --chown=node:node /app ./',
    'USER node',
    'EXPOSE 8080',
    `CMD ${JSON.stringify(start)}`,
  ];
}

function outputFolder(facts: Facts): string {
  const text = textIn(facts, 'package.json');
  if (text.includes('"react-scripts"')) return 'build';
  return text.includes('"@11ty/eleventy"') ? '_site' : 'dist';
}

function pythonRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const install = hasFile(facts, /^requirements\.txt$/)
    ? ['COPY requirements.txt ./', 'RUN pip install --no-cache-dir -r requirements.txt', 'COPY . .']
    : hasFile(facts, /^uv\.lock$/)
      ? [
          'RUN pip install --no-cache-dir uv',
          'COPY . .',
          'RUN uv sync --frozen --no-dev',
          'ENV PATH="/app/.venv/bin:$PATH"',
        ]
      : hasFile(facts, /^poetry\.lock$/)
        ? [
            'RUN pip install --no-cache-dir poetry',
            'COPY . .',
            'RUN poetry config virtualenvs.create false && poetry install --no-interaction --only main',
          ]
        : ['COPY . .', 'RUN pip install --no-cache-dir .'];
  const { needs, command } = pythonStart(facts);
  return [
    `FROM python:${version}-slim`,
    'WORKDIR /app',
    'ENV PYTHONUNBUFFERED=1 PORT=8080',
    ...install,
    ...(needs === undefined ? [] : [`RUN pip install --no-cache-dir ${needs}`]),
    '# A user without rights of its own.',
    'RUN useradd --create-home app',
    'USER app',
    'EXPOSE 8080',
    `CMD ${JSON.stringify(command)}`,
  ];
}

function pythonStart(facts: Facts): { readonly needs?: string; readonly command: readonly string[] } {
  const uses = (name: string): boolean => facts.packages.some((use) => use.ecosystem === 'pypi' && use.name === name);
  const file = ['app.py', 'main.py', 'server.py', 'wsgi.py', 'app/main.py', 'src/main.py'].find((path) =>
    facts.files.some((known) => known.path === path),
  );
  const entry = file ?? 'app.py';
  const module = entry.replace(/\.py$/, '').replaceAll('/', '.');
  if (uses('django')) {
    const wsgi =
      filesLike(facts, /^[^/]+\/wsgi\.py$/)[0]
        ?.path.replace(/\.py$/, '')
        .replaceAll('/', '.') ?? 'config.wsgi';
    return { needs: 'gunicorn', command: ['gunicorn', '--bind', '0.0.0.0:8080', wsgi] };
  }
  if (uses('fastapi') || uses('starlette')) {
    return { needs: 'uvicorn', command: ['uvicorn', `${module}:app`, '--host', '0.0.0.0', '--port', '8080'] };
  }
  if (uses('streamlit')) {
    return { command: ['streamlit', 'run', entry, '--server.port=8080', '--server.address=0.0.0.0'] };
  }
  if (uses('flask')) return { needs: 'gunicorn', command: ['gunicorn', '--bind', '0.0.0.0:8080', `${module}:app`] };
  return { command: ['python', entry] };
}

function goRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const command = filesLike(facts, /^cmd\/[^/]+\/main\.go$/)[0]?.path.replace(/\/main\.go$/, '');
  return [
    `FROM golang:${version} AS build`,
    'WORKDIR /src',
    'COPY . .',
    `RUN CGO_ENABLED=0 go build -o /app ./${command ?? ''}`,
    '',
    '# An image with nothing but the program, run by a user without rights.',
    'FROM gcr.io/distroless/static-debian12:nonroot',
    'COPY --from=build /app /app',
    'USER nonroot',
    'EXPOSE 8080',
    'ENTRYPOINT ["/app"]',
  ];
}

function javaRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const isMaven = hasFile(facts, /^pom\.xml$/);
  const image = isMaven ? `maven:3-eclipse-temurin-${version}` : `gradle:8-jdk${version}`;
  const build = isMaven ? 'mvn --batch-mode -DskipTests package' : 'gradle --no-daemon assemble';
  const made = isMaven ? 'target/*.jar' : 'build/libs/*.jar';
  return [
    `FROM ${image} AS build`,
    'WORKDIR /src',
    'COPY . .',
    `RUN ${build} && cp "$(ls -S ${made} | head -n 1)" /app.jar`,
    '',
    `FROM eclipse-temurin:${version}-jre`,
    'WORKDIR /app',
    '# A user without rights of its own.',
    'RUN useradd --create-home app',
    'COPY --from=build /app.jar app.jar',
    'USER app',
    'EXPOSE 8080',
    'ENTRYPOINT ["java", "-jar", "app.jar"]',
  ];
}

function dotnetRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const projects = filesLike(facts, /\.(?:cs|fs)proj$/).map((file) => file.path);
  const project = projects.find((path) => !/tests?\b/i.test(path)) ?? projects[0] ?? '';
  const name = /([^/]+)\.(?:cs|fs)proj$/.exec(project)?.[1] ?? 'app';
  return [
    `FROM mcr.microsoft.com/dotnet/sdk:${version} AS build`,
    'WORKDIR /src',
    'COPY . .',
    `RUN dotnet publish "${project}" --configuration Release --output /app`,
    '',
    `FROM mcr.microsoft.com/dotnet/aspnet:${version}`,
    'WORKDIR /app',
    'COPY --from=build /app ./',
    '# The user without rights that this image brings along.',
    'USER 1654',
    'EXPOSE 8080',
    `ENTRYPOINT ["dotnet", "${name}.dll"]`,
  ];
}

function rubyRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const isRails = hasFile(facts, /^config\/routes\.rb$/);
  const start = isRails
    ? ['bin/rails', 'server', '--binding=0.0.0.0', '--port=8080']
    : ['bundle', 'exec', 'rackup', '--host', '0.0.0.0', '--port', '8080'];
  return [
    `FROM ruby:${version}`,
    'WORKDIR /app',
    'COPY Gemfile* ./',
    'RUN bundle install',
    'COPY . .',
    '# A user without rights of its own.',
    'RUN useradd --create-home app && chown --recursive app /app',
    'USER app',
    'EXPOSE 8080',
    `CMD ${JSON.stringify(start)}`,
  ];
}

function phpRecipe(facts: Facts, { version }: Stack): readonly string[] {
  const folder = facts.files.some(({ path }) => path === 'public/index.php') ? 'public' : '.';
  return [
    'FROM composer:2 AS packages',
    'WORKDIR /app',
    'COPY . .',
    'RUN composer install --no-dev --no-interaction --prefer-dist',
    '',
    `FROM php:${version}-apache`,
    `ENV APACHE_DOCUMENT_ROOT=/var/www/html/${folder}`,
    "RUN sed -ri 's!/var/www/html!${APACHE_DOCUMENT_ROOT}!g; s!Listen 80!Listen 8080!; s!:80>!:8080>!' /etc/apache2/ports.conf /etc/apache2/sites-available/*.conf",
    'COPY --from=packages --chown=www-data:www-data /app /var/www/html',
    'USER www-data',
    'EXPOSE 8080',
  ];
}
