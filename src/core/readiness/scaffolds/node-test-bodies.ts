// What first tests for Node do, as lines; first-tests.ts puts the runner's imports around them.

export interface TestBody {
  readonly says: string;
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** Starts the app as `npm run start` does, on a free port, and asks for its first page. */
export function serverBody(command: string, args: readonly string[]): TestBody {
  return {
    says: 'the app starts and answers.',
    imports: [
      "import { spawn } from 'node:child_process';",
      "import { createServer } from 'node:net';",
      "import { setTimeout as wait } from 'node:timers/promises';",
    ],
    lines: [
      "test('the app starts and its first page answers', { timeout: 60_000 }, async (t) => {",
      '  const port = await freePort();',
      `  const app = spawn('${command}', ${JSON.stringify(args).replaceAll('"', "'").replaceAll(',', ', ')}, {`,
      '    env: { ...process.env, PORT: String(port) },',
      "    stdio: 'inherit',",
      "    detached: process.platform !== 'win32',",
      "    shell: process.platform === 'win32',",
      '  });',
      '  t.after(() => stop(app));',
      '  let response;',
      '  for (let attempt = 0; attempt < 100 && response === undefined; attempt++) {',
      "    assert.equal(app.exitCode, null, 'the app stopped by itself');",
      '    response = await fetch(`http://127.0.0.1:${port}/`).catch(() => wait(200));',
      '  }',
      '  assert.ok(response, `nothing answered on port ${port}; does the app listen on process.env.PORT?`);',
      '  assert.ok(response.status < 500, `the first page answered ${response.status}`);',
      '});',
      '',
      'function freePort() {',
      '  return new Promise((resolve) => {',
      '    const server = createServer().listen(0, () => {',
      '      const { port } = server.address();',
      '      server.close(() => resolve(port));',
      '    });',
      '  });',
      '}',
      '',
      'function stop(app) {',
      '  try {',
      "    if (process.platform === 'win32') app.kill();",
      '    else process.kill(-app.pid);',
      '  } catch {',
      '    // It has stopped already.',
      '  }',
      '}',
    ],
  };
}

/** Looks at a page on disk: a title, and every file it loads. */
export function pageBody(page: string): TestBody {
  const root = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
  return {
    says: 'the first page is whole, and every file it loads is there.',
    imports: ["import { existsSync, readFileSync } from 'node:fs';"],
    lines: [
      `const page = readFileSync('${page}', 'utf8');`,
      '',
      "test('the first page has a title', () => {",
      String.raw`  assert.match(page, /<title>[^<]+<\/title>/);`,
      '});',
      '',
      "test('every file that the first page loads is there', () => {",
      String.raw`  const links = [...page.matchAll(/\b(?:src|href)="(?!https?:|\/\/|#|data:|mailto:|tel:|%)([^"?#]+)/g)].map(([, link]) => link);`,
      String.raw`  const files = links.filter((link) => /\.\w+$/.test(link)).map((link) => link.replace(/^\.?\//, ''));`,
      `  const missing = files.filter((file) => ![${JSON.stringify(root).replaceAll('"', "'")}, '', 'public/'].some((folder) => existsSync(folder + file)));`,
      '  assert.deepEqual(missing, []);',
      '});',
    ],
  };
}

/** For a package that neither serves nor shows pages. */
export const manifestBody: TestBody = {
  says: 'the project describes itself and its entry is there.',
  imports: ["import { existsSync, readFileSync } from 'node:fs';"],
  lines: [
    "test('the project describes itself and its entry is there', () => {",
    "  const { name, main = 'index.js', type } = JSON.parse(readFileSync('package.json', 'utf8'));",
    '  assert.ok(name);',
    "  assert.ok([undefined, 'module', 'commonjs'].includes(type));",
    "  if (existsSync(main)) assert.notEqual(readFileSync(main, 'utf8').trim(), '');",
    '});',
  ],
};
