// The last steps to production as a person takes them: ask the code host through the sign-in of VS Code, tick what files cannot tell,
// and ship where the policy says. The code host is a server here that speaks GitHub's API.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openWorkbench } from '../workbench.mjs';

const token = ['ghp', 'fabricated'].join('_');
const files = {
  '.gitignore': '.env\n',
  '.handrail/project.yaml': 'name: rota\nowner: nora@bean.example\naudience: team\ndataClasses: [internal]\n',
  'README.md': `# Rota\n\n${'Who roasts on which day. Nora knows more: nora@bean.example. '.repeat(8)}\n`,
  'ai-policy.yaml': [
    'apiVersion: handrail/v1',
    'kind: Policy',
    'metadata: {name: bean-company, version: 1.0.0, serial: 1, owner: it@bean.example}',
    'platforms:',
    '  allow:',
    '    - {id: bean-cloud, command: echo live > shipped.txt, reason: For colleagues only}',
    '',
  ].join('\n'),
  'package.json':
    '{"name": "rota", "private": true, "type": "module", "engines": {"node": ">=20"}, "scripts": {"start": "node rota.js", "test": "node --test"}}\n',
  'rota.js': "export const roaster = (day) => ['Ada', 'Ben', 'Cleo'][day % 3];\n",
  'rota.test.js':
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { roaster } from './rota.js';\ntest('they take turns', () => assert.equal(roaster(3), roaster(0)));\n",
};
/** What GitHub's API answers, by path. Source: https://docs.github.com/en/rest */
const answers = {
  '': { default_branch: 'main', html_url: 'https://github.com/bean/rota' },
  '/rules/branches/main': [
    { type: 'pull_request', parameters: { required_approving_review_count: 1 } },
    { type: 'non_fast_forward' },
  ],
  '/pulls': [],
  '/deployments': [{ id: 1 }],
};

describe('the last steps to production', () => {
  const base = mkdtempSync(join(tmpdir(), 'going-live-'));
  const folder = join(base, 'rota');
  const asked = [];
  const host = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const answer = answers[request.url.replace('/repos/bean/rota', '').replace(/\?.*/, '')];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  let window;

  /** The page tells VS Code in a browser who is signed in to GitHub; then its own provider has a session, as after a sign-in. */
  const signIn = async () => {
    const session = { id: 'session-1', providerId: 'github', accessToken: token, scopes: [['repo']] };
    await window.page.addInitScript((settings) => {
      new MutationObserver((_, observer) => {
        const place = document.getElementById('vscode-workbench-auth-session');
        if (place === null) return;
        observer.disconnect();
        place.setAttribute('data-settings', settings);
      }).observe(document, { childList: true, subtree: true });
    }, JSON.stringify(session));
    await window.reload();
  };

  before(async () => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const args of [
      ['init', '--quiet', '--initial-branch=main'],
      ['config', 'user.email', 'nora@bean.example'],
      ['config', 'user.name', 'Nora'],
      ['remote', 'add', 'origin', 'git@github.com:bean/rota.git'],
      ['add', '--all'],
      ['commit', '--quiet', '--message', 'A rota'],
    ])
      assert.equal(spawnSync('git', args, { cwd: folder }).status, 0, args.join(' '));
    await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
    window = await openWorkbench({
      folder,
      width: 1400,
      height: 1000,
      env: { GITHUB_API_URL: `http://127.0.0.1:${String(host.address().port)}` },
    });
    await signIn();
    await window.openView('Handrail');
    await window.treeRow('Ready for colleagues', 'Readiness');
  });
  after(async () => {
    await window?.close();
    host.closeAllConnections();
    host.close();
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  });

  it('asks the code host only when told to, and only with leave to use the sign-in', async () => {
    await window.treeRow('Next: Nobody can change the live code without a second look', 'Readiness');
    assert.deepEqual(asked, []);
    await window.runCommand('Handrail: Look at the Code Host...');
    await window.screenshot('sign-in');
    await window.answerDialog('Allow');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: '<unknown>' }).click();
    // The rule of the main branch was the next step until its host was asked.
    await window.treeRow('Next: Someone or something keeps building blocks up to date', 'Readiness');
    const said = await window.notifications();
    // No change was merged there yet.
    assert.ok(
      said.some((text) => text.startsWith('The code host answered 2 of 3 questions.')),
      said.join('\n'),
    );
    assert.ok(asked.length > 0 && asked.every((authorization) => authorization === `Bearer ${token}`));
    await window.screenshot('code-host-asked');
  });

  it('confirms by a tick what files cannot tell, takes it back by another, and what the code host said still holds', async () => {
    const rulings = join(folder, '.handrail/attestations.yaml');
    const row = await window.treeRow('Traffic is always encrypted', 'Readiness');
    const box = row.getByRole('checkbox');
    await box.click();
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Yes: The load balancer' }).click();
    await row.filter({ hasText: 'confirmed by a person' }).waitFor();
    assert.match(readFileSync(rulings, 'utf8'), /sec-https-enforced[\s\S]*nora@bean\.example/);
    await window.screenshot('ticked');
    await box.click();
    await row.filter({ hasText: 'cannot be seen from here' }).waitFor();
    assert.doesNotMatch(readFileSync(rulings, 'utf8'), /sec-https-enforced/);
    await window.treeRow('Next: Someone or something keeps building blocks up to date', 'Readiness');
  });

  it('puts the command of the approved platform into a terminal, and runs nothing by itself', async () => {
    await (await window.treeRow('Ship', 'Readiness')).click();
    await window.expectText('Ship to bean-cloud', '.terminal-outer-container, .part.panel, .integrated-terminal');
    await window.page.waitForTimeout(2000);
    await window.screenshot('ship');
    const shipped = join(folder, 'shipped.txt');
    const said = () => (existsSync(shipped) ? readFileSync(shipped, 'utf8').trim() : undefined);
    assert.equal(said(), undefined);
    await window.page.locator('.xterm-helper-textarea').first().press('Enter');
    // The shell makes the file before it writes into it.
    for (let tries = 0; tries < 300 && said() !== 'live'; tries++) await window.page.waitForTimeout(100);
    assert.equal(said(), 'live');
  });
});
