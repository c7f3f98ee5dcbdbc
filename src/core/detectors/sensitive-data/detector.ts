// Finds credentials and personal data in one text. The engine calls it; policy, masking and suppression come later.

import type { DetectedMatch, Detection, Detector } from '../detector.ts';
import type { RuleSeverity } from '../../model/finding.ts';
import type { TextDocument } from '../../model/document.ts';
import { commentWords } from '../comment-words.ts';
import { credentialProbes, withoutRivals } from './credential-probes.ts';
import { credentialRules, isCredentialRule } from './credential-rules.ts';
import { FollowedPass } from './followed-pass.ts';
import { OnePass } from './one-pass.ts';
import { foldLists } from './personal/folded-lists.ts';
import { withoutCells } from './personal/inside-tables.ts';
import { personalDataRules } from './personal/personal-rules.ts';
import { personalDataProbes } from './personal/probes.ts';
import { lowerInRustTests } from './rust-tests.ts';

let pass: OnePass | undefined;
/** Notes that a word of a comment stands in the text that is read. */
const commentWatch = {
  keywords: commentWords,
  hasSeen: false,
  look(): void {
    this.hasSeen = true;
  },
};

const rules = [...credentialRules, ...personalDataRules];
const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

/** Credentials and personal data. Every offset is that of the value alone. */
export const sensitiveDataDetector: Detector = {
  id: 'sensitive-data',
  rules,
  appliesTo: () => true,
  detect: (document) => {
    commentWatch.hasSeen = false;
    return detection(passOnce().read(document), document);
  },
  follow: (document) => {
    commentWatch.hasSeen = false;
    const followed = new FollowedPass(passOnce(), document);
    let now = detection(followed.matches, document);
    return {
      get now() {
        return now;
      },
      edit: (edited, change) => {
        commentWatch.hasSeen = false;
        followed.edit(edited, change);
        now = detection(followed.matches, edited);
      },
    };
  },
};

function passOnce(): OnePass {
  return (pass ??= new OnePass([...credentialProbes(), ...personalDataProbes(), commentWatch]));
}

function severityOf(ruleId: string): RuleSeverity {
  return severities.get(ruleId) ?? 'medium';
}

function detection(reported: readonly DetectedMatch[], document: TextDocument): Detection {
  const matches = [...reported].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const told = withoutCells(withoutRivals(matches, isCredentialRule), document);
  return {
    matches: foldLists(lowerInRustTests(told, document, severityOf), document.path),
    mayHoldComments: commentWatch.hasSeen,
  };
}
