// Which languages and package managers a project uses, and the commands that install, check, test and build it.
// Starting files for build robots, containers and tests ask here, so that they all say the same.

import type { Facts } from '../facts.ts';
import { filesLike } from '../look.ts';
import { placeIn } from './scaffold.ts';
import { runtimeVersions } from './runtime-versions.ts';
import { isRecord, recordOf } from '../../text/parsed-value.ts';

export type StackName = 'node' | 'python' | 'go' | 'java' | 'dotnet' | 'ruby' | 'php';

export interface Stack {
  readonly name: StackName;
  /** Version of the language: as pinned in the project, else a supported one. */
  readonly version: string;
  /** In order; each is one line for a shell. */
  readonly install: readonly string[];
  readonly lint: readonly string[];
  readonly test: readonly string[];
  readonly build: readonly string[];
}

/** Package manager of a Node project, by its lock file. */
export type NodeManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface NodeManifest {
  readonly manager: NodeManager;
  /** Scripts that do something. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly isModule: boolean;
  readonly usesTypeScript: boolean;
  readonly hasLockFile: boolean;
}

/** All stacks of a project, most telling first; [] when none is known. */
export function stacksOf(facts: Facts): readonly Stack[] {
  const stacks = [nodeStack, pythonStack, goStack, javaStack, dotnetStack, rubyStack, phpStack];
  return stacks.flatMap((read) => read(facts) ?? []);
}

export function hasFile(facts: Facts, pattern: RegExp): boolean {
  return filesLike(facts, pattern).length > 0;
}

/** Text of a file of the project; '' when there is none. */
export function textIn(facts: Facts, path: string): string {
  return facts.texts.get(placeIn(facts, path)) ?? '';
}

/** What package.json says; undefined without one, or when it does not read. */
export function nodeManifest(facts: Facts): NodeManifest | undefined {
  const text = textIn(facts, 'package.json');
  const value = text === '' ? undefined : parsed(text);
  if (value === undefined) return undefined;
  const scripts = Object.entries(recordOf(value['scripts'])).flatMap(([name, command]): [string, string][] =>
    typeof command === 'string' && !/^\s*echo /.test(command) ? [[name, command]] : [],
  );
  const locks: readonly (readonly [NodeManager, RegExp])[] = [
    ['npm', /^(?:package-lock|npm-shrinkwrap)\.json$/],
    ['pnpm', /^pnpm-lock\.yaml$/],
    ['yarn', /^yarn\.lock$/],
    ['bun', /^bun\.lockb?$/],
  ];
  const lock = locks.find(([, pattern]) => hasFile(facts, pattern));
  return {
    manager: lock?.[0] ?? 'npm',
    scripts: new Map(scripts),
    isModule: value['type'] === 'module',
    usesTypeScript: hasFile(facts, /^tsconfig\.json$/),
    hasLockFile: lock !== undefined,
  };
}

/** The command that installs exactly what the lock file says. */
export function nodeInstall({ manager, hasLockFile }: NodeManifest): string {
  if (!hasLockFile) return 'npm install';
  return manager === 'npm' ? 'npm ci' : `${manager} install --frozen-lockfile`;
}

/** The command that adds a package, for people. */
export function addCommand(manager: NodeManager, ...names: readonly string[]): string {
  return `${manager} ${manager === 'npm' ? 'install' : 'add'} ${names.join(' ')}`;
}

function nodeStack(facts: Facts): Stack | undefined {
  const manifest = nodeManifest(facts);
  if (manifest === undefined) return undefined;
  const run = (name: string): readonly string[] =>
    manifest.scripts.has(name) ? [`${manifest.manager} run ${name}`] : [];
  const pinned = /^v?(\d+(?:\.\d+){0,2})/.exec(textIn(facts, '.nvmrc') || textIn(facts, '.node-version'))?.[1];
  return {
    name: 'node',
    version: pinned ?? runtimeVersions.node,
    install: [nodeInstall(manifest)],
    lint: [...run('lint'), ...run('typecheck')],
    test: run('test'),
    build: run('build'),
  };
}

function pythonStack(facts: Facts): Stack | undefined {
  if (!hasFile(facts, /^(?:pyproject\.toml|requirements[\w.-]*\.txt|Pipfile|setup\.py)$/)) return undefined;
  const project = textIn(facts, 'pyproject.toml');
  const version = /^(\d\.\d+)/.exec(textIn(facts, '.python-version'))?.[1] ?? runtimeVersions.python;
  const hasTests = hasFile(facts, /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/);
  const stack = {
    name: 'python' as const,
    version,
    lint: project.includes('[tool.ruff') || hasFile(facts, /^ruff\.toml$/) ? ['pip install ruff', 'ruff check .'] : [],
    build: [],
  };
  if (hasFile(facts, /^uv\.lock$/)) {
    const test = hasTests ? ['uv run --with pytest pytest'] : [];
    return { ...stack, lint: [], install: ['pip install uv', 'uv sync --frozen'], test };
  }
  if (hasFile(facts, /^poetry\.lock$/)) {
    const test = hasTests ? ['poetry run pip install pytest', 'poetry run pytest'] : [];
    return { ...stack, lint: [], install: ['pip install poetry', 'poetry install --no-interaction'], test };
  }
  const requirements = hasFile(facts, /^requirements\.txt$/);
  const install = requirements
    ? ['pip install -r requirements.txt']
    : hasFile(facts, /^Pipfile$/)
      ? ['pip install pipenv', 'pipenv install --system']
      : /^\[(?:build-system|project)\]/m.test(project) || hasFile(facts, /^setup\.py$/)
        ? ['pip install .']
        : ['pip install -r requirements.txt'];
  return { ...stack, install, test: hasTests ? ['pip install pytest', 'python -m pytest'] : [] };
}

function goStack(facts: Facts): Stack | undefined {
  if (!hasFile(facts, /^go\.mod$/)) return undefined;
  const version = /^go\s+(\d+\.\d+)/m.exec(textIn(facts, 'go.mod'))?.[1] ?? runtimeVersions.go;
  return {
    name: 'go',
    version,
    install: ['go mod download'],
    lint: ['go vet ./...'],
    test: ['go test ./...'],
    build: ['go build ./...'],
  };
}

function javaStack(facts: Facts): Stack | undefined {
  const isMaven = hasFile(facts, /^pom\.xml$/);
  if (!isMaven && !hasFile(facts, /^build\.gradle(?:\.kts)?$/)) return undefined;
  const named =
    /<(?:java\.version|maven\.compiler\.release)>\s*(\d+)|(?:languageVersion\D+|JavaVersion\.VERSION_)(\d+)/.exec(
      isMaven ? textIn(facts, 'pom.xml') : textIn(facts, 'build.gradle') + textIn(facts, 'build.gradle.kts'),
    );
  const wrapper = hasFile(facts, /^mvnw$/) ? 'sh ./mvnw' : 'mvn';
  const gradle = hasFile(facts, /^gradlew$/) ? 'sh ./gradlew' : 'gradle';
  return {
    name: 'java',
    version: named?.[1] ?? named?.[2] ?? runtimeVersions.java,
    install: [],
    lint: [],
    test: [isMaven ? `${wrapper} --batch-mode verify` : `${gradle} check`],
    build: isMaven ? [] : [`${gradle} build`],
  };
}

function dotnetStack(facts: Facts): Stack | undefined {
  const project = filesLike(facts, /(?:^|\/)[^/]+\.(?:cs|fs)proj$/)[0];
  if (project === undefined) return undefined;
  const text = facts.texts.get(project.shownPath) ?? '';
  return {
    name: 'dotnet',
    version: /<TargetFramework>\s*net(\d+\.\d+)/.exec(text)?.[1] ?? runtimeVersions.dotnet,
    install: ['dotnet restore'],
    lint: [],
    test: ['dotnet test --no-restore'],
    build: ['dotnet build --no-restore --configuration Release'],
  };
}

function rubyStack(facts: Facts): Stack | undefined {
  if (!hasFile(facts, /^Gemfile$/)) return undefined;
  const isRspec = hasFile(facts, /^spec\//);
  const hasRake = hasFile(facts, /^Rakefile$/);
  const isRails = hasFile(facts, /^config\/routes\.rb$/);
  return {
    name: 'ruby',
    version: runtimeVersions.ruby,
    install: ['bundle install'],
    lint: [],
    test: isRspec ? ['bundle exec rspec'] : isRails ? ['bin/rails test'] : hasRake ? ['bundle exec rake test'] : [],
    build: [],
  };
}

function phpStack(facts: Facts): Stack | undefined {
  if (!hasFile(facts, /^composer\.json$/)) return undefined;
  const hasTests = hasFile(facts, /^(?:phpunit\.xml(?:\.dist)?|tests\/.+\.php)$/);
  const isLaravel = hasFile(facts, /^artisan$/);
  return {
    name: 'php',
    version: runtimeVersions.php,
    install: ['composer validate', 'composer install --no-interaction --prefer-dist'],
    lint: [],
    test: isLaravel ? ['php artisan test'] : hasTests ? ['vendor/bin/phpunit'] : [],
    build: [],
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // A manifest that does not read says nothing about the stack; its own check says that it is broken.
    return undefined;
  }
}
