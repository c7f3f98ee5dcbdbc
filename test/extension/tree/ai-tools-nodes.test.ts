import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import type { Inventory, InventoryTool } from '../../../src/core/inventory/inventory.ts';
import type { FolderState } from '../../../src/extension/folder-session.ts';
import { memoryHeavy, memoryWorld } from '../../support/memory-folder.ts';
import { aiToolsNodes } from '../../../src/extension/tree/ai-tools-nodes.ts';

const tool = (id: string, status: InventoryTool['status'], change: Partial<InventoryTool> = {}): InventoryTool => ({
  id,
  name: id,
  vendor: `Vendor of ${id}`,
  kind: 'llm-api',
  status,
  reason: `Reason for ${id}`,
  confidence: 'high',
  scope: 'direct',
  evidence: [{ signal: 'dependency', value: id, path: 'package.json', line: 3 }],
  ...change,
});

async function rowsOf(inventory: Partial<Inventory>): Promise<ReturnType<typeof aiToolsNodes>> {
  const opened = await memoryHeavy(memoryWorld()).openFolder({
    session: {},
    root: '/shop',
    readVirtual: () => Promise.resolve(undefined),
    trusted: true,
    env: {},
    now: () => '2026-11-24T10:00:00Z',
    today: '2026-11-24',
    installedExtensions: [],
    lastGood: new Map(),
    freshness: { maxAgeMs: 1000 },
  });
  const state: FolderState = {
    folder: { uri: Uri.file('/shop'), name: 'shop', index: 0 },
    phase: 'ready',
    opened,
    inventory: { tools: [], mcpServers: [], models: [], limits: [], ...inventory },
  };
  return aiToolsNodes([state]);
}

describe('AI tools rows', () => {
  it('begin with what one may use, then go from what is not cleared to what is', async () => {
    const rows = await rowsOf({
      tools: [tool('a', 'sanctioned'), tool('b', 'unknown'), tool('c', 'unsanctioned'), tool('d', 'conditional')],
    });
    assert.deepEqual(
      rows.map((row) => row.label),
      ['You may use', 'In use, not cleared', 'In use, with conditions', 'In use, not decided yet', 'In use, cleared'],
    );
  });

  it('give the reason, the conditions, the way out and each sign', async () => {
    const rows = await rowsOf({ tools: [tool('c', 'conditional', { unmet: ['company account'], instead: 'a' })] });
    assert.deepEqual(
      rows[1]?.children?.[0]?.children?.map((row) => row.label),
      ['Reason for c', 'Condition to check: company account', 'You may use A instead', 'Package in the project: c'],
    );
  });

  it('offer what can be done: ask, switch, look at the extension', async () => {
    const installed = { signal: 'extension' as const, value: 'acme.helper', path: '', line: 1 };
    const rows = await rowsOf({ tools: [tool('c', 'unsanctioned', { instead: 'a', evidence: [installed] })] });
    const [row] = rows[1]?.children ?? [];
    assert.equal(row?.context, 'tool requestable switchable');
    assert.deepEqual(row.subject, [Uri.file('/shop').toString(), 'c']);
    assert.deepEqual(row.children?.at(-1)?.command, { id: 'handrail.showExtension', args: ['acme.helper'] });
    assert.equal((await rowsOf({ tools: [tool('b', 'sanctioned')] }))[1]?.children?.[0]?.context, 'tool');
  });

  it('say that nothing was seen, and what cannot be seen', async () => {
    const rows = await rowsOf({ limits: ['Extensions elsewhere are not visible from here.'] });
    assert.deepEqual(
      rows.slice(1).map((row) => row.label),
      ['No AI tool was seen in this folder', 'What cannot be seen from here'],
    );
  });

  it('tell of tool servers whose version is not fixed', async () => {
    const server = {
      name: 'files',
      client: 'vscode',
      transport: 'stdio' as const,
      command: 'npx files',
      pinned: false,
      status: 'unknown' as const,
      path: '.vscode/mcp.json',
      line: 2,
    };
    const rows = await rowsOf({ mcpServers: [server] });
    assert.match(rows[1]?.children?.[0]?.children?.[0]?.label ?? '', /version is not fixed/);
  });
});
