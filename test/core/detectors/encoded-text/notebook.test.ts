// Cells and outputs of notebooks are read as texts; findings stand at their place in the notebook.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import { detectorsWith } from '../../../../src/core/detectors/registry.ts';
import { notebookDetector } from '../../../../src/core/detectors/encoded-text/notebook.ts';
import { ruleById } from '../../../../src/core/detectors/registry.ts';
import { scanDocument } from '../../../../src/core/scanner/scan-document.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const next = seededNumbers(31);
const value = sampleOf('{base62 28}', next);
const password = ['v9', 'Lm4T', 'b8R'].join('!');
const key = ['-----BEGIN RSA PRIVATE KEY-----', ...Array.from({ length: 6 }, () => sampleOf('{base64 64}', next))];

const notebook = (cells: readonly object[]) =>
  JSON.stringify({ cells, metadata: { language_info: { file_extension: '.py' } }, nbformat: 4 }, undefined, 1);
const code = (source: string | readonly string[], outputs: readonly object[] = []) => ({
  cell_type: 'code',
  source,
  outputs,
});
const scan = (text: string) =>
  scanDocument(
    { path: 'work/train.ipynb', text },
    {
      detectors: detectorsWith(undefined, false),
      catalog: builtinCatalog(),
      seesSecrets: true,
      severityOf: (id) => ruleById(id)?.severity ?? 'low',
      troubleOf: () => 'data',
    },
  ).matches;
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('notebooks', () => {
  it('a value in a source is found at its line, as loudly as in code', () => {
    const text = notebook([code(['import os\n', `api_token = "${value}"\n`])]);
    const [match, ...more] = scan(text);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [match?.ruleId, match?.severity, match?.region.startLine],
      ['sensitive-data/assigned-secret', 'medium', lineOf(text, value)],
    );
    assert.equal(text.slice(match?.region.startOffset, match?.region.endOffset), value);
  });

  it('a name behind a line break within one string is seen whole', () => {
    const text = notebook([code(`x = 1\npassword = "${password}"\n`)]);
    assert.deepEqual(
      scan(text).map(({ region }) => text.slice(region.startOffset, region.endOffset)),
      [password],
    );
  });

  it('what a cell has printed is read: streams, results, errors', () => {
    for (const output of [
      { output_type: 'stream', text: ['connecting\n', `API_TOKEN=${value}\n`] },
      { output_type: 'execute_result', data: { 'text/plain': [`{'api_token': '${value}'}`] } },
      { output_type: 'error', evalue: `bad api_token="${value}"`, traceback: [] },
    ]) {
      const text = notebook([code('run()', [output])]);
      assert.deepEqual(
        scan(text).map(({ region }) => [region.startLine, text.slice(region.startOffset, region.endOffset)]),
        [[lineOf(text, value), value]],
        output.output_type,
      );
    }
  });

  it('a key block over many strings is one finding from its first line on', () => {
    const text = notebook([
      code(['key = """\n', ...key.map((line) => `${line}\n`), '-----END RSA PRIVATE KEY-----"""\n']),
    ]);
    assert.deepEqual(
      scan(text).map(({ ruleId, region }) => [ruleId, region.startLine]),
      [['sensitive-data/private-key', lineOf(text, 'BEGIN')]],
    );
  });

  it('what is no notebook inside, is broken or has no cells says nothing', () => {
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"cells": 3}',
      '{"cells": [{"source": [1, null]}]}',
      '{"cells": [{"source": "\\u12"}]}',
    ])
      assert.deepEqual(notebookDetector.detect({ path: 'a.ipynb', text }, { catalog: builtinCatalog() }).matches, []);
  });
});
