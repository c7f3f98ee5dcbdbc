// Check digits of numbers of people. Values go in, judgements come out.

/** Whether digits pass Luhn. Source: https://www.iso.org/standard/70484.html */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** The same for digits in the units of a text. */
export function passesLuhnUnits(units: Uint16Array, start: number, end: number): boolean {
  let sum = 0;
  for (let index = end - 1; index >= start; index--) {
    const digit = (units[index] ?? 0) - 48;
    const doubled = (end - 1 - index) % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether an IBAN, blanks removed, passes mod 97. Source: https://www.iso.org/standard/81090.html */
export function passesIban(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether 11 digits are a German tax id. Source: https://www.gesetze-im-internet.de/ao_1977/__139b.html */
export function passesGermanTaxId(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits) || new Set(digits.slice(0, 10)).size > 9) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}
