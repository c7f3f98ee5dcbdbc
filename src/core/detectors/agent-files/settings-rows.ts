// Settings with which AI agents ask less than they should, as rows: which file, which key, which value, and how serious it is.
// agent-settings.ts reads the files. Sources stand on the rows.

import { expression } from '../../text/expression.ts';

/** What a value must be to count. Numbers and objects never do. */
export type Counts = true | readonly string[];

/** One setting of one assistant's file. */
export interface SettingRow {
  /** End of the path, whole segments. */
  readonly file: RegExp;
  /** Keys from the top. `*` stands for any key. A list at the end counts by its members. */
  readonly keys: readonly string[];
  /** `true` for the boolean, or texts of which the value, or a member of it, is one; `*` at the end of a text stands for anything. */
  readonly value: Counts;
  readonly rule: 'skips-approval' | 'broad-permission';
  /** What the setting does, without a subject: "runs every command without asking". */
  readonly does: string;
  readonly source: string;
}

const claude = /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/;
const vscode = /(?:^|\/)(?:\.vscode\/settings\.json|[^/]+\.code-workspace)$/;
const gemini = /(?:^|\/)\.(?:gemini|qwen)\/settings\.json$/;
const codex = /(?:^|\/)\.codex\/(?:config|[\w-]+\.config)\.toml$/;
const cursor = /(?:^|\/)\.cursor\/(?:cli|cli-config|permissions)\.json$/;
const opencode = /(?:^|\/)opencode\.jsonc?$/;

const claudeDocs = 'https://docs.anthropic.com/en/docs/claude-code/settings';
const vscodeDocs = 'https://code.visualstudio.com/docs/copilot/reference/copilot-settings';
const geminiDocs = 'https://github.com/google-gemini/gemini-cli/blob/main/docs/get-started/configuration.md';
const codexDocs = 'https://developers.openai.com/codex/config-reference';
const cursorDocs = 'https://cursor.com/docs/cli/reference/permissions';
const opencodeDocs = 'https://opencode.ai/docs/permissions/';

const asksNobody = 'runs commands and changes files without asking';
const anyCommand = 'runs any command without asking';

/** Sorted by file. A key with dots in it is one key where the file writes it so. */
export const settingRows: readonly SettingRow[] = [
  {
    file: claude,
    keys: ['permissions', 'defaultMode'],
    value: ['bypassPermissions'],
    rule: 'skips-approval',
    does: asksNobody,
    source: claudeDocs,
  },
  {
    file: claude,
    keys: ['skipDangerousModePermissionPrompt'],
    value: true,
    rule: 'skips-approval',
    does: 'hides the warning before all questions are switched off',
    source: claudeDocs,
  },
  {
    file: claude,
    keys: ['permissions', 'allow'],
    value: ['*', 'Bash', 'Bash(*)', 'Bash(:*)', 'Bash(**)', 'PowerShell', 'PowerShell(*)'],
    rule: 'broad-permission',
    does: anyCommand,
    source: claudeDocs,
  },
  {
    file: claude,
    keys: ['permissions', 'allow'],
    value: [
      'Bash(sudo:*)',
      'Bash(sudo *)',
      'Bash(rm:*)',
      'Bash(rm *)',
      'Bash(rm -rf:*)',
      'Bash(rm -rf *)',
      'Bash(bash:*)',
      'Bash(sh:*)',
      'Bash(bash -c:*)',
      'Bash(eval:*)',
    ],
    rule: 'broad-permission',
    does: 'runs commands of the dangerous kind without asking',
    source: claudeDocs,
  },
  {
    file: claude,
    keys: ['enableAllProjectMcpServers'],
    value: true,
    rule: 'broad-permission',
    does: 'starts every tool server that a project names without asking',
    source: claudeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.global.autoApprove'],
    value: true,
    rule: 'skips-approval',
    does: asksNobody,
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.autoApprove'],
    value: true,
    rule: 'skips-approval',
    does: asksNobody,
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.terminal.ignoreDefaultAutoApproveRules'],
    value: true,
    rule: 'broad-permission',
    does: 'drops the built-in list of commands that need a question',
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.terminal.autoApprove', '/.*/'],
    value: true,
    rule: 'broad-permission',
    does: anyCommand,
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.terminal.autoApprove', '/^.*$/'],
    value: true,
    rule: 'broad-permission',
    does: anyCommand,
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['chat.tools.terminal.autoApprove', '/.+/'],
    value: true,
    rule: 'broad-permission',
    does: anyCommand,
    source: vscodeDocs,
  },
  {
    file: vscode,
    keys: ['claudeCode.initialPermissionMode'],
    value: ['bypassPermissions'],
    rule: 'skips-approval',
    does: asksNobody,
    source: claudeDocs,
  },
  {
    file: vscode,
    keys: ['claudeCode.allowDangerouslySkipPermissions'],
    value: true,
    rule: 'broad-permission',
    does: 'allows all questions to be switched off',
    source: claudeDocs,
  },
  {
    file: vscode,
    keys: ['geminicodeassist.agentYoloMode'],
    value: true,
    rule: 'skips-approval',
    does: asksNobody,
    source: geminiDocs,
  },
  {
    file: vscode,
    keys: ['roo-cline.allowedCommands'],
    value: ['*'],
    rule: 'broad-permission',
    does: anyCommand,
    source: 'https://docs.roocode.com/features/auto-approving-actions',
  },
  {
    file: vscode,
    keys: ['kilo-code.allowedCommands'],
    value: ['*'],
    rule: 'broad-permission',
    does: anyCommand,
    source: 'https://kilo.ai/docs/features/auto-approving-actions',
  },
  {
    file: codex,
    keys: ['sandbox_mode'],
    value: ['danger-full-access'],
    rule: 'skips-approval',
    does: 'works outside of its sandbox, on all files of the machine',
    source: codexDocs,
  },
  {
    file: codex,
    keys: ['profiles', '*', 'sandbox_mode'],
    value: ['danger-full-access'],
    rule: 'skips-approval',
    does: 'works outside of its sandbox, on all files of the machine',
    source: codexDocs,
  },
  {
    file: codex,
    keys: ['approval_policy'],
    value: ['never'],
    rule: 'broad-permission',
    does: 'asks nobody within its sandbox',
    source: codexDocs,
  },
  {
    file: codex,
    keys: ['profiles', '*', 'approval_policy'],
    value: ['never'],
    rule: 'broad-permission',
    does: 'asks nobody within its sandbox',
    source: codexDocs,
  },
  {
    file: gemini,
    keys: ['general', 'defaultApprovalMode'],
    value: ['yolo'],
    rule: 'skips-approval',
    does: asksNobody,
    source: geminiDocs,
  },
  {
    file: gemini,
    keys: ['tools', 'approvalMode'],
    value: ['yolo'],
    rule: 'skips-approval',
    does: asksNobody,
    source: geminiDocs,
  },
  {
    file: gemini,
    keys: ['approvalMode'],
    value: ['yolo'],
    rule: 'skips-approval',
    does: asksNobody,
    source: geminiDocs,
  },
  {
    file: gemini,
    keys: ['tools', 'allowed'],
    value: ['run_shell_command', 'ShellTool'],
    rule: 'broad-permission',
    does: anyCommand,
    source: geminiDocs,
  },
  {
    file: gemini,
    keys: ['mcpServers', '*', 'trust'],
    value: true,
    rule: 'broad-permission',
    does: 'calls all tools of this server without asking',
    source: geminiDocs,
  },
  {
    file: cursor,
    keys: ['permissions', 'allow'],
    value: ['Shell(*)', 'Shell(**)', '*'],
    rule: 'broad-permission',
    does: anyCommand,
    source: cursorDocs,
  },
  {
    file: cursor,
    keys: ['terminalAllowlist'],
    value: ['*'],
    rule: 'broad-permission',
    does: anyCommand,
    source: cursorDocs,
  },
  {
    file: opencode,
    keys: ['permission'],
    value: ['allow'],
    rule: 'skips-approval',
    does: asksNobody,
    source: opencodeDocs,
  },
  {
    file: opencode,
    keys: ['permission', '*'],
    value: ['allow'],
    rule: 'skips-approval',
    does: asksNobody,
    source: opencodeDocs,
  },
];

/** A flag that starts an agent which asks nobody. Only together with the program: `--yolo` alone means other things elsewhere.
 *  Sources: the programs' own help texts, as documented at the addresses above. */
export const unattendedFlags = expression('g')`
  (?<flag>
    --dangerously-skip-permissions|--allow-dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|
    --permission-mode[= ]["']?bypassPermissions
  )\b|
  \b(?:gemini|qwen|codex|cline|kilo(?:code)?|copilot|crush|kimi)\b[^\n#|;&]{0,200}?\s
  (?<yolo>--yolo|--approval-mode[= ]yolo|--allow-all-tools|--allow-all)(?![\w-])|
  \baider\b[^\n#|;&]{0,200}?\s(?<yes>--yes-always)\b|\b(?<mode>GOOSE_MODE["']?\s*[:=]\s*["']?auto)\b
`;
