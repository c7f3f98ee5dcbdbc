// Names of services that issue keys, in small letters and digits. Beside one of them a value of no known kind is a key for all that is
// known. Words that programs are full of are left out. Services of https://github.com/public-apis/public-apis and of the rows in secrets/.

import names from './service-names.json' with { type: 'json' };

let known: ReadonlySet<string> | undefined;

/** Whether a word in small letters is the name of a service that issues keys. */
export function isServiceName(word: string): boolean {
  return (known ??= new Set(names)).has(word);
}
