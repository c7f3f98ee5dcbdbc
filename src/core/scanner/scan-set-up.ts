// The detectors and tables of a scan, as the engine and the threads use them alike.

import type { Catalog } from '../catalog/catalog.ts';
import type { ScanSetUp } from './scan-document.ts';
import { detectors, ruleById } from '../detectors/registry.ts';

/** All detectors over one catalogue. */
export function scanSetUp(catalog: Catalog): ScanSetUp {
  return {
    detectors,
    catalog,
    severityOf: (id) => ruleById(id)?.severity ?? 'low',
    troubleOf: (id) => {
      const rule = ruleById(id);
      return rule === undefined || rule.tags.includes('credential') ? 'sensitive-data' : rule.kind;
    },
  };
}
