// Which files declare MCP servers, for which client, and under which key. Rows of data; mcp-servers.ts reads the files.
// Sources: https://code.visualstudio.com/docs/copilot/chat/mcp-servers, https://docs.cursor.com/context/model-context-protocol,
// https://docs.anthropic.com/en/docs/claude-code/mcp, https://github.com/openai/codex/blob/main/docs/config.md and the clients' own pages.

/** One place where a client reads its servers from. */
export interface McpClientFile {
  /** End of the path, whole segments. */
  readonly file: string;
  /** Tool id of the client. */
  readonly client: string;
  /** Key at the top that holds the servers. */
  readonly rootKey: string;
  readonly format: 'json' | 'toml';
}

/** Longer paths first, so that `.cursor/mcp.json` is not taken for a file that ends like it. */
export const mcpClientFiles: readonly McpClientFile[] = [
  { file: '.vscode/mcp.json', client: 'github-copilot', rootKey: 'servers', format: 'json' },
  { file: '.cursor/mcp.json', client: 'cursor', rootKey: 'mcpServers', format: 'json' },
  { file: '.amazonq/mcp.json', client: 'amazon-q', rootKey: 'mcpServers', format: 'json' },
  { file: '.kiro/settings/mcp.json', client: 'kiro', rootKey: 'mcpServers', format: 'json' },
  { file: '.junie/mcp/mcp.json', client: 'junie', rootKey: 'mcpServers', format: 'json' },
  { file: '.roo/mcp.json', client: 'roo-code', rootKey: 'mcpServers', format: 'json' },
  { file: '.factory/mcp.json', client: 'factory-droid', rootKey: 'mcpServers', format: 'json' },
  { file: '.devin/mcp_config.json', client: 'devin', rootKey: 'mcpServers', format: 'json' },
  { file: '.agents/mcp_config.json', client: 'antigravity', rootKey: 'mcpServers', format: 'json' },
  { file: '.warp/.mcp.json', client: 'warp', rootKey: 'mcpServers', format: 'json' },
  { file: '.gemini/settings.json', client: 'gemini-cli', rootKey: 'mcpServers', format: 'json' },
  { file: '.qwen/settings.json', client: 'qwen-code', rootKey: 'mcpServers', format: 'json' },
  { file: '.zed/settings.json', client: 'zed', rootKey: 'context_servers', format: 'json' },
  { file: '.codex/config.toml', client: 'openai-codex', rootKey: 'mcp_servers', format: 'toml' },
  { file: '.grok/config.toml', client: 'grok-build', rootKey: 'mcp_servers', format: 'toml' },
  { file: '.vibe/config.toml', client: 'mistral-vibe', rootKey: 'mcp_servers', format: 'toml' },
  { file: '.mcp.json', client: 'claude-code', rootKey: 'mcpServers', format: 'json' },
  { file: 'claude_desktop_config.json', client: 'claude-desktop', rootKey: 'mcpServers', format: 'json' },
  { file: 'cline_mcp_settings.json', client: 'cline', rootKey: 'mcpServers', format: 'json' },
  { file: 'mcp_config.json', client: 'windsurf', rootKey: 'mcpServers', format: 'json' },
  { file: 'opencode.json', client: 'opencode', rootKey: 'mcp', format: 'json' },
  { file: 'opencode.jsonc', client: 'opencode', rootKey: 'mcp', format: 'json' },
  { file: 'kilo.jsonc', client: 'kilo-code', rootKey: 'mcp', format: 'json' },
];

/** The row of a path; undefined for other files. */
export function mcpClientFileOf(path: string): McpClientFile | undefined {
  if (!/\.(?:jsonc?|toml)$/.test(path)) return undefined;
  return mcpClientFiles.find(({ file }) => path === file || path.endsWith(`/${file}`));
}
