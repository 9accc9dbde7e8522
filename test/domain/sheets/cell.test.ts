import { expect, it } from 'vitest';
import { type Cell, cleanText, saysNothing } from '../../../domain/sheets/cell.ts';

it.each<[string, Cell, string]>([
  ["Excel's apostrophe", { text: "'629900196803051232" }, '629900196803051232'],
  ['a typographic apostrophe', { text: '’629900196803051232' }, '629900196803051232'],
  ['a trailing tab', { text: '629900196803051232\t' }, '629900196803051232'],
  ['no-break and ideographic blanks', { text: '\u00A0\u3000李桂兰\u00A0' }, '李桂兰'],
  ['zero-width characters and a BOM', { text: '\uFEFF李\u200B桂兰' }, '李桂兰'],
  ['text forced by a formula', { text: '="0932"' }, '0932'],
  ['nothing but blanks', { text: ' \t ' }, ''],
])('%s harms nothing', (_, { text }, clean) => expect(cleanText(text)).toBe(clean));

it.each(['', '-', '——', '/', '\\', '无', '不详', 'NULL', 'N/A'])('“%s” says nothing', (text) => {
  expect(saysNothing(text)).toBe(true);
});

it.each(['0', '无锡', '-1', 'H/1', '#N/A'])('“%s” says something', (text) => expect(saysNothing(text)).toBe(false));
