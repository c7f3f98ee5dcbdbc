import assert from 'node:assert/strict';
import { applyTextEdits, type FileEdit } from '../../../src/core/model/edit.ts';
import { sha256 } from '../../../src/core/text/hash.ts';
import { draftMark } from '../../../src/core/readiness/facts.ts';
import { planFix, scaffolds } from '../../../src/core/readiness/plan-fix.ts';
import { checkOf, factsOf, manifest, type Workspace } from './workspace.ts';

/** The workspace after the edits, as a shell would leave it. */
function apply(workspace: Workspace, edits: readonly FileEdit[]): Workspace {
  const files = { ...workspace.files };
  for (const edit of edits) {
    const text = files[edit.path];
    if (edit.kind === 'create') {
      assert.equal(text, undefined, `${edit.path} is there already`);
      files[edit.path] = edit.text;
    } else {
      assert.ok(typeof text === 'string');
      assert.equal(edit.beforeHash, sha256(text));
      files[edit.path] = applyTextEdits(text, edit.edits);
    }
  }
  return { ...workspace, files };
}

const app: Workspace = {
  files: {
    'package.json': manifest(['next', 'pg'], { scripts: { test: 'vitest run', build: 'next build' } }),
    'package-lock.json': '{}',
    'app/page.tsx': 'const url = process.env.SHOP_URL;',
    '.cursor/rules/a.mdc': 'x',
    '.gitignore': 'dist',
  },
  git: { ignored: [] },
};

describe('planFix', () => {
  for (const id of scaffolds.flatMap((scaffold) => scaffold.checks)) {
    it(`${id}: twice gives nothing the second time, and either passes or is a draft`, async () => {
      const edits = planFix(id, await factsOf(app));
      assert.ok(edits);
      const after = apply(app, edits);
      assert.deepEqual(planFix(id, await factsOf(after)), []);
      if (id === 'sec-env-gitignored') return; // Git itself answers this one; see the region below.
      const isDraft = edits.some((edit) => edit.kind === 'create' && edit.text.includes(draftMark));
      const check = await checkOf(id, after);
      if (edits.length > 0 && !isDraft) assert.equal(check.state, 'pass', check.because);
      if (isDraft)
        assert.notEqual(
          check.state === 'pass' && check.evidence.some((seen) => edits.some((edit) => edit.path === seen.path)),
          true,
        );
    });
  }

  it('adds lines in a region of its own and keeps the rest, line breaks included', async () => {
    const workspace: Workspace = { files: { '.gitignore': '# ours\r\ndist\r\n' } };
    const after = apply(workspace, planFix('sec-env-gitignored', await factsOf(workspace))!);
    const text = after.files['.gitignore'];
    assert.ok(
      typeof text === 'string' && text.startsWith('# ours\r\ndist\r\n\r\n# handrail:begin secrets\r\n.env\r\n'),
    );
    assert.ok(!text.replaceAll('\r\n', '').includes('\n'));
  });

  it('adds a missing owner to a declaration and leaves its other lines alone', async () => {
    const workspace: Workspace = { files: { '.handrail/project.yaml': 'name: Shop # ours\naudience: team' } };
    const after = apply(workspace, planFix('own-owner-named', await factsOf(workspace))!);
    assert.equal(
      after.files['.handrail/project.yaml'],
      'name: Shop # ours\naudience: team\nowner: dana@acme.example\ndataClasses: [internal]\n',
    );
  });

  it('leaves a declaration alone that does not read', async () => {
    const workspace: Workspace = { files: { '.handrail/project.yaml': 'name: [' } };
    assert.deepEqual(planFix('own-owner-named', await factsOf(workspace)), []);
  });

  it('has nothing for checks that people decide', async () => {
    assert.equal(planFix('review-launch-approval', await factsOf(app)), undefined);
    assert.equal(planFix('no-such-check', await factsOf(app)), undefined);
  });
});
