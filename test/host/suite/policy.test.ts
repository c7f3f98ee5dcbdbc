// A policy file in a real editor: what it says reaches the findings, its mistakes are shown in it, and a broken one opens nothing.

import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import type { CompletionList } from 'vscode';
import { at, closeAll, handrail, problems, remove, replaceAll, ruleOf, show, until, write } from './window.ts';

const manifestPath = 'host-suite/package.json';

describe('policy', () => {
  const policyPath = '.handrail/policy.yaml';
  const denying = [
    'apiVersion: handrail/v1',
    'kind: Policy',
    'metadata: {name: suite-policy, version: 1.0.0}',
    'mode: warn',
    'tools:',
    '  default: ask',
    '  deny:',
    '    - {id: openai, reason: No contract}',
    '',
  ].join('\n');
  const asking = denying.replace(/ {2}deny:\n.*\n/, '');

  const rules = (): readonly string[] => problems(at(manifestPath)).map(ruleOf);

  before(async () => {
    await (await handrail()).whenScanned();
    await write(manifestPath, '{\n  "dependencies": { "openai": "^4.0.0" }\n}\n');
  });
  afterEach(closeAll);
  after(async () => {
    await closeAll();
    await remove(policyPath);
    await remove('host-suite');
  });

  it('reaches the findings when it is saved, and leads from a finding to its line', async () => {
    await write(policyPath, denying);
    await until('a denied tool', () => rules().includes('ai-tool/unsanctioned'), rules);
    const [finding] = problems(at(manifestPath)).filter((each) => ruleOf(each) === 'ai-tool/unsanctioned');
    const [related] = finding?.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), at(policyPath).toString());
    assert.equal(related.location.range.start.line, 7);
    const document = await show(at(policyPath));
    await replaceAll(document, asking);
    await document.save();
    await until('no denied tool', () => !rules().includes('ai-tool/unsanctioned'), rules);
  });

  it('shows a mistake while one types, in the place of the mistake', async () => {
    await write(policyPath, denying);
    const document = await show(at(policyPath));
    await replaceAll(document, denying.replace('mode: warn', 'mode: wran'));
    const [mistake] = await until('a mistake', () => problems(document.uri).length > 0 && problems(document.uri));
    assert.equal(mistake?.range.start.line, 3);
    await replaceAll(document, denying);
    await until(
      'no mistake',
      () => problems(document.uri).length === 0,
      () => problems(document.uri),
    );
  });

  it('keeps its last good version while the file is broken', async () => {
    await write(policyPath, denying);
    await until('a denied tool', () => rules().includes('ai-tool/unsanctioned'), rules);
    await write(policyPath, 'apiVersion: handrail/v1\nkind: Policy\ntools: [unclosed\n');
    await until('the mistake in the file', () => problems(at(policyPath)).length > 0);
    await (await handrail()).findings(at(manifestPath));
    assert.ok(rules().includes('ai-tool/unsanctioned'), 'the last good policy still holds');
    await write(policyPath, asking);
    await until('the repaired policy', () => !rules().includes('ai-tool/unsanctioned'), rules);
    await until('no mistake', () => problems(at(policyPath)).length === 0);
  });

  it('completes keys', async () => {
    const document = await show(at(policyPath));
    await replaceAll(document, 'apiVersion: handrail/v1\nkind: Policy\n\n');
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().length - 1),
    );
    const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    for (const key of ['tools', 'mode', 'metadata']) assert.ok(labels.includes(key), labels.join(', '));
    assert.ok(workspace.textDocuments.length > 0);
  });
});
