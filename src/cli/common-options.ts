// Takes the options that every command knows out of the arguments, wherever they stand. What is left is the command's own.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from '../core/model/errors.ts';

/** The common options as given. */
export interface GivenOptions {
  readonly policy?: string;
  readonly cwd?: string;
  readonly output?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** Command name first. */
  readonly rest: readonly string[];
}

const withValue = new Set(['policy', 'cwd', 'output', 'color']);
const alone = new Set(['quiet', 'verbose', 'help', 'version']);
const short: Readonly<Record<string, string>> = { '-h': '--help', '-v': '--version' };

/** @throws Refusal `usage` for an option without its value, or a colour that is none */
export function takeCommonOptions(argv: readonly string[]): GivenOptions {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = short[argv[index] ?? ''] ?? argv[index] ?? '';
    if (argument === '--') {
      rest.push(...argv.slice(index));
      break;
    }
    const [, name = '', inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (alone.has(name) && inline === undefined) flags.add(name);
    else if (withValue.has(name)) {
      const value = inline ?? argv[++index];
      if (value === undefined || value === '') throw new Refusal('usage', `--${name} needs a value.`);
      values.set(name, value);
    } else rest.push(argument);
  }
  const color = values.get('color') ?? 'auto';
  if (color !== 'auto' && color !== 'always' && color !== 'never') {
    throw new Refusal('usage', `--color is auto, always or never, not "${color}".`);
  }
  const given = (name: string): Record<string, string> => {
    const value = values.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...given('policy'),
    ...given('cwd'),
    ...given('output'),
    color,
    quiet: flags.has('quiet'),
    verbose: flags.has('verbose'),
    help: flags.has('help'),
    version: flags.has('version'),
    rest,
  };
}

/** The folder to work in. @throws Refusal `usage` when `--cwd` is no folder */
export function workingFolder(cwd: string, given: string | undefined): string {
  if (given === undefined) return cwd;
  const folder = resolve(cwd, given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new Refusal('usage', `--cwd names no folder: ${given}`);
}
