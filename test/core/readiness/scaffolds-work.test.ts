// What "do it for me" writes is put on disk and used: workflows go through the schema of GitHub, container recipes through a parser,
// and the tests it writes are run wherever their language is on this machine.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'yaml';
import { apply, planned, plannedAll } from './fixing.ts';
import { stacks } from './stacks.ts';
import type { Workspace } from './workspace.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a server says that is just starting. @throws what the last try threw, after ten seconds */
async function answerOf(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await (await fetch(url)).text();
    } catch (thrown) {
      if (tries === 100) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const workflowChecks = ['dep-pipeline', 'sec-known-vulnerabilities', 'sec-code-scanning', 'dep-automatic'];

describe('what "do it for me" writes', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function onDisk(workspace: Workspace): string {
    const folder = mkdtempSync(join(tmpdir(), 'handrail-stack-'));
    folders.push(folder);
    for (const [path, content] of Object.entries(workspace.files)) {
      if (content instanceof Error) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  async function withFix(workspace: Workspace, ...ids: readonly string[]): Promise<Workspace> {
    let now = workspace;
    for (const id of ids) now = apply(now, (await planned(id, now)).plan);
    return now;
  }

  for (const [name, workspace] of Object.entries(stacks)) {
    it(`${name}: workflows are valid, on GitHub and on GitLab`, async () => {
      const after = await withFix(workspace, ...workflowChecks);
      const workflows = Object.entries(after.files).filter(([path]) => path.startsWith('.github/workflows/'));
      assert.ok(workflows.length >= (name === 'static pages' ? 2 : 3), workflows.map(([path]) => path).join(', '));
      for (const [path, text] of workflows) {
        assert.deepEqual(validateWorkflow(String(text)).errors, [], `${path}\n${String(text)}`);
        const { permissions } = parse(String(text)) as { readonly permissions: unknown };
        assert.deepEqual(permissions, { contents: 'read' });
      }
      const gitlab: Workspace = { ...workspace, git: { remotes: ['https://gitlab.com/acme/shop.git'] } };
      const pipeline = (await withFix(gitlab, ...workflowChecks)).files['.gitlab-ci.yml'];
      const jobs = Object.entries(parse(String(pipeline)) as Readonly<Record<string, unknown>>).filter(
        ([key]) => key !== 'workflow',
      );
      assert.ok(jobs.length >= 2);
      for (const [job, value] of jobs) {
        const { image, script } = value as { readonly image: unknown; readonly script: unknown };
        assert.ok(typeof image === 'string' || typeof image === 'object', job);
        assert.ok(
          Array.isArray(script) && script.every((line) => typeof line === 'string'),
          `${job}: ${String(pipeline)}`,
        );
      }
    });

    it(`${name}: the container recipe parses, is pinned, and ends without root`, async () => {
      const text = (await withFix(workspace, 'dep-build-recipe')).files['Dockerfile'];
      assert.ok(typeof text === 'string', name);
      const recipe = DockerfileParser.parse(text);
      const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'EXPOSE', 'CMD', 'ENTRYPOINT', 'USER'];
      for (const instruction of recipe.getInstructions())
        assert.ok(known.includes(instruction.getKeyword()), instruction.toString());
      for (const from of recipe.getFROMs())
        assert.ok(from.getImageTag() !== null && from.getImageTag() !== 'latest', from.toString());
      const users = recipe.getInstructions().filter((instruction) => instruction.getKeyword() === 'USER');
      const isUnprivileged = /nginx-unprivileged|:nonroot/.test(recipe.getFROMs().at(-1)?.toString() ?? '');
      assert.ok(isUnprivileged || (users.length > 0 && !/ (?:root|0)\b/.test(users.at(-1)?.toString() ?? '')), text);
      for (const command of recipe.getCMDs()) {
        const json = command.getArgumentsContent() ?? '';
        assert.ok(Array.isArray(JSON.parse(json)), json);
      }
    });

    it(`${name}: YAML and JSON that were written read back`, async () => {
      const { plan } = await plannedAll(workspace);
      const after = apply(workspace, plan);
      for (const { path } of plan.edits) {
        const text = String(after.files[path]);
        if (/\.ya?ml$/.test(path)) assert.doesNotThrow(() => parse(text) as unknown, path);
        if (/\.json$/.test(path)) assert.doesNotThrow(() => JSON.parse(text) as unknown, path);
      }
    });
  }

  const run = (folder: string, command: string, ...args: readonly string[]): ReturnType<typeof spawnSync> => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^(?:NODE_|npm_|npm_config_)/.test(key)),
    );
    return spawnSync(command, args, { cwd: folder, encoding: 'utf8', env, timeout: 90_000 });
  };
  const assertGreen = (result: ReturnType<typeof spawnSync>): void => {
    assert.equal(result.status, 0, `${String(result.stdout)}\n${String(result.stderr)}\n${String(result.error ?? '')}`);
  };

  for (const name of ['node server', 'static pages', 'vite and react'] as const) {
    it(`${name}: the first test runs green, and red once the app is broken`, async function () {
      this.timeout(120_000);
      const folder = onDisk(await withFix(stacks[name]!, 'test-exists'));
      assertGreen(run(folder, 'npm', 'test'));
      const broken = name === 'node server' ? 'server.js' : 'index.html';
      writeFileSync(
        join(folder, broken),
        name === 'node server' ? 'process.exit(1);\n' : '<script src="/gone.js"></script>',
      );
      assert.notEqual(run(folder, 'npm', 'test').status, 0, 'a broken app fails its test');
    });
  }

  const python = ['python3', 'python'].find((name) => run(tmpdir(), name, '--version').status === 0);
  it('python: the first test runs green, and red once a file is broken', async function () {
    if (python === undefined) return this.skip();
    this.timeout(60_000);
    const folder = onDisk(await withFix(stacks['python']!, 'test-exists', 'obs-logs'));
    assertGreen(run(folder, python, '-m', 'unittest', 'discover', 'tests'));
    const logged = run(folder, python, '-c', 'import json_log; json_log.start(); json_log.log.info("order %s", 7)');
    assert.equal((JSON.parse(String(logged.stdout)) as { readonly message: string }).message, 'order 7');
    writeFileSync(join(folder, 'report.py'), 'def (:\n');
    assert.notEqual(run(folder, python, '-m', 'unittest', 'discover', 'tests').status, 0);
  });

  it('flask: health, headers and first test work where Flask is installed', async function () {
    if (python === undefined || run(tmpdir(), python, '-c', 'import flask').status !== 0) return this.skip();
    this.timeout(60_000);
    // A file of the same name as an installed package would take its place.
    const workspace = {
      files: {
        ...stacks['flask']!.files,
        'app.py': String(stacks['flask']!.files['app.py']).replace(
          'import requests\n',
          'import types\nrequests = types\n',
        ),
      },
    };
    const folder = onDisk(await withFix(workspace, 'obs-health-address', 'sec-security-headers', 'test-exists'));
    assertGreen(run(folder, python, '-m', 'unittest', 'tests.test_first'));
    const asked = run(
      folder,
      python,
      '-c',
      'from app import app; r = app.test_client().get("/healthz"); print(r.json["status"], r.headers["X-Content-Type-Options"])',
    );
    assert.equal(String(asked.stdout).trim(), 'ok nosniff', String(asked.stderr));
  });

  it('JavaScript that was written or changed is JavaScript', async function () {
    this.timeout(120_000);
    for (const name of ['express', 'vite and react', 'node server'] as const) {
      const { plan } = await plannedAll(stacks[name]!);
      const after = apply(stacks[name]!, plan);
      const folder = onDisk(after);
      for (const { path } of plan.edits.filter((edit) => /\.m?js$/.test(edit.path))) {
        const checked = run(folder, process.execPath, '--check', path);
        assert.equal(checked.status, 0, `${path}\n${String(checked.stderr)}`);
      }
    }
  });

  it('Python that was written or changed is Python', async function () {
    if (python === undefined) return this.skip();
    for (const name of ['flask', 'fastapi'] as const) {
      const { plan } = await plannedAll(stacks[name]!);
      const folder = onDisk(apply(stacks[name]!, plan));
      for (const { path } of plan.edits.filter((edit) => edit.path.endsWith('.py')))
        assertGreen(run(folder, python, '-m', 'py_compile', path));
    }
  });

  it('go: the first test runs green, and red once the app is broken; the address that says "I am fine" answers', async function () {
    if (run(tmpdir(), 'go', 'version').status !== 0) return this.skip();
    this.timeout(240_000);
    const folder = onDisk(await withFix(stacks['go server']!, 'test-exists', 'obs-health-address'));
    assertGreen(run(folder, 'go', 'test', './...'));
    assertGreen(run(folder, 'go', 'build', '-o', 'hours'));
    const address = `127.0.0.1:${String(await freePort())}`;
    const server = spawn(join(folder, 'hours'), { env: { ...process.env, ADDRESS: address }, stdio: 'ignore' });
    try {
      assert.equal(await answerOf(`http://${address}/healthz`), 'ok');
    } finally {
      server.kill();
    }
    writeFileSync(join(folder, 'main.go'), 'package main\n\nfunc main() { start() }\n');
    assert.notEqual(run(folder, 'go', 'test', './...').status, 0, 'a broken app fails its test');
  });

  it('Go that was written or changed is Go, in its usual form', async function () {
    if (run(tmpdir(), 'gofmt', '-h').error !== undefined) return this.skip();
    for (const name of ['go', 'go server'] as const) {
      const { plan } = await plannedAll(stacks[name]!);
      const folder = onDisk(apply(stacks[name]!, plan));
      const written = plan.edits.map(({ path }) => path).filter((path) => path.endsWith('.go'));
      assert.ok(written.length > 0);
      const formatted = run(folder, 'gofmt', '-l', ...written);
      assertGreen(formatted);
      assert.equal(String(formatted.stdout), '');
    }
  });

  it('Ruby that was written or changed is Ruby', async function () {
    if (run(tmpdir(), 'ruby', '--version').status !== 0) return this.skip();
    this.timeout(60_000);
    const { plan } = await plannedAll(stacks['rails']!);
    const folder = onDisk(apply(stacks['rails']!, plan));
    const written = plan.edits.map(({ path }) => path).filter((path) => /\.rb$|^Gemfile$/.test(path));
    assert.ok(written.length > 0);
    for (const path of written) assertGreen(run(folder, 'ruby', '-c', path));
  });

  it('Java that was written parses', async function () {
    if (run(tmpdir(), 'javac', '-version').status !== 0) return this.skip();
    this.timeout(60_000);
    const { plan } = await plannedAll(stacks['spring']!);
    const folder = onDisk(apply(stacks['spring']!, plan));
    const written = plan.edits.map(({ path }) => path).filter((path) => path.endsWith('.java'));
    assert.ok(written.length > 0);
    // Spring itself is not here, so only the parser looks.
    assertGreen(
      run(
        folder,
        'javac',
        '-proc:none',
        '-XDshould-stop.ifError=PARSE',
        '-XDshould-stop.ifNoError=PARSE',
        '-d',
        'out',
        ...written,
      ),
    );
  });

  it('the hook notes the AI tool in the message, once', async function () {
    if (process.platform === 'win32') return this.skip();
    const folder = onDisk(await withFix({ files: { 'AGENTS.md': '# Rules\n' } }, 'review-ai-labelled'));
    const hook = join(folder, '.githooks/prepare-commit-msg');
    chmodSync(hook, 0o755);
    writeFileSync(join(folder, 'message'), 'Add prices\n');
    const env = { ...process.env, HANDRAIL_AI_TOOL: 'Copilot' };
    for (let time = 0; time < 2; time++) spawnSync('sh', [hook, 'message'], { cwd: folder, env });
    const message = spawnSync('cat', ['message'], { cwd: folder, encoding: 'utf8' }).stdout;
    assert.equal(message, 'Add prices\n\nAssisted-by: Copilot\n');
  });
});
