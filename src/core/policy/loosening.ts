// Attempts of a lower layer to open what a layer before it closes. Each is an error in the lower layer's file that points at the line it
// contradicts. The verdicts would be safe without this: saying it aloud keeps people from believing that their line has an effect.

import type { Issue } from '../model/errors.ts';
import type { PolicyReference } from '../model/finding.ts';
import { ruleSeverities } from '../model/finding.ts';
import { matchesName } from '../text/glob.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { attempt, who } from './attempt.ts';
import { layerRule, strictestOf } from './decide.ts';
import { nobody } from './rings.ts';
import { dataLoosening } from './data-loosening.ts';
import { goingLiveLoosening } from './going-live-loosening.ts';
import { forbiddenExceptions, placeOfRule } from './forbidden-exceptions.ts';
import { layerVerdict, placeIn, speakersOf, wordOf, type Listing } from './listing.ts';
import { modes, verdicts } from './ladders.ts';
import type { PolicyLayer } from './policy.ts';
import type { PolicyDocument, PolicyRule } from './schema.ts';

interface Known {
  readonly knownTools: ReadonlySet<string>;
  readonly knownRules: ReadonlySet<string>;
}

/** What a layer says or would have to say before another one, with the place of it. */
interface Limit<T> {
  readonly value: T;
  readonly layer: PolicyLayer;
  readonly place?: PolicyReference;
}

/** All attempts of a layer to loosen those before it; [] when it only tightens.
 *  Codes: policy/loosening, policy/locked, policy/not-waivable */
export function findLoosening(
  child: PolicyLayer,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
  known: Known,
): readonly Issue[] {
  if (parents.length === 0) return [];
  return [
    ...ladders(child, yaml, parents),
    ...listings(child, yaml, parents, known),
    ...clearances(child, yaml, parents),
    ...rules(child, yaml, parents),
    ...dataLoosening(child, yaml, parents),
    ...exportLoosening(child, yaml, parents),
    ...goingLiveLoosening(child, yaml, parents),
    ...forbiddenExceptions(child, yaml, parents),
  ];
}

/** The strictest statement of the layers before, by a ladder. */
function strictestLimit<T extends string>(
  parents: readonly PolicyLayer[],
  ladder: readonly T[],
  read: (document: PolicyDocument) => T | undefined,
  pointer: string,
): Limit<T> | undefined {
  const limits = parents.flatMap((layer): readonly Limit<T>[] => {
    for (const speaker of speakersOf(layer)) {
      const value = read(speaker.document);
      if (value !== undefined) return [{ value, layer, ...placeIn(speaker, pointer) }];
    }
    return [];
  });
  const strictest = strictestOf(
    ladder,
    limits.map(({ value }) => value),
  );
  return limits.find(({ value }) => value === strictest);
}

function ladders(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  const issues: Issue[] = [];
  const compare = <T extends string>(
    pointer: string,
    ladder: readonly T[],
    read: (document: PolicyDocument) => T | undefined,
  ): void => {
    const own = read(child.document);
    const limit = strictestLimit(parents, ladder, read, pointer);
    if (own === undefined || limit === undefined || ladder.indexOf(own) >= ladder.indexOf(limit.value)) return;
    const name = pointer.slice(1).replaceAll('/', '.');
    const message = `${name} cannot be ${own} here, because ${who(limit.layer)} sets it to ${limit.value}. Remove this line, or choose ${choice(ladder, limit.value)}.`;
    issues.push(attempt(yaml, pointer, message, limit));
  };
  compare('/mode', modes, ({ mode }) => mode);
  compare('/foreignMarkers', ['allow', 'deny'], ({ foreignMarkers }) => foreignMarkers);
  compare('/tools/default', verdicts, ({ tools }) => tools?.default);
  compare('/tools/models/default', verdicts, ({ tools }) => tools?.models?.default);
  compare('/mcpServers/default', verdicts, ({ mcpServers }) => mcpServers?.default);
  compare('/mcpServers/requirePinnedVersions', ['false', 'true'], ({ mcpServers }) =>
    mcpServers?.requirePinnedVersions === undefined ? undefined : mcpServers.requirePinnedVersions ? 'true' : 'false',
  );
  compare('/agents/autoApprove', verdicts, ({ agents }) => agents?.autoApprove);
  return issues;
}

function choice(ladder: readonly string[], from: string): string {
  return ladder.slice(ladder.indexOf(from)).join(' or ');
}

interface Section {
  readonly pointer: string;
  readonly word: string;
  readonly read: (document: PolicyDocument) => Listing<{ readonly id: string }> | undefined;
}

const sections: readonly Section[] = [
  { pointer: '/tools', word: 'tool', read: ({ tools }) => tools },
  { pointer: '/mcpServers', word: 'server', read: ({ mcpServers }) => mcpServers },
  { pointer: '/tools/models', word: 'model', read: ({ tools }) => plainListing(tools?.models) },
  { pointer: '/agents/commands', word: 'command', read: ({ agents }) => plainListing(agents?.commands) },
  { pointer: '/agents/network', word: 'host', read: ({ agents }) => plainListing(agents?.network) },
];

type PlainListing = Readonly<Partial<Record<'allow' | 'ask' | 'deny', readonly string[] | undefined>>>;

function plainListing(listing: PlainListing | undefined): Listing<{ readonly id: string }> | undefined {
  const named = (names: readonly string[] | undefined) => names?.map((id) => ({ id }));
  return listing && { allow: named(listing.allow), ask: named(listing.ask), deny: named(listing.deny) };
}

/** An entry that allows (or only asks about) what a layer before asks about or denies. */
function listings(
  child: PolicyLayer,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
  { knownTools }: Known,
): readonly Issue[] {
  return sections.flatMap(({ pointer, word, read }) =>
    (['allow', 'ask'] as const).flatMap((verdict) =>
      (read(child.document)?.[verdict] ?? []).flatMap(({ id }, index) => {
        const names = namesMeant(id, pointer === '/tools' ? knownTools : new Set<string>(), child, parents, read);
        const stricter = parents
          .flatMap((parent) =>
            names.flatMap((name) => layerVerdict(parent, read, pointer, (entry) => matchesName(name, entry.id)) ?? []),
          )
          .filter((said) => verdicts.indexOf(said.verdict) > verdicts.indexOf(verdict));
        const strongest = strictestOf(
          verdicts,
          stricter.map((said) => said.verdict),
        );
        const limit = stricter.find((said) => said.verdict === strongest);
        if (limit === undefined) return [];
        const base = `${pointer}/${verdict}/${String(index)}`;
        const place = yaml.places.has(`${base}/id`) ? `${base}/id` : base;
        const how = limit.listed ? `says ${limit.verdict}` : `says ${limit.verdict} for everything it does not list`;
        const message = `The ${word} "${id}" cannot be set to ${verdict} here, because ${who(limit.layer)} ${how}. Remove this entry, or ask the owner of that policy.`;
        return [attempt(yaml, place, message, limit)];
      }),
    ),
  );
}

/** Names an entry stands for: itself, and for a pattern also what it covers of the catalogue and of the layers before. */
function namesMeant(
  id: string,
  known: ReadonlySet<string>,
  child: PolicyLayer,
  parents: readonly PolicyLayer[],
  read: Section['read'],
): readonly string[] {
  if (!id.includes('*')) return [id];
  const listed = parents.flatMap((parent) =>
    speakersOf(parent).flatMap(({ document }) => {
      const listing = read(document);
      return [...(listing?.deny ?? []), ...(listing?.ask ?? [])].map((entry) => entry.id.replaceAll('*', 'x'));
    }),
  );
  // What the child itself closes again is not opened by its pattern.
  const closed = read(child.document)?.deny ?? [];
  return [id.replaceAll('*', 'any-other'), ...listed, ...known].filter(
    (name) => matchesName(name, id) && !closed.some((entry) => matchesName(name, entry.id)),
  );
}

/** Data classes, plans and modes of a tool are cut down by a lower layer, never widened. */
function clearances(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  const keys = ['dataClasses', 'plans', 'modes'] as const;
  return (child.document.tools?.allow ?? []).flatMap((entry, index) =>
    keys.flatMap((key) => {
      const own = entry[key];
      if (own === undefined) return [];
      return parents.flatMap((parent) => {
        const said = layerVerdict(
          parent,
          ({ tools }) => tools,
          '/tools',
          (each) => matchesName(entry.id, each.id),
        );
        const limit =
          said?.verdict === 'allow' && said.entry !== undefined && key in said.entry ? said.entry[key] : undefined;
        const beyond = limit === undefined ? [] : own.filter((each) => !limit.includes(each));
        if (said === undefined || beyond.length === 0) return [];
        const pointer = `/tools/allow/${String(index)}/${key}/${String(own.indexOf(beyond[0] ?? ''))}`;
        const message = `"${entry.id}" cannot be cleared for ${beyond.join(', ')} here, because ${who(parent)} clears it for ${limit?.join(', ') ?? ''} only. Remove it, or ask the owner of that policy.`;
        const place = said.place === undefined ? {} : { place: said.place };
        return [attempt(yaml, pointer, message, { layer: parent, ...place })];
      });
    }),
  );
}

function rules(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  return (child.document.rules ?? []).flatMap((rule, index) => {
    const base = `/rules/${String(index)}`;
    return parents.flatMap((parent) => {
      const said = layerRule(parent, rule.id, nobody);
      const limit = { layer: parent, ...placeOfRule(parent, rule.id) };
      const issues: Issue[] = [];
      if (rule.mode !== undefined && said.mode !== undefined && modes.indexOf(rule.mode) < modes.indexOf(said.mode)) {
        const message = `The rule "${rule.id}" cannot be set to ${rule.mode} here, because ${who(parent)} sets it to ${said.mode}. Remove this line, or choose ${choice(modes, said.mode)}.`;
        issues.push(attempt(yaml, `${base}/mode`, message, limit));
      }
      if (
        rule.severity !== undefined &&
        said.severity !== undefined &&
        ruleSeverities.indexOf(rule.severity) < ruleSeverities.indexOf(said.severity)
      ) {
        const message = `The rule "${rule.id}" cannot be only ${rule.severity} here, because ${who(parent)} calls it ${said.severity}. Remove this line.`;
        issues.push(attempt(yaml, `${base}/severity`, message, limit));
      }
      if (isWider(rule.waivable, said.waivable)) {
        const message = `Exceptions from "${rule.id}" cannot be made easier here than ${who(parent)} allows. Remove this line.`;
        issues.push(attempt(yaml, `${base}/waivable`, message, limit));
      }
      return issues;
    });
  });
}

function isWider(own: PolicyRule['waivable'], limit: PolicyRule['waivable']): boolean {
  if (own === undefined || own === false || limit === undefined || limit === true) return false;
  if (limit === false || own === true) return true;
  const longer = own.maxDays !== undefined && limit.maxDays !== undefined && own.maxDays > limit.maxDays;
  const more = own.approvers?.some((name) => limit.approvers !== undefined && !limit.approvers.includes(name)) ?? false;
  const asks = limit.approvers !== undefined && limit.breakGlass !== true;
  return longer || more || (own.breakGlass === true && asks);
}

/** What is sent may only become less: larger groups, shorter keeping. Where it goes, the first layer says. */
function exportLoosening(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  const bounds = [
    { key: 'minGroupSize', isLaxer: (own: number, limit: number) => own < limit, word: 'at least' },
    { key: 'retentionDays', isLaxer: (own: number, limit: number) => own > limit, word: 'at most' },
  ] as const;
  const bounded = bounds.flatMap(({ key, isLaxer, word }) => {
    const own = child.document.logging?.export?.[key];
    const pointer = `/logging/export/${key}`;
    return parents.flatMap((parent) => {
      const limit = wordOf(parent, ({ logging }) => logging?.export?.[key]);
      if (own === undefined || limit === undefined || !isLaxer(own, limit.value)) return [];
      const message = `${key} cannot be ${String(own)} here, because ${who(parent)} asks for ${word} ${String(limit.value)}. Remove this line.`;
      return [attempt(yaml, pointer, message, { layer: parent, ...placeIn(limit.speaker, pointer) })];
    });
  });
  const settled = (['endpoint', 'level', 'userChoice'] as const).flatMap((key) => {
    const own = child.document.logging?.export?.[key];
    const pointer = `/logging/export/${key}`;
    return parents.flatMap((parent) => {
      const limit = wordOf(parent, ({ logging }) => logging?.export?.[key]);
      if (own === undefined || limit === undefined || own === limit.value) return [];
      const message = `${key} cannot be ${own} here, because ${who(parent)} sets it to ${limit.value}. Remove this line.`;
      return [attempt(yaml, pointer, message, { layer: parent, ...placeIn(limit.speaker, pointer) })];
    });
  });
  return [...bounded, ...settled];
}
