// Ways out of a sensitive-data finding, as edits. The secret is never copied to another file.

import type { Finding } from '../../model/finding.ts';
import type { FileEdit, Fix, TextEdit } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';
import { numberRows } from '../../catalog/personal-data.ts';
import { credentialRules } from './credential-rules.ts';
import { readFromEnvironment } from './fixes-by-language.ts';
import { sha256 } from '../../text/hash.ts';

const history = 'git still holds what was committed before, so only a new value helps.';

/** Values that are published for tests and found nowhere as real data; in place of a person's. */
const madeUp: Readonly<Record<string, string>> = {
  'sensitive-data/iban': 'DE89370400440532013000',
  'sensitive-data/payment-card': '4242424242424242',
  'sensitive-data/us-ssn': '000-00-0000',
  'sensitive-data/de-tax-id': '00000000000',
  // Sources: https://www.rfc-editor.org/rfc/rfc2606#section-3, https://nationalnanpa.com/number_resource_info/555_numbers.html,
  // https://www.rfc-editor.org/rfc/rfc5737#section-3
  'sensitive-data/email-address': 'someone@example.com',
  'sensitive-data/phone-number': '+1 202 555 0100',
  'sensitive-data/ip-address': '192.0.2.1',
};

/** Where a kind has values that are published, the first of them. */
const publishedOf = new Map(
  numberRows.flatMap(({ id, known: [first] = [] }) => (first === undefined ? [] : [[`sensitive-data/${id}`, first]])),
);

const rules = new Map(credentialRules.map((rule) => [rule.id, rule]));

type Place = Pick<Finding, 'ruleId' | 'region'>;

/** A fix that is made when somebody asks for it. Its title is told with every finding, at every edit of a text. */
interface WayOut {
  readonly title: string;
  make(): Omit<Fix, 'title'>;
}

/** Fixes for a finding, preferred first; none when the text has moved, or where a person has to decide (tables, lists). */
export function sensitiveDataFixes(place: Place, document: TextDocument): readonly Fix[] {
  return waysOut(place, document).map((way) => ({ title: way.title, ...way.make() }));
}

/** What those fixes are called. */
export function sensitiveDataFixTitles(place: Place, document: TextDocument): readonly string[] {
  return waysOut(place, document).map(({ title }) => title);
}

function waysOut({ ruleId, region }: Place, document: TextDocument): readonly WayOut[] {
  const { startOffset, endOffset } = region;
  if (startOffset < 0 || endOffset <= startOffset || endOffset > document.text.length) return [];
  const replaceBy = (newText: string): readonly FileEdit[] => modify(document, [{ startOffset, endOffset, newText }]);
  const sample = madeUp[ruleId] ?? publishedOf.get(ruleId);
  if (sample !== undefined) {
    const afterwards = 'Keep the real data in the system it comes from; git still holds what was committed before.';
    const make = (): Omit<Fix, 'title'> => ({ preferred: false, edits: replaceBy(sample), afterwards });
    return [{ title: 'Replace by a made-up value', make }];
  }
  const rule = rules.get(ruleId);
  if (rule === undefined) return [];
  const name = variableName(ruleId);
  const page = rule.revokeUrl === undefined ? 'where it was issued' : `at ${rule.revokeUrl}`;
  const rotate = `Have a new value issued and the old one revoked ${page}: whoever saw this file may have it. Set the new one in the environment as ${name}.`;
  const edits = readFromEnvironment(document.path, document.text, startOffset, endOffset, name);
  return [
    ...(edits === undefined
      ? []
      : [
          {
            title: `Read it from the environment (${name})`,
            make: () => environmentFix(document, edits, name, rotate),
          },
        ]),
    {
      title: 'Replace by a placeholder',
      make: () => ({ preferred: false, edits: replaceBy(`<${name}>`), afterwards: rotate }),
    },
    {
      title: 'How to revoke and replace it',
      make: () => ({
        preferred: false,
        edits: [],
        afterwards: `1. Have a new value issued ${page}. 2. Put it where the program reads it: the environment or a secret store. 3. Revoke the old one there. 4. Look at the provider's log for uses that were not yours. ${history}`,
      }),
    },
  ];
}

function environmentFix(
  document: TextDocument,
  edits: readonly TextEdit[],
  environmentName: string,
  rotate: string,
): Omit<Fix, 'title'> {
  const isClient =
    /\.(?:jsx|tsx|vue|svelte)$/.test(document.path) || document.text.slice(0, 20_000).includes('import.meta.env');
  const warning = isClient
    ? ' Code that runs in the browser cannot keep a secret, also not in a VITE_ or NEXT_PUBLIC_ variable: make the call on a server.'
    : '';
  return { preferred: !isClient, edits: modify(document, edits), environmentName, afterwards: rotate + warning };
}

/** Hashing a long text takes longer than finding what is in it. */
const hashes = new WeakMap<TextDocument, string>();

function modify(document: TextDocument, edits: readonly TextEdit[]): readonly FileEdit[] {
  let beforeHash = hashes.get(document);
  if (beforeHash === undefined) hashes.set(document, (beforeHash = sha256(document.text)));
  return [{ kind: 'modify', path: document.path, beforeHash, edits }];
}

function variableName(ruleId: string): string {
  return ruleId.slice('sensitive-data/'.length).replace(/-/g, '_').toUpperCase();
}
