// Who set a value of the policy, where, and what the other layers say: `policy explain PATH`, and the hover of a policy file.

import type { PolicyReference } from '../model/finding.ts';
import { pointerSteps } from '../text/yaml-document.ts';
import { effectiveAt, type Statement, type Steps } from './effective.ts';
import { layerRule, ruleStanding } from './decide.ts';
import { endOf, holds, isFor } from './exceptions.ts';
import { allVerdicts, placeIn, speakersOf } from './listing.ts';
import type { RejectedLayer } from './load.ts';
import { ringOf } from './rings.ts';
import { nearestWord } from './nearest-word.ts';
import { verdicts } from './ladders.ts';
import type { Policy, PolicyLayer } from './policy.ts';
import type { PolicyException } from './schema.ts';
import { factsAt, keysAt, schemasAt } from './schema-walk.ts';
import { matchesName } from '../text/glob.ts';

/** What one layer says, and whether it is the one that counts. */
export interface TrailStep {
  readonly layer: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly value: unknown;
  readonly decides: boolean;
  /** Why the layer does not go as far as its line says, such as its rollout. */
  readonly because?: string;
}

/** A line that tried to loosen what holds. It did not count. */
export interface Attempt {
  readonly layer: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An exception that holds now. */
export interface ExceptionInForce {
  readonly id: string;
  readonly rule: string;
  readonly layer: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Moment at which it ends. ISO 8601, UTC. */
  readonly until: string;
  readonly isBreakGlass: boolean;
}

/** What an explanation may know beside the policy. */
export interface ExplainContext {
  /** Layers that did not load: their attempts to loosen are named. */
  readonly rejected?: readonly RejectedLayer[];
  /** UTC day or moment, for exceptions; absent names none. */
  readonly now?: string;
}

/** Shape of `policy explain --format json`. */
export interface Explanation {
  readonly path: string;
  /** Null when no layer says anything. */
  readonly value: unknown;
  /** Null when nobody decided, or several layers together did. */
  readonly decidedBy: PolicyReference | null;
  /** Weakest layer first. */
  readonly trail: readonly TrailStep[];
  /** Who tried to change it and was refused; absent when nobody did. */
  readonly attempts?: readonly Attempt[];
  /** Exceptions that hold now from the rule, or for the tool or server; absent when none does. */
  readonly exceptions?: readonly ExceptionInForce[];
  /** What the field means. */
  readonly description?: string;
}

/** Explain a path such as `mode`, `tools.default`, `rules.data-boundary.mode`, `tools.github-copilot`, `tools.deny` or `/tools/deny/0`.
 *  Entries of lists go by their id or their position.
 *  @returns words that say what is wrong when a policy has no such path */
export function explainPolicy(
  policy: Policy,
  path: string,
  { rejected = [], now }: ExplainContext = {},
): Explanation | { readonly problem: string } {
  const found = explainValue(policy, path);
  if ('problem' in found) return found;
  const attempts = attemptsAgainst(found.trail, rejected);
  const exceptions = now === undefined ? [] : exceptionsAbout(policy, stepsOf(path) ?? [], now);
  return {
    ...found,
    ...(attempts.length === 0 ? {} : { attempts }),
    ...(exceptions.length === 0 ? {} : { exceptions }),
  };
}

/** Exceptions that hold for a rule (`rules.<id>…`), or that name a tool or server. */
function exceptionsAbout(policy: Policy, [section, ...rest]: Steps, now: string): readonly ExceptionInForce[] {
  const field = rest.at(-1) ?? '';
  const name = (section === 'rules' && keysAt(['rules', '*']).includes(field) ? rest.slice(0, -1) : rest).join('.');
  if (name === '') return [];
  const isAbout = ({ rule, match }: PolicyException): boolean =>
    section === 'rules'
      ? matchesName(name, rule)
      : (section === 'tools' || section === 'mcpServers') &&
        match?.tools?.some((glob) => matchesName(name, glob)) === true;
  return policy.layers.flatMap((layer) =>
    speakersOf(layer).flatMap((speaker) =>
      (speaker.document.exceptions ?? []).flatMap((exception, index): readonly ExceptionInForce[] => {
        if (!isAbout(exception) || !holds(exception, now) || !isFor(exception, policy.groups ?? [])) return [];
        const { place } = placeIn(speaker, `/exceptions/${String(index)}`);
        return [
          {
            id: exception.id,
            rule: exception.rule,
            layer: layer.layer,
            file: place?.file ?? speaker.source,
            line: place?.line ?? 1,
            column: place?.column ?? 1,
            until: new Date(endOf(exception)).toISOString(),
            isBreakGlass: exception.breakGlass !== undefined,
          },
        ];
      }),
    ),
  );
}

/** Lines of refused layers that contradict one of these places. */
function attemptsAgainst(trail: readonly TrailStep[], rejected: readonly RejectedLayer[]): readonly Attempt[] {
  const places = new Set(trail.map(({ file, line, column }) => `${file}:${String(line)}:${String(column)}`));
  return rejected.flatMap(({ layer, issues }) =>
    issues.flatMap(({ related, file, line, column, message }) =>
      related !== undefined && places.has(`${related.file}:${String(related.line)}:${String(related.column)}`)
        ? [{ layer, file, line, column, message }]
        : [],
    ),
  );
}

function explainValue(policy: Policy, path: string): Explanation | { readonly problem: string } {
  const steps = stepsOf(path);
  if (steps === undefined) return { problem: 'Say which part of the policy to explain, such as "tools.default".' };
  const top = steps[0] ?? '';
  if (steps.length > 0 && !keysAt([]).includes(top)) return { problem: unknownKey(top, []) };
  const named = namedSubject(policy, steps, path);
  if (named !== undefined) return named;
  const fitted = fit(policy, steps);
  if (typeof fitted !== 'object') return { problem: fitted };
  const { value, decidedBy, statements } = effectiveAt(policy, fitted);
  return explanation(path, value, decidedBy, statements, descriptionAt(fitted));
}

/** What holds for one tool, server or rule that is named instead of a field: `tools.openai`, `mcpServers.github`, `rules.x.mode`. */
function namedSubject(policy: Policy, steps: Steps, path: string): Explanation | undefined {
  const [section = '', ...rest] = steps;
  if (
    (section === 'tools' || section === 'mcpServers') &&
    rest.length > 0 &&
    !keysAt([section]).includes(rest[0] ?? '')
  ) {
    const name = rest.join('.');
    const said = allVerdicts(
      policy,
      (document) => document[section],
      `/${section}`,
      (entry: { readonly id: string }) => matchesName(name, entry.id),
    );
    const statements = said.map(({ layer, verdict, place }) => statement(layer, verdict, place));
    const strictest = Math.max(-1, ...said.map(({ verdict }) => verdicts.indexOf(verdict)));
    // Of two layers that are equally strict, the one that names it explains more than a default.
    const strict = said.map(({ verdict, listed }, index) => ({
      index,
      listed,
      isStrictest: verdicts.indexOf(verdict) === strictest,
    }));
    const deciding = strict.find((each) => each.isStrictest && each.listed) ?? strict.find((each) => each.isStrictest);
    const description = `What each layer says of "${name}"; the strictest holds.`;
    return explanation(path, verdicts[strictest], statements[deciding?.index ?? -1], statements, description);
  }
  if (section === 'rules' && rest.at(-1) === 'mode') return ruleMode(policy, rest.slice(0, -1).join('.'), path);
  return undefined;
}

/** Mode of a rule: an own entry of a layer, else the mode of that layer, under its rollout. As ruleStanding folds it. */
function ruleMode(policy: Policy, id: string, path: string): Explanation {
  const statements = policy.layers.flatMap((layer): readonly Statement[] => {
    const only = { ...policy, layers: [layer] };
    const found = effectiveAt(only, ['rules', id, 'mode']).decidedBy ?? generalMode(only, id);
    const { mode } = layerRule(layer, id, policy);
    if (found === undefined || mode === undefined) return [];
    const ring = ringOf(layer, policy);
    const because =
      found.value === mode
        ? undefined
        : layer.modeCap === mode
          ? 'the policy is past its date and asks for no more'
          : `the ring "${ring?.id ?? ''}" goes no further`;
    return [{ ...found, value: mode, ...(because === undefined ? {} : { because }) }];
  });
  const { mode } = ruleStanding(policy, { id, severity: 'medium' }, { path: '' });
  const deciding = statements.find(({ value }) => value === mode);
  return explanation(path, mode, deciding, statements, factsAt(['rules', '*', 'mode'])?.description);
}

/** An entry for several rules, such as `sensitive-data/*`, else the mode of the layer. */
function generalMode(only: Policy, id: string): Statement | undefined {
  for (const layer of only.layers) {
    for (const speaker of speakersOf(layer)) {
      const index =
        speaker.document.rules?.findIndex((rule) => rule.mode !== undefined && matchesName(id, rule.id)) ?? -1;
      const value = speaker.document.rules?.[index]?.mode;
      const place = speaker.places[`/rules/${String(index)}/mode`];
      if (value !== undefined) return { layer: layer.layer, source: speaker.source, value, ...(place && { place }) };
    }
  }
  return effectiveAt(only, ['mode']).decidedBy;
}

function explanation(
  path: string,
  value: unknown,
  decidedBy: Statement | undefined,
  statements: readonly Statement[],
  description: string | undefined,
): Explanation {
  const trail = statements.map((each): TrailStep => {
    const { layer, file, line, column } = referenceOf(each);
    const { because } = each;
    return { layer, file, line, column, value: each.value, decides: each === decidedBy, ...(because && { because }) };
  });
  return {
    path,
    value: value ?? null,
    decidedBy: decidedBy === undefined ? null : referenceOf(decidedBy),
    trail,
    ...(description === undefined ? {} : { description }),
  };
}

function referenceOf({ layer, source, place }: Statement): PolicyReference {
  return { layer, file: place?.file ?? source, line: place?.line ?? 1, column: place?.column ?? 1 };
}

function statement(layer: PolicyLayer, value: unknown, place: PolicyReference | undefined): Statement {
  return { layer: layer.layer, source: layer.source, value, ...(place === undefined ? {} : { place }) };
}

function stepsOf(path: string): Steps | undefined {
  const trimmed = path.trim();
  if (trimmed === '') return undefined;
  if (trimmed === '.' || trimmed === '/') return [];
  if (trimmed.startsWith('/')) return pointerSteps(trimmed);
  return trimmed.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
}

/** Join steps again where an id or a key holds a dot, and find out what a policy does not have. */
function fit(policy: Policy, steps: Steps): Steps | string {
  const fitted: string[] = [];
  const schema: string[] = [];
  for (let index = 0; index < steps.length;) {
    const step = steps[index] ?? '';
    const keys = keysAt(schema);
    if (keys.length > 0) {
      if (!keys.includes(step)) return unknownKey(step, schema);
      fitted.push(step);
      schema.push(step);
      index += 1;
      continue;
    }
    if (schemasAt([...schema, '*']).length === 0) return `"${fitted.join('.')}" has nothing below it.`;
    const length = longestEntry(policy, fitted, steps.slice(index));
    fitted.push(steps.slice(index, index + length).join('.'));
    schema.push('*');
    index += length;
  }
  return fitted;
}

/** How many steps name the next list entry: an id such as `v1.2-rule` was split at its dots. */
function longestEntry(policy: Policy, before: Steps, rest: Steps): number {
  for (let length = rest.length; length > 1; length--) {
    const id = rest.slice(0, length).join('.');
    if (effectiveAt(policy, [...before, id]).statements.length > 0) return length;
  }
  return 1;
}

function descriptionAt(steps: Steps): string | undefined {
  const schema: string[] = [];
  let description: string | undefined;
  for (const step of steps) {
    schema.push(keysAt(schema).length > 0 ? step : '*');
    description = factsAt(schema)?.description ?? description;
  }
  return description;
}

function unknownKey(key: string, path: readonly string[]): string {
  const known = keysAt(path);
  const meant = nearestWord(key, known);
  const where = path.length === 0 ? 'A policy' : `"${path.join('.')}"`;
  const hint = meant === undefined ? `It has: ${known.join(', ')}.` : `Did you mean "${[...path, meant].join('.')}"?`;
  return `${where} has no part named "${key}". ${hint}`;
}
