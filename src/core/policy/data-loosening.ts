// Attempts of a lower layer to call data less sensitive than a layer before it does. loosening.ts asks.

import type { Issue } from '../model/errors.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { attempt, who } from './attempt.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { PolicyLayer } from './policy.ts';

/** Order of the classes, default class, and class of paths and repositories. Codes: policy/loosening */
export function dataLoosening(
  child: PolicyLayer,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
): readonly Issue[] {
  return [...dataClasses(child, yaml, parents), ...placedClasses(child, yaml, parents)];
}

function dataClasses(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  const issues: Issue[] = [];
  for (const parent of parents) {
    const speaker = speakersOf(parent).find(({ document }) => document.data?.classes !== undefined);
    const order = speaker?.document.data?.classes?.map(({ id }) => id) ?? [];
    if (speaker === undefined || order.length === 0) continue;
    let highest = -1;
    child.document.data?.classes?.forEach(({ id }, index) => {
      const rank = order.indexOf(id);
      if (rank >= 0 && rank < highest) {
        const message = `"${id}" cannot stand above a class that ${who(parent)} calls more sensitive. Keep its order: ${order.join(', ')}.`;
        issues.push(
          attempt(yaml, `/data/classes/${String(index)}/id`, message, {
            layer: parent,
            ...placeIn(speaker, '/data/classes'),
          }),
        );
      }
      highest = Math.max(highest, rank);
    });
    const limit = speakersOf(parent).find(({ document }) => document.data?.default !== undefined);
    const own = child.document.data?.default;
    const least = limit?.document.data?.default;
    if (own === undefined || limit === undefined || least === undefined) continue;
    if (order.includes(own) && order.indexOf(own) < order.indexOf(least)) {
      const message = `Data cannot count as ${own} here, because ${who(parent)} says ${least}. Remove this line.`;
      issues.push(attempt(yaml, '/data/default', message, { layer: parent, ...placeIn(limit, '/data/default') }));
    }
  }
  return issues;
}

/** A lower class for the very pattern that a layer before gives a higher one. */
function placedClasses(child: PolicyLayer, yaml: YamlDocument, parents: readonly PolicyLayer[]): readonly Issue[] {
  return (['paths', 'repositories'] as const).flatMap((list) =>
    (child.document.data?.[list] ?? []).flatMap((own, index) =>
      parents.flatMap((parent) => {
        const order = speakersOf(parent)
          .find(({ document }) => document.data?.classes !== undefined)
          ?.document.data?.classes?.map(({ id }) => id);
        const rank = order?.indexOf(own.class) ?? -1;
        for (const speaker of speakersOf(parent)) {
          const at = speaker.document.data?.[list]?.findIndex(({ match }) => match === own.match) ?? -1;
          const limit = speaker.document.data?.[list]?.[at];
          if (limit === undefined) continue;
          if (rank < 0 || order === undefined || rank >= order.indexOf(limit.class)) return [];
          const message = `"${own.match}" cannot count as ${own.class} here, because ${who(parent)} says ${limit.class}. Remove this entry.`;
          const pointer = `/data/${list}/${String(index)}/class`;
          const place = placeIn(speaker, `/data/${list}/${String(at)}/class`);
          return [attempt(yaml, pointer, message, { layer: parent, ...place })];
        }
        return [];
      }),
    ),
  );
}
