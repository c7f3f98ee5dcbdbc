// `handrail usage status|show|verify`: what the person's own log holds and whether it is whole. Reads only; it logs nothing itself.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { Refusal, messageOf } from '../../core/model/errors.ts';
import { plainEvent } from '../../core/usage/event.ts';
import type { LogLine } from '../../core/usage/hash-chain.ts';
import { summarise, timeOf } from '../../core/usage/summary.ts';
import { linesOf, verifyLog, type Verification } from '../../core/usage/verify.ts';
import { handrailHome } from '../../node/home.ts';
import { createUsageLog, loggingFor, type StoredLog } from '../../node/usage-log.ts';

type Format = 'text' | 'json';

/** What each subcommand is given. */
interface Request {
  readonly folder: string;
  readonly stored: StoredLog;
  readonly format: Format;
  /** `YYYY-MM`; absent means all months. */
  readonly month?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a subcommand answers: the result for stdout, and the exit code. */
interface Answer {
  readonly text: string;
  readonly exitCode: number;
}

const subcommands = { status, show, verify } satisfies Record<string, (request: Request) => Answer>;

/** `handrail usage`. Exit code 1 only from `verify`, when a link of the chain is broken. */
export const usageCommand: Command = {
  name: 'usage',
  summary: 'your own usage log: what it holds, and whether it is whole',
  usage: [
    'handrail usage status   where the log is and what it holds',
    'handrail usage show     every event (--month YYYY-MM for one month)',
    'handrail usage verify   whether any line was changed, removed or moved',
    '',
    '  --format text|json',
  ].join('\n'),
  run: async (argv, io) => {
    const { name, format, month } = readArguments(argv);
    const log = createUsageLog({ home: handrailHome(io.env), now: () => new Date().toISOString(), surface: 'cli' });
    const stored = await log.read();
    const request = { folder: log.folder, stored, format, env: io.env, ...(month !== undefined && { month }) };
    const answer = subcommands[name](request);
    io.stdout(answer.text);
    return answer.exitCode;
  },
};

function status({ folder, stored, format, env }: Request): Answer {
  const verification = verifyLog(stored.files, stored.head);
  const summary = summarise(linesOf(stored.files));
  const logging = loggingFor(env);
  const bytes = stored.files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
  if (format === 'json') {
    const files = stored.files.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) }));
    const chain = { ...placesOf(folder, verification), whole: !verification.broken };
    return asJson({ folder, logging, ...summary, bytes, files, chain, sentTo: [] });
  }
  const size = `${counted(stored.files.length, 'file')}, ${String(Math.ceil(bytes / 1024))} KB`;
  const lines = [
    `Your usage log: ${folder}`,
    logging.on ? 'Logging is on.' : `Logging is off here: ${logging.because}.`,
    summary.events === 0
      ? 'It holds nothing yet.'
      : `It holds ${counted(summary.events, 'event')} of ${counted(summary.days, 'day')}, ` +
        `${String(summary.firstDay)} to ${String(summary.lastDay)} (${size}).`,
    ...sentences(folder, verification),
    'Nothing of it is sent anywhere. To delete it, delete that folder.',
  ];
  const rows = summary.byEvent.map(
    ({ plain, count, lastDay }) => `  ${String(count).padStart(6)}  ${plain}, last on ${lastDay}`,
  );
  return asText([...lines, ...(rows.length > 0 ? ['', ...rows] : [])]);
}

function show({ folder, stored, format, month }: Request): Answer {
  const lines = linesOf(stored.files).filter((line) => month === undefined || timeOf(line).startsWith(month));
  if (format === 'json') return asJson({ folder, events: lines });
  if (lines.length === 0)
    return asText([month === undefined ? 'The log is empty.' : `Nothing was logged in ${month}.`]);
  return asText(
    lines.map((line) => `${timeOf(line)}  ${plainEvent(line.eventName)}  ${describeAttributes(line)}`.trimEnd()),
  );
}

function verify({ folder, stored, format }: Request): Answer {
  const verification = verifyLog(stored.files, stored.head);
  const exitCode = verification.broken ? 1 : 0;
  if (format === 'json') {
    const { files, lines, anchored } = verification;
    const chain = { whole: exitCode === 0, files, lines: lines.length, anchored, ...placesOf(folder, verification) };
    return { ...asJson(chain), exitCode };
  }
  return { ...asText(sentences(folder, verification)), exitCode };
}

/** What `verify` found, with the place as FILE:LINE. */
function sentences(folder: string, { broken, torn, lines, files, anchored }: Verification): readonly string[] {
  if (broken) return [`${join(folder, broken.file)}:${String(broken.line)}: ${broken.because}`];
  const found =
    files === 0
      ? []
      : [`The log is whole: ${counted(lines.length, 'line')} in ${counted(files, 'file')} hold together.`];
  if (torn) {
    found.push(
      `${join(folder, torn.file)}:${String(torn.line)}: The last line was not written to its end, as happens in a crash. ` +
        'All before it is whole, and the next event repairs the log.',
    );
  }
  if (files > 0 && !anchored) {
    found.push(
      'The note of the last line (usage-head.json) is missing, so lines cut off at the very end would not show.',
    );
  }
  return found.length > 0 ? found : ['There is no log yet.'];
}

function placesOf(folder: string, { broken, torn }: Verification): Pick<Verification, 'broken' | 'torn'> {
  return {
    ...(broken && { broken: { ...broken, file: join(folder, broken.file) } }),
    ...(torn && { torn: { ...torn, file: join(folder, torn.file) } }),
  };
}

/** The attributes that say something to a person: no ids, no hashes. */
function describeAttributes(line: LogLine): string {
  return Object.entries(line.attributes)
    .filter(([name]) => !/\.(?:id|previous|digest)$/.test(name) || /\.(?:rule|tool|check)\.id$/.test(name))
    .map(
      ([name, value]) => `${name.replace(/^handrail\./, '')}=${Array.isArray(value) ? value.join(',') : String(value)}`,
    )
    .join(' ');
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function asJson(value: unknown): Answer {
  return { text: `${JSON.stringify(value, undefined, 2)}\n`, exitCode: 0 };
}

function asText(lines: readonly string[]): Answer {
  return { text: `${lines.join('\n')}\n`, exitCode: 0 };
}

function readArguments(argv: readonly string[]): {
  readonly name: keyof typeof subcommands;
  readonly format: Format;
  readonly month?: string;
} {
  const { values, positionals } = parse(argv);
  const [name, ...more] = positionals;
  if (name === undefined || !isSubcommand(name)) {
    throw wrongUse(name === undefined ? 'Say what to do with the log.' : `There is no "usage ${name}".`);
  }
  if (more.length > 0) throw wrongUse(`"usage ${name}" takes no ${JSON.stringify(more[0])}.`);
  const { format, month } = values;
  if (!isFormat(format)) throw wrongUse(`There is no format ${JSON.stringify(format)}; take text or json.`);
  if (month !== undefined && !/^\d{4}-\d{2}$/.test(month)) throw wrongUse('--month looks like 2026-11.');
  return { name, format, ...(month !== undefined && { month }) };
}

function parse(argv: readonly string[]): {
  readonly values: { readonly format: string; readonly month?: string | undefined };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...argv],
      options: { format: { type: 'string', default: 'text' }, month: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw wrongUse(messageOf(thrown));
  }
}

function wrongUse(what: string): Refusal {
  return new Refusal('usage', `${what}\n${usageCommand.usage}`);
}

function isSubcommand(name: string): name is keyof typeof subcommands {
  return Object.hasOwn(subcommands, name);
}

function isFormat(name: string): name is Format {
  return name === 'text' || name === 'json';
}
