// Values of settings in JSON and TOML by the names they stand under, so that a check never takes a key of another object, a comment or
// a text for the setting it asks about. What stands behind a mistake in a file is read as far as it can be.

import { walkJson } from '../../packages/json-walk.ts';
import { LineIndex } from '../../text/line-index.ts';
import { readToml } from '../../text/toml-places.ts';

export interface SettingsValue {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Names from the top joined by `.`, such as `scripts.test`; positions in lists are left out. */
  readonly name: string;
  /** Text, number or truth as it stands. Undefined for the name alone: each name is listed once without a value, tables of TOML, too. */
  readonly value?: string;
  /** 1-based. */
  readonly line: number;
}

/** Files whose settings checks ask about. */
const settingsFile =
  /(?:^|\/)(?:package\.json|composer\.json|(?:vercel|now|firebase|eas)\.json|pyproject\.toml|Cargo\.toml|fly\.toml|\.replit)$/;
/** More than this is no file that somebody wrote. */
const mostValues = 5000;

export function hasSettings(path: string): boolean {
  return settingsFile.test(path);
}

/** All names and values in order. Never throws. */
export function readSettingsValues(text: string, path: string): readonly SettingsValue[] {
  const values: SettingsValue[] = [];
  const lines = new LineIndex(text);
  const add = (name: string, offset: number, value?: string): void => {
    if (values.length >= mostValues) return;
    values.push({ path, name, ...(value !== undefined && { value }), line: lines.lineIndexAt(offset) + 1 });
  };
  if (path.endsWith('.json')) {
    walkJson(text, true, {
      onKey: (names, offset) => {
        add(nameOf(names), offset);
      },
      onValue: (names, value, offset) => {
        if (typeof value === 'string') add(nameOf(names), offset, value);
        else if (typeof value === 'number' || typeof value === 'boolean') add(nameOf(names), offset, String(value));
      },
    });
    return values;
  }
  const { tables, entries } = readToml(text);
  for (const { names, start } of tables) add(nameOf(names), start);
  for (const { table, key, keyStart, texts, raw } of entries) {
    const name = nameOf([...table, ...key]);
    add(name, keyStart);
    if (texts.length === 0) add(name, keyStart, raw);
    for (const { value, start } of texts) add(name, start, value);
  }
  return values;
}

function nameOf(names: readonly (string | number)[]): string {
  return names.filter((name) => typeof name === 'string').join('.');
}
