// Which of several probes speaks of a value.

const longestValue = 100;

/** What was reported before keeps its characters. */
export class Claims {
  #from = -1;
  #until = -1;

  /** Whether a stretch is free, or so long that it is no value; then it is taken. */
  take({ startOffset, endOffset }: { readonly startOffset: number; readonly endOffset: number }): boolean {
    if (startOffset < this.#until && endOffset > this.#from && endOffset - startOffset < longestValue) return false;
    this.#from = startOffset;
    this.#until = endOffset;
    return true;
  }
}
