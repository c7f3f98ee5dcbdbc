// The check own-runbook: a runbook or a troubleshooting section.

import { weights, type Check } from '../check.ts';
import { documentFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

/** How to try one thing out says what may go wrong in the trial, not in the running app. */
const aboutTests = /(?:^|[/_-])(?:tests?|testing)(?:[_-][^/]*)?\.mdx?$/i;

const runbookFiles = expression('i')`
  (?:^|/)(?:
    [\w-]*(?:RUNBOOK|(?:INCIDENT|OPS|OPERATIONS?|OUTAGE|RECOVERY)[-_]PLAYBOOK)[\w-]*\.mdx?|OPERATIONS\.md|
    (?:docs/)?(?:runbooks?|playbooks?|oncall)/.+\.mdx?|
    docs/(?:operations|oncall|common[-_](?:issues|problems|errors))[^/]*\.md
  )$
`;

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
  revision: 3,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, runbookFiles, 'what to do when it breaks'),
      ...linesSeen(
        facts,
        documentFiles,
        /^#+[^\n]*\b(?:runbook|(?:incident|ops|operations?|outage|recovery) playbook|troubleshooting|on-?call|incident(?!\.io\b))\b/gim,
        'what to do when it breaks',
      ).filter(({ path }) => !aboutTests.test(path) && !/contributing/i.test(path)),
    ];
    return passWith(evidence.slice(0, 3), missing('No such page was found.'));
  },
};
