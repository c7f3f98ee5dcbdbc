// AI tools in containers, pipelines and scripts; and names there that are something else.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { buildFilesDetector } from '../../../../src/core/detectors/ai-tools/build-files.ts';
import { runs } from '../../../support/runs.ts';
import { detection } from './detecting.ts';

const signs = (path: string, lines: readonly string[]) => {
  const text = lines.join('\n');
  return (detection(buildFilesDetector, path, text).tools ?? []).map(
    ({ toolId, signal, startOffset, endOffset }) => `${toolId} ${signal} ${text.slice(startOffset, endOffset)}`,
  );
};

describe('containers, pipelines and scripts', () => {
  const hits: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'Dockerfile',
      [
        'FROM --platform=linux/amd64 ollama/ollama:0.3 AS base',
        'COPY --from=qdrant/qdrant:v1 /a /b',
        'RUN apt-get update && \\',
        '    pip install --no-cache-dir "openai>=1" requests',
        'CMD ["vllm", "serve"]',
      ],
      [
        'ollama container-image ollama/ollama:0.3',
        'qdrant container-image qdrant/qdrant:v1',
        'openai dependency openai',
        'vllm cli vllm',
      ],
    ],
    [
      'docker-compose.yml',
      ['services:', '  llm:', '    image: "ghcr.io/berriai/litellm:main"', '    command: ollama serve'],
      ['litellm container-image ghcr.io/berriai/litellm:main', 'ollama cli ollama'],
    ],
    [
      '.github/workflows/review.yml',
      [
        'steps:',
        '  - uses: google-github-actions/run-gemini-cli@v0',
        '    with:',
        '      settings: |',
        '        {"mcpServers": {"github": {"command": "docker", "args": ["run", "ghcr.io/github/github-mcp-server"]}}}',
      ],
      [
        'gemini-cli ci-action google-github-actions/run-gemini-cli@v0',
        'mcp-servers container-image ghcr.io/github/github-mcp-server',
      ],
    ],
    [
      'k8s/deploy.yaml',
      [
        'kind: Deployment',
        'spec: {containers: [{image: vllm/vllm-openai}]}',
        '---',
        'kind: Pod',
        'spec:',
        '  containers:',
        '    - image: ollama/ollama@sha256:abc',
      ],
      ['vllm container-image vllm/vllm-openai', 'ollama container-image ollama/ollama@sha256:abc'],
    ],
    [
      'chart/values.yaml',
      ['image:', '  repository: ollama/ollama', '  tag: latest'],
      ['ollama container-image ollama/ollama'],
    ],
    [
      'chart/templates/d.yaml',
      ['{{- if .Values.x }}', '  image: ollama/ollama:{{ .Values.tag }}', '{{- end }}'],
      ['ollama container-image ollama/ollama:'],
    ],
    [
      '.devcontainer/devcontainer.json',
      ['{ // x', '"image": "ollama/ollama", "postCreateCommand": {"a": "npm i -g @anthropic-ai/claude-code"} }'],
      ['ollama container-image ollama/ollama', 'claude-code dependency @anthropic-ai/claude-code'],
    ],
    [
      '.github/workflows/a.yml',
      [
        'jobs:',
        '  a:',
        '    services: {db: {image: qdrant/qdrant}}',
        '    steps:',
        '      - uses: anthropics/claude-code-action@v1',
        '      - uses: docker://ollama/ollama:1',
        '      - run: |',
        '          npx -y @openai/codex@latest',
        '          claude -p "x" # ok',
      ],
      [
        'qdrant container-image qdrant/qdrant',
        'claude-code ci-action anthropics/claude-code-action@v1',
        'ollama container-image ollama/ollama:1',
        'openai-codex dependency @openai/codex',
        'claude-code cli claude',
      ],
    ],
    [
      '.gitlab-ci.yml',
      [
        'a:',
        '  image: ollama/ollama',
        '  services: [qdrant/qdrant]',
        '  script:',
        '    - pip install anthropic',
        '    - aider --yes',
      ],
      [
        'ollama container-image ollama/ollama',
        'qdrant container-image qdrant/qdrant',
        'anthropic dependency anthropic',
        'aider cli aider',
      ],
    ],
    [
      'azure-pipelines.yml',
      ['steps:', '  - bash: pip install openai', '  - script: ollama pull llama3'],
      ['openai dependency openai', 'ollama cli ollama'],
    ],
    [
      '.circleci/config.yml',
      [
        'jobs:',
        '  a:',
        '    docker: [{image: qdrant/qdrant}]',
        '    steps:',
        '      - run: {command: gem install ruby-openai}',
      ],
      ['qdrant container-image qdrant/qdrant', 'openai dependency ruby-openai'],
    ],
    [
      'Jenkinsfile',
      ["agent { docker { image 'ollama/ollama' } }", "sh 'pip install openai'", 'sh """', '  uvx aider-chat', '"""'],
      ['ollama container-image ollama/ollama', 'openai dependency openai', 'aider dependency aider-chat'],
    ],
    [
      'run.sh',
      [
        '#!/bin/sh',
        'OPENAI=1 sudo ollama serve &',
        'docker run -d --gpus all ollama/ollama:latest',
        'x=$(codex exec "a")',
      ],
      ['ollama cli ollama', 'ollama container-image ollama/ollama:latest', 'openai-codex cli codex'],
    ],
    ['Makefile', ['ai:', '\t@ollama pull x'], ['ollama cli ollama']],
    [
      'package.json',
      ['{"scripts": {"ai": "npx @anthropic-ai/claude-code && repomix"}}'],
      ['claude-code dependency @anthropic-ai/claude-code', 'repomix cli repomix'],
    ],
    ['Procfile', ['web: ollama serve'], ['ollama cli ollama']],
  ];
  for (const [path, lines, expected] of hits) {
    it(`counts what ${path} has`, () => {
      assert.deepEqual([...signs(path, lines)].sort(), [...expected].sort());
    });
  }

  const misses: readonly (readonly [string, readonly string[]])[] = [
    ['Dockerfile', ['# FROM ollama/ollama', 'FROM node:20', 'RUN echo "pip install openai"', 'LABEL x=ollama/ollama']],
    [
      'docker-compose.yml',
      ['# image: ollama/ollama', 'services: {a: {image: acme/ollama, environment: {A: ollama/ollama}}}'],
    ],
    [
      '.github/workflows/a.yml',
      ['name: claude', 'jobs: {claude: {steps: [{uses: actions/checkout@v4, name: anthropics/claude-code-action}]}}'],
    ],
    [
      'run.sh',
      [
        '# claude -p',
        'echo "use claude"',
        "cat <<< 'ollama'",
        'goose -dir x up',
        'gemini test',
        'copilot app init',
        'cd claude',
        'case $1 in',
        '  claude)',
        '    ;;',
        'esac',
        'llm=1',
        'codex=2',
        'rm -rf ollama',
      ],
    ],
    ['package.json', ['{"scripts": {"a": "gemini test", "b": "codex build"}, "name": "claude"}']],
    ['Makefile', ['claude:', '\techo hi']],
    ['notes.md', ['ollama serve']],
    ['run.sh', ['npm install', 'pip install -r requirements.txt', 'npx tsc', 'docker run -v a:/ollama/ollama node']],
  ];
  for (const [path, lines] of misses) {
    it(`leaves ${lines.join(' ').slice(0, 60)} in ${path} alone`, () => {
      assert.deepEqual(signs(path, lines), []);
    });
  }

  it('reads any text to its end, in linear time', () => {
    const pieces = fc.constantFrom(
      'ollama',
      ' ',
      '\n',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '&&',
      '|',
      'image:',
      '- ',
      '{',
      '}',
      '[',
      '#',
      '\\\n',
      'RUN ',
      'A=b ',
    );
    const paths = ['a.sh', 'Dockerfile', 'Jenkinsfile', 'a.yml', 'package.json', 'Makefile'];
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 50 }), fc.constantFrom(...paths), (parts, path) => {
        const text = parts.join('');
        for (const { startOffset, endOffset } of detection(buildFilesDetector, path, text).tools ?? []) {
          assert.ok(startOffset >= 0 && endOffset <= text.length && startOffset < endOffset);
        }
      }),
      { numRuns: runs(300) },
    );
    for (const path of paths) {
      const started = performance.now();
      for (const piece of ['ollama ', 'A=b ', '$(', '"', '\\\n', '{"a":', '- a: '])
        detection(buildFilesDetector, path, `ollama\n${piece.repeat(20_000)}`);
      assert.ok(performance.now() - started < 5000, path);
    }
  });
});
