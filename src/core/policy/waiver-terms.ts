// What the policy says of a project's waivers: which count, and why the others do not. judge asks for each finding; openers ask once, so
// that a waiver without effect is not silent.

import type { Issue } from '../model/errors.ts';
import type { Waiver } from '../model/waiver.ts';
import { pointerOf, type YamlDocument } from '../text/yaml-document.ts';
import { isLocked, layerRule } from './decide.ts';
import { holds } from './exceptions.ts';
import { issueAt } from './parse.ts';
import type { Policy } from './policy.ts';
import { endsSoon } from './terms.ts';
import { whyRefused, type Refused } from './waivable.ts';

/** Why a waiver of a rule does not count under a policy, apart from its dates. Undefined when it does, and for waivers of checks. */
export function whyWaiverRefused(waiver: Waiver, policy: Policy): Refused | undefined {
  const { rule } = waiver;
  if (rule === undefined) return undefined;
  if (isLocked(policy, rule)) return { part: 'rule', because: `The policy locks "${rule}", so it cannot be waived.` };
  const plea = { approver: waiver.by, from: waiver.at, to: waiver.expires };
  return policy.layers
    .map((layer) => whyRefused(rule, plea, layerRule(layer, rule, policy).waivable))
    .find((refused) => refused !== undefined);
}

/** What people should know of the waivers of a file: those that the policy does not accept, that are over, or that end within 14 days.
 *  Codes: waiver/refused, waiver/over, waiver/ends-soon; all of them warnings */
export function waiverTerms(
  waivers: readonly Waiver[],
  yaml: YamlDocument,
  policy: Policy,
  today: string,
): readonly Issue[] {
  const ids = Array.isArray(yaml.value) ? yaml.value.map((each: { readonly id?: unknown } | null) => each?.id) : [];
  return waivers.flatMap((waiver) => {
    const index = ids.indexOf(waiver.id);
    const say = (key: string, code: string, message: string): readonly Issue[] => [
      issueAt(yaml, yaml.placeOf(pointerOf([index, key])), code, message, { severity: 'warning' }),
    ];
    const refused = whyWaiverRefused(waiver, policy);
    if (refused !== undefined) {
      const message = `The waiver ${waiver.id} does not count: ${refused.because} Ask the owner of the policy.`;
      return say(keyOf[refused.part], 'waiver/refused', message);
    }
    if (!holds(waiver, today)) {
      const message = `The waiver ${waiver.id} ended on ${waiver.expires} and does not count any more. Remove it, or decide anew.`;
      return say('expires', 'waiver/over', message);
    }
    if (!endsSoon(waiver, today)) return [];
    const message = `The waiver ${waiver.id} ends on ${waiver.expires}. Tell ${waiver.owner}: after that day it counts again.`;
    return say('expires', 'waiver/ends-soon', message);
  });
}

const keyOf: Readonly<Record<Refused['part'], string>> = { rule: 'rule', approver: 'by', from: 'at', to: 'expires' };
