// Which servers are reached through a proxy, and which proxy that is, by the variables of the environment.

import assert from 'node:assert/strict';
import { routeTo, withoutProxies } from '../../src/node/proxy.ts';

const https_proxy = 'http://proxy.acme.example:3128';

function route(address: string, env: Readonly<Record<string, string>>): string {
  const found = routeTo(new URL(address), env);
  switch (found.kind) {
    case 'direct':
      return 'direct';
    case 'problem':
      return found.problem;
    case 'proxy': {
      const { isEncrypted, host, port, authorization } = found.proxy;
      const unread = found.unread.length === 0 ? '' : `, unread ${found.unread.join(' ')}`;
      return `${isEncrypted ? 'TLS ' : ''}${host} ${String(port)}${authorization === undefined ? '' : ` ${authorization}`}${unread}`;
    }
  }
}

describe('the way to a server', () => {
  const named: readonly (readonly [env: Readonly<Record<string, string>>, way: string])[] = [
    [{}, 'direct'],
    [{ https_proxy: '' }, 'direct'],
    [{ https_proxy: ' ' }, 'direct'],
    [{ https_proxy }, 'proxy.acme.example 3128'],
    [{ HTTPS_PROXY: https_proxy }, 'proxy.acme.example 3128'],
    [{ HTTP_PROXY: https_proxy }, 'proxy.acme.example 3128'],
    [{ all_proxy: https_proxy }, 'proxy.acme.example 3128'],
    [{ https_proxy: 'http://small', HTTPS_PROXY: 'http://large' }, 'small 80'],
    [{ https_proxy: 'http://first', http_proxy: 'http://second' }, 'first 80'],
    [{ https_proxy: 'proxy:8080' }, 'proxy 8080'],
    [{ https_proxy: 'https://proxy' }, 'TLS proxy 443'],
    [{ https_proxy: 'http://[fd00::1]:3128' }, 'fd00::1 3128'],
    [{ https_proxy: 'http://dana:p%40ss@proxy:1' }, `proxy 1 Basic ${Buffer.from('dana:p@ss').toString('base64')}`],
  ];
  for (const [env, way] of named) {
    it(`is ${way} with ${JSON.stringify(env)}`, () => {
      assert.equal(route('https://policy.acme.example/p.yaml', env), way);
    });
  }

  it('says what is wrong with a proxy, and never its password', () => {
    const secret = 'hunter2';
    for (const value of [
      `socks5://dana:${secret}@proxy:1080`,
      `http://dana:${secret}@:99999`,
      `http://dana:%${secret}@proxy`,
    ]) {
      const said = route('https://policy.acme.example', { https_proxy: value });
      assert.match(said, /^https_proxy .*(?:http:\/\/|%25)/);
      assert.ok(!said.includes(secret) && !said.includes('dana'), said);
    }
  });

  it('never is a proxy for this machine itself', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '[::1]']) {
      assert.equal(route(`http://${host}:8080/p.yaml`, { https_proxy }), 'direct');
    }
  });

  const exceptions: readonly (readonly [noProxy: string, direct: readonly string[], proxied: readonly string[]])[] = [
    ['*', ['a.example', '10.0.0.1', '[fd00::1]'], []],
    [
      'acme.example',
      ['acme.example', 'policy.acme.example', 'ACME.example', 'acme.example.'],
      ['notacme.example', 'example'],
    ],
    ['.acme.example', ['acme.example', 'policy.acme.example'], ['notacme.example']],
    ['*.acme.example', ['policy.acme.example'], ['notacme.example']],
    ['Acme.Example', ['policy.acme.example'], []],
    ['intranet', ['intranet', 'policy.intranet'], ['intranet.example']],
    ['acme.example:8443', ['acme.example:8443'], ['acme.example', 'acme.example:9443']],
    ['acme.example:443', ['acme.example'], ['acme.example:8443']],
    ['10.1.2.3', ['10.1.2.3', '10.1.2.3:8443'], ['10.1.2.30', '110.1.2.3']],
    ['10.1.2.3:8443', ['10.1.2.3:8443'], ['10.1.2.3']],
    ['10.0.0.0/8', ['10.255.0.1'], ['11.0.0.1', 'a.example', '[::ffff:b00:1]']],
    ['192.168.4.0/22', ['192.168.7.255'], ['192.168.8.0']],
    ['fd00::/8', ['[fd12::1]'], ['[fe80::1]']],
    ['[fd00::1]:8443', ['[fd00::1]:8443'], ['[fd00::1]']],
    ['fd00::1', ['[fd00::1]', '[fd00:0:0::1]'], ['[fd00::2]']],
    ['a.example, b.example c.example', ['a.example', 'b.example', 'c.example'], ['d.example']],
  ];
  for (const [no_proxy, direct, proxied] of exceptions) {
    it(`spares what "${no_proxy}" names`, () => {
      for (const host of direct) assert.equal(route(`https://${host}/`, { https_proxy, no_proxy }), 'direct', host);
      for (const host of proxied) {
        assert.equal(route(`https://${host}/`, { https_proxy, NO_PROXY: no_proxy }), 'proxy.acme.example 3128', host);
      }
    });
  }

  it('names what it does not understand of NO_PROXY, and goes by the rest', () => {
    const no_proxy = '10.*,<local>,10.0.0.0/99,/regex/,a.example:port,b.example';
    const unread = '10.* <local> 10.0.0.0/99 /regex/ a.example:port';
    assert.equal(route('https://a.example', { https_proxy, no_proxy }), `proxy.acme.example 3128, unread ${unread}`);
    assert.equal(route('https://b.example', { https_proxy, no_proxy }), 'direct');
  });

  it('is left to an editor by an environment without proxies', () => {
    const env = { HTTPS_PROXY: 'a', https_proxy: 'b', Http_Proxy: 'c', no_proxy: 'd', ALL_PROXY: 'e', PATH: '/bin' };
    assert.deepEqual(withoutProxies(env), { PATH: '/bin' });
  });
});
