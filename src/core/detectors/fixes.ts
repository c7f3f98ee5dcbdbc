// Fixes for any finding, by its kind. The engine and the scanner ask here; each group of detectors knows its own ways out.

import type { Catalog } from '../catalog/catalog.ts';
import type { Finding, FindingKind } from '../model/finding.ts';
import type { Fix } from '../model/edit.ts';
import type { TextDocument } from '../model/document.ts';
import { agentFileFixes } from './agent-files/fixes.ts';
import { toolFixes } from './ai-tools/fixes.ts';
import { sensitiveDataFixes, sensitiveDataFixTitles } from './sensitive-data/fixes.ts';

type Place = Pick<Finding, 'ruleId' | 'region'>;

/** Fixes for a finding in the text it was found in; preferred first. [] when a person has to decide. */
export function fixesFor(finding: Finding, document: TextDocument, catalog: Catalog): readonly Fix[] {
  return finding.kind === 'ai-tool' ? toolFixes(finding, document, catalog) : matchFixes(finding, document);
}

/** Fixes that depend on the rule and the place alone: those of matches, which know no policy. */
export function matchFixes(place: Place, document: TextDocument): readonly Fix[] {
  return fixers[kindOf(place.ruleId)]?.(place, document) ?? [];
}

/** What those fixes are called; far cheaper than the fixes, which hold a hash of the text. */
export function matchFixTitles(place: Place, document: TextDocument): readonly string[] {
  if (kindOf(place.ruleId) === 'sensitive-data') return sensitiveDataFixTitles(place, document);
  return matchFixes(place, document).map(({ title }) => title);
}

const fixers: Partial<Readonly<Record<FindingKind, (place: Place, document: TextDocument) => readonly Fix[]>>> = {
  'sensitive-data': sensitiveDataFixes,
  'agent-file': agentFileFixes,
};

function kindOf(ruleId: string): FindingKind {
  return ruleId.slice(0, ruleId.indexOf('/')) as FindingKind;
}
