// Against a real HTTP server that answers as GitHub's API does. Source of the shapes: https://docs.github.com/en/rest

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askedInWords, outcomesOfHost } from '../../src/core/readiness/host-evidence.ts';
import { askCodeHost, askCommitOfTag, repositoryOf } from '../../src/node/code-host.ts';
import { ProxyServer } from '../support/proxy-server.ts';

type Routes = Readonly<Record<string, readonly [status: number, value: unknown]>>;

const token = ['ghp', 'fabricated'].join('_');
const repository = { default_branch: 'main', html_url: 'https://github.com/acme/shop' };
const merged = (number: number, login: string) => ({
  number,
  merged_at: '2026-11-01T00:00:00Z',
  user: { login, type: 'User' },
});
const approved = (login: string, type = 'User') => ({ state: 'APPROVED', user: { login, type } });

describe('the code host', () => {
  let server: Server;
  let routes: Routes = {};
  let asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
  let apiUrl = '';

  before(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? '').replace('/repos/acme/shop', '').replace(/\?.*/, '');
      asked.push({ path, authorization: request.headers.authorization });
      const [status, value] = routes[path] ?? [404, { message: 'Not Found' }];
      response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:9/elsewhere' });
      response.end(JSON.stringify(value));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    apiUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => {
    server.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const statesOf = async (answers: Routes): Promise<Readonly<Record<string, string>>> => {
    routes = answers;
    const outcomes = outcomesOfHost(await askCodeHost({ apiUrl, token, env: {} }, 'acme/shop'));
    return Object.fromEntries([...outcomes].map(([id, { state }]) => [id, state]));
  };
  const becauseOf = async (id: string, answers: Routes): Promise<string> => {
    routes = answers;
    const outcome = outcomesOfHost(await askCodeHost({ apiUrl, token, env: {} }, 'acme/shop')).get(id);
    return outcome && 'because' in outcome ? outcome.because : '';
  };

  const ruled: Routes = {
    '': [200, repository],
    '/rules/branches/main': [
      200,
      [{ type: 'pull_request', parameters: { required_approving_review_count: 1 } }, { type: 'non_fast_forward' }],
    ],
    '/pulls': [200, [merged(7, 'dana'), merged(6, 'kim'), { number: 5, merged_at: null, user: { login: 'dana' } }]],
    '/pulls/7/reviews': [200, [approved('kim')]],
    '/pulls/6/reviews': [200, [approved('dana')]],
    '/deployments': [200, [{ id: 1 }]],
  };

  it('sees rules, reviews and deployments, with the token sent to this server alone', async () => {
    assert.deepEqual(await statesOf(ruled), {
      'review-protected-main': 'pass',
      'review-happens': 'pass',
      'dep-automatic': 'pass',
    });
    assert.ok(asked.every(({ authorization }) => authorization === `Bearer ${token}`));
    assert.ok(asked.length < 40);
  });

  it('says in a sentence how much was answered, and once why the rest was not', async () => {
    const inWords = async (answers: Routes): Promise<string> => {
      routes = answers;
      return askedInWords(outcomesOfHost(await askCodeHost({ apiUrl, token, env: {} }, 'acme/shop')));
    };
    assert.equal(await inWords(ruled), 'The code host answered 3 of 3 questions.');
    assert.equal((await inWords({})).split('metadata: read').length, 2);
  });

  it('takes classic branch protection as well', async () => {
    const classic = {
      required_pull_request_reviews: { required_approving_review_count: 2 },
      allow_force_pushes: { enabled: false },
    };
    const answers = {
      ...ruled,
      '/rules/branches/main': [200, []] as const,
      '/branches/main/protection': [200, classic] as const,
    };
    assert.equal((await statesOf(answers))['review-protected-main'], 'pass');
    const forced = { ...classic, allow_force_pushes: { enabled: true } };
    assert.match(
      await becauseOf('review-protected-main', { ...answers, '/branches/main/protection': [200, forced] }),
      /force push/,
    );
  });

  it('an open branch fails; one whose protection is hidden stays unknown and names the right that is missing', async () => {
    const open = {
      ...ruled,
      '/rules/branches/main': [200, []] as const,
      '/branches/main/protection': [404, { message: 'Branch not protected' }] as const,
    };
    assert.equal((await statesOf(open))['review-protected-main'], 'fail');
    const hidden = {
      ...open,
      '/branches/main/protection': [403, { message: 'Resource not accessible by integration' }] as const,
    };
    assert.equal((await statesOf(hidden))['review-protected-main'], 'unknown');
    assert.match(await becauseOf('review-protected-main', hidden), /administration: read/);
  });

  it('an approval by the author or by a robot is none', async () => {
    const self = { ...ruled, '/pulls/7/reviews': [200, [approved('dana'), approved('ci[bot]', 'Bot')]] as const };
    assert.equal((await statesOf(self))['review-happens'], 'fail');
    assert.match(await becauseOf('review-happens', self), /#7/);
  });

  it('never fails for what it may not see, and follows nobody to another server', async () => {
    for (const status of [301, 401, 403, 404, 500]) {
      const states = await statesOf({ '': [status, { message: 'no' }] });
      assert.deepEqual([...new Set(Object.values(states))], ['unknown'], String(status));
    }
    assert.ok(
      asked.every(({ path }) => path === ''),
      'one question, and no other server',
    );
    const bad = await askCodeHost({ apiUrl: 'http://api.example', token, env: {} }, 'acme/shop');
    assert.equal(bad.protection.state, 'unseen', 'http is for loopback alone');
    const gone = await askCodeHost({ apiUrl: 'http://127.0.0.1:9', token, env: {} }, 'acme/shop');
    assert.equal(gone.reviews.state, 'unseen');
  });

  it('is asked through the proxy, which is told nothing, and whose refusal is said without its password', async () => {
    const proxy = await ProxyServer.start(new Map());
    proxy.manner = { status: 407, headers: ['Proxy-Authenticate: Basic realm="x"'] };
    const env = { HTTPS_PROXY: `http://dana:${['open', 'sesame'].join('-')}@127.0.0.1:${String(proxy.port)}` };
    const { protection } = await askCodeHost({ apiUrl: 'https://api.acme.test', token, env }, 'acme/shop');
    await proxy.stop();
    assert.match(proxy.seen[0] ?? '', /^api\.acme\.test:443 Basic /);
    const because = protection.state === 'unseen' ? protection.because : '';
    assert.match(because, /The code host could not be asked: .*proxy/);
    assert.doesNotMatch(because, /sesame/);
  });

  it('names the commit of a tag', async () => {
    routes = { '/commits/v4': [200, { sha: 'a'.repeat(40) }], '/commits/v5': [200, { sha: 'v5' }] };
    assert.equal(await askCommitOfTag({ apiUrl, token, env: {} }, 'acme/shop', 'v4'), 'a'.repeat(40));
    assert.equal(await askCommitOfTag({ apiUrl, token, env: {} }, 'acme/shop', 'v5'), undefined);
  });

  it('knows a repository by its remote', () => {
    for (const remote of [
      'https://github.com/acme/shop.git',
      'git@github.com:acme/shop.git',
      'ssh://git@github.com/acme/shop',
      'https://github.acme.example/acme/shop',
    ]) {
      assert.equal(repositoryOf(remote), 'acme/shop', remote);
    }
    assert.equal(repositoryOf('https://gitlab.com/acme/shop.git'), undefined);
  });
});
