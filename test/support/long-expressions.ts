// Finds regular expression literals with TypeScript's own parser. Used by architecture.test.ts.

import ts from 'typescript';

/** Literals of expressions in a file that are longer than so many signs, as `path:line`. */
export function longExpressions(path: string, text: string, most: number): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node) && node.text.length > most)
      found.push(`${path}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
