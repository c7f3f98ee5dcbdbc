// Facts that note who reads what. An answer is kept with what it was made from, and worked out again only when some of that has changed;
// who used it is asked again only when it says something else then. So one changed file costs the questions that it concerns
// (decision 0021). Checks see plain facts and know nothing of it.

import type { ProbeName } from './code-probes.ts';
import type { FactFile, Facts } from './facts.ts';
import { fileIn } from './project-facts.ts';
import { isSameValue } from './same-value.ts';
import type { TextMemory } from './text-memory.ts';

/** Whether a question is about a file. Depends on the file's paths alone. */
export type FileQuestion = (file: FactFile) => boolean;

/** What differs between two looks at one project. */
interface Change {
  readonly fields: readonly string[];
  readonly hits: readonly ProbeName[];
  /** Shown paths of texts. */
  readonly texts: readonly string[];
  /** The files of the project among them. */
  readonly textsOf: readonly FactFile[];
  /** Files that came or went. */
  readonly files: readonly FactFile[];
}

/** What an answer was made from. Most are made from little, and there are thousands: absent means nothing of the kind. */
class Notes {
  /** Members of the facts that were read as a whole. */
  fields?: Set<string>;
  hits?: Set<ProbeName>;
  /** Shown paths of texts. */
  texts?: Set<string>;
  /** Of these files the list was read. */
  listed?: FileQuestion[];
  /** Of these files the texts were read. */
  textsOf?: FileQuestion[];
  /** Other answers, in the order in which they were used. */
  used?: Answer[];

  readField(name: string): void {
    (this.fields ??= new Set()).add(name);
  }

  readHits(name: ProbeName): void {
    (this.hits ??= new Set()).add(name);
  }

  readText(path: string): void {
    (this.texts ??= new Set()).add(path);
  }

  readList(isWanted: FileQuestion): void {
    (this.listed ??= []).push(isWanted);
  }

  readTextsOf(isWanted: FileQuestion): void {
    (this.textsOf ??= []).push(isWanted);
  }

  readAnswer(answer: Answer): void {
    (this.used ??= []).push(answer);
  }

  /** Note all that others noted. */
  readAll({ fields, hits, texts, listed, textsOf, used }: Notes): void {
    for (const name of fields ?? []) this.readField(name);
    for (const name of hits ?? []) this.readHits(name);
    for (const path of texts ?? []) this.readText(path);
    for (const isWanted of listed ?? []) this.readList(isWanted);
    for (const isWanted of textsOf ?? []) this.readTextsOf(isWanted);
    for (const answer of used ?? []) this.readAnswer(answer);
  }

  /** Of the answers that were used nothing is said here. */
  isConcernedBy(change: Change): boolean {
    const { fields, hits, texts, listed, textsOf } = this;
    return (
      (fields !== undefined && change.fields.some((name) => fields.has(name))) ||
      (hits !== undefined && change.hits.some((name) => hits.has(name))) ||
      (texts !== undefined && change.texts.some((path) => texts.has(path))) ||
      textsOf?.some((isWanted) => change.textsOf.some(isWanted)) === true ||
      listed?.some((isWanted) => change.files.some(isWanted)) === true
    );
  }
}

/** The answer to one question, and what it was made from. Turns count the looks at which something was another thing. */
class Answer {
  readonly question: unknown;
  readonly work: () => unknown;
  value: unknown;
  notes = new Notes();
  /** Something that it read is another thing now. */
  isStale = true;
  /** The turn at which it was last known to hold. */
  settled = -1;
  /** The turn at which its value became another one. */
  changed = -1;
  /** Forgotten, or without a value. */
  isGone = false;

  constructor(question: unknown, work: () => unknown) {
    this.question = question;
    this.work = work;
  }
}

const notedBy = new WeakMap<Facts, NotedFacts>();
const answersOfPlain = new WeakMap<Facts, Map<unknown, unknown>>();

/** The answer to a question about facts, worked out once. It may depend on nothing else. What says the same as before is the same object.
 *  @param question  tells it from all others: a text, or an object that stands for it
 *  @param work  kept, and done again when what it read is another thing */
export function answered<Value>(facts: Facts, question: unknown, work: () => Value): Value {
  const noted = notedBy.get(facts);
  if (noted !== undefined) return noted.answer(question, work) as Value;
  const known = answersOfPlain.get(facts) ?? new Map<unknown, unknown>();
  answersOfPlain.set(facts, known);
  if (!known.has(question)) known.set(question, work());
  return known.get(question) as Value;
}

/** The files that a question is about, in their order.
 *  @param question  as for `answered`; absent when `isWanted` is one function for all time, not made for each call */
export function filesWhich(facts: Facts, isWanted: FileQuestion, question: unknown = isWanted): readonly FactFile[] {
  return answered(facts, question, () => (notedBy.get(facts)?.list(isWanted) ?? facts.files).filter(isWanted));
}

/** Texts by shown path, for one who reads those of many files. The files are noted by the question, not one by one. */
export function textsWhich(facts: Facts, isWanted: FileQuestion): Facts['texts'] {
  return notedBy.get(facts)?.textsOf(isWanted) ?? facts.texts;
}

/** What a text says to a question, worked out once for each text. It may depend on the path and the text alone. The text is not noted:
 *  whoever has it has read it. */
export function ofText<Value>(facts: Facts, path: string, text: string, question: string, work: () => Value): Value {
  const memory = notedBy.get(facts)?.memory;
  return memory === undefined ? work() : memory.answer(path, text, question, work);
}

/** The facts of one project over many looks, with the answers that were made from them. */
export class NotedFacts {
  /** What checks are given: the same object after each look. */
  readonly facts: Facts;
  readonly memory: TextMemory;
  #now: Facts;
  #turn = 0;
  /** Of the question that is being answered. */
  #asking: Notes | undefined;
  readonly #answers = new Map<unknown, Answer>();

  constructor(now: Facts, memory: TextMemory) {
    this.#now = now;
    this.memory = memory;
    const texts = notedMap(
      () => this.#now.texts,
      (path) => {
        this.#asking?.readText(path);
      },
      () => {
        this.#asking?.readField('texts');
      },
    );
    const hits = notedMap(
      () => this.#now.hits,
      (name) => {
        this.#asking?.readHits(name);
      },
      () => {
        this.#asking?.readField('hits');
      },
    );
    this.facts = new Proxy(now, {
      get: (_, name): unknown => {
        if (name === 'texts') return texts;
        if (name === 'hits') return hits;
        if (typeof name === 'string') this.#asking?.readField(name);
        return Reflect.get(this.#now, name);
      },
    });
    notedBy.set(this.facts, this);
  }

  /** Another number when any answer may be another one. */
  get turn(): number {
    return this.#turn;
  }

  answer(question: unknown, work: () => unknown): unknown {
    const answer = this.#answers.get(question) ?? new Answer(question, work);
    this.#answers.set(question, answer);
    this.#settle(answer);
    this.#asking?.readAnswer(answer);
    return answer.value;
  }

  /** Make sure that an answer holds. @throws what its work throws */
  #settle(answer: Answer): void {
    if (answer.settled === this.#turn) return;
    if (answer.isStale || this.#usedAnother(answer)) this.#workOut(answer);
    answer.settled = this.#turn;
  }

  /** Whether an answer was made with another one that says something else now. Those that it used later may have been asked because of
   *  what the first ones said, so the first one that differs is enough. */
  #usedAnother({ notes, settled }: Answer): boolean {
    const isAnother = (used: Answer): boolean => {
      try {
        if (!used.isGone) this.#settle(used);
      } catch {
        // Whoever used it asks again, and hears it.
      }
      return used.isGone || used.changed > settled;
    };
    return notes.used?.some(isAnother) === true;
  }

  #workOut(answer: Answer): void {
    const outer = this.#asking;
    const notes = new Notes();
    this.#asking = notes;
    try {
      const value = answer.work();
      if (!isSameValue(value, answer.value)) {
        answer.value = value;
        answer.changed = this.#turn;
      }
      answer.notes = notes;
      answer.isStale = false;
    } catch (thrown) {
      // Whoever catches it has an answer that was made from all of this.
      outer?.readAll(notes);
      this.#forget(answer);
      throw thrown;
    } finally {
      this.#asking = outer;
    }
  }

  #forget(answer: Answer): void {
    answer.isGone = true;
    this.#answers.delete(answer.question);
  }

  list(isWanted: FileQuestion): readonly FactFile[] {
    this.#asking?.readList(isWanted);
    return this.#now.files;
  }

  textsOf(isWanted: FileQuestion): Facts['texts'] {
    this.#asking?.readTextsOf(isWanted);
    return this.#now.texts;
  }

  /** Turn to the facts of a newer look. Answers that read something else are worked out again when somebody asks; those that nobody asked
   *  for since the last turn are forgotten. */
  turnTo(now: Facts): void {
    const change = changeBetween(this.#now, now);
    this.#now = now;
    if (change === undefined) return;
    let isOther = false;
    for (const answer of this.#answers.values()) {
      const { isStale, notes } = answer;
      if (isStale || notes.used?.some(({ isGone }) => isGone) === true) this.#forget(answer);
      else if (notes.isConcernedBy(change)) answer.isStale = isOther = true;
    }
    if (isOther) this.#turn++;
  }
}

/** Undefined when nothing differs. */
function changeBetween(before: Facts, now: Facts): Change | undefined {
  const fields = (Object.keys(now) as (keyof Facts)[]).filter((name) => saysOther(before[name], now[name]));
  if (fields.length === 0) return undefined;
  const hits = fields.includes('hits') ? [...new Set([...before.hits.keys(), ...now.hits.keys()])] : [];
  const texts = fields.includes('texts') ? otherTexts(before.texts, now.texts) : [];
  return {
    fields,
    hits: hits.filter((name) => !isSameValue(before.hits.get(name), now.hits.get(name))),
    texts,
    textsOf: texts.flatMap((path) => fileIn(now.folder, path) ?? []),
    files: fields.includes('files')
      ? [...missingIn(before.files, now.files), ...missingIn(now.files, before.files)]
      : [],
  };
}

const lastComparison = new WeakMap<object, { readonly before: unknown; readonly isOther: boolean }>();

/** Whether a member of the facts says something else. Projects share many of them, so the last answer is remembered. */
function saysOther(before: unknown, now: unknown): boolean {
  if (before === now) return false;
  if (typeof now !== 'object' || now === null) return true;
  const known = lastComparison.get(now);
  if (known !== undefined && known.before === before) return known.isOther;
  const isOther = !isSameValue(before, now);
  lastComparison.set(now, { before, isOther });
  return isOther;
}

const lastDifference = new WeakMap<Facts['texts'], { readonly before: Facts['texts']; readonly paths: string[] }>();

/** Shown paths whose text differs. Projects share the texts of the whole, so the last answer is remembered. */
function otherTexts(before: Facts['texts'], now: Facts['texts']): readonly string[] {
  const known = lastDifference.get(now);
  if (known?.before === before) return known.paths;
  const paths = [...before.keys()].filter((path) => !now.has(path));
  for (const [path, text] of now) if (before.get(path) !== text) paths.push(path);
  lastDifference.set(now, { before, paths });
  return paths;
}

function missingIn(files: readonly FactFile[], others: readonly FactFile[]): readonly FactFile[] {
  const known = new Set(others.map(({ shownPath }) => shownPath));
  return files.filter(({ shownPath }) => !known.has(shownPath));
}

/** A map that tells which of its keys are asked for, and when it is read as a whole. */
function notedMap<Key, Value>(
  current: () => ReadonlyMap<Key, Value>,
  noteKey: (key: Key) => void,
  noteAll: () => void,
): ReadonlyMap<Key, Value> {
  const whole = (): ReadonlyMap<Key, Value> => {
    noteAll();
    return current();
  };
  return {
    get(key) {
      noteKey(key);
      return current().get(key);
    },
    has(key) {
      noteKey(key);
      return current().has(key);
    },
    get size() {
      return whole().size;
    },
    entries: () => whole().entries(),
    keys: () => whole().keys(),
    values: () => whole().values(),
    forEach: (action) => {
      whole().forEach(action);
    },
    [Symbol.iterator]: () => whole()[Symbol.iterator](),
  };
}
