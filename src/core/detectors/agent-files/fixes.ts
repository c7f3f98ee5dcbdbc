// Ways out of a finding in an agent's instructions that can be carried out at once.

import type { Finding } from '../../model/finding.ts';
import type { Fix } from '../../model/edit.ts';
import type { TextDocument } from '../../model/document.ts';
import { sha256 } from '../../text/hash.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { hiddenUnicode } from './rules.ts';

/** Fixes for a finding; [] where a person has to decide, and when the text has moved. */
export function agentFileFixes(
  { ruleId, region }: Pick<Finding, 'ruleId' | 'region'>,
  { path, text }: TextDocument,
): readonly Fix[] {
  if (ruleId !== hiddenUnicode.id) return [];
  const { startOffset, endOffset } = region;
  const isStillThere = hiddenCharacters(text).some(
    (run) => run.startOffset === startOffset && run.endOffset === endOffset,
  );
  if (!isStillThere) return [];
  return [
    {
      title: 'Remove the hidden characters',
      preferred: true,
      edits: [{ kind: 'modify', path, beforeHash: sha256(text), edits: [{ startOffset, endOffset, newText: '' }] }],
      afterwards:
        'Find out how they came into the file: text that was copied from a page or a chat can bring them along.',
    },
  ];
}
