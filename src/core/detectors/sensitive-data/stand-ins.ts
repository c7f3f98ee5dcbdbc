// Values that stand for a real one: placeholders, samples that vendors publish, references to where the real one is kept.

import { isRegular } from './rarity.ts';
import { expression } from '../../text/expression.ts';

// Four letters and more, so that a random value seldom holds one by chance.
const word = expression('i')`
  example|placeholder|change.?(?:me|it\b)|your[-_. ]?|(?:^|[^a-z])my[-_]|dummy|fake|sample|redacted|replace|insert|
  mock|lorem|ipsum|foobar|todo|fixme|secret_here|not[-_]?(?:a[-_]?)?real|enter[-_ ]|fill[-_ ]|hunter2|deadbeef|
  cafebabe|feedface|test[-_]?(?:key|token|secret|pass)|(?:key|token|secret)[-_]?here|(?:^|[^a-z])invalid|
  (?:too[-_]?)?short$
`;
const shape =
  /x{4,}|\*{3,}|\.{3}|…|•{2}|_{4,}|#{4,}|-{4,}|\?{3,}|0{7,}|(.)\1{9,}|^<.*>$|^\[.*\]$|^\*.*\*$|^\{\{.*\}\}$|%[sdv]\b|^([A-Z]+_)+[A-Z]+$/i;
const sequence = /1234567|7654321|abcdefg|ABCDEFG|qwerty|aBcDeF|a1b2c3|A1B2C3/;
const reference = expression('i')`
  ^\$\{\w{1,60}:?\?|\$\{[\w.:\s-]{0,80}\}|\{\{[^{}]{0,80}\}\}|\$\([^()]{1,80}\)|<%.{0,80}%>|#\{[^{}]{1,80}\}|
  ^\$\{?[A-Za-z_][\w.]*\}?$|^\$[A-Za-z_]\w*[:@/]|^%\w+%$|^@\w+@$|^__\w+__$|
  ^(?:op|vault|secretref|ssm|awssm|gcpsm|keyvault\w*|ref\+\w+|secretsmanager|file|env|sops):|
  ^(?:ENC\[|ENC\(|\{cipher\}|!vault|\$ANSIBLE_VAULT|arn:aws:|projects/|@Microsoft\.KeyVault)|process\.env|
  import\.meta|os\.environ|getenv|secrets\.
`;
// Published by the vendors for documentation and emulators, in parts so that they are no findings themselves.
const published: readonly string[] = [
  'K7MDENG',
  '3yCo8nvb',
  'AKIAI44QH8DH',
  '4eC39HqLyjWDarjtT1zdp7dc',
  'BQokikJOvBiI2HlWgH4olfQ2',
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq',
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPM',
  'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  'T00000000/B00000000',
  'abcDEF1CNTRL',
  '0123456789abcdef0123456789abcdef',
  'ABC-DEF1234ghIkl-zyx57W2v1u123ew11',
  '014df517-39d1-4453-b7b3-9930c563627c',
  // What the tests of Firebase show as keys of Google. Source: https://github.com/firebase/firebase-android-sdk
  'AnLA7NfeLquW1tJFpx_eQCxoX-oo6YyIs',
  'CkEhVjf3pduRDt6d1yKOMitrUEke8agEM',
  'DMAScliyLx7F0NPDEJi1QmyCgHIAODrlU',
  'D3asb-2pEZVqMkmL6M9N6nHZRR_znhrh0',
  'yDNSXIbFmlXbIE6mCzDLQAqITYefhixbX4A',
  'AdOS2zB6NCsk1pCdZ4-P6GBdi_UUPwX7c',
  'ASWm6HmTMdYWpgMnjRBjxcQ9CKctWmLd4',
  'ANUvH9H9BsUccjsu2pCmEkOPjjaXeDQgY',
  'A5_iVawFQ8ABuTZNUdcwERLJv_a_p4wtM',
  'A4UrcGxgwQFTfaI3no3t7Lt1sjmdnP5sQ',
  'DSb51JiIcB6OJpwwMicseKRhhrOq1cS7g',
  'BF2RrAIm4a0mO64EShQfqfd2AFnzAvvuU',
  'BcE-OOIbhjyR83gm4r2MFCu4MJmprNXsw',
  'B8qGxt4ec15vitgn44duC5ucxaOi4FmqE',
  'A8vmApnrHNFE0bApF4hoZ11srVL_n0nvY',
];

/** Whether a value points to where the real one is kept, or is computed from it. */
export function isReference(value: string): boolean {
  return reference.test(value);
}

/** Whether a value is one that vendors publish, or is written to be replaced.
 *  @param fixedLength  characters at its start that the format prescribes and that therefore say nothing
 *  @param drawn  the part that is drawn at random in a real one */
export function isStandIn(value: string, fixedLength = 0, drawn = value.slice(fixedLength)): boolean {
  const rest = value.slice(fixedLength);
  return (
    word.test(rest) || shape.test(drawn) || reference.test(rest) || published.some((known) => value.includes(known))
  );
}

/** Whether a value runs through an alphabet or the digits: a placeholder in most places, and a sample in some tests. */
export function isSequence(value: string): boolean {
  return sequence.test(value) || isRegular(value);
}

/** So many signs in order are nobody's draw. */
const longestOrder = 16;

/** Whether a value runs through letters or digits for long: the start that its kind prescribes, and then the alphabet. */
export function runsOn(value: string): boolean {
  const lower = value.toLowerCase();
  let run = 1;
  for (let index = 1; index < lower.length && run < longestOrder; index++) {
    const pair = lower.slice(index - 1, index + 1);
    run = lower.charCodeAt(index) - lower.charCodeAt(index - 1) === 1 || /90|za|9a|z0|f0/.test(pair) ? run + 1 : 1;
  }
  return run >= longestOrder;
}

/** Whether a value is the one that people write first when they need a token that looks like one. */
export function isCustomary(value: string): boolean {
  return /a1b2c3d4/i.test(value);
}

const weak = expression('i')`
  ^(?:
    postgres(?:ql)?|\d{0,4}pass(?:w(?:or)?d)?\d{0,4}|p[a@]ss?w0?rd\d{0,3}!?|passphrase|root|toor|admin\w{0,8}|
    secret(?:\w{0,4}|\d{0,8})|super-?secret|test\w{0,8}|tester|guest\d{0,4}|user(?:name)?|mysql|mariadb|redis|
    mongo(?:db)?|rabbitmq|minio(?:admin)?|bitnami\d?|elastic|example|sample|changeit|change-?me\w*|dev\w{0,4}|
    local\w{0,5}|demo\w{0,6}|default\d{0,4}|none|null|nil|undefined|empty|blank\d{0,4}|true|false|foo\w{0,3}|bar|baz|
    qux|dummy|fake|mock|string|value|token|key|x+|\*+|\.+|abc\d{0,4}|letmein|qwerty\d{0,3}|s3cr3t|hunter2|\d{1,8}|
    (.)\1*
  )$
`;

/** Whether a password is one of those that everybody tries first: worth a word in production, never a leaked secret. */
export function isWeakPassword(value: string): boolean {
  return weak.test(value);
}
