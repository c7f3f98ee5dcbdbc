// The company's policy from a real server, in a real editor: it reaches the underlines, outlives its server, is not chosen by a workspace,
// and comes through the proxy of the editor's settings. And an exception for an hour, which ends while nobody touches anything.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationTarget, Uri, workspace } from 'vscode';
import { PolicyServer } from '../../support/policy-server.ts';
import { ProxyServer } from '../../support/proxy-server.ts';
import { at, closeAll, handrail, problems, remove, ruleOf, show, until, write } from './window.ts';

const manifestPath = 'fetched-suite/package.json';

const denying = (serial: number, more = ''): string =>
  [
    'apiVersion: handrail/v1',
    'kind: Policy',
    `metadata: {name: fetched-policy, version: 1.0.0, serial: ${String(serial)}}`,
    'mode: warn',
    'tools: {default: ask, deny: [{id: openai, reason: No contract}]}',
    more,
    '',
  ].join('\n');
const asking = (serial: number): string => denying(serial).replace(', deny: [{id: openai, reason: No contract}]', '');

describe('a fetched policy', () => {
  let server: PolicyServer;
  const rules = (): readonly string[] => problems(at(manifestPath)).map(ruleOf);
  const isDenied = (): boolean => rules().includes('ai-tool/unsanctioned');
  const setSource = (value: string | undefined): Thenable<void> =>
    workspace.getConfiguration('handrail').update('policy.source', value, ConfigurationTarget.Global);
  /** A new address each time: another one is asked for at once, the same one only after an hour. */
  let addresses = 0;
  const offer = async (text: string): Promise<string> => {
    const path = `policy-${String(++addresses)}.yaml`;
    server.serve(path, text);
    await setSource(server.url(path));
    return path;
  };
  /** What the page on the policy in force says now. */
  const page = async (): Promise<string> => {
    const query = JSON.stringify({ kind: 'policy', id: '', folder: '', detail: '' });
    return (await show(Uri.from({ scheme: 'handrail', path: '/Policy in force.md', query }))).getText();
  };

  before(async () => {
    await (await handrail()).whenScanned();
    await write(manifestPath, '{\n  "dependencies": { "openai": "^4.0.0" }\n}\n');
    server = await PolicyServer.start();
  });
  afterEach(closeAll);
  after(async () => {
    await setSource(undefined);
    await server.stop();
    await remove('fetched-suite');
    await remove('.vscode');
    await closeAll();
  });

  it('is not chosen by a workspace', async () => {
    server.serve('evil.yaml', denying(1));
    await write('.vscode/settings.json', JSON.stringify({ 'handrail.policy.source': server.url('evil.yaml') }));
    try {
      // The editor has taken the settings of the workspace once another one of them is there.
      await write(
        '.vscode/settings.json',
        JSON.stringify({ 'handrail.policy.source': server.url('evil.yaml'), 'handrail.scanOnOpen': false }),
      );
      await until(
        'the settings of the workspace',
        () => workspace.getConfiguration('handrail', at('')).get('scanOnOpen') === false,
      );
      await (await handrail()).findings(at(manifestPath));
      assert.ok(!isDenied());
      assert.deepEqual(server.seen, []);
    } finally {
      await remove('.vscode');
    }
  });

  it('reaches the underlines when the person names it, and changes them when it changes', async () => {
    await offer(denying(1));
    await until('a denied tool', isDenied, rules);
    await offer(asking(2));
    await until('no denied tool', () => !isDenied(), rules);
  });

  it('holds when its server is gone, and the page says so', async () => {
    const path = await offer(denying(3));
    await until('a denied tool', isDenied, rules);
    server.serve(path, { status: 503 });
    // Another address in between, so that the first one is asked for anew.
    await offer(asking(4));
    await until('no denied tool', () => !isDenied(), rules);
    await setSource(server.url(path));
    await until('the last good one', isDenied, rules);
    const words = await until(
      'the reason on the page',
      async () => {
        const text = await page();
        return text.includes('could not be fetched') && text;
      },
      page,
    );
    assert.match(words, /the server answers 503/);
    assert.match(words, /The copy of less than an hour ago holds/);
    assert.match(words, /fetched\\?-policy/);
  });

  it('is fetched through the proxy of the settings', async () => {
    const proxy = await ProxyServer.start(new Map());
    const http = workspace.getConfiguration('http');
    await http.update('proxy', `http://127.0.0.1:${String(proxy.port)}`, ConfigurationTarget.Global);
    try {
      await setSource('https://policy.acme.example/ai-policy.yaml');
      await until(
        'a question through the proxy',
        () => proxy.seen.some((line) => line.startsWith('policy.acme.example:443')),
        async () => [proxy.seen, await page()],
      );
    } finally {
      await http.update('proxy', undefined, ConfigurationTarget.Global);
      await proxy.stop();
    }
  });

  it('lets an exception hold for its hour, loudly, and takes it back while nobody touches anything', async () => {
    const exception = (begin: Date): string =>
      `exceptions: [{id: BG-SUITE, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: dana, reason: Outage, breakGlass: ${begin.toISOString()}, expires: ${new Date(begin.getTime() + 86_400_000).toISOString().slice(0, 10)}}]`;
    await offer(denying(5));
    await until('a denied tool', isDenied, rules);
    const begin = new Date();
    await offer(denying(6, exception(begin)));
    await until('the exception', () => !isDenied(), rules);
    await until('the exception on the page', async () => isOpen(await page()), page);
    await until('the event in the log', () =>
      logged().some(
        (line) =>
          line.includes('handrail.exception.changed') && line.includes('BG-SUITE') && line.includes('"break_glass"'),
      ),
    );
    // The same with seconds left of its hour.
    await offer(denying(7, exception(new Date(Date.now() - 3_600_000 + 6_000))));
    await until('the end of the hour', isDenied, rules);
    await until('the end in the log', () =>
      logged().some((line) => line.includes('BG-SUITE') && line.includes('"expired"')),
    );
    await until('the end on the page', async () => !isOpen(await page()), page);
  });
});

function isOpen(page: string): boolean {
  return /Break\\?-glass BG\\?-SUITE is open until/.test(page);
}

/** Lines of the usage log. */
function logged(): readonly string[] {
  const folder = join(process.env['HANDRAIL_HOME'] ?? '', 'usage');
  try {
    return readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  } catch {
    return [];
  }
}
