// Dates inside personal numbers and beside names. Years of two digits may be of either century.

import type { NumberRow } from '../../../catalog/personal-data-row.ts';

/** Whether the date that a row says is inside of a value (no separators) exists. */
export function holdsDate(date: NonNullable<NumberRow['date']>, value: string): boolean {
  const text = value.slice(date.at - 1, date.at - 1 + date.format.length);
  if (!/^\d+$/.test(text)) return false;
  const field = (letter: string): number =>
    Number(text.slice(date.format.indexOf(letter), date.format.lastIndexOf(letter) + 1));
  const months = (date.monthPlus ?? [0]).map((plus) => field('M') - plus);
  const days = (date.dayPlus ?? [0]).map((plus) => field('D') - plus);
  const year = field('Y');
  return months.some((month) => days.some((day) => exists(year, month, day)));
}

/** Whether 7 or 8 digits are a day in the life of somebody, in one of the customary orders. */
export function calendarDate(value: string): boolean {
  if (value.length === 8) {
    const first = Number(value.slice(0, 4));
    if (first >= 1900 && first <= 2030) return exists(first, Number(value.slice(4, 6)), Number(value.slice(6)));
  }
  const year = Number(value.slice(-4));
  const rest = value.slice(0, -4);
  if (year < 1900 || year > 2030) return false;
  const splits = rest.length === 4 ? [2] : rest.length === 3 ? [1, 2] : [1];
  return splits.some((at) => {
    const [a, b] = [Number(rest.slice(0, at)), Number(rest.slice(at))];
    return exists(year, a, b) || exists(year, b, a);
  });
}

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  // Two-digit years: a leap day is possible in either century.
  const isLeap = year < 100 ? year % 4 === 0 : year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}
