// Reading JSON with comments by its nodes, so that every value keeps its place. Settings of editors and agents are read this way.

import { parseTree, type Node as JsonNode, type ParseError } from 'jsonc-parser';
import { deeperThan, maxJsonDepth } from './nesting.ts';

export type { JsonNode };

/** The tree of a text; comments and commas at the end are fine, since the programs that read such files take them. */
export interface JsonTree {
  readonly root: JsonNode | undefined;
  /** Offset of the first mistake; what could be understood around it is in the tree. */
  readonly problemAt?: number;
}

/** Never throws. Source: https://code.visualstudio.com/docs/languages/json#_json-with-comments */
export function readJsonTree(text: string): JsonTree {
  const tooDeepAt = deeperThan(text, maxJsonDepth);
  if (tooDeepAt !== undefined) return { root: undefined, problemAt: tooDeepAt };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  return { root, ...(first === undefined ? {} : { problemAt: first.offset }) };
}

/** Keys and values of an object in order; [] for everything else. */
export function propertiesOf(node: JsonNode | undefined): readonly (readonly [JsonNode, JsonNode])[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [[key, value] as const] : [];
  });
}

/** The value below keys; undefined where one is missing. Keys are taken whole: `a.b` is one key. */
export function valueAt(node: JsonNode | undefined, ...keys: readonly string[]): JsonNode | undefined {
  return keys.reduce<JsonNode | undefined>(
    (at, key) => propertiesOf(at).find(([name]) => name.value === key)?.[1],
    node,
  );
}

/** The text below keys; undefined for what is no text. */
export function textAt(node: JsonNode | undefined, ...keys: readonly string[]): string | undefined {
  const value: unknown = valueAt(node, ...keys)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A text and where it stands, quotes included. */
export interface JsonText {
  readonly value: string;
  readonly offset: number;
  readonly length: number;
}

/** The members of a list that are texts; [] for everything else. */
export function textNodesOf(node: JsonNode | undefined): readonly JsonText[] {
  return node?.type === 'array' ? (node.children ?? []).flatMap((child) => textNode(child) ?? []) : [];
}

/** A node as a text; undefined for what is none. */
export function textNode({ value, offset, length }: JsonNode): JsonText | undefined {
  return typeof value === 'string' ? { value, offset, length } : undefined;
}
