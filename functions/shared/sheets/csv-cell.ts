/**
 * What spreadsheets take for a formula (OWASP, “CSV Injection”), the full-width forms of East Asian Excel included. Leading
 * apostrophes are part of it, so that taking one away gives back just what was written.
 */
const FORMULA = /^'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/**
 * What a spreadsheet would make another number of: more digits than the fifteen it keeps, leading zeros, `12E5`. A tab behind
 * it makes it text and is not shown.
 */
const NUMBER_LIKE = /^(?:\d{12,}|0\d+|\d+[eE]\d+)\t*$/;
const QUOTED = /[",;\r\n\t]/;

/** A value as a cell of a CSV that is opened in a spreadsheet: nothing in it is run, no number loses a digit. */
export function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : NUMBER_LIKE.test(value) ? `${value}\t` : value;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The value that `csvCell` wrote, its quotes already undone. */
export function cellValue(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 39 && FORMULA.test(text)) return text.slice(1);
  return text.charCodeAt(text.length - 1) === 9 && first <= 57 && NUMBER_LIKE.test(text) ? text.slice(0, -1) : text;
}
