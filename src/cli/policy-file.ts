// Reads a policy file, or a file beside one, for the commands of authors.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, Refusal } from '../core/model/errors.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { decode } from '../core/text/decode.ts';
import { workspacePolicyPath } from '../node/policy-files.ts';
import type { Io } from './command.ts';

/** A policy file as the layer its place makes it. @throws Refusal `unreadable` */
export function readPolicyFile(file: string, io: Io): PolicySource {
  const isProjects = resolve(io.cwd, file).replaceAll('\\', '/').endsWith(`/${workspacePolicyPath}`);
  return { layer: isProjects ? 'workspace' : 'organisation', source: file, ...readBeside(file, io) };
}

/** The text of a file. @throws Refusal `unreadable` when it is not there or no text */
export function readBeside(file: string, io: Io): { readonly text: string; readonly bytes: Uint8Array } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(io.cwd, file));
  } catch (thrown) {
    const isAbsent = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Refusal(
      'unreadable',
      isAbsent ? `There is no file ${file}.` : `${file} cannot be read: ${messageOf(thrown)}`,
    );
  }
  const text = decode(bytes)?.text;
  if (text === undefined) throw new Refusal('unreadable', `${file} is not a text.`);
  return { text, bytes };
}
