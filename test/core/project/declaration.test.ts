import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDeclaration, tierOfAudience } from '../../../src/core/project/declaration.ts';
import { runs } from '../../support/runs.ts';

const places = (text: string): readonly string[] =>
  parseDeclaration(text).issues.map(
    (issue) => `${String(issue.line)}:${String(issue.column)} ${issue.severity} ${issue.code}`,
  );

describe('parseDeclaration', () => {
  it('reads what a team says of its project, with the line of each value', () => {
    const { declaration, issues } = parseDeclaration(
      'name: Labels\nowner: dana@acme.example\naudience: team\ndataClasses: [internal]\nprojects:\n  - path: ./apps/shop/\n    audience: external\n',
    );
    assert.deepEqual(issues, []);
    assert.equal(declaration?.owner, 'dana@acme.example');
    assert.equal(declaration.audience, 'team');
    assert.deepEqual(declaration.projects, [{ audience: 'external', path: 'apps/shop' }]);
    assert.equal(declaration.lines['/dataClasses'], 4);
    assert.equal(declaration.lines['/projects/0/audience'], 7);
  });

  it('names the place of each mistake', () => {
    assert.deepEqual(places('name: Labels\naudience: everybody\n'), ['2:11 error project/wrong-value']);
    assert.deepEqual(places('owner:\n  - dana\n'), ['2:3 error project/wrong-type']);
    assert.deepEqual(places('projects:\n  - path: ../other\n'), ['2:11 error project/path-outside']);
    assert.deepEqual(places('- a\n- b\n'), ['1:1 error project/wrong-type']);
    assert.deepEqual(places('name: a\nname: b\n'), ['2:1 error project/not-yaml']);
  });

  it('warns of unknown keys, offers the near one, and still reads the rest', () => {
    const { declaration, issues } = parseDeclaration('backup-owner: kim\nowner: dana\n');
    assert.equal(declaration?.owner, 'dana');
    assert.deepEqual([issues[0]?.severity, issues[0]?.suggestion, issues[0]?.column], ['warning', 'backupOwner', 1]);
  });

  it('reads an empty file as an empty declaration', () => {
    assert.deepEqual(parseDeclaration('').declaration?.projects, []);
    assert.deepEqual(parseDeclaration('# nothing yet\n').issues, []);
  });

  it('never throws, and gives a declaration or an error', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('name: a', 'projects:', '  - path: a', 'owner: &a b', '? [', 'x: *a'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { declaration, issues } = parseDeclaration(lines.join('\n'));
        assert.equal(
          declaration === undefined,
          issues.some((issue) => issue.severity === 'error'),
        );
        for (const issue of issues) assert.ok(issue.line >= 1 && issue.column >= 1);
      }),
      { numRuns: runs(200) },
    );
  });

  it('maps audiences to tiers', () => {
    assert.deepEqual((['me', 'team', 'company', 'external'] as const).map(tierOfAudience), [
      'sandbox',
      'internal',
      'internal',
      'production',
    ]);
  });
});
