// Ways out of a sensitive-data finding, as edits. The secret is never copied to another file.

import type { Finding } from '../../model/finding.ts';
import type { Fix } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';
import { sha256 } from '../../text/hash.ts';

const rotate =
  'Have a new value issued and the old one revoked: whoever saw this file may have it. Set the new one in the environment.';

/** Fixes for a credential, preferred first; none for other findings, or when the text has moved. */
export function sensitiveDataFixes(
  finding: Pick<Finding, 'ruleId' | 'region' | 'preview'>,
  document: TextDocument,
): readonly Fix[] {
  const { startOffset, endOffset } = finding.region;
  if (!finding.ruleId.startsWith('sensitive-data/') || finding.preview.startsWith('(')) return [];
  if (startOffset < 0 || endOffset <= startOffset || endOffset > document.text.length) return [];
  const name = variableName(finding.ruleId);
  const edit = (start: number, end: number, newText: string) => [
    {
      kind: 'modify' as const,
      path: document.path,
      beforeHash: sha256(document.text),
      edits: [{ startOffset: start, endOffset: end, newText }],
    },
  ];
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
