// The values of YAML texts with their places, for files that others write: manifests, pipelines, deployments.
// Keys that occur twice, tags and several documents are fine here; aliases are not followed.

import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { deeperThan } from '../text/nesting.ts';

export interface YamlScalar {
  /** Keys and list positions from the top of its document. */
  readonly path: readonly string[];
  readonly value: string;
  /** Of the value without its quotes. */
  readonly start: number;
  readonly end: number;
  /** Of its key; that of the value in lists. */
  readonly keyStart: number;
}

/** Longer texts are not read: people do not write them, and the library holds many times their size. */
const maxLength = 1_000_000;
const maxDepth = 60;

/** All values that are not lists or maps, in order. Never throws. Source: https://yaml.org/spec/1.2.2/ */
export function readYamlScalars(text: string): {
  readonly scalars: readonly YamlScalar[];
  readonly problemAt?: number;
} {
  const scalars: YamlScalar[] = [];
  const tooDeepAt = deeperThan(text, maxDepth) ?? /(?:[-?:][ \t]+){60}/.exec(text)?.index;
  if (tooDeepAt !== undefined) return { scalars, problemAt: tooDeepAt };
  if (text.length > maxLength) return { scalars };
  let problemAt: number | undefined;
  const visit = (node: unknown, path: readonly string[], keyStart: number | undefined): void => {
    if (path.length > maxDepth) return;
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const at = key.range?.[0] ?? 0;
        if (value === null) scalars.push({ path: [...path, name], value: '', start: at, end: at, keyStart: at });
        else visit(value, [...path, name], at);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        visit(item, [...path, String(index)], undefined);
      });
    } else if (isScalar(node) && node.range) {
      const [start, end] = node.range;
      const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
      const place = { start: start + quote, end: Math.max(start + quote, end - quote) };
      scalars.push({ path, value: plainText(node.value), ...place, keyStart: keyStart ?? start });
    }
  };
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    if (!Array.isArray(documents)) return { scalars };
    for (const document of documents) {
      const [error] = document.errors;
      if (error !== undefined) problemAt ??= error.pos[0];
      visit(document.contents, [], undefined);
    }
  } catch {
    // The library runs out of stack on texts that are nested too deeply.
    problemAt ??= 0;
  }
  return { scalars, ...(problemAt === undefined ? {} : { problemAt }) };
}

function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
