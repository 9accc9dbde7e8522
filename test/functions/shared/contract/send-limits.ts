import { expect, test } from 'vitest';
import { limitsOf, type SendLimit } from '../../../../domain/sms-limits.ts';
import { takeAll } from '../../../../functions/shared/send-limits.ts';
import { NOW } from '../../../factories.ts';
import { fresh } from './records.ts';
import type { Contract } from './stores-under-test.ts';

const FREE_AT = NOW + 60_000;
const counted = (most: number, overrides: Partial<Extract<SendLimit, { kind: 'count' }>> = {}) =>
  ({ kind: 'count', key: fresh(), window: '2026-11-05', units: 1, most, freeAt: FREE_AT, ...overrides }) as const;

export const sendLimitsContract: Contract = (stores) => {
  test('S5 limit 10, twenty at once: exactly ten, and the others hear when there is room', async () => {
    const { limits } = stores();
    const limit = counted(10);
    const taken = await Promise.all(Array.from({ length: 20 }, () => limits.take(limit, NOW)));
    expect(taken.filter((freeAt) => freeAt === undefined)).toHaveLength(10);
    expect(taken.filter((freeAt) => freeAt === FREE_AT)).toHaveLength(10);
  });

  test('S5 limit 1 and a text of two parts: never room, and the counter untouched', async () => {
    const { limits } = stores();
    const limit = counted(1);
    expect(await limits.take({ ...limit, units: 2 }, NOW)).toBe(Number.POSITIVE_INFINITY);
    expect(await limits.take(limit, NOW)).toBeUndefined();
  });

  test('two parts where one is left: none is taken', async () => {
    const { limits } = stores();
    const limit = counted(3);
    expect(await limits.take({ ...limit, units: 2 }, NOW)).toBeUndefined();
    expect(await limits.take({ ...limit, units: 2 }, NOW)).toBe(FREE_AT);
    expect(await limits.take(limit, NOW)).toBeUndefined();
    expect(await limits.take(limit, NOW)).toBe(FREE_AT);
  });

  test('S5 15:59:59Z and 16:00:00Z are two local days, each with its own count', async () => {
    const { limits } = stores();
    const message = { provider: fresh(), to: 'v1:x', template: 'granted', text: 't', parts: 1 };
    const takeAt = (instant: string) =>
      takeAll(limits, limitsOf(message, { perDay: 1 }, Date.parse(instant)), Date.parse(instant));
    expect(await takeAt('2026-11-05T15:59:59Z')).toBeUndefined();
    expect(await takeAt('2026-11-05T15:59:59.999Z')).toBe(Date.parse('2026-11-05T16:00:00Z'));
    expect(await takeAt('2026-11-05T16:00:00Z')).toBeUndefined();
    expect(await takeAt('2026-11-05T16:00:00Z')).toBe(Date.parse('2026-11-06T16:00:00Z'));
  });

  test('what was given back is room again, and nothing becomes more than the limit', async () => {
    const { limits } = stores();
    const limit = counted(1);
    await limits.giveBack(limit);
    await limits.take(limit, NOW);
    await limits.giveBack(limit);
    await limits.giveBack(limit);
    expect(await limits.take(limit, NOW)).toBeUndefined();
    expect(await limits.take(limit, NOW)).toBe(FREE_AT);
  });

  test.each([
    [29_999, 30_000],
    [30_000, undefined],
  ])('the same text to the same number %i ms later', async (later, expected) => {
    const { limits } = stores();
    const apart = { kind: 'apart', key: fresh(), ms: 30_000 } as const;
    expect(await limits.take(apart, NOW)).toBeUndefined();
    const freeAt = await limits.take(apart, NOW + later);
    expect(freeAt).toBe(expected === undefined ? undefined : NOW + expected);
  });

  test('S1 the same text twice at once: one', async () => {
    const { limits } = stores();
    const apart = { kind: 'apart', key: fresh(), ms: 30_000 } as const;
    const taken = await Promise.all([limits.take(apart, NOW), limits.take(apart, NOW)]);
    expect(taken.filter((freeAt) => freeAt === undefined)).toHaveLength(1);
  });

  test('several limits: where the last has no room the first are as they were', async () => {
    const { limits } = stores();
    const [first, full] = [counted(1), counted(1, { freeAt: FREE_AT + 1 })];
    await limits.take(full, NOW);
    expect(await takeAll(limits, [first, full], NOW)).toBe(FREE_AT + 1);
    expect(await limits.take(first, NOW)).toBeUndefined();
  });
};
