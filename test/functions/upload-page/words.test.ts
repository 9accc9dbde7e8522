import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsSaid, issuesOf, issueWords } from '../../../functions/upload-page/page/column-choice.ts';
import { fileRefusal } from '../../../functions/upload-page/page/file-refusal.ts';
import { grouped, monthOf, percent, sizeText, timeText } from '../../../functions/upload-page/page/numbers.ts';
import { figures, resultWords } from '../../../functions/upload-page/page/result-words.ts';
import type { UploadView } from '../../../functions/upload-page/page/upload-view.ts';

type Told = Parameters<typeof resultWords>[0];
const rows = (accepted: number, unchanged = 0, duplicate = 0, rejected = 0): UploadView['rows'] => ({
  read: accepted + unchanged + duplicate + rejected,
  accepted,
  unchanged,
  duplicate,
  rejected,
});
const told = (changes: Partial<Told>): Told => ({
  status: 'done',
  statusText: '已经办完',
  why: undefined,
  dryRun: false,
  rows: rows(10),
  left: 0,
  leaving: undefined,
  ...changes,
});
const wordsOf = (changes: Partial<Told>) => {
  const { tone, heading, sentences } = resultWords(told(changes));
  return { tone, heading, said: sentences.join('') };
};

describe('what became of a file', () => {
  it.each<[string, Partial<Told>, string, string, string]>([
    ['all taken', {}, 'good', '都收下了', '新收下10行'],
    ['sent a second time', { rows: rows(0, 10) }, 'good', '都收下了', '以前交过、没有变化'],
    ['one of ten rejected', { rows: rows(7, 1, 1, 1) }, 'mixed', '有1行没收下', '2行和以前一样'],
    ['all rejected', { rows: rows(0, 0, 0, 1234) }, 'bad', '1,234行都没收下', '这些家庭现在还看不到'],
    ['without rows', { rows: rows(0) }, 'plain', '表里没有数据行', '选错了文件'],
    ['checked and good', { dryRun: true }, 'good', '检查过了,没有问题', '还没有上报'],
    ['checked and not good', { dryRun: true, rows: rows(8, 0, 0, 2) }, 'mixed', '检查过了,有2行要改', '8行没有问题'],
    ['checked and all wrong', { dryRun: true, rows: rows(0, 0, 0, 20) }, 'bad', '检查过了,20行都要改', '还没有上报'],
    ['a checked list', { dryRun: true, leaving: 40 }, 'good', '检查过了,没有问题', '不在表里的40人会按退出名单处理'],
    ['with a word of the hub', { why: '有1行不认识' }, 'good', '都收下了', '有1行不认识。'],
    ['a list from which people left', { left: 3 }, 'good', '都收下了', '3人不在这次的名单里'],
    ['failed', { status: 'failed', why: '这个表格有密码' }, 'bad', '这份表没能读下去', '这个表格有密码。'],
    ['withdrawn', { status: 'withdrawn' }, 'plain', '已经撤回', '就像没有交过一样'],
    ['lapsed', { status: 'lapsed' }, 'plain', '这份表没有传完,已经作废', '重新选文件'],
  ])('%s', (_, changes, tone, heading, said) => {
    expect(wordsOf(changes)).toEqual({ tone, heading, said: expect.stringContaining(said) });
  });

  it('is five numbers, the first the sum of the others', () => {
    const count = fc.nat(5_000_000);
    fc.assert(
      fc.property(count, count, count, count, fc.boolean(), (a, b, c, d, dryRun) => {
        const [read, ...others] = figures({ rows: rows(a, b, c, d), dryRun });
        expect(others).toHaveLength(4);
        expect(others.reduce((sum, each) => sum + each.count, 0)).toBe(read?.count);
      }),
    );
  });
});

describe('which column is which', () => {
  const choice = (field: string, heading: string, required = true) => ({ field, heading, required, hint: '' });
  const choices = [choice('idNumber', '身份证号码'), choice('name', '姓名', false), choice('asOf', '截止日期')];
  const issues = (columns: string[], constants = {}) => issueWords(issuesOf({ columns, constants }, { choices }));

  it('is right where every required field has one column or one value', () => {
    expect(issues(['idNumber', '', 'asOf'])).toEqual([]);
    expect(issues(['idNumber', 'name'], { asOf: '2026-10-31' })).toEqual([]);
  });

  it('names in words what is missing and what is there twice', () => {
    expect(issues(['name', 'name'])).toEqual([
      expect.stringContaining('“姓名”选了不止一列'),
      expect.stringContaining('还差“身份证号码”、“截止日期”'),
    ]);
    expect(issues(['idNumber'], { asOf: '' })).toEqual([expect.stringContaining('“截止日期”')]);
  });

  it('goes out by heading, without headless columns, and without a value for what a column gives', () => {
    const chosen = { columns: ['idNumber', '', ''], constants: { asOf: '2026-10-31', idNumber: 'x', name: '' } };
    expect(columnsSaid(chosen, ['证件号', '备注', ' '])).toEqual({
      columns: { 证件号: 'idNumber', 备注: null },
      constants: { asOf: '2026-10-31' },
    });
  });
});

describe('a file that need not be sent', () => {
  it.each([
    ['名册.xls', 1, '另存为'],
    ['名册.ET', 1, 'WPS'],
    ['名册', 1, '只收'],
    ['~$名册.xlsx', 1, '临时文件'],
    ['名册.xlsx', 0, '空的'],
    ['名册.csv', 2 ** 31 + 1, '超过 2 GB'],
  ])('%s of %i bytes', (name, size, said) => {
    expect(fileRefusal({ name, size })).toContain(said);
  });

  it.each(['名册.xlsx', '名册.CSV', '名.册.zip'])('%s may be', (name) => {
    expect(fileRefusal({ name, size: 2 ** 31 })).toBeUndefined();
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [4_190_000, '4,190,000'],
  ])('%i is said as %s', (count, said) => {
    expect(grouped(count)).toBe(said);
  });

  it.each([
    [0, '1 KB'],
    [1500, '1 KB'],
    [2 ** 20, '1.0 MB'],
    [2 ** 30 * 1.5, '1.5 GB'],
    [150 * 2 ** 20, '150 MB'],
  ])('%i bytes are %s', (bytes, said) => {
    expect(sizeText(bytes)).toBe(said);
  });

  it.each([
    [0, 100, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [0, 0, 100],
  ])('%i of %i are %i per cent', (done, total, said) => {
    expect(percent(done, total)).toBe(said);
  });

  it('are of Shanghai’s day and month, wherever the machine stands', () => {
    expect(timeText('2026-11-30T23:05:00+08:00')).toBe('11月30日 23:05');
    expect(timeText('2026-11-30T16:05:00Z')).toBe('12月1日 00:05');
    expect(monthOf(Date.parse('2026-11-30T16:00:00Z'))).toBe('2026-12');
    expect(monthOf(Date.parse('2026-11-30T15:59:59Z'))).toBe('2026-11');
  });
});
