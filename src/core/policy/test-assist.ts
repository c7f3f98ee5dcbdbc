// Help while `ai-policy.test.yaml` is edited: what may be typed here, what a key means and what the policy says of the test, and what is
// wrong. The editor calls it; offsets are in UTF-16 code units of the text it is given.

import { catalogUnder } from './own-tools.ts';
import type { Issue } from '../model/errors.ts';
import { tiers } from '../model/outcome.ts';
import { readYaml } from '../text/yaml-document.ts';
import { quoted, type AssistContext, type PolicyCompletion, type PolicyHover } from './assist.ts';
import { dataClassesOf } from './data-classes.ts';
import { fieldAt } from './field-at.ts';
import { speakersOf } from './listing.ts';
import { outcomes } from './outcome.ts';
import { inOrder, issueAt } from './parse.ts';
import { layerNames, type Policy } from './policy.ts';
import { outcomeInWords, runPolicyTests, unknownInTests, type PolicyTestResult } from './policy-tests.ts';
import type { PolicyDocument } from './schema.ts';
import { parsePolicyTests, testKeys } from './test-file.ts';
import { typedPlaceAt } from './typed-path.ts';

/** Keys or values that fit at an offset; [] where anything fits, and in comments. */
export function completePolicyTests(text: string, offset: number, context: AssistContext): readonly PolicyCompletion[] {
  const place = typedPlaceAt(text, offset);
  if (place === undefined) return [];
  // The file is a list: what stands at the margin begins one of its entries.
  const path = (place.path[0] === '*' ? place.path.slice(1) : place.path).filter((step) => step !== '*');
  const keys = path.length === 0 ? testKeys.test : path.length === 1 ? groupOf(path[0]) : undefined;
  const isKey = place.typing === 'key' && keys !== undefined;
  const offers = isKey
    ? Object.entries(keys).map(([label, documentation]): Offer => ({ label, documentation }))
    : place.typing === 'value'
      ? valueOffers(path, context)
      : [];
  return offers.map((offer) => ({
    ...offer,
    insertText: isKey ? `${offer.label}: ` : quoted(offer.label),
    startOffset: offset - place.word.length,
    endOffset: offset,
  }));
}

/** What a key means, and on a test, its name or its expectation what the policy in force says of it. */
export function hoverPolicyTests(text: string, offset: number, context: AssistContext): PolicyHover | undefined {
  const yaml = readYaml(text, '');
  const found = fieldAt(yaml, offset);
  if (found === undefined) return undefined;
  const [index = '', group, key] = found.steps;
  if (group === undefined) return undefined;
  const meaning = key === undefined ? keyOf(testKeys.test, group) : keyOf(groupOf(group) ?? {}, key);
  const subject = keyOf(subjects(context), text.slice(found.startOffset, found.endOffset));
  const result = group === 'given' ? undefined : resultsOf(text, context)[Number(index)];
  const lines = [
    `**${found.steps.slice(1, 3).join('.')}**`,
    ...(subject === undefined ? [] : [subject]),
    ...(meaning === undefined ? [] : [meaning]),
    ...(result === undefined ? [] : [inWords(result)]),
  ];
  return lines.length === 1
    ? undefined
    : { markdown: lines.join('\n\n'), startOffset: found.startOffset, endOffset: found.endOffset };
}

/** What is wrong in a file of tests, and which of them are red under the policy in force. In the order of the text.
 *  Codes: those of parsePolicyTests and unknownInTests, policy-test/red */
export function diagnosePolicyTests(text: string, file: string, context: AssistContext): readonly Issue[] {
  const tests = parsePolicyTests(text, file);
  const policy = context.inForce?.policy;
  if (tests.issues.length > 0 || policy === undefined) return tests.issues;
  const unknown = unknownInTests(tests, policy);
  const results = runPolicyTests(tests, policy, catalogUnder(policy, context.catalog), context.now.slice(0, 10));
  const red = results.flatMap((result, index): readonly Issue[] => {
    if (result.pass) return [];
    const { yaml } = tests;
    const place = yaml.placeOf(`/${String(index)}/expect/outcome`);
    const message = `This test is red: it is ${outcomeInWords(result.actual)}. ${result.because}`;
    return [issueAt(yaml, place, 'policy-test/red', message, { severity: 'warning', ...decidingLine(result) })];
  });
  return inOrder([...unknown, ...red]);
}

interface Offer {
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: string;
}

function groupOf(name: string | undefined): Readonly<Record<string, string>> | undefined {
  return name === 'given' || name === 'expect' ? testKeys[name] : undefined;
}

function valueOffers([group = '', key = '']: readonly string[], context: AssistContext): readonly Offer[] {
  const offer = keyOf(group === 'expect' ? expectedValues : group === 'given' ? givenValues : {}, key);
  return offer?.(context) ?? [];
}

type Offers = Readonly<Record<string, (context: AssistContext) => readonly Offer[]>>;

const expectedValues: Offers = {
  outcome: () => named(outcomes),
  layer: () => named(layerNames),
  rule: ({ rules, inForce }) => [
    ...named(fromPolicy(inForce?.policy, (document) => idsOf(document.rules))),
    ...rules.map(({ id, title }) => ({ label: id, detail: title })),
  ],
  exception: ({ inForce }) => named(fromPolicy(inForce?.policy, (document) => idsOf(document.exceptions))),
};

const givenValues: Offers = {
  tool: toolOffers,
  dataClass: ({ inForce }) => (inForce === undefined ? [] : named(dataClassesOf(inForce.policy).map(({ id }) => id))),
  mcpServer: ({ inForce }) =>
    named(
      fromPolicy(inForce?.policy, ({ mcpServers: { allow = [], ask = [], deny = [] } = {} }) =>
        idsOf([...allow, ...ask, ...deny]),
      ),
    ),
  account: () => named(['company', 'personal']),
  tier: () => named(tiers),
  groups: ({ inForce }) => named(fromPolicy(inForce?.policy, groupsIn)),
  now: ({ now }) => named([now.slice(0, 10)]),
};

function named(labels: Iterable<string>): readonly Offer[] {
  return [...new Set(labels)].map((label) => ({ label }));
}

/** Ids that stand for one thing each. */
function idsOf(entries: readonly { readonly id: string }[] = []): readonly string[] {
  return entries.map(({ id }) => id).filter((id) => !id.includes('*'));
}

function toolOffers({ catalog, inForce }: AssistContext): readonly Offer[] {
  const known = inForce === undefined ? catalog : catalogUnder(inForce.policy, catalog);
  return known.tools.map(({ id, name, vendor }) => ({ label: id, detail: `${name}, ${vendor}` }));
}

function groupsIn({ rollout, rules = [], exceptions = [] }: PolicyDocument): readonly string[] {
  return [...(rollout?.rings ?? []), ...rules, ...exceptions].flatMap(({ match }) => match?.groups ?? []);
}

function fromPolicy(
  policy: Policy | undefined,
  read: (document: PolicyDocument) => readonly string[],
): readonly string[] {
  return (policy?.layers ?? []).flatMap((layer) => speakersOf(layer)).flatMap(({ document }) => read(document));
}

/** Tools and rules by id, in words. */
function subjects({ catalog, rules }: AssistContext): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...rules.map(({ id, plain }) => [id, plain] as const),
    ...catalog.tools.map(({ id, name, vendor }) => [id, `${name} (${vendor})`] as const),
  ]);
}

function resultsOf(text: string, { inForce, catalog, now }: AssistContext): readonly PolicyTestResult[] {
  const tests = parsePolicyTests(text, '');
  if (inForce === undefined || tests.issues.length > 0) return [];
  return runPolicyTests(tests, inForce.policy, catalogUnder(inForce.policy, catalog), now.slice(0, 10));
}

function inWords(result: PolicyTestResult): string {
  const place = result.decidedAt === undefined ? '' : ` (${result.decidedAt})`;
  return `${result.pass ? '✓ Green' : '✗ Red'}: it is **${outcomeInWords(result.actual)}**. ${result.because}${place}`;
}

function decidingLine({ decidedAt = '', actual }: PolicyTestResult): Pick<Issue, 'related'> {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(decidedAt) ?? [];
  if (file === undefined) return {};
  const message = `the ${actual.layer ?? ''} policy decides it here`;
  return { related: { file, line: Number(line), column: Number(column), message } };
}

function keyOf<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
