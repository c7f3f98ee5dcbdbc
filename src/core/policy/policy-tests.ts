// Runs the tests of a policy: each use is put to the policy as the product would, and the answer is held against the expectation.

import type { Catalog } from '../catalog/catalog.ts';
import type { Issue } from '../model/errors.ts';
import { dataClassesOf } from './data-classes.ts';
import type { NamedServer } from './decide.ts';
import { speakersOf } from './listing.ts';
import { nearestWord } from './nearest-word.ts';
import { outcomeOfUse, type UseOutcome } from './outcome.ts';
import { issueAt } from './parse.ts';
import type { Policy } from './policy.ts';
import type { PolicyTestCase, PolicyTestExpectation, PolicyTestFile } from './test-file.ts';

/** What came of one test. Shape of `policy test --format json`. */
export interface PolicyTestResult {
  readonly name: string;
  readonly pass: boolean;
  readonly expected: PolicyTestExpectation;
  readonly actual: PolicyTestExpectation;
  /** One sentence on how it came to be. */
  readonly because: string;
  /** `file:line:column` of the policy line that decided; absent when none did. */
  readonly decidedAt?: string;
  /** `file:line:column` of the test. */
  readonly at: string;
}

/** Run the tests of a file under a policy.
 *  @param today  UTC day for tests that name no moment */
export function runPolicyTests(
  { cases, yaml }: PolicyTestFile,
  policy: Policy,
  catalog: Catalog,
  today: string,
): readonly PolicyTestResult[] {
  return cases.map((each) => {
    const found = outcomeOfTest(each, policy, catalog, today);
    const { outcome, rule, layer, exception, because, decidedBy } = found;
    const actual = {
      outcome,
      ...(rule === undefined ? {} : { rule }),
      ...(layer === undefined ? {} : { layer }),
      ...(exception === undefined ? {} : { exception }),
    };
    const { line, column } = yaml.placeOf(each.pointer);
    return {
      name: each.name,
      pass: meets(actual, each.expect),
      expected: each.expect,
      actual,
      because:
        each.expect.outcome === 'overridden'
          ? `${because} No policy decides "overridden": a person makes it of a warning, so expect "warned".`
          : because,
      ...(decidedBy === undefined
        ? {}
        : { decidedAt: `${decidedBy.file}:${String(decidedBy.line)}:${String(decidedBy.column)}` }),
      at: `${yaml.file}:${String(line)}:${String(column)}`,
    };
  });
}

/** Words of the tests that the policy does not know: a test about them could only be green by accident. Code: policy-test/unknown-class */
export function unknownInTests({ cases, yaml }: PolicyTestFile, policy: Policy): readonly Issue[] {
  const classes = dataClassesOf(policy).map(({ id }) => id);
  return cases.flatMap(({ given, pointer }) => {
    const { dataClass } = given;
    if (dataClass === undefined || classes.includes(dataClass)) return [];
    const suggestion = nearestWord(dataClass, classes);
    const known = classes.length === 0 ? 'The policy has no classes.' : `There are: ${classes.join(', ')}.`;
    const hint = suggestion === undefined ? known : `Did you mean "${suggestion}"?`;
    const message = `There is no data class "${dataClass}". ${hint}`;
    const more = suggestion === undefined ? {} : { suggestion };
    return [issueAt(yaml, yaml.placeOf(`${pointer}/given/dataClass`), 'policy-test/unknown-class', message, more)];
  });
}

function outcomeOfTest({ given }: PolicyTestCase, policy: Policy, catalog: Catalog, today: string): UseOutcome {
  const { tool, mcpServer, groups = [], now } = given;
  // Nobody in particular: the test's own groups, and no ring by percent.
  const { layers, name, version, serial, hash, issues } = policy;
  return outcomeOfUse(
    { layers, name, version, serial, hash, issues, groups },
    {
      toolId: tool,
      staysLocal: tool !== undefined && staysLocal(tool, catalog),
      model: given.model,
      mcpServer: mcpServer === undefined ? undefined : serverOf(mcpServer, policy),
      command: given.command,
      dataClass: given.dataClass,
      account: given.account,
      path: given.path,
      at: now ?? today,
    },
  );
}

/** As the boundary sees it; a tool nobody knows is taken to send content away. */
function staysLocal(toolId: string, catalog: Catalog): boolean {
  const egress = catalog.tool(toolId)?.egress;
  return egress !== undefined && egress !== 'cloud' && egress !== 'both';
}

/** An address, a command, or the id under which the policy lists a server: then the one at the address that it lists. */
function serverOf(written: string, policy: Policy): NamedServer {
  if (/^https?:\/\//.test(written)) return { name: '', url: written };
  if (/\s/.test(written.trim())) return { name: '', command: written };
  const listed = policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document: { mcpServers } }) => [mcpServers?.deny, mcpServers?.ask, mcpServers?.allow])
    .flatMap((entries) => entries ?? [])
    .find(({ id }) => id === written);
  return {
    name: written,
    ...(listed?.url === undefined ? {} : { url: listed.url }),
    ...(listed?.command === undefined ? {} : { command: listed.command }),
  };
}

function meets(actual: PolicyTestExpectation, expected: PolicyTestExpectation): boolean {
  return (['outcome', 'rule', 'layer', 'exception'] as const).every(
    (key) => expected[key] === undefined || expected[key] === actual[key],
  );
}

/** Results in lines, and a last line that counts them. */
export function renderPolicyTests(results: readonly PolicyTestResult[]): string {
  const lines = results.flatMap(({ name, pass, expected, actual, because, decidedAt, at }) =>
    pass
      ? [`✓ ${name}`]
      : [
          `✗ ${name}`,
          `    expected: ${outcomeInWords(expected)}`,
          `    but is:   ${outcomeInWords(actual)}`,
          `    because:  ${because}${decidedAt === undefined ? '' : ` (${decidedAt})`}`,
          `    test at ${at}`,
        ],
  );
  const failed = results.filter(({ pass }) => !pass).length;
  return [...lines, '', `${String(results.length - failed)} passed, ${String(failed)} failed`, ''].join('\n');
}

/** An outcome with who decides it: `warned by ai-tool/unsanctioned of the team layer`. */
export function outcomeInWords({ outcome, rule, layer, exception }: PolicyTestExpectation): string {
  const parts = [
    outcome,
    ...(rule === undefined ? [] : [`by ${rule}`]),
    ...(layer === undefined ? [] : [`of the ${layer} layer`]),
    ...(exception === undefined ? [] : [`through ${exception}`]),
  ];
  return parts.join(' ');
}
