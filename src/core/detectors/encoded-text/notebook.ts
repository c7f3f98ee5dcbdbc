// Sensitive data in Jupyter notebooks: sources and outputs of cells are texts in pieces, written as JSON strings. They are put together
// and read as the code that they are; findings stand where the pieces do.
// Source: https://nbformat.readthedocs.io/en/latest/format_description.html

import type { DetectedMatch, Detector } from '../detector.ts';
import type { TextDocument } from '../../model/document.ts';
import { propertiesOf, readJsonTree, textAt, valueAt, type JsonNode } from '../../text/json-nodes.ts';
import { sensitiveDataDetector } from '../sensitive-data/detector.ts';

/** Longer notebooks are read as they stand alone: what makes them long is pictures. */
const longestNotebook = 8 * 1024 * 1024;

/** Sensitive data in the cells of a notebook. */
export const notebookDetector: Detector = {
  id: 'notebook',
  rules: [],
  appliesTo: (path) => path.endsWith('.ipynb'),
  detect: (document, context) => {
    if (document.text.length > longestNotebook) return {};
    const { root } = readJsonTree(document.text);
    const matches = blocksOf(root, document).flatMap((block) =>
      (sensitiveDataDetector.detect(block, context).matches ?? []).map((match) => placed(match, block)),
    );
    return { matches: matches.sort((a, b) => a.startOffset - b.startOffset) };
  },
};

/** The text of a cell or of an output. */
interface Block extends TextDocument {
  /** For each unit of the text where it is written in the notebook, and one more for where the last one ends. */
  readonly offsets: readonly number[];
}

function blocksOf(root: JsonNode | undefined, { path, text }: TextDocument): readonly Block[] {
  const name = path.slice(0, -'.ipynb'.length);
  const extension = textAt(root, 'metadata', 'language_info', 'file_extension') ?? '.py';
  const blocks: Block[] = [];
  const add = (node: JsonNode | undefined, ending: string): void => {
    const block = blockOf(node, name + ending, text);
    if (block !== undefined) blocks.push(block);
  };
  for (const cell of valueAt(root, 'cells')?.children ?? []) {
    add(valueAt(cell, 'source'), textAt(cell, 'cell_type') === 'markdown' ? '.md' : extension);
    for (const output of valueAt(cell, 'outputs')?.children ?? []) {
      for (const key of ['text', 'traceback', 'evalue']) add(valueAt(output, key), outputEnding);
      for (const [kind, data] of propertiesOf(valueAt(output, 'data'))) {
        if (/^text\/|json$/.test(String(kind.value))) add(data, outputEnding);
      }
    }
  }
  return blocks;
}

/** What a program prints is no code: values stand without quotes. */
const outputEnding = '.cfg';

/** @param node  a text, or a list of pieces of one. @returns undefined for everything else */
function blockOf(node: JsonNode | undefined, path: string, notebook: string): Block | undefined {
  const pieces = node?.type === 'array' ? (node.children ?? []) : node === undefined ? [] : [node];
  const offsets: number[] = [];
  let text = '';
  let end = 0;
  for (const { type, offset, length } of pieces) {
    if (type !== 'string') continue;
    end = offset + length - 1;
    for (let at = offset + 1; at < end;) {
      const width = notebook[at] !== '\\' ? 1 : notebook[at + 1] === 'u' ? 6 : 2;
      text += width === 1 ? (notebook[at] ?? '') : unescaped(notebook.slice(at, at + width));
      offsets.push(at);
      at += width;
    }
  }
  return text === '' ? undefined : { path, text, offsets: [...offsets, end] };
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(written: string): string {
  const sign = written[1] ?? '';
  return sign === 'u' ? String.fromCharCode(Number.parseInt(written.slice(2), 16)) : (controls[sign] ?? sign);
}

function placed(match: DetectedMatch, { offsets }: Block): DetectedMatch {
  const startOffset = offsets[match.startOffset] ?? 0;
  const last = offsets[match.endOffset - 1] ?? startOffset;
  const next = offsets[match.endOffset] ?? last + 1;
  // The next piece begins behind quotes and a line break; what ends a piece ends before them.
  return { ...match, startOffset, endOffset: next - last <= longestEscape ? next : last + 1 };
}

const longestEscape = 6;
