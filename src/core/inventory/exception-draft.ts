// A request for a tool, ready to send: an entry for `exceptions` of the policy, which holds once the policy's owner has added it.

import { stringify } from 'yaml';

/** What a person asks for. */
export interface ExceptionRequest {
  readonly toolId: string;
  readonly toolName: string;
  /** The rule that speaks against the tool. */
  readonly ruleId: string;
  /** Files in which it is used, relative to the root; [] asks for all. */
  readonly paths: readonly string[];
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** UTC days. */
  readonly today: string;
  readonly expires: string;
}

/** The text to send. Source of the shape: docs/policy-reference.md */
export function exceptionDraft(request: ExceptionRequest, contact: string | undefined): string {
  const { toolId, toolName, ruleId, paths, owner, reason, today, expires } = request;
  const entry = {
    id: `${toolId}-${today}`,
    rule: ruleId,
    match: { tools: [toolId], ...(paths.length === 0 ? {} : { paths }) },
    owner,
    reason,
    starts: today,
    expires,
  };
  return [
    `# Request to use ${toolName}. Send it to ${contact ?? 'the owner of the policy'}: it holds once it stands in the policy,`,
    '# below "exceptions". Nothing is allowed before that, and it ends by itself on the day it names.',
    stringify([entry], { lineWidth: 0 }),
  ].join('\n');
}
