// Weighs a candidate: what its format, its value and its place say about whether it is real. Values go in, judgements come out.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import type { DetectedMatch } from '../detector.ts';
import type { PathClass } from './path-class.ts';
import { shannonEntropy } from '../../text/entropy.ts';
import { isStandIn, isSupabaseServiceKey, looksLikeKey, looksRandom, passesTokenChecksum } from './validators.ts';

/** What is said of a match beyond its rule. */
export type Judgement = Pick<DetectedMatch, 'confidence' | 'severity' | 'detail'>;

const weakPasswords =
  /^(?:postgres|password|passw0rd|root|admin|secret|test|guest|user|pass|mysql|redis|mongo|example|changeme|dev|local|\d{3,6})(?:word|123|ql)?$/i;

/** @param host  where a connection string leads
 *  @returns undefined when the value is none to speak of */
export function judgeCredential(
  row: CredentialRow,
  value: string,
  place: PathClass,
  host: string | undefined,
): Judgement | undefined {
  const invented = place.test || place.docs;
  const usual: Judgement = invented
    ? { confidence: 'medium', detail: 'It stands in a test, an example or documentation.' }
    : { confidence: 'high' };
  if (row.validator !== 'pem' && isStandIn(value)) return undefined;
  switch (row.validator) {
    case 'supabase-service':
      return isSupabaseServiceKey(value) ? usual : undefined;
    case 'github':
      if (!looksRandom(value)) return undefined;
      return passesTokenChecksum(value)
        ? { ...usual, detail: 'The checksum is right.' }
        : { confidence: 'low', severity: 'medium', detail: 'It has the shape, but its checksum is not right.' };
    case 'database': {
      if (
        /^(?:localhost|127\.|0\.0\.0\.0|host\b|example\.|.*\.example\.)/i.test(host ?? '') ||
        !(host ?? '').includes('.')
      )
        return weakPasswords.test(value) || invented
          ? undefined
          : {
              confidence: 'low',
              severity: 'low',
              detail: 'The database is on this machine or in the same network of containers.',
            };
      return weakPasswords.test(value) ? { confidence: 'low', severity: 'medium' } : usual;
    }
    case 'assigned':
      return invented || place.machineMade || !looksLikeKey(value) ? undefined : { confidence: 'medium' };
    case 'pem':
      return shannonEntropy(value) < 4 || /\.{3}|example/i.test(value) ? undefined : usual;
    case 'random':
    case undefined:
      break;
  }
  return looksRandom(value) ? usual : undefined;
}
