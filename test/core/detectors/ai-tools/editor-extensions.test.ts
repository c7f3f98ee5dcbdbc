// Extensions that a project recommends, and those that an editor has.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import {
  editorExtensionEvidence,
  editorExtensionsDetector,
} from '../../../../src/core/detectors/ai-tools/editor-extensions.ts';
import { seen } from './detecting.ts';

const found = (path: string, text: string) => seen(editorExtensionsDetector, path, text);

describe('editor extensions', () => {
  it('count where a project recommends them', () => {
    const recommended = '{ // for all\n "recommendations": ["GitHub.copilot", "esbenp.prettier-vscode",] }';
    assert.deepEqual(found('.vscode/extensions.json', recommended), ['github-copilot GitHub.copilot']);
    const container = '{"customizations":{"vscode":{"extensions":["anthropic.claude-code"]}}}';
    assert.deepEqual(found('.devcontainer/devcontainer.json', container), ['claude-code anthropic.claude-code']);
    const workspace = '{"folders":[],"extensions":{"recommendations":["continue.continue"]}}';
    assert.deepEqual(found('a.code-workspace', workspace), ['continue continue.continue']);
  });

  it('do not count where it says they are unwanted, or elsewhere', () => {
    assert.deepEqual(found('.vscode/extensions.json', '{"unwantedRecommendations":["GitHub.copilot"]}'), []);
    assert.deepEqual(found('extensions.json', '{"recommendations":["GitHub.copilot"]}'), []);
    assert.deepEqual(found('.vscode/extensions.json', '["GitHub.copilot"'), []);
  });

  it('count when installed', () => {
    const evidence = editorExtensionEvidence(
      ['ms-python.python', 'GitHub.Copilot-Chat', 'Anthropic.claude-code'],
      builtinCatalog(),
    );
    assert.deepEqual(
      evidence.map(({ toolId, value, path, confidence }) => [toolId, value, path, confidence]),
      [
        ['github-copilot', 'GitHub.Copilot-Chat', '', 'high'],
        ['claude-code', 'Anthropic.claude-code', '', 'high'],
      ],
    );
    assert.notEqual(evidence[0]?.fingerprint, evidence[1]?.fingerprint);
  });
});
