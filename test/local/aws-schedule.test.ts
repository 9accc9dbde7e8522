import { describe, expect, it } from 'vitest';
import { cronerPattern, readSchedule } from '../../local/aws-schedule.ts';

const nextAfter = (expression: string, now: string): string | undefined => {
  const next = readSchedule(expression).next(Date.parse(now));
  return next === undefined ? undefined : new Date(next).toISOString();
};

describe('schedule expressions', () => {
  // 2026-11-25 is a Wednesday.
  it.each([
    ['cron(0 17 * * ? *)', '2026-11-25T16:59:59Z', '2026-11-25T17:00:00.000Z'],
    ['cron(0 17 * * ? *)', '2026-11-25T17:00:00Z', '2026-11-26T17:00:00.000Z'],
    ['cron(30 0 1 * ? *)', '2026-11-25T00:00:00Z', '2026-12-01T00:30:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-11-25T00:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['cron(0 9 ? * 2 *)', '2026-11-25T00:00:00Z', '2026-11-30T09:00:00.000Z'],
    ['cron(0 9 ? * MON-FRI *)', '2026-11-27T09:00:00Z', '2026-11-30T09:00:00.000Z'],
    ['cron(0 9 ? * 1 *)', '2026-11-25T00:00:00Z', '2026-11-29T09:00:00.000Z'],
    ['cron(0/15 8-9 * * ? *)', '2026-11-25T08:31:00Z', '2026-11-25T08:45:00.000Z'],
    ['cron(0 0 1 1 ? 2028)', '2026-11-25T00:00:00Z', '2028-01-01T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', '2026-11-25T00:00:00Z', undefined],
    ['rate(10 minutes)', '2026-11-25T08:09:59Z', '2026-11-25T08:10:00.000Z'],
    ['rate(10 minutes)', '2026-11-25T08:10:00Z', '2026-11-25T08:20:00.000Z'],
    ['rate(1 hour)', '2026-11-25T08:10:00Z', '2026-11-25T09:00:00.000Z'],
    ['rate(1 day)', '2026-11-25T08:10:00Z', '2026-11-26T00:00:00.000Z'],
  ])('%s is due after %s at %s', (expression, now, expected) => {
    expect(nextAfter(expression, now)).toBe(expected);
  });

  it('translates ? and puts seconds before', () => {
    expect(cronerPattern('5 17 ? * 2-6 2026')).toBe('0 5 17 * * 2-6 2026');
  });

  it.each([
    'cron(0 17 * * *)',
    'cron(0 17 * * * *)',
    'cron(0 17 ? * ? *)',
    'at(2026-11-25T00:00:00)',
    'rate(0.5 hours)',
  ])('refuses %s', (expression) => {
    expect(() => readSchedule(expression)).toThrow();
  });
});
