import { expect, test } from 'vitest';
import { fresh, makeEntry } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const ledgerContract: Contract = (stores) => {
  test('an entry is stored and read back whole', async () => {
    const entry = makeEntry({ supersedes: 'YB-1' });
    expect(await stores().ledger.put([entry])).toEqual(['stored']);
    expect(await stores().ledger.get([entry.key, fresh()])).toEqual(new Map([[entry.key, entry]]));
  });

  test('the same key is a duplicate with the same digest and a conflict with another; what stands stays', async () => {
    const entry = makeEntry();
    await stores().ledger.put([entry]);
    const results = await stores().ledger.put([
      { ...entry, storedAt: entry.storedAt + 1 },
      makeEntry(),
      { ...entry, digest: fresh('other') },
    ]);
    expect(results).toEqual(['duplicate', 'stored', 'conflict']);
    expect((await stores().ledger.get([entry.key])).get(entry.key)).toEqual(entry);
  });

  test('a hundred entries are answered in their order', async () => {
    const entries = Array.from({ length: 100 }, () => makeEntry());
    await stores().ledger.put(entries.filter((_, i) => i % 3 === 0));
    const results = await stores().ledger.put(entries);
    expect(results).toEqual(entries.map((_, i) => (i % 3 === 0 ? 'duplicate' : 'stored')));
    expect((await stores().ledger.get(entries.map(({ key }) => key))).size).toBe(100);
  });

  test('a parked entry says since when and why, and keeps the rest', async () => {
    const entry = makeEntry();
    await stores().ledger.put([entry]);
    const parked = { at: entry.storedAt + 5, reason: 'unknown-division' };
    await stores().ledger.park(entry.key, parked);
    expect((await stores().ledger.get([entry.key])).get(entry.key)).toEqual({ ...entry, parked });
    expect(await stores().ledger.put([entry])).toEqual(['duplicate']);
  });

  test('parking what is not there leaves nothing there', async () => {
    const key = fresh();
    await stores().ledger.park(key, { at: 1, reason: 'x' });
    expect(await stores().ledger.get([key])).toEqual(new Map());
  });
};
