import { expect, test } from 'vitest';
import type { Office } from '../../../../domain/office.ts';
import type { OfficeChange } from '../../../../functions/shared/offices.ts';
import { NOW } from '../../../factories.ts';
import { freshTownship } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const officesContract: Contract = (stores) => {
  const makeChange = (overrides: Partial<OfficeChange> = {}): OfficeChange => {
    const division = freshTownship();
    const office: Office = {
      id: `township-${division}`,
      role: 'township',
      division,
      name: '马营镇民政办',
      landline: '0932-5550123',
      contacts: [
        {
          name: '马村医',
          phone: '+8619900001007',
          role: 'village',
          villages: ['马营村'],
          until: '2026-12-31',
          delegate: { name: '赵小军', phone: '+8619900001006', from: '2026-11-10', until: '2026-11-12' },
        },
      ],
      villages: ['马营村'],
      villageCodes: { 马营村: `${division}202` },
    };
    return { id: office.id, version: 1, office, at: NOW, by: 'staff-1', ...overrides };
  };

  test('an office is changed once, and only the next version replaces it', async () => {
    const { offices } = stores();
    const change = makeChange();
    expect(await offices.get(change.id)).toBeUndefined();
    expect(await offices.put({ ...change, version: 2 })).toBe(false);
    expect(await offices.put(change)).toBe(true);
    expect(await offices.put({ ...change, by: 'staff-2' })).toBe(false);
    expect(await offices.get(change.id)).toEqual(change);
    const taken: OfficeChange = { id: change.id, version: 2, at: NOW + 1, by: 'staff-2' };
    expect(await offices.put(taken)).toBe(true);
    expect(await offices.get(change.id)).toEqual(taken);
  });

  test('of two at once one is kept', async () => {
    const { offices } = stores();
    const change = makeChange();
    const results = await Promise.all(['一', '二'].map((by) => offices.put({ ...change, by })));
    expect(results.sort()).toEqual([false, true]);
  });

  test('all are listed, and the mark is another one after each change and the same without', async () => {
    const { offices } = stores();
    const change = makeChange();
    await offices.put(change);
    const before = await offices.mark();
    expect(before).toBeTypeOf('string');
    expect(await offices.mark()).toBe(before);
    expect(await offices.put(change)).toBe(false);
    expect(await offices.mark()).toBe(before);
    const next = makeChange();
    await offices.put(next);
    expect(await offices.mark()).not.toBe(before);
    const ours = (await offices.all()).filter(({ id }) => [change.id, next.id].includes(id));
    expect(ours.sort((a, b) => a.id.localeCompare(b.id))).toEqual(
      [change, next].sort((a, b) => a.id.localeCompare(b.id)),
    );
  });
};
