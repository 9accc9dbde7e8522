import { withoutInvisible } from '../typed-code.ts';

/**
 * One cell as a reader found it. CSV gives only text; a workbook also says that the cell is a number, a date or a truth. The
 * text of a number cell is the shortest decimal as stored (6.20122E+17 stays so), that of a date cell YYYY-MM-DD[ HH:MM:SS].
 */
export interface Cell {
  readonly text: string;
  readonly kind?: 'number' | 'date' | 'boolean';
}

/** Most cells hold nothing that could be cleaned away. */
const PLAIN = /^[\w.\-/:()()、\u4e00-\u9fff]*$/;

/** `="620122…"` is how people force text upon Excel in a CSV. */
const FORCED_TEXT = /^="(.*)"$/s;

/**
 * The text without what harms nothing and shows nothing: blanks of every kind and tabs round it, zero-width characters, the
 * apostrophe by which Excel marks text.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  const plain = withoutInvisible(text).trim();
  return (FORCED_TEXT.exec(plain)?.[1] ?? plain).replace(/^['‘’`]+/u, '').trim();
}

/** What people write into a cell to say that there is nothing to write. */
const NOTHING = /^(?:[-—–_/\\]+|无|暂无|不详|未知|空|none|null|n\/a)$/iu;

/** Whether a clean text says nothing. So that two households “-” never become one. */
export function saysNothing(text: string): boolean {
  return text === '' || NOTHING.test(text);
}
