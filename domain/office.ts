import * as z from 'zod';
import { levelOf, within } from './division.ts';
import { parsePhone } from './phone.ts';
import { type Role, roles } from './profile.ts';

const name = z.string().trim().min(1, { error: '名称不能为空' });
/** 400, 95 and short numbers (12345) are no landlines to `parsePhone`, and are just what a notice may carry. */
const SERVICE_NUMBER = /^(400-?\d{3}-?\d{4}|95\d{3,6}|1\d{2,4})$/;

/** A notice of a government must not carry a mobile number. */
const landline = z
  .string({ error: '座机要加引号,例如 "0932-5550123"' })
  .transform((text, context) => {
    if (SERVICE_NUMBER.test(text)) return text;
    const parsed = parsePhone(text);
    if (parsed.ok && parsed.value.kind === 'landline') return parsed.value.e164;
    const message = parsed.ok ? '对外公布的电话不能是手机号,要写座机、400或95号码' : parsed.refusal.message;
    context.issues.push({ code: 'custom', message, input: undefined });
    return z.NEVER;
  })
  .meta({ description: '对外公布的座机,带区号,例如 0932-5550123' });

const mobile = z
  .string({ error: '手机号要加引号' })
  .transform((text, context) => {
    const parsed = parsePhone(text);
    if (parsed.ok && parsed.value.kind === 'mobile') return parsed.value.e164;
    const message = parsed.ok ? '工作短信要发到手机,这里不能写座机' : parsed.refusal.message;
    context.issues.push({ code: 'custom', message, input: undefined });
    return z.NEVER;
  })
  .meta({ description: '收工作短信的手机,只在系统里用,不对外公布' });

const fields = {
  division: z
    .string({ error: '行政区划代码要加引号,例如 "621121101"' })
    .regex(/^\d{2}(\d{2}(\d{2}(\d{3})?)?)?$/, { error: '要写2位(省)、4位(市)、6位(县)或9位(乡镇)区划代码,加引号' }),
  role: roles,
  name,
  landline,
  hours: z.string().optional().meta({ description: '上班时间,印在清单上' }),
  contacts: z.array(z.strictObject({ name, phone: mobile })).default([]),
  villages: z.array(name).default([]).meta({ description: '村和社区的名字' }),
};

/** `provinces/<province>.offices.yaml`: who works the warnings of which division, and how they are reached. */
export const officesSchema = z.strictObject({
  offices: z
    .array(z.strictObject(fields).transform((office) => ({ id: `${office.role}-${office.division}`, ...office })))
    .min(1, { error: '至少写一个单位' }),
});

/** An office as compiled: its id is its role and division. Phones of contacts are in E.164. */
export const officeSchema = z.object({ id: z.string(), ...fields });
export type Office = z.output<typeof officeSchema>;

/**
 * The office of that role nearest to a township (9 digits, zero-padded where only a wider division is known), or of the next
 * higher level that has one: no warning is on nobody's list. undefined where no office covers the place at all.
 */
export function officeFor(offices: readonly Office[], role: Role, township: string): Office | undefined {
  for (const level of roles.options.slice(roles.options.indexOf(role))) {
    const covering = offices.filter((office) => office.role === level && within(office.division, township));
    const nearest = covering.toSorted((a, b) => b.division.length - a.division.length)[0];
    if (nearest) return nearest;
  }
  return undefined;
}

/** Whether an office sits at the level its role names: a township's office has a township's code. */
export const sitsAtItsLevel = ({ role, division }: Office): boolean => levelOf(division) === role;
