// Reads `ai-policy.test.yaml`: what a policy is expected to say of uses. The tests are run in policy-tests.ts.

import type { Issue } from '../model/errors.ts';
import { tiers } from '../model/outcome.ts';
import { pointerOf, readYaml, type YamlDocument, type YamlPlace } from '../text/yaml-document.ts';
import { nearestWord } from './nearest-word.ts';
import { outcomes } from './outcome.ts';
import { inOrder, issueAt } from './parse.ts';
import { day, moment } from './schema-types.ts';

/** What is used, by whom and when. Absent means not asked about. */
export interface PolicyTestGiven {
  readonly tool?: string;
  /** Written `provider/model`. */
  readonly model?: string;
  /** Id of a server in the policy, an address, or the command that starts it. */
  readonly mcpServer?: string;
  readonly command?: string;
  readonly dataClass?: string;
  readonly account?: 'personal' | 'company';
  /** Read and kept; no verdict of a use depends on it. */
  readonly tier?: string;
  readonly path?: string;
  readonly groups?: readonly string[];
  /** UTC day, or a moment: ISO 8601 with its distance from UTC. */
  readonly now?: string;
}

/** What may be expected. `overridden` is a word of the format that no policy decides: a test that expects it is red. */
const expectable = [...outcomes, 'overridden'] as const;

/** What must come of it. What is absent may be anything. */
export interface PolicyTestExpectation {
  readonly outcome: (typeof expectable)[number];
  readonly rule?: string;
  readonly layer?: string;
  readonly exception?: string;
}

export interface PolicyTestCase {
  readonly name: string;
  readonly given: PolicyTestGiven;
  readonly expect: PolicyTestExpectation;
  /** JSON pointer of the test in its file. */
  readonly pointer: string;
}

export interface PolicyTestFile {
  readonly cases: readonly PolicyTestCase[];
  /** Errors, in the order of the text; no case counts when there is one. */
  readonly issues: readonly Issue[];
  readonly yaml: YamlDocument;
}

/** Read a file of tests. Never throws on bad text.
 *  Codes: those of readYaml with `policy-test/` in front, policy-test/not-a-list, policy-test/unknown-key, policy-test/missing-key,
 *  policy-test/wrong-value, policy-test/bad-date */
export function parsePolicyTests(text: string, file: string): PolicyTestFile {
  const yaml = readYaml(text, file);
  if (yaml.issues.length > 0) {
    return {
      cases: [],
      issues: yaml.issues.map((issue) => ({ ...issue, code: issue.code.replace(/^yaml/, 'policy-test') })),
      yaml,
    };
  }
  const { value } = yaml;
  if (!Array.isArray(value) || value.length === 0) {
    const message = 'This file must hold a list of tests: start each with "- name: ...".';
    return { cases: [], issues: [issueAt(yaml, yaml.placeOf(''), 'policy-test/not-a-list', message)], yaml };
  }
  const reading = new Reading(yaml);
  const cases = value.flatMap((each: unknown, index) => reading.case(each, index) ?? []);
  return { cases: reading.issues.length > 0 ? [] : cases, issues: inOrder(reading.issues), yaml };
}

type Steps = readonly (string | number)[];
type Group = Readonly<Record<string, unknown>>;

/** Keys of a test, of what is given and of what is expected, with what each means. */
export const testKeys = {
  test: {
    name: 'What this test is about, in words.',
    given: 'What is used, by whom and when. What is left out is not asked about.',
    expect: 'What must come of it.',
  },
  given: {
    tool: 'Id of an AI tool, as in the inventory.',
    model: 'A model, written as `provider/model`.',
    mcpServer: 'Id of an MCP server in the policy, its address, or the command that starts it.',
    command: 'Command line that an agent runs.',
    dataClass: 'Data class that is worked with. Without it that of `path`.',
    account: 'Kind of account that is used.',
    tier: 'How far the project goes. Read, and no verdict of a use depends on it.',
    path: 'File that is worked on, relative to the root.',
    groups: 'Groups of the person.',
    now: 'Day (`2026-11-24`) or moment (`2026-11-24T09:15:00Z`) of the use. Without it today.',
  },
  expect: {
    outcome: 'What the policy makes of it: allowed, waived (by an exception), warned, blocked.',
    rule: 'Id of the rule that must have decided.',
    layer: 'Layer that must have decided.',
    exception: 'Id of the exception by which it must be waived.',
  },
} as const;
const givenKeys = Object.keys(testKeys.given) as readonly (keyof typeof testKeys.given)[];
const accounts = ['personal', 'company'] as const;

class Reading {
  readonly issues: Issue[] = [];
  readonly #yaml: YamlDocument;

  constructor(yaml: YamlDocument) {
    this.#yaml = yaml;
  }

  case(value: unknown, index: number): PolicyTestCase | undefined {
    const at = [index];
    const test = this.#group(value, at, Object.keys(testKeys.test), Object.keys(testKeys.test));
    if (test === undefined) return undefined;
    const name = this.#text(test['name'], [...at, 'name']);
    const given = this.#given(test['given'], [...at, 'given']);
    const expect = this.#expectation(test['expect'], [...at, 'expect']);
    if (name === undefined || given === undefined || expect === undefined) return undefined;
    return { name, given, expect, pointer: pointerOf(at) };
  }

  #given(value: unknown, at: Steps): PolicyTestGiven | undefined {
    const group = this.#group(value, at, givenKeys, []);
    if (group === undefined) return undefined;
    if (Object.keys(group).length === 0) {
      this.#report(this.#yaml.placeOf(pointerOf(at)), 'missing-key', `"given" is empty. Say what is used: tool: ...`);
    }
    const text = (key: (typeof givenKeys)[number]): Record<string, string> => {
      const found = group[key] === undefined ? undefined : this.#text(group[key], [...at, key]);
      return found === undefined ? {} : { [key]: found };
    };
    const { groups } = group;
    return {
      ...text('tool'),
      ...text('model'),
      ...text('mcpServer'),
      ...text('command'),
      ...text('dataClass'),
      ...text('path'),
      ...this.#choice(group, 'account', accounts, at),
      ...this.#choice(group, 'tier', tiers, at),
      ...(groups === undefined ? {} : { groups: this.#texts(groups, [...at, 'groups']) }),
      ...this.#moment(group['now'], [...at, 'now']),
    };
  }

  #expectation(value: unknown, at: Steps): PolicyTestExpectation | undefined {
    const group = this.#group(value, at, Object.keys(testKeys.expect), ['outcome']);
    if (group === undefined) return undefined;
    const { outcome } = this.#choice(group, 'outcome', expectable, at);
    const text = (key: string): Record<string, string> => {
      const found = group[key] === undefined ? undefined : this.#text(group[key], [...at, key]);
      return found === undefined ? {} : { [key]: found };
    };
    return outcome && { outcome, ...text('rule'), ...text('layer'), ...text('exception') };
  }

  #group(value: unknown, at: Steps, known: readonly string[], needed: readonly string[]): Group | undefined {
    const pointer = pointerOf(at);
    const name = nameOf(at);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const message = `${name} must hold keys and values: ${known.join(', ')}.`;
      this.#report(this.#yaml.placeOf(pointer), 'wrong-value', message);
      return undefined;
    }
    const group = value as Group;
    for (const key of Object.keys(group).filter((each) => !known.includes(each))) {
      const suggestion = nearestWord(key, known);
      const hint = suggestion === undefined ? `It takes ${known.join(', ')}.` : `Did you mean "${suggestion}"?`;
      const place = this.#yaml.keyPlaceOf(pointerOf([...at, key]));
      this.#report(place, 'unknown-key', `"${key}" is not a key of ${name}. ${hint}`, suggestion);
    }
    for (const key of needed.filter((each) => !Object.hasOwn(group, each))) {
      const place = firstLine(this.#yaml, this.#yaml.placeOf(pointer));
      this.#report(place, 'missing-key', `${name} needs "${key}". Add "${examples[key] ?? `${key}: ...`}".`);
    }
    return group;
  }

  #choice<Key extends string, Choice extends string>(
    group: Group,
    key: Key,
    choices: readonly Choice[],
    at: Steps,
  ): { readonly [name in Key]?: Choice } {
    const value = group[key];
    if (value === undefined) return {};
    const found = choices.find((each) => each === value);
    // TypeScript takes a computed key for any string.
    if (found !== undefined) return { [key]: found } as { readonly [name in Key]?: Choice };
    const suggestion = typeof value === 'string' ? nearestWord(value, choices) : undefined;
    const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
    const message = `"${key}" takes ${choices.join(', ')}.${hint}`;
    this.#report(this.#yaml.placeOf(pointerOf([...at, key])), 'wrong-value', message, suggestion);
    return {};
  }

  /** Numbers are taken as they are written: names such as `2026` need no quotes. */
  #text(value: unknown, at: Steps): string | undefined {
    const place = this.#yaml.placeOf(pointerOf(at));
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return this.#yaml.text.slice(place.startOffset, place.endOffset);
    if (value === undefined) return undefined;
    this.#report(place, 'wrong-value', `${nameOf(at)} must be a text.`);
    return undefined;
  }

  #texts(value: unknown, at: Steps): readonly string[] {
    if (Array.isArray(value)) return value.flatMap((each, index) => this.#text(each, [...at, index]) ?? []);
    const hint = typeof value === 'string' ? ` Write [${value}].` : '';
    this.#report(this.#yaml.placeOf(pointerOf(at)), 'wrong-value', `${nameOf(at)} must be a list.${hint}`);
    return [];
  }

  /** A time without its distance from UTC could be any: of it the day counts. */
  #moment(value: unknown, at: Steps): { readonly now?: string } {
    if (value === undefined) return {};
    const exact = moment.safeParse(value);
    if (exact.success) return { now: new Date(exact.data).toISOString() };
    const [date = '', time] = typeof value === 'string' ? value.split('T', 2) : [];
    if (day.safeParse(date).success && (time === undefined || /^\d{2}:\d{2}/.test(time))) return { now: date };
    const message = `${nameOf(at)} must be a day of the calendar, such as 2026-11-24, or a moment, such as 2026-11-24T09:15:00Z.`;
    this.#report(this.#yaml.placeOf(pointerOf(at)), 'bad-date', message);
    return {};
  }

  #report(place: YamlPlace, code: string, message: string, suggestion?: string): void {
    const more = suggestion === undefined ? {} : { suggestion };
    this.issues.push(issueAt(this.#yaml, place, `policy-test/${code}`, message, more));
  }
}

const examples: Readonly<Record<string, string>> = {
  name: 'name: what this test is about',
  given: 'given: {tool: github-copilot}',
  expect: 'expect: {outcome: allowed}',
  outcome: 'outcome: allowed',
};

/** Underlining a whole test hides what is meant. */
function firstLine(yaml: YamlDocument, place: YamlPlace): YamlPlace {
  if (place.endLine === place.line) return place;
  const length = yaml.text.slice(place.startOffset, place.endOffset).search(/[\r\n]/);
  return { ...place, endLine: place.line, endColumn: place.column + length, endOffset: place.startOffset + length };
}

function nameOf([first, ...rest]: Steps): string {
  const test = `test ${String(Number(first) + 1)}`;
  return rest.length === 0 ? test : `"${rest.join('.')}" of ${test}`;
}
