// How a detected value may be shown. The only place that decides it.

/** Preview of a credential: at most its first 4 and last 2 characters, fewer when it is short.
 *  At least 8 characters, and three quarters of the value, stay hidden. */
export function maskCredential(value: string): string {
  const flat = value.replace(/\s+/g, ' ');
  const showable = Math.max(0, Math.min(6, Math.floor(flat.length / 4), flat.length - 8));
  const head = Math.min(4, showable);
  const tail = Math.min(2, showable - head);
  return `${safeHead(flat, head)}…${safeTail(flat, tail)}`;
}

/** Preview of personal data: nothing of it, only how long it is. */
export function maskPersonal(value: string): string {
  return `(${String(value.length)} characters)`;
}

// Half of a surrogate pair would turn into U+FFFD on stdout.
function safeHead(text: string, length: number): string {
  const head = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
}

function safeTail(text: string, length: number): string {
  const tail = length === 0 ? '' : text.slice(-length);
  return /^[\uDC00-\uDFFF]/.test(tail) ? tail.slice(1) : tail;
}
