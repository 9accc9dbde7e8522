import { describe, expect, it } from 'vitest';
import { importFile, lookAfterUploads } from '../../../functions/import-file/handler.ts';
import { NOW } from '../../factories.ts';
import { captured } from '../shared/captured.ts';
import { expense, expenses } from './sheets.ts';
import { ImportWorld } from './world.ts';

const DAY = 86_400_000;
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => expense(from + i));

describe('a worker', () => {
  it('leaves a file alone that another one is at, and takes it once that one’s time is over', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses(rows(1, 9)));
    world.kills = [world.calls + 15];
    await captured(() => world.drain());
    const cut = await world.upload(id);
    expect(cut).toMatchObject({ status: 'reading', tries: expect.any(Number) });
    expect(cut.rows.read).toBeLessThan(9);
    await importFile(world.ports)({ id });
    expect(await world.upload(id)).toEqual(cut);
    world.now = cut.busyUntil;
    await importFile(world.ports)({ id });
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { read: 9, accepted: 9 } });
  });

  it('lets go after a slice and is called again', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses(rows(1, 60)));
    world.tick = 9000;
    world.messages.length = 0;
    await importFile(world.ports)({ id });
    const first = await world.upload(id);
    expect(first).toMatchObject({ status: 'reading', busyUntil: 0, tries: 0 });
    expect(first.rows.read).toBeGreaterThan(0);
    expect(world.messages).toEqual([{ id }]);
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { accepted: 60 } });
  });

  it('gives a file up that no try gets any further with, and says so', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses(rows(1, 3)));
    world.ports.readRows = () => {
      throw new Error('broken');
    };
    const log = await captured(() => world.work());
    expect(await world.upload(id)).toMatchObject({
      status: 'failed',
      open: false,
      why: expect.stringContaining('再发一次'),
    });
    expect(log).not.toContain('十月大额费用');
    for (const cell of expense(1)) if (cell.length > 5) expect(log).not.toContain(cell);
  });

  it('calls the next one of the lane at once when it gives a file up', async () => {
    const world = new ImportWorld();
    const first = await world.sent(expenses(rows(1, 3)));
    const second = await world.sent(expenses(rows(4, 6)));
    await world.uploads.put({ ...(await world.upload(first)), version: 2, status: 'reading', readAt: NOW, tries: 12 });
    world.messages.length = 0;
    await captured(() => importFile(world.ports)({ id: first }));
    expect(await world.upload(first)).toMatchObject({ status: 'failed' });
    expect(world.messages).toEqual([{ id: second }]);
  });

  it('goes on where the ledger was busy for long', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses(rows(1, 9)));
    const put = world.ports.ledger.put;
    let away = true;
    world.ports.ledger = {
      ...world.ports.ledger,
      put: async (entries) => (away ? entries.map(() => 'failed') : put(entries)),
    };
    await captured(() => world.drain());
    expect(await world.upload(id)).toMatchObject({ status: 'reading', busyUntil: 0, rows: { read: 0 } });
    away = false;
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { accepted: 9 } });
  });

  it('names in a manifest of its instant what it stores after the ledger was busy for a moment, since reconciling counts by that', async () => {
    const world = new ImportWorld();
    const id = await world.sent(expenses(rows(1, 9)));
    const put = world.ports.ledger.put;
    let busy = true;
    world.ports.ledger = {
      ...world.ports.ledger,
      put: async (entries) => {
        const taken = busy ? 1 : entries.length;
        busy = false;
        const results = await put(entries.slice(0, taken));
        return [...results, ...entries.slice(taken).map(() => 'failed' as const)];
      },
    };
    await world.work();
    expect(await world.upload(id)).toMatchObject({ status: 'done', rows: { accepted: 9 } });
    const at = new Set(world.manifests.flatMap((manifest) => manifest.events.map((key) => `${key} ${manifest.at}`)));
    expect([...world.stored.values()].filter(({ key, storedAt }) => !at.has(`${key} ${storedAt}`))).toEqual([]);
  });

  it('is told nothing new by a message of a file that is gone or done', async () => {
    const world = new ImportWorld();
    expect(await importFile(world.ports)({ id: 'nobody' })).toBe('done');
    const id = await world.sent(expenses(rows(1, 1)));
    await world.work();
    const done = await world.upload(id);
    await importFile(world.ports)({ id });
    expect(await world.upload(id)).toEqual(done);
  });
});

describe('the schedule', () => {
  it('calls for files that nobody is at, and gives up what was never sent', async () => {
    const world = new ImportWorld();
    const waiting = await world.sent(expenses(rows(1, 1)));
    const announced = await world.sent(expenses(rows(2, 2)), { id: 'u-never' });
    await world.uploads.put({ ...(await world.upload(announced)), version: 2, status: 'receiving' });
    world.messages.length = 0;
    const { createdAt } = await world.upload(announced);
    world.now = createdAt + 7 * DAY - 1;
    expect(await lookAfterUploads(world.ports)()).toEqual({ called: 1, lapsed: 0 });
    expect(world.messages).toEqual([{ id: waiting }]);
    world.now = createdAt + 7 * DAY;
    expect(await lookAfterUploads(world.ports)()).toMatchObject({ lapsed: 1 });
    expect(await world.upload(announced)).toMatchObject({ status: 'lapsed', open: false });
    expect(await world.stores.objects.sizes('incoming/u-never/')).toEqual(new Map());
  });
});
