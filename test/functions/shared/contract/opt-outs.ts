import { expect, test } from 'vitest';
import { NOW } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

export const optOutsContract: Contract = (stores) => {
  test('a number that never said anything has declined nothing', async () => {
    expect(await stores().optOuts.of(fresh('v1:'))).toBeUndefined();
  });

  test('the newest word counts, in whatever order they came', async () => {
    const { optOuts } = stores();
    const phone = fresh('v1:');
    expect(await optOuts.put(phone, { out: true, at: NOW, by: 'reply' })).toBe(true);
    expect(await optOuts.put(phone, { out: false, at: NOW + 2, by: 's-hotline' })).toBe(true);
    expect(await optOuts.put(phone, { out: true, at: NOW + 1, by: 'reply' })).toBe(false);
    expect(await optOuts.of(phone)).toEqual({ out: false, at: NOW + 2, by: 's-hotline' });
  });

  test('the same reply again changes nothing', async () => {
    const { optOuts } = stores();
    const phone = fresh('v1:');
    await optOuts.put(phone, { out: true, at: NOW, by: 'reply' });
    expect(await optOuts.put(phone, { out: true, at: NOW, by: 'reply' })).toBe(false);
    expect(await optOuts.of(phone)).toEqual({ out: true, at: NOW, by: 'reply' });
  });
};
