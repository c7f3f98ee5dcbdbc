// Fields of two policies, compared by what the schema says of how layers meet in each: that says also which value is the stricter one.
// Verdicts are compared in diff-verdicts.ts, rules, modes and exceptions in diff-rules.ts.

import { ruleSeverities } from '../model/finding.ts';
import {
  changed,
  ladderChange,
  numberChange,
  setChanges,
  type At,
  type FoundChange,
  type Versions,
} from './diff-change.ts';
import { classOrder, effectiveAt, nameOf, type Steps } from './effective.ts';
import type { MergeStrategy } from './fields.ts';
import { modes, verdicts } from './ladders.ts';
import type { Policy } from './policy.ts';
import { factsAt, keysAt, schemaPathOf, shapeAt } from './schema-walk.ts';
import { isRecord } from '../text/parsed-value.ts';

/** Parts that other comparisons speak of, and parts that decide nothing. */
export const notByField: readonly string[] = [
  ...['apiVersion', 'kind', 'metadata', 'extends', 'mode', 'rollout', 'rules', 'exceptions', 'platforms'],
  ...['tools.default', 'tools.allow', 'tools.ask', 'tools.deny', 'tools.models'],
  ...['mcpServers.default', 'mcpServers.allow', 'mcpServers.ask', 'mcpServers.deny'],
  ...['agents.commands', 'agents.network', 'training'],
];

/** Changes of fields, in the order of the schema. */
export function fieldChanges(versions: Versions): readonly FoundChange[] {
  return [...below(versions, []), ...trustChanges(versions), ...classOrderChanges(versions)];
}

function below(versions: Versions, steps: Steps): readonly FoundChange[] {
  return keysIn(versions, steps).flatMap((key): readonly FoundChange[] => {
    const path = [...steps, key];
    const name = path.join('.');
    if (notByField.includes(name) || name === 'trust') return [];
    const facts = factsAt(schemaPathOf(path));
    const strategy = facts?.merge;
    if (strategy === 'by-id') return listOfEntries(versions, path);
    if (strategy === 'by-entry') return placeEntries(versions, path);
    if (strategy === 'by-key' || (strategy === undefined && shapeAt(schemaPathOf(path)) === 'object')) {
      return below(versions, path);
    }
    return strategy === undefined ? [] : valueChanges(versions, path, strategy);
  });
}

/** Keys of a group: those of the schema, or the ones that either policy has in a record. */
function keysIn(versions: Versions, steps: Steps): readonly string[] {
  const known = keysAt(schemaPathOf(steps));
  if (known.length > 0) return known;
  const values = [versions.old, versions.next].map((policy) => effectiveAt(policy, steps).value);
  return [...new Set(values.flatMap((value) => (isRecord(value) ? Object.keys(value) : [])))];
}

/** Entries that go by their id: new ones are new, gone ones loosen, the others are compared field by field. */
function listOfEntries(versions: Versions, steps: Steps): readonly FoundChange[] {
  const [before, after] = [versions.old, versions.next].map((policy) => idsAt(policy, steps));
  const ids = [...new Set([...(before ?? []), ...(after ?? [])])];
  return ids.flatMap((id): readonly FoundChange[] => {
    const path = [...steps, id];
    const name = path.join('.');
    const wasThere = before?.includes(id) === true;
    if (wasThere && after?.includes(id) === true) return below(versions, path);
    const value = effectiveAt(wasThere ? versions.old : versions.next, path);
    const place = value.statements[0]?.place;
    return [
      {
        direction: wasThere ? 'laxer' : 'new',
        path: name,
        before: wasThere ? (value.value ?? null) : null,
        after: wasThere ? null : (value.value ?? null),
        message: wasThere ? 'is gone' : 'is new',
        ...(place === undefined ? {} : { at: place }),
      },
    ];
  });
}

function idsAt(policy: Policy, steps: Steps): readonly string[] {
  const { value } = effectiveAt(policy, steps);
  return Array.isArray(value) ? value.flatMap((entry: unknown) => nameOf(entry) ?? []) : [];
}

/** Classes of paths and repositories, remotes that are allowed, and what own detectors look for. */
function placeEntries(versions: Versions, steps: Steps): readonly FoundChange[] {
  const [before, after] = [versions.old, versions.next].map((policy) => effectiveAt(policy, steps));
  const path = steps.join('.');
  if (steps[0] === 'data' && steps[1] === 'detectors') return searchChange(path, before, after);
  if (path === 'repositories.allowedRemotes') {
    return setChanges(path, before?.value, after?.value, 'fewer is stricter', placeOf(after ?? before));
  }
  const classesOf = (value: unknown): ReadonlyMap<string, string> =>
    new Map(
      (Array.isArray(value) ? value : []).flatMap((entry: unknown) =>
        isRecord(entry) ? [[String(entry['match']), String(entry['class'])] as const] : [],
      ),
    );
  const [old, next] = [classesOf(before?.value), classesOf(after?.value)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((match) => {
    const [one, other] = [
      old.get(match) ?? effectiveAt(versions.old, ['data', 'default']).value,
      next.get(match) ?? effectiveAt(versions.next, ['data', 'default']).value,
    ];
    return ladderChange(`${path}.${match}`, classOrder(versions.next), one, other, placeOf(after ?? before));
  });
}

/** Which of two expressions finds more cannot be told, so that a change of one is to be looked at. */
function searchChange(
  path: string,
  before: ReturnType<typeof effectiveAt> | undefined,
  after: ReturnType<typeof effectiveAt> | undefined,
): readonly FoundChange[] {
  if (JSON.stringify(before?.value) === JSON.stringify(after?.value)) return [];
  const change = changed('laxer', path, before?.value, after?.value, placeOf(after ?? before));
  return [{ ...change, message: `${change.message}; it may find less than before` }];
}

function valueChanges(versions: Versions, steps: Steps, strategy: MergeStrategy): readonly FoundChange[] {
  const [before, after] = [effectiveAt(versions.old, steps), effectiveAt(versions.next, steps)];
  const path = steps.join('.');
  const at = placeOf(after.value === undefined ? before : after);
  const ladder = (rungs: readonly unknown[]): readonly FoundChange[] =>
    ladderChange(path, rungs, before.value, after.value, at);
  switch (strategy) {
    case 'strictest-verdict':
      return ladder(verdicts);
    case 'strictest-mode':
      return ladder(modes);
    case 'highest-severity':
      return ladder(ruleSeverities);
    case 'highest-class':
      return ladder(classOrder(versions.next));
    case 'any':
      return ladder([false, true]);
    case 'every':
      return ladder([true, false]);
    case 'smallest':
      return numberChange(path, before.value, after.value, (one, other) => other < one, Infinity, at);
    case 'largest':
      return numberChange(path, before.value, after.value, (one, other) => other > one, -Infinity, at);
    case 'union':
      return setChanges(path, before.value, after.value, 'more is stricter', at);
    case 'common-domains':
      // The more hosts count as internal, the less is production.
      return setChanges(path, before.value, after.value, 'more is laxer', at);
    case 'intersection':
      return setChanges(path, before.value, after.value, 'fewer is stricter', at);
    case 'nearest':
    case 'own-layer':
    case 'first':
    case 'by-entry':
    case 'by-id':
    case 'by-key':
      return [];
  }
}

/** Keys that count and how many of them, and what happens after the end. */
function trustChanges({ old, next }: Versions): readonly FoundChange[] {
  const at = (policy: Policy, key: string) => effectiveAt(policy, ['trust', key]);
  const keys = (policy: Policy): readonly string[] => {
    const { value } = at(policy, 'keys');
    return (Array.isArray(value) ? value : []).map((key) => JSON.stringify(key));
  };
  const ids = (texts: readonly string[]): string => texts.map((text) => nameOf(JSON.parse(text)) ?? '').join(', ');
  const [before, after] = [keys(old), keys(next)];
  const added = after.filter((key) => !before.includes(key));
  const gone = before.filter((key) => !after.includes(key));
  const place = placeOf(at(next, 'keys'));
  const threshold = [at(old, 'threshold'), at(next, 'threshold')] as const;
  return [
    ...numberChange(
      'trust.threshold',
      threshold[0].value ?? 1,
      threshold[1].value ?? 1,
      (one, other) => other > one,
      1,
      placeOf(threshold[1]),
    ),
    // The first keys are the ones from which signatures are asked for at all.
    ...(added.length > 0 && before.length > 0
      ? [{ ...changed('laxer', 'trust.keys', before.length, after.length, place), message: `also ${ids(added)}` }]
      : []),
    ...(added.length > 0 && before.length === 0
      ? [{ ...changed('stricter', 'trust.keys', 0, after.length, place), message: `must be signed by ${ids(added)}` }]
      : []),
    ...(gone.length > 0
      ? [
          {
            ...changed(after.length === 0 ? 'laxer' : 'stricter', 'trust.keys', before.length, after.length, place),
            message: `no longer ${ids(gone)}`,
          },
        ]
      : []),
    ...ladderChange(
      'trust.onStale.then',
      ['warn_only', 'enforce_last_known'],
      thenOf(at(old, 'onStale').value),
      thenOf(at(next, 'onStale').value),
      placeOf(at(next, 'onStale')),
    ),
  ];
}

function thenOf(onStale: unknown): unknown {
  return (isRecord(onStale) ? onStale['then'] : undefined) ?? 'enforce_last_known';
}

/** Classes that both know, in another order: one of them is now called less sensitive than another. */
function classOrderChanges({ old, next }: Versions): readonly FoundChange[] {
  const [before, after] = [classOrder(old), classOrder(next)];
  const [one, other] = [before.filter((id) => after.includes(id)), after.filter((id) => before.includes(id))];
  if (one.every((id, index) => other[index] === id)) return [];
  const place = placeOf(effectiveAt(next, ['data', 'classes']));
  const message = `order is ${other.join(', ')}; it was ${one.join(', ')}`;
  return [{ ...changed('laxer', 'data.classes', before, after, place), message }];
}

function placeOf(found: ReturnType<typeof effectiveAt> | undefined): At {
  const place = (found?.decidedBy ?? found?.statements[0])?.place;
  return place === undefined ? {} : { at: place };
}
