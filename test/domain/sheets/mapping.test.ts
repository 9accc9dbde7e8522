import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../domain/sheets/columns.ts';
import { findHeadings } from '../../../domain/sheets/find-headings.ts';
import { headingKey } from '../../../domain/sheets/heading-key.ts';
import { guessMapping, type Mapping } from '../../../domain/sheets/mapping.ts';
import { profile } from './profile.ts';
import { sheetTypes } from './valid-data.ts';

describe('a heading', () => {
  it.each([
    [' ID_Number ', 'idnumber'],
    ['idnumber', 'idnumber'],
    ['身份证号(必填)', '身份证号'],
    ['身份证号(必填,18位)', '身份证号'],
    ['*身份证号码', '身份证号码'],
    ['身份证\n号码', '身份证号码'],
    ['姓 名', '姓名'],
    ['\uFEFF姓名', '姓名'],
    ['总费用(元)', '总费用'],
    ['总费用【单位:元】', '总费用'],
    ['总费用(万元)', '总费用万元'],
    ['费用(自付)', '费用自付'],
    ['IDNumber', 'idnumber'],
    ['psn_part_amt', 'psnpartamt'],
    ['person.idNumber', 'personidnumber'],
  ])('%j is the same as %s', (heading, key) => expect(headingKey(heading)).toBe(key));
});

describe('the mapping of a sheet', () => {
  it.each(sheetTypes)('with the template of %s is sure, its optional columns left out too', (type) => {
    const columns = columnsOf(type, profile);
    expect(
      guessMapping(
        type,
        columns.map(({ heading }) => heading),
        profile,
        [],
      ).sure,
    ).toBe(true);
    expect(
      guessMapping(
        type,
        columns.map(({ field }) => field),
        profile,
        [],
      ).sure,
    ).toBe(true);
  });

  it('ignores a running number, empty headings and what we wrote there ourselves, wherever they stand', () => {
    const guess = guessMapping('death', ['序号', '身份证号码(必填)', '', '错误原因', ' 死亡日期 '], profile, []);
    expect(guess).toMatchObject({ sure: true, missing: [], unknown: [], doubled: [] });
  });

  it('is guessed by what departments call their columns, and asked for once', () => {
    const guess = guessMapping('unemployment', ['人员姓名', '公民身份号码', '登记日期', '经办人'], profile, []);
    expect(guess).toMatchObject({ sure: false, missing: [], unknown: ['经办人'], doubled: [] });
    expect(guess.mapping.columns).toEqual({
      人员姓名: 'person.name',
      公民身份号码: 'person.idNumber',
      登记日期: 'registeredOn',
    });
  });

  it('that was confirmed before is sure', () => {
    const known: Mapping = {
      name: '人社',
      columns: { 人: 'person.name', 号: 'person.idNumber', 日: 'registeredOn', 经办人: '' },
    };
    const guess = guessMapping('unemployment', ['人', '号', '日', '经办人'], profile, [known]);
    expect(guess).toMatchObject({ sure: true, mapping: known, unknown: [] });
    expect(guessMapping('unemployment', ['人', '号', '日', '经办人', '新列'], profile, [known])).toMatchObject({
      sure: false,
      unknown: ['新列'],
      mapping: { columns: { 号: 'person.idNumber', 经办人: '' } },
    });
  });

  it('names a column that stands there twice', () => {
    const twice = guessMapping('death', [' ID_Number ', 'idnumber', '死亡日期'], profile, []);
    expect(twice).toMatchObject({ sure: false, doubled: [' ID_Number ', 'idnumber'] });
    const both = guessMapping('death', ['身份证号码', 'person.idNumber', '死亡日期'], profile, []);
    expect(both).toMatchObject({ sure: false, doubled: ['身份证号码', 'person.idNumber'] });
    expect(guessMapping('death', ['身份证号码', '备注', '备注', '死亡日期'], profile, []).doubled).toEqual([]);
  });

  it('gives a field to the surest of two headings and asks for the other', () => {
    const guess = guessMapping('death', ['联系电话', '手机号', '身份证号码', '死亡日期'], profile, []);
    expect(guess.mapping.columns['手机号']).toBe('person.phone');
    expect(guess.unknown).toEqual(['联系电话']);
  });

  it('names what is missing', () => {
    const missing = (type: 'disability' | 'self-report' | 'roster', headings: string[]) =>
      guessMapping(type, headings, profile, []).missing.map(({ heading }) => heading);
    expect(missing('disability', ['身份证号码', '发证日期'])).toEqual(['残疾人证号']);
    expect(missing('disability', ['身份证号码', '发证日期', '残疾类别', '残疾等级'])).toEqual([]);
    expect(missing('self-report', ['反映日期', '反映渠道', '困难类型'])).toEqual(['身份证号码']);
    expect(missing('self-report', ['线索说明', '线索所在地代码', '反映日期', '反映渠道', '困难类型'])).toEqual([]);
    expect(missing('roster', ['姓名', '身份证号码'])).toEqual(['类别']);
  });

  it('knows no heading by what every object has', () => {
    const guess = guessMapping('death', ['constructor', '身份证号码', '死亡日期'], profile, []);
    expect(guess).toMatchObject({ sure: false, unknown: ['constructor'], doubled: [] });
  });

  describe('with a county’s list of total, reimbursed and self-paid', () => {
    const guess = (...headings: string[]) =>
      guessMapping('medical-burden', ['序号', '姓名', '身份证号', ...headings], profile, []);
    const period = ['累计起始日期', '累计截止日期'];

    it.each([
      ['医疗总费用', '报销金额', '自负金额'],
      ['总费用', '报销总额', '个人负担'],
      ['医疗费总额', '统筹支付', '个人负担金额'],
      ['医疗费用总额(元)', '报销合计', '个人自付'],
      ['累计总费用', '基金支付总额', '个人负担费用'],
      ['总费用', '医保报销', '个人自负'],
      ['费用总额', '已报销', '自付费用'],
    ])('%s, %s, %s are sure, the template’s own headings among them', (total, reimbursed, own) => {
      const found = guess(total, reimbursed, own, ...period, '手机号', '居住地代码', '其中政策范围内负担');
      expect(found).toMatchObject({ sure: true, missing: [], unknown: [], doubled: [] });
      const columns = new Map(Object.entries(found.mapping.columns));
      expect([total, reimbursed, own].map((heading) => columns.get(headingKey(heading)))).toEqual([
        'totalAmount',
        'reimbursed',
        'personalBurden',
      ]);
    });

    it.each([
      ['says its period nowhere', ['总费用', '报销金额', '自付'], '累计起始日期'],
      ['does not say who paid the rest', ['总费用', '报销金额', ...period], '个人负担'],
    ])('asks where it %s', (_, headings, missing) => {
      const found = guess(...headings);
      expect(found.sure).toBe(false);
      expect(found.missing.map(({ heading }) => heading)).toContain(missing);
    });

    it.each([
      ['two of its columns mean the same', ['总费用', '报销金额', '统筹支付', '自付'], ['报销金额', '统筹支付']],
      ['a template heading stands beside its like', ['总费用', '报销金额', '个人负担', '自付'], ['个人负担', '自付']],
    ])('asks where %s', (_, headings, doubled) => {
      const found = guess(...headings, ...period);
      expect(found).toMatchObject({ sure: false, doubled });
    });

    it.each(['个人支付', '总金额', '医疗救助', '大病保险', '报销金额(万元)'])('asks about %s', (heading) => {
      expect(guess('总费用', '报销金额', '自付', ...period, heading)).toMatchObject({ sure: false });
    });
  });

  it('of amounts in 万元 is not sure', () => {
    const headings = ['身份证号码', '累计起始日期', '累计截止日期', '医疗费总额(万元)', '报销合计', '个人负担'];
    expect(guessMapping('medical-burden', headings, profile, []).sure).toBe(false);
  });
});

describe('the heading row', () => {
  const headings = ['姓名', '身份证号码', '死亡日期'];
  const person = ['李桂兰', '621122196803050012', '2026-11-02'];

  it.each<[string, string[][], number | undefined]>([
    ['is the first line', [headings, person], 0],
    [
      'stands below title lines',
      [['某县2026年10月死亡人员名单', '', ''], ['填报单位:卫健局', '', '2026-11-05'], [], headings, person],
      3,
    ],
    [
      'has names of its own',
      [['名单'], ['人', '号', '日', '点'], ['李桂兰', '621122196803050012', '2026-11-02', '县']],
      1,
    ],
    ['is the one column there is', [['身份证号码'], ['621122196803050012']], 0],
    ['is missing', [person, ['王英', '621122196803050020', '2026-11-02']], undefined],
    [
      'is missing above numbers that Excel broke',
      [['李桂兰', '6.21122E+17', '住院', '死亡日期', '身份证号码']],
      undefined,
    ],
    ['comes too late', [...Array.from({ length: 10 }, () => ['说明']), headings], undefined],
    ['is missing in an empty sheet', [], undefined],
  ])('%s', (_, lines, index) => expect(findHeadings('death', lines, profile, [])).toBe(index));

  it('is known by a mapping that was confirmed', () => {
    const known = [{ name: '卫健', columns: { 人: 'person.name', 号: 'person.idNumber', 日: 'diedOn' } }];
    expect(
      findHeadings(
        'death',
        [
          ['甲', '乙', '丙'],
          ['人', '号', '日'],
        ],
        profile,
        known,
      ),
    ).toBe(1);
  });
});
