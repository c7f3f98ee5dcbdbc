// Vehicle registrations by the rules of some countries, separators left out.
// Sources: https://www.gov.uk/government/publications/vehicle-registration-numbers-and-number-plates-inf104,
// https://www.gesetze-im-internet.de/fzv_2023/, https://en.wikipedia.org/wiki/Vehicle_registration_plates_by_country (shapes)

const rules: readonly RegExp[] = [
  // United Kingdom: area, half-year, three letters without I and Q; older ones with a year letter without I O Q U Z.
  /^[A-HJ-PR-Y]{2}(?:0[2-9]|[12]\d|5[1-9]|6\d|7[0-6])[A-HJ-PR-Z]{3}$/,
  /^[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Z]{3}$/,
  /^[A-HJ-PR-Z]{3}\d{1,3}[A-HJ-NPR-TV-Y]$/,
  // Germany, with E or H at the end for electric and old cars; at least four signs so that `A B 1` is none.
  /^[A-ZÄÖÜ]{1,3}[A-Z]{1,2}[1-9]\d{1,3}[EH]?$/,
  // France, Italy.
  /^[A-HJ-NP-TV-Z]{2}\d{3}[A-HJ-NP-TV-Z]{2}$/,
  // Spain: no vowels.
  /^\d{4}[BCDFGHJKLMNPRSTVWXYZ]{3}$/,
  // Turkey: provinces 01 to 81.
  /^(?:0[1-9]|[1-7]\d|8[01])[A-Z]{1,3}\d{2,4}$/,
  // Nigeria, India.
  /^[A-Z]{3}\d{3}[A-Z]{2}$/,
  /^[A-Z]{2}\d{1,2}[A-Z]{1,2}\d{4}$/,
  // Delhi: the kind of vehicle and two letters.
  /^DL\d{1,2}[CEPRSTVY][A-Z]{2}\d{4}$/,
];

/** Whether a value without separators follows the rules of one of the countries. */
export function isLicencePlate(value: string): boolean {
  return rules.some((rule) => rule.test(value));
}
