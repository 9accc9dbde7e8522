import * as z from 'zod';

/** Issuing one period's statements in one division, as far as it came. No figure is about anybody. */
export const runView = z
  .object({
    id: z.string().meta({ example: '621121.2026-10-01.2026-12-31' }),
    division: z.string().meta({ example: '621121' }),
    divisionName: z.string().meta({ example: '某县' }),
    from: z.string().meta({ format: 'date' }),
    to: z.string().meta({ format: 'date' }),
    label: z.string().meta({ example: '2026年10月至12月' }),
    status: z.enum(['running', 'finished']),
    townships: z.object({ done: z.int(), of: z.int() }).meta({ description: '走完了几个乡镇,一共几个' }),
    households: z.int().meta({ description: '走过的户里,有这一期清单的' }),
    fresh: z.int().meta({ description: '其中这次新开的' }),
    failed: z.int().meta({ description: '没能开出来的,下一轮再开' }),
    startedAt: z.string().meta({ format: 'date-time' }),
    finishedAt: z.string().optional().meta({ format: 'date-time' }),
  })
  .meta({ id: 'StatementRun' });

export const runList = z.object({ items: z.array(runView) });
