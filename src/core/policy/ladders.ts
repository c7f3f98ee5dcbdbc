// The ladders that verdicts and modes are on. Apart from policy.ts so that the schema and the policy do not need each other.

/** How hard a rule bites, weakest first. */
export const modes = ['off', 'audit', 'warn', 'enforce'] as const;
export type Mode = (typeof modes)[number];

/** What a layer says of a tool, an MCP server or a command, laxest first. */
export const verdicts = ['allow', 'ask', 'deny'] as const;
export type Verdict = (typeof verdicts)[number];
