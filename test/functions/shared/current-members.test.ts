import { expect, test } from 'vitest';
import { currentMembers } from '../../../functions/shared/current-members.ts';
import type { Membership } from '../../../functions/shared/people.ts';

const stay = (person: string, from: string, rest: Partial<Membership> = {}): Membership => ({
  household: 'h-1',
  person,
  relation: 'child',
  from,
  ...rest,
});

test('whoever left is not in the household', () => {
  expect(currentMembers([stay('p-1', '2020-01-01', { until: '2026-01-01' })])).toEqual([]);
});

test('whoever came back is in it once, as since then', () => {
  const back = stay('p-1', '2026-07-01', { relation: 'spouse' });
  const members = [back, stay('p-1', '2020-01-01', { until: '2023-01-01' }), stay('p-0', '2020-01-01')];
  expect(currentMembers(members)).toEqual([stay('p-0', '2020-01-01'), back]);
});

test('somebody with two stays that both run is counted once', () => {
  const [old, now] = [stay('p-1', '2020-01-01'), stay('p-1', '2021-01-01')];
  expect(currentMembers([now, old])).toEqual([now]);
  expect(currentMembers([old, now])).toEqual([now]);
});
