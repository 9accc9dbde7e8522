import * as z from 'zod';

/** By what each vendor knows that everything was taken. */
export const takenAnswer = z.union([
  z.object({ code: z.literal(0), msg: z.string() }).meta({ description: '阿里云' }),
  z.object({ result: z.literal(0), errmsg: z.literal('OK') }).meta({ description: '腾讯云' }),
  z.object({ success: z.literal(true), rspcod: z.literal('success') }).meta({ description: '移动云MAS' }),
]);
