// Ways out of a tool finding that the product can carry out itself. Only where a row of the catalogue says that one name takes the
// place of another and the code goes on to work; everything else is said in the message. The engine and assess.ts call it.

import type { Catalog } from '../../catalog/catalog.ts';
import type { Finding } from '../../model/finding.ts';
import type { Fix } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';
import { sha256 } from '../../text/hash.ts';
import { dropInEdits, dropInsOf, possibleDropIns, toolMeant } from './drop-ins.ts';
import { importLanguage, importStatements } from './import-statements.ts';

/** Titles of what `toolFixes` offers for a finding. [] when there is nothing that can be done for the person. */
export function toolFixTitles(
  { instead, evidence }: Pick<Finding, 'instead' | 'evidence'>,
  catalog: Catalog,
): readonly string[] {
  const alternative = instead === undefined ? undefined : catalog.tool(instead);
  if (alternative === undefined) return [];
  const isPossible =
    evidence?.some(({ fixData }) => fixData?.['dropIns']?.split(',').includes(alternative.id)) ?? false;
  return isPossible ? [`Use ${alternative.name} instead`] : [];
}

/** Fixes for a finding in the text it was found in; preferred first. [] when there is nothing that can be done for the person. */
export function toolFixes(
  finding: Pick<Finding, 'instead' | 'evidence' | 'toolId'>,
  { path, text }: TextDocument,
  catalog: Catalog,
): readonly Fix[] {
  const [title] = toolFixTitles(finding, catalog);
  const language = importLanguage(path);
  if (title === undefined || language === undefined) return [];
  const statements = importStatements(path, text, catalog).filter(
    (statement) => toolMeant(statement, language) === finding.toolId,
  );
  const [first] = statements;
  const dropIn = first && dropInsOf(first.tool, language).find((each) => each.with === finding.instead);
  if (dropIn === undefined || !possibleDropIns(statements, text, language).includes(dropIn.with)) return [];
  const edits = dropInEdits(statements, text, dropIn);
  return [
    {
      title,
      preferred: false,
      edits: [{ kind: 'modify', path, beforeHash: sha256(text), edits }],
      afterwards: dropIn.afterwards,
    },
  ];
}
