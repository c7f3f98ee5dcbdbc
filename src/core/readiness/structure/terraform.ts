// Blocks and attributes of a Terraform text, with their lines. No library that reads HCL is small enough to ship, so this reads its
// structure only (blocks, labels, attributes as written) and evaluates nothing: what rests on it is a hint and never blocks.

import { lineOf } from '../manifests.ts';

/** One block. Lines are 1-based. */
export interface TerraformBlock {
  readonly path: string;
  /** `resource`, `backend`, `ingress` … */
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  /** Right sides as written, without comments, trimmed. */
  readonly attributes: ReadonlyMap<string, TerraformAttribute>;
  readonly blocks: readonly TerraformBlock[];
}

export interface TerraformAttribute {
  readonly value: string;
  readonly line: number;
}

const maxDepth = 50;

/** Blocks at the top of a text. Never throws; what does not look like a block or an attribute is passed over.
 *  Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export function readTerraform(text: string, path: string): readonly TerraformBlock[] {
  const readable = withoutComments(text);
  return readBody(readable, { at: 0 }, path, 0).blocks;
}

/** A block and all blocks in it, outermost first. */
export function* withInnerBlocks(block: TerraformBlock): Iterable<TerraformBlock> {
  yield block;
  for (const inner of block.blocks) yield* withInnerBlocks(inner);
}

interface Cursor {
  at: number;
}

interface Body {
  readonly attributes: Map<string, TerraformAttribute>;
  readonly blocks: TerraformBlock[];
}

const header = /([A-Za-z_][\w-]*)((?:[ \t]+(?:"[^"\n]*"|[A-Za-z_][\w-]*))*)[ \t]*\{/y;
const attribute = /([A-Za-z_][\w-]*)[ \t]*=(?!=)[ \t]*/y;

function readBody(text: string, cursor: Cursor, path: string, depth: number): Body {
  const body: Body = { attributes: new Map(), blocks: [] };
  while (cursor.at < text.length) {
    const character = text[cursor.at] ?? '';
    if (character === '}') {
      cursor.at++;
      return body;
    }
    if (/[A-Za-z_]/.test(character) && depth < maxDepth) {
      const start = cursor.at;
      header.lastIndex = start;
      const opened = header.exec(text);
      if (opened !== null) {
        cursor.at = header.lastIndex;
        const labels = Array.from(
          (opened[2] ?? '').matchAll(/"([^"]*)"|([\w-]+)/g),
          (label) => label[1] ?? label[2] ?? '',
        );
        const inner = readBody(text, cursor, path, depth + 1);
        body.blocks.push({ path, type: opened[1] ?? '', labels, line: lineOf(text, start), ...inner });
        continue;
      }
      attribute.lastIndex = start;
      const assigned = attribute.exec(text);
      if (assigned !== null) {
        const from = attribute.lastIndex;
        cursor.at = endOfExpression(text, from);
        body.attributes.set(assigned[1] ?? '', {
          value: text.slice(from, cursor.at).trim(),
          line: lineOf(text, start),
        });
        continue;
      }
      cursor.at = start + (/^[\w-]+/.exec(text.slice(start, start + 200))?.[0].length ?? 1);
      continue;
    }
    cursor.at = character === '"' ? endOfString(text, cursor.at) : cursor.at + 1;
  }
  return body;
}

/** The first line break, or closing brace of the block, outside of brackets and strings. */
function endOfExpression(text: string, from: number): number {
  const document = /^<<[-~]?\s*(\w+)[^\n]*\n/.exec(text.slice(from, from + 200));
  if (document !== null) {
    const end = new RegExp(`^[ \\t]*${document[1] ?? ''}[ \\t]*$`, 'm').exec(text.slice(from + document[0].length));
    return end === null ? text.length : from + document[0].length + end.index + end[0].length;
  }
  let depth = 0;
  for (let at = from; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth < 0) return at;
    if (character === '\n' && depth === 0) return at;
    at++;
  }
  return text.length;
}

/** Behind the closing quote; templates (`${…}`) may hold quotes of their own. */
function endOfString(text: string, from: number): number {
  let depth = 0;
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (text.startsWith('${', at) && text[at - 1] !== '$') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (depth === 0 && (character === '"' || character === '\n')) return at + 1;
  }
  return text.length;
}

/** Comments become spaces, so that lines stay; `#` and `//` in strings are no comments. */
function withoutComments(text: string): string {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*/g, (found) =>
    found.startsWith('"') ? found : found.replaceAll(/[^\n]/g, ' '),
  );
}
