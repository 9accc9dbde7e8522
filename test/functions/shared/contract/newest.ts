import { expect, test } from 'vitest';
import { type Newest, type NewestRow, SHARDS, shardOf } from '../../../../functions/shared/newest.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const makeNewestRow = (overrides: Partial<NewestRow> = {}): NewestRow => ({
  key: fresh(),
  digest: fresh(),
  upload: fresh('u-'),
  row: 17,
  seen: { upload: fresh('u-'), row: 18 },
  before: { digest: fresh(), upload: fresh('u-'), row: 4_190_000 },
  ...overrides,
});

async function everyRow(newest: Newest, scope: string): Promise<NewestRow[]> {
  const rows: NewestRow[] = [];
  const readShard = async (shard: number) => {
    for await (const page of newest.all(scope, shard)) rows.push(...page);
  };
  await Promise.all(Array.from({ length: SHARDS }, (_, shard) => readShard(shard)));
  return rows;
}

const byKey = (rows: readonly NewestRow[]) => new Map(rows.map((row) => [row.key, row]));

export const newestContract: Contract = (stores) => {
  test('what was never put is not there', async () => {
    const scope = fresh();
    expect(await stores().newest.get(scope, [fresh(), fresh()])).toEqual(new Map());
    expect(await everyRow(stores().newest, scope)).toEqual([]);
    await stores().newest.remove(scope, [fresh()]);
  });

  test('a row comes back as it was put, with all that may be missing or without', async () => {
    const { newest } = stores();
    const scope = fresh();
    const full = makeNewestRow({ left: true });
    const bare = { key: fresh(), digest: fresh(), upload: fresh('u-'), row: 1 };
    await newest.put(scope, [full, bare]);
    expect(await newest.get(scope, [full.key, bare.key, fresh()])).toEqual(byKey([full, bare]));
  });

  test('a newer row takes the place of the one before', async () => {
    const { newest } = stores();
    const scope = fresh();
    const first = makeNewestRow({ left: true });
    await newest.put(scope, [first]);
    const { left, before, ...again } = { ...first, digest: fresh(), row: 2 };
    await newest.put(scope, [again]);
    expect(await newest.get(scope, [first.key])).toEqual(byKey([again]));
  });

  test('a key that comes twice in one call is kept as it came last', async () => {
    const { newest } = stores();
    const scope = fresh();
    const first = makeNewestRow();
    const last = { ...first, row: 18 };
    await newest.put(scope, [first, last]);
    expect(await everyRow(newest, scope)).toEqual([last]);
  });

  test('a scope knows nothing of another, a dry run nothing of the real one', async () => {
    const { newest } = stores();
    const scope = fresh();
    const row = makeNewestRow();
    await newest.put(`dry#u-1#${scope}`, [row]);
    expect(await newest.get(scope, [row.key])).toEqual(new Map());
    expect(await newest.get(`dry#u-2#${scope}`, [row.key])).toEqual(new Map());
    expect(await newest.get(`dry#u-1#${scope}`, [row.key])).toEqual(byKey([row]));
  });

  test('what is removed is gone, the rest stays', async () => {
    const { newest } = stores();
    const scope = fresh();
    const rows = [makeNewestRow(), makeNewestRow(), makeNewestRow()];
    await newest.put(scope, rows);
    const [gone, ...stay] = rows;
    await newest.remove(scope, [gone?.key ?? '', fresh()]);
    expect(byKey(await everyRow(newest, scope))).toEqual(byKey(stay));
  });

  test('a chunk of 500 goes in and out at once, and every row lies in the shard of its key', async () => {
    const { newest } = stores();
    const scope = fresh();
    const rows = Array.from({ length: 500 }, () => makeNewestRow());
    await newest.put(scope, rows);
    const keys = rows.map(({ key }) => key);
    expect(await newest.get(scope, keys)).toEqual(byKey(rows));
    const used = new Set(keys.map(shardOf));
    expect(used.size).toBeGreaterThan(48);
    for (const shard of [0, 63]) {
      for await (const page of newest.all(scope, shard))
        expect(page.every(({ key }) => shardOf(key) === shard)).toBe(true);
    }
    expect(byKey(await everyRow(newest, scope))).toEqual(byKey(rows));
  });

  test.each([-1, 64, 0.5])('there is no shard %d', async (shard) => {
    const read = async () => {
      for await (const _ of stores().newest.all(fresh(), shard)) break;
    };
    await expect(read()).rejects.toThrow('no shard');
  });

  test('a key that is no hash is refused', async () => {
    await expect(stores().newest.put(fresh(), [makeNewestRow({ key: '' })])).rejects.toThrow();
  });
};
