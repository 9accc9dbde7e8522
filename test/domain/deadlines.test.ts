import { describe, expect, it } from 'vitest';
import { dueAfter, type Limit, parseLimit } from '../../domain/calendar.ts';
import { endOf } from '../../domain/shanghai-day.ts';
import { compileProvince } from '../../lib/province.ts';

const { calendar } = compileProvince('gansu').province;
const instant = (local: string) =>
  local.endsWith('T24:00') ? endOf(local.slice(0, 10)) : Date.parse(`${local}:00+08:00`);
function limitOf(text: string): Limit {
  const limit = parseLimit(text);
  if (!limit) throw new Error(`${text} is no limit`);
  return limit;
}
/** 206:00 */
function hoursBetween(from: number, to: number): string {
  const minutes = (to - from) / 60_000;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

describe('a deadline, to the minute', () => {
  it.each([
    ['国庆', 'a workday', '2026-09-30T10:00', '1 workday', '2026-10-08T24:00', '206:00'],
    ['国庆', 'the last minute of a workday', '2026-09-30T23:59', '1 workday', '2026-10-08T24:00', '192:01'],
    ['国庆', 'the first minute of the holiday', '2026-10-01T00:00', '1 workday', '2026-10-08T24:00', '192:00'],
    ['国庆', 'a workday, to the worked Saturday', '2026-09-30T10:00', '3 workdays', '2026-10-10T24:00', '254:00'],
    ['国庆', 'a workday, past the worked Saturday', '2026-09-30T10:00', '5 workdays', '2026-10-13T24:00', '326:00'],
    ['国庆', 'a Saturday of the holiday', '2026-10-03T12:00', '8 workdays', '2026-10-16T24:00', '324:00'],
    ['国庆', 'the worked Saturday', '2026-10-10T09:00', '1 workday', '2026-10-12T24:00', '63:00'],
    ['国庆', "the worked Saturday's last minute", '2026-10-10T23:59', '1 workday', '2026-10-12T24:00', '48:01'],
    ['国庆', "the worked Saturday's first minute", '2026-10-10T00:00', '1 workday', '2026-10-12T24:00', '72:00'],
    ['国庆', 'the Sunday after it', '2026-10-11T09:00', '1 workday', '2026-10-12T24:00', '39:00'],
    ['国庆', 'a free Saturday before a worked Sunday', '2026-09-19T12:00', '1 workday', '2026-09-20T24:00', '36:00'],
    ['国庆', 'a worked Sunday', '2026-09-20T08:00', '3 workdays', '2026-09-23T24:00', '88:00'],
    ['国庆', 'a Friday, across 中秋', '2026-09-18T17:30', '8 workdays', '2026-09-30T24:00', '294:30'],
    ['国庆', 'the eve, in hours', '2026-09-30T18:00', '48 hours', '2026-10-02T18:00', '48:00'],
    ['国庆', 'midnight of the worked Saturday, in hours', '2026-10-10T00:00', '48 hours', '2026-10-12T00:00', '48:00'],
    ['国庆', 'the last minute of a Sunday, in hours', '2026-10-11T23:59', '48 hours', '2026-10-13T23:59', '48:00'],
    ['春节', 'the evening before the holiday, in hours', '2026-02-14T20:00', '48 hours', '2026-02-16T20:00', '48:00'],
    ['春节', '除夕, in hours', '2026-02-16T20:00', '48 hours', '2026-02-18T20:00', '48:00'],
    ['春节', 'the worked Saturday before it', '2026-02-14T20:00', '3 workdays', '2026-02-26T24:00', '292:00'],
    ['春节', "the worked Saturday's first minute", '2026-02-14T00:00', '1 workday', '2026-02-24T24:00', '264:00'],
    ['春节', 'the minute before that', '2026-02-13T23:59', '1 workday', '2026-02-14T24:00', '24:01'],
    ['春节', 'a Friday before it', '2026-02-13T10:00', '3 workdays', '2026-02-25T24:00', '302:00'],
    [
      '春节',
      'a Friday of the holiday, to the worked Saturday',
      '2026-02-20T10:00',
      '5 workdays',
      '2026-02-28T24:00',
      '206:00',
    ],
    ['春节', 'the worked Saturday after it', '2026-02-28T10:00', '1 workday', '2026-03-02T24:00', '62:00'],
    [
      '春节',
      'a Thursday, both worked Saturdays between',
      '2026-02-12T10:00',
      '8 workdays',
      '2026-03-02T24:00',
      '446:00',
    ],
    ['元旦', 'the last day of the year', '2025-12-31T10:00', '1 workday', '2026-01-04T24:00', '110:00'],
    ['元旦', "the year's last minute", '2025-12-31T23:59', '1 workday', '2026-01-04T24:00', '96:01'],
    ['元旦', "the year's first minute", '2026-01-01T00:00', '1 workday', '2026-01-04T24:00', '96:00'],
    ['元旦', 'the worked Sunday', '2026-01-04T09:00', '1 workday', '2026-01-05T24:00', '39:00'],
    ['元旦', "the year's last minute, in hours", '2025-12-31T23:59', '48 hours', '2026-01-02T23:59', '48:00'],
  ])('%s, raised on %s: %s + %s is %s, %s hours', (_, __, from, limit, until, hours) => {
    const due = dueAfter(instant(from), limitOf(limit), calendar);
    expect(new Date(due.at).toISOString()).toBe(new Date(instant(until)).toISOString());
    expect(hoursBetween(instant(from), due.at)).toBe(hours);
    expect(due.provisional).toBe(false);
  });

  it.each([
    [
      'the last days of the year hang on the next arrangement',
      '2026-12-28T10:00',
      '1 workday',
      '2026-12-29T24:00',
      true,
    ],
    ['the last day', '2026-12-31T10:00', '1 workday', '2027-01-04T24:00', true],
    ['the last minute', '2026-12-31T23:59', '1 workday', '2027-01-04T24:00', true],
    ['New Year’s first minute', '2027-01-01T00:00', '1 workday', '2027-01-04T24:00', true],
    ['hours need no arrangement', '2026-12-31T23:59', '48 hours', '2027-01-02T23:59', false],
  ])('W8 into a year without arrangement: %s', (_, from, limit, until, provisional) => {
    const due = dueAfter(instant(from), limitOf(limit), calendar);
    expect(due).toMatchObject({ at: instant(until), provisional });
    expect(due.why.includes('期限是暂定的')).toBe(provisional);
  });
});

describe('why it is this date', () => {
  it.each([
    [
      '2026-09-30T10:00',
      '5 workdays',
      '9月30日当天不算,第5个工作日是10月13日,到24时;其间国庆节放假7天、周末1天不算;10月10日(周六)调休上班,算工作日',
    ],
    [
      '2026-09-18T17:30',
      '8 workdays',
      '9月18日当天不算,第8个工作日是9月30日,到24时;其间中秋节放假3天、周末1天不算;9月20日(周日)调休上班,算工作日',
    ],
    [
      '2026-02-13T10:00',
      '3 workdays',
      '2月13日当天不算,第3个工作日是2月25日,到24时;其间春节放假9天不算;2月14日(周六)调休上班,算工作日',
    ],
    [
      '2025-12-31T10:00',
      '1 workday',
      '12月31日当天不算,第1个工作日是1月4日,到24时;其间元旦放假3天不算;1月4日(周日)调休上班,算工作日',
    ],
    ['2026-04-03T10:00', '1 workday', '4月3日当天不算,第1个工作日是4月7日,到24时;其间清明节放假3天不算'],
    ['2026-06-18T10:00', '1 workday', '6月18日当天不算,第1个工作日是6月22日,到24时;其间端午节放假3天不算'],
    ['2026-04-30T10:00', '1 workday', '4月30日当天不算,第1个工作日是5月6日,到24时;其间劳动节放假5天不算'],
    ['2025-09-30T10:00', '1 workday', '9月30日当天不算,第1个工作日是10月9日,到24时;其间国庆节放假8天不算'],
    ['2026-02-16T20:00', '48 hours', '48小时(夜里和节假日照算),到2月18日20时;碰上春节放假也不停'],
    ['2026-03-03T08:30', '48 hours', '48小时(夜里和节假日照算),到3月5日8时30分'],
    [
      '2026-12-31T10:00',
      '1 workday',
      '12月31日当天不算,第1个工作日是1月4日,到24时;其间元旦放假1天、周末2天不算;2027年的放假安排还没有录入,期限是暂定的',
    ],
  ])('%s + %s', (from, limit, why) => {
    expect(dueAfter(instant(from), limitOf(limit), calendar).why).toBe(why);
  });
});
