// Parts of a policy that can never speak: exceptions that are refused or lie the wrong way round, rules about nothing, rings behind one
// that takes everybody, classes that nothing is ever counted as, detectors that are off or look twice, locks of what is locked or has no
// exceptions. Part of lint.ts.

import type { Issue } from '../model/errors.ts';
import { matchesName } from '../text/glob.ts';
import type { Doubt } from './lint-patterns.ts';
import { lockableSections } from './decide.ts';
import type { PolicyDocument } from './schema.ts';
import { keysAt } from './schema-walk.ts';

/** Codes: policy/unreachable, policy/unused */
export function lintUnused(document: PolicyDocument, doubt: Doubt): readonly Issue[] {
  return [
    ...refusedExceptions(document, doubt),
    ...silentRules(document, doubt),
    ...lateRings(document, doubt),
    ...idleClasses(document, doubt),
    ...idleDetectors(document, doubt),
    ...idleSelectors(document, doubt),
    ...idleLocks(document, doubt),
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

/** Own detectors whose findings nobody sees, because their rule is off, and those that look for what another one finds already. */
function idleDetectors({ data, rules = [] }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  const detectors = data?.detectors ?? [];
  return detectors.flatMap(({ id, pattern, keywords, class: dataClass }, index) => {
    const pointer = `/data/detectors/${String(index)}`;
    const ruleId = id.startsWith('sensitive-data/') ? id : `sensitive-data/${id}`;
    // Of several rules that mean it the one with the longest id counts, as in layerRule.
    const [rule] = rules
      .filter((each) => each.mode !== undefined && matchesName(ruleId, each.id))
      .toSorted((one, other) => other.id.length - one.id.length);
    if (rule?.mode === 'off') {
      const message = `The detector "${id}" finds nothing, because the rule "${rule.id}" is off. Remove one of the two.`;
      return [doubt(`${pointer}/id`, 'policy/unused', message)];
    }
    const words = JSON.stringify(keywords);
    const twin = detectors
      .slice(0, index)
      .find((each) => each.pattern === pattern && JSON.stringify(each.keywords) === words && each.class === dataClass);
    if (twin === undefined) return [];
    const message = `The detector "${id}" looks for the same as "${twin.id}". Remove one of the two.`;
    return [doubt(`${pointer}/pattern`, 'policy/unused', message)];
  });
}

/** What two classes name counts as the higher one. Credentials are left out: they are written down at any class, and always count as the
 *  highest. */
function idleSelectors({ data }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  const classes = data?.classes ?? [];
  return classes.flatMap(({ id, detectors = [] }, index) =>
    detectors.flatMap((selector, at) => {
      const higher = classes.slice(index + 1).find((each) => each.detectors?.includes(selector) === true);
      if (higher === undefined || selector === 'credential') return [];
      const message = `"${selector}" is never counted as "${id}", because "${higher.id}" names it as well and is higher. Remove one of the two.`;
      return [doubt(`/data/classes/${String(index)}/detectors/${String(at)}`, 'policy/unused', message)];
    }),
  );
}

/** Locks refuse exceptions: those of what a wider lock covers, and of what nobody can make exceptions from, refuse none. */
function idleLocks({ locked = [] }: PolicyDocument, doubt: Doubt): readonly Issue[] {
  return locked.flatMap((lock, index) => {
    const pointer = `/locked/${String(index)}`;
    const [section = '', ...rest] = lock.split('.');
    const wider = locked.find((each, at) =>
      each === lock
        ? at < index
        : rest.length > 0 && (each === section || (each.includes('*') && matchesName(lock, each))),
    );
    if (wider !== undefined) {
      const message = `"${lock}" is locked already by "${wider}". Remove it.`;
      return [doubt(pointer, 'policy/unused', message)];
    }
    const isKnown = keysAt([]).includes(section) && (rest.length === 0 || keysAt([section]).includes(rest.join('.')));
    if (section === 'rules' || lockableSections.includes(lock) || !isKnown) return [];
    const message = `A lock refuses exceptions, and there are none from "${lock}", so this locks nothing. Lock a rule, such as "rules.data-boundary", or one of: ${lockableSections.join(', ')}.`;
    return [doubt(pointer, 'policy/unused', message)];
  });
}
