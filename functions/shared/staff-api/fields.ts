import * as z from 'zod';

/** What requests of staff have in common: paths, queries and fields. */
export const areaQuery = z
  .string()
  .regex(/^\d{2,12}$/, { error: 'division 要写2、4、6、9或12位区划代码' })
  .meta({ description: '只看这个行政区划;不写就是自己的整个辖区' });
export const limit = z.coerce
  .number({ error: 'limit 要写数字' })
  .int({ error: 'limit 要写整数' })
  .min(1)
  .max(100, { error: 'limit 最大100' })
  .default(50)
  .meta({ description: '一页几条,最多100' });
export const words = (list: readonly string[], error: string) => z.enum(list, { error });

export const idPath = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,120}$/, { error: '编号的写法不对' })
    .meta({ description: '编号,不透明' }),
});

export const version = z
  .int({ error: '版本号要写整数' })
  .min(1)
  .optional()
  .meta({ description: '版本号;也可以写在 If-Match' });
export const instant = z.iso
  .datetime({ offset: true, error: '时间要带时区,例如 2026-11-05T15:00:00+08:00' })
  .transform((value) => Date.parse(value))
  .meta({ description: '时间,带时区', example: '2026-11-05T15:00:00+08:00' });
