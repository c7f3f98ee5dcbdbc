// Reads one YAML text with the place of every value. Called by the declaration and the rulings; replaced by core/text/yaml-document.ts once it is there.

import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

export interface YamlPlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, UTF-16 code units. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface YamlReading {
  /** Plain value; undefined when the text does not parse. */
  readonly value: unknown;
  /** Syntax errors with their places. */
  readonly problems: readonly (YamlPlace & { readonly message: string })[];
  /** Place of a value by JSON pointer; that of the nearest parent when the pointer has none. */
  placeOf(pointer: string): YamlPlace;
  /** Place of a key by the JSON pointer of its value. */
  keyPlaceOf(pointer: string): YamlPlace;
}

/** Aliases beyond this many are refused: a short text could otherwise expand without end. */
const maxAliases = 50;

/** Parse a YAML text (1.2, one document). Never throws on bad text. Source: https://yaml.org/spec/1.2.2/ */
export function readYamlWithPlaces(text: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (start: number, end: number): YamlPlace => {
    const from = lines.linePos(start);
    const to = lines.linePos(end);
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  const values = new Map<string, YamlPlace>();
  const keys = new Map<string, YamlPlace>();
  const visit = (node: unknown, pointer: string): void => {
    const range = (node as Node | null)?.range;
    if (range) values.set(pointer, place(range[0], range[1]));
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const below = `${pointer}/${String(pair.key.value)}`;
        if (pair.key.range) keys.set(below, place(pair.key.range[0], pair.key.range[1]));
        visit(pair.value, below);
      }
    }
    if (isSeq(node))
      node.items.forEach((item, index) => {
        visit(item, `${pointer}/${String(index)}`);
      });
  };
  const problems: (YamlPlace & { message: string })[] = document.errors.map((error) => ({
    ...place(error.pos[0], error.pos[1]),
    message: error.message,
  }));
  let value: unknown;
  if (problems.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: maxAliases });
      visit(document.contents, '');
    } catch {
      problems.push({ ...place(0, 0), message: 'the text refers to itself too often' });
    }
  }
  const nearest = (places: ReadonlyMap<string, YamlPlace>, pointer: string): YamlPlace => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = places.get(at) ?? values.get(at);
      if (found) return found;
    }
    return values.get('') ?? place(0, 0);
  };
  return {
    value,
    problems,
    placeOf: (pointer) => nearest(values, pointer),
    keyPlaceOf: (pointer) => nearest(keys, pointer),
  };
}
