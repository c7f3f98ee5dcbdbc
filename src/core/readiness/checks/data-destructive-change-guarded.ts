// The check data-destructive-change-guarded: migrations that delete data without a way back.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import { linesSeen, noneFound } from '../look.ts';
import type { FactFile } from '../facts.ts';
import { filesWhich, ofText, textsWhich } from '../noted-facts.ts';
import { lineOf } from '../manifests.ts';
import { isSample } from '../paths.ts';
import { sqlStatements } from '../structure/sql-statements.ts';

const migration = /(?:^|\/)(?:migrations?|migrate|drizzle|prisma|flyway|versions)\/(?:.*\/)?[^/]+\.sql$/;
const isMigration = ({ path }: FactFile): boolean => migration.test(path) && !isSample(path);
const wayBack = /(?:\.down\.sql$|(?:^|\/)down\.sql$|(?:^|\/)(?:rollback|undo|U\d)[^/]*\.sql$)/i;
/** From here on the text says how to go back. Sources: goose, dbmate and tern documentation */
const downPart = /^[ \t]*--[ \t]*(?:\+goose\s+Down|migrate:down|----\s*create above)/im;
const saidSafe =
  /--[^\n]*\b(?:safe|unused|empty|backed? ?up|backup|irreversible|destructive|moved|copied|deprecated|no longer used|recreat|replac)\w*/i;

/** Statements that delete data, in the part of a migration that goes forward. */
function deletions(text: string, path: string): readonly CheckEvidence[] {
  if (wayBack.test(path)) return [];
  const down = downPart.exec(text);
  const forward = down === null ? text : text.slice(0, down.index);
  const hasWayBack = down !== null && text.slice(down.index + down[0].length).trim() !== '';
  if (hasWayBack) return [];
  const made = new Set(
    Array.from(
      forward.matchAll(
        /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."`]+)|\brename\s+to\s+([\w."`]+)/gi,
      ),
      (each) => nameOf(each[1] ?? each[2] ?? ''),
    ),
  );
  return sqlStatements(forward).flatMap(({ text: statement, offset }) => {
    const [, table] = /^drop\s+table\s+(?:if\s+exists\s+)?([\w."`]+)/i.exec(statement) ?? [];
    const isColumn = /^alter\s+table\s+[\s\S]*\bdrop\s+column\b/i.test(statement);
    const isRest = /^drop\s+schema\b|^truncate\b/i.test(statement);
    const isRemade = table !== undefined && made.has(nameOf(table));
    if ((table === undefined || isRemade) && !isColumn && !isRest) return [];
    const above = forward.slice(0, offset).split('\n').slice(-4).join('\n');
    if (saidSafe.test(above)) return [];
    return [{ path, line: lineOf(text, offset), note: statement.replaceAll(/\s+/g, ' ').slice(0, 80) }];
  });
}

function nameOf(name: string): string {
  return (name.split('.').at(-1) ?? name).replaceAll(/["`]/g, '').toLowerCase();
}

/** Changes that delete data are marked and reversible. */
export const dataDestructiveChangeGuarded: Check = {
  id: 'data-destructive-change-guarded',
  category: 'Data',
  title: 'Changes that delete data are marked and reversible',
  plain: 'Deleting a column can’t be undone by putting the old code back.',
  why: 'Putting the old code back does not bring a dropped column back.',
  fix: 'Do it in steps (add, move, then remove later), write how to go back, and say above the line why it is safe.',
  source: 'https://github.com/ankane/strong_migrations#removing-a-column',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: ['database'],
  evaluate(facts) {
    const files = filesWhich(facts, isMigration);
    const texts = textsWhich(facts, isMigration);
    const scripts = linesSeen(
      facts,
      /(?:^|\/)package\.json$/,
      /^[^\n]*\bprisma\s+(?:db\s+push|migrate\s+reset)[^"\n]*(?:--accept-data-loss|--force)/gm,
      'a command that may delete data',
    ).filter((seen) => !isSample(seen.path));
    const evidence = [
      ...files.flatMap(({ shownPath }) => {
        const text = texts.get(shownPath) ?? '';
        return ofText(facts, shownPath, text, 'deletions', () => deletions(text, shownPath));
      }),
      ...scripts,
    ];
    if (evidence.length > 0) {
      return {
        state: 'fail',
        evidence: evidence.slice(0, 10),
        because: `${String(evidence.length)} changes delete data and nothing beside them says how to go back.`,
      };
    }
    return noneFound(files, 'migrations', 'There are no SQL migrations here.');
  },
};
