// Tools, servers, models, commands, hosts and platforms of two policies: each one that either of them could mean is put to both.

import { matchesName } from '../text/glob.ts';
import { dataClassesOf, limitOf } from './data-classes.ts';
import { serverVerdicts, strictestOf, toolVerdicts, type NamedServer } from './decide.ts';
import { setChanges, type At, type FoundChange, type Versions } from './diff-change.ts';
import { allVerdicts, speakersOf, type LayerVerdict, type Listing } from './listing.ts';
import { verdicts, type Verdict } from './ladders.ts';
import { platformVerdicts } from './platforms.ts';
import type { Policy } from './policy.ts';
import type { PolicyDocument, ServerEntry } from './schema.ts';

/** Changes of verdicts and of the conditions under which something is allowed.
 *  @param toolIds  tools of the catalogue, which patterns may cover */
export function verdictChanges(versions: Versions, toolIds: readonly string[]): readonly FoundChange[] {
  return [
    ...subjectChanges(versions, {
      path: 'tools',
      subjects: namesIn(versions, ({ tools }) => ids(tools)),
      others: toolIds,
      ask: toolVerdicts,
    }),
    ...toolConditions(versions),
    ...subjectChanges(versions, {
      path: 'mcpServers',
      subjects: serversIn(versions),
      others: [],
      ask: (policy, name) => serverVerdicts(policy, serverOf(name)),
    }),
    ...serverConditions(versions),
    ...plainLists.flatMap(({ path, section }) =>
      subjectChanges(versions, {
        path,
        subjects: namesIn(versions, section),
        others: [],
        ask: (policy, name) => allVerdicts<string>(policy, section, pointerOf(path), (each) => matchesName(name, each)),
      }),
    ),
    ...subjectChanges(versions, {
      path: 'platforms',
      subjects: namesIn(versions, ({ platforms }) => ids(platforms)),
      others: [],
      ask: platformVerdicts,
    }),
  ];
}

const plainLists: readonly {
  readonly path: string;
  readonly section: (document: PolicyDocument) => Listing<string> | undefined;
}[] = [
  { path: 'tools.models', section: ({ tools }) => tools?.models },
  { path: 'agents.commands', section: ({ agents }) => agents?.commands },
  { path: 'agents.network', section: ({ agents }) => agents?.network },
];

interface Question {
  readonly path: string;
  /** Names and patterns that either policy lists. */
  readonly subjects: readonly string[];
  /** Further names that patterns may cover. */
  readonly others: readonly string[];
  readonly ask: (policy: Policy, name: string) => readonly LayerVerdict<unknown>[];
}

/** Stands for everything that nobody lists. */
const anyOther = 'any-other';

interface Answer {
  readonly verdict: Verdict | undefined;
  readonly listed: boolean;
  readonly said: LayerVerdict<unknown> | undefined;
}

function subjectChanges({ old, next }: Versions, question: Question): readonly FoundChange[] {
  const { path, subjects, others, ask } = question;
  const compare = (name: string): readonly [Answer, Answer] => [answerOf(ask(old, name)), answerOf(ask(next, name))];
  const [defaultBefore, defaultAfter] = compare(anyOther);
  const found: FoundChange[] = [];
  const general = change(`${path}.default`, defaultBefore, defaultAfter, 'what is not listed');
  if (general !== undefined) found.push(general);
  for (const subject of subjects) {
    const [before, after] = compare(subject.replaceAll('*', 'x'));
    const each = change(`${path}.${subject}`, before, after, subject);
    if (each !== undefined) found.push(each);
  }
  for (const name of others) {
    if (subjects.includes(name)) continue;
    const [before, after] = compare(name);
    const each = change(`${path}.${name}`, before, after, name);
    // A pattern or the default has said so already for all that it covers.
    const isSaid = found.some(
      (said) =>
        said.direction === each?.direction &&
        said.before === each.before &&
        said.after === each.after &&
        (said === general
          ? !before.listed && !after.listed
          : said.path.includes('*') && matchesName(name, said.path.slice(path.length + 1))),
    );
    if (each !== undefined && !isSaid) found.push(each);
  }
  return found;
}

function answerOf(said: readonly LayerVerdict<unknown>[]): Answer {
  const verdict = strictestOf(
    verdicts,
    said.map((each) => each.verdict),
  );
  const sayers = said.filter((each) => each.verdict === verdict);
  return { verdict, listed: said.some(({ listed }) => listed), said: sayers.find(({ listed }) => listed) ?? sayers[0] };
}

function change(path: string, before: Answer, after: Answer, name: string): FoundChange | undefined {
  const rank = ({ verdict }: Answer): number => (verdict === undefined ? 0 : verdicts.indexOf(verdict));
  const place = after.said?.place ?? before.said?.place;
  const common = {
    path,
    before: before.verdict ?? null,
    after: after.verdict ?? null,
    message: `${name}: ${inWords(before)} → ${inWords(after)}`,
    ...(place === undefined ? {} : { at: place }),
  };
  if (rank(before) !== rank(after)) {
    return { direction: rank(after) > rank(before) ? 'stricter' : 'laxer', ...common };
  }
  // Nothing is held up before or after, but a tool that is named is cleared.
  const isCleared = (answer: Answer): boolean => answer.verdict === 'allow' && answer.listed;
  if (isCleared(after) && !isCleared(before)) return { direction: 'new', ...common };
  if (isCleared(before) && !isCleared(after)) return { direction: 'stricter', ...common };
  return undefined;
}

function inWords({ verdict, listed }: Answer): string {
  if (verdict === undefined) return 'nothing said';
  return listed ? verdict : `${verdict} by default`;
}

function namesIn(
  { old, next }: Versions,
  section: (document: PolicyDocument) => Listing<string> | undefined,
): readonly string[] {
  const names = [old, next].flatMap(documentsOf).flatMap((document) => {
    const { allow = [], ask = [], deny = [] } = section(document) ?? {};
    return [...allow, ...ask, ...deny];
  });
  return [...new Set(names)];
}

function documentsOf(policy: Policy): readonly PolicyDocument[] {
  return policy.layers.flatMap((layer) => speakersOf(layer)).map(({ document }) => document);
}

type IdLists = Readonly<Partial<Record<Verdict, readonly { readonly id: string }[] | undefined>>>;

function ids(section: IdLists | undefined): Listing<string> {
  const of = (verdict: Verdict): readonly string[] | undefined => section?.[verdict]?.map(({ id }) => id);
  return { allow: of('allow'), ask: of('ask'), deny: of('deny') };
}

function pointerOf(path: string): string {
  return `/${path.replaceAll('.', '/')}`;
}

/** Servers are asked about as entries describe them: name, address, command, separated by a sign that none of them has. */
function serversIn({ old, next }: Versions): readonly string[] {
  const entries = [old, next]
    .flatMap(documentsOf)
    .flatMap(({ mcpServers }) => [mcpServers?.allow, mcpServers?.ask, mcpServers?.deny])
    .flatMap((list) => list ?? []);
  return [...new Set(entries.map(nameOfServer))];
}

function nameOfServer({ id, url, command }: ServerEntry): string {
  const more = [url, command].filter((part) => part !== undefined);
  return more.length === 0 ? id : `${id} (${more.join(', ')})`;
}

function serverOf(name: string): NamedServer {
  const [, id = name, described = ''] = /^(.*?) \((.*)\)$/s.exec(name) ?? [];
  const [first = '', second] = described.split(', ', 2);
  if (described === '') return { name: id };
  return /^https?:/.test(first)
    ? { name: id, url: first, ...(second === undefined ? {} : { command: second }) }
    : { name: id, command: described };
}

/** Conditions of tools that neither policy holds up. */
function toolConditions(versions: Versions): readonly FoundChange[] {
  const { old, next } = versions;
  return namesIn(versions, ({ tools }) => ids(tools)).flatMap((subject) => {
    const name = subject.replaceAll('*', 'x');
    const [before, after] = [old, next].map((policy) => allowance(toolVerdicts(policy, name)));
    const path = `tools.${subject}`;
    const isDenied = [old, next].some((policy) => toolVerdicts(policy, name).some(({ verdict }) => verdict === 'deny'));
    const limits = isDenied ? [] : clearanceChanges(versions, name, path);
    if (before === undefined || after === undefined) return limits;
    const place = after.at.at === undefined ? before.at : after.at;
    const lists = (['plans', 'modes'] as const).flatMap((key) =>
      setChanges(`${path}.${key}`, before.entry?.[key], after.entry?.[key], 'fewer is stricter', place),
    );
    return [
      ...limits,
      ...lists,
      ...conditionChanges(`${path}.account`, subject, before.entry?.account, after.entry?.account, place),
      ...versionChanges(`${path}.versions`, subject, before.entry?.versions, after.entry?.versions, place),
    ];
  });
}

/** By which entry a policy lets something pass; no entry where its default does. Undefined where it holds it up. */
function allowance<Entry>(
  said: readonly LayerVerdict<Entry>[],
): { readonly entry: Entry | undefined; readonly at: At } | undefined {
  if (!said.every(({ verdict }) => verdict === 'allow')) return undefined;
  const listed = said.find(({ entry }) => entry !== undefined);
  return { entry: listed?.entry, at: listed?.place === undefined ? {} : { at: listed.place } };
}

/** A denied tool needs no limit, so a verdict that goes there or comes from there says it all. Classes that both policies know: for a class that is new nothing could be cleared before. */
function clearanceChanges({ old, next }: Versions, name: string, path: string): readonly FoundChange[] {
  const known = dataClassesOf(old).map(({ id }) => id);
  const shared = dataClassesOf(next).flatMap(({ id }) => (known.includes(id) ? [id] : []));
  const [before, after] = [old, next].map((policy) => {
    const limit = limitOf(policy, name);
    return limit && { ...limit, classes: limit.classes.filter((id) => shared.includes(id)) };
  });
  const place = after?.place ?? before?.place;
  return setChanges(
    `${path}.dataClasses`,
    before?.classes,
    after?.classes,
    'fewer is stricter',
    place === undefined ? {} : { at: place },
  );
}

/** A condition that is either there or not. Another one in its place is both: who met the old one may not meet the new. */
function conditionChanges(
  path: string,
  subject: string,
  before: string | undefined,
  after: string | undefined,
  place: At,
): readonly FoundChange[] {
  if (before === after) return [];
  const common = {
    path,
    before: before ?? null,
    after: after ?? null,
    message: `${subject}: ${before ?? 'no condition'} → ${after ?? 'no condition'}`,
    ...place,
  };
  return [
    ...(before === undefined ? [] : [{ direction: 'laxer' as const, ...common }]),
    ...(after === undefined ? [] : [{ direction: 'stricter' as const, ...common }]),
  ];
}

/** Lower bounds are compared by number; what cannot be compared counts as both. */
function versionChanges(
  path: string,
  subject: string,
  before: string | undefined,
  after: string | undefined,
  place: At,
): readonly FoundChange[] {
  const [one, other] = [before, after].map((range) => /^>=\s*(\d+(?:\.\d+)*)$/.exec(range?.trim() ?? '')?.[1]);
  const changes = conditionChanges(path, subject, before, after, place);
  if (one === undefined || other === undefined || changes.length === 0) return changes;
  const isHigher = one.localeCompare(other, 'en', { numeric: true }) < 0;
  return changes.filter(({ direction }) => direction === (isHigher ? 'stricter' : 'laxer'));
}

function serverConditions(versions: Versions): readonly FoundChange[] {
  return serversIn(versions).flatMap((name) => {
    const [before, after] = [versions.old, versions.next].map((policy) =>
      allowance(serverVerdicts(policy, serverOf(name))),
    );
    if (before === undefined || after === undefined) return [];
    const [wasReadOnly, isReadOnly] = [before.entry?.readOnly === true, after.entry?.readOnly === true];
    if (wasReadOnly === isReadOnly) return [];
    const { name: id } = serverOf(name);
    return [
      {
        direction: isReadOnly ? ('stricter' as const) : ('laxer' as const),
        path: `mcpServers.${id}.readOnly`,
        before: wasReadOnly,
        after: isReadOnly,
        message: `${id}: ${isReadOnly ? 'only tools that read' : 'also tools that change things'}`,
        ...(after.at.at === undefined ? before.at : after.at),
      },
    ];
  });
}
