// Ways out of a sensitive-data finding, as edits. The secret is never copied to another file.

import type { Finding } from '../../model/finding.ts';
import type { Fix } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';
import { isCredentialRule } from './credential-rules.ts';
import { sha256 } from '../../text/hash.ts';

const rotate =
  'Have a new value issued and the old one revoked: whoever saw this file may have it. Set the new one in the environment.';

/** Values that are published for tests and found nowhere as real data; in place of a person's. */
const madeUp: Readonly<Record<string, string>> = {
  'sensitive-data/iban': 'DE89370400440532013000',
  'sensitive-data/payment-card': '4242424242424242',
  'sensitive-data/us-ssn': '000-00-0000',
  'sensitive-data/de-tax-id': '00000000000',
};

/** Fixes for a finding, preferred first; none when the text has moved, or where a person has to decide (tables, lists). */
export function sensitiveDataFixes(
  finding: Pick<Finding, 'ruleId' | 'region'>,
  document: TextDocument,
): readonly Fix[] {
  const { startOffset, endOffset } = finding.region;
  if (startOffset < 0 || endOffset <= startOffset || endOffset > document.text.length) return [];
  const sample = madeUp[finding.ruleId];
  if (!isCredentialRule(finding.ruleId) && sample === undefined) return [];
  const name = variableName(finding.ruleId);
  const edit = (start: number, end: number, newText: string) => [
    {
      kind: 'modify' as const,
      path: document.path,
      beforeHash: sha256(document.text),
      edits: [{ startOffset: start, endOffset: end, newText }],
    },
  ];
  if (sample !== undefined) {
    const afterwards = 'Keep the real data in the system it comes from; git still holds what was committed before.';
    return [
      {
        title: 'Replace by a made-up value',
        preferred: false,
        edits: edit(startOffset, endOffset, sample),
        afterwards,
      },
    ];
  }
  const placeholder: Fix = {
    title: 'Replace by a placeholder',
    preferred: false,
    edits: edit(startOffset, endOffset, `<${name}>`),
    afterwards: rotate,
  };
  const quote = document.text[startOffset - 1] ?? '';
  const wholeString = /["'`]/.test(quote) && document.text[endOffset] === quote;
  const read = wholeString ? reader(document, name) : undefined;
  if (read === undefined) return [placeholder];
  const client = /\.(?:jsx|tsx|vue|svelte)$|import\.meta\.env/.test(document.path + document.text.slice(0, 20_000));
  const warning = client
    ? ' Code that runs in the browser cannot keep a secret, also not in a VITE_ or NEXT_PUBLIC_ variable: make the call on a server.'
    : '';
  return [
    {
      title: `Read it from the environment (${name})`,
      preferred: !client,
      edits: edit(startOffset - 1, endOffset + 1, read),
      afterwards: rotate + warning,
    },
    placeholder,
  ];
}

function reader(document: TextDocument, name: string): string | undefined {
  if (/\.[cm]?[jt]sx?$/.test(document.path)) return `process.env.${name}`;
  // Without its import the line would not run.
  if (document.path.endsWith('.py') && /^import os\b/m.test(document.text)) return `os.environ["${name}"]`;
  return undefined;
}

function variableName(ruleId: string): string {
  return ruleId.slice('sensitive-data/'.length).replace(/-/g, '_').toUpperCase();
}
