import { describe, expect, it } from 'vitest';
import type { Notice } from '../../domain/notice.ts';
import { nextMorning, waitsFor } from '../../domain/sending-time.ts';
import { compileProvince } from '../../lib/province.ts';

const { province: gansu } = compileProvince('gansu');
const at = (text: string) => Date.parse(`${text}+08:00`);
const office: Notice['audience'] = { to: 'office', office: 'county-621121', role: 'county' };
const person: Notice['audience'] = { to: 'person', person: 'p-1' };
const urge = (level?: string) => ({
  kind: 'urge' as const,
  audience: office,
  ...(level && { about: { deadline: 'visit' as const, dueAt: 0, level } }),
});
const granted = { kind: 'granted' as const, audience: person };
const statement = { kind: 'statement' as const, audience: person };
const raised = { kind: 'warning-raised' as const, audience: office };

const rules = (holidays: Partial<typeof gansu.profile.notices.holidays> = {}) => {
  const { notices } = gansu.profile;
  return {
    calendar: gansu.calendar,
    profile: { ...gansu.profile, notices: { ...notices, holidays: { ...notices.holidays, ...holidays } } },
  };
};

describe('S7 the night', () => {
  it.each([
    ['2026-11-05T20:59:59.999', undefined],
    ['2026-11-05T21:00:00', '2026-11-06'],
    ['2026-11-05T22:30:00', '2026-11-06'],
    ['2026-11-05T23:59:59.999', '2026-11-06'],
    ['2026-11-06T00:00:00', '2026-11-06'],
    ['2026-11-06T07:59:59.999', '2026-11-06'],
    ['2026-11-06T08:00:00', undefined],
  ])('at %s a recipient is told at the earliest on %s', (now, day) => {
    expect(waitsFor(granted, at(now), gansu)).toBe(day);
  });

  it.each(['2026-11-05T22:30:00', '2026-11-06T07:59:59.999', '2026-11-07T03:00:00', '2026-10-01T23:00:00'])(
    'a red warning reaches its office at once, at %s',
    (now) => {
      expect(waitsFor(raised, at(now), gansu)).toBeUndefined();
    },
  );

  it('the same news to its recipient waits', () => {
    expect(waitsFor({ kind: 'warning-raised', audience: person }, at('2026-11-05T22:30:00'), gansu)).toBe('2026-11-06');
  });

  it.each([
    ['21:00-08:00', '2026-11-05T22:30:00', '2026-11-06'],
    ['21:00-08:00', '2026-11-06T07:59:00', '2026-11-06'],
    ['00:00-07:30', '2026-11-06T00:00:00', '2026-11-06'],
    ['22:00-00:00', '2026-11-05T23:00:00', '2026-11-06'],
  ])('quiet %s: what is held at %s goes out on %s', (quiet, now, day) => {
    expect(nextMorning(at(now), quiet)).toBe(day);
  });
});

describe('free days', () => {
  it.each([
    ['Friday evening', urge('yellow'), '2026-11-06T20:59:59', undefined],
    ['Friday night', urge('yellow'), '2026-11-06T21:00:00', '2026-11-09'],
    ['Saturday', urge('yellow'), '2026-11-07T10:00:00', '2026-11-09'],
    ['Sunday night', urge('yellow'), '2026-11-08T23:00:00', '2026-11-09'],
    ['Monday before eight', urge('yellow'), '2026-11-09T07:59:59', '2026-11-09'],
    ['Monday at eight', urge('yellow'), '2026-11-09T08:00:00', undefined],
    ['a make-up Saturday', urge('yellow'), '2026-10-10T10:00:00', undefined],
    ['the National Day', urge('yellow'), '2026-10-01T08:00:00', '2026-10-08'],
    ['除夕', statement, '2026-02-16T09:00:00', '2026-02-24'],
    ['the night before the Spring Festival', statement, '2026-02-14T21:00:00', '2026-02-24'],
    ['a Saturday', statement, '2026-11-07T10:00:00', '2026-11-09'],
    ['New Year of a year nobody knows yet', statement, '2029-01-01T10:00:00', '2029-01-02'],
  ])('%s: what is not urgent waits for the next workday', (_, notice, now, day) => {
    expect(waitsFor(notice, at(now), gansu)).toBe(day);
  });

  it.each([
    ['an urging about a red warning', urge('red'), '2026-11-07T10:00:00', undefined],
    ['an urging about a red warning at night', urge('red'), '2026-11-06T22:00:00', '2026-11-07'],
    ['an urging about work beside warnings', urge(), '2026-11-07T10:00:00', '2026-11-09'],
    ['a grant', granted, '2026-10-01T08:00:00', undefined],
    ['a grant at night', granted, '2026-10-01T07:59:59', '2026-10-01'],
  ])('%s', (_, notice, now, day) => {
    expect(waitsFor(notice, at(now), gansu)).toBe(day);
  });

  it.each([
    ['staff', urge('yellow')],
    ['statements', statement],
  ] as const)('a province may send on free days as well: %s', (key, notice) => {
    expect(waitsFor(notice, at('2026-10-01T10:00:00'), rules({ [key]: 'send' }))).toBeUndefined();
  });

  it('and let its recipients wait', () => {
    expect(waitsFor(granted, at('2026-10-01T10:00:00'), rules({ recipients: 'wait' }))).toBe('2026-10-08');
  });

  it('a calendar that knows no workday holds nothing for ever', () => {
    const days = Array.from({ length: 60 }, (_, nth) =>
      new Date(Date.UTC(2026, 10, 1 + nth)).toISOString().slice(0, 10),
    );
    const holidays = days.filter((day) => day.startsWith('2026'));
    const calendar = { years: { ...gansu.calendar.years, '2026': { holidays, makeUpWorkdays: [] } } };
    expect(waitsFor(urge(), at('2026-11-02T10:00:00'), { ...rules(), calendar })).toBeUndefined();
  });
});
