// Documents that say what they are: marked as confidential, under privilege, patients in health messages, lines of passports.

import { matchAt, type Probe } from '../probe.ts';
import { severityAt } from './judge-number.ts';
import { namedChecks } from './named-checks.ts';
import { reportData } from './report-data.ts';
import { expression } from '../../../text/expression.ts';

/** Markings stand in so many first and last characters. */
const edge = 1500;
const longestMarking = 110;
const document =
  /(?:^|\/)[^./]+$|\.(?:md|markdown|txt|text|rst|adoc|asciidoc|tex|html?|eml|msg|rtf|org|wiki|csv|ya?ml|json)$/i;
const legalText =
  /(?:^|\/)(?:licen[cs]e|copying|notice|code_of_conduct|security|contributing|privacy|terms|changelog|cla|dco)[\w.-]*$/i;

const confidential: readonly string[] = [
  'strictly confidential',
  'company confidential',
  'proprietary and confidential',
  'confidential and proprietary',
  'private and confidential',
  'commercial in confidence',
  'internal use only',
  'do not distribute',
  'not for distribution',
  'for your eyes only',
  'trade secret',
  'confidential',
  'streng vertraulich',
  'vertraulich',
  'nur für den internen gebrauch',
  'nur für den dienstgebrauch',
  'betriebsgeheimnis',
  'strictement confidentiel',
  'confidentiel',
  'usage interne',
  'confidencial',
  'uso interno',
  'strettamente riservato',
  'riservato',
  'vertrouwelijk',
  'alleen voor intern gebruik',
  'poufne',
  'tajemnica przedsiębiorstwa',
  'do użytku wewnętrznego',
  '社外秘',
  '極秘',
  '取扱注意',
  '内部资料',
  '绝密',
  '대외비',
  'конфиденциально',
  'для служебного пользования',
];
const strong =
  /strict|company|proprietary|streng|eyes only|in confidence|internal use|internen gebrauch|distribut|trade secret/i;

/** Finds markings of confidentiality: a line of their own at the top or the end of a document, or a field in front of it. */
export const confidentialProbe: Probe = {
  keywords: confidential,
  look: (reading, start, end) => {
    const { text, path, pathClass } = reading;
    const progress = reading.stateOf(confidentialProbe, () => ({ done: false }));
    if (progress.done || pathClass.machineMade || pathClass.test || pathClass.translation) return;
    if (!document.test(path) || legalText.test(path)) return;
    if (start > edge && end < text.length - edge) return;
    const { from, to } = lineAround(text, start);
    const line = text.slice(from, to);
    if (to - from > longestMarking || !isMarking(line, text.slice(start, end))) return;
    // A data file has fields; a marking is one whose name says so.
    if (
      /\.(?:csv|ya?ml|json)$/i.test(path) &&
      !/^\s*["']?(?:classification|confidentiality|marking|sensitivity)\b/i.test(line)
    )
      return;
    progress.done = true;
    const isStrong = strong.test(line) || start < 200;
    reportData(reading, 'confidential-marking', start, end, {
      confidence: isStrong ? 'high' : 'medium',
      detail: 'The document says so itself.',
      severity: pathClass.docs && path.includes('/') ? 'low' : 'medium',
    });
  },
};

/** A line that says little else: a heading, a banner, a field, a footer. Sentences about confidentiality are none. */
function isMarking(line: string, words: string): boolean {
  const plain = line.replace(/<[^>]{1,80}>|[*_#>`|=~[\]()"'!]/g, ' ').trim();
  if (/^(?:[/;{]|--|import\b|const\b)/.test(line.trim())) return false;
  const rest = plain.toLowerCase().replace(words.toLowerCase(), ' ').trim();
  const others = rest.split(/[^\p{L}\p{N}]+/u).filter((each) => each !== '');
  const isField = /^(?:classification|confidentiality|sensitivity|marking|status|klassifizierung|einstufung)\b/i.test(
    plain,
  );
  if (isField) return others.length <= 5 && !/\b(?:client|key|none|public|false)\b/i.test(rest);
  if (/[a-z]\w*\(|::|=>|\bclients?\b|comput|grant|\bvm\b|issues?|information|transfer/i.test(rest)) return false;
  // `confidential` inside of a sentence is written small, and more words follow.
  const isUpper = words === words.toUpperCase() && /\p{Lu}/u.test(words);
  const isTitle = /^\p{Lu}/u.test(words);
  const isWide = !/[a-z]/i.test(words);
  if (others.length === 0) return isUpper || isTitle || isWide || line.trim().length < 40;
  return (isUpper || isWide ? others.length <= 9 : isTitle && others.length <= 5) && !/[,;]\s|\.\s+\p{Ll}/u.test(plain);
}

const officialMarks = expression('y')`
  TLP:\s?(?:RED|AMBER(?:\+STRICT)?)\b|\bVS-NfD\b|\bVS-VERTRAULICH\b|VS-NUR FÜR DEN DIENSTGEBRAUCH|
  \bOFFICIAL-SENSITIVE\b|\bRESTREINT UE\b|\bNATO (?:RESTRICTED|CONFIDENTIAL|SECRET)\b|\bCUI//[A-Z-]{2,12}|
  \bCONTROLLED UNCLASSIFIED INFORMATION\b|\bSECRET//NOFORN\b|\b(?:TOP )?SECRET//[A-Z]{2,}
`;

/** Finds handling marks of authorities and of the traffic light protocol. Source: https://www.first.org/tlp/ */
export const officialMarkProbe: Probe = {
  keywords: [
    'tlp:',
    'vs-nfd',
    'vs-vertraulich',
    'vs-nur',
    'official-sensitive',
    'restreint ue',
    'nato ',
    'cui//',
    'controlled unclassified',
    'secret//',
    'top secret//',
  ],
  look: (reading, start) => {
    const { text, path, pathClass } = reading;
    const state = reading.stateOf(officialMarkProbe, () => ({ first: -1, end: -1, kinds: new Set<string>() }));
    if (pathClass.machineMade || pathClass.test || !document.test(path) || legalText.test(path)) return;
    const level = matchAt(/TLP:\s?(?:CLEAR|WHITE|GREEN)/iy, text, start)?.[0];
    const hit = matchAt(officialMarks, text, start);
    if (level !== undefined) state.kinds.add(level.replace(/\s/, '').toUpperCase());
    if (hit === null) return;
    state.kinds.add(hit[0].replace(/\s/, ''));
    const { from, to } = lineAround(text, start);
    if (to - from > longestMarking || state.first >= 0) return;
    Object.assign(state, { first: start, end: start + hit[0].length });
  },
  finish: (reading) => {
    const state = reading.stateOf(officialMarkProbe, () => ({ first: -1, end: -1, kinds: new Set<string>() }));
    // A text that names three levels explains the protocol.
    if (state.first < 0 || state.kinds.size > 2) return;
    reportData(reading, 'government-marking', state.first, state.end, {
      confidence: 'high',
      detail: 'The document says so itself.',
      severity: severityAt('high', reading),
    });
  },
};

/** Finds documents under legal privilege by the phrases that lawyers put on top. */
export const privilegeProbe: Probe = {
  keywords: [
    'attorney-client privilege',
    'attorney client privilege',
    'attorney work product',
    'privileged and confidential',
    'privileged & confidential',
    'legal professional privilege',
    'prepared in anticipation of litigation',
    'anwaltsgeheimnis',
  ],
  look: (reading, start, end) => {
    const { text, path, pathClass } = reading;
    const progress = reading.stateOf(privilegeProbe, () => ({ done: false }));
    if (progress.done || pathClass.test || pathClass.machineMade || !document.test(path)) return;
    const { from, to } = lineAround(text, start);
    if (
      (pathClass.docs && path.includes('/')) ||
      legalText.test(path) ||
      to - from > longestMarking ||
      !/^[^\p{L}]{0,12}\p{Lu}/u.test(text.slice(from, to))
    )
      return;
    progress.done = true;
    reportData(reading, 'legal-privilege', start, end, {
      confidence: 'high',
      detail: 'The document says so itself.',
    });
  },
};

const clausesOfContracts = expression('i')`
  (?:disclosing|receiving) party|hereinafter|effective date|the parties|offenlegende|empfangende|vertragspartei|
  partie divulgatrice|parte (?:reveladora|divulgante)|甲方|開示
`;

/** Finds confidentiality agreements: a title, and the parties it names. */
export const agreementProbe: Probe = {
  keywords: [
    'non-disclosure agreement',
    'nondisclosure agreement',
    'confidentiality agreement',
    'geheimhaltungsvereinbarung',
    'accord de confidentialité',
    'acuerdo de confidencialidad',
    'accordo di riservatezza',
    'geheimhoudingsovereenkomst',
    '秘密保持契約',
    '保密协议',
  ],
  look: (reading, start, end) => {
    const { text, path, pathClass } = reading;
    const progress = reading.stateOf(agreementProbe, () => ({ done: false }));
    if (progress.done || start > edge || pathClass.test || pathClass.machineMade || !document.test(path)) return;
    const { from, to } = lineAround(text, start);
    const following = text.slice(end, end + 6000);
    const clauses = clausesOfContracts;
    if (to - from > longestMarking || !clauses.test(following)) return;
    // A template has blanks instead of parties.
    if (/\[(?:company|party|name|date)[^\]]{0,20}\]|_{5,}|<(?:company|name|party)>|\{\{/i.test(following)) return;
    progress.done = true;
    reportData(reading, 'nda', start, end, { confidence: 'medium', detail: 'It names its parties.' });
  },
};

/** Finds the second line of a passport's machine-readable zone by its five check digits. */
export const passportLineProbe: Probe = {
  keywords: ['<<<'],
  look: (reading, start) => {
    const { text } = reading;
    const from = lineTokenStart(text, start);
    const line = matchAt(/[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d(?![A-Z0-9<])/y, text, from)?.[0];
    const check = namedChecks.get('mrz-td3');
    if (line?.length !== 44 || check?.(line) !== true || line.startsWith('L898902C3') || line.slice(10, 13) === 'UTO')
      return;
    const progress = reading.stateOf(passportLineProbe, () => ({ until: 0 }));
    if (from < progress.until) return;
    progress.until = from + line.length;
    reportData(reading, 'passport-mrz', from, from + line.length, {
      confidence: 'high',
      detail: 'All check digits are right.',
      severity: severityAt('critical', reading),
    });
  },
};

function lineTokenStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && at - from < 44 && /[A-Z0-9<]/.test(text[from - 1] ?? '')) from--;
  return from;
}

/** Finds patients in HL7 version 2 messages and FHIR resources. Sources: https://www.hl7.org/fhir/patient.html */
export const patientProbe: Probe = {
  keywords: ['pid|', '"patient"'],
  look: (reading, start) => {
    const { text, pathClass } = reading;
    const progress = reading.stateOf(patientProbe, () => ({ count: 0 }));
    if (progress.count > 0 || pathClass.machineMade) return;
    const isMessage =
      /(?:^|[\n\r])$/.test(text.slice(Math.max(0, start - 1), start)) &&
      matchAt(
        /PID\|[^|\n]{0,10}\|[^|\n]{0,60}\|[^|\n]{1,120}\|[^|\n]{0,60}\|[^|\n^]{1,60}\^[^|\n]{1,80}\|/y,
        text,
        start,
      ) !== null;
    const window = text.slice(Math.max(0, start - 40), start + 4000);
    const isResource =
      /"resourceType"\s{0,5}:\s{0,5}$/.test(text.slice(Math.max(0, start - 40), start)) &&
      /"birthDate"\s{0,5}:\s{0,5}"\d{4}/.test(window) &&
      /"family"\s{0,5}:\s{0,5}[["]/.test(window);
    if (!isMessage && !isResource) return;
    progress.count++;
    reportData(reading, 'patient-message', start, start + (isMessage ? 4 : 9), {
      confidence: 'medium',
      detail: 'It has a name and more about the patient.',
      severity: severityAt('high', reading),
    });
  },
};

function lineAround(text: string, at: number): { readonly from: number; readonly to: number } {
  let from = at;
  while (from > 0 && at - from <= longestMarking && text.charCodeAt(from - 1) !== 10) from--;
  let to = at;
  while (to < text.length && to - at <= longestMarking && text.charCodeAt(to) !== 10) to++;
  return { from, to };
}

/** Probes of this file, in the order in which they are asked. */
export const documentProbes: readonly Probe[] = [
  confidentialProbe,
  officialMarkProbe,
  privilegeProbe,
  agreementProbe,
  passportLineProbe,
  patientProbe,
];
