// Counts the rows of a data file that name real people. Facts call it; the values themselves are not kept.

/** An e-mail address, enough to count rows by; domains reserved for examples do not count.
 *  Source: https://www.rfc-editor.org/rfc/rfc2606 */
const address = /[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24})/;
const reservedDomain = /(?:^|\.)(?:example|test|invalid|localhost)(?:\.(?:com|org|net))?$/i;

/** Source: https://www.iso.org/standard/81090.html (ISO 13616, check digits modulo 97) */
const accountNumber = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/;

const maxLineLength = 2000;

export interface PeopleInRows {
  /** First such row, 1-based. */
  readonly line: number;
  /** Rows with an e-mail address or a valid account number. */
  readonly rows: number;
  /** Rows with a valid account number: nobody makes up the check digits. */
  readonly accounts: number;
}

/** Count the lines that hold an e-mail address or a valid IBAN; undefined when none does. */
export function rowsWithPeople(text: string): PeopleInRows | undefined {
  let first = 0;
  let rows = 0;
  let accounts = 0;
  let number = 0;
  for (const whole of text.split('\n')) {
    number++;
    const line = whole.length > maxLineLength ? whole.slice(0, maxLineLength) : whole;
    const namesAccount = holdsAccount(line);
    if (!namesAccount && !holdsAddress(line)) continue;
    rows++;
    if (namesAccount) accounts++;
    if (first === 0) first = number;
  }
  return rows === 0 ? undefined : { line: first, rows, accounts };
}

function holdsAddress(line: string): boolean {
  const domain = line.includes('@') ? address.exec(line)?.[1] : undefined;
  return domain !== undefined && !reservedDomain.test(domain);
}

function holdsAccount(line: string): boolean {
  const account = accountNumber.exec(line)?.[0];
  return account !== undefined && hasValidCheckDigits(account);
}

function hasValidCheckDigits(account: string): boolean {
  const compact = account.replaceAll(' ', '');
  let rest = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
