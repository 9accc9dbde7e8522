import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../../domain/events/event.ts';
import { parseIdentityNumber } from '../../../domain/identity-number.ts';
import { exampleNumbers } from '../../../domain/sheets/example-people.ts';
import { guessMapping } from '../../../domain/sheets/mapping.ts';
import { rowData } from '../../../domain/sheets/row-data.ts';
import { templateRows, templateSheets } from '../../../domain/sheets/template-rows.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { profile } from './profile.ts';
import { sheetTypes } from './valid-data.ts';

const { idNumber } = makePerson();

describe('a template', () => {
  it.each(sheetTypes)('of %s has examples that would be taken, were they somebody’s', (type) => {
    const { headings, examples } = templateRows(type, profile);
    const { mapping } = guessMapping(type, headings, profile, []);
    for (const row of examples) {
      const texts = row.map((text) => [...exampleNumbers].reduce((all, number) => all.replace(number, idNumber), text));
      const found = rowData(
        type,
        mapping,
        headings,
        texts.map((text) => ({ text })),
        profile,
      );
      expect(found).toMatchObject({ ok: true });
      const data = found.ok ? found.data : undefined;
      expect(parseEvent({ ...makeEvent(type), data }, NOW)).toMatchObject({ ok: true });
    }
  });

  it.each(sheetTypes)('of %s refuses its examples as they stand', (type) => {
    const { headings, examples } = templateRows(type, profile);
    const { mapping } = guessMapping(type, headings, profile, []);
    const [first = []] = examples;
    const found = rowData(
      type,
      mapping,
      headings,
      first.map((text) => ({ text })),
      profile,
    );
    expect(found).toMatchObject({ ok: false, issues: [{ message: '这是模板里的填写示例,请把这一行删掉' }] });
  });

  it.each(sheetTypes)('of %s explains every column on a line of its own', (type) => {
    const { headings, explanation, widths, examples } = templateRows(type, profile);
    expect(
      explanation
        .filter((line) => line.length === 5)
        .slice(1)
        .map(([heading]) => heading),
    ).toEqual(headings);
    expect(widths).toHaveLength(headings.length);
    for (const row of examples) expect(row).toHaveLength(headings.length);
  });

  it('offers the words of closed lists, and none where several may stand in one cell', () => {
    const { headings, choices, required } = templateRows('roster', profile);
    const offered = Object.fromEntries(Object.entries(choices).map(([i, words]) => [headings[Number(i)], words]));
    expect(offered).toEqual({
      变动: ['新增', '变更', '退出'],
      与户主关系: ['户主', '配偶', '子女', '父母', '其他'],
      收入周期: ['每月', '每年'],
      谁的收入: ['本人', '全家'],
    });
    expect(required.map((i) => headings[i])).toEqual(['身份证号码', '类别']);
  });

  it('has examples with valid numbers', () => {
    for (const number of exampleNumbers) expect(parseIdentityNumber(number, '2026-11-05')).toMatchObject({ ok: true });
  });

  it('names its further sheets as whoever reads a file passes over them', () => {
    expect(templateSheets).toEqual({ examples: '填写示例', explanation: '填写说明' });
  });
});
