// Images and packages that code starts, and texts that only look like them.

import assert from 'node:assert/strict';
import { startedInCodeDetector } from '../../../../src/core/detectors/ai-tools/started-in-code.ts';
import { detection, seen } from './detecting.ts';

const started = (path: string, text: string) => seen(startedInCodeDetector, path, text);

describe('started in code', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    ['A.java', 'var name = DockerImageName.parse("pgvector/pgvector:pg16");', 'pgvector pgvector/pgvector:pg16'],
    ['postgres.rs', 'GenericImage::new("pgvector/pgvector", "pg17")', 'pgvector pgvector/pgvector'],
    ['Program.cs', 'private const string QdrantImage = "qdrant/qdrant";', 'qdrant qdrant/qdrant'],
    ['a_test.go', 'testcontainers.ContainerRequest{Image: "ollama/ollama:0.3"}', 'ollama ollama/ollama:0.3'],
    ['run.py', `docker.from_env().containers.run('qdrant/qdrant:latest')`, 'qdrant qdrant/qdrant:latest'],
    [
      'Client.kt',
      'ProcessBuilder(\n  "npx", "@playwright/mcp@latest", "--port", "8931"\n)',
      'mcp-servers @playwright/mcp',
    ],
    ['clients.ts', `{ command: 'npx', args: ['-y', 'mcp-remote', url] }`, 'mcp-proxy mcp-remote'],
    ['main.rs', 'Command::new("npx").args(["-y", "mcp-remote"])', 'mcp-proxy mcp-remote'],
    [
      'Run.cs',
      'Command = "npx", Arguments = ["-y", "@modelcontextprotocol/server-github"]',
      'mcp-servers @modelcontextprotocol/server-github',
    ],
    ['a.py', `StdioServerParameters(command="uvx", args=["mcp-server-fetch"])`, 'mcp-servers mcp-server-fetch'],
  ];
  for (const [path, text, expected] of hits) {
    it(`counts ${text}`, () => {
      assert.deepEqual(started(path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    // A path of that form, where nothing says that it is an image.
    ['a.ts', `import { picture } from 'qdrant/qdrant'; const image = picture();`],
    ['a.ts', `const docker = read('docs/qdrant/qdrant')`],
    ['A.java', '// DockerImageName.parse("pgvector/pgvector:pg16")'],
    ['A.java', 'String image = "postgres/postgres:16";'],
    ['a.py', '"""\ncontainers.run("qdrant/qdrant:latest")\n"""'],
    ['a.ts', `spawn('npx', ['tsc', '--noEmit']); spawn('node', ['mcp-remote'])`],
    ['a.ts', `const runner = 'npx'; const name = pick(); log('mcp-remote');`],
    ['README.md', 'DockerImageName.parse("pgvector/pgvector:pg16")'],
  ];
  for (const [path, text] of misses) {
    it(`leaves ${text} in ${path} alone`, () => {
      assert.deepEqual(started(path, text), []);
    });
  }

  it('counts what tests start for development', () => {
    const text = 'fn f() {}\n#[cfg(test)]\nmod tests {\n  GenericImage::new("qdrant/qdrant", "v1");\n}\n';
    assert.deepEqual(
      detection(startedInCodeDetector, 'src/store.rs', text).tools?.map(({ scope }) => scope),
      ['dev'],
    );
  });
});
