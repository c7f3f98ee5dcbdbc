// Parts of a policy that can never speak: exceptions that are refused or lie the wrong way round, rules about nothing, rings behind one
// that takes everybody, classes that nothing is ever counted as. Part of lint.ts.

import type { Issue } from '../model/errors.ts';
import { matchesName } from '../text/glob.ts';
import type { Doubt } from './lint-patterns.ts';
import type { PolicyDocument } from './schema.ts';

/** Codes: policy/unreachable, policy/unused */
export function lintUnused(document: PolicyDocument, doubt: Doubt): readonly Issue[] {
  return [
    ...refusedExceptions(document, doubt),
    ...silentRules(document, doubt),
    ...lateRings(document, doubt),
    ...idleClasses(document, doubt),
  ];
}

function refusedExceptions(
  { exceptions = [], rules = [], locked = [] }: PolicyDocument,
  doubt: Doubt,
): readonly Issue[] {
  return exceptions.flatMap((exception, index) => {
    const pointer = `/exceptions/${String(index)}`;
    const { id, rule, starts, expires } = exception;
    if (starts !== undefined && starts > expires) {
      const message = `The exception ${id} ends before it starts, so it never counts. Set "expires" to a later day than ${starts}.`;
      return [doubt(`${pointer}/expires`, 'policy/unreachable', message)];
    }
    const lock = locked.find((each) => each === 'rules' || matchesName(`rules.${rule}`, each));
    if (lock !== undefined) {
      const message = `The exception ${id} never counts, because "${lock}" is locked above. Remove the exception, or the lock.`;
      return [doubt(`${pointer}/rule`, 'policy/unreachable', message)];
    }
    const spoken = rules.filter((each) => matchesName(rule, each.id));
    if (spoken.some(({ waivable }) => waivable === false)) {
      const message = `The exception ${id} never counts, because the rule "${rule}" is not waivable. Remove the exception, or "waivable: false".`;
      return [doubt(`${pointer}/rule`, 'policy/unreachable', message)];
    }
    if (spoken.some(({ mode }) => mode === 'off')) {
      const message = `The exception ${id} is not needed, because the rule "${rule}" is off. Remove it.`;
      return [doubt(`${pointer}/rule`, 'policy/unused', message)];
    }
    return [];
  });
}

/** Own rules go by an id without a slash; without `match` they are about nothing. */
function silentRules({ rules = [], extends: parents }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  return rules.flatMap(({ id, match, mode, severity, waivable }, index) => {
    const saysNothing = mode === undefined && severity === undefined && waivable === undefined;
    // It may set a rule of what is extended.
    if (id.includes('/') || match !== undefined || saysNothing || parents !== undefined) return [];
    const message = `The rule "${id}" has no "match", so it is never about anything. Add "match: {tools: [...]}".`;
    return [doubt(`/rules/${String(index)}/id`, 'policy/unreachable', message)];
  });
}

function lateRings({ rollout }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  const rings = rollout?.rings ?? [];
  const all = rings.findIndex(({ match }) => match === undefined || (!match.groups && (match.percent ?? 0) >= 100));
  if (all < 0) return [];
  return rings.slice(all + 1).map(({ id }, offset) => {
    const message = `Nobody is ever in the ring "${id}", because "${rings[all]?.id ?? ''}" before it takes everybody. Move it up, or remove it.`;
    return doubt(`/rollout/rings/${String(all + 1 + offset)}/id`, 'policy/unreachable', message);
  });
}

function idleClasses({ data, tools, rules = [] }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  const classes = data?.classes ?? [];
  const named = new Set([
    ...(data?.default === undefined ? [] : [data.default]),
    ...[...(data?.paths ?? []), ...(data?.repositories ?? []), ...(data?.detectors ?? [])].flatMap(
      (each) => each.class ?? [],
    ),
    ...[...(tools?.allow ?? []), ...(tools?.ask ?? [])].flatMap(({ dataClasses = [] }) => dataClasses),
    ...rules.flatMap(({ match }) => match?.dataClasses ?? []),
  ]);
  // The lowest says what everything else is compared with, the highest takes the credentials.
  return classes.flatMap(({ id, detectors = [] }, index) => {
    if (index === 0 || index === classes.length - 1 || detectors.length > 0 || named.has(id)) return [];
    const message = `Nothing is ever counted as "${id}": it has no detectors, and no path, repository, tool or rule names it. Add "detectors", or remove it.`;
    return [doubt(`/data/classes/${String(index)}/id`, 'policy/unused', message)];
  });
}
