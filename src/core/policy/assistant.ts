// The AI tool to hand a task to: the first assistant that the policy clears, for prompts that people paste.

import type { AiTool, Catalog } from '../catalog/catalog.ts';
import { youMayUse } from './decide.ts';
import type { Policy } from './policy.ts';

const assistants: ReadonlySet<string> = new Set(['assistant', 'agent-cli', 'editor', 'app-builder', 'chat-ui']);

/** A cleared tool that one can talk to about code, without conditions first; undefined when the policy clears none. */
export function assistantFor(policy: Policy, catalog: Catalog): AiTool | undefined {
  const cleared = youMayUse(policy, catalog).filter(({ tool }) => assistants.has(tool.kind));
  return (cleared.find(({ conditions }) => conditions.length === 0) ?? cleared[0])?.tool;
}
