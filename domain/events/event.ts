import * as z from 'zod';
import { carriesPersonalNumber } from '../identity-number.ts';
import { type SchemaIssue, schemaIssues } from '../schema-issues.ts';
import { dayOf, isDay } from '../shanghai-day.ts';
import { type EventData, type EventName, eventSchemas, nameOf } from './schemas.ts';

/** The CloudEvents 1.0 envelope. Extension attributes are let through and ignored, as the specification asks. */
export const envelope = z.looseObject({
  specversion: z.literal('1.0', { error: 'specversion 要写 "1.0"' }),
  id: z.string({ error: '缺少事件编号 id' }).min(1, { error: 'id 不能为空' }).max(200, { error: 'id 最多200个字符' }),
  source: z
    .string({ error: '缺少来源 source' })
    .min(1, { error: 'source 不能为空' })
    .max(200, { error: 'source 最多200个字符' }),
  type: z.string({ error: '缺少类型 type' }),
  time: z.iso.datetime({ offset: true, error: '缺少时间 time,要带时区,例如 2026-11-05T09:30:00+08:00' }),
  subject: z.string().max(200).optional(),
  datacontenttype: z.string().optional(),
  supersedes: z.string().min(1).max(200).optional(),
  data: z.unknown(),
});

/** An event as the hub holds it: envelope checked, data parsed (fen, normal forms). `time` is epoch ms by the source's clock. */
export type HubEvent = {
  [N in EventName]: { name: N; id: string; source: string; time: number; supersedes?: string; data: EventData<N> };
}[EventName];

export type ParsedEvent = { ok: true; event: HubEvent } | { ok: false; issues: SchemaIssue[] };

/** Parses one CloudEvent. `now` (epoch ms) only serves to refuse dates in the future. */
export function parseEvent(input: unknown, now: number): ParsedEvent {
  const parsed = envelope.safeParse(input);
  if (!parsed.success) return { ok: false, issues: schemaIssues(parsed.error, []) };
  const { id, source, type, time, subject, supersedes, data } = parsed.data;
  const carrier = Object.entries({ id, source, subject, supersedes }).find(
    ([, value]) => value !== undefined && carriesPersonalNumber(value),
  );
  if (carrier) return refused(carrier[0], 'personal-data', '这里不能出现身份证号码或手机号,请换成本系统的流水号');
  const name = nameOf(type);
  if (name === undefined) return refused('type', 'unknown-type', '没有这个事件类型,请对照接口文档');
  const checked = eventSchemas[name].safeParse(data);
  if (!checked.success) return { ok: false, issues: schemaIssues(checked.error, ['data']) };
  const future = futureDates(checked.data, 'data', dayOf(now), []);
  if (future.length > 0) return { ok: false, issues: future.map((path) => issue(path, 'future', '日期在将来,请核对')) };
  const event = { name, id, source, time: Date.parse(time), data: checked.data, ...(supersedes && { supersedes }) };
  return { ok: true, event: ofName(event) };
}

/** The pair (name, data) was matched by the lookup above; the compiler cannot follow it through the table. */
function ofName(event: { name: EventName }): HubEvent {
  return event as HubEvent;
}

/** Ends of something are known beforehand; beginnings and facts are not. */
const MAY_LIE_AHEAD = /(until|payBy|validUntil|benefitUntil|dischargedOn|admittedOn|categories\.\d+\.from)$/;

/** Paths of the days after today. One pass that makes no lists: every event goes through it twice. */
function futureDates(value: unknown, path: string, today: string, found: string[]): string[] {
  if (typeof value === 'string') {
    const day = path.endsWith('.idNumber') ? birthDate(value) : value;
    if (day !== undefined && day > today && isDay(day) && !MAY_LIE_AHEAD.test(path)) found.push(path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) futureDates(inner, `${path}.${key}`, today, found);
  }
  return found;
}

function birthDate(idNumber: string): string | undefined {
  const digits = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(idNumber);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : undefined;
}

const issue = (path: string, code: string, message: string): SchemaIssue => ({ path, code, message });
const refused = (path: string, code: string, message: string): ParsedEvent => ({
  ok: false,
  issues: [issue(path, code, message)],
});
