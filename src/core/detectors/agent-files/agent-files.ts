// Instruction and rule files of AI agents, checked for what a reviewer would not see or should see. The registry lists it.

import type { DetectedMatch, Detector } from '../detector.ts';
import { isAgentFile } from './agent-file-paths.ts';
import { instructingComments } from './comments.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { askedFor } from './instructions.ts';
import { mixedScriptWords } from './mixed-scripts.ts';
import {
  disablesChecks,
  encodedText,
  hiddenComment,
  hiddenUnicode,
  mixedScript,
  overridesInstructions,
  pipeToShell,
  remoteInstructions,
  unreadableAgentFile,
} from './rules.ts';

/** Nothing of a match is shown: what it says was written to be read by an agent, not by people. */
const shown = { valueBits: 0, previewable: false } as const;

export const agentFilesDetector: Detector = {
  id: 'agent-files',
  rules: [
    hiddenUnicode,
    mixedScript,
    hiddenComment,
    remoteInstructions,
    pipeToShell,
    overridesInstructions,
    disablesChecks,
    encodedText,
    unreadableAgentFile,
  ],
  unreadable: unreadableAgentFile,
  appliesTo: isAgentFile,
  detect: ({ text }) => {
    const matches: readonly DetectedMatch[] = [
      ...hiddenCharacters(text).map(({ startOffset, endOffset, severity, kind, count }) => ({
        ruleId: hiddenUnicode.id,
        startOffset,
        endOffset,
        confidence: severity === 'high' ? ('high' as const) : ('medium' as const),
        severity,
        detail: `${String(count)} ${kind}.`,
        ...shown,
      })),
      ...mixedScriptWords(text).map((place) => ({
        ruleId: mixedScript.id,
        confidence: 'medium' as const,
        ...place,
        ...shown,
      })),
      ...instructingComments(text).map(({ startOffset, endOffset }) => ({
        ruleId: hiddenComment.id,
        startOffset,
        endOffset,
        confidence: 'medium' as const,
        ...shown,
      })),
      ...askedFor(text).map(({ rule, startOffset, endOffset }) => ({
        ruleId: `agent-file/${rule}`,
        startOffset,
        endOffset,
        confidence: rule === 'remote-instructions' ? ('medium' as const) : ('low' as const),
        ...shown,
      })),
    ];
    return matches.length === 0 ? {} : { matches };
  },
};
