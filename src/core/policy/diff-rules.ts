// Modes, rules and exceptions of two policies. Modes are compared for everybody in no group, for each group that a rollout names, and for
// each share of people, because a ring may hold back for one what holds for another.

import { ruleSeverities } from '../model/finding.ts';
import { layerRule, ruleStanding, strictestOf } from './decide.ts';
import { ladderChange, setChanges, type At, type FoundChange, type Versions } from './diff-change.ts';
import { effectiveAt } from './effective.ts';
import { isOver } from './exceptions.ts';
import { placeIn, speakersOf } from './listing.ts';
import { modes, type Mode } from './ladders.ts';
import type { Policy } from './policy.ts';
import { shareOf, type Person } from './rings.ts';
import type { PolicyException, PolicyRule } from './schema.ts';

/** Changes of modes, rules and exceptions.
 *  @param now  UTC day or moment; exceptions that are over do not count */
export function ruleChanges(versions: Versions, now: string): readonly FoundChange[] {
  const before = entriesOf(versions.old, ({ rules }) => rules, 'rules');
  const after = entriesOf(versions.next, ({ rules }) => rules, 'rules');
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...modeChanges(versions, anyRule, 'mode', effectiveAt(versions.next, ['mode']).decidedBy?.place),
    ...ids.flatMap((id) => ruleChange(versions, id, before.get(id), after.get(id))),
    ...exceptionChanges(versions, now),
  ];
}

/** Stands for every rule that nobody names. */
const anyRule = 'any-other';

interface Placed<Entry> {
  readonly entry: Entry;
  readonly at: At;
}

/** Entries by id; inside a layer its own stands in place of that of a preset. */
function entriesOf<Entry extends { readonly id: string }>(
  policy: Policy,
  read: (document: Policy['layers'][number]['document']) => readonly Entry[] | undefined,
  list: string,
): ReadonlyMap<string, Placed<Entry>> {
  const found = new Map<string, Placed<Entry>>();
  for (const speaker of policy.layers.flatMap((layer) => speakersOf(layer))) {
    read(speaker.document)?.forEach((entry, index) => {
      const { place } = placeIn(speaker, `/${list}/${String(index)}`);
      if (!found.has(entry.id)) found.set(entry.id, { entry, at: place === undefined ? {} : { at: place } });
    });
  }
  return found;
}

function ruleChange(
  versions: Versions,
  id: string,
  before: Placed<PolicyRule> | undefined,
  after: Placed<PolicyRule> | undefined,
): readonly FoundChange[] {
  const at = (after ?? before)?.at ?? {};
  const path = `rules.${id}`;
  const isOwn = (after ?? before)?.entry.match !== undefined;
  const settings = [
    ...ladderChange(
      `${path}.severity`,
      ruleSeverities,
      severityOf(versions.old, id),
      severityOf(versions.next, id),
      at,
    ),
    ...waivableChanges(path, waivableOf(versions.old, id), waivableOf(versions.next, id), at),
  ];
  if (isOwn && before === undefined) {
    return [{ direction: 'new', path, before: null, after: after?.entry ?? null, message: 'a new rule', ...at }];
  }
  if (isOwn && after === undefined) {
    return [
      { direction: 'laxer', path, before: before?.entry ?? null, after: null, message: 'the rule is gone', ...at },
    ];
  }
  return [
    ...modeChanges(versions, id.replaceAll('*', 'x'), `${path}.mode`, at.at),
    ...settings,
    ...matchChanges(path, before?.entry.match, after?.entry.match, at),
  ];
}

function severityOf(policy: Policy, id: string): string | undefined {
  return strictestOf(
    ruleSeverities,
    policy.layers.map((layer) => layerRule(layer, id.replaceAll('*', 'x'), {}).severity),
  );
}

function waivableOf(policy: Policy, id: string): PolicyRule['waivable'] {
  const said = policy.layers.map((layer) => layerRule(layer, id.replaceAll('*', 'x'), {}).waivable);
  return said.find((each) => each === false) ?? said.find((each) => typeof each === 'object') ?? true;
}

function waivableChanges(
  path: string,
  before: PolicyRule['waivable'],
  after: PolicyRule['waivable'],
  at: At,
): readonly FoundChange[] {
  const kinds = ['yes', 'under conditions', 'no'];
  const kind = (value: PolicyRule['waivable']): string =>
    value === false ? 'no' : typeof value === 'object' ? 'under conditions' : 'yes';
  const general = ladderChange(`${path}.waivable`, kinds, kind(before), kind(after), at);
  if (general.length > 0 || typeof before !== 'object' || typeof after !== 'object') return general;
  const days = (value: { readonly maxDays?: number | undefined }): number => value.maxDays ?? Infinity;
  const ladder = [days(before), days(after)].sort((one, other) => other - one);
  return [
    ...setChanges(`${path}.waivable.approvers`, before.approvers, after.approvers, 'fewer is stricter', at),
    ...ladderChange(`${path}.waivable.maxDays`, ladder, days(before), days(after), at).map((change) => ({
      ...change,
      before: before.maxDays ?? null,
      after: after.maxDays ?? null,
    })),
    ...ladderChange(
      `${path}.waivable.breakGlass`,
      ['true', 'false'],
      String(before.breakGlass ?? false),
      String(after.breakGlass ?? false),
      at,
    ),
  ];
}

/** What a rule is about: the wider, the stricter. What it leaves out, the other way round. */
function matchChanges(
  path: string,
  before: PolicyRule['match'],
  after: PolicyRule['match'],
  at: At,
): readonly FoundChange[] {
  if (before === undefined && after === undefined) return [];
  const lists = (['dataClasses', 'tools', 'groups'] as const).flatMap((key) =>
    turned(setChanges(`${path}.match.${key}`, before?.[key], after?.[key], 'fewer is stricter', at)),
  );
  const one = (value: string | undefined): readonly string[] | undefined => (value === undefined ? undefined : [value]);
  return [
    ...lists,
    ...turned(setChanges(`${path}.match.account`, one(before?.account), one(after?.account), 'fewer is stricter', at)),
    ...ladderChange(
      `${path}.match.except.toolClearedForClass`,
      [true, false],
      before?.except?.toolClearedForClass ?? false,
      after?.except?.toolClearedForClass ?? false,
      at,
    ),
  ];
}

/** A rule bites more where a permission would open more. */
function turned(changes: readonly FoundChange[]): readonly FoundChange[] {
  const other = { stricter: 'laxer', laxer: 'stricter', new: 'new' } as const;
  return changes.map((change) => ({ ...change, direction: other[change.direction] }));
}

/** Mode of a rule for everybody whom a ring may single out; one change for all who see the same. */
function modeChanges(
  versions: Versions,
  ruleId: string,
  path: string,
  place: FoundChange['at'],
): readonly FoundChange[] {
  const people = peopleIn(versions);
  const found = new Map<string, { readonly change: FoundChange; readonly who: KindOfPeople[] }>();
  for (const kind of people) {
    const [before, after] = [modeFor(versions.old, ruleId, kind.of), modeFor(versions.next, ruleId, kind.of)];
    const [change] = ladderChange(path, modes, before, after, place === undefined ? {} : { at: place });
    if (change === undefined) continue;
    const same = found.get(change.message);
    if (same === undefined) found.set(change.message, { change, who: [kind] });
    else same.who.push(kind);
  }
  return [...found.values()].map(({ change, who }) =>
    who.length === people.length ? change : { ...change, message: `${change.message} for ${inWords(who)}` },
  );
}

/** `group pilot; people in no group (0–25 %)`: neighbouring shares of one group are one. */
function inWords(people: readonly KindOfPeople[]): string {
  const byGroup = new Map<string | undefined, { from: number; to: number }[]>();
  for (const { group, from, to } of people) {
    const spans = byGroup.get(group) ?? [];
    byGroup.set(group, spans);
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  const parts = Array.from(byGroup, ([group, spans]) => {
    const shares = spans.map(({ from, to }) => `${String(from)}–${String(to)} %`).join(', ');
    const name = group === undefined ? 'people in no group' : `group ${group}`;
    return shares === '0–100 %' ? name : `${name} (${shares})`;
  });
  return parts.join('; ');
}

function modeFor(policy: Policy, ruleId: string, of: (serial: number) => Person): Mode {
  const serial = policy.layers[0]?.document.metadata?.serial ?? 0;
  const { layers, name, version, serial: shown, hash, issues } = policy;
  const under = { layers, name, version, serial: shown, hash, issues, ...of(serial) };
  return ruleStanding(under, { id: ruleId, severity: 'high' }, { path: '' }).mode;
}

/** People whom no ring tells apart. */
interface KindOfPeople {
  readonly group: string | undefined;
  /** Share of people, in percent. */
  readonly from: number;
  readonly to: number;
  /** Every serial deals anew, so who it is depends on it. */
  readonly of: (serial: number) => Person;
}

function peopleIn({ old, next }: Versions): readonly KindOfPeople[] {
  const rings = [old, next].flatMap(({ layers }) =>
    layers.flatMap((layer) => speakersOf(layer)).flatMap(({ document }) => document.rollout?.rings ?? []),
  );
  const groups = [...new Set(rings.flatMap(({ match }) => match?.groups ?? []))];
  const shares = [...new Set([0, ...rings.flatMap(({ match }) => match?.percent ?? []), 100])].sort((a, b) => a - b);
  const steps = shares.slice(1).map((to, index) => ({ from: shares[index] ?? 0, to }));
  return [undefined, ...groups].flatMap((group) =>
    steps.map(({ from, to }) => ({
      group,
      from,
      to,
      of: (serial: number) => ({
        ...(group === undefined ? {} : { groups: [group] }),
        actor: actorIn(from, to, serial),
      }),
    })),
  );
}

/** Somebody who stands between two shares. */
function actorIn(from: number, to: number, serial: number): string {
  for (let number = 0; number < 20_000; number++) {
    const actor = `somebody-${String(number)}`;
    const share = shareOf(actor, serial);
    if (share >= from && share < to) return actor;
  }
  return 'somebody';
}

function exceptionChanges({ old, next }: Versions, now: string): readonly FoundChange[] {
  const live = (policy: Policy): ReadonlyMap<string, Placed<PolicyException>> =>
    new Map(
      [...entriesOf(policy, ({ exceptions }) => exceptions, 'exceptions')].filter(
        ([, { entry }]) => !isOver(entry, now),
      ),
    );
  const [before, after] = [live(old), live(next)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): readonly FoundChange[] => {
    const [one, other] = [before.get(id), after.get(id)];
    const path = `exceptions.${id}`;
    const at = (other ?? one)?.at ?? {};
    if (one === undefined || other === undefined || one.entry.rule !== other.entry.rule) {
      const rule = (other ?? one)?.entry.rule ?? '';
      const message = other === undefined ? `no exception from ${rule} any more` : `an exception from ${rule}`;
      const direction = other === undefined ? 'stricter' : 'laxer';
      return [{ direction, path, before: one?.entry ?? null, after: other?.entry ?? null, message, ...at }];
    }
    return [
      ...dayChange(`${path}.expires`, one.entry.expires, other.entry.expires, 'laxer', at),
      ...dayChange(`${path}.starts`, one.entry.starts ?? '', other.entry.starts ?? '', 'stricter', at),
      ...hourChange(`${path}.breakGlass`, one.entry.breakGlass, other.entry.breakGlass, at),
      ...(['groups', 'tools', 'paths'] as const).flatMap((key) =>
        setChanges(`${path}.match.${key}`, one.entry.match?.[key], other.entry.match?.[key], 'fewer is stricter', at),
      ),
    ];
  });
}

/** An hour is less than days; another hour is one more. */
function hourChange(
  path: string,
  before: string | undefined,
  after: string | undefined,
  at: At,
): readonly FoundChange[] {
  if (before === after) return [];
  const direction = before === undefined ? 'stricter' : 'laxer';
  const message = `${before ?? 'no hour'} → ${after ?? 'no hour'}`;
  return [{ direction, path, before: before ?? null, after: after ?? null, message, ...at }];
}

/** @param whenLater  direction of a later day */
function dayChange(
  path: string,
  before: string,
  after: string,
  whenLater: 'stricter' | 'laxer',
  at: At,
): readonly FoundChange[] {
  if (before === after) return [];
  const isLater = after > before;
  const direction = isLater === (whenLater === 'laxer') ? 'laxer' : 'stricter';
  const message = `${before || 'no day'} → ${after || 'no day'}`;
  return [{ direction, path, before: before || null, after: after || null, message, ...at }];
}
