// One run of the command line, from arguments to exit code. Called by main.ts, and by tests in process.

import { resolve } from 'node:path';
import { formatIssue, messageOf, Refusal } from '../core/model/errors.ts';
import { nearestWord } from '../core/policy/nearest-word.ts';
import { productVersion } from '../core/version.ts';
import { writeFileAtomically } from '../node/atomic-write.ts';
import type { Command, Io } from './command.ts';
import { takeCommonOptions, workingFolder } from './common-options.ts';
import { commands } from './commands/registry.ts';
import { exitCode } from './exit-code.ts';

/** What the process gives. `stdoutIsTerminal` decides about colour. */
export interface ProcessIo extends Omit<Io, 'options'> {
  readonly stdoutIsTerminal: boolean;
}

/** Run a command. Never throws.
 *  @param argv  without node and script
 *  @returns 0, 1, 2 or 3 as exit-code.ts says */
export async function run(argv: readonly string[], io: ProcessIo): Promise<number> {
  try {
    return await runCommand(argv, io);
  } catch (thrown) {
    if (Refusal.is(thrown)) {
      io.stderr(`${thrown.message}\n${thrown.issues.map((issue) => `${formatIssue(issue)}\n`).join('')}`);
      return exitCode.refused;
    }
    io.stderr(`Handrail failed, and it is not your fault: ${messageOf(thrown)}\n`);
    if (io.env['HANDRAIL_DEBUG'] !== undefined && thrown instanceof Error) io.stderr(`${thrown.stack ?? ''}\n`);
    return exitCode.fault;
  }
}

async function runCommand(argv: readonly string[], io: ProcessIo): Promise<number> {
  const given = takeCommonOptions(argv);
  const [name, ...own] = given.rest;
  if (given.version) {
    io.stdout(`${productVersion}\n`);
    return exitCode.clean;
  }
  if (name === undefined) {
    if (given.help) io.stdout(overview());
    else io.stderr(overview());
    return given.help ? exitCode.clean : exitCode.refused;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw unknownCommand(name);
  if (given.help) {
    io.stdout(helpOf(command));
    return exitCode.clean;
  }
  const cwd = workingFolder(io.cwd, given.cwd);
  const output: string[] = [];
  const code = await command.run(own, {
    ...io,
    cwd,
    stdout: given.output === undefined ? io.stdout : (text) => void output.push(text),
    options: {
      ...(given.policy !== undefined && { policy: given.policy }),
      color: isColored(given.color, given.output, io),
      quiet: given.quiet,
      verbose: given.verbose,
    },
  });
  if (given.output !== undefined) writeFileAtomically(resolve(cwd, given.output), output.join(''));
  return code;
}

/** Source: https://no-color.org */
function isColored(color: 'auto' | 'always' | 'never', output: string | undefined, io: ProcessIo): boolean {
  if (color !== 'auto') return color === 'always';
  return io.stdoutIsTerminal && output === undefined && (io.env['NO_COLOR'] ?? '') === '';
}

function unknownCommand(name: string): Refusal {
  const nearest = nearestWord(
    name,
    commands.map((each) => each.name),
  );
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return new Refusal('usage', `There is no command "${name}".${hint}\n\n${overview()}`);
}

function overview(): string {
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(11)} ${summary}`);
  return [
    `handrail ${productVersion}: AI governance, from policy to code`,
    '',
    'handrail COMMAND [OPTIONS]',
    ...rows,
    '',
    commonUsage,
    '',
  ].join('\n');
}

function helpOf({ usage }: Command): string {
  return `${usage}\n\n${commonUsage}\n`;
}

const commonUsage = [
  'Options of every command:',
  '  --policy SRC              the organisation policy, instead of ai-policy.yaml: a file or an https address',
  '  --cwd DIR                 work in that folder',
  '  --output FILE             write the result to a file',
  '  --color auto|always|never',
  '  --quiet, --verbose, --help, --version',
].join('\n');
