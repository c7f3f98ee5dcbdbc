// Code that moves from one tool to another by changing the names it imports, because one package speaks to both.
// The imports detector asks which tool is meant; fixes.ts asks for the edits. The rows say which names those are.

import type { AiTool, DropIn, ImportLanguage } from '../../catalog/catalog.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { ImportStatement } from './import-statements.ts';

/** The tool that a statement speaks to: another one than the package's own when it takes only the other one's names. */
export function toolMeant({ tool, names }: ImportStatement, language: ImportLanguage): string {
  const dropIn = dropInsOf(tool, language).find(({ exports }) => {
    const theirs = new Set(Object.values(exports));
    return (
      names !== undefined &&
      names.some(({ name }) => theirs.has(name)) &&
      !names.some(({ name, isDefault }) => isDefault || name in exports)
    );
  });
  return dropIn?.with ?? tool.id;
}

/** Ids of tools that all statements of one tool in a file could move to. [] when one of them takes names in another way, or when
 *  the file sets an address of its own, which would go on to be called. */
export function possibleDropIns(
  statements: readonly ImportStatement[],
  text: string,
  language: ImportLanguage,
): readonly string[] {
  const [first] = statements;
  if (first === undefined) return [];
  const dropIns = dropInsOf(first.tool, language);
  if (dropIns.length === 0 || /base_?url|api_?base/i.test(text)) return [];
  return dropIns.filter((dropIn) => dropInEdits(statements, text, dropIn).length > 0).map((dropIn) => dropIn.with);
}

/** Edits that move the statements over; [] when that cannot be done for all of them. The local names stay as they are. */
export function dropInEdits(
  statements: readonly ImportStatement[],
  text: string,
  { exports }: DropIn,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { names } of statements) {
    const ours = (names ?? []).filter(({ name }) => name in exports);
    if (ours.length === 0) return [];
    for (const { name, isDefault, start, end } of ours) {
      const other = exports[name] ?? name;
      // Types that hang on the name (`OpenAI.Chat`) do not hang on the other one.
      if (new RegExp(`\\b${name}\\.[A-Z]`).test(text)) return [];
      const renamed = /^\s+as\s/.test(text.slice(end, end + 20)) ? other : `${other} as ${name}`;
      edits.push({ startOffset: start, endOffset: end, newText: isDefault ? `{ ${renamed} }` : renamed });
    }
  }
  return edits;
}

/** Rows for a language. */
export function dropInsOf(tool: AiTool, language: ImportLanguage): readonly DropIn[] {
  return (tool.dropIns ?? []).filter(({ languages }) => languages.some((each) => each === language));
}
