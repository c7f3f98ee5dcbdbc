// `handrail policy diff OLD NEW` as CI uses it: what is laxer fails.

import assert from 'node:assert/strict';
import { Sandbox } from '../support/cli-run.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\n';

describe('policy diff', () => {
  const sandbox = new Sandbox({
    'old.yaml': `${head}tools: {default: ask, deny: [{id: openai}]}\n`,
    'laxer.yaml': `${head}tools:\n  default: ask\n  allow:\n    - {id: openai}\n`,
    'stricter.yaml': `${head}extends: [./old.yaml]\nmode: enforce\n`,
    'broken.yaml': `${head}mode: wran\n`,
  });
  after(() => {
    sandbox.remove();
  });
  const diff = (...argv: readonly string[]) => sandbox.run(['policy', 'diff', ...argv]);

  it('exits 1 where something is laxer, with the line', async () => {
    const { code, stdout } = await diff('old.yaml', 'laxer.yaml');
    assert.equal(code, 1);
    assert.match(stdout, /Laxer \(1\)\n {2}tools\.openai {2}openai: deny → allow {2}laxer\.yaml:6:7/);
  });

  it('exits 0 where it only tightens, also through what a file extends', async () => {
    const { code, stdout, stderr } = await diff('old.yaml', 'stricter.yaml', '--format', 'json');
    assert.equal(code, 0, stderr);
    const found = JSON.parse(stdout) as Record<string, readonly { readonly path: string }[]>;
    assert.deepEqual(Object.keys(found).sort(), ['laxer', 'new', 'stricter']);
    assert.deepEqual(
      found['stricter']?.map(({ path }) => path),
      ['mode'],
    );
  });

  it('says so when both are the same', async () => {
    const { code, stdout } = await diff('old.yaml', 'old.yaml');
    assert.deepEqual([code, stdout], [0, 'Both say the same.\n']);
  });

  it('exits 2 for a file that does not load, is not there, or is left out', async () => {
    const broken = await diff('old.yaml', 'broken.yaml');
    assert.deepEqual([broken.code, broken.stdout], [2, '']);
    assert.match(broken.stderr, /broken\.yaml:3:7: .*Did you mean "warn"/);
    assert.equal((await diff('old.yaml', 'absent.yaml')).code, 2);
    assert.equal((await diff('old.yaml')).code, 2);
    assert.equal((await diff('old.yaml', 'old.yaml', 'old.yaml')).code, 2);
  });
});
