// Addresses of the explaining pages. Made by commands, read by the feature that writes the pages.

import { Uri } from 'vscode';

export const pageScheme = 'handrail';

export interface Page {
  readonly kind: 'rule' | 'check' | 'policy' | 'switch';
  /** Id of the rule, the check or the tool to switch from; '' for the policy. */
  readonly id: string;
  /** URI of the workspace folder, '' when none matters. */
  readonly folder: string;
  /** Fingerprint of a finding, or the path of a project in a monorepo; '' when there is none. */
  readonly detail: string;
}

/** The path ends in the title of the editor's tab. */
export function pageUri(page: Page): Uri {
  const title = { rule: 'Why flagged', check: 'Readiness check', policy: 'Policy in force', switch: 'How to switch' }[
    page.kind
  ];
  return Uri.from({ scheme: pageScheme, path: `/${title}.md`, query: JSON.stringify(page) });
}

/** @returns undefined for an address that is not one of ours */
export function readPageUri(uri: Uri): Page | undefined {
  let value: unknown;
  try {
    value = JSON.parse(uri.query);
  } catch (thrown) {
    // An address that somebody else made up leads to an empty page.
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, id, folder, detail } = value as Partial<Record<keyof Page, unknown>>;
  if (kind !== 'rule' && kind !== 'check' && kind !== 'policy' && kind !== 'switch') return undefined;
  if (typeof id !== 'string' || typeof folder !== 'string' || typeof detail !== 'string') return undefined;
  return { kind, id, folder, detail };
}
