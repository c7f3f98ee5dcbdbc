import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { evaluateReadiness, ReadinessJudge } from '../../../src/core/readiness/evaluate.ts';
import type { ReadinessOptions } from '../../../src/core/readiness/project-report.ts';
import { FactsGatherer, gatherFacts, type FactInputs } from '../../../src/core/readiness/facts.ts';
import { memoryFiles, memoryGit, type MemoryContent, type MemoryGit } from '../../support/memory-files.ts';
import { runs } from '../../support/runs.ts';
import { checkFixtures } from './check-fixtures.ts';
import { keyFoundIn, manifest, noPolicy, rules, today, type Workspace } from './workspace.ts';

/** Two applications, one of them made with a library, a folder of documents, and what the root gives to all of them. */
const monorepo: Readonly<Record<string, string>> = {
  'package.json': manifest([], { name: 'root', workspaces: ['apps/*', 'packages/*'] }),
  'README.md': '# Shop\n',
  'apps/web/package.json': manifest(['next', '@acme/ui'], { name: 'web', scripts: { start: 'next start' } }),
  'apps/web/src/pages/index.tsx': 'export default function Page() {\n  return <h1>Shop</h1>;\n}\n',
  'apps/api/package.json': manifest(['express'], { name: 'api', scripts: { start: 'node server.js' } }),
  'apps/api/Dockerfile': 'FROM node:22\nCOPY . .\n',
  'packages/ui/package.json': manifest(['react'], { name: '@acme/ui' }),
  'packages/ui/src/login.ts': 'export const login = () => getServerSession();\n',
};
const folders = ['', 'apps/web/', 'apps/api/', 'packages/ui/', 'apps/new/'];
const fixtures = Object.values(checkFixtures).flatMap(({ good, bad }) => [good, bad]);

/** A workspace that is looked at again and again, beside one who looks at it for the first time. */
class Looked {
  readonly #texts = new Map<string, MemoryContent>(Object.entries(monorepo));
  readonly #scans = new Map(Array.from(this.#texts.keys(), (path) => [path, emptyScan(path)]));
  readonly #gatherer = new FactsGatherer();
  readonly #judge = new ReadinessJudge();
  git: MemoryGit | undefined;
  policy: Policy = noPolicy;
  options: ReadinessOptions = { today, waivers: [], attestations: [] };
  /** After so many steps the next look ends, and there is no report of it. */
  stopAfter: number | undefined;

  paths(): readonly string[] {
    return [...this.#texts.keys()].sort();
  }

  put(path: string, text: MemoryContent, scan = emptyScan(path)): void {
    this.#texts.set(path, text);
    this.#scans.set(path, scan);
  }

  delete(path: string): void {
    this.#texts.delete(path);
    this.#scans.delete(path);
  }

  move(path: string, to: string): void {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    this.delete(path);
    this.put(to, text);
  }

  edit(path: string): void {
    const text = this.#texts.get(path);
    if (typeof text === 'string') this.put(path, `\n${text}`);
  }

  /** The files of a fixture, below a folder. */
  add({ files, scans, git }: Workspace, folder: string): void {
    for (const [path, text] of Object.entries(files)) this.put(folder + path, text);
    if (scans === undefined || scans === 'none') return;
    for (const scan of scans) this.#scans.set(folder + scan.path, { ...scan, path: folder + scan.path });
    if (git === 'none') this.git = undefined;
    else if (git !== undefined) this.git = { tracked: this.paths(), ...git };
  }

  async isTheSame(): Promise<void> {
    const inputs = (): FactInputs => ({
      files: memoryFiles(Object.fromEntries(this.#texts)),
      git: memoryGit(this.git),
      paths: this.paths(),
      scans: this.#scans.values(),
      rules,
    });
    const again = await this.#gatherer.gather(inputs());
    const fresh = await gatherFacts(inputs());
    assert.deepEqual(again, fresh);
    if (this.stopAfter !== undefined) {
      const steps = this.#judge.steps(again, this.policy, this.options);
      for (let taken = 0; taken < this.stopAfter && steps.next().done !== true; taken++);
      this.stopAfter = undefined;
      return;
    }
    assert.deepEqual(
      this.#judge.evaluate(again, this.policy, this.options),
      evaluateReadiness(fresh, this.policy, this.options),
    );
  }
}

function emptyScan(path: string): ReturnType<typeof keyFoundIn> {
  return { path, matches: [], toolEvidence: [], failures: [] };
}

const repository: MemoryGit = { tracked: Object.keys(monorepo), ignored: ['.env'] };
const waiver = {
  ...{ id: 'W-1', check: 'own-owner-named', owner: 'dana@acme.example', by: 'dana@acme.example' },
  ...{ at: today, reason: 'later', expires: '2026-12-24' },
};

const folder = fc.constantFrom(...folders);
const anyPath = fc.nat();
const change: fc.Arbitrary<(looked: Looked) => void> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...fixtures), folder).map(([fixture, into]) => (looked: Looked) => {
      looked.add(fixture, into);
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyPath, fc.constantFrom('edit', 'delete', 'key'), folder)
      .map(([at, what]) => (looked: Looked) => {
        const path = pathAt(looked, at);
        if (what === 'edit') looked.edit(path);
        else if (what === 'delete') looked.delete(path);
        else looked.put(path, 'export const key = 1;\n', keyFoundIn(path, 1));
      }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(anyPath, folder).map(([at, to]) => (looked: Looked) => {
      const path = pathAt(looked, at);
      looked.move(path, to + (path.split('/').at(-1) ?? path));
    }),
  },
  fc
    .constantFrom<MemoryGit | undefined>(
      undefined,
      repository,
      { ...repository, tracked: [...repository.tracked, '.env'], remotes: ['https://github.com/acme/shop.git'] },
      { ...repository, history: { tags: ['v1.0.0'], authors: [{ name: 'Dana', commits: 3 }] } },
    )
    .map((git) => (looked: Looked) => {
      looked.git = git;
    }),
  fc
    .constantFrom<Partial<ReadinessOptions>>(
      { waivers: [] },
      { waivers: [waiver] },
      { waivers: [{ ...waiver, path: 'apps/web' }] },
      { tier: 'production' },
      { attestations: [{ ...waiver, check: 'production-boundary' }] },
    )
    .map((options) => (looked: Looked) => {
      looked.options = { ...looked.options, ...options };
    }),
  fc.nat({ max: 500 }).map((steps) => (looked: Looked) => {
    looked.stopAfter = steps;
  }),
  fc.constantFrom<Policy>(noPolicy, { ...noPolicy }).map((policy) => (looked: Looked) => {
    looked.policy = policy;
  }),
  fc
    .constantFrom(
      'name: Shop\nowner: a@b.example\n',
      'name: Shop\nowner: a@b.example\naudience: external\nprojects:\n  - path: apps/web\n    audience: internal\n',
      'name: [\n',
    )
    .map((text) => (looked: Looked) => {
      looked.put('.handrail/project.yaml', text);
    }),
);

function pathAt(looked: Looked, at: number): string {
  const paths = looked.paths();
  return paths[at % paths.length] ?? 'README.md';
}

describe('judged again', () => {
  it('a workspace of several projects gets the report of somebody who sees it for the first time, whatever changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (looks) => {
          const looked = new Looked();
          await looked.isTheSame();
          for (const changes of looks) {
            for (const make of changes) make(looked);
            await looked.isTheSame();
          }
        },
      ),
      { numRuns: runs(8) },
    );
  });

  for (const [id, { good, bad }] of Object.entries(checkFixtures)) {
    it(`${id} is asked again when its files turn bad and good again, in a project and at the root`, async () => {
      const looked = new Looked();
      looked.git = repository;
      for (const into of ['apps/api/', '']) {
        for (const fixture of [good, bad, good]) {
          looked.add(fixture, into);
          await looked.isTheSame();
        }
        for (const path of Object.keys(good.files)) looked.delete(into + path);
        await looked.isTheSame();
      }
    });
  }
});
