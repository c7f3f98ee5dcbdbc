// The check own-runbook: a runbook or a troubleshooting section.

import { weights, type Check } from '../check.ts';
import { documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';

/** There is a "what to do when it breaks" page. */
export const ownRunbook: Check = {
  id: 'own-runbook',
  category: 'Ownership',
  title: 'There is a "what to do when it breaks" page',
  plain: 'Three likely problems and the first thing to try.',
  why: 'At night nobody remembers; a page shortens every outage.',
  fix: 'Write a RUNBOOK.md: where it runs, where the log is, how to go back, whom to call.',
  source: 'https://sre.google/sre-book/managing-incidents/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /(?:^|\/)(?:[\w-]*(?:RUNBOOK|PLAYBOOK)[\w-]*\.mdx?|OPERATIONS\.md|(?:docs\/)?(?:runbooks?|playbooks?|oncall)\/.+\.mdx?|docs\/(?:operations|oncall)[^/]*\.md)$/i,
        'what to do when it breaks',
      ),
      ...linesSeen(
        facts,
        documentFiles,
        /^#+[^\n]*\b(?:runbook|playbook|troubleshooting|on-?call|incident(?!\.io\b))\b/gim,
        'what to do when it breaks',
      ),
    ];
    return passWith(evidence.slice(0, 3), missing('No such page was found.'));
  },
};
