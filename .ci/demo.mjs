// Copies the demo workspace for `npm start`, the tests and F5. Puts fabricated tokens together while copying, so that no
// scanner takes this repository's own files for a leak. Does not start or install anything.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

const source = fileURLToPath(new URL('../media/demo', import.meta.url));
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Copy the demo workspace, with its tokens filled in and one git commit. The folder is made when it is missing.
 *  @param {string} targetFolder
 *  @throws when a placeholder is unknown or git fails */
export function copyDemo(targetFolder) {
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(targetFolder, relative(source, path).replace(/\.demo$/, ''));
    mkdirSync(dirname(target), { recursive: true });
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    writeFileSync(target, text.includes('{{HANDRAIL_DEMO_TOKEN:') ? filledIn(text) : bytes);
  }
  git(targetFolder, 'init', '--quiet', '--initial-branch=main');
  git(targetFolder, 'add', '--all');
  const who = ['-c', 'user.name=Handrail Demo', '-c', 'user.email=demo@handrail.example'];
  git(targetFolder, ...who, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '-m', 'First version');
}

function filledIn(text) {
  return text.replaceAll(/\{\{HANDRAIL_DEMO_TOKEN:(\w+)\}\}/g, (_, kind) => {
    const make = tokenMakers[kind];
    if (!make) throw new Error(`media/demo asks for a token of the kind "${kind}", which .ci/demo.mjs does not know.`);
    return make();
  });
}

const tokenMakers = {
  stripe: () => ['sk', 'live', body(99, 5)].join('_'),
  openai: () => ['sk', 'proj', `${body(74, 7)}T3Blbk${'FJ'}${body(74, 11)}`].join('-'),
  // The last six places are the CRC-32 of the rest, in base 62.
  // Source: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  github: () => {
    const random = body(30, 13);
    return ['ghp', random + base62(crc32(random)).padStart(6, '0')].join('_');
  },
};

// Looks random yet is the same in each copy, so that pictures and tests stay the same.
function body(length, seed) {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return letters[Math.floor((state / 2_147_483_647) * 62)];
  }).join('');
}

function base62(number) {
  return number < 62 ? letters[number] : base62(Math.floor(number / 62)) + letters[number % 62];
}

function git(cwd, ...args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const result = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(`git ${args.at(0)} failed: ${result.error?.message ?? result.stderr}. Next step: install git.`);
  }
}
