// Cuts an SQL text into statements: quotes, dollar quotes and comments are understood, everything else is left to the caller.

export interface SqlStatement {
  /** Comments are spaces, so that offsets stay. */
  readonly text: string;
  /** Of its first character that is no space, in the whole text. */
  readonly offset: number;
}

/** Dollar quotes hold whole functions. Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g;

/** Statements in the order of the text. An open quote ends with the text. Pure; linear. */
export function sqlStatements(text: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let readable = '';
  let copied = 0;
  let start = 0;
  const close = (): void => {
    const lead = /^\s*/.exec(readable)?.[0].length ?? 0;
    const body = readable.slice(lead).trimEnd();
    if (body !== '') statements.push({ text: body, offset: start + lead });
    readable = '';
  };
  for (const { 0: found, index } of text.matchAll(token)) {
    readable += text.slice(copied, index);
    copied = index + found.length;
    if (found === ';') {
      close();
      start = copied;
    } else readable += /^(?:--|\/\*)/.test(found) ? found.replaceAll(/[^\n]/g, ' ') : found;
  }
  readable += text.slice(copied);
  close();
  return statements;
}
