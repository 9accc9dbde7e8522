import * as z from 'zod';
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
