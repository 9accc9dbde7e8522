import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../domain/sheets/mapping.ts';
import { csv, expense, expenses } from './sheets.ts';
import { ImportWorld } from './world.ts';

const own = ['证件', '人', '代码', '单号', '哪天', '怎么看的', '花了', '报了', '自己出'];
const mapping: Mapping = {
  name: '本院的表',
  columns: {
    证件: 'person.idNumber',
    人: 'person.name',
    代码: 'person.residenceDivision',
    单号: 'settlementId',
    哪天: 'settledOn',
    怎么看的: 'visitType',
    花了: 'totalAmount',
    报了: 'fundPaid',
    自己出: 'personalBurden',
  },
};

describe('a sheet whose columns nobody knows', () => {
  it('is not read until its sender has said which is which, and shows nobody’s number or name', async () => {
    const world = new ImportWorld();
    const id = await world.sent(csv([['某县十月报销'], own, expense(1), expense(2)]));
    await world.drain();
    const asked = await world.upload(id);
    expect(asked).toMatchObject({ status: 'asking-columns', rows: { read: 0 }, busyUntil: 0 });
    expect(asked.readAt).toBe(undefined);
    expect(asked.columns).toMatchObject({ sheet: '', headings: own });
    expect(asked.columns?.examples).toHaveLength(2);
    expect(JSON.stringify(asked.columns)).not.toContain(expense(1)[0]);
    expect(JSON.stringify(asked.columns?.examples)).not.toContain('李桂兰');
    await world.act(id, { act: 'confirm-columns', mapping });
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { read: 2, accepted: 2 } });
  });

  it('holds up nobody: the next file of its kind is read meanwhile', async () => {
    const world = new ImportWorld();
    const asked = await world.sent(csv([own, expense(1)]));
    const next = await world.sent(expenses([expense(2)]));
    await world.work();
    expect((await world.upload(asked)).status).toBe('asking-columns');
    expect((await world.upload(next)).status).toBe('done');
  });

  it('is read at once where its department confirmed the same before', async () => {
    const world = new ImportWorld();
    world.mappings = async () => [mapping];
    const id = await world.sent(csv([own, expense(1)]));
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { accepted: 1 } });
  });
});

describe('a file that is no list', () => {
  it.each([
    ['of nothing but a byte order mark', '\ufeff', '一行内容也没有'],
    ['of nothing', ' \r\n', '一行内容也没有'],
    ['without headings', csv([expense(1), expense(2)]), '没有找到表头'],
  ])('%s ends with a sentence, and no row is taken', async (_, text, why) => {
    const world = new ImportWorld();
    const id = await world.sent(text);
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'failed', why: expect.stringContaining(why) });
    expect(world.stored.size).toBe(0);
  });

  it('with another digest than its sender named is not read', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses([expense(1)]), { sha256: '00'.repeat(32) });
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'failed', why: expect.stringContaining('重新上传') });
  });

  it('of headings alone is done, with nothing read', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses([]));
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { read: 0 } });
  });
});

describe('rows as spreadsheets leave them', () => {
  it.each([
    ['a byte order mark before the headings', `\ufeff${expenses([expense(1)])}`, { accepted: 1 }],
    ['a title above the headings', `某县医保局十月清单\r\n${expenses([expense(1)])}`, { accepted: 1 }],
    ['a number that Excel made short', expenses([expense(1, { 身份证号码: '6.20122E+17' })]), { rejected: 1 }],
    ['an old number of fifteen digits', expenses([expense(1, { 身份证号码: '620122680305123' })]), { accepted: 1 }],
    ['an abolished county in a number', expenses([expense(1, { 身份证号码: '620704196803051239' })]), { accepted: 1 }],
    ['a day that does not exist', expenses([expense(1, { 结算日期: '2026-02-30' })]), { rejected: 1 }],
    ['a day in the future', expenses([expense(1, { 结算日期: '2026-11-06' })]), { rejected: 1 }],
  ])('%s', async (_, text, rows) => {
    const world = new ImportWorld();
    const id = await world.sent(text);
    await world.work();
    const upload = await world.upload(id);
    expect(upload.rows).toEqual({ read: 1, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0, ...rows });
    for (const { line, column, message } of upload.errors) {
      expect(line).toBe(2);
      expect(column).not.toBe('');
      expect(message).toMatch(/\p{Script=Han}/u);
    }
  });
});
