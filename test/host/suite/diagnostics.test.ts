// Findings in a real editor: they come and go with what one types, lead to an explanation, and offer a way out.

import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, DiagnosticSeverity, Range, workspace } from 'vscode';
import type { CodeAction, Hover, MarkdownString } from 'vscode';
import {
  closeAll,
  fabricatedKey,
  handrail,
  problems,
  remove,
  replaceAll,
  ruleOf,
  show,
  until,
  write,
} from './window.ts';

describe('findings while one types', () => {
  const path = 'host-suite/typing.ts';

  before(async () => {
    await (await handrail()).whenScanned();
  });
  afterEach(async () => {
    await closeAll();
    await remove('host-suite');
  });

  const withKey = (): string => `export const a = 1;\nconst stripeKey = '${fabricatedKey()}';\n`;

  it('come when a key is typed and go when it is taken away, nothing saved', async () => {
    const document = await show(await write(path, 'export const a = 1;\n'));
    assert.deepEqual(problems(document.uri), []);
    await replaceAll(document, withKey());
    const [problem] = await until('a finding', () => problems(document.uri).length > 0 && problems(document.uri));
    assert.ok(problem);
    assert.match(ruleOf(problem), /^sensitive-data\//);
    assert.equal(problem.range.start.line, 1);
    assert.equal(document.getText(problem.range), fabricatedKey(), 'the range is the value alone');
    assert.ok(!problem.message.includes(fabricatedKey()), 'the message never holds the value');
    assert.notEqual(problem.severity, DiagnosticSeverity.Hint);
    await replaceAll(document, 'export const a = 1;\n');
    await until(
      'no finding',
      () => problems(document.uri).length === 0,
      () => problems(document.uri).map(ruleOf),
    );
  });

  it('offer a fix, ignoring with a reason, and why; the fix takes the finding away', async () => {
    const document = await show(await write(path, withKey()));
    const [problem] = await until('a finding', () => problems(document.uri).length > 0 && problems(document.uri));
    assert.ok(problem);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const titles = actions.map((action) => action.title);
    assert.ok(titles.includes('Ignore with a reason…'), titles.join(', '));
    assert.ok(titles.includes('Why is this flagged?'), titles.join(', '));
    const fix = actions.find((action) => action.isPreferred);
    assert.ok(fix?.edit, `no preferred fix among ${titles.join(', ')}`);
    assert.ok(await workspace.applyEdit(fix.edit));
    await until(
      'no finding',
      () => problems(document.uri).length === 0,
      () => document.getText(),
    );
    assert.ok(!document.getText().includes(fabricatedKey()));
  });

  it('are silenced by a comment that gives a reason, and only then', async () => {
    const document = await show(await write(path, withKey()));
    const [problem] = await until('a finding', () => problems(document.uri).length > 0 && problems(document.uri));
    assert.ok(problem);
    const comment = `// handrail-ignore ${ruleOf(problem)}: fabricated value of a test\n`;
    await replaceAll(document, withKey().replace('const stripeKey', `${comment}const stripeKey`));
    await until(
      'no finding',
      () => problems(document.uri).length === 0,
      () => problems(document.uri).map(ruleOf),
    );
    const known = await (await handrail()).findings(document.uri);
    assert.equal(known[0]?.suppressed?.by, 'inline');
  });

  it('explain themselves in a hover, without the value', async () => {
    const document = await show(await write(path, withKey()));
    const [problem] = await until('a finding', () => problems(document.uri).length > 0 && problems(document.uri));
    assert.ok(problem);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      problem.range.start,
    );
    const texts = hovers.flatMap((hover) => hover.contents as MarkdownString[]).map((part) => part.value);
    const ours = texts.find((text) => text.includes('Next step'));
    assert.ok(ours, texts.join('\n'));
    assert.ok(!ours.includes(fabricatedKey()));
  });

  it('are there for files that nobody opened, after another program wrote them', async () => {
    const unopened = path.replace('.ts', '-unopened.ts');
    const uri = await write(unopened, withKey());
    await until('a finding', () => problems(uri).length > 0);
    await remove(unopened);
    await until('no finding', () => problems(uri).length === 0);
  });

  it('come and go with a whole folder, of whose files an editor does not always tell', async () => {
    for (let round = 0; round < 4; round++) {
      const uri = await write('host-suite/fresh/deep/unopened.ts', withKey());
      await until('a finding', () => problems(uri).length > 0);
      await remove('host-suite/fresh');
      if (round % 2 === 1) await until('no finding', () => problems(uri).length === 0);
    }
  });

  it('stay out of Problems when the surface setting says so', async () => {
    const document = await show(await write(path, withKey()));
    await until('a finding', () => problems(document.uri).length > 0);
    const settings = workspace.getConfiguration('handrail');
    try {
      await settings.update('surface', 'sidebarOnly', ConfigurationTarget.Global);
      await until('no problem', () => problems(document.uri).length === 0);
      assert.notEqual((await (await handrail()).findings(document.uri)).length, 0, 'they are known all the same');
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(1, 0, 1, 40),
      );
      assert.ok(!actions.some((action) => action.title === 'Why is this flagged?'));
    } finally {
      await settings.update('surface', undefined, ConfigurationTarget.Global);
    }
    await until('a finding again', () => problems(document.uri).length > 0);
  });
});
