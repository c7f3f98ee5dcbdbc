// The check sec-ci-not-hijackable: GitHub build recipes that run what strangers write.

import { weights, type Check } from '../check.ts';
import { linesSeen } from '../look.ts';

/** Source: https://securitylab.github.com/resources/github-actions-untrusted-input/ */
const pastedText =
  /^[ \t]*(?:-[ \t]*)?run:[^\n]*\$\{\{\s*github\.event\.(?:issue|pull_request|comment|review|head_commit)\.[\w.]*(?:title|body|name|ref|message|email)\b/gm;
const strangersCode = /^[ \t]*ref:[^\n]*\bgithub\.event\.(?:pull_request\.head|workflow_run\.head)[\w.]*/gm;

/** Strangers can’t run their code in your build. */
export const secCiNotHijackable: Check = {
  id: 'sec-ci-not-hijackable',
  category: 'Security',
  title: 'Strangers can’t run their code in your build',
  plain: 'A risky setting lets someone outside borrow your robot and its keys.',
  why: 'A build that runs a stranger’s change, or pastes a title into a command, gives away its secrets.',
  fix: 'Use "pull_request" instead of "pull_request_target", and pass titles and names through "env" in quotes.',
  source:
    'https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  applies: ['buildRobot'],
  evaluate(facts) {
    const recipes = /^\.github\/workflows\/[^/]+\.ya?ml$/;
    const evidence = [
      ...linesSeen(facts, recipes, pastedText, 'text written by strangers becomes part of a command'),
      ...linesSeen(facts, recipes, strangersCode, 'checks out code of strangers').filter((seen) =>
        /^\s*(?:-\s*)?(?:pull_request_target|workflow_run)\b|^on:[^\n]*\b(?:pull_request_target|workflow_run)\b/m.test(
          facts.texts.get(seen.path) ?? '',
        ),
      ),
    ];
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A stranger can run commands in the build.' }
      : { state: 'pass', evidence: [] };
  },
};
