// The check data-schema-versioned: migrations in the repository.

import { weights, type Check } from '../check.ts';
import { filesLike, missing, passWith } from '../look.ts';
import { isSample } from '../paths.ts';
import { expression } from '../../text/expression.ts';

const migrationFiles = expression()`
  (?:^|/)(?:(?:\w+_)?migrations?|alembic/versions|db/migrate|db/migration|flyway|liquibase|drizzle|Migrations)/.+|
  (?:^|/)migrations?\.(?:py|ts|js)$|(?:^|/)scripts/(?:sql/)?\d{2,4}[-_][\w-]+\.sql$
`;

/** Changes to the database are written down in order. */
export const dataSchemaVersioned: Check = {
  id: 'data-schema-versioned',
  category: 'Data',
  title: 'Changes to the database are written down in order',
  plain: 'Then a copy can be rebuilt and a bad change found.',
  why: 'A schema that lives only in the running database cannot be reviewed, rebuilt or rolled back.',
  fix: 'Start the migration tool of your database library and commit what it writes.',
  source: 'https://12factor.net/admin-processes',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 2,
  confidence: 'high',
  revision: 4,
  applies: ['database'],
  evaluate(facts) {
    const found = filesLike(facts, migrationFiles).filter(
      ({ path }) => !isSample(path) && !/discarded|(?:^|\/)components\/|\.(?:[jt]sx|vue|svelte)$/.test(path),
    );
    const evidence = found.map(({ shownPath }) => ({ path: shownPath, line: 1, note: 'changes are written down' }));
    return passWith(evidence.slice(0, 3), missing('No folder of migrations was found.'));
  },
};
