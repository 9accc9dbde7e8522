import type * as z from 'zod';
import { maskName } from '../../domain/masking.ts';
import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { PersonRecord } from '../shared/people.ts';
import type { noticeView } from './notice-answers.ts';
import { officeView } from './office-view.ts';
import type { ApiPorts } from './ports.ts';

type View = z.output<typeof noticeView>;
type NoticePorts = Pick<ApiPorts, 'people' | 'province'>;

/** What was sent to whom, newest first, with names and look-up codes covered. */
export async function noticeViews(ports: NoticePorts, notices: readonly Notice[]): Promise<View[]> {
  const people = await recipientsOf(ports, notices);
  return notices.toSorted((a, b) => b.createdAt - a.createdAt).map((notice) => viewOf(ports, notice, people));
}

export const recipientsOf = ({ people }: Pick<ApiPorts, 'people'>, notices: readonly Notice[]) =>
  people.get([...new Set(notices.flatMap(recipient))]);

const recipient = ({ audience }: Notice) => (audience.to === 'person' ? [audience.person] : []);

export function viewOf({ province }: NoticePorts, notice: Notice, people: ReadonlyMap<string, PersonRecord>): View {
  const { id, kind, channel, status, reason, about, detail, createdAt, settledAt } = notice;
  return {
    id,
    kind,
    channel,
    audience: audienceOf(province, notice, people),
    status,
    reason,
    ...(about && { about: { ...about, dueAt: offsetDateTime(about.dueAt) } }),
    text: maskedText(notice, province.profile),
    ...(detail !== undefined && { detail }),
    createdAt: offsetDateTime(createdAt),
    ...(settledAt !== undefined && { settledAt: offsetDateTime(settledAt) }),
  };
}

/** Whom a notice is for: an office by its public name, a person masked. */
export function audienceOf(
  province: ApiPorts['province'],
  { audience }: Pick<Notice, 'audience'>,
  people: ReadonlyMap<string, PersonRecord>,
): View['audience'] {
  if (audience.to === 'person')
    return { person: { id: audience.person, maskedName: maskName(people.get(audience.person)?.name?.value ?? '') } };
  const office = officeView(province, audience.office);
  return office ? { office } : {};
}

/** The text without what only its recipient needs: the name, and the code that opens their statement. */
export function maskedText(
  notice: Pick<Notice, 'kind' | 'audience' | 'values' | 'together' | 'text'>,
  profile: Parameters<typeof noticeText>[1],
): string {
  const { values, together } = notice;
  if (notice.text === undefined) {
    const masked = {
      values: covered(values),
      ...(together && { together: { ...together, values: covered(together.values) } }),
    };
    const text = noticeText({ ...notice, ...masked }, profile);
    return text.ok ? text.value : '';
  }
  return Object.entries({ ...values, ...together?.values })
    .filter(([name, value]) => SECRET.has(name) && value !== '')
    .reduce((text, [name, value]) => text.replaceAll(value, cover(name, value)), notice.text);
}

const covered = (values: Notice['values']) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cover(name, value)]));

const SECRET = new Set(['姓名', '查询码']);

function cover(name: string, value: string): string {
  if (name === '查询码') return '*'.repeat(value.length);
  return name === '姓名' ? maskName(value) : value;
}
