// The company's policy over real TLS and through a real proxy, as a process with its own environment fetches it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../support/bundled.ts';
import { CertificateAuthority } from '../support/certificates.ts';
import type { OpenedOnce } from '../support/open-once.ts';
import { PolicyServer } from '../support/policy-server.ts';
import { ProxyServer } from '../support/proxy-server.ts';

const address = 'https://policy.acme.example/ai-policy.yaml';
const password = 'hunter-two';
const policy = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.0, serial: 3}\n';

describe('a policy through a proxy', function () {
  this.timeout(60_000);
  const authority = new CertificateAuthority();
  let base: string;
  let program: string;
  let server: PolicyServer;
  let proxy: ProxyServer;
  const at = (...parts: readonly string[]): string => join(base, ...parts);

  /** What a process of its own finds in force. */
  const open = async (env: Readonly<Record<string, string>>): Promise<OpenedOnce> => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, at('project')], {
      env: {
        HANDRAIL_HOME: at('home'),
        HANDRAIL_MANAGED_DIR: at('managed'),
        HANDRAIL_POLICY: address,
        NODE_EXTRA_CA_CERTS: at('authority.pem'),
        ...env,
      },
    });
    return JSON.parse(stdout) as OpenedOnce;
  };
  const through = (user = ''): string => `http://${user}127.0.0.1:${String(proxy.port)}`;

  before(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-proxied-')));
    mkdirSync(at('project'));
    writeFileSync(at('authority.pem'), authority.pem);
    program = await bundle('test/support/open-once.ts', at('open-once.cjs'));
    server = await PolicyServer.start(authority.issue('policy.acme.example'));
    server.serve('ai-policy.yaml', policy);
  });
  beforeEach(async () => {
    proxy = await ProxyServer.start(new Map([['policy.acme.example:443', server.port]]));
  });
  afterEach(async () => {
    await proxy.stop();
    rmSync(at('home'), { recursive: true, force: true });
  });
  after(async () => {
    await server.stop();
    rmSync(base, { recursive: true, force: true });
  });

  it('comes by a tunnel, with the credentials of the proxy, and without asking the server for anything in clear', async () => {
    const found = await open({ HTTPS_PROXY: through(`dana:${password}@`) });
    assert.deepEqual(found, { layers: ['organisation 3'], reasons: [] });
    const credentials = `Basic ${Buffer.from(`dana:${password}`).toString('base64')}`;
    assert.deepEqual(new Set(proxy.seen), new Set([`policy.acme.example:443 ${credentials}`]));
    assert.ok(server.seen.includes('/ai-policy.yaml 200'));
  });

  it('comes through a proxy that itself is spoken to by TLS', async () => {
    const secured = await ProxyServer.start(
      new Map([['policy.acme.example:443', server.port]]),
      authority.issue('localhost'),
    );
    try {
      const found = await open({ https_proxy: `https://localhost:${String(secured.port)}` });
      assert.deepEqual(found, { layers: ['organisation 3'], reasons: [] });
      assert.equal(secured.seen[0], 'policy.acme.example:443');
    } finally {
      await secured.stop();
    }
  });

  it('is refused from a server whose certificate nobody vouches for, with the next step', async () => {
    const { layers, reasons } = await open({ https_proxy: through(), NODE_EXTRA_CA_CERTS: '' });
    assert.deepEqual(layers, ['builtin -']);
    assert.match(reasons.join(), /authority that is not known here .*NODE_EXTRA_CA_CERTS/);
  });

  it('is refused from a server that goes by another name', async () => {
    const other = await PolicyServer.start(authority.issue('other.acme.example'));
    const wrong = await ProxyServer.start(new Map([['policy.acme.example:443', other.port]]));
    try {
      const { layers, reasons } = await open({ https_proxy: `http://127.0.0.1:${String(wrong.port)}` });
      assert.deepEqual(layers, ['builtin -']);
      assert.match(reasons.join(), /policy\.acme\.example/);
      assert.deepEqual(other.seen, []);
    } finally {
      await Promise.all([wrong.stop(), other.stop()]);
    }
  });

  it('goes past the proxy to a server of this machine', async () => {
    const here = await PolicyServer.start(authority.issue('localhost'));
    here.serve('ai-policy.yaml', policy);
    try {
      const found = await open({
        HANDRAIL_POLICY: `https://localhost:${String(here.port)}/ai-policy.yaml`,
        https_proxy: through(),
      });
      assert.deepEqual([found.layers, proxy.seen], [['organisation 3'], []]);
    } finally {
      await here.stop();
    }
  });

  describe('that stands in the way', () => {
    const login = `dana:${password}@`;
    it('has let the good one pass before', async () => {
      const { layers } = await open({ HTTPS_PROXY: through(login), HANDRAIL_HOME: at('held') });
      assert.deepEqual(layers, ['organisation 3']);
    });
    const ways: readonly (readonly [what: string, obstruct: () => string, says: RegExp])[] = [
      [
        'asks for a password',
        () => {
          proxy.manner = { status: 407, headers: ['Proxy-Authenticate: Basic realm="acme"'] };
          return through();
        },
        /asks for a user name and a password \(407\)\. Write them into HTTPS_PROXY/,
      ],
      [
        'does not take the password',
        () => {
          proxy.manner = { status: 407, headers: ['Proxy-Authenticate: Basic realm="acme"'] };
          return through(login);
        },
        /does not take the user name and the password in HTTPS_PROXY \(407\)/,
      ],
      [
        'wants another sign-in',
        () => {
          proxy.manner = { status: 407, headers: ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM'] };
          return through(login);
        },
        /of the kind Negotiate, which is not understood/,
      ],
      [
        'forbids the server',
        () => {
          proxy.manner = { status: 403 };
          return through(login);
        },
        /leads nowhere \(it answers 403\)/,
      ],
      [
        'never answers',
        () => {
          proxy.manner = 'silent';
          return through(login);
        },
        /did not answer in time \(through the proxy 127\.0\.0\.1:\d+\)/,
      ],
      [
        'is of a kind that is not understood',
        () => 'socks5://proxy:1080',
        /HTTPS_PROXY names a proxy of the kind socks5/,
      ],
      [
        'is not there',
        () => `http://${login}127.0.0.1:1`,
        /the proxy 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
      ],
    ];
    for (const [what, obstruct, says] of ways) {
      it(`leaves the last good one in force when it ${what}, and says why without the password`, async () => {
        const HTTPS_PROXY = obstruct();
        const { layers, reasons } = await open({ HTTPS_PROXY, NO_PROXY: '10.*', HANDRAIL_HOME: at('held') });
        assert.deepEqual(layers, ['organisation 3']);
        const said = reasons.join();
        assert.match(said, says);
        assert.ok(!said.includes(password) && !said.includes('dana'), said);
        if (!HTTPS_PROXY.startsWith('socks')) assert.match(said, /NO_PROXY holds what is not understood: 10\.\*/);
      });
    }
  });
});
