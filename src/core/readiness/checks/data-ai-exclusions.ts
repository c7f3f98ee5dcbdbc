// The check data-ai-exclusions: ignore lists that AI tools obey.

import { weights, type Check } from '../check.ts';
import { filesSeen, linesSeen, missing, passWith } from '../look.ts';

/** Sensitive files are hidden from AI tools. */
export const dataAiExclusions: Check = {
  id: 'data-ai-exclusions',
  category: 'Data',
  title: 'Sensitive files are hidden from AI tools',
  plain: 'Each AI tool has its own ignore list. Without one, the tool may read everything in the folder.',
  why: 'Agents open files by themselves; what an ignore list does not name may be sent along.',
  fix: 'Add an ignore file for the AI tools you use, naming .env files, keys and data folders.',
  source: 'https://docs.github.com/en/copilot/concepts/context/content-exclusion',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'medium',
  applies: ['aiTools'],
  attest: 'Content exclusion is switched on for this repository in the AI tool’s own settings (say where).',
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /(?:^|\/)\.(?:aiexclude|cursorignore|aiignore|codeiumignore|geminiignore|continueignore|copilotignore)$/,
        'an ignore list for AI tools',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)\.claude\/settings[^/]*\.json$/,
        /"deny"\s*:\s*\[[^\]]*Read\(/gm,
        'reading is denied',
      ),
    ];
    return passWith(evidence, missing('No ignore list for AI tools was found.'));
  },
};
