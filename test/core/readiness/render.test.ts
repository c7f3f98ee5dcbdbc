import assert from 'node:assert/strict';
import { renderMarkdown } from '../../../src/core/readiness/render-markdown.ts';
import { renderText } from '../../../src/core/readiness/render-text.ts';
import { readinessOf } from './workspace.ts';

describe('readiness in words', () => {
  it('starts with the verdict, the level and why this tier, then the next steps', async () => {
    const text = renderText(await readinessOf({ files: { CNAME: 'shop.nordwind.de\n' } }), {
      details: false,
      voice: 'plain',
    });
    const lines = text.split('\n');
    assert.equal(lines[0], 'Not ready for production (people outside the company can reach it) yet.');
    assert.match(lines[1] ?? '', /Level reached: /);
    assert.match(lines[3] ?? '', /CNAME:1 {2}The site has its own internet address/);
    assert.match(text, /Next steps\n {2}1\. /);
    assert.match(text, /no {8}There is at least one automatic test \[test-exists\]\n/);
    assert.match(text, /%/);
    assert.doesNotMatch(text, /undefined/);
  });

  it('escapes what comes from the workspace', async () => {
    const report = await readinessOf({ files: { 'a|`b`.test.ts': 'it.only("x", f)' } });
    const markdown = renderMarkdown(report);
    assert.match(markdown, /\| \*\*no\*\* \| No test is switched off/);
    assert.ok(markdown.includes('`a  b .test.ts:1`'));
  });
});
