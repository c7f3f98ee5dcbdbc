// The check sec-no-hardcoded-secrets: credentials that the scan found and nobody explained. It reads the scan's facts, and of texts the
// headings of settings alone, never a value.

import type { CheckEvidence } from '../../model/outcome.ts';
import type { Facts } from '../facts.ts';
import type { ScanFact } from '../scan-facts.ts';
import { isCode, isSample, isSettings } from '../paths.ts';
import { noneFound } from '../look.ts';
import { weights, type Check } from '../check.ts';

/** Every phone with the app holds these files; the keys in them name a project and open nothing.
 *  Source: https://firebase.google.com/docs/projects/api-keys */
const settingsOfPhones = /(?:^|\/)(?:google-services\.json|GoogleService-Info\.plist)$/;

/** Tests and documents hold made-up values more often than real ones: there only the strongest matches count. */
function isLiveCredential(match: ScanFact): boolean {
  if (!match.tags.includes('credential') || match.suppressed !== undefined) return false;
  if (settingsOfPhones.test(match.path)) return false;
  if (match.severity === 'low' || match.confidence === 'low') return false;
  return !isSample(match.path) || (match.confidence === 'high' && match.severity === 'critical');
}

/** Settings by environment: what stands below `development` or `test` opens the machine of whoever works on it. Rails wrote both for
 *  every new app. Source: https://guides.rubyonrails.org/v5.1/security.html#environmental-security */
function isForWorkAlone(facts: Facts, { path, line }: ScanFact): boolean {
  if (!/(?:^|\/)config\/[\w-]+\.ya?ml$/.test(path)) return false;
  const above = (facts.texts.get(path) ?? '').split('\n').slice(0, line).reverse();
  const heading = above.find((each) => /^\w[\w-]*:/.test(each)) ?? '';
  return /^(?:development|test):/.test(heading);
}

/** A key by its form. A text assigned to a name like "password" may be a default or a reference: that is a question, no verdict. */
function isSure({ confidence, severity }: ScanFact): boolean {
  return confidence === 'high' || severity === 'critical' || severity === 'high';
}

function placeOf({ path, line, title }: ScanFact): CheckEvidence {
  return { path, line, note: title };
}

function count(found: number): string {
  return found === 1 ? 'One password or key stands' : `${String(found)} passwords or keys stand`;
}

/** No passwords or keys in the code. */
export const secNoHardcodedSecrets: Check = {
  id: 'sec-no-hardcoded-secrets',
  category: 'Security',
  title: 'No passwords or keys in the code',
  plain:
    'A key written in the code is like a house key taped to the front door. Anyone who gets the code can use your accounts and run up your bill.',
  why: 'A credential in a repository is readable by everybody with access, stays in the history and is found by automated searches within minutes.',
  fix: 'Move the value to an environment variable, add its name to .env.example, and ask the provider for a new key: the old one stays in the history.',
  source: 'https://cwe.mitre.org/data/definitions/798.html',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  revision: 4,
  applies: [],
  evaluate(facts) {
    if (facts.scan.state === 'not-scanned') {
      return { state: 'unknown', because: 'The files have not been scanned for keys yet.' };
    }
    const found = facts.scan.matches.filter((match) => isLiveCredential(match) && !isForWorkAlone(facts, match));
    const evidence = found.filter(isSure).map(placeOf);
    if (evidence.length > 0) {
      return { state: 'fail', evidence, because: `${count(evidence.length)} in the code.` };
    }
    const failure = facts.scan.failures[0];
    if (failure !== undefined) {
      return { state: 'unknown', because: `${failure.path} could not be scanned to the end (${failure.error}).` };
    }
    const passedOver = [...facts.unseen].filter(([path]) => isCode(path) || isSettings(path));
    const unread = passedOver.find(([, reason]) => reason === 'unreadable');
    if (unread !== undefined) return { state: 'unknown', because: `${unread[0]} could not be read.` };
    if (found.length > 0) {
      return {
        state: 'warn',
        evidence: found.map(placeOf),
        because: `${count(found.length)} in the code, perhaps: a name says so, the form does not.`,
      };
    }
    const large = passedOver.filter(([, reason]) => reason === 'too-large').slice(0, 5);
    if (large.length > 0) {
      return {
        state: 'pass',
        evidence: large.map(([path]) => ({ path, line: 1, note: 'too large to be looked into' })),
      };
    }
    return noneFound(facts.files, 'files', 'There is nothing here to scan.');
  },
};
