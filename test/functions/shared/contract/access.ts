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

  test('the endpoints of a department are read back with their secrets, replaced and removed, each by its area', async () => {
    const { access } = stores();
    const department = fresh('department-');
    const endpoint = {
      department,
      area: '621121',
      url: 'https://jz.example.gov.cn/hook',
      secrets: [{ secret: 'whsec_b25l' }, { secret: 'whsec_dHdv', until: 1 }],
      status: 'live' as const,
      changedAt: 1,
    };
    expect(await access.webhooks(department)).toEqual([]);
    await access.putWebhook(endpoint);
    await access.putWebhook({ ...endpoint, area: '62' });
    await access.putWebhook({ ...endpoint, status: 'disabled', why: '对方不再接收' });
    expect((await access.webhooks(department)).sort((a, b) => a.area.localeCompare(b.area))).toEqual([
      { ...endpoint, area: '62' },
      { ...endpoint, status: 'disabled', why: '对方不再接收' },
    ]);
    await access.removeWebhook({ department, area: '621121' });
    expect(await access.webhooks(department)).toEqual([{ ...endpoint, area: '62' }]);
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
