import { describe, expect, test } from 'vitest';
import {
  isPeriodOf,
  periodInWords,
  periodLabel,
  periodNamed,
  periodOf,
  previousPeriod,
} from '../../domain/statement-period.ts';

test.each([
  ['month', '2028-02-29', '2028-02-01', '2028-02-29', '2028年2月'],
  ['quarter', '2026-12-31', '2026-10-01', '2026-12-31', '2026年10月至12月'],
  ['quarter', '2027-01-01', '2027-01-01', '2027-03-31', '2027年1月至3月'],
  ['half-year', '2026-06-30', '2026-01-01', '2026-06-30', '2026年1月至6月'],
  ['half-year', '2026-07-01', '2026-07-01', '2026-12-31', '2026年7月至12月'],
  ['year', '2026-05-05', '2026-01-01', '2026-12-31', '2026年1月至12月'],
] as const)('the %s of %s is %s to %s', (kind, day, from, to, label) => {
  expect(periodOf(kind, day)).toEqual({ from, to, label });
});

test.each([
  ['month', '2027-01-01', '2026-12-01', '2026-12-31'],
  ['quarter', '2027-01-05', '2026-10-01', '2026-12-31'],
  ['quarter', '2026-12-31', '2026-07-01', '2026-09-30'],
  ['half-year', '2027-02-01', '2026-07-01', '2026-12-31'],
  ['year', '2027-01-01', '2026-01-01', '2026-12-31'],
] as const)('the %s before %s is %s to %s', (kind, day, from, to) => {
  expect(previousPeriod(kind, day)).toMatchObject({ from, to });
});

test.each([
  ['2026-12-01', '2027-01-31', '2026年12月至2027年1月', '这两个月'],
  ['2026-10-05', '2026-10-20', '2026年10月5日至10月20日', '这段时间'],
  ['2026-01-01', '2026-05-31', '2026年1月至5月', '这段时间'],
  ['2026-10-01', '2026-10-31', '2026年10月', '这个月'],
] as const)('%s to %s is called %s, and %s by people', (from, to, label, words) => {
  expect([periodLabel({ from, to }), periodInWords({ from, to })]).toEqual([label, words]);
});

describe('a period by its short name', () => {
  test.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026Q4', '2026-10-01', '2026-12-31'],
    ['2026-q1', '2026-01-01', '2026-03-31'],
    ['2026h1', '2026-01-01', '2026-06-30'],
    ['2026H2', '2026-07-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s', (text, from, to) => {
    expect(periodNamed(text)).toMatchObject({ from, to });
  });

  test.each(['', '2026-13', '2026Q5', '2026H3', '26Q1', '2026-1'])('%s is none', (text) => {
    expect(periodNamed(text)).toBeUndefined();
  });
});

test.each([
  ['month', '2026-10-01', '2026-10-31', true],
  ['quarter', '2026-10-01', '2026-12-31', true],
  ['half-year', '2026-07-01', '2026-12-31', true],
  ['year', '2026-01-01', '2026-12-31', true],
  ['quarter', '2026-11-01', '2027-01-31', false],
  ['quarter', '2026-10-02', '2026-12-31', false],
  ['month', '2026-10-01', '2026-12-31', false],
] as const)('whole %s %s to %s: %s', (kind, from, to, whole) => {
  expect(isPeriodOf(kind, { from, to })).toBe(whole);
});
