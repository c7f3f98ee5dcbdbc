// Requirements files of pip, and single requirements as other Python files write them.
// Files that one includes are not followed: each is read by itself, so that a change costs one file and no path leads outside.

import type { EvidenceScope } from '../model/finding.ts';
import { conflictAt, content, linesOf, packageAt, type ManifestReader, type NamedPackage } from './manifest.ts';

/** `Name[extra]>=1 ; marker` at an offset; undefined for options, paths and addresses.
 *  Source: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export function requirementIn(text: string, start: number, scope: EvidenceScope): NamedPackage | undefined {
  const match = /^(\s*)([A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?)\s*(?:\[[^\]]{0,200}\])?\s*([^;]*)/.exec(text);
  if (match === null) return undefined;
  const [, blanks = '', name = '', rest = ''] = match;
  // A path, an address, or `git+https://…`.
  if (/^[/\\:+]/.test(rest)) return undefined;
  return packageAt(name, start + blanks.length, scope, rest.replace(/\s--hash\b.*$|\s*\\$/, ''));
}

/** `requirements.txt`, `requirements-dev.txt`, `dev-requirements.in`, `requirements/prod.txt`, `constraints.txt`. */
const namedFile =
  /(?:^|\/)(?:(?:[\w.-]*[-_.])?(?:requirements?|constraints)(?:[-_.][\w.-]*)?|requirements?\/(?:[\w.-]+\/)*[\w.-]+)\.(?:txt|in|pip)$/i;

/** Any other text of which every line is a requirement or an option, as files that are included have any name. */
const otherFile = /\.(?:txt|in|pip)$/i;
const maxOtherLength = 64 * 1024;

const nameAndExtras = /^[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]*\])?\s*/;
const specifiers = /^\(?(?:\s*(?:===?|[<>!~]=|[<>])\s*[^\s,;()<>=]+\s*(?:,|$|\)))*\)?$/;
/** Longer lines are no requirement. */
const maxLine = 1000;

function isRequirement(code: string): boolean {
  const name = code.length > maxLine ? null : nameAndExtras.exec(code);
  if (name === null) return false;
  const rest = code
    .slice(name[0].length)
    .replace(/(?:^|\s)--\S.*$/, '')
    .replace(/;.*$/, '')
    .trim();
  return rest === '' || /^@\s*\S+$/.test(rest) || specifiers.test(rest);
}

const optionLine = /^(?:-{1,2}[a-z][\w-]*(?:[ =]\S.*)?|(?:git\+|https?:|file:)\S+.*|\.{0,2}\/\S*.*|\.)$/i;

interface Line {
  readonly code: string;
  readonly start: number;
  readonly comment: string;
}

function significantLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let goesOn = false;
  for (const { line, start } of linesOf(text)) {
    const comment = /(?:^|\s)#.*$/.exec(line);
    const code = (comment === null ? line : line.slice(0, comment.index)).trimEnd();
    const continues = goesOn;
    goesOn = code.endsWith('\\');
    if (continues) continue;
    lines.push({ code: code.replace(/\s*\\$/, ''), start, comment: comment?.[0] ?? '' });
  }
  return lines;
}

/** Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirements: ManifestReader = {
  ecosystem: 'pypi',
  files: namedFile,
  read: (text, path) => {
    const lines = significantLines(text);
    const strange = lines.find(isStrange);
    // A text about requirements of another kind, such as those of a job.
    if (lines.filter(isStrange).length * 2 > lines.filter(({ code }) => code.trim() !== '').length)
      return { packages: [] };
    const problemAt =
      strange === undefined ? undefined : strange.start + strange.code.length - strange.code.trimStart().length;
    return content(packagesOf(lines, path), conflictAt(text) ?? problemAt);
  },
};

/** What other requirements files include may have any name: a text counts when every line is a requirement or an option, and one
 *  of them names a version. */
export const includedRequirements: ManifestReader = {
  ecosystem: 'pypi',
  files: otherFile,
  read: (text, path) => {
    if (text.length > maxOtherLength) return { packages: [] };
    const lines = significantLines(text);
    const isSpecific = lines.some(({ code }) => /[\w\]]\s*(?:[=~!<>]=|[<>])\s*\d|^-[rc]\s/.test(code));
    return { packages: isSpecific && !lines.some(isStrange) ? packagesOf(lines, path) : [] };
  },
};

function isStrange({ code }: Line): boolean {
  const trimmed = code.trim();
  return trimmed !== '' && !isRequirement(trimmed) && !optionLine.test(trimmed);
}

function packagesOf(lines: readonly Line[], path: string): readonly NamedPackage[] {
  const fileScope = scopeOfFile(path);
  return lines.flatMap(({ code, start }, index) => {
    const named = requirementIn(code, start, fileScope);
    return named === undefined ? [] : [{ ...named, scope: isBroughtAlong(lines, index) ? 'transitive' : fileScope }];
  });
}

function scopeOfFile(path: string): EvidenceScope {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/constraints/i.test(name)) return 'transitive';
  if (/(?:^|[-_./])docs?(?:[-_.]|$)/i.test(name)) return 'docs';
  return /dev|test|lint|ci\b/i.test(name) ? 'dev' : 'direct';
}

/** Whether pip-compile or uv says that only other packages need this one. Source: https://pip-tools.readthedocs.io/en/stable/ */
function isBroughtAlong(lines: readonly Line[], index: number): boolean {
  const comments: string[] = [];
  for (let at = index + 1; at < lines.length && lines[at]?.code.trim() === ''; at++)
    comments.push(lines[at]?.comment ?? '');
  const via = [lines[index]?.comment ?? '', ...comments].join(' ');
  return /#\s*via\b/.test(via) && !/-r\s|\(pyproject\.toml\)|\(setup\.(?:py|cfg)\)|\.in\b/.test(via);
}
