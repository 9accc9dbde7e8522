/** Characters that show nothing: control characters, soft hyphen, zero-width and direction marks, line separators, BOM. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they come from spreadsheets and are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** Full-width forms, as a Chinese input method types them, lie at a fixed distance from ASCII. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_DISTANCE = 0xfee0;

export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_DISTANCE));
}

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * A number or code as a person typed it or a spreadsheet kept it, without what does not belong to it: full width becomes
 * half width; blanks (U+00A0 and U+3000 too), invisible characters and Excel's text apostrophe go.
 */
export function cleanTypedCode(text: string): string {
  return withoutInvisible(halfWidth(text)).replace(/[\s'‘’`]/gu, '');
}
