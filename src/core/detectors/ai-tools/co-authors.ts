// AI agents that signed commits as author or co-author. Asked for by a person; addresses of people are dropped here.

import type { Catalog } from '../../catalog/catalog.ts';
import { startOfDocument } from '../../model/document.ts';
import type { ToolEvidence } from '../../model/finding.ts';
import { sha256 } from '../../text/hash.ts';

/** Evidence of agents by the address they sign with; names prove nothing. It belongs to no file: the path is ''.
 *  @param emails  of authors and co-authors, any case
 *  Source: https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors */
export function coAuthorEvidence(emails: readonly string[], catalog: Catalog): readonly ToolEvidence[] {
  return emails.flatMap((email): readonly ToolEvidence[] => {
    const tool = catalog.byTrailer(email);
    if (tool === undefined) return [];
    return [
      {
        toolId: tool.id,
        signal: 'git-trailer',
        value: email.toLowerCase(),
        confidence: 'high',
        scope: 'direct',
        path: '',
        region: startOfDocument,
        fingerprint: sha256(`ai-tool/${tool.id}/git-trailer\0${email.toLowerCase()}`),
      },
    ];
  });
}
