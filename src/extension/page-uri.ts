// Addresses of the explaining pages. Made by commands, read by the feature that writes the pages.

import { Uri } from 'vscode';

export const pageScheme = 'handrail';

export interface Page {
  readonly kind: 'rule' | 'check' | 'guide' | 'afterwards' | 'policy' | 'switch';
  /** Id of the rule, the check or the tool to switch from; '' for the policy. */
  readonly id: string;
  /** URI of the workspace folder, '' when none matters. */
  readonly folder: string;
  /** Fingerprint of a finding, path of a project in a monorepo, or steps as JSON; '' when there is none. */
  readonly detail: string;
}

const titles: Readonly<Record<Page['kind'], string>> = {
  rule: 'Why flagged',
  check: 'Readiness check',
  guide: 'What to do',
  afterwards: 'What is left for you',
  policy: 'Policy in force',
  switch: 'How to switch',
};

/** The path ends in the title of the editor's tab. */
export function pageUri(page: Page): Uri {
  const title = titles[page.kind];
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
  const known = (Object.keys(titles) as Page['kind'][]).find((each) => each === kind);
  if (known === undefined) return undefined;
  if (typeof id !== 'string' || typeof folder !== 'string' || typeof detail !== 'string') return undefined;
  return { kind: known, id, folder, detail };
}
