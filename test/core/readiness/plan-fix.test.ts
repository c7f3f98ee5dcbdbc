import assert from 'node:assert/strict';
import { draftMark } from '../../../src/core/readiness/file-part.ts';
import { planFix, planFixes } from '../../../src/core/readiness/plan-fix.ts';
import { scaffolds } from '../../../src/core/readiness/scaffolds/registry.ts';
import { apply, contextOf, planned, plannedAll, plansFor } from './fixing.ts';
import { stacks } from './stacks.ts';
import { manifest, type Workspace } from './workspace.ts';

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
/** Git, the code host or a person answers these; a file alone does not turn them. */
const notByFileAlone = new Set([
  'sec-env-gitignored',
  'review-launch-approval',
  'review-ai-labelled',
  'dep-releases-named',
]);

/** One way serves figures and traces; in Java it brings the figures only. */
const unknownToChecks = new Set(['spring obs-tracing']);

describe('do it for me', () => {
  it('every check has at most one way, and each way belongs to a check', () => {
    const fixedChecks = scaffolds.flatMap((scaffold) => scaffold.checks);
    assert.equal(new Set(fixedChecks).size, fixedChecks.length);
  });

  for (const [name, workspace] of Object.entries({ ...stacks, app })) {
    describe(name, () => {
      it('the second time there is nothing left; what was written counts, is a draft, or names the command that completes it', async function () {
        this.timeout(60_000);
        const ids = scaffolds.flatMap((scaffold) => scaffold.checks);
        for (const { id, plan, check } of await plansFor(workspace, ids)) {
          if (plan.edits.length === 0) continue;
          const after = apply(workspace, plan);
          const again = await planned(id, after);
          assert.deepEqual(again.plan.edits, [], id);
          const isSettled = check === undefined || check.state === 'not_applicable' || notByFileAlone.has(id);
          if (isSettled || again.check === undefined || unknownToChecks.has(`${name} ${id}`)) continue;
          const isDraft = plan.edits.some((edit) => edit.kind === 'create' && edit.text.includes(draftMark));
          const { state, because, evidence } = again.check;
          if (isDraft) {
            const counts = evidence.some((seen) => plan.edits.some((edit) => edit.path === seen.path));
            assert.ok(state !== 'pass' || !counts, `${id}: a draft is evidence of nothing`);
          } else if (!plan.afterwards.some((step) => step.startsWith('Run: ')))
            assert.equal(state, 'pass', `${id}: ${because ?? ''}`);
        }
      });

      it('all at once is one edit a file, and again gives nothing that was done already', async () => {
        const { plan, checkIds } = await plannedAll(workspace);
        assert.ok(checkIds.length > 3, checkIds.join(', '));
        const paths = plan.edits.map((edit) => edit.path);
        assert.equal(new Set(paths).size, paths.length);
        const after = apply(workspace, plan);
        // A first test brings a package.json along, and that an update robot: after the second sitting nothing is left.
        const second = apply(after, (await plannedAll(after)).plan);
        const third = await plannedAll(second);
        assert.deepEqual(
          third.plan.edits.map(({ path }) => path),
          [],
        );
      });
    });
  }

  it('adds lines in a region of its own and keeps the rest, line breaks included', async () => {
    const workspace: Workspace = { files: { '.gitignore': '# ours\r\ndist\r\n' } };
    const text = apply(workspace, (await planned('sec-env-gitignored', workspace)).plan).files['.gitignore'];
    assert.ok(
      typeof text === 'string' && text.startsWith('# ours\r\ndist\r\n\r\n# handrail:begin secrets\r\n.env\r\n'),
    );
    assert.ok(!text.replaceAll('\r\n', '').includes('\n'));
  });

  it('adds a missing owner to a declaration and leaves its other lines alone', async () => {
    const workspace: Workspace = { files: { '.handrail/project.yaml': 'name: Shop # ours\naudience: team' } };
    const after = apply(workspace, (await planned('own-owner-named', workspace)).plan);
    assert.equal(
      after.files['.handrail/project.yaml'],
      'name: Shop # ours\naudience: team\nowner: dana@acme.example\ndataClasses: [internal]\n',
    );
  });

  it('leaves a declaration alone that does not read', async () => {
    const workspace: Workspace = { files: { '.handrail/project.yaml': 'name: [' } };
    assert.deepEqual((await planned('own-owner-named', workspace)).plan.edits, []);
  });

  it('has nothing for checks that people decide', async () => {
    const context = await contextOf(app);
    assert.equal(await planFix('review-happens', context), undefined);
    assert.equal(await planFix('no-such-check', context), undefined);
  });

  it('takes real data out of git, keeps it on disk, and lets git ignore it', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `Ada ${String(index)};ada${String(index)}@nordwind.de;1990-01-01`,
    );
    const workspace: Workspace = { files: { 'data/members.csv': `name;email;born\n${rows.join('\n')}\n` } };
    const { plan, check } = await planned('data-no-real-data-in-repo', workspace);
    assert.equal(check?.state, 'fail', 'the fixture is seen');
    assert.deepEqual(plan.untrack, ['data/members.csv']);
    const after = apply(workspace, plan);
    assert.match(String(after.files['.gitignore']), /^\/data\/members\.csv$/m);
    assert.equal(after.files['data/members.csv'], workspace.files['data/members.csv']);
  });

  it('two plans for one file become one change of it', async () => {
    const context = await contextOf(stacks['vite and react']!);
    const ids = ['test-exists', 'test-main-journey', 'obs-errors-reported', 'test-style-checked'];
    const { plan, checkIds } = await planFixes(
      ids.map((id) => ({ id, evidence: [] })),
      context,
    );
    assert.deepEqual(checkIds, ids);
    const value = JSON.parse(String(apply(stacks['vite and react']!, plan).files['package.json'])) as {
      readonly scripts: Readonly<Record<string, string>>;
      readonly dependencies: Readonly<Record<string, string>>;
    };
    assert.ok(value.scripts['test'] && value.scripts['test:e2e'] && value.scripts['lint']);
    assert.ok(value.dependencies['@sentry/react']);
    assert.equal(value.dependencies['react'], '^18.3.1');
  });
});
