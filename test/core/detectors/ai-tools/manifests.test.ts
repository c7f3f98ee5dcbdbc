// Packages that manifests name, with their place, version and scope; and names that are none.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { runs } from '../../../support/runs.ts';
import { manifestsDetector, packagesInOtherFilesDetector } from '../../../../src/core/detectors/ai-tools/manifests.ts';
import { detection, seen } from './detecting.ts';

const rows = (path: string, text: string) =>
  [manifestsDetector, packagesInOtherFilesDetector]
    .flatMap((each) => detection(each, path, text).tools ?? [])
    .map(
      ({ startOffset, endOffset, scope, version }) =>
        `${text.slice(startOffset, endOffset)} ${version ?? '-'} ${scope}`,
    );

describe('manifests', () => {
  it('package.json: every group, aliases, and nothing else', () => {
    const text = JSON.stringify(
      {
        name: 'openai',
        scripts: { openai: 'openai' },
        dependencies: { openai: '^4.77.0', cursor: '1.0.0', llm: 'npm:@anthropic-ai/sdk@0.30.0' },
        devDependencies: { '@ai-sdk/mistral': '1.0.0' },
        peerDependencies: { cohere: '1', '@google/genai': '*' },
        overrides: { openai: '4' },
      },
      null,
      2,
    );
    assert.deepEqual(rows('package.json', text), [
      'openai ^4.77.0 direct',
      '@anthropic-ai/sdk npm:@anthropic-ai/sdk@0.30.0 direct',
      '@ai-sdk/mistral 1.0.0 dev',
      '@google/genai * direct',
    ]);
    assert.equal(
      text.slice(text.indexOf('"dependencies"')).indexOf('openai') + text.indexOf('"dependencies"'),
      detection(manifestsDetector, 'package.json', text).tools?.[0]?.startOffset,
    );
  });

  it('pyproject.toml: PEP 621, extras, dependency groups, Poetry, uv', () => {
    const text = `
[project]
name = "openai"
dependencies = [
  "openai>=1.2,<2 ; python_version > '3.9'",  # "anthropic"
  'LangChain_OpenAI[x]==0.3',
  "requests",
]
[project.optional-dependencies]
llm-anthropic = ["anthropic"]
docs = ["cohere"]
[dependency-groups]
dev = ["mistralai", {include-group = "groq"}]
[tool.poetry.dependencies]
groq = "^0.9"
ollama = {version = "^0.3", optional = true}
[tool.poetry.group.test.dependencies]
"together" = "1"
[tool.uv]
dev-dependencies = ["replicate==1.0"]
[tool.other]
dependencies = ["xai-sdk"]
`;
    assert.deepEqual(rows('api/pyproject.toml', text), [
      'openai >=1.2,<2 direct',
      'LangChain_OpenAI ==0.3 direct',
      'anthropic - direct',
      'cohere - docs',
      'mistralai - dev',
      'groq ^0.9 direct',
      'ollama ^0.3 direct',
      'together 1 dev',
      'replicate ==1.0 dev',
    ]);
  });

  it('requirements files: names alone, without options and addresses', () => {
    const text =
      '# openai\n-r other.txt\nopenai[datalib] >= 1.0 # chat\n  Anthropic==0.3\n./openai\ngit+https://github.com/openai/openai-python\nllm @ https://example.com/llm.whl\n--extra-index-url https://openai\n';
    assert.deepEqual(rows('requirements.txt', text), [
      'openai >= 1.0 direct',
      'Anthropic ==0.3 direct',
      'llm @ https://example.com/llm.whl direct',
    ]);
    for (const path of ['requirements-dev.txt', 'requirements/test.txt', 'dev-requirements.in']) {
      assert.deepEqual(rows(path, 'openai\n'), ['openai - dev'], path);
    }
    assert.deepEqual(rows('notes.txt', 'openai\n'), []);
    assert.deepEqual(rows('docs/requirements.txt', 'openai\n'), ['openai - docs']);
  });

  it('Pipfile and go.mod', () => {
    assert.deepEqual(
      rows('Pipfile', '[packages]\nopenai = "*"\n[dev-packages]\ncohere = {version = "*"}\n[requires]\nllm = "3"\n'),
      ['openai * direct', 'cohere * dev'],
    );
    const text =
      'module github.com/openai/openai-go\n\ngo 1.24\n\nrequire github.com/sashabaranov/go-openai v1.20.0\nrequire (\n\t// github.com/ollama/ollama v1\n\tgithub.com/openai/openai-go/v2 v2.1.0 // indirect\n\tgithub.com/pressly/goose v3.0.0\n)\nreplace github.com/ollama/ollama => ../x\n';
    assert.deepEqual(rows('go.mod', text), [
      'github.com/sashabaranov/go-openai v1.20.0 direct',
      'github.com/openai/openai-go/v2 v2.1.0 transitive',
    ]);
  });

  describe('every ecosystem', () => {
    const cases: readonly (readonly [
      what: string,
      path: string,
      lines: readonly string[],
      expected: readonly string[],
    ])[] = [
      [
        'deno.json',
        'deno.json',
        ['{ // tools', '"imports": { "a": "npm:openai@^4", "b": "jsr:@std/fs", "c": "./openai.ts", }, }'],
        ['openai ^4 direct'],
      ],
      [
        'package-lock.json, version 3',
        'package-lock.json',
        [
          '{ "name": "openai", "packages": { "": { "dependencies": { "openai": "^4" } },',
          '"node_modules/openai": { "version": "4.2.0", "resolved": "https://r/openai" },',
          '"node_modules/a/node_modules/@anthropic-ai/sdk": { "version": "0.3.0", "dev": true, "dependencies": { "cohere-ai": "1" } } } }',
        ],
        ['openai 4.2.0 transitive', '@anthropic-ai/sdk 0.3.0 dev'],
      ],
      [
        'package-lock.json, version 1',
        'package-lock.json',
        [
          '{ "dependencies": { "a": { "version": "1", "requires": { "openai": "4" },',
          '"dependencies": { "openai": { "version": "4.0.1" } } } } }',
        ],
        ['openai 4.0.1 transitive'],
      ],
      [
        'yarn.lock, classic',
        'yarn.lock',
        [
          '# yarn lockfile v1',
          '',
          '"@anthropic-ai/sdk@^0.9.1", "@anthropic-ai/sdk@^0.9":',
          '  version "0.9.1"',
          '  dependencies:',
          '    openai "^4"',
          '',
          'gemini@^1:',
          '  version "1.0.0"',
        ],
        ['@anthropic-ai/sdk 0.9.1 transitive'],
      ],
      [
        'yarn.lock, berry',
        'yarn.lock',
        [
          '__metadata:',
          '  version: 6',
          '',
          '"openai@npm:^4.0.0":',
          '  version: 4.1.0',
          '  resolution: "openai@npm:4.1.0"',
        ],
        ['openai 4.1.0 transitive'],
      ],
      [
        'pnpm-lock.yaml, all versions',
        'pnpm-lock.yaml',
        [
          "lockfileVersion: '9.0'",
          'importers:',
          '  .:',
          '    dependencies:',
          '      openai:',
          'packages:',
          '',
          '  openai@4.2.0(zod@3):',
          '    resolution: {integrity: x}',
          "  '@anthropic-ai/sdk@0.3.0':",
          '    resolution: {integrity: x}',
          '  /cohere-ai/7.0.0:',
          '    dev: true',
          '  /groq-sdk@0.3.0:',
          '    dev: false',
          'snapshots:',
          '  openai@4.2.0(zod@3):',
          '    dependencies: {}',
        ],
        [
          'openai 4.2.0 transitive',
          '@anthropic-ai/sdk 0.3.0 transitive',
          'cohere-ai 7.0.0 dev',
          'groq-sdk 0.3.0 transitive',
        ],
      ],
      [
        'bun.lock',
        'bun.lock',
        ['{ "packages": { "openai": ["openai@4.1.0", "", { "dependencies": { "cohere-ai": "1" } }], } }'],
        ['openai@4.1.0 4.1.0 transitive'].map((each) => each.replace('openai@4.1.0', 'openai')),
      ],
      [
        'setup.cfg',
        'setup.cfg',
        [
          '[options]',
          'install_requires =',
          '    openai>=1  # x',
          '    requests',
          'python_requires = >=3',
          '[options.extras_require]',
          'anthropic =',
          '    cohere',
          '[metadata]',
          'name = openai',
        ],
        ['openai >=1 direct', 'cohere - direct'],
      ],
      [
        'setup.py',
        'setup.py',
        [
          '# install_requires=["cohere"]',
          'setup(name="openai", install_requires=["openai>=1", "requests"],',
          '  extras_require={"anthropic": ["mistralai"]}, tests_require=["groq"])',
        ],
        ['openai >=1 direct', 'mistralai - direct', 'groq - dev'],
      ],
      [
        'environment.yml',
        'environment.yml',
        [
          'name: openai',
          'channels: [conda-forge]',
          'dependencies:',
          '  - python=3.11',
          '  - conda-forge::openai=1.2',
          '  - pip',
          '  - pip:',
          '    - anthropic>=0.3',
        ],
        ['openai =1.2 direct', 'anthropic >=0.3 direct'],
      ],
      [
        'uv.lock',
        'uv.lock',
        [
          'version = 1',
          '[[package]]',
          'name = "openai"',
          'version = "1.2.0"',
          'dependencies = [',
          '    { name = "anthropic" },',
          ']',
          '[package.metadata]',
          'name = "cohere"',
        ],
        ['openai 1.2.0 transitive'],
      ],
      [
        'poetry.lock',
        'poetry.lock',
        [
          '[[package]]',
          'name = "openai"',
          'version = "1.2.0"',
          'category = "dev"',
          '[package.dependencies]',
          'cohere = "1"',
          '[[package]]',
          'name = "mistralai"',
          'version = "2"',
        ],
        ['openai 1.2.0 dev', 'mistralai 2 transitive'],
      ],
      [
        'Pipfile.lock',
        'Pipfile.lock',
        ['{"_meta": {}, "default": {"openai": {"version": "==1.2"}}, "develop": {"cohere": {}}}'],
        ['openai - transitive', 'cohere - dev'],
      ],
      [
        'inline script metadata',
        'run.py',
        [
          '#!/usr/bin/env python',
          '# /// script',
          '# dependencies = [',
          '#   "openai<2",',
          '# ]',
          '# ///',
          'x = ["anthropic"]',
        ],
        ['openai <2 direct'],
      ],
      [
        'front matter of Open WebUI',
        'pipeline.py',
        [
          '"""',
          'title: Local models',
          'requirements: requests, mlx-lm, haystack-ai>=2',
          'version: 1',
          '"""',
          'import os',
        ],
        ['mlx-lm - direct', 'haystack-ai >=2 direct'],
      ],
      ['included requirements of any name', 'base.txt', ['openai==1.2', '-r more.txt'], ['openai ==1.2 direct']],
      [
        'requirements that others brought along',
        'requirements.txt',
        [
          'openai==1.2 \\',
          '    --hash=sha256:aa',
          '    # via langchain-openai',
          'anthropic==0.3',
          '    # via -r requirements.in',
        ],
        ['openai ==1.2 transitive', 'anthropic ==0.3 direct'],
      ],
      [
        'pom.xml',
        'pom.xml',
        [
          '<!DOCTYPE project [<!ENTITY x "dev.langchain4j">]>',
          '<project><groupId>dev.langchain4j</groupId><properties><v>1.0</v></properties>',
          '<!-- <dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId></dependency> -->',
          '<dependencies><dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId><version>${v}</version></dependency>',
          '<dependency><groupId>${project.groupId}</groupId><artifactId>langchain4j-ollama</artifactId><scope>test</scope></dependency>',
          '<dependency><groupId>&x;</groupId><artifactId>langchain4j</artifactId></dependency></dependencies></project>',
        ],
        ['openai-java 1.0 direct', 'langchain4j-ollama - dev'],
      ],
      [
        'build.gradle',
        'build.gradle',
        [
          "// implementation 'com.openai:openai-java:1'",
          'dependencies {',
          "  implementation 'dev.langchain4j:langchain4j:1.2'",
          "  testImplementation group: 'io.qdrant', name: 'client', version: '1'",
          '}',
        ],
        ['langchain4j 1.2 direct', 'client 1 dev'],
      ],
      [
        'build.gradle.kts',
        'app/build.gradle.kts',
        [
          'dependencies {',
          '  implementation(platform("org.springframework.ai:spring-ai-bom:1.0.0"))',
          '  implementation(libs.openai)',
          '}',
        ],
        ['spring-ai-bom 1.0.0 direct'],
      ],
      [
        'libs.versions.toml',
        'gradle/libs.versions.toml',
        [
          '[versions]',
          'oai = "4.0"',
          '[libraries]',
          'a = { module = "com.openai:openai-java", version.ref = "oai" }',
          'b = { group = "io.pinecone", name = "pinecone-client", version = "1" }',
          'c = "dev.langchain4j:langchain4j:2"',
          '[plugins]',
          'd = { id = "com.anthropic:anthropic-java" }',
        ],
        ['openai-java 4.0 direct', 'pinecone-client 1 direct', 'langchain4j 2 direct'],
      ],
      [
        'gradle.lockfile',
        'gradle.lockfile',
        ['# x', 'com.openai:openai-java:1.0=runtimeClasspath', 'io.qdrant:client:1=testRuntimeClasspath'],
        ['openai-java 1.0 transitive', 'client 1 dev'],
      ],
      [
        'build.sbt',
        'build.sbt',
        ['libraryDependencies += "com.openai" % "openai-java" % "1.0"'],
        ['openai-java 1.0 direct'],
      ],
      [
        'a .csproj',
        'App/App.csproj',
        [
          '<Project><ItemGroup>',
          '<PackageReference Include="OpenAI" Version="2.0" />',
          '<PackageReference Include="azure.ai.openai"><Version>1.0</Version></PackageReference>',
          '<!-- <PackageReference Include="Anthropic.SDK" /> -->',
          '<Reference Include="OllamaSharp" />',
          '</ItemGroup></Project>',
        ],
        ['OpenAI 2.0 direct', 'azure.ai.openai 1.0 direct'],
      ],
      [
        'packages.config',
        'packages.config',
        ['<packages><package id="OpenAI" version="1.0" /></packages>'],
        ['OpenAI 1.0 direct'],
      ],
      [
        'packages.lock.json',
        'packages.lock.json',
        [
          '{"dependencies": {"net8.0": {"OpenAI": {"type": "Transitive", "resolved": "2.0", "dependencies": {"Anthropic.SDK": "1"}}}}}',
        ],
        ['OpenAI 2.0 transitive'],
      ],
      [
        'Paket',
        'paket.dependencies',
        ['source https://api.nuget.org/v3/index.json', 'nuget OpenAI ~> 2.0'],
        ['OpenAI ~> 2.0 direct'],
      ],
      ['an F# script', 'run.fsx', ['#r "nuget: OpenAI, 2.0"', '// #r "nuget: Anthropic.SDK"'], ['OpenAI 2.0 direct']],
      [
        'Cargo.toml',
        'Cargo.toml',
        [
          '[package]',
          'name = "async-openai"',
          '[dependencies]',
          'async-openai = { version = "0.2", features = ["x"] }',
          'ai = { package = "ollama-rs", version = "1" }',
          '[dev-dependencies]',
          '"qdrant-client" = "1.0"',
          '[dependencies.rig-core]',
          'version = "0.9"',
          '[features]',
          'openai-api-rs = []',
        ],
        ['async-openai 0.2 direct', 'ai 1 direct', 'qdrant-client 1.0 dev', 'rig-core 0.9 direct'],
      ],
      [
        'Cargo.lock',
        'Cargo.lock',
        ['[[package]]', 'name = "async-openai"', 'version = "0.2.0"', 'dependencies = [', ' "ollama-rs",', ']'],
        ['async-openai 0.2.0 transitive'],
      ],
      [
        'Gemfile',
        'Gemfile',
        [
          '# gem "anthropic"',
          "gem 'ruby-openai', '~> 7'",
          'group :development, :test do',
          '  gem "langchainrb"',
          'end',
          'gem "anthropic", group: :test',
          'gem "ruby_llm", git: "x"',
        ],
        ['ruby-openai ~> 7 direct', 'langchainrb - dev', 'anthropic - dev', 'ruby_llm - direct'],
      ],
      [
        'a gemspec',
        'a.gemspec',
        ['  spec.add_dependency "ruby-openai", ">= 6"', '  s.add_development_dependency("anthropic")'],
        ['ruby-openai >= 6 direct', 'anthropic - dev'],
      ],
      [
        'Gemfile.lock',
        'Gemfile.lock',
        ['GEM', '  specs:', '    ruby-openai (7.0.1)', '      anthropic (>= 1)', 'DEPENDENCIES', '  ruby-openai'],
        ['ruby-openai 7.0.1 transitive'],
      ],
      [
        'composer.json',
        'composer.json',
        [
          '{"name": "openai-php/client", "require": {"php": "^8", "openai-php/laravel": "^0.8"}, "require-dev": {"prism-php/prism": "1"}, "suggest": {"theodo-group/llphant": "x"}}',
        ],
        ['openai-php/laravel ^0.8 direct', 'prism-php/prism 1 dev'],
      ],
      [
        'composer.lock',
        'composer.lock',
        [
          '{"packages": [{"name": "a/b", "version": "1", "require": {"openai-php/client": "1"}}, {"name": "openai-php/client", "version": "v0.8.0"}], "packages-dev": [{"name": "prism-php/prism", "version": "1"}]}',
        ],
        ['openai-php/client v0.8.0 transitive', 'prism-php/prism 1 dev'],
      ],
      [
        'pubspec.yaml',
        'pubspec.yaml',
        [
          'name: langchain',
          'dependencies:',
          '  dart_openai: ^5.0.0',
          '  langchain:',
          '    version: 1.0.0',
          'dev_dependencies:',
          '  google_generative_ai: any',
        ],
        ['dart_openai ^5.0.0 direct', 'langchain 1.0.0 direct', 'google_generative_ai any dev'],
      ],
      [
        'pubspec.lock',
        'pubspec.lock',
        [
          'packages:',
          '  dart_openai:',
          '    dependency: "direct main"',
          '    version: "5.1.0"',
          '  langchain:',
          '    dependency: "direct dev"',
          '    version: "1.0.0"',
        ],
        ['dart_openai 5.1.0 transitive', 'langchain 1.0.0 dev'],
      ],
    ];
    for (const [what, path, lines, expected] of cases) {
      it(what, () => {
        const text = lines.join('\n');
        assert.deepEqual(rows(path, text), expected);
        assert.deepEqual(rows(path, text.replaceAll('\n', '\r\n')), expected, 'with the line breaks of Windows');
        assert.equal(detection(manifestsDetector, path, text).issues, undefined);
      });
    }
  });

  it('a bill of materials says what there is, not what is used', () => {
    const managed = (count: number): string =>
      `<project><dependencyManagement><dependencies>${'<dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId></dependency>'.repeat(count)}</dependencies></dependencyManagement></project>`;
    assert.equal(rows('pom.xml', managed(1)).length, 1);
    assert.deepEqual(rows('pom.xml', managed(60)), []);
  });

  it('prose that names packages is no list of them', () => {
    for (const text of [
      'openai\n',
      'We use openai==1.2 here.\n',
      'openai\nanthropic\n',
      'openai==1.0\nand some words\n',
    ]) {
      assert.deepEqual(rows('notes.txt', text), [], text);
    }
  });

  it('every kind that is broken is told with its line, and what can be read still counts', () => {
    const cases: readonly (readonly [string, string, number, readonly string[]])[] = [
      ['requirements.txt', 'openai==1\n=== what\nanthropic\n', 2, ['openai', 'anthropic']],
      ['go.mod', 'module a\nrequire (\n\tgithub.com/openai/openai-go v1.0.0\n\t!!\n)\n', 4, ['openai']],
      [
        'pom.xml',
        '<project>\n<dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId></dependency>\n<a></b>\n</project>',
        3,
        ['openai'],
      ],
      ['pom.xml', 'no xml', 1, []],
      ['a.csproj', '<Project>\n<PackageReference Include="OpenAI" />\n<Item', 3, ['openai']],
      ['Cargo.toml', '[dependencies]\nasync-openai = "1"\nx = \n', 3, ['openai']],
      ['package-lock.json', '{"packages": {"node_modules/openai": {"version": "1"}\n,,}', 2, ['openai']],
      ['yarn.lock', 'openai@^4:\n  version "4.0.0"\n<<<<<<< HEAD\n', 3, ['openai']],
      ['pnpm-lock.yaml', 'packages:\n  openai@4.0.0:\n    resolution: {}\n<<<<<<< HEAD\n', 4, ['openai']],
      ['composer.json', '{"require": {"openai-php/client": "1"}\n', 2, ['openai']],
      ['pubspec.yaml', 'dependencies:\n  dart_openai: 1\n  x: [\n', 4, ['openai']],
      ['environment.yml', 'name: a\ndependencies:\n  - openai=1\n  - "x\n', 4, ['openai']],
      ['uv.lock', '[[package]]\nname = "openai"\nversion = "1"\n[[[\n', 4, ['openai']],
      ['libs.versions.toml', '[libraries]\na = "com.openai:openai-java:1"\nb = {\n', 3, ['openai']],
    ];
    for (const [path, text, line, ids] of cases) {
      const { issues, tools = [] } = detection(manifestsDetector, path, text);
      assert.equal(issues?.[0]?.code, 'ai-tool/unreadable-manifest', path);
      assert.ok(Math.abs(issues[0].line - line) <= 1, `${path}: line ${String(issues[0].line)}`);
      assert.deepEqual(
        tools.map(({ toolId }) => toolId).filter((id, index, all) => all.indexOf(id) === index),
        ids.filter((id) => id !== 'x'),
        path,
      );
    }
  });

  it('takes the program that fetches a package for no package', () => {
    const text = 'openai+https://example.com/a.git#egg=b\nopenai>=1\n';
    assert.deepEqual(
      detection(manifestsDetector, 'requirements.txt', text).tools?.map(({ startOffset }) => text.slice(startOffset)),
      ['openai>=1\n'],
    );
  });

  it('reads a project of many thousand dependencies as fast as its length says', () => {
    const one = '<dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId></dependency>\n';
    const started = performance.now();
    const text = `<project><dependencies>${one.repeat(20_000)}</dependencies></project>`;
    assert.equal(detection(manifestsDetector, 'pom.xml', text).tools?.length, 20_000);
    assert.ok(performance.now() - started < 4000);
  });

  it('reads any text to its end, in linear time', () => {
    const paths = [
      'pom.xml',
      'a.csproj',
      'yarn.lock',
      'pnpm-lock.yaml',
      'requirements.txt',
      'Gemfile',
      'build.gradle',
      'setup.py',
      'Cargo.toml',
      'uv.lock',
      'pubspec.yaml',
      'package-lock.json',
      'go.mod',
      'setup.cfg',
    ];
    const pieces = fc.constantFrom(
      '<a',
      '>',
      '</a>',
      '<!--',
      '<![CDATA[',
      '<!',
      '[',
      '"',
      "'",
      '=',
      '\n',
      ' ',
      'openai',
      '{',
      '}',
      ':',
      '- ',
      '&',
      '#',
      '(',
      'require',
      '[[package]]',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.constantFrom(...paths), (parts, path) => {
        const text = parts.join('');
        for (const { startOffset, endOffset } of detection(manifestsDetector, path, text).tools ?? []) {
          assert.ok(startOffset >= 0 && startOffset < endOffset && endOffset <= text.length);
        }
      }),
      { numRuns: runs(300) },
    );
    for (const path of paths) {
      const started = performance.now();
      for (const piece of ['<a ', '"', "'a:", '[', '{"a":', 'a ', '<!--', 'openai', '('])
        detection(manifestsDetector, path, piece.repeat(30_000));
      assert.ok(performance.now() - started < 4000, path);
    }
  });

  it('says where a broken one breaks, and still reads what it can', () => {
    const json = '{\n  "dependencies": { "openai": "1" },\n  oops\n}';
    assert.deepEqual(seen(manifestsDetector, 'package.json', json), ['openai openai']);
    const [issue] = detection(manifestsDetector, 'package.json', json).issues ?? [];
    assert.equal(issue?.code, 'ai-tool/unreadable-manifest');
    assert.equal(issue.line, 3);
    const toml = '[project]\ndependencies = ["openai"]\nname = \n';
    assert.deepEqual(seen(manifestsDetector, 'pyproject.toml', toml), ['openai openai']);
    assert.equal(detection(manifestsDetector, 'pyproject.toml', toml).issues?.[0]?.line, 3);
    assert.equal(detection(manifestsDetector, 'package.json', '{}').issues, undefined);
  });
});
