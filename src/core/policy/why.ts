// "Why am I flagged": the lines of the policy behind one finding, as `policy explain` gives them. The editor's page and tests ask.

import type { Finding } from '../model/finding.ts';
import { explainPolicy, type ExplainContext, type Explanation } from './explain.ts';
import type { Policy } from './policy.ts';

/** What decided about a finding: the mode of its rule, the verdict on its tool or server, and the class of its data. */
export function whyFlagged(
  policy: Policy,
  finding: Pick<Finding, 'ruleId' | 'kind' | 'toolId' | 'preview' | 'dataClass'>,
  context: ExplainContext,
): readonly Explanation[] {
  const paths = [
    ...(finding.toolId === undefined ? [] : [`tools.${finding.toolId}`]),
    ...(finding.kind === 'mcp' ? [`mcpServers.${finding.preview}`] : []),
    ...(finding.dataClass === undefined ? [] : [`data.classes.${finding.dataClass}`]),
    `rules.${finding.ruleId}.mode`,
  ];
  return paths.flatMap((path) => {
    const explanation = explainPolicy(policy, path, context);
    return 'problem' in explanation || explanation.trail.length === 0 ? [] : [explanation];
  });
}
