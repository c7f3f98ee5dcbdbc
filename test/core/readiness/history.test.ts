import assert from 'node:assert/strict';
import { earlierReport, parseHistory, withToday } from '../../../src/core/readiness/history.ts';
import { renderHtml } from '../../../src/core/readiness/render-html.ts';
import { renderMarkdown } from '../../../src/core/readiness/render-markdown.ts';
import { renderText } from '../../../src/core/readiness/render-text.ts';
import { readinessNodes } from '../../../src/extension/tree/readiness-nodes.ts';
import type { TreeNode } from '../../../src/extension/tree/tree-node.ts';
import { readinessOf } from './workspace.ts';
import { Uri } from 'vscode';

const older = { day: '2026-11-20', level: 'none', percent: 30, coverage: 80, checkSet: 'handrail/1' } as const;

describe('the history of a workspace', () => {
  it('keeps what each check said for two days, and the figures for all', async () => {
    const report = await readinessOf({ files: {} });
    const two = withToday(withToday([older], report, '2026-11-22'), report, '2026-11-23');
    const three = withToday(two, report, '2026-11-24');
    assert.deepEqual(
      three.map(({ day, checks }) => [day, checks?.length]),
      [
        ['2026-11-20', undefined],
        ['2026-11-22', undefined],
        ['2026-11-23', report.checks.length],
        ['2026-11-24', report.checks.length],
      ],
    );
    assert.deepEqual(parseHistory(JSON.stringify(three)), three);
  });

  it('compares with the last day before, not with an earlier look of the same day', async () => {
    const report = await readinessOf({ files: {} });
    const history = withToday(withToday([], report, '2026-11-22'), { ...report, checkSet: 'x' }, '2026-11-24');
    assert.equal(earlierReport(history, '2026-11-24')?.checkSet, report.checkSet);
    assert.equal(earlierReport(history.slice(1), '2026-11-24'), undefined);
  });

  it('reads what older versions kept, and drops what does not read', () => {
    assert.deepEqual(parseHistory(JSON.stringify([older, { day: 1 }, null])), [older]);
    assert.equal(earlierReport([older], '2026-11-24'), undefined);
    const broken = { ...older, checks: [{ id: 'a', state: 'fine', revision: 1 }], newRules: [1] };
    assert.deepEqual(parseHistory(JSON.stringify([broken])), [older]);
    assert.deepEqual(parseHistory('{'), []);
  });
});

describe('a change that comes from a new rule', () => {
  it('is labelled in text, Markdown, page, trend and tree, and nothing else is', async () => {
    const before = await readinessOf({ files: {} });
    const fresh = before.checks.find(({ state }) => state === 'fail');
    assert.ok(fresh);
    const known = { ...before, checks: before.checks.filter((check) => check !== fresh) };
    const history = withToday([older], known, '2026-11-23');
    const report = await readinessOf({ files: {} }, { earlier: earlierReport(history, '2026-11-24')! });
    const count = (text: string): number => text.split('new rule').length - 1;

    const text = renderText(report, { details: true, voice: 'plain' });
    assert.match(text, new RegExp(`\\[${fresh.id}\\][^\\n]*\\(new rule\\)\\n`));
    assert.equal(count(text), 1);
    const markdown = renderMarkdown(report);
    assert.match(markdown, new RegExp(`\\(new rule\\) \\| [^|]*\`${fresh.id}\``));
    assert.equal(count(markdown), 1);
    const page = renderHtml(report, { voice: 'plain', history, day: '2026-11-24' });
    assert.equal(count(page), 1);
    assert.match(page, new RegExp(`<title>New rules on 2026-11-24 ${fresh.id}</title>`));
    assert.deepEqual(withToday(history, report, '2026-11-24').at(-1)?.newRules, [fresh.id]);

    const folder = { uri: Uri.file('/shop'), name: 'shop', index: 0 };
    const rows: TreeNode[] = [];
    const visit = (node: TreeNode): void => {
      rows.push(node);
      node.children?.forEach(visit);
    };
    readinessNodes([{ folder, phase: 'ready', readiness: report }]).forEach(visit);
    const labelled = rows.filter(({ description }) => description?.includes('new rule'));
    assert.deepEqual(
      labelled.map(({ label, description }) => [label, description]),
      [[fresh.title, fresh.requiredFrom === 'advice' ? 'missing, advice, new rule' : 'missing, new rule']],
    );
    assert.match(labelled[0]?.spoken ?? '', /new rule$/);
  });
});
