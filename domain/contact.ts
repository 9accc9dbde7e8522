import * as z from 'zod';
import { parsePhone } from './phone.ts';
import { oneOf } from './profile-fields.ts';
import { type Day, isDay } from './shanghai-day.ts';

export const officeName = z.string().trim().min(1, { error: '名称不能为空' });

/** Work messages go to a mobile; it is never published. */
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

const DAY = '日期要写成 2026-11-05,而且要是真有的一天';
const day = (description: string) =>
  z
    .string({ error: DAY })
    .refine(isDay, { error: DAY })
    .meta({ description, examples: ['2026-11-05'] });

/** What somebody does for an office: its own staff, or somebody in a village. */
export const contactRoles = oneOf(
  ['province', 'prefecture', 'county', 'township', 'village', 'social-worker'],
  'village(村里的人)、social-worker(社工)或单位自己的级别;不写就是单位自己的人',
);

/** Who stands in, and for which days. */
export const delegateFields = {
  name: officeName,
  phone: mobile,
  from: day('代班的第一天'),
  until: day('代班的最后一天'),
};
export const contactFields = {
  name: officeName,
  phone: mobile,
  role: contactRoles.optional(),
  villages: z
    .array(officeName)
    .min(1, { error: '至少写一个村' })
    .optional()
    .meta({ description: '管哪些村:12位村代码(加引号),或本单位 villages 里的村名;不写就是都管' }),
  from: day('从哪天起(含这一天);不写就是一直在').optional(),
  until: day('到哪天止(含这一天);不写就是没有定').optional(),
  delegate: z
    .strictObject(delegateFields)
    .optional()
    .meta({ description: '休假或出差时由谁代班;代班的日子里短信发给代班人' }),
};

/** Who is reached at an office: from when, until when, for which villages, and who stands in. */
export const contactSchema = z.strictObject(contactFields).check(({ value, issues }) => {
  const wrong = (path: string[], message: string) => issues.push({ code: 'custom', path, message, input: value });
  const { role, villages, from, until, delegate } = value;
  if (role === 'village' && villages === undefined) wrong(['villages'], '村里的人要写管哪些村');
  if (from !== undefined && until !== undefined && until < from) wrong(['until'], '截止的日子不能早于开始的日子');
  if (!delegate) return;
  if (delegate.until < delegate.from) wrong(['delegate', 'until'], '代班结束的日子不能早于开始的日子');
  if (!covers(value, delegate.from)) wrong(['delegate', 'from'], '代班要在本人任职的日子以内');
  else if (!covers(value, delegate.until)) wrong(['delegate', 'until'], '代班要在本人任职的日子以内');
});
export type Contact = z.output<typeof contactSchema>;

/** Whether somebody serves on a day; both ends count. */
export const covers = ({ from, until }: { from?: Day | undefined; until?: Day | undefined }, today: Day): boolean =>
  (from === undefined || from <= today) && (until === undefined || today <= until);

/** Somebody of a village, or a social worker: not the office's own staff. */
export const worksInField = ({ role }: Pick<Contact, 'role'>): boolean =>
  role === 'village' || role === 'social-worker';
