// The loaded policy as one text and back, so that the next run need not read the layers again. Knows neither YAML nor the schema: what
// reads a policy from here stays small. Which text belongs to which layers is for the keeper (node/policy-cache.ts).

import type { PolicyReference } from '../model/finding.ts';
import type { Policy, PolicyLayer, PolicyPreset } from './policy.ts';

/** The places of one text: pointers, and three numbers for each: file, line, column. File is a position in `files`. */
interface PackedPlaces {
  readonly layer: string;
  readonly files: readonly string[];
  /** Each pointer without what it shares with the one before, which the number in front of it counts. */
  readonly pointers: readonly string[];
  readonly numbers: readonly number[];
}

type Packed<T extends { readonly places: unknown }> = Omit<T, 'places' | 'presets'> & {
  readonly places: PackedPlaces;
  readonly presets?: readonly Packed<PolicyPreset>[];
};

/** A policy as JSON can hold it, in a third of the size. */
export interface PackedPolicy extends Omit<Policy, 'layers'> {
  readonly layers: readonly Packed<PolicyLayer>[];
}

/** The policy without repetitions. JSON-safe. */
export function packPolicy(policy: Policy): PackedPolicy {
  return { ...policy, layers: policy.layers.map(packLayer) };
}

/** The policy as it was. Places are spread out when somebody asks for one. */
export function unpackPolicy(packed: PackedPolicy): Policy {
  return { ...packed, layers: packed.layers.map(unpackLayer) };
}

function packLayer({ presets, places, ...layer }: PolicyLayer): Packed<PolicyLayer> {
  return {
    ...layer,
    places: packPlaces(places),
    ...(presets === undefined
      ? {}
      : { presets: presets.map((each) => ({ ...each, places: packPlaces(each.places) })) }),
  };
}

function unpackLayer({ presets, places, ...layer }: Packed<PolicyLayer>): PolicyLayer {
  const unpacked = presets?.map(({ places: own, ...preset }) => withPlaces(preset, own));
  return withPlaces(unpacked === undefined ? layer : { ...layer, presets: unpacked }, places);
}

function withPlaces<T extends object>(
  text: T,
  packed: PackedPlaces,
): T & { readonly places: Readonly<Record<string, PolicyReference>> } {
  let places: Readonly<Record<string, PolicyReference>> | undefined;
  return Object.defineProperty(text, 'places', {
    enumerable: true,
    get: () => (places ??= unpackPlaces(packed)),
  }) as T & { readonly places: Readonly<Record<string, PolicyReference>> };
}

function packPlaces(places: Readonly<Record<string, PolicyReference>>): PackedPlaces {
  const entries = Object.entries(places);
  const files = [...new Set(entries.map(([, { file }]) => file))];
  let before = '';
  return {
    layer: entries[0]?.[1].layer ?? '',
    files,
    pointers: entries.map(([pointer]) => {
      const shared = sharedLength(before, pointer);
      before = pointer;
      return `${String(shared)} ${pointer.slice(shared)}`;
    }),
    numbers: entries.flatMap(([, { file, line, column }]) => [files.indexOf(file), line, column]),
  };
}

function unpackPlaces({ layer, files, pointers, numbers }: PackedPlaces): Readonly<Record<string, PolicyReference>> {
  const places: Record<string, PolicyReference> = {};
  let before = '';
  pointers.forEach((packed, index) => {
    const space = packed.indexOf(' ');
    before = before.slice(0, Number(packed.slice(0, space))) + packed.slice(space + 1);
    const [file = 0, line = 1, column = 1] = [numbers[3 * index], numbers[3 * index + 1], numbers[3 * index + 2]];
    places[before] = { layer, file: files[file] ?? '', line, column };
  });
  return places;
}

function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}
