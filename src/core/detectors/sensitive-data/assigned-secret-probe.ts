// Finds values that are secrets because of the name they are given to: passwords, keys and tokens of no known kind. The weakest
// evidence of all, so its findings are never more than warnings.

import { mayBeAssigned, nameAround, nameEndAt, readAssignment, type Assignment } from './assignment.ts';
import { judgeCandidate } from './judgement.ts';
import { mayBeSecretWord, strengthOf, wordsOf, type NameStrength } from './key-names.ts';
import { isMalformed } from './known-formats.ts';
import type { Probe, Reading } from './probe.ts';
import { decodeBase64 } from './base64.ts';
import { bitsOf, isRandom, isSlip, wordiness } from './rarity.ts';
import { isWeakPassword } from './stand-ins.ts';
import { isPublicToken } from './structure-checks.ts';
import { isCalledExample, isSearchKey } from './surroundings.ts';
import { copyOf } from '../../text/copy-of.ts';
import { expression } from '../../text/expression.ts';
import { wordList } from '../../text/word-list.ts';

const assignedSecretRuleId = 'sensitive-data/assigned-secret';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
// Things that are written where secrets are, and are none.
const other = expression('i')`
  ^(?:https?:)?//|^[./~#?]|^\[?(?:[0-9a-f]{0,4}:){3,7}[0-9a-f.:]*\]?(?::\d+)?$|^\w{2,12}://|^[\w.+-]+@[\w-]+\.\w|
  \.(?:
    jsx?|tsx?|json|pem|key|txt|ya?ml|py|go|rb|crt|com|org|net|io|html?|php|png|svg|xml|properties|conf|cfg|md|sh|jks|
    p12|pfx|cer|pub|local|internal
  )$|
  ^(?:
    ssh-(?:rsa|ed25519)|ecdsa-|AAAA[BC]3|MI[IG][A-Z]|sha(?:1|256|384|512)[:-]|md5:|h1:|data:|urn:|pk[_.]|3MVG9|
    sb_publishable_|phc_|AIza|age1|\$2[aby]\$|\$[156y]\$|\{SHA|\{SSHA|\{bcrypt\}|arn:|projects/|rgba?\(|0x0{4}
  )
`;
const code = expression('i')`
  ^\^|^\(\$|^(?:[a-z][a-z0-9]{0,19}\.){2,}[A-Za-z#]{1,60}$|^\$\{\w+[#%/^,@]|\[\w-\w|\(\?|\\[a-z0-9]|
  ^(?:
    new |function|async |await |return |this\.|self\.|props\.|request\.|req\.|config\.|settings\.|options\.|null|
    undefined|true|false|none
  )|
  =>|[([{]\w*[)\]}]?$|\(\)|\w\(\w*\)|\$\{\w+[.(]|\w\{\w+[^{}]*\}$|^\{\w+[.([]|\w\.\w+\[\w+\]|^\[[\w.]+\]::
`;
// Django's and Java's names of classes: packages in small letters, and a name that is made of words.
const className = /^(?:[a-z_]\w{0,19}\.){2,}[A-Z]\w{1,60}$/;
// Laravel, Joi and their like: `required|string|min:8`.
const validation =
  /^[a-z_]{2,20}(?::[\w,.]{1,30})?(?:\|[a-z_]{2,20}(?::[\w,.]{1,30})?)+$|^(?:min|max|size|between|digits):\d+(?:,\d+)?$/;

/** One probe for all names of secrets. */
export const assignedSecretProbe: Probe = {
  keywords: wordList`
    pass pwd psw secret key token auth cred pat salt pepper dsn signature cookie contrasen contraseñ clave motdepasse
    mot_de_passe mdp passwort kennwort geheim senha chave wachtwoord losenord lösenord adgangskode haslo hasło heslo
    parola sifre şifre jelszo salasana пароль секрет 密码 口令 密钥 密碼 パスワード 秘密鍵 비밀번호 비번 암호 bearer
  `,
  reach: 1400,
  sift: ({ units }, start, end) => {
    if (!mayBeSecretWord(units, start, end) || !mayBeAssigned(units, start, end)) return false;
    const name = nameAround(units, start, end);
    return name === undefined || strengthOfName(name) !== undefined;
  },
  look: (reading, start, end) => {
    const progress = reading.stateOf(assignedSecretProbe, () => ({ doneUntil: 0 }));
    if (start < progress.doneUntil) return;
    const nameEnd = nameEndAt(reading.text, end);
    progress.doneUntil = nameEnd;
    const assignment = readAssignment(reading.text, start, nameEnd);
    if (assignment !== undefined) judge(reading, assignment);
  },
};

function judge(reading: Reading, assignment: Assignment): void {
  const { valueStart, valueEnd, quoted } = assignment;
  if (valueEnd - valueStart < 6 || valueEnd - valueStart > 512) return;
  const value = reading.text.slice(valueStart, valueEnd);
  // A sentence in a script without blanks.
  if (value.length > 24 && /[^\x20-\x7e]/.test(value)) return;
  if (/\s/.test(value) || other.test(value) || code.test(value) || isNameOfSecret(value)) return;
  if (validation.test(value) || (className.test(value) && wordiness(value) > 0) || isPublicToken(value)) return;
  if (isMadeOfWords(value)) return;
  if (isHiddenField(reading.text, assignment)) return;
  const strength = isParameter(reading.text, assignment) ? 'secret' : strengthOfName(assignment.name);
  if (strength === undefined || sameWords(assignment.name, value)) return;
  const drawn = isRandom(value);
  if (assignment.isBare && !(drawn && strength === 'secret' && /\d/.test(value) && /[a-z]/i.test(value))) return;
  const chosen =
    !drawn &&
    (quoted || reading.pathClass.settings) &&
    ((strength === 'password' && isChosen(value)) || (strength !== 'weak' && isFullOfSigns(value)));
  if (!drawn && !chosen) return;
  if (drawn && !quoted && !reading.pathClass.settings && value.length < 20) return;
  if (drawn && strength === 'secret' && value.length < 15) return;
  if (strength === 'weak' && (value.length < 20 || (!quoted && !reading.pathClass.settings))) return;
  const judgement = judgeCandidate({
    value,
    severity: 'medium',
    evidence: strength,
    pathClass: reading.pathClass,
    anyValue: chosen,
    isOwn: isOwn(assignment.name),
    points:
      (strength === 'weak' && isCompound(assignment.name, value) ? 10 : 0) +
      (uuid.test(value) ? -15 : 0) +
      (isMalformed(assignment.name, value) ? -20 : 0) +
      (isIssued(assignment.name) && hasForeignSign(value) ? -25 : 0) +
      (isSlip(value) ? -20 : 0) +
      (saysInvented(assignment.name) ? -25 : 0) +
      (assignment.compared ? -10 : 0) +
      (isCalledExample(reading.text, valueStart) ? -25 : 0) +
      (strength === 'password' && isComment(reading.text, valueStart) ? -20 : 0),
  });
  if (isSearchKey(reading.text, valueStart, valueEnd)) return;
  if (judgement === undefined) return;
  reading.report({
    ruleId: assignedSecretRuleId,
    startOffset: valueStart,
    endOffset: valueEnd,
    valueBits: drawn ? bitsOf(value) : 0,
    previewable: false,
    ...judgement,
  });
}

// https://…?key=…: services take keys in their addresses.
function isParameter(text: string, { name, nameEnd }: Assignment): boolean {
  return name === 'key' && /[?&]key$/.test(text.slice(nameEnd - 4, nameEnd));
}

// <input type="hidden" name="…" value="…">: the server makes it for each page.
function isHiddenField(text: string, { valueStart }: Assignment): boolean {
  return /<input\s[^<>]{0,200}\btype=["']?hidden\b[^<>]{0,200}$/.test(
    text.slice(Math.max(0, valueStart - 420), valueStart),
  );
}

// nonMatchingToken, fakeApiKey: the name says that the value is none.
function saysInvented(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(?:non|not|invalid|wrong|bad|fake|dummy|mock|mocked|stub|sample|example|expired|bogus)$/.test(word),
  );
}

/** Words of names that programs give to keys of their own. */
const ownWords = new Set(
  'app application django flask secret session jwt cookie signing encryption master private server security base'.split(
    ' ',
  ),
);

// Tokens and keys of services are drawn from letters, digits and the few signs that addresses and base64 know. Application secrets
// such as Django's SECRET_KEY have all of them.
function isIssued(name: string): boolean {
  if (/token|bearer|api_?-?key|access_?-?key|client_?-?secret|credentials?$/i.test(name)) return true;
  const words = wordsOf(name);
  const isOfService = words.length > 1 && !words.slice(0, -1).some((word) => ownWords.has(word));
  return isOfService && /^(?:key|secret)$/.test(words.at(-1) ?? '');
}

// SECRET_KEY, JWT_SECRET, session.secret: no service has issued it.
function isOwn(name: string): boolean {
  const words = wordsOf(name);
  return (
    /^(?:key|secret|base)$/.test(words.at(-1) ?? '') && words.every((word) => ownWords.has(word) || word === 'key')
  );
}

function hasForeignSign(value: string): boolean {
  return /[^\w=.~+/:!-]/.test(value);
}

// pastebin_key says more than key.
function isCompound(name: string, value: string): boolean {
  return value.length >= 24 && wordsOf(name).length > 1 && /key/i.test(name);
}

// Documentation of a function shows how it is called.
function isComment(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - lineStart < 400 && /^\s*(?:#|\/\/|\*|\/\*|-- |;|<!--|>>>)/.test(text.slice(lineStart, offset));
}

/** Whether people would choose this as a password: letters with digits or signs, and not what everybody tries first. */
function isChosen(value: string): boolean {
  if (value.length > 64 || isWeakPassword(value) || !/\p{L}/u.test(value)) return false;
  if (/^[0-9a-f-]{12,}$/i.test(value)) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d_.-]/u].filter((kind) => kind.test(value)).length;
  if (kinds < 2 || (value.length < 8 && kinds < 3)) return false;
  return /\d/.test(value) ? !/^[\w.-]*(?:v\d|\d+\.\d)[\w.-]*$/.test(value) : kinds >= 3 && /[!@#$%^&*?+=~]/.test(value);
}

// No name and no text has so many different signs in it; a pattern has, and its own.
function isFullOfSigns(value: string): boolean {
  return (
    value.length >= 12 &&
    new Set(value.match(/[^\w\s.:/-]/g)).size >= 5 &&
    /[A-Za-z]/.test(value) &&
    !/[\\^|]|\.[*+]|\(\?|\)[*+?$]/.test(value)
  );
}

// bXktc2VjcmV0 is my-secret: base64 hides no secret, and makes none.
function isMadeOfWords(value: string): boolean {
  const text = decodeBase64(value)?.trim() ?? '';
  return text.length >= 5 && /^[\x20-\x7e]+$/.test(text) && !isRandom(text) && !isChosen(text);
}

// LWM2M_SERVER_KEY, newPassword2: the name under which a value is kept elsewhere.
function isNameOfSecret(value: string): boolean {
  return (
    /^(?:[A-Z]{2,}\d{0,2}[A-Z]*_)+[A-Z]{2,}\d{0,2}$/.test(value) ||
    // Words are asked last: they are remembered, and a value that may be a secret is not.
    (/^[a-z\d,_-]+$/i.test(value) &&
      !isRandom(value) &&
      wordsOf(value).length > 2 &&
      strengthOf(value) !== undefined) ||
    /^(?:new|old|current|confirm|repeat|retype|user|my)_?(?:password|passwd|pwd|token|secret)_?\d?$/i.test(value)
  );
}

const mostDigitsInNames = 3;

// name="client_secret" for client_secret, PASSWORD = "password"
function sameWords(name: string, value: string): boolean {
  const own = wordsOf(name).join('');
  // Names are split without their digits: lwm2mKey.
  const digits = value.match(/\d/g)?.length ?? 0;
  const given = value.toLowerCase().replace(digits > mostDigitsInNames ? /[^\p{L}\d]/gu : /[^\p{L}]/gu, '');
  return given.length > 3 && (own.includes(given) || (given.includes(own) && own.length > 5));
}

const strengths = new Map<string, NameStrength | undefined>();

// The same names come again and again.
function strengthOfName(name: string): NameStrength | undefined {
  if (strengths.has(name)) return strengths.get(name);
  if (strengths.size > 4000) strengths.clear();
  const strength = strengthOf(name);
  strengths.set(copyOf(name), strength);
  return strength;
}
