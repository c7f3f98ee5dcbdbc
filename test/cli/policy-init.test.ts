// `handrail policy init`: the files it writes are sound, green, and never in place of others.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from '../support/cli-run.ts';

describe('policy init', () => {
  let sandbox = new Sandbox();
  const fresh = (files: Readonly<Record<string, string>> = {}): void => {
    sandbox.remove();
    sandbox = new Sandbox(files);
  };
  const text = (path: string): string => readFileSync(join(sandbox.root, path), 'utf8');
  const isThere = (path: string): boolean => existsSync(join(sandbox.root, path));
  after(() => {
    sandbox.remove();
  });

  for (const preset of ['small-team', 'regulated', 'citizen-builders']) {
    it(`${preset}: what is written validates, is green, and lint has nothing to mend`, async () => {
      fresh();
      const { code, stderr } = await sandbox.run(['policy', 'init', '--yes', '--preset', preset]);
      assert.equal(code, 0, stderr);
      assert.match(text('ai-policy.yaml'), new RegExp(`extends: \\['builtin:${preset}@1'\\]`));
      assert.ok(
        text('ai-policy.yaml')
          .split('\n')
          .filter((line) => line.includes('#')).length >= 8,
        'is commented',
      );
      for (const argv of [['validate', 'ai-policy.yaml'], ['test'], ['lint']]) {
        const ran = await sandbox.run(['policy', ...argv]);
        assert.equal(ran.code, 0, argv.join(' ') + ran.stdout + ran.stderr);
      }
      assert.match((await sandbox.run(['policy', 'test'])).stdout, /5 passed, 0 failed/);
      assert.equal((await sandbox.run(['check'])).code, 0);
    });
  }

  it('never overwrites, neither policy nor tests', async () => {
    for (const path of ['ai-policy.yaml', 'ai-policy.test.yaml']) {
      fresh({ [path]: '# mine\n' });
      const { code, stderr } = await sandbox.run(['policy', 'init', '--yes']);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(path.replaceAll('.', '\\.')));
      assert.equal(text(path), '# mine\n');
      assert.equal(isThere('ai-policy.yaml') && isThere('ai-policy.test.yaml'), false);
    }
  });

  it('takes over what other tools were told, under the same checks', async () => {
    fresh({
      '.gitleaks.toml': "[allowlist]\npaths = ['''^legacy/''', '''package-lock\\.json$''']\n",
      'settings.json': '{"extensions.allowed": {"github.copilot": true, "codeium.codeium": false}}',
      'exclusions.yml': '- "/scripts/**"\n',
    });
    const argv = [
      '--from-gitleaks',
      '.gitleaks.toml',
      '--from-vscode',
      'settings.json',
      '--from-copilot',
      'exclusions.yml',
    ];
    const { code, stdout, stderr } = await sandbox.run(['policy', 'init', '--yes', ...argv]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Taken over: 1 exceptions, 2 tools, 1 files not to be read/);
    for (const each of [['validate', 'ai-policy.yaml'], ['test'], ['lint']]) {
      const ran = await sandbox.run(['policy', ...each]);
      assert.equal(ran.code, 0, each.join(' ') + ran.stdout + ran.stderr);
    }
    const token = ['ghp', 'R8xKq2VbN7mTz4LwYc9JpD3fGhS6aEu1oXyQ'].join('_');
    sandbox.write({ 'legacy/a.ts': `const token = '${token}';\n`, 'src/a.ts': `const token = '${token}';\n` });
    const { stdout: json } = await sandbox.run(['check', '--format', 'json', '--jobs', '1']);
    const { findings } = JSON.parse(json) as {
      readonly findings: readonly {
        readonly path: string;
        readonly kind: string;
        readonly suppressed?: { readonly by: string };
      }[];
    };
    const secrets = findings.filter(({ kind }) => kind === 'sensitive-data');
    assert.deepEqual(
      secrets.map(({ path, suppressed }) => `${path} ${suppressed?.by ?? 'counts'}`),
      ['legacy/a.ts waiver', 'src/a.ts counts'],
    );
  });

  it('asks on a terminal, asks again for what it does not know, and takes the defaults for Enter', async () => {
    fresh();
    const answers = ['Acme: AI', '', 'regulatd', 'github-copilt', 'github-copilot, openai'];
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? '');
    };
    const { code, stderr } = await sandbox.run(['policy', 'init'], { ask });
    assert.equal(code, 0, stderr);
    assert.equal(asked.length, 5);
    assert.match(stderr, /No tool is called "github-copilt"\. Did you mean "github-copilot"\?/);
    assert.match(
      text('ai-policy.yaml'),
      /name: 'Acme: AI'\n[\s\S]*builtin:regulated@1[\s\S]*id: github-copilot[\s\S]*id: openai/,
    );
    assert.equal((await sandbox.run(['policy', 'test'])).code, 0);
  });

  it('writes nothing when a preset or a file is wrong', async () => {
    fresh({ 'empty.toml': '' });
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['--preset', 'small'], /There is no preset "small"/],
      [['--from-gitleaks', 'absent.toml'], /no file absent\.toml/],
      [['--from-gitleaks', 'empty.toml'], /no allowlist/],
    ];
    for (const [argv, says] of wrong) {
      const { code, stderr } = await sandbox.run(['policy', 'init', '--yes', ...argv]);
      assert.equal(code, 2);
      assert.match(stderr, says);
      assert.equal(isThere('ai-policy.yaml'), false);
    }
    assert.equal((await sandbox.run(['policy', 'lint', '--yes'])).code, 2);
  });
});
