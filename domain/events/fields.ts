import * as z from 'zod';
import { normalizeDivision } from '../division.ts';
import { parseIdentityNumber } from '../identity-number.ts';
import { parseYuan } from '../money.ts';
import { parsePhone } from '../phone.ts';
import type { Parsed } from '../refusal.ts';
import { isDay } from '../shanghai-day.ts';

/** Turns one of the domain's own parsers into a zod field whose issue carries the parser's Chinese sentence. */
function field<I extends z.ZodType, O>(input: I, parse: (value: z.output<I>) => Parsed<O>) {
  return input.transform((value, context): O => {
    const parsed = parse(value);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.refusal.message, input: undefined });
    return z.NEVER;
  });
}

/** The birth date is held against today by `futureDates`: a schema has no clock. */
const END_OF_TIME = '9999-12-31';

export const identityNumber = field(z.string({ error: '身份证号码要用文本填写' }), (text) => {
  const parsed = parseIdentityNumber(text, END_OF_TIME);
  return parsed.ok ? { ok: true, value: parsed.value.number } : parsed;
}).meta({ description: '身份证号码:18位或15位,X可小写、可全角', example: '620122196803051239' });

export const phone = field(z.string({ error: '电话要用文本填写' }), (text) => {
  const parsed = parsePhone(text);
  return parsed.ok ? { ok: true, value: parsed.value.e164 } : parsed;
}).meta({ description: '手机或座机', example: '13800138000' });

export const division = field(z.string({ error: '行政区划代码要用文本填写' }), normalizeDivision).meta({
  description: '行政区划代码:6、9或12位',
  example: '621122105',
});

/** Yuan on the wire, integer fen inside; never negative: a refund is a flag, not a sign. */
export const money = field(z.union([z.number(), z.string()], { error: '金额要用元填写,例如 12850.30' }), (amount) =>
  parseYuan(amount),
).meta({ description: '金额,单位元,至多两位小数', example: 12850.3 });

export const day = z
  .string({ error: '日期要写成 2026-11-05 这样' })
  .refine(isDay, { error: '日期要写成 2026-11-05 这样,而且要是真有的一天' })
  .meta({ description: '日期(北京时间)', example: '2026-11-05', format: 'date' });

export const text = (max: number) =>
  z
    .string({ error: '要填写文字' })
    .trim()
    .min(1, { error: '不能为空' })
    .max(max, { error: `最多${max}个字` });

/** A key of another system: kept as it came, as text. */
export const reference = text(64);

/** A closed list whose refusal names every allowed value, so that nobody has to look it up. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `只能是以下之一:${values.join('、')}` });

export const person = z.strictObject({
  idNumber: identityNumber,
  name: text(30).optional(),
  phone: phone.optional(),
  registeredDivision: division.optional(),
  residenceDivision: division.optional(),
});
