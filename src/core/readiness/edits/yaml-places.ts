// Places in YAML files at which lines can be added without touching anything else: found by the parser, changed as text, so that
// comments, order and spacing stay as people wrote them.

import { isMap, isScalar, parseAllDocuments, type Document, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../../model/edit.ts';

/** Documents of a file; [] when it does not read (a Helm template, say): then nothing is changed. */
export function yamlDocuments(text: string): readonly Document[] {
  if (text.includes('{{')) return [];
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0) ? documents : [];
}

/** Lines behind the first key of a block map, at its indentation. Undefined for a map in braces or an empty one. */
export function insertInMap(text: string, map: YAMLMap, lines: readonly string[]): TextEdit | undefined {
  const [first, second] = map.items as readonly Pair[];
  if (map.flow === true || first === undefined) return undefined;
  const column = columnOf(text, keyOffset(first));
  const indent = ' '.repeat(column);
  const next = second === undefined ? undefined : keyOffset(second);
  const offset = next === undefined ? endOfLine(text, endOffset(first)) : next - column;
  if (next !== undefined && text.slice(offset, next).trim() !== '') return undefined;
  const gap = offset > 0 && text[offset - 1] !== '\n' ? '\n' : '';
  return { startOffset: offset, endOffset: offset, newText: gap + lines.map((line) => `${indent}${line}\n`).join('') };
}

/** Lines right before a key of a block map, at its indentation. */
export function insertBeforeKey(
  text: string,
  map: YAMLMap,
  key: string,
  lines: readonly string[],
): TextEdit | undefined {
  const pair = (map.items as readonly Pair[]).find((each) => isScalar(each.key) && each.key.value === key);
  if (pair === undefined || map.flow === true) return undefined;
  const column = columnOf(text, keyOffset(pair));
  const offset = keyOffset(pair) - column;
  if (text.slice(offset, offset + column).trim() !== '') return undefined;
  return {
    startOffset: offset,
    endOffset: offset,
    newText: lines.map((line) => `${' '.repeat(column)}${line}\n`).join(''),
  };
}

/** A map inside a map, by its keys. */
export function mapAt(node: unknown, ...keys: readonly string[]): YAMLMap | undefined {
  let at: unknown = node;
  for (const key of keys) at = isMap(at) ? at.get(key, true) : undefined;
  return isMap(at) ? at : undefined;
}

/** The text at a key of a map; undefined when it is something else. */
export function textAt(map: YAMLMap | undefined, key: string): string | undefined {
  const value: unknown = map?.get(key);
  return typeof value === 'string' ? value : undefined;
}

function keyOffset(pair: Pair): number {
  return isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

function endOffset(pair: Pair): number {
  const value = pair.value as { readonly range?: readonly number[] | null } | null;
  return value?.range?.[1] ?? keyOffset(pair);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
