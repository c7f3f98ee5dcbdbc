// The façade that both shells hold: the same input gives the same findings in the editor and on the command line.
// It wires the parts together and has no logic of its own.

import type { Catalog } from './catalog/catalog.ts';
import type { Finding, ToolEvidence } from './model/finding.ts';
import type { Fix } from './model/edit.ts';
import type { Inventory } from './inventory/inventory.ts';
import type { Policy } from './policy/policy.ts';
import type { Rulings } from './scanner/judge.ts';
import type { ScannedDocument } from './scanner/scanned-document.ts';
import type { TextDocument } from './model/document.ts';
import { fixesFor } from './detectors/fixes.ts';
import { buildInventory } from './inventory/build-inventory.ts';
import { judge } from './scanner/judge.ts';
import { scanDocument } from './scanner/scan-document.ts';
import { scanSetUp } from './scanner/scan-set-up.ts';

export interface Engine {
  readonly policy: Policy;
  readonly catalog: Catalog;
  /** The same engine under another policy; scans made before stay valid, they are judged anew. */
  withPolicy(policy: Policy): Engine;
  /** All detectors over one text. Free of policy; never throws. */
  readonly scanDocument: (document: TextDocument) => ScannedDocument;
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

/** The engine under a policy and a catalogue. */
export function createEngine({ policy, catalog }: { readonly policy: Policy; readonly catalog: Catalog }): Engine {
  const setUp = scanSetUp(catalog);
  return {
    policy,
    catalog,
    withPolicy: (next) => createEngine({ policy: next, catalog }),
    scanDocument: (document) => scanDocument(document, setUp),
    judge: (scanned, rulings) => judge(scanned, policy, catalog, rulings),
    fixes: (finding, document) => fixesFor(finding, document, catalog),
    inventory: (scans, editorEvidence, { today, surroundings }) =>
      buildInventory(scans, editorEvidence, policy, catalog, today, surroundings),
  };
}
