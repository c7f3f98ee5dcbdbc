// The check sec-agents-ask-first: settings and flags that let AI agents act without asking.

import { weights, type Check } from '../check.ts';
import { filesLike, linesSeen, noneFound } from '../look.ts';

/** AI agents must ask before doing risky things. */
export const secAgentsAskFirst: Check = {
  id: 'sec-agents-ask-first',
  category: 'Security',
  title: 'AI agents must ask before doing risky things',
  plain: 'The setting "approve everything" lets the AI delete files or send data without you seeing it.',
  why: 'An agent that asks nobody carries out whatever a web page or a file tells it to.',
  fix: 'Remove the setting or the flag, and allow single harmless commands instead.',
  source: 'https://code.visualstudio.com/docs/copilot/security',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...linesSeen(
        facts,
        /(?:^|\/)\.vscode\/settings\.json$/,
        /^[ \t]*"chat\.tools\.(?:global\.autoApprove|autoApprove)"\s*:\s*true/gm,
        'everything is approved without asking',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)\.claude\/settings[^/]*\.json$/,
        /"defaultMode"\s*:\s*"bypassPermissions"|"allow"\s*:\s*\[[^\]]*"Bash(?:\(\*\)|\(:\*\))?"/gm,
        'every command is allowed without asking',
      ),
      ...linesSeen(
        facts,
        /(?:^|\/)(?:package\.json|[\w.-]*Dockerfile[\w.-]*|[^/]+\.ya?ml)$/,
        /^[^#\n]*--(?:dangerously-skip-permissions|yolo|allow-all-tools)\b/gm,
        'an agent is started that asks nobody',
      ),
    ];
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'An AI agent may act here without asking.' }
      : noneFound(
          filesLike(
            facts,
            /(?:^|\/)(?:\.vscode\/settings\.json|\.claude\/[^/]+|\.cursor\/.+|\.mcp\.json)$|^(?:AGENTS|CLAUDE|GEMINI)\.md$|^\.github\/copilot-instructions\.md$/,
          ),
          'files that could say so',
          'No settings of AI agents are kept here.',
        );
  },
};
