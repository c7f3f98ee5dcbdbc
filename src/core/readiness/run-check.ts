// Runs one check over facts. What it throws costs it its own answer and no other. Evaluate calls it.

import { messageOf } from '../model/errors.ts';
import type { CheckOutcome } from '../model/outcome.ts';
import type { Policy } from '../policy/policy.ts';
import type { Check } from './check.ts';
import type { Facts } from './facts.ts';
import { traitOf } from './trait-of.ts';
import type { ErrorOutcome } from './rulings.ts';

/** One check over the facts: its traits first, then its own judgement. What it throws becomes the state `error`. */
export function runCheck(check: Check, facts: Facts, policy: Policy): CheckOutcome | ErrorOutcome {
  for (const name of check.applies) {
    const trait = traitOf(facts, name);
    if (trait.state === 'absent') return { state: 'not_applicable', because: trait.because };
    if (trait.state === 'unseen') return { state: 'unknown', because: trait.because };
  }
  try {
    const outcome = check.evaluate(facts, policy);
    return check.confidence === 'low' && outcome.state === 'fail' ? { ...outcome, state: 'warn' } : outcome;
  } catch (thrown) {
    return {
      state: 'error',
      because: `The check itself broke (${messageOf(thrown)}). This does not count against you.`,
    };
  }
}
