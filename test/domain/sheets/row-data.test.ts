import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSchemas } from '../../../domain/events/schemas.ts';
import { columnsOf, type SheetType } from '../../../domain/sheets/columns.ts';
import { guessMapping } from '../../../domain/sheets/mapping.ts';
import { readCategories } from '../../../domain/sheets/roster-categories.ts';
import { issuesInSheet, rowData } from '../../../domain/sheets/row-data.ts';
import { rowTexts } from '../../../domain/sheets/write-row.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makePerson } from '../../factories.ts';
import { profile } from './profile.ts';
import { sheetTypes, validData } from './valid-data.ts';

/** A row as somebody fills it in, by the template's headings. */
function read(type: SheetType, row: Record<string, string>) {
  const headings = Object.keys(row);
  const { mapping } = guessMapping(type, headings, profile, []);
  return rowData(
    type,
    mapping,
    headings,
    Object.values(row).map((text) => ({ text })),
    profile,
  );
}

const messages = (type: SheetType, row: Record<string, string>) => {
  const found = read(type, row);
  return found.ok ? [] : found.issues.map(({ column, value, message }) => `${column}|${value}|${message}`);
};

const { idNumber } = makePerson();
const person = { 姓名: '李桂兰', 身份证号码: idNumber };

describe('a row of a template', () => {
  it.each(sheetTypes)('of %s reads back what was written into it', (type) => {
    const columns = columnsOf(type, profile);
    const headings = columns.map(({ heading }) => heading);
    const { mapping, sure } = guessMapping(type, headings, profile, []);
    expect(sure).toBe(true);
    fc.assert(
      fc.property(validData(type), (data) => {
        const cells = rowTexts(columns, data, profile).map((text) => ({ text }));
        const found = rowData(type, mapping, headings, cells, profile);
        expect(found).toMatchObject({ ok: true });
        if (found.ok) expect(eventSchemas[type].parse(found.data)).toEqual(eventSchemas[type].parse(data));
      }),
      { numRuns: 60 },
    );
  });

  it.each(sheetTypes)(
    'of %s may hold anything at all: it is read or comes back, and no reason repeats what was in it',
    (type) => {
      const headings = columnsOf(type, profile).map(({ heading }) => heading);
      const { mapping } = guessMapping(type, headings, profile, []);
      const odd = fc.constantFrom(
        '620122196803051239',
        '6.20122E+17',
        '#REF!',
        '=A1',
        '2026-02-30',
        '1.2万',
        '低保(',
        '(2026)',
        '、、',
        '\u0000',
        '😀',
        '__proto__',
        'NaN',
        '-0',
        '1e999',
      );
      const kinds = fc.constantFrom<('number' | 'date' | 'boolean' | undefined)[]>(
        'number',
        'date',
        'boolean',
        undefined,
      );
      const cell = fc.tuple(fc.oneof(odd, fc.string(), fc.string({ unit: 'grapheme' })), kinds);
      fc.assert(
        fc.property(fc.array(cell, { maxLength: headings.length + 2 }), (cells) => {
          const row = cells.map(([text, kind]) => (kind ? { text, kind } : { text }));
          const found = rowData(type, mapping, headings, row, profile);
          const said = found.ok ? '' : JSON.stringify(found.issues);
          expect(said).not.toContain('6201221');
          if (found.ok) eventSchemas[type].safeParse(found.data);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('names the column that is empty and must not be', () => {
    expect(messages('death', { 姓名: '李桂兰', 身份证号码: '', 死亡日期: '' })).toEqual([
      '身份证号码||身份证号码没有填',
      '死亡日期||死亡日期没有填',
    ]);
  });

  it('asks for the rest of a household once a part is filled', () => {
    const row = { ...person, 类别: '低保', 类别起始日期: '2026-01-01', 户编号: 'H-1' };
    expect(messages('roster', row)).toEqual(['与户主关系||旁边几项填了,与户主关系也要填']);
    expect(messages('roster', { ...row, 户编号: '-' })).toEqual([]);
  });

  it('is not a person where it is the example of the template', () => {
    expect(messages('death', { 身份证号码: '629900196803051232', 死亡日期: '2026-11-02' })).toEqual([
      '身份证号码|6299**********1232|这是模板里的填写示例,请把这一行删掉',
    ]);
  });

  it('says what the schema found at the column it was found in', () => {
    const headings = ['身份证号码', '死亡日期'];
    const { mapping } = guessMapping('death', headings, profile, []);
    const cells = [{ text: '620122196803051239' }, { text: '2026-11-02' }];
    const issues = [{ path: 'data.person.idNumber', code: 'invalid', message: '校验不对' }];
    expect(issuesInSheet('death', mapping, headings, cells, issues)).toEqual([
      { column: '身份证号码', value: '6201**********1239', message: '校验不对' },
    ]);
  });
});

describe('a row of a roster', () => {
  const categoriesOf = (row: Record<string, string>) => {
    const found = read('roster', { ...person, ...row });
    return found.ok ? Object(found.data).categories : found.issues.map(({ message }) => message);
  };

  it.each([
    ['低保', '2026-01-01', '', [{ key: 'dibao', from: '2026-01-01' }]],
    [
      'dibao、特困供养人员',
      '2026-01-01',
      '2026-12-31',
      [
        { key: 'dibao', from: '2026-01-01', until: '2026-12-31' },
        { key: 'tekun', from: '2026-01-01', until: '2026-12-31' },
      ],
    ],
    ['低保(2026-01-01起)', '', '', [{ key: 'dibao', from: '2026-01-01' }]],
    [
      '低保(2026-01-01起)、残疾人(2025年3月1日起,2026年3月1日止)',
      '',
      '',
      [
        { key: 'dibao', from: '2026-01-01' },
        { key: 'disabled', from: '2025-03-01', until: '2026-03-01' },
      ],
    ],
    [
      '低保(2026-01-01至2026-12-31)、失业',
      '2026-05-01',
      '',
      [
        { key: 'dibao', from: '2026-01-01', until: '2026-12-31' },
        { key: 'unemployed', from: '2026-05-01' },
      ],
    ],
    ['低保(2026.12.31止)', '2026-01-01', '', [{ key: 'dibao', from: '2026-01-01', until: '2026-12-31' }]],
    [
      '低保标准1.5倍以下低收入人群;其他',
      '2026-01-01',
      '',
      [
        { key: 'low-income', from: '2026-01-01' },
        { key: 'other', from: '2026-01-01' },
      ],
    ],
    ['无', '', '', []],
    ['低保(去年起)', '', '', ['类别后面的日期要写成 (2026-01-01起) 或 (2026-01-01至2026-12-31)']],
    ['低保', '', '', ['没有写从哪天起:填类别起始日期,或在类别里写成 类别(2026-01-01起)']],
    ['', '2026-01-01', '', ['类别没有填;不属于任何一类的家里人写“无”']],
  ])('reads the categories %s with %s and %s', (text, from, until, categories) => {
    expect(categoriesOf({ 类别: text, 类别起始日期: from, 类别截止日期: until })).toEqual(categories);
  });

  it.each(['家庭', '困难', '人员'])('does not guess at %s', (text) => {
    expect(categoriesOf({ 类别: text, 类别起始日期: '2026-01-01' })[0]).toMatch(/^没有这个类别/);
  });

  it.each(['gansu', 'hunan', 'jiangxi', 'yunnan', 'zhejiang'])(
    'reads every category of %s by its name and its key',
    (name) => {
      const province = compileProvince(name).province.profile;
      for (const { key, name: said } of province.roster.categories)
        for (const written of [key, said, ` ${said} `])
          expect(readCategories(`${written}(2026-01-01起)`, province)).toEqual({
            ok: true,
            value: [{ key, from: '2026-01-01' }],
          });
    },
  );

  it('names the categories there are where one is unknown', () => {
    expect(categoriesOf({ 类别: '富裕', 类别起始日期: '2026-01-01' })[0]).toMatch(
      /^没有这个类别,只能填:城乡低保对象、/,
    );
  });

  it.each([
    ['新增', 'joined'],
    ['变更', 'changed'],
    ['退出', 'left'],
    ['', undefined],
  ])('says of the change %s that somebody %s', (change, meant) => {
    const found = read('roster', { ...person, 变动: change, 类别: '低保', 类别起始日期: '2026-01-01' });
    expect(found).toMatchObject({ ok: true });
    expect(found.ok && found.change).toBe(meant);
    expect(found.ok && Object(found.data)).not.toHaveProperty('change');
  });

  it('needs no category of somebody who leaves', () => {
    expect(read('roster', { ...person, 变动: '退出', 类别: '' })).toMatchObject({
      ok: true,
      change: 'left',
      data: { categories: [] },
    });
    expect(read('roster', { ...person, 变动: '退出', 类别: '低保' })).toMatchObject({
      ok: true,
      data: { categories: [] },
    });
  });
});

describe('a row of other types', () => {
  it('takes a certificate of disability, or kind and grade, and refuses two that disagree', () => {
    const row = { ...person, 发证日期: '2026-09-15' };
    const certificate = `${idNumber}42`;
    expect(read('disability', { ...row, 残疾人证号: certificate })).toMatchObject({ ok: true, data: { certificate } });
    expect(read('disability', { ...row, 残疾人证号: certificate, 残疾类别: '肢体', 残疾等级: '2' })).toMatchObject({
      ok: true,
    });
    expect(read('disability', { ...row, 残疾类别: '肢体残疾', 残疾等级: '贰级' })).toMatchObject({
      ok: true,
      data: { kind: 4, grade: 2 },
    });
    expect(messages('disability', { ...row, 残疾人证号: certificate, 残疾类别: '肢体', 残疾等级: '一级' })).toEqual([
      '残疾等级|一级|和残疾人证号里写的不一样,请核对',
    ]);
    expect(messages('disability', { ...row, 残疾人证号: '', 残疾类别: '肢体', 残疾等级: '' })).toEqual([
      '残疾等级||没有残疾人证号的,残疾类别和残疾等级都要填',
    ]);
  });

  it('takes a report about a person or a lead, and not both or neither', () => {
    const report = { 反映日期: '2026-11-04', 反映渠道: '网格员', 困难类型: '生活' };
    const lead = { 线索说明: '东关村一户老人', 线索所在地代码: '621122105' };
    expect(read('self-report', { ...person, ...report })).toMatchObject({ ok: true });
    expect(read('self-report', { 身份证号码: '', ...lead, ...report })).toMatchObject({
      ok: true,
      data: { lead: { division: '621122105' } },
    });
    expect(messages('self-report', { ...person, ...lead, ...report })).toHaveLength(1);
    expect(messages('self-report', { 身份证号码: '', 线索说明: '', 线索所在地代码: '', ...report })).toHaveLength(1);
    expect(messages('self-report', { 身份证号码: '', 线索说明: '东关村一户', 线索所在地代码: '', ...report })).toEqual([
      '线索所在地代码||旁边几项填了,线索所在地代码也要填',
    ]);
  });

  it('refuses amounts below a heading in 万元', () => {
    const headings = ['身份证号码', '累计起始日期', '累计截止日期', '总费用(万元)', '报销合计', '个人负担'];
    const columns = {
      身份证号码: 'person.idNumber',
      累计起始日期: 'periodFrom',
      累计截止日期: 'asOf',
      总费用万元: 'totalAmount',
      报销合计: 'reimbursed',
      个人负担: 'personalBurden',
    };
    const cells = [idNumber, '2026-01-01', '2026-10-31', '6', '3.3', '2.7'].map((text) => ({ text }));
    const found = rowData('medical-burden', { name: '', columns }, headings, cells, profile);
    expect(found).toMatchObject({ ok: false, issues: [{ column: '总费用(万元)', value: '6' }] });
  });

  it('takes from the mapping what no cell says', () => {
    const headings = ['姓名', '身份证', '总费用', '报销', '自付'];
    const { mapping, sure, missing } = guessMapping('medical-burden', headings, profile, []);
    expect([sure, missing.map(({ field }) => field)]).toEqual([false, ['periodFrom', 'asOf']]);
    const cells = ['李桂兰', idNumber, '60,000.00', '33000元', '¥27000'].map((text) => ({ text }));
    const constants = { periodFrom: '2026-01-01', asOf: '2026年10月31日' };
    expect(rowData('medical-burden', { ...mapping, constants }, headings, cells, profile)).toMatchObject({
      ok: true,
      data: {
        periodFrom: '2026-01-01',
        asOf: '2026-10-31',
        totalAmount: '60,000.00',
        reimbursed: '33000',
        personalBurden: '27000',
      },
    });
  });
});

describe('a settlement of the national platform', () => {
  const row = {
    setl_id: 'S-1',
    mdtrt_id: 'M-1',
    certno: idNumber,
    psn_name: '李桂兰',
    psn_no: '1',
    insutype: '390',
    med_type: '2101',
    medfee_sumamt: '48000.00',
    fund_pay_sumamt: '26700',
    maf_pay: '0',
    psn_part_amt: '21300',
    refd_setl_flag: '0',
    vali_flag: '1',
    setl_time: '2026-11-03 09:12:33',
    fixmedins_name: '县人民医院',
    init_setl_id: '',
  };

  it('is read without asking anybody', () => {
    const { sure } = guessMapping('medical-expense', Object.keys(row), profile, []);
    const found = read('medical-expense', row);
    expect(sure).toBe(true);
    expect(found.ok && eventSchemas['medical-expense'].parse(found.data)).toMatchObject({
      settlementId: 'S-1',
      settledOn: '2026-11-03',
      visitType: 'inpatient',
      insuranceType: '城乡居民基本医疗保险',
      totalAmount: 4_800_000,
      fundPaid: 2_670_000,
      medicalAidPaid: 0,
      personalBurden: 2_130_000,
      refund: false,
    });
  });

  it('that is void is refused with the reason', () => {
    expect(messages('medical-expense', { ...row, vali_flag: '0' })).toEqual([
      'vali_flag|0|这条结算标明已作废,不收;没有作废的请核对有效标志',
    ]);
  });

  it('that takes another back counts for that one, with positive amounts', () => {
    const reverse = {
      ...row,
      setl_id: 'S-2',
      init_setl_id: 'S-1',
      refd_setl_flag: '1',
      medfee_sumamt: '-48000',
      fund_pay_sumamt: '-26700',
      maf_pay: '',
      psn_part_amt: '-21300',
    };
    expect(read('medical-expense', reverse)).toMatchObject({
      ok: true,
      data: { settlementId: 'S-1', refund: true, totalAmount: '48000', fundPaid: '26700', personalBurden: '21300' },
    });
  });

  it.each([
    ['11', 'outpatient'],
    ['13', 'outpatient'],
    ['14', 'chronic'],
    ['140104', 'chronic'],
    ['21', 'inpatient'],
    ['24', 'inpatient'],
    ['41', 'pharmacy'],
    ['51', 'maternity'],
    ['52', 'maternity'],
  ])('of med_type %s is %s', (code, visitType) => {
    expect(read('medical-expense', { ...row, med_type: code })).toMatchObject({ ok: true, data: { visitType } });
  });

  it.each(['9101', '99', '15', '2', '211'])(
    'of med_type %s, which is a province’s own, is asked for in words',
    (code) => {
      expect(messages('medical-expense', { ...row, med_type: code })).toEqual([
        `med_type|${code}|只能填:住院、门诊、门诊慢特病、药店购药、生育`,
      ]);
    },
  );
});
