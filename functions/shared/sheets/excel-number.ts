/** Formats that every Excel knows by number alone: dates, those of East Asian editions included (ECMA-376, 18.8.30). Times alone are not among them. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** What stands in a format without being one: texts in quotes, colours, places and conditions in brackets, single characters. */
const ASIDE = /"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g;

/** Whether numbers of a format are shown as days. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  const [first = ''] = code.replace(ASIDE, '').split(';');
  return !/general/i.test(first) && /[yd]|e(?![+-])/i.test(first) && !/[0#?]/.test(first.replace(/[.,]?0+$/, ''));
}

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/**
 * A day as Excel counts it, in words of ISO 8601: `2026-11-05`, with a time where there is one. Undefined where it is no day:
 * below 1, beyond the year 9999, or 29 February 1900, which only Excel knows.
 */
export function excelDate(serial: number, from1904: boolean): string | undefined {
  const days = from1904 ? serial + 1462 : serial;
  if (!(days >= 1 && days < LAST_SERIAL + 1) || Math.floor(days) === 60) return undefined;
  const epoch = days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const [day = '', time = ''] = new Date(epoch + Math.round((days * DAY_MS) / 1000) * 1000).toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}

/** Above this a double no longer holds every whole number of its length, and what was lost shows in how it is written. */
const EXACT = 1e15;

/** The shortest decimal of a stored number: `0.10000000000000001` is 0.1. Long and tiny ones stay as they are written. */
export function excelNumber(stored: string): string {
  const value = Number(stored);
  const size = Math.abs(value);
  if (!(size < EXACT) || (size !== 0 && size < 1e-6)) return stored;
  return String(value === 0 ? 0 : value);
}
