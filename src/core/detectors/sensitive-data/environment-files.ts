// What belongs beside a setting that is read from the environment: its name in .env.example, and .env kept out of git.

import type { FileEdit } from '../../model/edit.ts';
import { sha256 } from '../../text/hash.ts';

/** Where the names of settings are listed, and what keeps `.env` out of git. Relative to the root. */
export const environmentFiles = { example: '.env.example', gitignore: '.gitignore' } as const;

/** Texts of those files now; absent where there is none. */
export interface EnvironmentTexts {
  readonly example?: string | undefined;
  readonly gitignore?: string | undefined;
}

/** Edits that list a setting and keep `.env` out of git; [] when both are so already. What people wrote there stays. */
export function environmentFileEdits(name: string, { example, gitignore }: EnvironmentTexts): readonly FileEdit[] {
  const isListed = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'm').test(example ?? '');
  const isIgnored = (gitignore ?? '').split(/\r?\n/).some((line) => /^\/?(?:\*\*\/)?\.env\*?\s*$/.test(line));
  const head = '# Settings that this project reads. Copy this file to .env and fill in the values there, never here.\n';
  return [
    ...(isListed ? [] : [append(environmentFiles.example, example, `${name}=\n`, head)]),
    ...(isIgnored ? [] : [append(environmentFiles.gitignore, gitignore, '.env\n', '')]),
  ];
}

function append(path: string, text: string | undefined, line: string, head: string): FileEdit {
  if (text === undefined) return { kind: 'create', path, text: head + line };
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : lineBreak;
  const newText = gap + line.replace('\n', lineBreak);
  const edit = { startOffset: text.length, endOffset: text.length, newText };
  return { kind: 'modify', path, beforeHash: sha256(text), edits: [edit] };
}
