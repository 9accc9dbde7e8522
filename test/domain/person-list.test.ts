import { describe, expect, it } from 'vitest';
import { listEvents } from '../../domain/list-event.ts';
import { listPeriodOf, parseListPeriod, readyPeriod } from '../../domain/list-period.ts';
import { listedAt } from '../../domain/person-list.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import { compileProvince } from '../../lib/province.ts';
import { signal } from './signals.ts';

describe('the period of a list', () => {
  it.each([
    ['week', '2026-W47', '2026-11-16', '2026-11-22'],
    ['week', '2026-W01', '2025-12-29', '2026-01-04'],
    ['week', '2026-W53', '2026-12-28', '2027-01-03'],
    ['month', '2026-02', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
  ] as const)('%s %s is from %s to %s', (every, name, from, to) => {
    expect(parseListPeriod(every, name)).toEqual({ name, from, to });
    expect(listPeriodOf(every, from).name).toBe(name);
    expect(listPeriodOf(every, to).name).toBe(name);
  });

  it.each([
    ['week', '2025-W53'],
    ['week', '2026-W00'],
    ['week', '2026-11'],
    ['month', '2026-13'],
    ['month', '2026-Q4'],
    ['quarter', '2026-Q5'],
    ['quarter', '2026'],
  ] as const)('%s %s is none', (every, name) => {
    expect(parseListPeriod(every, name)).toBeUndefined();
  });

  it.each([
    ['month', 5, '2026-11-04', '2026-09', '2026-10-05'],
    ['month', 5, '2026-11-05', '2026-10', '2026-11-05'],
    ['month', 5, '2026-12-04', '2026-10', '2026-11-05'],
    ['week', 1, '2026-11-23', '2026-W47', '2026-11-23'],
    ['week', 2, '2026-11-23', '2026-W46', '2026-11-17'],
    ['quarter', 10, '2027-01-10', '2026-Q4', '2027-01-10'],
  ] as const)(
    'every %s, day %i: on %s that of %s is the newest, ready since %s',
    (every, day, today, name, readyOn) => {
      expect(readyPeriod({ every, day }, today)).toMatchObject({ name, readyOn });
    },
  );

  it('is told of on its day and for two days after, under one id', () => {
    const { province } = compileProvince('gansu');
    const hash = (...parts: readonly string[]) => parts.join();
    const on = (day: string) => listEvents(hash, province, startOf(day));
    expect(on('2026-11-04')).toEqual([]);
    expect(on('2026-11-05').map(({ list }) => list)).toEqual([
      { name: 'rural-revitalization', period: '2026-10' },
      { name: 'human-resources', period: '2026-10' },
    ]);
    expect(on('2026-11-07').map(({ id }) => id)).toEqual(on('2026-11-05').map(({ id }) => id));
    expect(on('2026-11-08')).toEqual([]);
  });
});

describe('who stands on a list', () => {
  const END = '2026-10-31';
  const roster = (categories: { key: string; from: string; until?: string }[], time = startOf('2026-01-05')) =>
    signal('roster', { on: '2026-01-05', categories }, { person: 'p-1', time });
  const at = (...signals: Parameters<typeof listedAt>[0]) => listedAt(signals, ['dibao', 'ill'], END);

  it('one in its categories at the period’s end, since the first of them', () => {
    const both = roster([
      { key: 'ill', from: '2026-03-01' },
      { key: 'dibao', from: '2026-02-01' },
    ]);
    expect(at(both)).toEqual({ categories: ['dibao', 'ill'], since: '2026-02-01' });
  });

  it.each([
    ['another category', [{ key: 'tekun', from: '2026-01-01' }]],
    ['one that ended', [{ key: 'dibao', from: '2026-01-01', until: '2026-10-30' }]],
    ['one that begins later', [{ key: 'dibao', from: '2026-11-01' }]],
  ])('not one with %s', (_, categories) => {
    expect(at(roster(categories))).toBeUndefined();
  });

  it('the last day counts', () => {
    expect(at(roster([{ key: 'dibao', from: END, until: END }]))).toBeDefined();
  });

  it('what a roster said after the period is not looked at', () => {
    const before = roster([{ key: 'dibao', from: '2026-01-01' }]);
    const later = roster([{ key: 'tekun', from: '2026-01-01' }], startOf('2026-11-02'));
    expect(at(before, later)).toBeDefined();
    expect(at(roster([{ key: 'dibao', from: '2026-01-01' }], startOf('2026-11-01')))).toBeUndefined();
  });

  it('not one who died', () => {
    const died = signal('death', { on: '2026-10-31' }, { person: 'p-1', time: startOf('2026-10-31') });
    expect(at(roster([{ key: 'dibao', from: '2026-01-01' }]), died)).toBeUndefined();
  });
});
