import { expect, test } from 'vitest';
import { makeDepartmentKey } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const accessContract: Contract = (stores) => {
  test('a department key is read back, replaced and listed', async () => {
    const { access } = stores();
    const key = makeDepartmentKey({ keyid: fresh('key-') });
    await access.putKey(key);
    expect(await access.key(key.keyid)).toEqual(key);
    await access.putKey({ ...key, status: 'revoked' });
    expect(await access.key(key.keyid)).toEqual({ ...key, status: 'revoked' });
    expect((await access.keys()).filter(({ keyid }) => keyid === key.keyid)).toEqual([{ ...key, status: 'revoked' }]);
    expect(await access.key(fresh('key-'))).toBeUndefined();
  });

  test('the hub is held until it is released', async () => {
    const { access } = stores();
    expect(await access.held()).toBe(false);
    await access.setHeld(true);
    expect(await access.held()).toBe(true);
    await access.setHeld(false);
    expect(await access.held()).toBe(false);
  });

  test('of two data keys made at once the first stands for both', async () => {
    const { access } = stores();
    const name = fresh('ledger#');
    expect(await access.dataKey(name)).toBeUndefined();
    const made = [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5, 6])];
    const standing = await Promise.all(made.map((wrapped) => access.putDataKey(name, wrapped)));
    expect(Buffer.from(standing[0] ?? [])).toEqual(Buffer.from(standing[1] ?? []));
    expect(made.map((wrapped) => [...wrapped])).toContainEqual([...(standing[0] ?? [])]);
    expect([...((await access.dataKey(name)) ?? [])]).toEqual([...(standing[0] ?? [])]);
  });

  test('a profile is archived by its version and never changed', async () => {
    const { access } = stores();
    const version = fresh();
    expect(await access.profile(version)).toBeUndefined();
    await access.archiveProfile(version, '{"name":"甘肃"}');
    await access.archiveProfile(version, '{}');
    expect(await access.profile(version)).toBe('{"name":"甘肃"}');
  });
};
