// The company's policy behind an address, on a real server: fetched, kept, checked again, and never worse than what held before.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type OpenRequest } from '../../src/node/open-workspace.ts';
import { sha256 } from '../../src/core/text/hash.ts';
import { PolicyServer, type Served } from '../support/policy-server.ts';
import { signatureOf, signingKey, type SigningKey } from '../support/policy-signing.ts';

const policy = (serial: number, more = ''): string =>
  `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.${String(serial)}, serial: ${String(serial)}}\n${more}`;

const redirect = (location: string): Served => ({ status: 302, headers: { location } });

describe('a policy behind an address', () => {
  let base: string;
  let server: PolicyServer;
  let now: string;
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  const open = (more: Partial<OpenRequest> = {}) =>
    openWorkspace({
      root: at('project'),
      cwd: at('project'),
      env: { HANDRAIL_HOME: at('home'), HANDRAIL_MANAGED_DIR: at('managed') },
      today: now.slice(0, 10),
      now,
      mayRunGit: false,
      ...more,
    });
  const pointer = (more: object = {}): void => {
    mkdirSync(at('managed'), { recursive: true });
    writeFileSync(at('managed/source.json'), JSON.stringify({ url: server.url('ai-policy.yaml'), ...more }));
  };
  const inForce = async (more: Partial<OpenRequest> = {}) => {
    const { policy: loaded, rejected } = await open(more);
    return {
      layers: loaded.layers.map(({ layer, document }) => `${layer} ${String(document.metadata?.serial ?? '-')}`),
      reasons: rejected.flatMap(({ issues, lastGoodHolds }) =>
        issues.map(({ code }) => `${code}${lastGoodHolds ? ', last good holds' : ''}`),
      ),
    };
  };

  beforeEach(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-remote-')));
    mkdirSync(at('project'));
    server = await PolicyServer.start();
    now = '2026-11-24T09:00:00Z';
  });
  afterEach(async () => {
    await server.stop();
    rmSync(base, { recursive: true, force: true });
  });

  it('is fetched once, and then only asked about', async () => {
    pointer();
    server.serve('ai-policy.yaml', policy(3));
    assert.deepEqual(await inForce(), { layers: ['organisation 3'], reasons: [] });
    assert.deepEqual(await inForce(), { layers: ['organisation 3'], reasons: [] });
    const asked = server.seen.filter((line) => !line.includes('.sig'));
    assert.deepEqual(asked, ['/ai-policy.yaml 200', '/ai-policy.yaml 304']);
  });

  it('may be named by --policy and by the settings of the user, in this order before the file of the project', async () => {
    server.serve('ai-policy.yaml', policy(3));
    server.serve('other.yaml', policy(8));
    writeFileSync(at('project/ai-policy.yaml'), policy(1));
    assert.deepEqual((await inForce()).layers, ['organisation 1']);
    const policySetting = server.url('other.yaml');
    assert.deepEqual((await inForce({ policySetting })).layers, ['organisation 8']);
    pointer();
    assert.deepEqual((await inForce({ policySetting })).layers, ['organisation 3']);
    assert.deepEqual((await inForce({ policy: server.url('other.yaml') })).layers, ['organisation 8']);
  });

  it('is not asked about while the copy is fresh enough, and always when there is none', async () => {
    pointer();
    server.serve('ai-policy.yaml', policy(3));
    const freshness = { maxAgeMs: 3_600_000 };
    await open({ freshness });
    now = '2026-11-24T09:59:00Z';
    await open({ freshness });
    assert.equal(server.seen.length, 2);
    now = '2026-11-24T10:00:01Z';
    await open({ freshness });
    assert.equal(server.seen.length, 4);
  });

  const broken: readonly (readonly [what: string, code: string, served: Served | undefined])[] = [
    ['the server is gone', 'policy/unreachable', { status: 503 }],
    ['the file is gone', 'policy/unreachable', undefined],
    ['a sign-in page comes instead', 'policy/unreachable', '<!doctype html><title>Welcome</title>'],
    ['it is malformed', 'policy/wrong-value', policy(4, 'mode: maybe\n')],
    ['its serial is lower', 'policy/replayed', policy(2)],
    ['it is too long', 'policy/unreachable', `${policy(4)}#${'x'.repeat(300_000)}`],
    ['it leads elsewhere', 'policy/unreachable', redirect('https://elsewhere.example/p.yaml')],
    ['it leads in a circle', 'policy/unreachable', redirect('/ai-policy.yaml')],
  ];
  for (const [what, code, served] of broken) {
    it(`keeps the last good version when ${what}, and takes the next good one`, async () => {
      pointer();
      server.serve('ai-policy.yaml', policy(3, 'tools: {default: deny}\n'));
      await open();
      server.serve('ai-policy.yaml', served);
      const held = await inForce();
      assert.deepEqual(held.layers, ['organisation 3']);
      assert.equal(held.reasons[0], `${code}, last good holds`);
      server.serve('ai-policy.yaml', policy(5));
      assert.deepEqual(await inForce(), { layers: ['organisation 5'], reasons: [] });
    });
  }

  it('follows a redirect on the same server', async () => {
    pointer();
    server.serve('ai-policy.yaml', { status: 302, headers: { location: '/v2/policy.yaml' } });
    server.serve('v2/policy.yaml', policy(3));
    assert.deepEqual((await inForce()).layers, ['organisation 3']);
  });

  it('leaves the built-in policy when there never was a good one', async () => {
    pointer();
    server.serve('ai-policy.yaml', 'tools: [');
    const { layers, reasons } = await inForce();
    assert.deepEqual([layers, reasons.length > 0], [['builtin -'], true]);
    assert.ok(!reasons[0]?.includes('last good'));
  });

  it('refuses a serial below the one that the machine asks for', async () => {
    pointer({ minSerial: 10 });
    server.serve('ai-policy.yaml', policy(9));
    assert.deepEqual((await inForce()).reasons, ['policy/replayed']);
    server.serve('ai-policy.yaml', policy(10));
    assert.deepEqual(await inForce(), { layers: ['organisation 10'], reasons: [] });
  });

  it('ignores a damaged memory, and writes it anew', async () => {
    pointer();
    server.serve('ai-policy.yaml', policy(3));
    await open();
    const [name = ''] = readdirSync(at('home/policies'));
    const kept = readFileSync(at('home/policies', name), 'utf8');
    for (const damaged of [
      '{',
      kept.slice(0, 200),
      kept.replace('{', '{"announcements":5,'),
      kept.replace(/"policy":"..../, '"policy":"AAAA'),
      'null',
      '',
    ]) {
      writeFileSync(at('home/policies', name), damaged);
      assert.deepEqual((await inForce()).layers, ['organisation 3']);
      assert.equal(readFileSync(at('home/policies', name), 'utf8'), kept);
    }
  });

  it('takes groups from the machine, and from the environment only when that says nothing', async () => {
    const env = { HANDRAIL_HOME: at('home'), HANDRAIL_MANAGED_DIR: at('managed'), HANDRAIL_GROUPS: 'pilot, staff' };
    server.serve('ai-policy.yaml', policy(3));
    pointer();
    assert.deepEqual((await open({ env })).policy.groups, ['pilot', 'staff']);
    pointer({ groups: ['sales'] });
    assert.deepEqual((await open({ env })).policy.groups, ['sales']);
  });

  describe('with trusted keys', () => {
    const first = signingKey('acme-2026');
    const second = signingKey('acme-2027', { notBefore: '2026-12-01' });
    const text = policy(3);
    const state = async (signature: string | undefined, body = text) => {
      server.serve('ai-policy.yaml', body);
      server.serve('ai-policy.yaml.sig', signature);
      const { reasons, layers } = await inForce();
      return reasons[0] ?? layers.join();
    };

    it('holds with a signature of one of them, and with nothing less', async () => {
      pointer({ keys: [first.trusted, second.trusted] });
      const stranger = signingKey('acme-2026');
      assert.equal(await state(undefined), 'policy/unsigned');
      assert.equal(await state('no json'), 'policy/bad-signature');
      assert.equal(await state(signatureOf(text, [stranger])), 'policy/bad-signature');
      assert.equal(await state(signatureOf(text, [first]), `${text}# more\n`), 'policy/bad-signature');
      assert.equal(await state(signatureOf(text, [first], 'text/plain')), 'policy/bad-signature');
      assert.equal(await state(signatureOf(text, [second])), 'policy/bad-signature', 'not before December');
      assert.equal(await state(signatureOf(text, [first])), 'organisation 3');
      now = '2026-12-01T00:00:00Z';
      assert.equal(await state(signatureOf(text, [second])), 'organisation 3');
    });

    it('counts keys, not signatures, against the threshold', async () => {
      now = '2026-12-02T00:00:00Z';
      pointer({ keys: [first.trusted, { ...first.trusted, id: 'again' }, second.trusted], threshold: 2 });
      const again = { ...first, trusted: { ...first.trusted, id: 'again' } };
      assert.equal(await state(signatureOf(text, [first, first, again])), 'policy/bad-signature');
      assert.equal(await state(signatureOf(text, [first, second])), 'organisation 3');
    });

    it('asks the same of a file, also of one that --policy names', async () => {
      pointer({ keys: [first.trusted] });
      writeFileSync(at('project/own.yaml'), text);
      const load = () => inForce({ policy: 'own.yaml' });
      assert.deepEqual((await load()).reasons, ['policy/unsigned']);
      writeFileSync(at('project/own.yaml.sig'), signatureOf(text, [first]));
      assert.deepEqual((await load()).layers, ['organisation 3']);
    });

    describe('that announce the next one', () => {
      const third = signingKey('acme-2028');
      const stranger = signingKey('stranger');
      const announcing = (serial: number, ...keys: readonly SigningKey[]): string =>
        policy(serial, `trust: {keys: ${JSON.stringify(keys.map(({ trusted }) => trusted))}}\n`);
      const inTurn = (serial: number, announced: readonly SigningKey[], signers: readonly SigningKey[]) => {
        const body = announcing(serial, ...announced);
        return state(signatureOf(body, signers), body);
      };
      beforeEach(() => {
        now = '2026-12-02T00:00:00Z';
        pointer({ keys: [first.trusted] });
      });

      it('take the next version from it, and the one after that from the next', async () => {
        assert.equal(await inTurn(3, [first, second], [first]), 'organisation 3');
        assert.equal(await inTurn(4, [second, third], [second]), 'organisation 4');
        assert.equal(await inTurn(5, [third], [third]), 'organisation 5');
        assert.equal(await inTurn(6, [third], [third]), 'organisation 6');
        server.serve('ai-policy.yaml', { status: 503 });
        assert.deepEqual((await inForce()).layers, ['organisation 6'], 'the copy is checked in the same way');
      });

      it('take nothing from a key that only an unsigned or a foreign version announced', async () => {
        assert.equal(await inTurn(3, [first], [first]), 'organisation 3');
        assert.equal(await inTurn(4, [stranger], [stranger]), 'policy/bad-signature, last good holds');
        assert.equal(await inTurn(5, [stranger], [stranger]), 'policy/bad-signature, last good holds');
      });

      it('ask a machine that missed the announcement for a signature that it knows', async () => {
        assert.equal(await inTurn(4, [second], [second]), 'policy/bad-signature');
        assert.equal(await inTurn(4, [second], [first, second]), 'organisation 4');
        assert.equal(await inTurn(5, [second], [second]), 'organisation 5');
      });

      it('let a key that is not due yet wait', async () => {
        now = '2026-11-24T00:00:00Z';
        assert.equal(await inTurn(3, [first, second], [first]), 'organisation 3');
        assert.equal(await inTurn(4, [second], [second]), 'policy/bad-signature, last good holds');
        now = '2026-12-01T00:00:00Z';
        assert.equal(await inTurn(4, [second], [second]), 'organisation 4');
      });

      it('do not believe a memory into which somebody wrote a key', async () => {
        assert.equal(await inTurn(3, [first, second], [first]), 'organisation 3');
        const forged = announcing(4, first, stranger);
        const [name = ''] = readdirSync(at('home/policies')).filter((each) => each.endsWith('.json'));
        const memory = JSON.parse(readFileSync(at('home/policies', name), 'utf8')) as Record<string, unknown>;
        const written = [[stranger], []].map((signers) => [
          { policy: Buffer.from(forged).toString('base64'), signature: signatureOf(forged, signers) },
        ]);
        for (const announcements of [...written, [{ policy: 'no base64', signature: 'no json' }]]) {
          memory['announcements'] = announcements;
          writeFileSync(at('home/policies', name), JSON.stringify(memory));
          assert.equal(await inTurn(5, [stranger], [stranger]), 'policy/bad-signature, last good holds');
        }
      });

      it('start afresh when the machine is given other keys', async () => {
        assert.equal(await inTurn(3, [first, second], [first]), 'organisation 3');
        pointer({ keys: [third.trusted] });
        assert.equal(await inTurn(4, [second], [second]), 'policy/bad-signature');
        assert.equal(await inTurn(4, [third], [third]), 'organisation 4');
      });
    });

    it('checks the copy again at each use', async () => {
      pointer({ keys: [first.trusted] });
      assert.equal(await state(signatureOf(text, [first])), 'organisation 3');
      pointer({ keys: [signingKey('other').trusted] });
      server.serve('ai-policy.yaml', { status: 503 });
      const { layers, reasons } = await inForce();
      assert.deepEqual([layers, reasons], [['builtin -'], ['policy/unreachable']]);
    });
  });

  describe('that extends others', () => {
    const preset = 'apiVersion: handrail/v1\nkind: Policy\ntools: {default: deny, deny: [{id: openai}]}\n';
    const extending = (reference: string): string => policy(3, `extends: ['${reference}']\n`);

    it('takes a parent at an address when it has the digest that is pinned, and fetches it once', async () => {
      pointer();
      server.serve('base.yaml', preset);
      server.serve('ai-policy.yaml', extending(`${server.url('base.yaml')}@sha256:${sha256(preset)}`));
      const { policy: loaded, rejected } = await open();
      assert.deepEqual(rejected, []);
      assert.equal(loaded.layers[0]?.presets?.[0]?.document.tools?.default, 'deny');
      await open();
      assert.equal(server.seen.filter((line) => line.startsWith('/base.yaml')).length, 1);
      server.serve('ai-policy.yaml', extending(`${server.url('base.yaml')}@sha256:${sha256('other')}`));
      const refused = (await open()).rejected[0];
      assert.match(refused?.issues[0]?.message ?? '', new RegExp(sha256(preset)));
      assert.equal(refused?.lastGoodHolds, true);
    });

    it('takes files of its own project, and no others', async () => {
      writeFileSync(at('project/base.yaml'), preset);
      writeFileSync(at('base.yaml'), preset);
      writeFileSync(at('project/ai-policy.yaml'), extending('./base.yaml'));
      assert.deepEqual((await inForce()).layers, ['organisation 3']);
      writeFileSync(at('project/ai-policy.yaml'), extending('../base.yaml'));
      const { rejected } = await open();
      assert.match(rejected[0]?.issues[0]?.message ?? '', /outside of this project/);
      assert.equal(rejected[0]?.issues[0]?.line, 4);
    });
  });
});
