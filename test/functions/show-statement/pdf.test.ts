import { beforeAll, expect, test } from 'vitest';
import { buildStatement, type Statement } from '../../../domain/statement.ts';
import { statementPdf } from '../../../functions/show-statement/pdf.ts';
import type { LookUp } from '../../../functions/show-statement/pdf-statement.ts';
import { openTypefaces, type Typefaces } from '../../../functions/show-statement/typefaces.ts';
import { statementFonts } from '../../../lib/fonts.ts';
import { grant, HEAD, order, PREVIOUS, SPECIMEN } from '../../domain/statement-records.ts';
import { embeddedFonts, fontNames, outlines, pageCount } from './pdf-file.ts';

const NUMBER = 'Q2612-48210937';
let fonts: Typefaces;
beforeAll(async () => {
  fonts = await openTypefaces(await statementFonts());
});

const specimen = buildStatement(order({ grants: SPECIMEN, previous: PREVIOUS }));
const LOOK_UP = {
  address: 'jz.example.gov.cn/q',
  code: '48271936',
  link: 'https://jz.example.gov.cn/s/aB3dEfGh1JkLmNoPqRsTuV',
} as const;

const printed = (statement: Statement, lookUp?: LookUp) => statementPdf({ statement, number: NUMBER, lookUp }, fonts);

function named(name: string) {
  const person = { personId: 'p-9', name };
  return buildStatement(
    order({ household: { ...order().household, head: person, members: [person] }, grants: [grant({ person })] }),
  );
}

const lines = (count: number) =>
  buildStatement(order({ grants: Array.from({ length: count }, (_, index) => grant({ key: `g-${index}` })) }));

test('an ordinary sheet with its slip is one page, under 60 KB, with both fonts cut to what it uses', async () => {
  const { pdf, missing } = await printed(specimen, LOOK_UP);
  expect(missing).toEqual([]);
  expect(pageCount(pdf)).toBe(1);
  expect(pdf.length).toBeLessThan(60_000);
  expect(fontNames(pdf)).toEqual([
    expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Bold$/),
    expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Regular$/),
  ]);
});

test('every glyph that the sheet uses has an outline, but for the first one, which stands for none, and the blank', async () => {
  const { pdf } = await printed(named('王喆㛃𬱖䶮'), LOOK_UP);
  for (const [none, ...glyphs] of embeddedFonts(pdf).map(outlines)) {
    expect(none).toBe(0);
    expect(glyphs.filter((bytes) => bytes === 0).length).toBeLessThanOrEqual(1);
    expect(glyphs.length).toBeGreaterThan(20);
    expect(glyphs.length).toBeLessThan(300);
  }
  expect(embeddedFonts(pdf)).toHaveLength(2);
});

test.each([
  [0, 1],
  [1, 1],
  [60, 3],
  [200, 7],
])('%i lines take %i pages', async (count, pages) => {
  const { pdf } = await printed(lines(count));
  expect(pageCount(pdf)).toBe(pages);
  expect(pdf.length).toBeLessThan(60_000);
});

test('a character without a glyph is named and stands as 〓 with a note, never as nothing', async () => {
  const { missing, pdf } = await printed(named('王𡋾𡋾'));
  expect(missing).toEqual(['𡋾']);
  expect(pageCount(pdf)).toBe(1);
});

test('the same statement gives the same bytes', async () => {
  const [one, other] = await Promise.all([printed(specimen), printed(specimen)]);
  expect(one.pdf.equals(other.pdf)).toBe(true);
});

test('nothing outside the pages names the household', async () => {
  const { pdf } = await printed(specimen);
  const utf16 = Buffer.from(HEAD.name, 'utf16le').swap16();
  expect([pdf.includes(HEAD.name), pdf.includes(utf16), pdf.includes(specimen.place)]).toEqual([false, false, false]);
});

test('a very long name, programme and office are wrapped, not cut', async () => {
  const person = { personId: 'p-9', name: '买买提·吐尔逊·阿不都热依木·艾尔肯江' };
  const programme = '困难残疾人生活补贴和重度残疾人护理补贴'.repeat(9);
  const { pdf, missing } = await printed(buildStatement(order({ grants: [grant({ person, programme })] })));
  expect([pageCount(pdf), missing]).toEqual([1, []]);
});
