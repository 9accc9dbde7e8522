import * as z from 'zod';
import { failureClasses } from '../../domain/delivery.ts';
import { figureNames } from '../../domain/statistics.ts';
import { outcomes } from '../../domain/warning.ts';

const day = z.string().meta({ format: 'date', description: '日期(北京时间)', example: '2026-11-05' });
const share = (description: string) =>
  z
    .object({
      part: z.int(),
      of: z.int().meta({ description: '分母' }),
      percent: z.number().optional().meta({ description: '百分比,一位小数;分母是0时没有' }),
    })
    .meta({ description });

const counted = z.object({
  counts: z.record(z.enum(figureNames), z.int()).meta({ description: '各项次数' }),
  outcomes: z.record(outcomes, z.int()).meta({ description: '办结,按核查结果' }),
  inTime: share('按时入户,占已入户的'),
  aided: share('给予救助,占已办结的'),
});
const key = z.string().meta({ description: '区划代码、级别、日期、月份或指标' });
const indicatorLine = z
  .object({ key, name: z.string(), raised: share('新发预警里有这个指标的,占全部新发;一条预警可以有几个指标') })
  .meta({ id: 'IndicatorLine' });
export const statisticsLine = counted.extend({ key, name: z.string() }).meta({ id: 'StatisticsLine' });

export const statistics = z
  .object({
    division: z.string(),
    place: z.string(),
    from: day,
    to: day,
    by: z.string().optional(),
    total: counted,
    lines: z.union([z.array(statisticsLine), z.array(indicatorLine)]),
  })
  .meta({ id: 'Statistics' });

const failureKeys = z.enum(failureClasses);
const delivery = z.object({
  sent: z.int().meta({ description: '交给短信平台的条数' }),
  delivered: z.int().meta({ description: '有送达回执的' }),
  failed: z.int().meta({ description: '没有送到的;后来又送到的,两边都算' }),
  unknown: z.int().meta({ description: '不知道送没送到的,转了电话' }),
  called: z.int().meta({ description: '热线打了几次电话' }),
  reached: z.int().meta({ description: '电话里告知了的' }),
  givenUp: z.int().meta({ description: '电话打了几次都没联系上的' }),
  arrived: share('有送达回执的,占交给短信平台的'),
  failures: z.record(failureKeys, z.int()).meta({ description: '没有送到的,按原因' }),
});
const failureLine = z
  .object({ key: failureKeys, name: z.string(), failed: share('这个原因,占全部没有送到的') })
  .meta({ id: 'FailureLine' });
export const deliveryLine = delivery.extend({ key, name: z.string() }).meta({ id: 'DeliveryLine' });

export const deliveryStatistics = z
  .object({
    division: z.string(),
    place: z.string(),
    from: day,
    to: day,
    by: z.string().optional(),
    total: delivery,
    lines: z.union([z.array(deliveryLine), z.array(failureLine)]),
  })
  .meta({ id: 'DeliveryStatistics' });
