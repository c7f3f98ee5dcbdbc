// `handrail policy …`: is a policy file sound, does it do what its tests say, what is in force here, and who decided it.
// Parses arguments and hands on; policy-in-force.ts prints what holds. Changes nothing.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinCatalog } from '../../core/catalog/build-catalog.ts';
import { toolKnownBy } from '../../core/catalog/evidence-kind.ts';
import { patternIssues } from '../../core/detectors/custom-patterns/pattern-issues.ts';
import { allRules } from '../../core/detectors/registry.ts';
import { formatIssue, messageOf, Refusal, type Issue } from '../../core/model/errors.ts';
import { lintText, type LintContext } from '../../core/policy/lint.ts';
import type { PolicySource } from '../../core/policy/load.ts';
import { inOrder } from '../../core/policy/parse.ts';
import { findRoot, pathInRoot } from '../../node/open-workspace.ts';
import { checkPolicySource } from '../../node/load-policies.ts';
import type { Command, Io } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { openForCommand } from '../open.ts';
import { diffPolicyFiles } from '../policy-diff.ts';
import { initPolicy, type InitRequest } from '../policy-init.ts';
import { readPolicyFile } from '../policy-file.ts';
import { testPolicy } from '../policy-test.ts';
import { asJson, explainInForce, showInForce, showStatus } from '../policy-in-force.ts';

const usage = [
  'handrail policy init             the first policy and its tests: asks on a terminal, --yes takes the defaults',
  'handrail policy validate FILE    is this file a policy, and does it only tighten',
  'handrail policy lint [FILE]      what looks wrong in the policies in force, or in a file',
  'handrail policy test [FILE]      does the policy do what ai-policy.test.yaml says',
  'handrail policy diff OLD NEW     what gets stricter, laxer or new from one file to the other',
  'handrail policy show             which layers are in force, and what they say together',
  'handrail policy status           is the policy fresh, signed and in force; which ring and groups are yours',
  'handrail policy explain PATH     who decided a value, such as tools.default or rules.sensitive-data/iban.mode',
  'handrail policy schema           the JSON Schema of a policy file, for editors',
  '',
  '  --format text|json',
  '  --preset small-team|regulated|citizen-builders   starting point of init',
  '  --from-gitleaks FILE           take over the allowlists of a gitleaks configuration',
  '  --from-vscode FILE             take over extensions.allowed of VS Code settings',
  '  --from-copilot FILE            take over content exclusions of GitHub Copilot',
  '  --as-of YYYY-MM-DD             test, show, status and explain as of another day; such a run never exits 0',
  '',
  'Exit code 0 when all is well, 1 when lint reports, a test is red or a policy gets laxer, 2 for wrong use, and for a policy that does not load or is missed.',
].join('\n');

type Format = 'text' | 'json';

interface Request {
  readonly format: Format;
  /** File of validate and lint, path of explain. */
  readonly subject?: string;
  /** Second file of diff. */
  readonly other?: string;
  /** UTC day that the caller chose. */
  readonly asOf?: string;
  /** Answers of init that were given as options. */
  readonly init: Omit<InitRequest, 'io'>;
  readonly io: Io;
}

const subcommands = {
  init: ({ init, io }) => initPolicy({ ...init, io }),
  validate,
  lint,
  test: testPolicy,
  diff,
  show: showInForce,
  status: showStatus,
  explain,
  schema,
} satisfies Record<string, (request: Request) => number | Promise<number>>;

/** `handrail policy`. */
export const policyCommand: Command = {
  name: 'policy',
  summary: 'the policy in force: is it sound, what does it say, who decided',
  usage,
  run: async (argv, io) => {
    const { name, ...request } = readArguments(argv);
    return subcommands[name]({ ...request, io });
  },
};

async function validate({ subject, format, io }: Request): Promise<number> {
  if (subject === undefined) throw wrongUse('Say which file to validate.');
  const issues = await issuesOfFile(subject, io);
  const isValid = !issues.some(({ severity }) => severity === 'error');
  if (format === 'json') {
    io.stdout(asJson({ valid: isValid, issues }));
    return isValid ? exitCode.clean : exitCode.refused;
  }
  if (!isValid) throw new Refusal('policy-invalid', `${subject} does not hold as a policy.`, issues);
  for (const issue of issues) io.stderr(`${formatIssue(issue)}\n`);
  io.stdout(`${subject} is a valid policy.\n`);
  return exitCode.clean;
}

/** What is wrong with a file as the layer it would be. A project's own policy is weighed against the layers before it. */
async function issuesOfFile(file: string, io: Io): Promise<readonly Issue[]> {
  const { policy } = io.options;
  const root = findRoot(io.cwd, file);
  const read = readPolicyFile(file, io);
  const source = read.layer === 'workspace' ? { ...read, source: pathInRoot(root, io.cwd, file) } : read;
  const issues = await checkPolicySource(source, resolve(io.cwd, file), {
    root,
    cwd: io.cwd,
    env: io.env,
    today: io.now().slice(0, 10),
    now: io.now(),
    catalog: builtinCatalog(),
    ...(policy === undefined ? {} : { named: policy }),
  });
  return inOrder([...issues, ...(await issuesOfPatterns(read, 'error'))]);
}

/** What is wrong with the patterns of a policy text, and with their samples. */
async function issuesOfPatterns(
  { text, source, layer }: PolicySource,
  severity: 'error' | 'warning',
): Promise<readonly Issue[]> {
  const { linearEngine } = await import('../../core/detectors/custom-patterns/linear-engine.lazy.ts');
  const isTaken = (id: string): boolean => allRules.some((rule) => rule.id === id);
  return patternIssues(
    { text, file: source, layer },
    linearEngine(() => performance.now()),
    isTaken,
    severity,
  );
}

async function lint({ subject, format, io }: Request): Promise<number> {
  const issues = subject === undefined ? await lintInForce(io) : await lintFile(readPolicyFile(subject, io), io);
  io.stdout(
    format === 'json'
      ? asJson({ issues })
      : issues.length === 0
        ? 'Nothing to mention.\n'
        : issues.map((issue) => `${formatIssue(issue)}\n`).join(''),
  );
  // Notes need no action: what this version reads and does not act on yet.
  return issues.some(({ severity }) => severity !== 'info') ? exitCode.findings : exitCode.clean;
}

async function lintInForce(io: Io): Promise<readonly Issue[]> {
  const { sources } = await openForCommand({}, io);
  return (await Promise.all(sources.map((source) => lintFile(source, io)))).flat();
}

async function lintFile(read: PolicySource, io: Io): Promise<readonly Issue[]> {
  const { text, source, layer } = read;
  const issues = lintText(text, source, layer, lintContext(io));
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return withPatterns(issues, await issuesOfPatterns(read, 'warning'));
  throw new Refusal('policy-invalid', `${source} does not load, so there is nothing to weigh yet.`, errors);
}

/** Lint says itself that a pattern is risky. */
function withPatterns(issues: readonly Issue[], ofPatterns: readonly Issue[]): readonly Issue[] {
  const said = new Set(issues.map(({ code, line }) => `${code} ${String(line)}`));
  return inOrder([...issues, ...ofPatterns.filter(({ code, line }) => !said.has(`${code} ${String(line)}`))]);
}

function diff({ subject, other, format, io }: Request): Promise<number> {
  if (subject === undefined || other === undefined) throw wrongUse('Say which two files to compare: OLD NEW.');
  return diffPolicyFiles([subject, other], { format, io });
}

async function explain({ subject, ...request }: Request): Promise<number> {
  if (subject === undefined) throw wrongUse('Say what to explain, such as tools.default.');
  const outcome = await explainInForce(subject, request);
  if (typeof outcome === 'string') throw wrongUse(outcome);
  return outcome;
}

async function schema({ subject, io }: Request): Promise<number> {
  if (subject !== undefined) throw wrongUse(`"policy schema" takes no ${JSON.stringify(subject)}.`);
  const { builtPolicySchema } = await import('../../core/policy/built-schema.lazy.ts');
  io.stdout(asJson(builtPolicySchema));
  return exitCode.clean;
}

function lintContext(io: Io): LintContext {
  return {
    now: io.now(),
    knownTools: new Set(builtinCatalog().tools.map(({ id }) => id)),
    knownBy: (kind, name) => toolKnownBy(builtinCatalog(), kind, name),
    knownRules: new Set(allRules.map(({ id }) => id)),
  };
}

function readArguments(argv: readonly string[]): Omit<Request, 'io'> & { readonly name: keyof typeof subcommands } {
  const { values, positionals } = parse(argv);
  const [name, subject, other, ...more] = positionals;
  if (name === undefined || !isSubcommand(name)) {
    throw wrongUse(name === undefined ? 'Say what to do with the policy.' : `There is no "policy ${name}".`);
  }
  const surplus = ['init', 'show', 'status'].includes(name) ? subject : name === 'diff' ? more[0] : other;
  if (surplus !== undefined) throw wrongUse(`"policy ${name}" takes no ${JSON.stringify(surplus)}.`);
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw wrongUse(`There is no format "${format}"; take text or json.`);
  const asOf = values['as-of'];
  if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw wrongUse('--as-of looks like 2026-11-24.');
  if (asOf !== undefined && !['test', 'show', 'status', 'explain'].includes(name)) {
    throw wrongUse(`"policy ${name}" takes no --as-of.`);
  }
  const init = initOptions(values);
  if (name !== 'init' && Object.values(init).some((value) => value !== false)) {
    throw wrongUse(`--yes, --preset and --from-… are for "policy init".`);
  }
  return {
    name,
    format,
    init,
    ...(subject === undefined ? {} : { subject }),
    ...(other === undefined ? {} : { other }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function initOptions(values: ReturnType<typeof parse>['values']): Request['init'] {
  const { yes, preset, 'from-gitleaks': gitleaks, 'from-vscode': vscode, 'from-copilot': copilot } = values;
  return {
    yes,
    ...(preset === undefined ? {} : { preset }),
    ...(gitleaks === undefined ? {} : { fromGitleaks: gitleaks }),
    ...(vscode === undefined ? {} : { fromVscode: vscode }),
    ...(copilot === undefined ? {} : { fromCopilot: copilot }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        format: { type: 'string', default: 'text' },
        'as-of': { type: 'string' },
        yes: { type: 'boolean', default: false },
        preset: { type: 'string' },
        'from-gitleaks': { type: 'string' },
        'from-vscode': { type: 'string' },
        'from-copilot': { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw wrongUse(messageOf(thrown));
  }
}

function wrongUse(what: string): Refusal {
  return new Refusal('usage', `${what}\n\n${usage}`);
}

function isSubcommand(name: string): name is keyof typeof subcommands {
  return Object.hasOwn(subcommands, name);
}
