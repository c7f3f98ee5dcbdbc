// Reads imports with TypeScript's own parser and holds them against a table of who may import whom. Used by architecture.test.ts.

import { posix } from 'node:path';
import ts from 'typescript';

/** One import, export-from, dynamic import or import type. */
export interface Import {
  /** Relative to `src/`. */
  readonly from: string;
  /** 1-based. */
  readonly line: number;
  /** Relative to `src/` for our own files; the bare name for everything else. */
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

/** Parts of the product and what each may import. A name with a slash at the end or a file; `type:` in front of an entry
 *  allows types alone. The longest name that fits a file is its part. */
export type PartTable = Readonly<Record<string, readonly string[]>>;

/** All imports of one file. @param path relative to `src/` */
export function importsOf(path: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const own = specifier.text.startsWith('.');
    const to = own ? posix.join(posix.dirname(path), specifier.text) : specifier.text;
    found.push({ from: path, line: source.getLineAndCharacterOfPosition(specifier.pos).line + 1, to, own, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The part a file belongs to; undefined when the table knows none. */
export function partOf(path: string, table: PartTable): string | undefined {
  return Object.keys(table)
    .filter((part) => path === part || (part.endsWith('/') && path.startsWith(part)))
    .sort((a, b) => b.length - a.length)[0];
}

/** Imports of our own files that the table does not allow, as `file:line imports file`. */
export function forbiddenImports(imports: readonly Import[], table: PartTable): readonly string[] {
  return imports.filter((each) => each.own && !isAllowed(each, table)).map(describeImport);
}

/** For messages: where an import stands and what it names. */
export function describeImport(each: Import): string {
  return `src/${each.from}:${String(each.line)} imports ${each.own ? `src/${each.to}` : each.to}`;
}

/** The first circle of files that import one another, types included. @returns undefined when there is none */
export function importCycle(imports: readonly Import[]): readonly string[] | undefined {
  const targets = new Map<string, string[]>();
  for (const each of imports) {
    if (each.own) targets.set(each.from, [...(targets.get(each.from) ?? []), each.to]);
  }
  const done = new Set<string>();
  const search = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of targets.get(file) ?? []) {
      const cycle = search(target, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = search(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function isAllowed(each: Import, table: PartTable): boolean {
  const [from, to] = [partOf(each.from, table), partOf(each.to, table)];
  if (from === undefined || to === undefined) return false;
  const allowed = table[from] ?? [];
  return from === to || allowed.includes(to) || (each.typeOnly && allowed.includes(`type:${to}`));
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : undefined;
  return !clause.name && named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly);
}
