// The company's policy from a server, as people see it: an exception for an hour that is open, and a copy that outlives its server; with
// pictures in dark, light and high contrast.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictureThemes } from '../picture-themes.mjs';
import { openWorkbench } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

const policy = [
  'apiVersion: handrail/v1',
  'kind: Policy',
  'metadata: {name: bean-company, version: 4.1.0, serial: 41, owner: security@bean.example}',
  'mode: warn',
  'tools:',
  '  default: ask',
  '  allow: [{id: github-copilot, reason: Company contract}]',
  '  deny: [{id: openai, reason: No contract with us, instead: github-copilot}]',
  'exceptions:',
  '  - id: BG-731',
  '    rule: ai-tool/unsanctioned',
  '    match: {tools: [openai]}',
  '    owner: dana@bean.example',
  '    reason: Outage of the cleared service',
  `    breakGlass: ${new Date().toISOString()}`,
  `    expires: ${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`,
  '',
].join('\n');

describe('a fetched policy, as people see it', () => {
  const sample = sampleFolder();
  const base = mkdtempSync(join(tmpdir(), 'bean-company-'));
  const home = join(base, 'home');
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/ai-policy.yaml' ? 200 : 404).end(policy);
  });
  let window;

  before(async () => {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${server.address().port}/ai-policy.yaml`;
    mkdirSync(join(base, 'managed'));
    writeFileSync(join(base, 'managed/source.json'), JSON.stringify({ url }));
    rmSync(join(sample.folder, 'ai-policy.yaml'));
    window = await openWorkbench({
      folder: sample.folder,
      width: 1400,
      height: 900,
      handrailHome: home,
      env: { HANDRAIL_MANAGED_DIR: join(base, 'managed') },
    });
  });
  after(async () => {
    await window?.close();
    server.close();
    sample.remove();
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  });

  const status = '.statusbar-item';
  const picture = async (name, theme) => {
    // A page that is open already is painted anew some time after the theme is another one.
    await window.runCommand('View: Close All Editors');
    await window.setTheme(theme);
    await window.runCommand('Handrail: Show Policy in Force');
    await window.webview('bean-company');
    await window.screenshot(`${name}-${theme}`);
  };

  for (const theme of pictureThemes) {
    it(`shows an exception for an hour in the status bar and on the page, in ${theme}`, async () => {
      await window.expectText('break-glass until', status);
      await picture('policy-break-glass', theme);
    });
  }

  it('holds when its server is gone, and says how old it is', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    // Two days have passed, as far as the memory of this machine knows.
    const folder = join(home, 'policies');
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
      const memory = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const checkedAt = new Date(Date.now() - 50 * 3_600_000).toISOString();
      writeFileSync(join(folder, name), JSON.stringify({ ...memory, checkedAt }));
    }
    await window.reload();
    await window.expectText('policy of 2 days ago', status);
  });

  it('can be read so', async () => {
    await picture('policy-old-copy', 'light');
  });
});
