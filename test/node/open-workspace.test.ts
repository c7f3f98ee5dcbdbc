// Which root, which policy layers, and what holds when one of them does not load.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { classOfPlace } from '../../src/core/policy/data-classes.ts';
import { findRoot, openWorkspace, pathInRoot, type OpenRequest } from '../../src/node/open-workspace.ts';

const policy = (name: string, more = ''): string =>
  `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: ${name}, version: 1.0.0, owner: it@acme.example}\n${more}`;

describe('opening a workspace', () => {
  let base: string;
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const open = (more: Partial<OpenRequest> = {}) =>
    openWorkspace({
      root: at('project'),
      cwd: at('project'),
      env: { HANDRAIL_HOME: at('home'), HANDRAIL_MANAGED_DIR: at('managed') },
      today: '2026-11-24',
      mayRunGit: false,
      ...more,
    });
  const layersOf = async (more: Partial<OpenRequest> = {}) =>
    (await open(more)).policy.layers.map(({ layer, document }) => `${layer} ${document.metadata?.name ?? ''}`);
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-open-')));
    mkdirSync(at('project'));
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  it('takes the top of the repository, else the folder it is called in', () => {
    mkdirSync(at('project/.git'));
    mkdirSync(at('project/a/b'), { recursive: true });
    mkdirSync(at('plain/sub'), { recursive: true });
    write('plain/sub/x.ts', '');
    assert.equal(findRoot(at('project/a'), 'b'), at('project'));
    assert.equal(findRoot(at('plain'), 'sub/x.ts'), at('plain'));
    assert.equal(findRoot(at('plain'), undefined), at('plain'));
    assert.equal(findRoot(at('project'), at('plain/sub')), at('plain/sub'));
    assert.throws(() => findRoot(base, 'nowhere'), /nothing at nowhere/);
  });

  it('names paths from the root, and none outside of it', () => {
    assert.equal(pathInRoot(at('project'), at('project'), 'a/../b.ts'), 'b.ts');
    assert.equal(pathInRoot(at('project'), at('project'), '.'), '');
    assert.throws(() => pathInRoot(at('project'), at('project'), '..'), /outside/);
  });

  it('is under the built-in policy when there is no other', async () => {
    assert.deepEqual(
      (await open()).policy.layers.map(({ layer }) => layer),
      ['builtin'],
    );
  });

  it('knows the class of a repository also where git may not be run', async () => {
    const classes =
      'data: {classes: [{id: open}, {id: secret}], repositories: [{match: "github.com/acme/*", class: secret}]}\n';
    write('project/ai-policy.yaml', policy('ours', classes));
    write('project/.git/config', '[remote "origin"]\n\turl = git@github.com:acme/billing.git\n');
    const { rulings, policy: inForce } = await open();
    assert.ok(rulings.surroundings);
    assert.equal(classOfPlace(inForce, 'a.ts', rulings.surroundings)?.id, 'secret');
  });

  it('reads the layers, weakest first; a named policy replaces that of the project', async () => {
    write('project/ai-policy.yaml', policy('ours'));
    write('project/.handrail/policy.yaml', policy('project'));
    write('named.yaml', policy('named'));
    assert.deepEqual(await layersOf(), ['organisation ours', 'workspace project']);
    assert.deepEqual(await layersOf({ policy: '../named.yaml' }), ['organisation named', 'workspace project']);
    const env = { HANDRAIL_HOME: at('home'), HANDRAIL_POLICY: at('named.yaml') };
    assert.deepEqual(await layersOf({ env }), ['organisation named', 'workspace project']);
  });

  it('refuses to do without what was named, and to fetch it without encryption', async () => {
    await assert.rejects(open({ policy: 'http://acme.example/ai-policy.yaml' }), /not encrypted/);
    await assert.rejects(open({ policy: 'https://dana:secret@acme.example/a.yaml' }), /user name or password/);
    await assert.rejects(open({ policy: 'gone.yaml' }), /no policy file gone\.yaml/);
  });

  // Only root can make a file that counts as managed; for anybody else the same file is the user's own.
  const asRoot = process.getuid?.() === 0 ? it : () => undefined;

  asRoot('counts a managed policy as such only when nobody but root can have written it', async () => {
    write('managed/policy.yaml', policy('managed'));
    assert.deepEqual(await layersOf(), ['managed managed']);
    chmodSync(at('managed/policy.yaml'), 0o666);
    assert.deepEqual(await layersOf(), ['builtin builtin:recommended', 'user managed']);
  });

  asRoot('keeps the last good managed policy when it is damaged, and says so', async () => {
    write('managed/policy.yaml', policy('managed', 'tools: {default: deny}\n'));
    await open();
    write('managed/policy.yaml', 'tools: [');
    const { rejected, policy: held } = await open();
    assert.deepEqual([held.name, held.layers.map(({ layer }) => layer)], ['managed', ['managed']]);
    assert.deepEqual(
      rejected.map(({ lastGoodHolds }) => lastGoodHolds),
      [true],
    );
  });

  it('keeps the last good text that the editor remembers', async () => {
    write('project/ai-policy.yaml', 'tools: [');
    const lastGood = new Map([
      ['ai-policy.yaml', { layer: 'organisation', source: 'ai-policy.yaml', text: policy('before') } as const],
    ]);
    const { rejected, policy: held } = await open({ lastGood });
    assert.deepEqual([held.name, rejected[0]?.lastGoodHolds, rejected[0]?.issues[0]?.line], ['before', true, 1]);
    assert.equal((await open()).rejected[0]?.lastGoodHolds, false);
  });

  it('names a layer that loosens the last good version of another one', async () => {
    write('project/ai-policy.yaml', 'tools: [');
    write('project/.handrail/policy.yaml', policy('project', 'tools: {allow: [{id: openai}]}\n'));
    const text = policy('before', 'tools: {default: ask, deny: [{id: openai}]}\n');
    const lastGood = new Map([['ai-policy.yaml', { layer: 'organisation', source: 'ai-policy.yaml', text } as const]]);
    const { rejected, policy: held } = await open({ lastGood });
    assert.deepEqual(
      held.layers.map(({ layer }) => layer),
      ['organisation'],
    );
    assert.deepEqual(
      rejected.map(({ source, lastGoodHolds, issues }) => [source, lastGoodHolds, issues[0]?.code]),
      [
        ['ai-policy.yaml', true, rejected[0]?.issues[0]?.code],
        ['.handrail/policy.yaml', false, 'policy/loosening'],
      ],
    );
  });

  it('gives the problems of waivers and attestations with their places', async () => {
    write('project/.handrail/waivers.yaml', '- id: w1\n');
    const { issues, waivers } = await open();
    assert.deepEqual([waivers, issues[0]?.file, issues[0]?.line], [[], '.handrail/waivers.yaml', 1]);
  });
});
