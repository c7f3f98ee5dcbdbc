// `npm start [-- FOLDER] [--no-editor]`: installs, builds, prints what the command line says of the folder (default: a copy
// of the demo), then opens it in VS Code: `code` on PATH, else browser-based VS Code, else a downloaded desktop VS Code.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensurePackages, root, runScript } from './install.mjs';

const folderArgument = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
const noEditor = process.argv.includes('--no-editor');
const tempDir = mkdtempSync(join(tmpdir(), 'handrail-start-'));
process.once('exit', () => rmSync(tempDir, { recursive: true, force: true, maxRetries: 5 }));

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main() {
  const folder = folderArgument ? resolve(process.env.INIT_CWD ?? '.', folderArgument) : join(tempDir, 'demo');
  if (folderArgument && !(existsSync(folder) && statSync(folder).isDirectory())) {
    throw new Error(`${folder} is not a folder. Next step: npm start -- PATH_OF_A_FOLDER`);
  }
  ensurePackages();
  runScript('esbuild.config.mjs');
  if (!folderArgument) (await import('./demo.mjs')).copyDemo(folder);
  for (const command of ['check', 'readiness']) {
    console.log(`\n$ handrail ${command} ${folder}`);
    const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), command, folder], { stdio: 'inherit' });
    // 1 means that there are findings, which is what a person wants to see here.
    if (status !== 0 && status !== 1) throw new Error(`handrail ${command} gave no verdict (exit code ${status}).`);
  }
  if (!noEditor) await openEditor(folder);
}

async function openEditor(folder) {
  const { cleanEnvironment, startServer, workbenchUrl } = await import('../test/host/server.mjs');
  const env = cleanEnvironment(process.env);
  const shell = process.platform === 'win32';
  const desktopArguments = [`--extensionDevelopmentPath=${root}`, '--new-window', '--wait', folder];
  if (spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status === 0) {
    console.log('\nOpening VS Code. Close its window, or press Ctrl+C here, to end.');
    return waitFor(spawn('code', desktopArguments, { env, stdio: 'inherit', shell }));
  }
  const { browserVsCodeRunsHere } = await import('../test/host/vscode/setup.mjs');
  if (browserVsCodeRunsHere()) {
    const server = await startServer({ handrailHome: null });
    console.log(`\nVS Code with Handrail: ${workbenchUrl(server, { folder, extensionDevelopmentPaths: [root] })}`);
    console.log('Open this address in a browser on this machine. Ctrl+C ends it.');
    await Promise.race([interrupted(), server.exited]);
    return server.stop();
  }
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const executable = await downloadAndUnzipVSCode({ cachePath: join(root, 'dist/vscode-test') });
  const profile = [`--user-data-dir=${join(tempDir, 'user')}`, `--extensions-dir=${join(tempDir, 'extensions')}`];
  return waitFor(spawn(executable, [...desktopArguments, ...profile], { env, stdio: 'inherit' }));
}

function interrupted() {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, settle);
  });
}

async function waitFor(child) {
  const ended = new Promise((settle, reject) => child.once('exit', settle).once('error', reject));
  await Promise.race([ended, interrupted()]);
  if (child.exitCode === null) child.kill();
}
