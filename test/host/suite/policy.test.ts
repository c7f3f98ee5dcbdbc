// A policy file in a real editor: what it says reaches the findings, its mistakes are shown in it, and a broken one opens nothing.

import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import type { CodeAction, CodeLens, CompletionList, FoldingRange, Hover, Location, MarkdownString } from 'vscode';
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

  it('leads from an entry to the line of the layer above, and says what is in force', async () => {
    await write(policyPath, asking);
    const company = denying.replace('suite-policy', 'company');
    await write('ai-policy.yaml', company);
    try {
      const document = await show(at(policyPath));
      await replaceAll(document, denying);
      const position = document.positionAt(denying.indexOf('openai') + 2);
      const definition = await until('a definition', async () => {
        const found = await commands.executeCommand<readonly Location[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          position,
        );
        return found.find((each) => each.uri.path.endsWith('/ai-policy.yaml'));
      });
      assert.equal(definition.range.start.line, 7);
      const hovers = await commands.executeCommand<readonly Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const words = hovers.flatMap(({ contents }) => (contents as readonly MarkdownString[]).map(({ value }) => value));
      assert.match(words.join('\n'), /In force:\*\* `deny`, set by the organisation policy/);
    } finally {
      await closeAll();
      await remove('ai-policy.yaml');
    }
  });

  it('says above an entry whom it affects, and folds', async () => {
    await write(policyPath, denying);
    const document = await show(at(policyPath));
    const [lens] = await until('a code lens', async () => {
      const found = await commands.executeCommand<readonly CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        9,
      );
      return found.some(({ command }) => command?.title.startsWith('In use here: ')) && found;
    });
    assert.equal(lens?.range.start.line, 7);
    const folds = await commands.executeCommand<readonly FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(folds.some(({ start, end }) => start === 4 && end === 7));
  });

  it('mends a mistyped value and adds a missing end', async () => {
    await write(policyPath, denying);
    const document = await show(at(policyPath));
    const exceptions = 'exceptions:\n  - {id: E1, rule: sensitive-data/iban, owner: dana, reason: move}\n';
    await replaceAll(document, `${denying}${exceptions}`);
    await until('the mistake', () => problems(document.uri).some((each) => ruleOf(each) === 'policy/missing-key'));
    const [mistake] = problems(document.uri);
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      mistake?.range,
    );
    const [action] = actions.filter(({ title }) => title.startsWith('Add "expires: '));
    assert.ok(action?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await workspace.applyEdit(action.edit));
    await until(
      'no mistake',
      () => problems(document.uri).every((each) => ruleOf(each) !== 'policy/missing-key'),
      () => problems(document.uri),
    );
  });

  it('shows mistakes in the tests of a policy', async () => {
    await write('ai-policy.test.yaml', '- {name: x, given: {tool: a}, expect: {outcome: alowed}}\n');
    try {
      const document = await show(at('ai-policy.test.yaml'));
      const [mistake] = await until('a mistake', () => problems(document.uri).length > 0 && problems(document.uri));
      assert.match(mistake?.message ?? '', /Did you mean "allowed"/);
      const green = '- {name: x, given: {tool: openai}, expect: {outcome: blocked}}\n';
      await replaceAll(document, green);
      await until(
        'a red test',
        () => problems(document.uri).some((each) => ruleOf(each) === 'policy-test/red'),
        () => problems(document.uri),
      );
      const position = document.positionAt(green.indexOf('blocked') + 2);
      const hovers = await commands.executeCommand<readonly Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const words = hovers.flatMap(({ contents }) => (contents as readonly MarkdownString[]).map(({ value }) => value));
      assert.match(words.join('\n'), /✗ Red: it is \*\*\w+/);
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('waived') && !labels.includes('overridden'), labels.join(', '));
    } finally {
      await closeAll();
      await remove('ai-policy.test.yaml');
    }
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
