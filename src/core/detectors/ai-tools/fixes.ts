// Ways out of a tool finding that the product can carry out itself. Only where one name takes the place of another and the code goes
// on to work; everything else is said in the message. The engine and assess.ts call it.

import type { Catalog } from '../../catalog/catalog.ts';
import type { Finding } from '../../model/finding.ts';
import type { Fix } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';

/** Titles of what `toolFixes` offers for a finding. [] when there is nothing that can be done for the person. */
export function toolFixTitles(_finding: Finding, _catalog: Catalog): readonly string[] {
  return [];
}

/** Fixes for a finding in the text it was found in; preferred first. [] when there is nothing that can be done for the person. */
export function toolFixes(_finding: Finding, _document: TextDocument, _catalog: Catalog): readonly Fix[] {
  return [];
}
