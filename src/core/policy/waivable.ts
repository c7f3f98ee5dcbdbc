// What a rule asks of an exception or waiver: whether there can be one, who approves it, and how long it may last. Exceptions of lower
// layers (forbidden-exceptions.ts) and waivers of a project (waiver-terms.ts) are weighed by it alike.

import type { PolicyRule } from './schema.ts';

/** An exception or waiver, as far as it is weighed. Days are UTC. */
export interface Plea {
  /** Who approved or decided it. */
  readonly approver: string | undefined;
  /** First day; undefined when it says none. */
  readonly from: string | undefined;
  /** Last day. */
  readonly to: string;
  /** It is for one hour, in an emergency. */
  readonly isBreakGlass?: boolean;
}

/** Why a plea does not count, and which part of it is wrong. */
export interface Refused {
  readonly because: string;
  readonly part: 'rule' | 'approver' | 'from' | 'to';
}

/** Weigh a plea for a rule. @returns undefined when nothing speaks against it */
export function whyRefused(ruleId: string, plea: Plea, waivable: PolicyRule['waivable']): Refused | undefined {
  if (waivable === undefined || waivable === true) return undefined;
  if (waivable === false) return { part: 'rule', because: `There can be no exception from "${ruleId}".` };
  const { approvers, maxDays, breakGlass = false } = waivable;
  const { approver = '', from, to, isBreakGlass = false } = plea;
  const isApproved = approvers?.some((name) => isApprover(approver, name)) ?? true;
  if (!isApproved && !(isBreakGlass && breakGlass)) {
    const even = isBreakGlass ? ', even for an hour' : '';
    return { part: 'approver', because: `This must be approved by ${(approvers ?? []).join(' or ')}${even}.` };
  }
  if (maxDays === undefined) return undefined;
  if (from === undefined) {
    return { part: 'from', because: `This may last ${String(maxDays)} days, so it must say when it starts.` };
  }
  const days = (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000 + 1;
  if (days <= maxDays) return undefined;
  return { part: 'to', because: `This lasts ${String(days)} days, and ${String(maxDays)} is the most.` };
}

/** `security` is also the address `security@…`. */
function isApprover(approver: string, name: string): boolean {
  return approver === name || approver.startsWith(`${name}@`);
}
