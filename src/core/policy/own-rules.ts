// Rules that a policy makes itself: which of them speak for a use of a tool with data of a class. The boundary and `policy test` ask here.

import type { PolicyReference } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import { isClearedFor, limitOf } from './data-classes.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';
import type { PolicyRule } from './schema.ts';

/** A use of a tool, as far as it is known. What is undefined cannot be seen, and a rule that asks about it does not speak. */
export interface ToolUse {
  readonly toolId?: string | undefined;
  readonly dataClass?: string | undefined;
  readonly account?: 'personal' | 'company' | undefined;
}

/** A policy's own rule with where it stands. */
export interface OwnRule {
  readonly layer: string;
  readonly rule: PolicyRule;
  readonly place?: PolicyReference;
}

/** Own rules that speak for a use, weakest layer first; of one layer those of its presets come last, and only where it has no rule with
 *  the same id itself. A rule without `match` speaks for nothing: it sets a product rule. */
export function rulesSpeakingFor(policy: Policy, use: ToolUse): readonly OwnRule[] {
  return policy.layers.flatMap((layer) => {
    const ids = new Set<string>();
    return speakersOf(layer).flatMap((speaker) => {
      const rules = speaker.document.rules ?? [];
      const found = rules.flatMap((rule, index): readonly OwnRule[] =>
        ids.has(rule.id) || !speaksFor(rule, use, policy)
          ? []
          : [{ layer: layer.layer, rule, ...placeIn(speaker, `/rules/${String(index)}`) }],
      );
      for (const { id } of rules) ids.add(id);
      return found;
    });
  });
}

/** What holds a tool off data of a class: the policy's own rules that say so, else `limit` where the tool is cleared for other classes
 *  alone. [] when nothing does. */
export function boundariesFor(policy: Policy, toolId: string, dataClass: string): readonly (OwnRule | 'limit')[] {
  const own = rulesSpeakingFor(policy, { toolId, dataClass }).filter(({ rule }) => isAboutData(rule));
  if (own.length > 0) return own;
  const limit = limitOf(policy, toolId);
  return limit !== undefined && !limit.classes.includes(dataClass) ? ['limit'] : [];
}

/** Whether a rule of the policy is about data, and not about the tool alone. */
export function isAboutData({ match }: PolicyRule): boolean {
  return match?.dataClasses !== undefined || match?.except?.toolClearedForClass !== undefined;
}

function speaksFor({ match }: PolicyRule, { toolId, dataClass, account }: ToolUse, policy: Policy): boolean {
  if (match === undefined) return false;
  const { tools, dataClasses, groups, except } = match;
  if (tools !== undefined && (toolId === undefined || !tools.some((pattern) => matchesName(toolId, pattern))))
    return false;
  if (dataClasses !== undefined && (dataClass === undefined || !dataClasses.some((id) => matchesName(dataClass, id)))) {
    return false;
  }
  if (match.account !== undefined && match.account !== account) return false;
  if (groups !== undefined && !groups.some((group) => policy.groups?.includes(group) === true)) return false;
  const isExcepted =
    except?.toolClearedForClass === true &&
    toolId !== undefined &&
    dataClass !== undefined &&
    isClearedFor(policy, toolId, dataClass);
  return !isExcepted;
}
