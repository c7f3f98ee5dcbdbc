// The check sec-firebase-rules-not-open: Firebase rules that let everybody in.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import { filesLike, filesSeen } from '../look.ts';
import { lineOf } from '../manifests.ts';
import { isSample } from '../paths.ts';

const ruleFiles = /(?:^|\/)(?:[\w.-]*(?:firestore|storage)[\w.-]*\.rules|database\.rules\.json)$/;

interface OpenRule {
  readonly seen: CheckEvidence;
  /** False for reading a part only, which may be meant so. */
  readonly isOpen: boolean;
}

/** Source: https://firebase.google.com/docs/rules/rules-language */
function openRules(text: string, path: string): readonly OpenRule[] {
  const readable = text.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const at = (index: number, note: string, isOpen: boolean): OpenRule => ({
    seen: { path, line: lineOf(text, index), note },
    isOpen,
  });
  if (path.endsWith('.json')) {
    return Array.from(text.matchAll(/^([ \t]*)"\.(read|write)"\s*:\s*(?:true|"\s*true\s*")/gm), (match) =>
      at(match.index, `.${match[2] ?? ''} is open to everybody`, match[2] === 'write' || (match[1] ?? '').length <= 4),
    );
  }
  const isStorage = readable.includes('firebase.storage');
  const always = Array.from(readable.matchAll(/\ballow\s+([\w, ]+?)\s*(?::\s*if\s+true\s*)?;/g), (match) => {
    const isReadOnly = (match[1] ?? '').split(',').every((verb) => /^\s*(?:read|get|list)\s*$/.test(verb));
    const around =
      readable
        .slice(0, match.index)
        .split(/\bmatch\s+/)
        .at(-1) ?? '';
    return at(
      match.index,
      `allows ${match[1] ?? ''} to everybody`,
      !isReadOnly || (!isStorage && /^\/\{\w+=\*\*\}/.test(around)),
    );
  });
  const testMode = Array.from(readable.matchAll(/\brequest\.time\s*<\s*timestamp\.date\b/g), (match) =>
    at(match.index, 'test mode: open to everybody until a date', true),
  );
  return [...always, ...testMode];
}

/** The Firebase database isn’t open to the world. */
export const secFirebaseRulesNotOpen: Check = {
  id: 'sec-firebase-rules-not-open',
  category: 'Security',
  title: 'The Firebase database isn’t open to the world',
  plain: 'Test mode lets anyone read and change everything. It must be closed before anyone else uses the app.',
  why: 'The address of a Firebase database is in every copy of the app; only its rules decide who reads and writes.',
  fix: 'Tie each rule to request.auth.uid, and remove the date that test mode puts there.',
  source: 'https://firebase.google.com/docs/rules/insecure-rules',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  applies: ['firebase'],
  evaluate(facts) {
    const files = filesLike(facts, ruleFiles).filter((file) => !isSample(file.path));
    if (files.length === 0) {
      return {
        state: 'unknown',
        because: 'The rules are not in this workspace. Look in the Firebase console under Rules.',
      };
    }
    const unread = files.find((file) => !facts.texts.has(file.shownPath));
    if (unread !== undefined) return { state: 'unknown', because: `${unread.shownPath} could not be read.` };
    const found = files.flatMap((file) => openRules(facts.texts.get(file.shownPath) ?? '', file.shownPath));
    const open = found.filter(({ isOpen }) => isOpen).map(({ seen }) => seen);
    if (open.length > 0)
      return { state: 'fail', evidence: open, because: 'A rule lets anybody read or change the data.' };
    if (found.length > 0) {
      return {
        state: 'warn',
        evidence: found.map(({ seen }) => seen),
        because: 'A rule lets anybody read a part of the data. That is right only for what is meant for everybody.',
      };
    }
    return { state: 'pass', evidence: filesSeen(facts, ruleFiles, 'rules that ask who it is') };
  },
};
