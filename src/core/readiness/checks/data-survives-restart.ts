// The check data-survives-restart: data kept in memory or in files of a host that wipes them.

import { weights, type Check } from '../check.ts';
import { filesSeen, hitsOf, linesSeen, nothingInCode, packagesSeen, settingsSeen } from '../look.ts';

/** Data isn’t kept somewhere that vanishes. */
export const dataSurvivesRestart: Check = {
  id: 'data-survives-restart',
  category: 'Data',
  title: 'Data isn’t kept somewhere that vanishes',
  plain: 'Many hosts wipe local files at each release. Data in memory or in a local file is lost.',
  why: 'Serverless and container hosts start from an empty disk: what was written there is gone after the next release.',
  fix: 'Move the data to a managed database, and sessions to a store such as Redis or a table.',
  source: 'https://12factor.net/processes',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 3,
  confidence: 'medium',
  revision: 3,
  applies: ['webServer'],
  evaluate(facts) {
    const sessions = facts.memorySessions;
    if (sessions.length > 0) {
      return { state: 'fail', evidence: sessions, because: 'Logins are kept in memory and end with every restart.' };
    }
    const files = [
      ...packagesSeen(facts, { npm: ['better-sqlite3', 'sqlite3', 'lowdb', 'nedb', '@seald-io/nedb'] }),
      ...hitsOf(facts, 'local-database-file'),
    ];
    if (files.length === 0) {
      return nothingInCode(facts, 'There is no code here that could keep data.');
    }
    const wiping = filesSeen(facts, /^(?:vercel\.json|netlify\.toml|Procfile|app\.ya?ml)$/, 'this host wipes its disk');
    if (wiping.length > 0) {
      return {
        state: 'fail',
        evidence: [...files.slice(0, 5), ...wiping],
        because: 'Data is kept in a file on a host that wipes its disk.',
      };
    }
    const keeps = [
      ...facts.containers.flatMap(({ path, volumeLine }) =>
        volumeLine === undefined ? [] : [{ path, line: volumeLine, note: 'keeps a folder' }],
      ),
      ...linesSeen(facts, /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, /^\s*volumes:/gm, 'keeps a folder'),
      ...facts.kubernetes
        .filter(({ hasClaim }) => hasClaim)
        .map(({ path, line }) => ({ path, line, note: 'keeps a disk' })),
      ...settingsSeen(facts, /^fly\.toml$/, /^mounts$/, 'keeps a disk'),
    ];
    if (keeps.length > 0) return { state: 'pass', evidence: [...files.slice(0, 2), ...keeps.slice(0, 2)] };
    return {
      state: 'warn',
      evidence: files.slice(0, 5),
      because: 'Data is kept in a file; whether the host keeps that file is not said here.',
    };
  },
};
