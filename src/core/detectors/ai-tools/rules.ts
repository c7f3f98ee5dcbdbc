// The rules of findings about AI tools and MCP servers: their texts, in one place. assess.ts reports by them.

import type { Rule } from '../../model/finding.ts';

const tools = 'https://owasp.org/www-project-top-10-for-large-language-model-applications/';
const servers = 'https://modelcontextprotocol.io/specification/2025-06-18/basic/security_best_practices';

/** An AI tool that the policy denies. */
export const unsanctionedTool: Rule = {
  id: 'ai-tool/unsanctioned',
  kind: 'ai-tool',
  title: 'AI tool that is not cleared',
  plain:
    'This project uses an AI tool that your company has not cleared. Switch to one that is cleared, or ask for an exception.',
  why: 'What is sent to the tool leaves the agreements that the company has made on data, contracts and cost.',
  fix: 'Use the cleared tool that the message names, or ask the owner of the policy for an exception with a date.',
  severity: 'high',
  tags: [],
  source: tools,
};

/** An AI tool that is allowed under conditions. */
export const conditionsUnmet: Rule = {
  id: 'ai-tool/conditions-unmet',
  kind: 'ai-tool',
  title: 'AI tool with open conditions',
  plain: 'This AI tool may be used under conditions, and not all of them are met or can be seen from here.',
  why: 'The clearance holds for a plan, a version or a kind of data; outside of it nobody has agreed to the use.',
  fix: 'Meet the conditions that the message names, or ask the owner of the policy about them.',
  severity: 'medium',
  tags: [],
  source: tools,
};

/** An AI tool that sends content away and that the policy does not name. */
export const unknownTool: Rule = {
  id: 'ai-tool/unknown',
  kind: 'ai-tool',
  title: 'AI tool that nobody has decided on',
  plain: 'This AI tool sends content to its vendor, and the policy does not say whether that is fine.',
  why: 'Content that leaves the company without a decision cannot be brought back.',
  fix: 'Ask the owner of the policy to add the tool, or use one that is cleared already.',
  severity: 'low',
  tags: [],
  source: tools,
};

/** A list of packages or a settings file that could not be read. */
export const unreadableManifest: Rule = {
  id: 'ai-tool/unreadable-manifest',
  kind: 'ai-tool',
  title: 'List of packages that could not be read',
  plain: 'This file could not be read, so AI tools named in it are not known.',
  why: 'A file that cannot be read hides what it brings in; other programs may stumble over it as well.',
  fix: 'Correct the file at the place that the message names.',
  severity: 'low',
  tags: [],
  source: 'https://docs.npmjs.com/cli/configuring-npm/package-json',
};

/** An MCP server that the policy denies. */
export const unsanctionedServer: Rule = {
  id: 'mcp/unsanctioned',
  kind: 'mcp',
  title: 'Connected tool server that is not cleared',
  plain: 'An AI agent is connected to a tool server that your company has not cleared.',
  why: 'An MCP server reads what the agent sees and acts in its name, on this machine or elsewhere.',
  fix: 'Remove the server from the file, or ask the owner of the policy to add it.',
  severity: 'high',
  tags: [],
  source: servers,
};

/** An MCP server that is allowed under conditions. */
export const serverConditionsUnmet: Rule = {
  id: 'mcp/conditions-unmet',
  kind: 'mcp',
  title: 'Connected tool server with open conditions',
  plain: 'This tool server may be connected under conditions, and not all of them are met or can be seen from here.',
  why: 'The clearance holds for one address, version or way of use; anything else is a server nobody looked at.',
  fix: 'Meet the conditions that the message names, or ask the owner of the policy about them.',
  severity: 'medium',
  tags: [],
  source: servers,
};

/** An MCP server that the policy does not name. */
export const unknownServer: Rule = {
  id: 'mcp/unknown',
  kind: 'mcp',
  title: 'Connected tool server that nobody has decided on',
  plain: 'An AI agent is connected to a tool server, and the policy does not say whether that is fine.',
  why: 'An MCP server reads what the agent sees and acts in its name, so somebody should have looked at it.',
  fix: 'Ask the owner of the policy to add the server, or remove it from the file.',
  severity: 'low',
  tags: [],
  source: servers,
};

/** A command that fetches whatever version is newest at each start. */
export const unpinnedServer: Rule = {
  id: 'mcp/unpinned',
  kind: 'mcp',
  title: 'Connected tool server without a fixed version',
  plain:
    'This tool server is fetched anew in its latest version, so what runs tomorrow may differ from what was looked at.',
  why: 'A package that is taken over reaches every agent that starts it without an exact version.',
  fix: 'Write the exact version behind the name of the package.',
  severity: 'medium',
  tags: [],
  source: servers,
};

/** A remote server without encryption. */
export const plainHttpServer: Rule = {
  id: 'mcp/plain-http',
  kind: 'mcp',
  title: 'Connected tool server without encryption',
  plain: 'This tool server is reached over plain http, so others on the way can read and change what is said.',
  why: 'Whoever changes the answers of a tool server steers the agent that trusts them.',
  fix: 'Use the https address of the server.',
  severity: 'medium',
  tags: [],
  source: servers,
};

/** A key in the settings of a server. */
export const secretInServer: Rule = {
  id: 'mcp/secret-in-config',
  kind: 'mcp',
  title: 'Key of a tool server in its settings file',
  plain: 'A password or key for this tool server stands in the file, so everybody who has the project has the key.',
  why: 'Settings files of agents are shared in git and read by every agent in the project.',
  fix: 'Refer to an environment variable or an input of the client in its place, and have a new key issued.',
  severity: 'high',
  tags: ['credential'],
  source: servers,
};

/** Tools of a server that nobody is asked about. */
export const autoApprovedServer: Rule = {
  id: 'mcp/auto-approved',
  kind: 'mcp',
  title: 'Tool server that runs without a question',
  plain: 'The AI may use tools of this server without asking you first.',
  why: 'What a tool is told to do can come from a page or a file that the agent read; the question is the last stop before it happens.',
  fix: 'Remove the tools that change or send something from the list.',
  severity: 'medium',
  tags: [],
  source: servers,
};

/** A server that is started by a script in the settings. */
export const scriptServer: Rule = {
  id: 'mcp/shell-script',
  kind: 'mcp',
  title: 'Tool server that is started by a script',
  plain: 'The settings run a line of shell commands, where they should name the program that is the tool server.',
  why: 'Such a line can fetch and run anything, and a list of allowed servers does not see it.',
  fix: 'Name the program and its arguments, or put the script into the project, where it is reviewed.',
  severity: 'low',
  tags: [],
  source: servers,
};

/** All rules about AI tools and MCP servers. */
export const toolRules: readonly Rule[] = [
  unsanctionedTool,
  conditionsUnmet,
  unknownTool,
  unreadableManifest,
  unsanctionedServer,
  serverConditionsUnmet,
  unknownServer,
  unpinnedServer,
  plainHttpServer,
  secretInServer,
  autoApprovedServer,
  scriptServer,
];
