// The check sec-mcp-servers-reviewed: MCP servers: allowed, pinned, and without keys in their settings.

import { weights, type Check } from '../check.ts';
import { filesLike } from '../look.ts';
import { problemsOf, serversOf } from '../mcp-settings.ts';
import { isSample } from '../paths.ts';

const settingsFiles =
  /(?:^|\/)(?:\.mcp|(?:\.vscode|\.cursor|\.amazonq|\.roo|\.kiro\/settings)\/mcp|\.gemini\/settings)\.json$/;

/** AI add-ons (MCP servers) are known and safe. */
export const secMcpServersReviewed: Check = {
  id: 'sec-mcp-servers-reviewed',
  category: 'Security',
  title: 'AI add-ons (MCP servers) are known and safe',
  plain: 'An add-on gives the AI hands. Use approved ones and never write keys inside their settings.',
  why: 'An MCP server acts with the rights of whoever starts it; one that nobody reviewed, or that changes at every start, is foreign code in the editor.',
  fix: 'Move keys to inputs or environment variables, name an exact version, and ask for servers that the policy does not know.',
  source: 'https://code.visualstudio.com/docs/copilot/customization/mcp-servers',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: ['aiTools'],
  evaluate(facts, policy) {
    const files = filesLike(facts, settingsFiles).filter((file) => !isSample(file.path));
    if (files.length === 0) return { state: 'not_applicable', because: 'No MCP servers are set up here.' };
    const unread = files.find((file) => !facts.texts.has(file.shownPath));
    if (unread !== undefined) return { state: 'unknown', because: `${unread.shownPath} could not be read.` };
    const servers = files.flatMap((file) => serversOf(facts.texts.get(file.shownPath) ?? '', file.shownPath));
    if (servers.length === 0) return { state: 'not_applicable', because: 'No MCP servers are set up here.' };
    const evidence = servers.flatMap((server) => problemsOf(server, policy));
    if (evidence.length > 0) {
      return {
        state: 'fail',
        evidence: evidence.slice(0, 10),
        because: 'An MCP server is not allowed, not pinned, or holds a key.',
      };
    }
    return {
      state: 'pass',
      evidence: servers
        .slice(0, 5)
        .map(({ path, line, name }) => ({ path, line, note: `${name} is known and pinned` })),
    };
  },
};
