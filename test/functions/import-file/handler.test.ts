import { describe, expect, it } from 'vitest';
import { correctedKey } from '../../../domain/upload-parts.ts';
import { changes, expense, expenses, listed, roster } from './sheets.ts';
import { ImportWorld } from './world.ts';

const civil = { department: 'civil-affairs', type: 'roster', mode: 'full' } as const;

describe('a file of settlements', () => {
  it('becomes events of its department, each under an id of file and row', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    expect(await world.upload(id)).toMatchObject({
      status: 'done',
      open: false,
      busyUntil: 0,
      corrected: false,
      rows: { read: 2, accepted: 2, unchanged: 0, duplicate: 0, rejected: 0 },
    });
    expect(
      world.events().map(({ id, source, name, department, area }) => [id, source, name, department, area]),
    ).toEqual([
      ['u-1-1', '//file/medical-insurance/621122000', 'medical-expense', 'medical-insurance', '621122000'],
      ['u-1-2', '//file/medical-insurance/621122000', 'medical-expense', 'medical-insurance', '621122000'],
    ]);
    expect(world.manifests.flatMap(({ events }) => events)).toEqual([...world.stored.keys()]);
  });

  it('sent twice changes nothing the second time', async () => {
    const world = new ImportWorld();
    await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    const again = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    expect((await world.upload(again)).rows).toMatchObject({ read: 2, accepted: 0, unchanged: 2 });
    expect(world.stored.size).toBe(2);
  });

  it('tells rows that stand in it twice from rows that contradict each other', async () => {
    const world = new ImportWorld();
    const rows = [expense(1), expense(1), expense(1, { 个人负担: '9' }), expense(2)];
    const id = await world.sent(expenses(rows));
    await world.work();
    const { rows: counted, errors } = await world.upload(id);
    expect(counted).toEqual({ read: 4, accepted: 2, unchanged: 0, duplicate: 1, rejected: 1 });
    expect(errors).toEqual([
      { sheet: '', line: 4, column: '', value: '', message: '和第2行说的是同一件事,内容却不一样;请只留对的那一行' },
    ]);
  });

  it('keeps to the rights of its department', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses([expense(1, { 居住地代码: '621121101' }), expense(2)]));
    await world.work();
    const { rows, errors, corrected } = await world.upload(id);
    expect(rows).toMatchObject({ accepted: 1, rejected: 1 });
    expect(errors[0]?.message).toContain('不在贵单位的报送区域');
    expect(corrected).toBe(true);
  });

  it('comes back with its errors named, and is sent again as it is', async () => {
    const world = new ImportWorld();
    const bad = expense(2, { 身份证号码: '62112219680305001' });
    const id = await world.sent(expenses([expense(1), bad, expense(3)]));
    await world.work();
    const corrected = (await world.object(correctedKey({ id }))) ?? '';
    const lines = corrected.replace('\ufeff', '').trim().split('\r\n');
    expect(lines.map((line) => line.split(',')[0] !== '')).toEqual([true, false, true, false]);
    expect(lines[0]).toMatch(/^错误原因,身份证号码,/);
    const again = await world.sent(corrected);
    await world.work();
    expect((await world.upload(again)).rows).toMatchObject({ read: 3, accepted: 0, unchanged: 2, rejected: 1 });
    expect(await world.object(correctedKey({ id: again }))).toBe(corrected);
    const mended = await world.sent(corrected.replace('62112219680305001\t', `${expense(2)[0]}\t`));
    await world.work();
    expect((await world.upload(mended)).rows).toMatchObject({ read: 3, accepted: 1, unchanged: 2, rejected: 0 });
  });

  it('replaces what an earlier file said of the same settlement, by name', async () => {
    const world = new ImportWorld();
    await world.sent(expenses([expense(1)]));
    await world.sent(expenses([expense(1, { 个人负担: '1' })]));
    await world.work();
    expect(world.events()).toHaveLength(1);
  });

  it('is read through in a trial, and nothing is stored', async () => {
    const world = new ImportWorld();
    const rows = [expense(1), expense(1), expense(2, { 结算日期: '2026-13-01' })];
    const id = await world.sent(expenses(rows), { dryRun: true });
    await world.work();
    expect(await world.upload(id)).toMatchObject({
      status: 'done',
      corrected: true,
      rows: { read: 3, accepted: 1, duplicate: 1, rejected: 1 },
    });
    expect(world.stored.size + world.manifests.length).toBe(0);
    expect(await world.remembered()).toEqual([]);
  });
});

describe('a full roster', () => {
  it('ends who is no longer on it, and takes up who comes back', async () => {
    const world = new ImportWorld();
    await world.sent(roster([listed(1), listed(2), listed(3)]), civil);
    const second = await world.sent(roster([listed(1), listed(3)]), civil);
    await world.work();
    expect(await world.upload(second)).toMatchObject({ status: 'done', left: 1, rows: { unchanged: 2 } });
    const ended = [...world.stored.values()].at(-1);
    expect(ended).toMatchObject({ name: 'roster', data: { categories: [{ key: 'dibao', until: '2026-11-05' }] } });
    const third = await world.sent(roster([listed(1), listed(2), listed(3)]), civil);
    await world.work();
    expect(await world.upload(third)).toMatchObject({ left: 0, rows: { accepted: 1, unchanged: 2 } });
    const fourth = await world.sent(roster([listed(1), listed(3)]), civil);
    await world.work();
    expect(await world.upload(fourth)).toMatchObject({ left: 1 });
  });

  it('with rows that were rejected ends nobody', async () => {
    const world = new ImportWorld();
    await world.sent(roster([listed(1), listed(2)]), civil);
    const second = await world.sent(roster([listed(1, { 身份证号码: '1' })]), civil);
    await world.work();
    expect(await world.upload(second)).toMatchObject({ left: 0, why: '有1行没收下,暂不处理退出的人,改好重发后再算' });
    expect(world.stored.size).toBe(2);
  });

  it('asks first where many would leave, and the next file waits for the answer', async () => {
    const world = new ImportWorld();
    const everybody = Array.from({ length: 30 }, (_, n) => listed(n));
    await world.sent(roster(everybody), civil);
    const second = await world.sent(roster(everybody.slice(0, 9)), civil);
    const third = await world.sent(roster(everybody), civil);
    for (let round = 0; round < 5; round++) await world.drain();
    expect(await world.upload(second)).toMatchObject({ status: 'asking-leaving', leaving: 21, left: 0 });
    expect(await world.upload(third)).toMatchObject({ status: 'waiting' });
    expect(world.stored.size).toBe(30);
    await world.act(second, { act: 'confirm-leaving', leaving: 21 });
    await world.drain();
    expect(await world.upload(second)).toMatchObject({ status: 'done', left: 21 });
    expect(await world.upload(third)).toMatchObject({ status: 'done', rows: { accepted: 21, unchanged: 9 } });
  });

  it('of twenty who leave asks nobody', async () => {
    const world = new ImportWorld();
    await world.sent(roster(Array.from({ length: 21 }, (_, n) => listed(n))), civil);
    const second = await world.sent(roster([listed(0)]), civil);
    await world.work();
    expect(await world.upload(second)).toMatchObject({ status: 'done', left: 20 });
  });

  it('without a single row ends nobody', async () => {
    const world = new ImportWorld();
    await world.sent(roster([listed(1)]), civil);
    const second = await world.sent(roster([]), civil);
    await world.work();
    expect(await world.upload(second)).toMatchObject({ status: 'done', left: 0, rows: { read: 0 } });
    expect(world.events()).toHaveLength(1);
  });
});

describe('changes to a roster', () => {
  it('end who left, with what was last said of them', async () => {
    const world = new ImportWorld();
    await world.sent(roster([listed(1), listed(2)]), civil);
    const id = await world.sent(
      changes([
        [...listed(1, { 类别: '', 类别起始日期: '' }), '退出'],
        [...listed(3), '新增'],
        [...listed(4), '退出'],
      ]),
      { ...civil, mode: 'changes' },
    );
    await world.work();
    expect(await world.upload(id)).toMatchObject({ left: 0, rows: { accepted: 2, rejected: 1 } });
    expect(world.events().find(({ id }) => id === 'u-2-1')?.data).toMatchObject({
      categories: [{ key: 'dibao', from: '2025-01-01', until: '2026-11-05' }],
    });
  });
});

describe('changes to a roster without a column of changes', () => {
  it('are refused with a sentence, before any row is taken', async () => {
    const world = new ImportWorld();
    const id = await world.sent(roster([listed(1)]), { ...civil, mode: 'changes' });
    await world.work();
    expect(await world.upload(id)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('增减名单要有“变动”一列'),
      rows: { read: 0 },
    });
    expect(world.events()).toEqual([]);
  });
});

describe('a file that is withdrawn', () => {
  it('is taken back as a whole, and counts anew when it is sent again', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    await world.act(id, { act: 'withdraw' });
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'withdrawn', open: false, withdrawn: 2 });
    expect(world.events()).toEqual([]);
    expect(await world.remembered()).toEqual([]);
    const again = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    expect((await world.upload(again)).rows).toMatchObject({ accepted: 2 });
    expect(world.events()).toHaveLength(2);
  });

  it('leaves what stood before it, also what it had corrected', async () => {
    const world = new ImportWorld();
    const first = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    const second = await world.sent(expenses([expense(1, { 个人负担: '7' }), expense(2)]));
    await world.work();
    await world.act(second, { act: 'withdraw' });
    await world.work();
    const standing = world.events().map(({ id, data }) => [id, data]);
    expect(standing).toMatchObject([
      ['u-1-2', {}],
      ['u-2-1-restored', { personalBurden: '2100.50' }],
    ]);
    const third = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    expect((await world.upload(third)).rows).toMatchObject({ unchanged: 2 });
    await world.act(third, { act: 'withdraw' });
    await world.work();
    await world.act(first, { act: 'withdraw' });
    await world.work();
    expect(world.events()).toEqual([]);
    expect(await world.remembered()).toEqual([]);
  });

  it('is taken back behind a later one that is being taken back', async () => {
    const world = new ImportWorld();
    const first = await world.sent(expenses([expense(1)]));
    const second = await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    await world.act(second, { act: 'withdraw' });
    await world.act(first, { act: 'withdraw' });
    world.messages.reverse();
    await world.work();
    for (const id of [first, second]) expect(await world.upload(id)).toMatchObject({ status: 'withdrawn' });
    expect(world.events()).toEqual([]);
    expect(await world.remembered()).toEqual([]);
  });

  it('is refused where a later one was read on top of it', async () => {
    const world = new ImportWorld();
    const first = await world.sent(expenses([expense(1)]));
    await world.sent(expenses([expense(1), expense(2)]));
    await world.work();
    await world.act(first, { act: 'withdraw' });
    await world.work();
    expect(await world.upload(first)).toMatchObject({
      status: 'done',
      why: expect.stringContaining('请先撤回后面报的'),
    });
    expect(world.events()).toHaveLength(2);
  });

  it('puts those back on the list whom it had ended', async () => {
    const world = new ImportWorld();
    await world.sent(roster([listed(1), listed(2)]), civil);
    await world.work();
    const before = await world.remembered();
    const second = await world.sent(roster([listed(1)]), civil);
    await world.work();
    await world.act(second, { act: 'withdraw' });
    await world.work();
    expect(world.events().map(({ id }) => id)).toEqual(['u-1-1', 'u-1-2']);
    expect((await world.remembered()).map(({ seen, ...row }) => row)).toEqual(before);
  });
});
