// Exceptions that a lower layer may not make: from locked rules, from rules that are not waivable, unapproved, or too long.
// loosening.ts asks; whether an exception that may be made holds on a day is exceptions.ts.

import type { Issue } from '../model/errors.ts';
import type { PolicyReference } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { attempt, who } from './attempt.ts';
import { layerRule, lockOn } from './decide.ts';
import { nobody } from './rings.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { PolicyLayer } from './policy.ts';
import type { LoadedPreset } from './presets.ts';
import type { PolicyException } from './schema.ts';
import { whyRefused, type Plea, type Refused } from './waivable.ts';

/** Exceptions of a lower layer hold only where the rule's owner lets them: waivable, not locked, approved, not too long. */
export function forbiddenExceptions(
  child: PolicyLayer,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
): readonly Issue[] {
  return exceptionsOf(child, yaml, parents);
}

/** The same for exceptions that a layer takes from what it extends; each problem stands in the file of the preset. */
export function presetExceptions(presets: readonly LoadedPreset[], parents: readonly PolicyLayer[]): readonly Issue[] {
  return presets.flatMap(({ preset, yaml }) => exceptionsOf(preset, yaml, parents));
}

function exceptionsOf(
  child: Pick<PolicyLayer, 'document'>,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
): readonly Issue[] {
  return (child.document.exceptions ?? []).flatMap((exception, index) =>
    parents.flatMap((parent) => {
      const base = `/exceptions/${String(index)}`;
      const [lock] = rulesMeant(exception, parent).flatMap((id) => lockOn(parent, id) ?? []);
      if (lock !== undefined) {
        const message = `There can be no exception from "${exception.rule}" here, because ${who(parent)} locks ${lock}. Remove it, or ask the owner of that policy.`;
        return [attempt(yaml, `${base}/rule`, message, { layer: parent, ...lockPlace(parent, lock) }, 'policy/locked')];
      }
      const plea = pleaOf(exception);
      const [refused] = rulesMeant(exception, parent).flatMap((id) => {
        const because = whyRefused(id, plea, layerRule(parent, id, nobody).waivable);
        return because === undefined ? [] : [{ ...because, id }];
      });
      if (refused === undefined) return [];
      const limit = { layer: parent, ...placeOfRule(parent, refused.id) };
      const message = `${refused.because} ${who(parent).replace(/^t/, 'T')} says so.`;
      return [attempt(yaml, pointerAt(refused.part, base, yaml), message, limit, 'policy/not-waivable')];
    }),
  );
}

/** A broken glass lasts an hour of one day, whatever days stand beside it. */
function pleaOf({ approvedBy: approver, starts, expires, breakGlass }: PolicyException): Plea {
  if (breakGlass === undefined) return { approver, from: starts, to: expires };
  return { approver, from: breakGlass, to: breakGlass, isBreakGlass: true };
}

/** The rule of an exception; for a pattern such as `sensitive-data/*` also every rule that the parent speaks of and that it covers. */
function rulesMeant({ rule }: PolicyException, parent: PolicyLayer): readonly string[] {
  if (!rule.includes('*')) return [rule];
  const spoken = speakersOf(parent).flatMap(({ document: { rules = [], locked = [] } }) => [
    ...rules.map(({ id }) => id),
    ...locked.flatMap((lock) => (lock.startsWith('rules.') ? [lock.slice('rules.'.length)] : [])),
  ]);
  const sample = rule.replaceAll('*', 'x');
  return [sample, ...spoken.map((id) => id.replaceAll('*', 'x')).filter((id) => matchesName(id, rule))];
}

/** The key that is wrong; the id stands for one that is missing. */
function pointerAt(part: Refused['part'], base: string, yaml: YamlDocument): string {
  const key = { rule: 'rule', approver: 'approvedBy', from: 'starts', to: 'expires' }[part];
  return yaml.places.has(`${base}/${key}`) ? `${base}/${key}` : `${base}/id`;
}

function lockPlace(layer: PolicyLayer, lock: string): { readonly place?: PolicyReference } {
  for (const speaker of speakersOf(layer)) {
    const index = speaker.document.locked?.indexOf(lock) ?? -1;
    if (index >= 0) return placeIn(speaker, `/locked/${String(index)}`);
  }
  return {};
}

/** Where a layer speaks of a rule: its own entry, else the mode of the policy. */
export function placeOfRule(layer: PolicyLayer, ruleId: string): { readonly place?: PolicyReference } {
  for (const speaker of speakersOf(layer)) {
    const index = speaker.document.rules?.findIndex(({ id }) => matchesName(ruleId, id)) ?? -1;
    if (index >= 0) return placeIn(speaker, `/rules/${String(index)}`);
  }
  const general = speakersOf(layer).find(({ document }) => document.mode !== undefined);
  return general === undefined ? {} : placeIn(general, '/mode');
}
