// What the name of a variable, a field or an option says about its value. Names are split into words first, so that a monkey,
// a keyboard, a primary key and an author are none of the words looked for.

import { copyOf } from '../../text/copy-of.ts';
import { wordList } from '../../text/word-list.ts';

/** `password`: chosen by people, need not be random. `secret`: issued by machines. `weak`: a secret only when all else says so. */
export type NameStrength = 'password' | 'secret' | 'weak';

const passwordWords = new Set(
  wordList`
    password passwd pwd passphrase passcode pass pswd psw pw userpass contrasena contraseña clave motdepasse mdp passwort
    kennwort senha wachtwoord losenord lösenord adgangskode passord haslo hasło heslo parola sifre şifre jelszo salasana
    пароль 密码 口令 密碼 パスワード 비밀번호 비번 암호 storepass keypass dbpass dbpassword mysqlpwd pgpassword sshpass
  `,
);
const secretWords = new Set(
  wordList`
    secret secrets token authorization bearer secretkey apikey apisecret appsecret appkey clientsecret privatekey
    accesskey secretaccesskey accesstoken authtoken refreshtoken apitoken bearertoken sharedaccesskey accountkey masterkey
    encryptionkey signingkey credential credentials creds pat geheim schluessel chave секрет 密钥 秘密鍵 authkey deploykey
    connectionstring webhooksecret jwtsecret
  `,
);
const weakWords = new Set('key auth cred salt pepper dsn cookie session'.split(' '));
// A weak word becomes a strong one behind one of these: api_key, access-token, client secret.
const strengthen = new Set(
  wordList`
    api access auth secret private client app application consumer service account master encryption encrypt signing sign
    webhook jwt personal bearer refresh shared storage admin deploy bot user license subscription security session oauth
    project write functions host bind otp cookie server root
  `,
);
// Words that make the whole name something else than a secret.
const harmless = new Set(
  wordList`
    public pub publishable publickey primary foreign partition sort composite natural cache row column idempotency site
    csrf xsrf csrfmiddlewaretoken authenticity antiforgery nonce page next continuation sync cancellation design eos bos
    pad unk stop erc20 max min total count limit num size length len type types url uri urls endpoint endpoints path paths
    file files filename dir directory folder name names id ids label title description desc hint help text message error
    placeholder policy field fields column format expiry expires expiration ttl timeout algorithm alg version method
    provider domain scope scopes arn ref refs reference vault hash hashed digest checksum fingerprint thumbprint sha sha1
    sha256 sha512 md5 integrity etag commit revision regex pattern regexp prefix suffix selector alias usage generator
    factory class manager store storetype binding bindings code codes frame frames board press pressed down up event
    events word words note space ring stroke pair pairs map index idx cert certificate pem crt kind enabled disabled
    required optional enable allow allowed valid invalid verify validate validation reset forgot confirm confirmation show
    hide toggle input schema symbol address translation i18n locale shortcut hotkey keyboard accelerator issuer bucket
    object registry tokenizer tokenize turkey monkey donkey whitespace plural singular first last left right
  `,
);

const traceCount = 1 << 12;
/** 1 at the trace of each word that makes a name that of a secret: tells most words of a text without a string of them. */
const traces = new Uint8Array(traceCount);
let longestWord = 0;
for (const word of [...passwordWords, ...secretWords, ...weakWords]) {
  let trace = 0;
  for (let index = 0; index < word.length; index++) trace = traceWith(trace, word.charCodeAt(index));
  traces[trace] = 1;
  longestWord = Math.max(longestWord, word.length);
}

function traceWith(trace: number, unit: number): number {
  return (Math.imul(trace, 31) + unit) & (traceCount - 1);
}

/** Whether the word around [start, end) in the units of a text may be one that makes a name that of a secret: not so in `path`,
 *  `author` and `keyboard`. Tells words of small letters apart, with or without a capital; says yes of all others. */
export function mayBeSecretWord(units: Uint16Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if (!isSmall(units[at] ?? 0)) return true;
  let from = start;
  if (isSmall(units[start] ?? 0)) {
    while (isSmall(units[from - 1] ?? 0) && end - from <= longestWord) from--;
    if (isCapital(units[from - 1] ?? 0)) from--;
  } else if (!isCapital(units[start] ?? 0)) return true;
  let to = end;
  while (isSmall(units[to] ?? 0) && to - from <= longestWord) to++;
  if ((units[from - 1] ?? 0) > 127 || (units[to] ?? 0) > 127) return true;
  if (to - from > longestWord) return false;
  let trace = 0;
  for (let at = from; at < to; at++) trace = traceWith(trace, (units[at] ?? 0) | 32);
  return traces[trace] === 1;
}

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

function isCapital(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

const known = new Map<string, readonly string[]>();
const mostKnown = 4000;

/** The words of a name, in small letters: `MY_ApiKey2` gives my, api, key. */
export function wordsOf(name: string): readonly string[] {
  let words = known.get(name);
  if (words === undefined) {
    // The same names come again and again.
    if (known.size > mostKnown) known.clear();
    const own = copyOf(name);
    known.set(own, (words = splitName(own)));
  }
  return words;
}

function splitName(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** @returns undefined when the name is not that of a secret */
export function strengthOf(name: string): NameStrength | undefined {
  const words = wordsOf(name);
  let strength: NameStrength | undefined;
  let at = -1;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const found = passwordWords.has(word)
      ? 'password'
      : secretWords.has(word)
        ? 'secret'
        : weakWords.has(word)
          ? 'weak'
          : undefined;
    if (found === undefined) continue;
    const before = words[index - 1] ?? '';
    const strong = found === 'weak' && word === 'key' && strengthen.has(before) ? 'secret' : found;
    if (strength === undefined || strong !== 'weak') strength = strong;
    at = index;
  }
  if (strength === undefined) return undefined;
  // What stands behind the word says what the value is: secret_name, password_file; what stands before may say so too.
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (index !== at && harmless.has(word) && (index > at || index === at - 1 || word === 'public')) return undefined;
  }
  return strength;
}
