// The admin's guide, walked through: each of its commands is run in its order, in one folder, with the texts that it says to add.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from '../support/cli-run.ts';

interface Block {
  readonly language: string;
  readonly text: string;
}

const guide = readFileSync('docs/admin-guide.md', 'utf8');
const blocks: readonly Block[] = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({
    language,
    text,
  }),
);

/** Put what a block says into the file that it belongs to. */
function add(block: string, root: string): void {
  const file = block.startsWith('- name:') ? 'ai-policy.test.yaml' : 'ai-policy.yaml';
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const section = /^(\w+):/.exec(block)?.[1];
  const isThere = section !== undefined && new RegExp(`^${section}:`, 'm').test(before);
  // A section that is there is replaced up to the next empty line.
  const after = isThere
    ? before.replace(new RegExp(`^${section}:\\n[\\s\\S]*?(?=\\n\\n|$(?![\\s\\S]))`, 'm'), () => block.trimEnd())
    : `${before}\n${block}`;
  writeFileSync(path, `${after.trimEnd()}\n`);
}

describe("the admin's guide", () => {
  const sandbox = new Sandbox();
  after(() => {
    sandbox.remove();
  });

  for (const { language, text } of blocks) {
    if (language === 'yaml') {
      it(`adds ${JSON.stringify(text.split('\n')[0])}`, async () => {
        add(text, sandbox.root);
        const { code, stderr } = await sandbox.run(['policy', 'validate', 'ai-policy.yaml']);
        assert.equal(code, 0, stderr);
        const tests = await sandbox.run(['policy', 'test']);
        if (text.startsWith('exceptions:') && !text.includes('breakGlass')) {
          // It lets pass what it says, and the test that expected a warning turns red.
          assert.equal(tests.code, 1);
          const red = /✗ OpenAI is not allowed\n +expected: warned by ai-tool\/unsanctioned\n +but is: +waived/;
          assert.match(tests.stdout, red);
          return;
        }
        // Outside of its hour a broken glass lets nothing pass.
        assert.ok(tests.code === 0 || text.startsWith('tools:'), tests.stdout + tests.stderr);
      });
      continue;
    }
    for (const line of text.trim().split('\n')) {
      it(line, async () => {
        const [program, ...argv] = line.split(/\s+/);
        if (program === 'cp') {
          const [from = '', to = ''] = argv;
          copyFileSync(join(sandbox.root, from), join(sandbox.root, to));
          return;
        }
        assert.equal(program, 'handrail', `this test cannot run ${line}`);
        const { code, stdout, stderr } = await sandbox.run(argv);
        assert.equal(code, 0, stdout + stderr);
      });
    }
  }

  it('has every subcommand that an author needs', () => {
    const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
    for (const name of ['init', 'validate', 'show', 'explain', 'test', 'lint', 'diff']) {
      assert.ok(
        commands.some((line) => line.startsWith(`handrail policy ${name}`)),
        name,
      );
    }
  });
});
