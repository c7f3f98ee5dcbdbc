import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Files } from '../../../src/core/ports.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import { FactsGatherer, gatherFacts, type FactInputs } from '../../../src/core/readiness/facts.ts';
import { draftMark } from '../../../src/core/readiness/file-part.ts';
import { memoryFiles, memoryGit } from '../../support/memory-files.ts';
import { runs } from '../../support/runs.ts';
import { keyFoundIn, manifest, noPolicy, today } from './workspace.ts';

/** Paths on which facts of other files depend, and others. */
const paths = [
  ...['package.json', 'apps/web/package.json', 'apps/api/package.json', 'next.config.js', 'README.md', 'RUNBOOK.md'],
  ...['apps/web/src/pages/a.tsx', 'apps/api/server.ts', 'supabase/migrations/1.sql', 'supabase/migrations/2.sql'],
  ...['.github/workflows/ci.yml', 'k8s/web.yaml', 'Gemfile', 'shop.gemspec', '.handrail/project.yaml', 'data/a.csv'],
];
const texts = [
  '',
  manifest(['next', 'express', '@supabase/supabase-js'], { workspaces: ['apps/*'] }),
  '{"dependencies":',
  'export const run = (text) => eval(text); process.env.SOME_KEY;\napp.post("/orders", (req) => db.insert(req.body));\n',
  `# ${draftMark}\n`,
  'create table public.people (id int, email text);\n',
  'alter table public.people enable row level security;\n',
  'on: push\njobs:\n  a:\n    steps:\n      - run: npm test\n',
  'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: a:latest\n',
  "gem 'rails'\n",
  'name: Shop\nowner: a@b.example\naudience: external\n',
  'a@firma.de\nb@firma.de\n',
];

type Workspace = Map<string, { readonly text: string; readonly scan: ReturnType<typeof keyFoundIn> }>;

function inputsOf(workspace: Workspace, more: Partial<FactInputs> = {}): FactInputs {
  return {
    files: memoryFiles(Object.fromEntries(Array.from(workspace, ([path, { text }]) => [path, text]))),
    git: memoryGit({ tracked: [...workspace.keys()], ignored: ['.env'] }),
    paths: [...workspace.keys()],
    scans: Array.from(workspace.values(), ({ scan }) => scan),
    ...more,
  };
}

const put = (workspace: Workspace, path: string, text: string): void => {
  workspace.set(path, { text, scan: keyFoundIn(path, 1) });
};

/** A port that says what was read. */
function counting(files: Files): { readonly files: Files; readonly read: string[] } {
  const read: string[] = [];
  const list = (path: string) => files.list(path);
  const stat = (path: string) => files.stat(path);
  return {
    read,
    files: {
      list,
      stat,
      read: (path) => {
        read.push(path);
        return files.read(path);
      },
    },
  };
}

describe('facts that are gathered again', () => {
  it('are those gathered from scratch, and so is the report, after any edits', async () => {
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      text: fc.option(fc.constantFrom(...texts), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), async (looks) => {
        const gatherer = new FactsGatherer();
        const workspace: Workspace = new Map();
        for (const edits of looks) {
          for (const { path, text } of edits) {
            if (text === undefined) workspace.delete(path);
            else put(workspace, path, text);
          }
          const again = await gatherer.gather(inputsOf(workspace));
          const fresh = await gatherFacts(inputsOf(workspace));
          assert.deepEqual(again, fresh);
          const options = { today, waivers: [], attestations: [] };
          assert.deepEqual(evaluateReadiness(again, noPolicy, options), evaluateReadiness(fresh, noPolicy, options));
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it('read what was scanned again, and what nobody scanned, and nothing else', async () => {
    const workspace: Workspace = new Map();
    for (const path of ['a.ts', 'b.ts', 'c.md']) put(workspace, path, 'process.env.OLD_NAME');
    const gatherer = new FactsGatherer();
    await gatherer.gather(inputsOf(workspace));
    put(workspace, 'b.ts', 'process.env.NEW_NAME');
    const inputs = inputsOf(workspace);
    const { files, read } = counting(inputs.files);
    const scans = [...(inputs.scans ?? [])].filter(({ path }) => path !== 'c.md');
    const facts = await gatherer.gather({ ...inputs, files, scans });
    assert.deepEqual(read, ['b.ts', 'c.md', '.handrail/project.yaml']);
    assert.deepEqual(facts.environmentNames, ['NEW_NAME', 'OLD_NAME']);
  });

  it('read open files always: their scan is of the text in the editor', async () => {
    const workspace: Workspace = new Map();
    put(workspace, 'a.ts', 'process.env.ON_DISK_ONE');
    const gatherer = new FactsGatherer();
    const unsettled = new Set(['a.ts']);
    await gatherer.gather(inputsOf(workspace, { unsettled }));
    workspace.set('a.ts', { ...workspace.get('a.ts')!, text: 'process.env.ON_DISK_TWO' });
    assert.deepEqual((await gatherer.gather(inputsOf(workspace, { unsettled }))).environmentNames, ['ON_DISK_TWO']);
    workspace.set('a.ts', { ...workspace.get('a.ts')!, text: 'process.env.ON_DISK_THREE' });
    assert.deepEqual((await gatherer.gather(inputsOf(workspace))).environmentNames, ['ON_DISK_THREE']);
  });

  it('take a file that vanished between the walk and the reading for gone', async () => {
    const workspace: Workspace = new Map();
    put(workspace, 'README.md', '# Shop');
    const inputs = inputsOf(workspace);
    const facts = await gatherFacts({ ...inputs, paths: ['README.md', 'LICENSE'] });
    assert.deepEqual(
      facts.files.map(({ path }) => path),
      ['README.md'],
    );
  });
});
