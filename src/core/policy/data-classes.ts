// Classes of data: which class a finding, a file or a project has, and which tools are cleared for it. Scanner and boundary ask here.

import type { PolicyReference, Rule } from '../model/finding.ts';
import { matchesGlob, matchesName } from '../text/glob.ts';
import { allVerdicts, placeIn, speakersOf } from './listing.ts';
import type { LayerName, Policy, PolicyLayer } from './policy.ts';
import type { ToolEntry } from './schema.ts';

/** The data class of what a rule finds: the highest whose selectors name the rule or one of its tags; credentials always have
 *  the highest. Undefined when no class speaks of it, or there are none. */
export function dataClassFor(policy: Policy, rule: Pick<Rule, 'id' | 'tags'>): string | undefined {
  const classes = dataClassesOf(policy);
  const last = classes.at(-1);
  if (last === undefined || rule.tags.includes('credential')) return last?.id;
  return classes.findLast(({ detectors }) =>
    detectors.some((selector) => matchesName(rule.id, selector) || rule.tags.includes(selector)),
  )?.id;
}

/** Data classes of all layers, least sensitive first: the first layer's order, then what later layers add; selectors together. */
export function dataClassesOf(
  policy: Policy,
): readonly { readonly id: string; readonly detectors: readonly string[] }[] {
  const classes = new Map<string, readonly string[]>();
  for (const layer of policy.layers) {
    for (const each of layerClasses(layer)) {
      classes.set(each.id, [...(classes.get(each.id) ?? []), ...each.detectors]);
    }
  }
  return Array.from(classes, ([id, detectors]) => ({ id, detectors }));
}

/** Where something is, as far as its data is concerned. */
export interface Surroundings {
  /** Remotes of the repository, as `github.com/acme/shop`. */
  readonly remotes: readonly string[];
  /** Classes that projects declare; `''` is the whole repository. Paths are posix, relative to the root. */
  readonly projects: readonly { readonly path: string; readonly dataClasses: readonly string[] }[];
}

/** A class of data at a place, and how it is known. */
export interface PlacedClass {
  readonly id: string;
  readonly because: 'declared' | 'repository' | 'path' | 'default';
  /** The pattern or folder that says so. */
  readonly by?: string;
  readonly place?: PolicyReference;
}

/** The highest class of a file by where it lies: what its project declares, and what each layer says of its path and repository. The default
 *  of a layer counts where that layer says nothing of the file and nobody declares anything; that of one layer is not undone by another.
 *  Undefined when no layer has classes. Classes that no layer knows do not count. */
export function classOfPlace(
  policy: Policy,
  path: string,
  { remotes, projects }: Surroundings,
): PlacedClass | undefined {
  const declared: readonly PlacedClass[] = projects
    .filter((project) => project.path === '' || path === project.path || path.startsWith(`${project.path}/`))
    .flatMap((project) => project.dataClasses.map((id) => ({ id, because: 'declared' as const, by: project.path })));
  const isDeclared = highest(policy, declared) !== undefined;
  const said = policy.layers.flatMap((layer): readonly PlacedClass[] => {
    const placed = [
      ...placedBy(layer, 'repositories', (match) => remotes.some((each) => matchesGlob(each, match))),
      ...placedBy(layer, 'paths', (match) => matchesGlob(path, match)),
    ];
    return isDeclared || highest(policy, placed) !== undefined ? placed : defaultOf(layer);
  });
  return highest(policy, [...declared, ...said]);
}

/** The highest of some classes in the order of the policy; undefined when none is known to it. */
export function highest<T extends { readonly id: string }>(policy: Policy, classes: readonly T[]): T | undefined {
  const order = dataClassesOf(policy).map(({ id }) => id);
  return classes
    .filter(({ id }) => order.includes(id))
    .reduce<T | undefined>(
      (best, each) => (best === undefined || order.indexOf(each.id) > order.indexOf(best.id) ? each : best),
      undefined,
    );
}

/** What a layer says of paths or repositories. Its own entry for a pattern stands in place of that of a preset. */
function placedBy(
  layer: PolicyLayer,
  list: 'paths' | 'repositories',
  matches: (pattern: string) => boolean,
): readonly PlacedClass[] {
  const seen = new Set<string>();
  return speakersOf(layer).flatMap((speaker) => {
    const entries = speaker.document.data?.[list] ?? [];
    const found = entries.flatMap((entry, index): readonly PlacedClass[] =>
      seen.has(entry.match) || !matches(entry.match)
        ? []
        : [
            {
              id: entry.class,
              because: list === 'paths' ? 'path' : 'repository',
              by: entry.match,
              ...placeIn(speaker, `/data/${list}/${String(index)}`),
            },
          ],
    );
    for (const { match } of entries) seen.add(match);
    return found;
  });
}

function defaultOf(layer: PolicyLayer): readonly PlacedClass[] {
  const speaker = speakersOf(layer).find(({ document }) => document.data?.default !== undefined);
  const id = speaker?.document.data?.default;
  return speaker === undefined || id === undefined
    ? []
    : [{ id, because: 'default', ...placeIn(speaker, '/data/default') }];
}

/** Classes for which the policy clears a tool. */
export interface Clearance {
  /** Ids, in the order of the policy. */
  readonly classes: readonly string[];
  readonly place?: PolicyReference;
}

/** What a tool is cleared for: every class where no entry names any. Undefined when the policy does not allow the tool by name. */
export function clearanceOf(policy: Policy, toolId: string): Clearance | undefined {
  if (!isAllowed(policy, toolId)) return undefined;
  return limitOf(policy, toolId) ?? { classes: dataClassesOf(policy).map(({ id }) => id) };
}

/** Classes to which entries hold a tool, also while a layer asks about it: a stricter verdict takes no limit away.
 *  Undefined where no entry names classes. */
export function limitOf(policy: Policy, toolId: string): Clearance | undefined {
  const limits = allVerdicts<ToolEntry>(
    policy,
    ({ tools }) => tools,
    '/tools',
    (entry) => matchesName(toolId, entry.id),
  ).filter(({ verdict, entry }) => verdict !== 'deny' && entry?.dataClasses !== undefined);
  if (limits.length === 0) return undefined;
  const place = limits[0]?.place;
  return {
    classes: clearedClasses(
      policy,
      limits.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    ),
    ...(place === undefined ? {} : { place }),
  };
}

/** Entries by which the layers allow a tool. */
export function allowEntries(policy: Policy, toolId: string): readonly ToolEntry[] {
  return allVerdicts<ToolEntry>(
    policy,
    ({ tools }) => tools,
    '/tools',
    (entry) => matchesName(toolId, entry.id),
  ).flatMap(({ verdict, entry }) => (verdict === 'allow' && entry !== undefined ? [entry] : []));
}

/** Whether every layer that speaks of a tool allows it, and one that can clear tools names it. */
export function isAllowed(policy: Policy, toolId: string): boolean {
  const said = allVerdicts<ToolEntry>(
    policy,
    ({ tools }) => tools,
    '/tools',
    (entry) => matchesName(toolId, entry.id),
  );
  return (
    said.every(({ verdict }) => verdict === 'allow') &&
    said.some(({ listed, layer }) => listed && canSanction(layer.layer, policy))
  );
}

/** Only a company can clear a tool. Where no company has said anything, the project may do so for itself. */
export function canSanction(layer: LayerName, policy: Policy): boolean {
  if (layer !== 'workspace' && layer !== 'user') return true;
  return policy.layers.every((each) => ['builtin', 'workspace', 'user'].includes(each.layer));
}

/** Classes for which all these entries clear a tool; all classes when none of them names any. */
export function clearedClasses(policy: Policy, entries: readonly ToolEntry[]): readonly string[] {
  const lists = entries.flatMap(({ dataClasses }) => (dataClasses === undefined ? [] : [dataClasses]));
  const [first, ...others] = lists;
  if (first === undefined) return dataClassesOf(policy).map(({ id }) => id);
  return first.filter((each) => others.every((list) => list.includes(each)));
}

function layerClasses(layer: PolicyLayer): readonly { readonly id: string; readonly detectors: readonly string[] }[] {
  const own = speakersOf(layer).find(({ document }) => document.data?.classes !== undefined)?.document.data?.classes;
  return (own ?? []).map(({ id, detectors = [] }) => ({ id, detectors }));
}

/** Whether the policy clears a tool for a class: it allows the tool by name, for this class or for all. */
export function isClearedFor(policy: Policy, toolId: string, classId: string): boolean {
  return isAllowed(policy, toolId) && limitOf(policy, toolId)?.classes.includes(classId) !== false;
}
