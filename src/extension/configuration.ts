// Every setting, read in this one place, typed, with its default. Defaults stand in package.json as well; a test compares them.

import type { ConfigurationChangeEvent, ConfigurationScope } from 'vscode';
import { workspace } from 'vscode';
import type { Voice } from '../core/readiness/voice.ts';

/** Where findings show: everywhere, as underlines without entries in Problems, or in the side bar alone. */
export const surfaces = ['problems', 'editorOnly', 'sidebarOnly'] as const;
export type Surface = (typeof surfaces)[number];

/** Name of every setting, with its default. */
export const settingDefaults = {
  'handrail.surface': 'problems',
  'handrail.scanOnOpen': true,
  'handrail.readiness.voice': 'auto',
  'handrail.terminals': true,
  'handrail.policy.source': '',
} as const;

/** Where findings show. An unknown value counts as the default. */
export function surface(scope?: ConfigurationScope): Surface {
  const value: unknown = workspace.getConfiguration('handrail', scope).get('surface');
  return surfaces.find((each) => each === value) ?? settingDefaults['handrail.surface'];
}

/** Whether all files of a folder are looked at once it is opened, or only those that are edited. */
export function scansOnOpen(scope?: ConfigurationScope): boolean {
  const value: unknown = workspace.getConfiguration('handrail', scope).get('scanOnOpen');
  return typeof value === 'boolean' ? value : settingDefaults['handrail.scanOnOpen'];
}

/** Whether AI programs that are started in terminals count as tools in use. */
export function looksAtTerminals(): boolean {
  const value: unknown = workspace.getConfiguration('handrail').get('terminals');
  return typeof value === 'boolean' ? value : settingDefaults['handrail.terminals'];
}

/** The voice checks are explained in: as set, else that of the project's track; plain while that is not known. */
export function voiceOf(scope: ConfigurationScope | undefined, opened: { voice(): Voice } | undefined): Voice {
  const value: unknown = workspace.getConfiguration('handrail', scope).get('readiness.voice');
  return value === 'plain' || value === 'precise' ? value : (opened?.voice() ?? 'plain');
}

/** Where the company's policy is, as the person or the machine says: a file or an address. What a workspace says does not count: a
 *  repository must not choose the policy it is weighed by. */
export function policySource(): string | undefined {
  return ofPerson('handrail', 'policy.source');
}

/** Whether a change of settings is about where the company's policy is, or how it is reached. */
export function isAboutPolicySource(change: ConfigurationChangeEvent): boolean {
  const names = ['handrail.policy.source', 'http.proxy', 'http.noProxy', 'http.proxySupport', 'http.proxyStrictSSL'];
  return names.some((name) => change.affectsConfiguration(name));
}

function ofPerson(section: string, name: string): string | undefined {
  const value: unknown = workspace.getConfiguration(section).inspect(name)?.globalValue;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
