// The check sec-env-file-not-committed: files that are made to hold secrets and that git keeps.

import type { Facts } from '../facts.ts';
import { isSample } from '../paths.ts';
import { trackedFiles } from '../project-facts.ts';
import type { CheckOutcome } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import { expression } from '../../text/expression.ts';

const secretFile = expression()`
  (?:^|/)(?:
    \.env(?:\.(?:local|production|prod|staging))?(?:\.local)?|[\w-]+\.env\.(?:local|production|prod|staging)|id_rsa|
    id_ed25519|service-account[^/]*\.json|credentials\.json|[^/]+\.(?:pem|p12|pfx|keystore|jks)
  )$
`;
const publicPart =
  /(?:public|[-_.]pub\b|(?:^|\/)pub[-_.]|cert|ca|chain|bundle|dhparam|ffdhe)[^/]*\.pem$|(?:^|\/)dh\d*\.pem$/i;
const madeUp =
  /(?:^|[/_.-])(?:dummy|fake|mock|placeholder|stub)s?[/_.-](?:[^/]+\/)*[^/]*\.(?:json|pem|p12|pfx|keystore|jks)$/i;

function isSecretFile(path: string): boolean {
  return secretFile.test(path) && !publicPart.test(path) && !madeUp.test(path) && !isSample(path);
}

/** Some hosts commit settings whose names are all public by design. Still a fail: the next key written there travels too. */
function onlyPublicNames(facts: Facts, path: string): boolean {
  const text = facts.texts.get(path);
  if (text === undefined || !/(?:^|\/)\.env[^/]*$/.test(path)) return false;
  const names = Array.from(text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm), (match) => match[1] ?? '');
  return names.every((name) =>
    /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC|GATSBY|VUE_APP)_/.test(name),
  );
}

function trackedNone(tracked: readonly string[]): CheckOutcome {
  const first = tracked[0];
  return first === undefined
    ? { state: 'not_applicable', because: 'Git keeps no files here.' }
    : {
        state: 'pass',
        evidence: [{ path: first, line: 1, note: `no secret file among ${String(tracked.length)} files in git` }],
      };
}

/** Secret settings file is not shared in git. */
export const secEnvFileNotCommitted: Check = {
  id: 'sec-env-file-not-committed',
  category: 'Security',
  title: 'Secret settings file is not shared in git',
  plain: 'The .env file holds your passwords. It must stay on your machine, not travel with the code.',
  why: 'Whoever clones the repository gets the credentials; taking the file out later does not take it out of the history.',
  fix: 'Run "git rm --cached" on the file, add it to .gitignore, and ask for new keys in place of the ones it holds.',
  source: 'https://cwe.mitre.org/data/definitions/538.html',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 1,
  confidence: 'high',
  revision: 3,
  applies: ['inGit'],
  evaluate(facts) {
    if (facts.git.state !== 'present') return { state: 'unknown', because: 'Git did not say which files it keeps.' };
    const tracked = trackedFiles(facts);
    const evidence = tracked
      .filter((path) => isSecretFile(path) && facts.unseen.get(path) !== 'symlink')
      .map((path) => ({
        path,
        line: 1,
        note: onlyPublicNames(facts, path) ? 'kept in git; only public names so far' : 'kept in git',
      }));
    return evidence.length > 0
      ? { state: 'fail', evidence, because: `Git keeps ${evidence.map((seen) => seen.path).join(', ')}.` }
      : trackedNone(tracked);
  },
};
