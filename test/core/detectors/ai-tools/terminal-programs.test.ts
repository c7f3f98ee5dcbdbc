// AI programs of command lines: found by name, and nothing else of the line is kept.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import { terminalEvidence } from '../../../../src/core/detectors/ai-tools/terminal-programs.ts';

const programs = (line: string): readonly string[] =>
  terminalEvidence(line, builtinCatalog()).map(({ toolId, value }) => `${toolId} ${value}`);

describe('programs in terminals', () => {
  const hits: readonly (readonly [string, readonly string[]])[] = [
    ['claude -p "fix the tests"', ['claude-code claude']],
    ['cd app && KEY=x /usr/local/bin/ollama run llama3', ['ollama ollama']],
    ['codex exec "do it"', ['openai-codex codex']],
    ['git diff | aider --message-file -', ['aider aider']],
    ['npx -y @anthropic-ai/claude-code', ['claude-code @anthropic-ai/claude-code']],
    ['goose run -i plan.md', ['goose goose']],
  ];
  for (const [line, expected] of hits) {
    it(`are seen in ${line}`, () => {
      assert.deepEqual(programs(line), expected);
    });
  }

  for (const line of ['goose up', 'echo claude', 'git commit -m "claude"', 'ls ollama', 'codex', 'npm test', '']) {
    it(`are none in ${JSON.stringify(line)}`, () => {
      assert.deepEqual(programs(line), []);
    });
  }

  it('leave nothing of the line behind but the name', () => {
    const secret = ['hunter', '2'].join('');
    const kept = JSON.stringify(terminalEvidence(`claude --password ${secret} "plan of ${secret}"`, builtinCatalog()));
    assert.ok(!kept.includes(secret) && !kept.includes('password') && !kept.includes('plan'));
  });
});
