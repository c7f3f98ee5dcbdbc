// Short texts in plain language: messages, tickets, prompts. A number among few is more telling than one among thousands.

import type { Reading } from '../probe.ts';
import { expression } from '../../../text/expression.ts';

/** Longer texts are no notes. */
export const longestNote = 1200;
const prose = /(?:^|\/)[^./]+$|\.(?:txt|text|md|markdown|eml|msg|note|log|prompt|rst|rtf|out)$/i;
// What every repository has, and what it says of its makers.
const ofRepository = expression('i')`
  (?:^|/)(?:
    readme|security|contributing|code_of_conduct|governance|support|changelog|history|news|licen[cs]e|copying|notice|
    authors|contributors|maintainers|codeowners|owners|dockerfile|makefile|control|vagrantfile|gemfile|version|
    requirements|robots|humans|ads|cmakelists|terms|privacy|imprint|impressum|donate|funding|sponsors?
  )[\w.-]*$|
  (?:^|/)\.[^/]*$|(?:^|/)(?:\.github|config|conf|etc)/
`;
const code = expression('m')`
  [{};]\s*(?:\n|$)|=>|\b(?:function|const|return|import|class|def|void)\b[^\n]{0,40}[({:]|</?\w+>|^#!|
  ^\s*\$?\s*(?:curl|wget|git|docker|kubectl|sudo|ssh|scp|npm|pip3?)\s+-
`;
const owner = {};

/** Whether a document is a short text in plain language. */
export function isNote(reading: Reading): boolean {
  return reading.stateOf(owner, () => ({
    value:
      reading.length <= longestNote &&
      !reading.pathClass.test &&
      !reading.pathClass.machineMade &&
      prose.test(reading.path) &&
      !ofRepository.test(reading.path) &&
      !code.test(reading.text),
  })).value;
}

/** Whether a file is one in which a repository speaks of itself and its makers. */
export function isOfRepository(path: string): boolean {
  return ofRepository.test(path);
}

/** Whether a path is that of plain language, of any length. */
export function isProse(path: string): boolean {
  return prose.test(path);
}
