// How one layer speaks of something it may list: own entries before presets, entries before the default, deny before ask before allow.

import type { PolicyReference } from '../model/finding.ts';
import type { Verdict } from './ladders.ts';
import type { Policy, PolicyLayer, PolicyPreset } from './policy.ts';

/** What one layer says. `listed` is false when its default decided. */
export interface LayerVerdict<Entry> {
  readonly layer: PolicyLayer;
  readonly verdict: Verdict;
  readonly listed: boolean;
  readonly entry?: Entry;
  readonly place?: PolicyReference;
}

/** A section with lists of entries and a default. */
export interface Listing<Entry> {
  readonly default?: Verdict | undefined;
  readonly allow?: readonly Entry[] | undefined;
  readonly ask?: readonly Entry[] | undefined;
  readonly deny?: readonly Entry[] | undefined;
}

type SectionOf<Entry> = (document: PolicyPreset['document']) => Listing<Entry> | undefined;

/** The texts that speak in a layer: its own first, then its presets. */
export function speakersOf(layer: PolicyLayer): readonly PolicyPreset[] {
  return [layer, ...(layer.presets ?? [])];
}

/** What a layer says where one word counts: its own, else that of the nearest preset that has one. */
export function wordOf<T>(
  layer: PolicyLayer,
  read: (document: PolicyPreset['document']) => T | undefined,
): { readonly value: T; readonly speaker: PolicyPreset } | undefined {
  for (const speaker of speakersOf(layer)) {
    const value = read(speaker.document);
    if (value !== undefined) return { value, speaker };
  }
  return undefined;
}

/** What a layer says of something; undefined when it has no opinion.
 *  @param pointer  of the section, such as `/tools` */
export function layerVerdict<Entry>(
  layer: PolicyLayer,
  section: SectionOf<Entry>,
  pointer: string,
  matches: (entry: Entry, verdict: Verdict) => boolean,
): LayerVerdict<Entry> | undefined {
  const speakers = speakersOf(layer);
  for (const speaker of speakers) {
    const listing = section(speaker.document);
    for (const verdict of ['deny', 'ask', 'allow'] as const) {
      const list = listing?.[verdict] ?? [];
      const index = list.findIndex((entry) => matches(entry, verdict));
      const entry = list[index];
      if (entry !== undefined) {
        return { layer, verdict, listed: true, entry, ...placeIn(speaker, `${pointer}/${verdict}/${String(index)}`) };
      }
    }
  }
  for (const speaker of speakers) {
    const verdict = section(speaker.document)?.default;
    if (verdict !== undefined) {
      return { layer, verdict, listed: false, ...placeIn(speaker, `${pointer}/default`) };
    }
  }
  return undefined;
}

/** What every layer with an opinion says, weakest layer first. */
export function allVerdicts<Entry>(
  policy: Policy,
  section: SectionOf<Entry>,
  pointer: string,
  matches: (entry: Entry, verdict: Verdict) => boolean,
): readonly LayerVerdict<Entry>[] {
  return policy.layers.flatMap((layer) => layerVerdict(layer, section, pointer, matches) ?? []);
}

/** Place of a value of a text; nothing when it has none. */
export function placeIn(speaker: PolicyPreset, pointer: string): { readonly place?: PolicyReference } {
  const place = speaker.places[pointer];
  return place === undefined ? {} : { place };
}
