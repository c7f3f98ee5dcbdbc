import assert from 'node:assert/strict';
import { appendRuling } from '../../../src/core/project/rulings-file.ts';

const ruling = {
  check: 'data-backup',
  owner: 'dana@acme.example',
  by: 'kim@acme.example',
  at: '2026-11-24',
  reason: 'managed database: nightly copies',
  expires: '2027-02-01',
};

describe('appendRuling', () => {
  it('starts a file', () => {
    const result = appendRuling(undefined, ruling);
    assert.deepEqual(result, {
      id: 'data-backup-2026-11-24',
      text: `- id: data-backup-2026-11-24
  check: data-backup
  owner: dana@acme.example
  by: kim@acme.example
  at: 2026-11-24
  reason: "managed database: nightly copies"
  expires: 2027-02-01
`,
    });
  });

  it('keeps comments, order and style of what is there, and finds a new id', () => {
    const before = "# accepted by the security team\n- id: 'data-backup-2026-11-24'   # old\n  check: data-backup\n";
    const result = appendRuling(before, ruling);
    assert.ok('text' in result);
    assert.equal(result.id, 'data-backup-2026-11-24-2');
    assert.ok(
      result.text.startsWith(
        "# accepted by the security team\n- id: 'data-backup-2026-11-24' # old\n  check: data-backup\n",
      ),
    );
  });

  it('can be about a rule, for one tool in one file', () => {
    const { owner, by, at, reason, expires } = ruling;
    const decision = { owner, by, at, reason, expires };
    const result = appendRuling(undefined, { rule: 'ai-tool/unknown', tool: 'cohere', path: 'a.ts', ...decision });
    assert.ok('text' in result);
    assert.match(
      result.text,
      /^- id: cohere-2026-11-24\n {2}rule: ai-tool\/unknown\n {2}tool: cohere\n {2}path: a\.ts\n/,
    );
  });

  it('leaves a file alone that is no list or no YAML', () => {
    assert.ok('problem' in appendRuling('a: 1\n', ruling));
    assert.ok('problem' in appendRuling('- [\n', ruling));
  });

  it('keeps the line breaks of Windows', () => {
    const result = appendRuling('- id: a\r\n  check: b\r\n', ruling);
    assert.ok('text' in result && result.text.startsWith('- id: a\r\n  check: b\r\n- id: '));
    assert.ok(!result.text.replaceAll('\r\n', '').includes('\n'));
  });

  it('reads a file of comments as an empty list', () => {
    const result = appendRuling('# our waivers\n', ruling);
    assert.ok('text' in result && result.text.includes('# our waivers') && result.text.includes('check: data-backup'));
  });
});
