// Files that set a tool up are evidence by their path.

import assert from 'node:assert/strict';
import { configFilesDetector } from '../../../../src/core/detectors/ai-tools/config-files.ts';
import { detection } from './detecting.ts';

const ids = (path: string) =>
  (detection(configFilesDetector, path, 'anything').tools ?? []).map(({ toolId }) => toolId).sort();

describe('config files', () => {
  it('count by their path', () => {
    assert.deepEqual(ids('.cursorrules'), ['cursor']);
    assert.deepEqual(ids('app/CLAUDE.md'), ['claude-code']);
    assert.deepEqual(ids('.github/copilot-instructions.md'), ['github-copilot']);
    assert.deepEqual(ids('.claude/commands/review.md'), ['claude-code']);
    assert.deepEqual(ids('AGENTS.md'), ['agents-md']);
    assert.deepEqual(ids('.vscode/mcp.json'), ['mcp']);
  });

  it('are not what only looks like them', () => {
    for (const path of [
      'cursorrules.md',
      'src/claude.ts',
      '.github/CONTRIBUTING.md',
      '.vscode/settings.json',
      'agents.md.bak',
    ]) {
      assert.deepEqual(ids(path), [], path);
    }
  });

  it('in examples and fixtures are documentation', () => {
    assert.equal(detection(configFilesDetector, 'test/fixtures/CLAUDE.md', '').tools?.[0]?.scope, 'docs');
  });
});
