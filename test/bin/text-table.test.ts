import { describe, expect, it } from 'vitest';
import { displayWidth, textTable } from '../../bin/text-table.ts';

describe('the width of a text in a terminal', () => {
  it.each([
    ['abc', 3],
    ['王秀英', 6],
    ['王**', 4],
    ['马营镇。', 8],
    ['𠮷', 2],
    ['\u001b[31m红\u001b[39m', 2],
    ['─', 1],
    ['', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('a table', () => {
  it('stands straight though Chinese is two columns wide, numbers to the right', () => {
    const table = textTable(
      ['乡镇', '户'],
      [
        ['马营镇', '7'],
        ['A', '12'],
      ],
    );
    expect(table.split('\n')).toEqual(['乡镇    户', '──────  ──', '马营镇   7', 'A       12']);
  });

  it('without rows still shows what would stand there', () => {
    expect(textTable(['编号', '级别'], [])).toBe('编号  级别\n────  ────');
  });
});
