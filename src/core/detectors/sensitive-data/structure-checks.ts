// What is asked of a value that stands in a place for secrets, beyond the expression that found it.

import type { StructureCheck, StructureRow } from '../../catalog/structure-row.ts';
import type { PathClass } from './path-class.ts';
import { decodeBase64 } from './base64.ts';
import { judgeCandidate, type Judgement } from './judgement.ts';
import { isRandom } from './rarity.ts';
import { isSeedPhrase, passesSeedChecksum } from './seed-phrase.ts';
import { isReference, isSequence, isStandIn, isWeakPassword } from './stand-ins.ts';
import { expression } from '../../text/expression.ts';

/** A value in its place. */
export interface PlacedValue {
  readonly value: string;
  /** Where an address leads, when the place has one. */
  readonly host: string | undefined;
  /** All that the expression matched. */
  readonly whole: string;
  readonly pathClass: PathClass;
  /** Whether the name that it is given to says that it is none: `FAKE_RSA_KEY`. */
  readonly isInvented: boolean;
  /** Whether the words in front of it call it an example. */
  readonly isExample: boolean;
}

/** A judgement, and the rule when it is another one than the row's. */
export interface Checked extends Judgement {
  readonly ruleId?: string;
}

/** @returns undefined when the value is none to speak of */
export function checkStructure(row: StructureRow, placed: PlacedValue): Checked | undefined {
  return checks[row.check](row, placed);
}

const checks: Readonly<Record<StructureCheck, (row: StructureRow, placed: PlacedValue) => Checked | undefined>> = {
  drawn: (row, { value, pathClass, isExample }) =>
    isRandom(value) && !isSequence(value) && !isPublicToken(value)
      ? judgeCandidate({
          value,
          severity: row.severity,
          evidence: 'structure',
          pathClass,
          points: isExample ? -40 : 0,
        })
      : undefined,
  chosen,
  // Where words of a language can stand as well, a password is told by its digits and signs.
  mixed: (row, placed) =>
    /[A-Za-z]/.test(placed.value) && /\d|[!@#$%^&*].*[A-Z]|[A-Z].*[!@#$%^&*]/.test(placed.value)
      ? chosen(row, placed)
      : undefined,
  'key-block': keyBlock,
  'encoded-key-block': (row, placed) => {
    const text = decodeBase64(placed.value.slice(0, placed.value.length - (placed.value.length % 4)));
    return text?.includes('PRIVATE KEY') === true ? keyBlock(row, { ...placed, value: text }) : undefined;
  },
  jwt: webToken,
  'address-password': addressPassword,
  'encoded-pair': (row, { value, pathClass }) => {
    const pair = decodeBase64(value);
    const [, user = '', password = ''] = /^([\x20-\x39\x3b-\x7e]{0,200}):([\x20-\x7e]{3,400})$/.exec(pair ?? '') ?? [];
    if (
      password === '' ||
      isTemplate(password) ||
      isWeakPassword(password) ||
      (user === 'Aladdin' && /^open ?sesame$/.test(password))
    )
      return undefined;
    return judgeCandidate({
      value,
      severity: row.severity,
      evidence: 'structure',
      pathClass,
      anyValue: true,
      points: isRandom(password) ? 0 : -10,
    });
  },
  // The first part of a bot's token is its number, in base64.
  discord: (row, { value, pathClass }) =>
    /^\d{17,20}$/.test(decodeBase64(value.split('.')[0] ?? '') ?? '')
      ? judgeCandidate({ value, severity: row.severity, evidence: 'format', pathClass, drawn: value.slice(-27) })
      : undefined,
  'seed-phrase': (row, { value, pathClass }) =>
    isSeedPhrase(value)
      ? judgeCandidate({
          value,
          severity: row.severity,
          evidence: 'structure',
          pathClass,
          anyValue: true,
          checksum: passesSeedChecksum(value),
        })
      : undefined,
};

function chosen(row: StructureRow, { value, pathClass }: PlacedValue): Checked | undefined {
  if (isTemplate(value) || isWeakPassword(value)) return undefined;
  const points = isRandom(value) ? 0 : -10;
  return judgeCandidate({ value, severity: row.severity, evidence: 'structure', pathClass, anyValue: true, points });
}

function keyBlock(row: StructureRow, { value, pathClass, isInvented }: PlacedValue): Checked | undefined {
  const body = value
    .replace(/-----?(?:BEGIN|END)[^-\n]{0,60}-----?/g, '')
    .replace(/\\[rnt]/g, '')
    .replace(/^[\w-]+: .*$/gm, '')
    .replace(/[^A-Za-z0-9+/=]/g, '');
  if (body.length < 40 || /\.{3}|example|redacted|x{8}/i.test(value)) return undefined;
  // Parts of a key may be regular: the public exponent, the padding of an OpenSSH key.
  if (!(body.match(/.{32,64}/g) ?? [body]).some((part) => isRandom(part) && !isSequence(part))) return undefined;
  const encrypted = /ENCRYPTED/.test(value);
  return judgeCandidate({
    value: '',
    severity: row.severity,
    evidence: 'structure',
    pathClass,
    anyValue: true,
    points: (encrypted ? -15 : 0) + (pathClass.thisHost || isInvented ? -40 : 0),
    isStandIn: false,
  });
}

const publicPayload = /"role"\s{0,4}:\s{0,4}"anon"|"supabase-demo"/;

/** Whether a value is a JSON Web Token that is made to be published, whatever name it is given to. */
export function isPublicToken(value: string): boolean {
  return value.startsWith('eyJ') && publicPayload.test(decodeBase64(value.split('.')[1] ?? '') ?? '');
}

// The payload of a token says who it is for. Supabase's `anon` key is public, and so are both keys of every local set-up.
// Source: https://supabase.com/docs/guides/local-development
function webToken(row: StructureRow, { value, pathClass }: PlacedValue): Checked | undefined {
  const [head = '', body = ''] = value.split(/\.|%2E/);
  const header = decodeBase64(head);
  const payload = decodeBase64(body);
  if (header === undefined || payload === undefined || !/"alg"\s{0,4}:/.test(header) || !payload.startsWith('{'))
    return undefined;
  // The head is short and whole even where the rest was cut.
  if (!header.endsWith('}')) return undefined;
  if (/1234567890|John Doe|example\.(?:com|org)/.test(payload) || publicPayload.test(payload)) return undefined;
  if (!/"(?:iss|sub|aud|exp|iat|nbf|jti|scope|scp|role|email|user_?id|uid|id|name|username)"\s{0,4}:/i.test(payload))
    return undefined;
  const service = /"iss"\s{0,4}:\s{0,4}"supabase/.test(payload) && /"role"\s{0,4}:\s{0,4}"service_role"/.test(payload);
  const judgement = judgeCandidate({
    value,
    severity: service ? 'critical' : row.severity,
    evidence: 'structure',
    pathClass,
    anyValue: true,
  });
  return judgement && { ...judgement, ...(service && { ruleId: 'supabase-service-role-jwt' }) };
}

const nearby = expression('i')`
  ^(?:
    %2f|localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal$|host\b|hostname\b|server(?:name)?$|\(local\)|\.$|
    10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.
  )
`;
const invented = expression('i')`
  (?:^|[.@-])(?:
    example|test|invalid|localhost|domain|foo|bar|yourhost|yourdomain|myhost|mydomain|mycompany|your-[\w-]+|my-[\w-]+
  )(?:\.\w{2,6})*\.?$|
  ^(?:x+|\*+|ip|address|db[-_]?host|host[-_]?name|url)$
`;

function addressPassword(row: StructureRow, { value, host = '', whole, pathClass }: PlacedValue): Checked | undefined {
  const plain = decodePercent(value);
  if (
    isTemplate(plain) ||
    /^[$%{<]|[}>]$|\$\w|^:/.test(plain) ||
    isReference(whole.slice(0, 200)) ||
    /^\d{1,5}$/.test(plain)
  )
    return undefined;
  const user = /:\/\/([^:@/]{1,80}):/.exec(whole)?.[1] ?? '';
  const weak = isWeakPassword(plain) || plain.toLowerCase() === user.toLowerCase();
  const near = nearby.test(host) || !host.includes('.');
  const drawn = isRandom(plain);
  if (weak) {
    // A password that everybody tries first is a finding only where the address leads outside.
    if (near || invented.test(host) || pathClass.test || pathClass.docs) return undefined;
  } else if (!drawn && invented.test(host)) return undefined;
  return judgeCandidate({
    value: plain,
    severity: row.severity,
    evidence: 'structure',
    pathClass,
    anyValue: true,
    points: (weak ? -45 : drawn ? 0 : -12) + (near ? (drawn ? -20 : -40) : 0) + (invented.test(host) ? -25 : 0),
  });
}

function isTemplate(value: string): boolean {
  return (
    isStandIn(value) ||
    /^[$%]|^<|^\{|^\[|^"|^'|^\(|\}$|>$|^\*+$|^(?:pass|password|passwd|pwd|secret|token)$/i.test(value)
  );
}

function decodePercent(value: string): string {
  return value.replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
