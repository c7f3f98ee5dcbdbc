// What the files of a project may not say: keys, addresses and targets come from a company or a person. load.ts takes it out, with a finding.

import type { Issue } from '../model/errors.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { issueAt } from './parse.ts';
import type { PolicyLayer } from './policy.ts';

/** Paths of the schema, with what people read of them. */
const foreign: Readonly<Record<string, string>> = {
  trust: 'Keys',
  'logging.export': 'Targets for exports',
  'logging.privacyNoticeUrl': 'Addresses',
  compile: 'Settings of other tools',
  training: 'Addresses',
  direction: 'Addresses',
  'production.internalDomains': 'Internal domains',
  'tools.requestUrl': 'Addresses',
  'tools.catalog.*.homepage': 'Addresses',
  'platforms.allow.*.path': 'Addresses',
  'platforms.ask.*.path': 'Addresses',
  'platforms.deny.*.path': 'Addresses',
  'rules.*.remediation': 'Addresses',
};

/** Whether a path of the schema is taken from the files of a project. The address of an MCP server is what the server is known by. */
export function isForeign(path: string): boolean {
  return Object.hasOwn(foreign, path);
}

/** A layer, and what it extends, without what its place does not let it say. */
export function withoutForeignPower(layer: PolicyLayer): PolicyLayer {
  if (layer.layer !== 'workspace') return layer;
  const { presets } = layer;
  return {
    ...layer,
    document: without(layer.document, []),
    ...(presets && { presets: presets.map((each) => ({ ...each, document: without(each.document, []) })) }),
  };
}

/** A warning for each part that is left out, at its key. Code: policy/ignored-here */
export function ignoredHere(layer: PolicyLayer, yaml: YamlDocument): readonly Issue[] {
  if (layer.layer !== 'workspace') return [];
  return [...yaml.places.keys()].flatMap((pointer) => {
    const what =
      foreign[
        pointer
          .slice(1)
          .replace(/\/\d+(?=\/|$)/g, '/*')
          .replaceAll('/', '.')
      ];
    if (what === undefined) return [];
    const message = `${what} are not taken from the files of a project, so this is ignored. Move it to the policy of your company.`;
    return [issueAt(yaml, yaml.keyPlaceOf(pointer), 'policy/ignored-here', message, { severity: 'warning' })];
  });
}

function without<T>(value: T, path: readonly string[]): T {
  if (Array.isArray(value)) return value.map((each: unknown) => without(each, [...path, '*'])) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, below]: readonly [string, unknown]) => {
    const at = [...path, key];
    return isForeign(at.join('.')) ? [] : [[key, without(below, at)] as const];
  });
  return Object.fromEntries(entries) as T;
}
