// Remembers what single texts said to questions, so that of many files only the changed ones are asked again.

/** Answers about single texts, whoever asks. Of a path the last text is remembered. */
export class TextMemory {
  readonly #texts = new Map<string, { readonly text: string; readonly answers: Map<string, unknown> }>();

  /** The answer to a question about a text, worked out once. It may depend on path and text alone. */
  answer<Value>(path: string, text: string, question: string, work: () => Value): Value {
    let known = this.#texts.get(path);
    if (known?.text !== text) this.#texts.set(path, (known = { text, answers: new Map() }));
    if (!known.answers.has(question)) known.answers.set(question, work());
    return known.answers.get(question) as Value;
  }

  /** Forget the texts that are no longer there. */
  keepOnly(texts: ReadonlyMap<string, string>): void {
    for (const path of this.#texts.keys()) if (!texts.has(path)) this.#texts.delete(path);
  }
}
