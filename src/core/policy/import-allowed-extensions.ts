// Takes over `extensions.allowed` of VS Code, from settings or from a device policy: which extensions of AI tools may be installed says
// which of those tools are allowed. Source: https://code.visualstudio.com/docs/setup/enterprise#_configure-allowed-extensions

import { parse as parseJson, type ParseError } from 'jsonc-parser';
import type { Catalog } from '../catalog/catalog.ts';
import type { CannotImport, Imported, ImportedTool } from './imported.ts';
import { isRecord } from '../text/parsed-value.ts';

/** Read settings (`{"extensions.allowed": {…}}`), a policy file (`{"AllowedExtensions": …}`), or the value alone. */
export function importAllowedExtensions(text: string, file: string, catalog: Catalog): Imported | CannotImport {
  const allowed = allowedIn(text);
  if (allowed === undefined)
    return { problem: `${file} has no "extensions.allowed", so there is nothing to take over.` };
  const [allow, deny]: [ImportedTool[], ImportedTool[]] = [[], []];
  const notes: string[] = [];
  for (const tool of catalog.tools) {
    const all = (tool.evidence.extensions ?? [])
      .map((id) => verdictOn(id, allowed))
      .filter((each) => each !== undefined);
    // Of a tool with several extensions, too, what is said of one by its name beats what is said of its publisher.
    const byName = all.filter(({ key }) => key.includes('.'));
    const said = byName.length > 0 ? byName : all;
    const [by] = said;
    if (by === undefined) continue;
    const isAllowed = by.value !== false;
    const against = said.find(({ value }) => (value !== false) !== isAllowed);
    if (against !== undefined) {
      notes.push(
        `${tool.id}: extensions.allowed says one thing of ${by.key} and another of ${against.key}; decide which.`,
      );
      continue;
    }
    (isAllowed ? allow : deny).push({ id: tool.id, reason: `extensions.allowed says so of ${by.key}` });
    if (Array.isArray(by.value) || by.value === 'stable') {
      notes.push(`${tool.id}: extensions.allowed names versions of ${by.key}; add "versions" if they matter.`);
    }
  }
  if (allowed['*'] === true)
    notes.push('"*": true allows every extension; what is not listed here is still asked about.');
  return { allow, deny, notes };
}

type Allowed = Readonly<Record<string, unknown>>;

/** An exact id beats its publisher, which beats `*`; `*` alone says nothing about a single tool. */
function verdictOn(extension: string, allowed: Allowed): { readonly key: string; readonly value: unknown } | undefined {
  const keys = [extension, extension.split('.')[0] ?? ''];
  for (const wanted of keys) {
    const key = Object.keys(allowed).find((each) => each.toLowerCase() === wanted.toLowerCase());
    if (key !== undefined) return { key, value: allowed[key] };
  }
  return undefined;
}

function allowedIn(text: string): Allowed | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isRecord(value)) return undefined;
  for (const key of ['extensions.allowed', 'AllowedExtensions']) {
    const found = value[key];
    // In a device policy the value is a text that holds JSON.
    if (typeof found === 'string') return allowedIn(found);
    if (isRecord(found)) return found;
  }
  const isValueAlone =
    Object.keys(value).length > 0 &&
    Object.keys(value).every((key) => key === '*' || /^[\w-]+(?:\.[\w-]+)?$/.test(key));
  const hasVerdicts = Object.values(value).every(
    (each) => typeof each === 'boolean' || each === 'stable' || Array.isArray(each),
  );
  return isValueAlone && hasVerdicts ? value : undefined;
}
