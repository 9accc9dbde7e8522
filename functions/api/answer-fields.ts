import * as z from 'zod';

/** What the answers of the API are made of. Views are typed by the answers, and the OpenAPI document is made of them. */
export const instant = z
  .string()
  .meta({ format: 'date-time', description: '时间,带时区', example: '2026-11-27T18:30:00+08:00' });

export const day = z.string().meta({ format: 'date', description: '日期(北京时间)', example: '2026-11-05' });

export const masked = z.string().meta({ description: '打码的姓名', example: '李**' });

export const person = z.object({ id: z.string(), maskedName: masked });

export const office = z.object({ id: z.string(), name: z.string(), landline: z.string() });
