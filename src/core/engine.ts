// The façade that both shells hold: the same input gives the same findings in the editor and on the command line.
// It wires the parts together and has no logic of its own.

import type { Catalog } from './catalog/catalog.ts';
import type { LinearEngine } from './detectors/custom-patterns/linear-engine.ts';
import type { Finding, ToolEvidence } from './model/finding.ts';
import type { Fix } from './model/edit.ts';
import type { Inventory } from './inventory/inventory.ts';
import type { Policy } from './policy/policy.ts';
import type { Rulings } from './scanner/judge.ts';
import type { ScannedDocument } from './scanner/scanned-document.ts';
import type { TextDocument } from './model/document.ts';
import { scannedPatterns } from './detectors/custom-patterns/own-patterns.ts';
import { catalogUnder, ownTools } from './policy/own-tools.ts';
import { fixesFor } from './detectors/fixes.ts';
import { buildInventory } from './inventory/build-inventory.ts';
import { judge } from './scanner/judge.ts';
import { FollowedDocument } from './scanner/followed-document.ts';
import { scanDocument, type ScanSetUp } from './scanner/scan-document.ts';
import { scanSetUp, type PolicyAdditions, type ScanScope } from './scanner/scan-set-up.ts';
import type { DocumentScanner } from './scanner/scan-workspace.ts';
import { sha256 } from './text/hash.ts';

export interface EngineParts {
  readonly policy: Policy;
  readonly catalog: Catalog;
  readonly linear?: LinearEngine | undefined;
}

export interface Engine {
  readonly policy: Policy;
  /** With the tools that the policy adds. */
  readonly catalog: Catalog;
  /** What the policy adds to a scan. */
  readonly added: PolicyAdditions;
  /** Scans under the same key see the same in the same text. */
  readonly scanKey: string;
  /** All detectors over one text. Free of policy; never throws. */
  readonly scanDocument: (document: TextDocument) => ScannedDocument;
  /** The same for a text that is edited: each scan costs what its edit costs, not what the text does. */
  readonly follow: (path: string) => DocumentFollower;
  /** What looks for this much alone. */
  scannerFor(scope: ScanScope): DocumentScanner;
  /** Weigh what was seen by the policy, suppressions, waivers and baseline. Sorted by startOffset, then rule id. */
  judge(scanned: ScannedDocument, rulings: Rulings): readonly Finding[];
  /** Fixes for a finding in the text it was found in; preferred first. */
  fixes(finding: Finding, document: TextDocument): readonly Fix[];
  /** AI tools in use, with status and reason. */
  inventory(
    scans: Iterable<ScannedDocument>,
    editorEvidence: readonly ToolEvidence[],
    at: Pick<Rulings, 'today' | 'surroundings'>,
  ): Inventory;
}

/** Scans one document as it is edited. */
export interface DocumentFollower {
  /** As `scanDocument`; fast when the text is the one before with an edit. */
  scan(text: string): ScannedDocument;
}

/** The engine under a policy and a catalogue.
 *  @param linear  runs the patterns of the policy; needed when it has some
 *  @throws when it has some and nothing runs them: they would be left out without a word */
export function createEngine({ policy, catalog: known, linear }: EngineParts): Engine {
  const catalog = catalogUnder(policy, known);
  const patterns = scannedPatterns(policy);
  if (patterns.length > 0 && linear === undefined)
    throw new Error('patterns of a policy need an engine that runs them');
  // Set up on first use: each holds patterns of the policy compiled, and few processes need more than one.
  const setUps = new Map<ScanScope, ScanSetUp>();
  const setUpFor = (scope: ScanScope): ScanSetUp => {
    const setUp = setUps.get(scope) ?? scanSetUp(catalog, linear && { patterns, engine: linear }, scope);
    setUps.set(scope, setUp);
    return setUp;
  };
  const scanner = (scope: ScanScope): DocumentScanner => ({
    scanKey: sha256(JSON.stringify([scope, catalog.hash, scope === 'tools' ? [] : patterns])),
    scanDocument: (document) => scanDocument(document, setUpFor(scope)),
  });
  const scanners = { everything: scanner('everything'), tools: scanner('tools'), data: scanner('data') };
  return {
    policy,
    catalog,
    added: { patterns, tools: ownTools(policy) },
    ...scanners.everything,
    follow: (path) => new FollowedDocument(path, setUpFor('everything')),
    scannerFor: (scope) => scanners[scope],
    judge: (scanned, rulings) => judge(scanned, policy, catalog, rulings),
    fixes: (finding, document) => fixesFor(finding, document, catalog),
    inventory: (scans, editorEvidence, { today, surroundings }) =>
      buildInventory(scans, editorEvidence, policy, catalog, today, surroundings),
  };
}
