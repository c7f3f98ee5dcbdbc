// E-mail, network and hardware addresses. One of them is worth a word in a message, and hardly in code: there they are everywhere.

import { matchAt, type Probe } from '../probe.ts';
import { severityAt } from './judge-number.ts';
import { isNote, isProse, longestNote } from './note.ts';
import { isExampleDomain } from './published-values.ts';
import { reportData } from './report-data.ts';
import { isPartOfMore, wordsAround, wordsBefore } from './surroundings-of-numbers.ts';
import { Words } from './words.ts';
import { expression } from '../../../text/expression.ts';

/** A list begins with so many different addresses. */
const listLength = 10;
const remembered = 5000;
const dataFile = /\.(?:csv|tsv|json|jsonl|ndjson|sql|txt|xml|ya?ml|vcf|ldif|mbox|eml)$/i;
/** Files whose purpose is to name the makers of a package. */
export const makersFile =
  /(?:^|\/)(?:(?:package|composer)\.json|pom\.xml|[\w.-]*(?:authors|contributors|maintainers|owners|credits)[\w.-]*)$/i;
const creditsFile = expression('i')`
  (?:^|/)(?:package(?:-lock)?|composer|contributors|manifest)\.json$|
  (?:^|/)(?:pom\.xml|[\w.-]+\.(?:gemspec|podspec|csproj|nuspec))$|
  (?:^|/)[\w.-]*(?:
    authors|contributors|maintainers|credits|owners|thanks|committers|mailmap|copyright|license|licence|notice|
    signatories|people|team
  )[\w.-]*$|
  \block\b|locales?/
`;
const mailWords = new Words(['email', 'e-mail', 'mail', 'correo', 'courriel', 'メール', '邮箱']);

interface Addresses {
  readonly seen: Set<string>;
  first: number;
  firstEnd: number;
}

/** Finds e-mail addresses: one in a message, ten in a file of data. */
export const emailProbe: Probe = {
  triggers: ['at-sign'],
  sift: ({ units, path, pathClass }, at) =>
    !pathClass.machineMade && local.test(String.fromCharCode(units[at - 1] ?? 0)) && mayHoldAddresses(path),
  look: (reading, at) => {
    const { text, path, pathClass } = reading;
    const prose = isProse(path);
    const span = addressAround(text, at);
    if (span === undefined) return;
    const address = text.slice(span.start, span.end);
    if (isNobody(address)) return;
    const addresses = reading.stateOf<Addresses>(emailProbe, () => ({ seen: new Set(), first: -1, firstEnd: -1 }));
    if (addresses.first < 0) Object.assign(addresses, { first: span.start, firstEnd: span.end });
    if (addresses.seen.size < remembered) addresses.seen.add(address.toLowerCase());
    if (!prose || pathClass.test || creditsFile.test(path)) return;
    const note = isNote(reading);
    const named = mailWords.test(wordsBefore(wordsAround(text, span.start, span.end)));
    if (!note && !(named && !pathClass.docs)) return;
    reportData(reading, 'email-address', span.start, span.end, {
      confidence: 'medium',
      detail: note ? 'It stands in a message.' : 'Words beside it say so.',
      severity: note ? severityAt('medium', reading) : 'low',
    });
  },
  finish: (reading) => {
    const { path } = reading;
    const addresses = reading.stateOf<Addresses>(emailProbe, () => ({ seen: new Set(), first: -1, firstEnd: -1 }));
    if (addresses.seen.size < listLength || !dataFile.test(path) || creditsFile.test(path)) return;
    if (reading.stateOf(tableFound, () => ({ value: false })).value) return;
    reportData(reading, 'email-list', addresses.first, addresses.firstEnd, {
      confidence: 'medium',
      detail: `${String(addresses.seen.size)} different addresses in this file.`,
      severity: severityAt('medium', reading),
    });
  },
};

let lastPath: { readonly path: string; readonly may: boolean } | undefined;

// Whether addresses count in a file. Asked for each of them.
function mayHoldAddresses(path: string): boolean {
  if (lastPath?.path !== path)
    lastPath = { path, may: (dataFile.test(path) && !creditsFile.test(path)) || isProse(path) };
  return lastPath.may;
}

/** Key of the state in which the tables say that they have spoken of this document. */
export const tableFound = {};

const local = /[\w.!#$%&'*+/=?^{|}~-]/;

function addressAround(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  let start = at;
  while (start > 0 && at - start < 64 && local.test(text[start - 1] ?? '')) start--;
  // What begins a sentence, a link or a quotation is not part of it.
  const lead = /^(?:mailto:|[^\w]+)/i.exec(text.slice(start, at));
  start += lead?.[0].length ?? 0;
  const domain = matchAt(
    /(?:[A-Za-z0-9\u00c0-\uffff](?:[A-Za-z0-9\u00c0-\uffff-]{0,61}[A-Za-z0-9\u00c0-\uffff])?\.){1,5}(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{2,59})(?![\w-])/y,
    text,
    at + 1,
  );
  if (domain === null || start === at || at - start >= 64) return undefined;
  const end = at + 1 + domain[0].length;
  // user:${PASSWORD}@host is an address of the web.
  if (/[{}%$]/.test(text.slice(start, at)) || isUserInfo(text, start)) return undefined;
  if (/[:/@]/.test(text[end] ?? '') && /^[:/]\S|^@/.test(text.slice(end, end + 2))) return undefined;
  if (
    /[/:]$/.test(text.slice(Math.max(0, start - 1), start)) &&
    text.slice(Math.max(0, start - 7), start) !== 'mailto:'
  )
    return undefined;
  return { start, end };
}

/** How far before an address its scheme is looked for. */
const longestUser = 120;

// https://user:password@host: what stands before the sign is no mailbox.
function isUserInfo(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - longestUser), start);
  return /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/"'`<>?#]{0,100}$/i.test(before);
}

const nobodysName = expression('i')`
  ^(?:
    no-?reply|do-?not-?reply|git|root|postmaster|mailer-daemon|user(?:name)?|you|your\.?(?:name|email)?|me|someone|
    name|email|test|foo|bar|example
  )$
`;

function isNobody(address: string): boolean {
  const [name = '', domain = ''] = address.split('@');
  return (
    isExampleDomain(domain) ||
    nobodysName.test(name) ||
    /\.\.|^\.|\.$/.test(name) ||
    /^(?:users\.noreply\.github\.com|.*\.(?:png|jpe?g|gif|svg|webp|js|mjs|ts|css|json|ya?ml|md|html?|py|rb|go|rs|sh|txt|xml|so|dll))$/i.test(
      domain,
    )
  );
}

const networkWords = new Words(['ip', 'ipv4', 'ipv6', 'ip address', 'client ip', 'address', 'remote addr']);
// Machines in an internal network; what leads nowhere or stands in documentation says nothing. Source: https://www.rfc-editor.org/rfc/rfc6890
const internalV4 = /^(?:10|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const idleV4 = expression()`
  ^(?:0|127|192\.0\.[02]|198\.51\.100|203\.0\.113|198\.1[89]|22[4-9]|2[34]\d|25[0-5])\.|
  ^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9|1\.2\.3\.4)$
`;
const internalV6 = /^f(?:e[89ab]|[cd])/i;
const idleV6 = /^(?:::1?$|ff|2001:0?db8|3fff:|(?:0:){7}[01]$)/i;

/** Finds public network addresses in messages, and in logs beside a word for them. */
export const networkProbe: Probe = {
  keywords: ['::'],
  triggers: ['digits'],
  sift: ({ length }) => length <= longestNote,
  look: (reading, start) => {
    const { text } = reading;
    if (!isNote(reading)) return;
    const from = tokenStart(text, start);
    const progress = reading.stateOf(networkProbe, () => ({ until: 0 }));
    if (from < progress.until) return;
    const token = matchAt(/[0-9a-f:.]{3,45}/iy, text, from)?.[0].replace(/[.:](?=$)(?<!::)/, '') ?? '';
    if (token === '') return;
    progress.until = from + token.length;
    const behind = from + token.length + (matchAt(suffix, text, from + token.length)?.[0].length ?? 0);
    if (isPartOfMore(text, from, behind) || /[\w]/.test(text[behind] ?? '')) return;
    const v4 = isV4(token);
    if (!v4 && !isV6(token)) return;
    const inner = /[\d.]{7,15}$/.exec(token)?.[0] ?? '';
    const address = v4 || !isV4(inner) ? token : inner;
    const isIdle = isV4(address) ? idleV4.test(address) : idleV6.test(address);
    if (isIdle) return;
    const isInternal = isV4(address) ? internalV4.test(address) : internalV6.test(address);
    const named = networkWords.test(wordsAround(text, from, from + token.length));
    // Versions are written alike.
    if (!named && !isInternal && /^\d{1,2}\.\d+\.\d+\.\d+$/.test(token)) return;
    reportData(reading, 'ip-address', from, from + token.length, {
      confidence: named ? 'medium' : 'low',
      detail: isInternal ? 'It names a machine in an internal network.' : 'It tells who or where somebody is.',
      severity: severityAt('medium', reading),
    });
  },
};

/** The zone of an address, and the length of a network: %eth0, /24. */
const suffix = /(?:%\w{1,15})?(?:\/\d{1,3})?/y;

function tokenStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && at - from < 45 && /[0-9a-f:.]/i.test(text[from - 1] ?? '')) from--;
  return from;
}

function isV4(token: string): boolean {
  const parts = token.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function isV6(token: string): boolean {
  const halves = token.split('::');
  if (halves.length > 2 || !token.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const hasV4 = last.includes('.');
  if (hasV4 && !isV4(last)) return false;
  const count = groups.length + (hasV4 ? 1 : 0);
  const plain = hasV4 ? groups.slice(0, -1) : groups;
  return (
    plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? count < 8 && count > 0 : count === 8)
  );
}

const hardware =
  /(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}(?![\w.])/iy;

/** Finds hardware addresses beside a word for them. */
export const hardwareProbe: Probe = {
  keywords: ['mac', 'hardware address', 'physical address', 'bssid', 'ethernet'],
  reach: 128,
  sift: ({ units, pathClass }, _, end) =>
    !(pathClass.machineMade || pathClass.test || pathClass.docs) && hasHexPairs(units, end),
  look: (reading, start, end) => {
    const { text } = reading;
    if (/[A-Za-z]/.test(text[start - 1] ?? '') || /[a-rt-z]/.test(text[end] ?? '')) return;
    for (let at = end; at < Math.min(text.length, end + farthestHardware); at++) {
      if (/[0-9a-f]/i.test(text[at - 1] ?? '')) continue;
      const hit = matchAt(hardware, text, at);
      if (hit === null) continue;
      const plain = hit[0].replace(/[^0-9a-f]/gi, '').toLowerCase();
      const isWide = (Number.parseInt(plain.slice(0, 2), 16) & 1) === 1 && plain.startsWith('ff');
      if (/^(.)\1+$/.test(plain) || isWide || plain.startsWith('00005e0053')) return;
      if (text.slice(Math.max(0, at - 20), at).includes('\n')) return;
      reportData(reading, 'mac-address', at, at + hit[0].length, {
        confidence: 'medium',
        detail: 'Words beside it say so.',
        severity: isNote(reading) ? 'medium' : 'low',
      });
      return;
    }
  },
};

const farthestHardware = 40;

/** Whether a dash, a dot or a colon stands within reach, between two digits and two more. */
function hasHexPairs(units: Uint16Array, from: number): boolean {
  for (let at = from + 2; at < from + farthestHardware + 4; at++) {
    const sign = units[at];
    if (sign !== 45 && sign !== 46 && sign !== 58) continue;
    if (isHex(units[at - 2]) && isHex(units[at - 1]) && isHex(units[at + 1]) && isHex(units[at + 2])) return true;
  }
  return false;
}

function isHex(unit = 0): boolean {
  return (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 102);
}
