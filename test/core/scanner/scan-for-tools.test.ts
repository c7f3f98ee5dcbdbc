// A scan for AI tools alone sees the tools that a full scan sees, and no secret reaches its fingerprints.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { createEngine } from '../../../src/core/engine.ts';
import type { ScannedDocument } from '../../../src/core/scanner/scanned-document.ts';
import { load } from '../policy/layers.ts';

const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
const documents = [
  { path: 'package.json', text: '{"dependencies": {"openai": "4"}}' },
  { path: 'a.ts', text: `import OpenAI from 'openai';\nfetch('https://api.mistral.ai/v1'); const key = '${key}';\n` },
  { path: '.mcp.json', text: '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "mcp-remote"]}}}' },
  { path: 'pom.xml', text: '<project><dependencies>' },
  { path: 'AGENTS.md', text: 'Be kind.\u{e0041}\n' },
];

describe('a scan for AI tools', () => {
  const engine = createEngine({ policy: load({}).policy, catalog: builtinCatalog() });
  const withoutNames = ({ toolEvidence, mcpServers, issues }: ScannedDocument) => ({
    toolEvidence: toolEvidence.map((each) => ({ ...each, fingerprint: '' })),
    mcpServers: mcpServers.map((each) => ({ ...each, fingerprint: '' })),
    issues,
  });

  for (const document of documents) {
    it(`sees in ${document.path} what a full scan sees of tools`, () => {
      const [full, tools] = [engine.scanDocument(document), engine.scannerFor('tools').scanDocument(document)];
      assert.deepEqual(withoutNames(tools), withoutNames(full));
      assert.deepEqual(
        tools.matches.filter(({ ruleId }) => !ruleId.startsWith('mcp/')),
        [],
      );
    });
  }

  it('has a key of its own, so that no cache mixes the two', () => {
    assert.notEqual(engine.scannerFor('tools').scanKey, engine.scanKey);
  });

  it('makes fingerprints of nothing that stands in a line', () => {
    const print = (text: string) =>
      engine.scannerFor('tools').scanDocument({ path: 'a.ts', text: `fetch('https://api.mistral.ai'); ${text}` })
        .toolEvidence[0]?.fingerprint;
    assert.equal(print(`const a = '${key}'`), print('const a = 1'));
  });
});
