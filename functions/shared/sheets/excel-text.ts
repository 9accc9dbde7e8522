/**
 * What XML cannot hold, halves of characters among it, and a carriage return, which it would turn into a line feed: Excel
 * writes `_x000D_` for it.
 */
const FORBIDDEN = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu;
const LOOKS_ESCAPED = /_(?=x[\da-fA-F]{4}_)/g;
const ESCAPED = /_x([\da-fA-F]{4})_/g;

/** A text as it stands in a workbook's XML (ECMA-376, ST_Xstring). */
export const excelText = (text: string): string =>
  text
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(FORBIDDEN, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The text behind such escapes; XML's own references are already undone. */
export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
