import { beforeAll, describe, expect, it } from 'vitest';
import { casePdf } from '../../bin/case-pdf.ts';
import { caseText, type WarningCase } from '../../bin/case-text.ts';
import { explanationText } from '../../bin/explanation-text.ts';
import { openTypefaces, type Typefaces } from '../../functions/show-statement/typefaces.ts';
import { statementFonts } from '../../lib/fonts.ts';
import { embeddedFonts, outlines, pageCount } from '../functions/show-statement/pdf-file.ts';

let fonts: Typefaces;
beforeAll(async () => {
  fonts = await openTypefaces(await statementFonts());
});

function told(name: string, entries = 1): WarningCase {
  return {
    id: 'h-1.1',
    number: 'W2611-01234567',
    subject: 'h-1',
    unmasked: true,
    level: 'red',
    levelName: '红色',
    status: 'raised',
    division: '621121101',
    place: '甘肃省定西市通渭县马营镇',
    name,
    householdSize: 1,
    raisedAt: '2026-11-05T10:00:00+08:00',
    rules: ['0123456789abcdef'],
    people: [{ id: 'p-1', name }],
    factors: [
      {
        indicator: 'x',
        name: '住院',
        text: '患病住院',
        points: 20,
        person: { id: 'p-1', name },
        beside: false,
        sources: ['卫健'],
      },
    ],
    deadlines: [{ name: '入户期限', at: '2026-11-07T10:00:00+08:00', why: '48小时', provisional: false }],
    timeline: Array.from({ length: entries }, () => ({
      at: '2026-11-05T10:00:00+08:00',
      kind: 'change' as const,
      by: 'hub',
      text: '第1版:发出预警',
      details: [`${name} 患病住院 20分`],
    })),
  };
}

describe('a case on paper', () => {
  it('draws rare names: a glyph that is missing would draw nothing', async () => {
    const drawn = (pdf: Buffer) =>
      embeddedFonts(pdf).map((font) => outlines(font).filter((length) => length > 0).length);
    const [plain, rare] = [
      await casePdf(told('王'), fonts, new Date(0)),
      await casePdf(told('王喆'), fonts, new Date(0)),
    ];
    const [before = [], after = []] = [drawn(plain), drawn(rare)];
    expect(Math.max(...after.map((count, nth) => count - (before[nth] ?? 0)))).toBe(1);
  });

  it('goes on over as many pages as it needs', async () => {
    expect(pageCount(await casePdf(told('王喆'), fonts, new Date(0)))).toBe(1);
    expect(pageCount(await casePdf(told('王喆', 60), fonts, new Date(0)))).toBeGreaterThan(2);
  });
});

it('a case on the screen says what, when, by whom and why', () => {
  const text = caseText(told('王喆'));
  expect(text).toContain('预警 W2611-01234567 全过程');
  expect(text).toContain('入户期限 2026年11月7日10时:48小时');
  expect(text).toContain('2026年11月5日10时');
  expect(text).toContain('办理  第1版:发出预警(系统)\n      王喆 患病住院 20分');
});

it('an explanation on the screen begins with its conclusion and says how each report was counted', () => {
  const text = explanationText(
    {
      subject: 'h-1',
      at: '2026-11-05T10:00:00+08:00',
      rules: 'r',
      conclusion: { code: 'off-roster', text: '这一天不在监测名册上,收到的情况不计分' },
      score: 0,
      factors: [],
      members: [
        {
          id: 'p-1',
          name: '王*',
          alive: true,
          onRoster: false,
          categories: [],
          signals: [
            {
              on: '2026-11-01',
              receivedAt: '2026-11-02T08:00:00+08:00',
              department: '卫健',
              text: '住院',
              verdicts: [{ code: 'off-roster', indicator: 'x', name: '患病住院', text: '这一天不在监测名册上,不计分' }],
            },
          ],
        },
      ],
    },
    (key) => key,
  );
  expect(text.split('\n')[0]).toContain('这一天不在监测名册上');
  expect(text).toContain('王* p-1,不在册');
  expect(text).toContain('患病住院:这一天不在监测名册上,不计分');
});
