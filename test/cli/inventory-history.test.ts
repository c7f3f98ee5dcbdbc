// `handrail inventory --history`: AI co-authors in the commits of a real repository, on request only.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Inventory } from '../../src/core/inventory/inventory.ts';
import { Sandbox } from '../support/cli-run.ts';

describe('handrail inventory --history', () => {
  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox({ 'a.txt': 'a\n' });
    sandbox.commit();
    const commit = (message: string): void => {
      const who = ['-c', 'user.name=Claude', '-c', 'user.email=claude@acme.example'];
      execFileSync('git', ['-C', sandbox.root, ...who, 'commit', '--quiet', '--allow-empty', '-m', message]);
    };
    commit('one\n\nCo-authored-by: Claude <noreply@anthropic.com>\nCo-Authored-By: Dana <dana@acme.example>');
    commit('two\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>');
    commit('three\n\nThis is not Co-authored-by: Aider <noreply@aider.chat>, it only speaks of it.');
  });
  after(() => {
    sandbox.remove();
  });

  const signs = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const { code, stdout } = await sandbox.run(['inventory', '--format', 'json', ...argv]);
    assert.equal(code, 0);
    const { tools } = JSON.parse(stdout) as Inventory;
    return tools.flatMap(({ id, evidence }) => evidence.map(({ signal, value }) => `${id} ${signal} ${value}`));
  };

  it('names agents by the address they sign with, never people', async () => {
    assert.deepEqual(await signs('--history'), [
      'claude-code git-trailer noreply@anthropic.com',
      'github-copilot git-trailer 198982749+copilot@users.noreply.github.com',
    ]);
    const { stdout } = await sandbox.run(['inventory', '--history']);
    assert.match(stdout, /in commits {2}git-trailer noreply@anthropic\.com/);
    assert.doesNotMatch(stdout, /acme\.example/);
  });

  it('does not look without being asked', async () => {
    assert.deepEqual(await signs(), []);
  });
});
