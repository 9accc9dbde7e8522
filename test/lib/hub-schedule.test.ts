import { expect, test } from 'vitest';
import { scheduleExpression } from '../../lib/hub-schedule.ts';

test.each([
  { time: { dailyAt: '01:00' }, expression: 'cron(0 17 * * ? *)' },
  { time: { dailyAt: '02:00' }, expression: 'cron(0 18 * * ? *)' },
  { time: { dailyAt: '07:59' }, expression: 'cron(59 23 * * ? *)' },
  { time: { dailyAt: '08:00' }, expression: 'cron(0 0 * * ? *)' },
  { time: { dailyAt: '23:30' }, expression: 'cron(30 15 * * ? *)' },
  { time: { everyMinutes: 10 }, expression: 'cron(0,10,20,30,40,50 * * * ? *)' },
])('$time in Shanghai is $expression in UTC', ({ time, expression }) => {
  expect(scheduleExpression(time)).toBe(expression);
});

test.each(['24:00', '8:00', '08:60', ''])('%s is no time of day', (dailyAt) => {
  expect(() => scheduleExpression({ dailyAt })).toThrow('HH:MM');
});

test('an interval that does not divide an hour is refused', () => {
  expect(() => scheduleExpression({ everyMinutes: 7 })).toThrow('7 minutes');
});
