// Settings and flags with which AI agents ask nobody, in the files of each assistant; careful settings next to them stay silent.

import assert from 'node:assert/strict';
import { agentSettingsDetector } from '../../../../src/core/detectors/agent-files/agent-settings.ts';
import { settingRows } from '../../../../src/core/detectors/agent-files/settings-rows.ts';
import { detection } from '../ai-tools/detecting.ts';

const found = (path: string, text: string): readonly string[] =>
  (detection(agentSettingsDetector, path, text).matches ?? []).map(
    ({ ruleId, startOffset, endOffset }) =>
      `${ruleId.slice('agent-file/'.length)}: ${text.slice(startOffset, endOffset)}`,
  );

describe('settings of AI agents', () => {
  const hits: readonly (readonly [string, string, string])[] = [
    [
      '.claude/settings.json',
      '{"permissions": {"defaultMode": "bypassPermissions"}}',
      'skips-approval: "bypassPermissions"',
    ],
    [
      '.claude/settings.local.json',
      '{"permissions": {"allow": ["Bash(npm test:*)", "Bash(*)"]}}',
      'broad-permission: "Bash(*)"',
    ],
    ['.vscode/settings.json', '{\n // quick\n "chat.tools.global.autoApprove": true,\n}', 'skips-approval: true'],
    [
      'team.code-workspace',
      '{"settings": {"chat.tools.terminal.autoApprove": {"/.*/": true}}}',
      'broad-permission: true',
    ],
    ['.codex/config.toml', 'sandbox_mode = "danger-full-access"', 'skips-approval: danger-full-access'],
    ['.codex/config.toml', '[profiles.fast]\napproval_policy = "never"', 'broad-permission: never'],
    ['.gemini/settings.json', '{"mcpServers": {"a": {"command": "x", "trust": true}}}', 'broad-permission: true'],
    ['opencode.json', '{"permission": {"*": "allow"}}', 'skips-approval: "allow"'],
    [
      'package.json',
      '{"scripts": {"agent": "claude --dangerously-skip-permissions -p go"}}',
      'skips-approval: --dangerously-skip-permissions',
    ],
    ['scripts/fix.sh', 'gemini --yolo -p "fix it"', 'skips-approval: --yolo'],
    ['.github/workflows/a.yml', 'run: copilot -p go --allow-all-tools', 'skips-approval: --allow-all-tools'],
  ];
  for (const [path, text, expected] of hits) {
    it(`${path}: ${expected}`, () => {
      assert.deepEqual(found(path, text), [expected]);
    });
  }

  const misses: readonly (readonly [string, string])[] = [
    [
      '.claude/settings.json',
      '{"permissions": {"defaultMode": "acceptEdits", "allow": ["Bash(npm run lint:*)", "Read(src/**)"], "deny": ["Bash(*)"]}}',
    ],
    [
      '.vscode/settings.json',
      '{\n // "chat.tools.global.autoApprove": true\n "chat.tools.terminal.autoApprove": {"npm test": true, "/.*/": false}}',
    ],
    [
      '.codex/config.toml',
      '# sandbox_mode = "danger-full-access"\nsandbox_mode = "workspace-write"\napproval_policy = "on-request"',
    ],
    ['opencode.json', '{"permission": {"bash": {"*": "ask", "git status": "allow"}}}'],
    [
      'scripts/build.sh',
      '# never use --dangerously-skip-permissions\nyarn install --yolo\necho "--dangerously-skip-permissions"',
    ],
    ['docs/agents.md', 'claude --dangerously-skip-permissions'],
  ];
  for (const [path, text] of misses) {
    it(`${path} may say ${text.slice(0, 60)}`, () => {
      assert.deepEqual(found(path, text), []);
    });
  }

  it('are less serious where a build or a test bounds what the agent reaches', () => {
    const severityIn = (path: string) =>
      detection(agentSettingsDetector, path, 'claude --dangerously-skip-permissions').matches?.[0]?.severity;
    assert.deepEqual(['scripts/a.sh', '.github/workflows/a.yml', 'Dockerfile', 'tests/run.sh'].map(severityIn), [
      undefined,
      'medium',
      'medium',
      'medium',
    ]);
  });

  it('broken files cost nothing but what cannot be understood in them', () => {
    assert.deepEqual(found('.claude/settings.json', '{"permissions": {"defaultMode": "bypassPermissions"'), [
      'skips-approval: "bypassPermissions"',
    ]);
    assert.deepEqual(found('.codex/config.toml', '= = =\n[[['), []);
  });

  it('rows name their source', () => {
    assert.deepEqual(
      settingRows.filter(({ source }) => !source.startsWith('https://')),
      [],
    );
  });
});
