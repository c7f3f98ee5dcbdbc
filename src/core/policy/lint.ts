// What is doubtful in a policy that loads: entries without effect, names nobody knows, ends that come near, fields this version only reads.
// `policy lint` prints it; nothing here keeps a policy from holding.

import type { Issue } from '../model/errors.ts';
import type { EvidenceKind } from '../catalog/evidence-kind.ts';
import { matchesName } from '../text/glob.ts';
import { pointerOf, pointerSteps, type YamlDocument } from '../text/yaml-document.ts';
import { productVersion } from '../version.ts';
import { builtinLayer } from './builtin.ts';
import { inWords } from './break-glass.ts';
import { isOver } from './exceptions.ts';
import { lintPatterns, type Doubt } from './lint-patterns.ts';
import { lintUnused } from './lint-unused.ts';
import { nearestWord } from './nearest-word.ts';
import { inOrder, issueAt, parsePolicy } from './parse.ts';
import type { LayerName } from './policy.ts';
import type { PolicyDocument } from './schema.ts';
import { factsAt, keysAt, schemaPathOf } from './schema-walk.ts';
import { lastDayOf, noticeDays } from './terms.ts';
import { compareVersions } from './versions.ts';

export interface LintContext {
  /** UTC day or moment. */
  readonly now: string;
  /** Ids of the catalogue. */
  readonly knownTools: ReadonlySet<string>;
  /** Id of the tool that the product knows by a name; absent means that nobody asks. */
  readonly knownBy?: (signal: EvidenceKind, name: string) => string | undefined;
  /** Ids of product rules. */
  readonly knownRules: ReadonlySet<string>;
  /** Ids of data classes that layers above declare; absent means none. */
  readonly knownClasses?: ReadonlySet<string>;
}

/** Look for what is doubtful in a policy text. In the order of the text.
 *  @returns the errors of parsePolicy when it does not load. Severity `info` is for what needs no action: fields that are read and not
 *  acted on yet. Codes: policy/shadowed, policy/unknown-tool, policy/unknown-rule, policy/unknown-class, policy/unknown-lock,
 *  policy/no-default, policy/exception-over, policy/exception-ends-soon, policy/break-glass, policy/stale, policy/ends-soon, policy/needs-tools,
 *  policy/newer-client, policy/risky-pattern, policy/broad-pattern, policy/unreachable, policy/unused,
 *  policy/not-yet-enforced */
export function lintText(text: string, file: string, layer: LayerName, context: LintContext): readonly Issue[] {
  const { document, issues, yaml } = parsePolicy(text, file, layer);
  if (document === undefined) return issues;
  const doubt: Doubt = (pointer, code, message, more = {}) =>
    issueAt(yaml, yaml.placeOf(pointer), code, message, { severity: 'warning', ...more });
  const subject = { document, layer, context, doubt };
  return inOrder([
    ...shadowed(subject),
    ...ungoverned(subject),
    ...unknownTools(subject),
    ...knownNames(subject),
    ...unknownRules(subject),
    ...unknownClasses(subject),
    ...unknownLocks(subject),
    ...ends(subject),
    ...exceptionsWithoutTools(subject),
    ...newerClient(subject),
    ...lintPatterns(document, doubt),
    ...lintUnused(document, doubt),
    ...notYetEnforced(yaml),
  ]);
}

interface Subject {
  readonly document: PolicyDocument;
  readonly layer: LayerName;
  readonly context: LintContext;
  readonly doubt: Doubt;
}

const lists = ['deny', 'ask', 'allow'] as const;

/** Entries that another one of the same layer always decides before. */
function shadowed({ document, doubt }: Subject): readonly Issue[] {
  const { tools, mcpServers, agents } = document;
  const sections: readonly (readonly [string, Partial<Record<string, unknown>> | undefined])[] = [
    ['/tools', tools],
    ['/tools/models', tools?.models],
    ['/mcpServers', mcpServers],
    ['/agents/commands', agents?.commands],
    ['/agents/network', agents?.network],
  ];
  return sections.flatMap(([pointer, section]) => {
    const seen: { readonly id: string; readonly where: string; readonly list: string; readonly isNarrow: boolean }[] =
      [];
    return lists.flatMap((list) => {
      const entries = section?.[list];
      return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) => {
        const id = idOf(entry);
        const where = `${pointer}/${list}/${String(index)}`;
        // A server entry with an address or a command is about those, so its id says nothing about others.
        const isNarrow = typeof entry === 'object' && entry !== null && ('url' in entry || 'command' in entry);
        const winner = seen.find(
          (each) => !each.isNarrow && !(isNarrow && each.list === list) && matchesName(id, each.id),
        );
        seen.push({ id, where, list, isNarrow });
        if (winner === undefined) return [];
        const why = winner.list === list ? 'comes first' : `is in ${winner.list}, which wins`;
        const message = `This entry never counts, because "${winner.id}" ${why}. Remove one of the two.`;
        return [doubt(typeof entry === 'string' ? where : `${where}/id`, 'policy/shadowed', message)];
      });
    });
  });
}

function ungoverned({ document, layer, doubt }: Subject): readonly Issue[] {
  if (layer === 'workspace' || layer === 'user') return [];
  return (['tools', 'mcpServers'] as const).flatMap((section) => {
    const said = document[section];
    const hasEntries = lists.some((list) => (said?.[list]?.length ?? 0) > 0);
    if (said === undefined || said.default !== undefined || !hasEntries) return [];
    const message = `"${section}" has no default, so nothing is said about what is not listed. Add "default: ask" or "default: deny".`;
    return [doubt(`/${section}`, 'policy/no-default', message)];
  });
}

/** Names of own tools that the product already knows a tool by: such a name stays with that tool. */
function knownNames({ document, context: { knownBy }, doubt }: Subject): readonly Issue[] {
  if (knownBy === undefined) return [];
  return (document.tools?.catalog ?? []).flatMap(({ evidence }, index) =>
    Object.entries(evidence).flatMap(([signal, names]) =>
      (names ?? []).flatMap((name, at) => {
        const tool = knownBy(signal as EvidenceKind, name);
        if (tool === undefined) return [];
        const message = `Handrail knows "${name}" as a sign of "${tool}", so this line has no effect. List "${tool}" under allow, ask or deny instead.`;
        return [doubt(pointerOf(['tools', 'catalog', index, 'evidence', signal, at]), 'policy/shadowed', message)];
      }),
    ),
  );
}

function unknownTools({ document, context, doubt }: Subject): readonly Issue[] {
  const { tools, rules = [], exceptions = [] } = document;
  const knownTools = new Set([...context.knownTools, ...(tools?.catalog ?? []).map(({ id }) => id)]);
  const named: (readonly [pointer: string, id: string, isOpening: boolean])[] = [];
  for (const list of lists) {
    tools?.[list]?.forEach(({ id, instead }, index) => {
      named.push([`/tools/${list}/${String(index)}/id`, id, list !== 'deny']);
      if (instead !== undefined) named.push([`/tools/${list}/${String(index)}/instead`, instead, true]);
    });
  }
  rules.forEach(({ match }, index) => {
    match?.tools?.forEach((id, at) => named.push([pointerOf(['rules', index, 'match', 'tools', at]), id, true]));
  });
  exceptions.forEach(({ match }, index) => {
    match?.tools?.forEach((id, at) => named.push([pointerOf(['exceptions', index, 'match', 'tools', at]), id, true]));
  });
  return named.flatMap(([pointer, id, isOpening]) => {
    // A pattern that denies is meant for tools nobody knows yet.
    if (id === '*' || (id.includes('*') && !isOpening)) return [];
    if (id.includes('*') ? [...knownTools].some((each) => matchesName(each, id)) : knownTools.has(id)) return [];
    const suggestion = id.includes('*') ? undefined : nearestWord(id, knownTools);
    const hint =
      suggestion === undefined ? 'Check the spelling in "handrail inventory".' : `Did you mean "${suggestion}"?`;
    const message = `No tool that Handrail knows is called "${id}", so this has no effect. ${hint}`;
    return [doubt(pointer, 'policy/unknown-tool', message, suggestion === undefined ? {} : { suggestion })];
  });
}

function unknownRules({ document, context, doubt }: Subject): readonly Issue[] {
  const { rules = [], exceptions = [], locked = [], data } = document;
  const found = (data?.detectors ?? []).map(({ id }) => (id.includes('/') ? id : `sensitive-data/${id}`));
  const knownRules = new Set([...context.knownRules, ...found]);
  const own = new Set(rules.map(({ id }) => id));
  const isKnown = (id: string): boolean =>
    id.includes('*')
      ? [...knownRules, ...own].some((each) => matchesName(each, id))
      : knownRules.has(id) || own.has(id);
  const selectors = new Set([...knownRules, ...(data?.detectors ?? []).map(({ id }) => id), ...tags]);
  const isSelector = (id: string): boolean => selectors.has(id) || [...selectors].some((each) => matchesName(each, id));
  const unknown = (pointer: string, id: string, known: Iterable<string>): Issue => {
    const suggestion = nearestWord(id, known);
    const hint = suggestion === undefined ? 'Check the spelling.' : `Did you mean "${suggestion}"?`;
    const more = suggestion === undefined ? {} : { suggestion };
    return doubt(pointer, 'policy/unknown-rule', `There is no rule "${id}", so this has no effect. ${hint}`, more);
  };
  return [
    // An id with a slash is one of the product's; others are the policy's own.
    ...rules.flatMap(({ id }, index) =>
      id.includes('/') &&
      !(id.includes('*') ? [...knownRules].some((each) => matchesName(each, id)) : knownRules.has(id))
        ? [unknown(`/rules/${String(index)}/id`, id, knownRules)]
        : [],
    ),
    ...exceptions.flatMap(({ rule }, index) =>
      isKnown(rule) ? [] : [unknown(`/exceptions/${String(index)}/rule`, rule, [...knownRules, ...own])],
    ),
    ...locked.flatMap((lock, index) => {
      const id = lock.startsWith('rules.') ? lock.slice('rules.'.length) : undefined;
      return id === undefined || isKnown(id) ? [] : [unknown(`/locked/${String(index)}`, id, [...knownRules, ...own])];
    }),
    ...(data?.classes ?? []).flatMap(({ detectors = [] }, index) =>
      detectors.flatMap((id, at) =>
        isSelector(id) ? [] : [unknown(pointerOf(['data', 'classes', index, 'detectors', at]), id, selectors)],
      ),
    ),
  ];
}

const tags = ['credential', 'personal', 'payment', 'health'];

function unknownClasses({ document, context, doubt }: Subject): readonly Issue[] {
  const inherited = document.extends === undefined ? [] : (builtinLayer().document.data?.classes ?? []);
  const declared = [...(document.data?.classes ?? []), ...inherited].map(({ id }) => id);
  const known = new Set([...declared, ...(context.knownClasses ?? [])]);
  if (known.size === 0) return [];
  const named: (readonly [pointer: string, id: string])[] = [];
  document.tools?.allow?.forEach(({ dataClasses }, index) => {
    dataClasses?.forEach((id, at) => named.push([pointerOf(['tools', 'allow', index, 'dataClasses', at]), id]));
  });
  document.rules?.forEach(({ match }, index) => {
    match?.dataClasses?.forEach((id, at) => named.push([pointerOf(['rules', index, 'match', 'dataClasses', at]), id]));
  });
  if (document.data?.default !== undefined) named.push(['/data/default', document.data.default]);
  for (const list of ['repositories', 'paths', 'detectors'] as const) {
    document.data?.[list]?.forEach((each, index) => {
      if (each.class !== undefined) named.push([pointerOf(['data', list, index, 'class']), each.class]);
    });
  }
  return named.flatMap(([pointer, id]) => {
    if (known.has(id) || id === '*') return [];
    const suggestion = nearestWord(id, known);
    const hint = suggestion === undefined ? `There are: ${[...known].join(', ')}.` : `Did you mean "${suggestion}"?`;
    const more = suggestion === undefined ? {} : { suggestion };
    return [doubt(pointer, 'policy/unknown-class', `There is no data class "${id}". ${hint}`, more)];
  });
}

function unknownLocks({ document, doubt }: Subject): readonly Issue[] {
  return (document.locked ?? []).flatMap((lock, index) => {
    const [section = '', part] = lock.split('.');
    const sections = keysAt([]);
    const isFree = section === 'rules' || part === undefined || keysAt([section]).includes(part);
    if (sections.includes(section) && isFree) return [];
    const known = sections.includes(section) ? keysAt([section]).map((key) => `${section}.${key}`) : sections;
    const suggestion = nearestWord(lock, known) ?? nearestWord(section, sections);
    const hint = suggestion === undefined ? 'Name a part such as "tools.deny".' : `Did you mean "${suggestion}"?`;
    const message = `A policy has no part "${lock}", so this locks nothing. ${hint}`;
    return [
      doubt(`/locked/${String(index)}`, 'policy/unknown-lock', message, suggestion === undefined ? {} : { suggestion }),
    ];
  });
}

function ends({ document, context: { now }, doubt }: Subject): readonly Issue[] {
  const issues: Issue[] = [];
  const soon = lastDayOf(now, noticeDays);
  const expires = document.metadata?.expires;
  if (expires !== undefined && isOver({ expires }, now)) {
    const message = `This policy was meant to be renewed by ${expires}. It still holds, and shows as stale. Issue a new version.`;
    issues.push(doubt('/metadata/expires', 'policy/stale', message));
  } else if (expires !== undefined && isOver({ expires }, soon)) {
    issues.push(
      doubt(
        '/metadata/expires',
        'policy/ends-soon',
        `This policy is to be renewed by ${expires}. Plan the next version.`,
      ),
    );
  }
  document.exceptions?.forEach((exception, index) => {
    const pointer = `/exceptions/${String(index)}/expires`;
    if (exception.breakGlass !== undefined) {
      const { code, message } = inWords(exception, now);
      issues.push(doubt(`/exceptions/${String(index)}/breakGlass`, code, message));
    } else if (isOver(exception, now)) {
      const message = `The exception ${exception.id} ended on ${exception.expires} and does not count any more. Remove it, or have it approved anew.`;
      issues.push(doubt(pointer, 'policy/exception-over', message));
    } else if (isOver(exception, soon)) {
      const message = `The exception ${exception.id} ends on ${exception.expires}. Tell ${exception.owner}.`;
      issues.push(doubt(pointer, 'policy/exception-ends-soon', message));
    }
  });
  return issues;
}

function exceptionsWithoutTools({ document, doubt }: Subject): readonly Issue[] {
  return (document.exceptions ?? []).flatMap(({ rule, match }, index) => {
    if (!/^(?:ai-tool|mcp)\//.test(rule) || match?.tools !== undefined) return [];
    const message = `An exception from "${rule}" that names no tools is one for all of them. Add "match: {tools: [...]}".`;
    return [doubt(`/exceptions/${String(index)}/rule`, 'policy/needs-tools', message)];
  });
}

function newerClient({ document, doubt }: Subject): readonly Issue[] {
  const wanted = document.metadata?.minClientVersion;
  if (wanted === undefined || compareVersions(productVersion, wanted) >= 0) return [];
  const message = `This policy is written for Handrail ${wanted}, and this is ${productVersion}. What it understands holds; update Handrail.`;
  return [doubt('/metadata/minClientVersion', 'policy/newer-client', message)];
}

/** Fields that are read and checked, and that nothing acts on yet: each is named once, at its topmost key. */
function notYetEnforced(yaml: YamlDocument): readonly Issue[] {
  const issues: Issue[] = [];
  const reported: string[] = [];
  const pointers = [...yaml.places.keys()].toSorted((one, other) => one.length - other.length);
  for (const pointer of pointers) {
    if (pointer === '' || reported.some((above) => pointer.startsWith(`${above}/`))) continue;
    const steps = pointerSteps(pointer);
    if (factsAt(schemaPathOf(steps))?.enforced !== false) continue;
    reported.push(pointer);
    const name = steps.filter((step) => !/^\d+$/.test(step)).join('.');
    const message = `"${name}" is read and checked, and this version does not act on it yet.`;
    issues.push(issueAt(yaml, yaml.keyPlaceOf(pointer), 'policy/not-yet-enforced', message, { severity: 'info' }));
  }
  return issues;
}

function idOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  return typeof id === 'string' ? id : '';
}
