import { describe, expect, it } from 'vitest';
import { startOf } from '../../domain/shanghai-day.ts';
import { doorState, hourOf, newDoor, placeOf, triesLeft } from '../../domain/statement-door.ts';

describe('a door', () => {
  const door = newDoor(startOf('2026-11-05') + 36_000_000);
  const end = startOf('2027-05-05');

  it.each([
    ['just hung', 0, end - 1, 'open'],
    ['after four wrong tries', 4, end - 1, 'open'],
    ['after five', 5, end - 1, 'locked'],
    ['after six that came at once', 6, end - 1, 'locked'],
    ['in its last millisecond', 0, end - 1, 'open'],
    ['at the instant it expires', 0, end, 'expired'],
    ['locked and expired', 5, end, 'expired'],
  ] as const)('%s', (_, tries, now, state) => {
    expect(doorState({ ...door, tries }, now)).toBe(state);
  });

  it('that is gone has expired', () => expect(doorState(undefined, 0)).toBe('expired'));

  it('of the last day of August is open until the last of February begins', () => {
    expect(newDoor(startOf('2026-08-31')).expiresAt).toBe(startOf('2027-02-28'));
  });

  it('tells how many tries are left, never less than none', () => {
    expect([0, 4, 5, 7].map(triesLeft)).toEqual([5, 1, 0, 0]);
  });
});

describe('a place', () => {
  it.each([
    ['192.0.2.17', '192.0.2.17'],
    ['::ffff:192.0.2.17', '192.0.2.17'],
    ['2001:0DB8:00a0:0001:1:2:3:4', '2001:db8:a0:1'],
    ['2001:db8:a0:1::9', '2001:db8:a0:1'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is %s', (address, place) => expect(placeOf(address)).toBe(place));

  it('is counted by the hour', () => {
    expect(hourOf(3_599_999)).toEqual({ nth: 0, until: 3_600_000 });
    expect(hourOf(3_600_000)).toEqual({ nth: 1, until: 7_200_000 });
  });
});
