import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeProbes } from '../../../src/core/readiness/code-probes.ts';
import type { CodeProbe } from '../../../src/core/readiness/probes/probe.ts';
import { rowsWithPeople } from '../../../src/core/readiness/data-rows.ts';
import { gatherFacts } from '../../../src/core/readiness/facts.ts';
import { draftMark } from '../../../src/core/readiness/file-part.ts';
import { hostFolders, readManifest, withoutHosts } from '../../../src/core/readiness/manifests.ts';
import { compileProbes, environmentNames, probeCode } from '../../../src/core/readiness/probe-code.ts';
import { replaySchema } from '../../../src/core/readiness/structure/supabase-schema.ts';
import { memoryFiles, memoryGit } from '../../support/memory-files.ts';
import { runs } from '../../support/runs.ts';
import { factsOf } from './workspace.ts';

const everywhere = (): boolean => true;
const probes: Readonly<Record<string, CodeProbe>> = codeProbes;

function linesHit(name: string, text: string): readonly number[] {
  const hits = new Map<string, { readonly path: string; readonly line: number; readonly note: string }[]>();
  const path = probes[name]?.notAt?.test('a.ts') === true ? 'a.py' : 'a.ts';
  probeCode(compileProbes({ [name]: probes[name]! }), text, path, everywhere, hits);
  return (hits.get(name) ?? []).map((hit) => hit.line);
}

describe('gatherFacts', () => {
  it('keeps what could not be read as a fact', async () => {
    const facts = await factsOf({
      files: {
        'package.json': '{"dependencies":',
        'README.md': new Error('EACCES'),
        'big.sql': 'x'.repeat(600_000),
      },
    });
    assert.deepEqual([...facts.unseen.keys()].sort(), ['README.md', 'big.sql', 'package.json']);
  });

  it('tells "no repository" from "git did not answer"', async () => {
    const unanswered = { files: memoryFiles({ '.git/HEAD': '' }), git: memoryGit(), paths: [] };
    assert.equal((await gatherFacts(unanswered)).git.state, 'unseen');
    assert.equal((await gatherFacts({ ...unanswered, files: memoryFiles({}) })).git.state, 'absent');
  });

  it('leaves made and vendored files out, and starting files nobody filled in', async () => {
    const facts = await factsOf({
      files: {
        'dist/a.js': '',
        'node_modules/b/package.json': '{}',
        'a.ts': '',
        'RUNBOOK.md': `<!-- ${draftMark} -->\n# x`,
      },
    });
    assert.deepEqual(
      facts.files.map((file) => file.path),
      ['a.ts'],
    );
    assert.deepEqual([...facts.drafts], ['RUNBOOK.md']);
  });

  it('reads UTF-16 and ignores a byte order mark', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('# Title', 'utf16le')]);
    const utf8 = new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from('# Title')]);
    const facts = await factsOf({ files: { 'a.md': utf16, 'b.md': utf8 } });
    assert.deepEqual([facts.texts.get('a.md'), facts.texts.get('b.md')], ['# Title', '# Title']);
  });

  it('reads other encodings as the scan does, and calls unseen what is no text', async () => {
    const western = Buffer.from('# Caf\xe9', 'latin1');
    const facts = await factsOf({ files: { 'a.md': western, 'b.md': new Uint8Array([35, 0, 1, 2, 0, 0]) } });
    assert.equal(facts.texts.get('a.md'), '# Café');
    assert.deepEqual([facts.texts.get('b.md'), facts.unseen.get('b.md')], [undefined, 'binary']);
  });

  it('reads the beginning of a long data file, also where its end cuts a letter in two', async () => {
    const row = 'Zoë Müller,zoe.mueller@nordwind.de\n';
    for (const shift of ['', 'x', 'xx']) {
      const facts = await factsOf({ files: { 'people.csv': shift + row.repeat(20_000) + 'é'.repeat(200_000) } });
      assert.ok((facts.dataRows[0]?.rows ?? 0) > 1000, shift);
      assert.equal(facts.unseen.get('people.csv'), 'too-large');
    }
  });

  it('stops when asked to', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(gatherFacts({ files: memoryFiles({}), git: memoryGit(), paths: ['a.ts'], signal }));
  });
});

describe('code probes', () => {
  for (const [name, probe] of Object.entries(probes)) {
    it(`${name} matches its samples and not their look-alikes`, () => {
      for (const hit of probe.hits) assert.deepEqual(linesHit(name, `\n${hit}\n`), [2], hit);
      for (const miss of probe.misses) assert.deepEqual(linesHit(name, miss), [], miss);
    });
  }

  it('do not count comments', () => {
    assert.deepEqual(linesHit('open-cors', '// app.use(cors())\n * app.use(cors())\n# cors()'), []);
  });

  it('take time in proportion to the text, whatever is in it', () => {
    const nasty = ['metadataBase "https://', 'max', 'eval(', 'a.', ' ', 'site:', 'VITE_A_A_A_', 'origin: '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...nasty), { minLength: 2000, maxLength: 4000 }), (parts) => {
        const started = performance.now();
        probeCode(compileProbes(probes), parts.join(''), 'a.ts', everywhere, new Map());
        assert.ok(performance.now() - started < 500);
      }),
      { numRuns: runs(5) },
    );
  });

  it('find handlers of every framework that ask nobody', async () => {
    const handlers = {
      'a.ts': 'export async function GET(request) {',
      'b.ts': 'export const PATCH = (request) => {',
      'c.js': 'router.post("/orders", (req, res) => {',
      'd.py': '@app.route("/orders")',
      'e.py': '@orders_router.get("/orders")',
      'f.java': '  @DeleteMapping("/orders")',
      'g.cs': 'shop.MapPut("/orders", Save);',
      'h.ts': 'Deno.serve(async (req) => {',
      'i.ts': 'serve(async (req) => {',
      'j.js': 'export default async function handler(req, res) {',
      'k.php': "Route::delete('/orders', Orders::class);",
    };
    const files = Object.fromEntries(
      Object.entries(handlers).map(([name, line]) => [`src/${name}`, `${line}\n  db.query(params);\n`]),
    );
    const { openRoutes } = await factsOf({ files });
    assert.deepEqual(
      openRoutes.map(({ path }) => path),
      Object.keys(files),
    );
  });

  it('find names of settings, never values', () => {
    const names = new Set<string>();
    environmentNames(
      'process.env.API_URL; os.environ["DB_HOST"]; process.env.NODE_ENV; Deno.env.get("MAIL_KEY")',
      names,
    );
    assert.deepEqual([...names], ['API_URL', 'DB_HOST', 'MAIL_KEY']);
  });
});

describe('readManifest', () => {
  const names = (path: string, text: string): readonly string[] => {
    const reading = readManifest(text, path);
    assert.equal(reading?.state, 'read');
    return reading.packages.map((use) => `${use.name}:${String(use.line)}`);
  };

  it('reads packages and their lines', () => {
    assert.deepEqual(names('package.json', '{\n"dependencies": {\n"next": "1"},\n"devDependencies": {"mocha": "1"}}'), [
      'next:3',
      'mocha:4',
    ]);
    assert.deepEqual(names('pyproject.toml', '[project]\ndependencies = [\n "Fast_API>=1",\n]\n'), ['fast-api:3']);
    assert.deepEqual(names('requirements-dev.txt', '# x\nflask==3\n-r base.txt\n'), ['flask:2']);
    assert.deepEqual(names('go.mod', 'module a.b/c\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n)'), [
      'github.com/gin-gonic/gin:3',
    ]);
    assert.deepEqual(names('a.csproj', '<PackageReference Include="Serilog" Version="1" />'), ['Serilog:1']);
    assert.deepEqual(
      names('pom.xml', '<dependency><groupId>io.quarkus</groupId>\n<artifactId>quarkus-oidc</artifactId></dependency>'),
      ['io.quarkus:quarkus-oidc:2'],
    );
  });

  it('tells what runs from tools, and from what a library plugs into', () => {
    const scopes = (path: string, text: string, ...others: readonly string[]): readonly string[] => {
      const reading = readManifest(text, path);
      assert.equal(reading?.state, 'read');
      const uses = withoutHosts(reading.packages, hostFolders([path, ...others]), text);
      return uses.map(({ name, scope }) => `${name} ${scope}`);
    };
    assert.deepEqual(
      scopes('package.json', '{"devDependencies":{"express":"4","react":"19"},"peerDependencies":{"react":">=18"}}'),
      ['express dev', 'react peer', 'react peer'],
    );
    assert.deepEqual(scopes('Gemfile', "gem 'rails'\n"), ['rails direct']);
    assert.deepEqual(scopes('Gemfile', "gem 'rails'\n", 'tasks.gemspec'), ['rails dev']);
    const composer = '{"require": {"laravel/framework": "^11"}}';
    assert.deepEqual(scopes('composer.json', composer), ['laravel/framework peer']);
    assert.deepEqual(scopes('composer.json', composer, 'artisan'), ['laravel/framework direct']);
    assert.deepEqual(scopes('api/composer.json', composer, 'api/public/index.php'), ['laravel/framework direct']);
  });

  it('says when a manifest is malformed, and never throws', () => {
    assert.equal(readManifest('{', 'package.json')?.state, 'malformed');
    assert.equal(readManifest('[', 'pyproject.toml')?.state, 'malformed');
    assert.equal(readManifest('x', 'README.md'), undefined);
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('package.json', 'pyproject.toml', 'Pipfile', 'go.mod', 'pom.xml'),
        (text, path) => {
          assert.ok(readManifest(text, path));
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe('replaySchema', () => {
  const open = (...texts: readonly string[]): readonly string[] =>
    replaySchema(texts.map((text, index) => ({ path: `${String(index)}.sql`, text })))
      .tables.filter((table) => table.protectedAt === undefined)
      .map((table) => table.name);

  it('follows creations, renames, drops and switches in order', () => {
    assert.deepEqual(open('create table a (id int);', 'drop table if exists public.a;'), []);
    assert.deepEqual(
      open(
        'create table a (id int); alter table a enable row level security;',
        'alter table a disable row level security;',
      ),
      ['a'],
    );
    assert.deepEqual(
      open(
        'create table a (id int); alter table a rename to b;',
        'alter table only "public"."b" enable row level security;',
      ),
      [],
    );
    assert.deepEqual(open('create table auth.a (id int); create table if not exists b(id int)'), ['b']);
  });

  it('does not believe comments', () => {
    assert.deepEqual(
      open('create table a (id int); -- alter table a enable row level security\n/* create table c (id int); */'),
      ['a'],
    );
  });
});

describe('rowsWithPeople', () => {
  it('counts rows with addresses or valid account numbers', () => {
    assert.deepEqual(rowsWithPeople('name,mail\nA,a@nordwind.de\nB,b@nordwind.de'), {
      line: 2,
      rows: 2,
      accounts: 0,
    });
    assert.deepEqual(rowsWithPeople('DE89 3704 0044 0532 0130 00'), { line: 1, rows: 1, accounts: 1 });
    assert.equal(rowsWithPeople('DE88 3704 0044 0532 0130 00\na@example.com\nb@shop.test'), undefined);
  });
});
