// The check data-environments-separate: settings for trying out beside those for live.

import { weights, type Check } from '../check.ts';
import { filesLike, passWith } from '../look.ts';
import { isSample } from '../paths.ts';
import { expression } from '../../text/expression.ts';

const settingsByEnvironment = expression()`
  (?:^|/)(?:
    \.env\.(?:development|staging|test)[^/]*|overlays/(?:prod|production|staging|dev)/.+|
    values-(?:prod|production|staging|dev)[^/]*\.ya?ml|environments/[^/]+/.+|[^/]+\.(?:prod|staging)\.tfvars|
    appsettings\.(?:Production|Staging|Development)\.json|
    application-(?:prod|staging|dev|test)\w*\.(?:ya?ml|properties)|config/environments/(?:production|staging)\.\w+
  )$
`;

/** Trying things out can’t touch real data. */
export const dataEnvironmentsSeparate: Check = {
  id: 'data-environments-separate',
  category: 'Data',
  title: 'Trying things out can’t touch real data',
  plain: 'Test and live must use different databases and keys.',
  why: 'A test that runs against the live database is one wrong command away from deleting it.',
  fix: 'Give trying out a database and keys of its own, and keep its settings in a file of its own.',
  source: 'https://12factor.net/dev-prod-parity',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'low',
  revision: 2,
  applies: ['database'],
  attest: 'Trying out and live have separate databases and keys.',
  evaluate(facts) {
    const found = filesLike(facts, settingsByEnvironment).filter(
      ({ path }) => !isSample(path) || /(?:^|\/)src\/test\//.test(path),
    );
    const evidence = found.map(({ shownPath }) => ({ path: shownPath, line: 1, note: 'settings of their own' }));
    return passWith(evidence.slice(0, 3), {
      state: 'unknown',
      because: 'Files do not tell whether trying out uses a database of its own.',
    });
  },
};
