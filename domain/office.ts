import * as z from 'zod';
import { type Contact, contactSchema, covers, officeName, worksInField } from './contact.ts';
import { levelOf, within } from './division.ts';
import { parsePhone } from './phone.ts';
import { type Role, roles } from './profile.ts';
import type { Day } from './shanghai-day.ts';

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

const division = z
  .string({ error: '行政区划代码要加引号,例如 "621121101"' })
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3})?)?)?$/, { error: '要写2位(省)、4位(市)、6位(县)或9位(乡镇)区划代码,加引号' });

/** What an office says of itself. */
export const officeFields = {
  division,
  role: roles,
  name: officeName,
  landline,
  hours: z.string().optional().meta({ description: '上班时间,印在清单上' }),
  contacts: z.array(contactSchema).default([]),
  villages: z.array(officeName).default([]).meta({ description: '村和社区的名字' }),
  alsoServes: z.array(division).optional().meta({ description: '还代管哪些地方:没有自己单位的乡镇、开发区' }),
};

/** One office as an admin writes it, in the file or through the API, with what its parts say of each other. */
export const officeEntrySchema = z.strictObject(officeFields).check(({ value, issues }) => {
  for (const { path, message } of contradictions(value)) issues.push({ code: 'custom', path, message, input: value });
});
type OfficeEntry = z.output<typeof officeEntrySchema>;

export const officeIdOf = ({ role, division: code }: Pick<OfficeEntry, 'role' | 'division'>) => `${role}-${code}`;

/** `provinces/<province>.offices.yaml`: who works the warnings of which division, and how they are reached. */
export const officesSchema = z.strictObject({
  offices: z
    .array(officeEntrySchema.transform((office) => ({ id: officeIdOf(office), ...office })))
    .min(1, { error: '至少写一个单位' }),
});

/**
 * An office as compiled: its id is its role and division. Phones of contacts are in E.164; `villageCodes` are the 12-digit
 * codes of the villages that its contacts name.
 */
export const officeSchema = z.object({
  id: z.string(),
  ...officeFields,
  villageCodes: z.record(z.string(), z.string()).optional(),
});
export type Office = z.output<typeof officeSchema>;

const isVillageCode = (village: string) => /^\d+$/.test(village);

function* contradictions(office: OfficeEntry): Generator<{ path: (string | number)[]; message: string }> {
  const served = servedBy(office);
  for (const [i, code] of (office.alsoServes ?? []).entries()) {
    const path = ['alsoServes', i];
    if (code.length < office.division.length) yield { path, message: '代管的地方不能比单位自己的级别高' };
    else if (served.some((other, j) => j <= i && within(other, code)))
      yield { path, message: `${code} 本来就归它管,或前面已经写过` };
  }
  for (const [i, { role, villages }] of office.contacts.entries()) {
    if (role !== undefined && !worksInField({ role }) && role !== office.role)
      yield { path: ['contacts', i, 'role'], message: `这个单位的人只能写 ${office.role}、village 或 social-worker` };
    for (const [j, village] of (villages ?? []).entries()) {
      const path = ['contacts', i, 'villages', j];
      if (!isVillageCode(village)) {
        if (!office.villages.includes(village))
          yield { path, message: `单位的 villages 里没有“${village}”,请先写上,或写12位村代码` };
      } else if (village.length !== 12) yield { path, message: '村代码是12位数字' };
      else if (!served.some((area) => within(area, village)))
        yield { path, message: `${village} 不在这个单位管的地方` };
    }
  }
}

/** The divisions an office works for, its own first. */
export const servedBy = (office: Pick<Office, 'division' | 'alsoServes'>): string[] => [
  office.division,
  ...(office.alsoServes ?? []),
];

/**
 * The office of that role nearest to a township (9 digits, zero-padded where only a wider division is known), or of the next
 * higher level that has one: no warning is on nobody's list. undefined where no office covers the place at all.
 */
export function officeFor(offices: readonly Office[], role: Role, township: string): Office | undefined {
  for (const level of roles.options.slice(roles.options.indexOf(role))) {
    const covering = offices
      .filter((office) => office.role === level)
      .flatMap((office) => {
        const areas = servedBy(office).filter((area) => within(area, township));
        const own = within(office.division, township) ? 1 : 0;
        return areas.length === 0 ? [] : [{ office, digits: Math.max(...areas.map(({ length }) => length)), own }];
      });
    const nearest = covering.toSorted((a, b) => b.digits - a.digits || b.own - a.own)[0];
    if (nearest) return nearest.office;
  }
  return undefined;
}

/** Whether an office sits at the level its role names: a township's office has a township's code. */
export const sitsAtItsLevel = ({ role, division: code }: Pick<Office, 'role' | 'division'>): boolean =>
  levelOf(code) === role;

/** Whom a work message goes to; `standsInFor` names the contact whose delegate this is. `phone` is a mobile in E.164. */
export interface Reached {
  name: string;
  phone: string;
  standsInFor?: string;
}

/**
 * Whom a work message to this office reaches on a day: where a village (12 digits) is named and somebody works it, that
 * person, else the first of the office's own staff; whoever stands in for them on that day. undefined is a hole: nobody of
 * the office can be written to, and only its landline is left.
 */
export function contactOn(
  office: Pick<Office, 'contacts' | 'villageCodes'>,
  today: Day,
  village?: string,
): Reached | undefined {
  const serving = office.contacts.filter((contact) => covers(contact, today));
  const inVillage = village === undefined ? undefined : serving.find((each) => worksVillage(office, each, village));
  const contact = inVillage ?? serving.find((each) => !worksInField(each));
  if (!contact) return undefined;
  const { name, phone, delegate } = contact;
  if (!delegate || !covers(delegate, today)) return { name, phone };
  return { name: delegate.name, phone: delegate.phone, standsInFor: name };
}

/** Social workers are of another organisation: an office's own messages are not theirs. */
function worksVillage({ villageCodes = {} }: Pick<Office, 'villageCodes'>, contact: Contact, village: string): boolean {
  const { role, villages = [] } = contact;
  return role === 'village' && villages.some((each) => each === village || villageCodes[each] === village);
}
