/** Excel takes a file without it for GBK and shows nothing but garbage. */
const BOM = '\ufeff';

/** A sheet as CSV (RFC 4180) for spreadsheets: nothing in it is run as a formula, and long numbers stay text. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** What spreadsheets take for a formula (OWASP, “CSV Injection”): the apostrophe makes it text, and is not shown. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;
/** Fifteen digits are all that a spreadsheet keeps of a number: a tab behind an ID number makes it text. */
const LONG_NUMBER = /^\d{12,}$/;

function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : LONG_NUMBER.test(value) ? `${value}\t` : value;
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
