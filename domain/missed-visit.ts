import type { Notice } from './notice.ts';
import { type NoticeIds, officeInShort, officeOf, personNotice } from './notice-plan.ts';
import { type PersonContact, wantsCall } from './person-contact.ts';
import type { Province } from './province.ts';
import { addDays, chineseDate, dayOf } from './shanghai-day.ts';
import type { Found } from './visiting.ts';
import type { Warning } from './warning.ts';

/** A visit written down later than this is no news: whoever reads of it has long been met or called. */
const NEWS_FOR_DAYS = 3;

/** Who stands for the household, as far as a message needs it. */
export interface Head {
  id: string;
  name?: { value: string } | undefined;
  phone?: { value: string } | undefined;
  diedOn?: string | undefined;
  contact?: PersonContact | undefined;
}

/**
 * Tells whoever stands for the household that somebody was at the door and met nobody, once a day: they can ring up, or have
 * a neighbour say a word. It says no more than a note on the door would. Undefined where the province tells recipients nothing
 * of it.
 */
export function missedNotice(
  warning: Warning,
  { met, visitedAt }: Pick<Found, 'met' | 'visitedAt'>,
  head: Head | undefined,
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice | undefined {
  const office = officeOf(warning, province);
  const day = dayOf(visitedAt);
  if (met !== 'nobody' || !head || head.diedOn || !office) return undefined;
  if (!province.profile.notices.toRecipients.includes('missed') || day < addDays(dayOf(now), -NEWS_FOR_DAYS))
    return undefined;
  return personNotice(ids, now, {
    kind: 'missed',
    subject: warning.subject,
    person: head.id,
    township: warning.township,
    cause: `missed#${warning.id}#${day}`,
    warning: warning.id,
    reason: '上门没遇到人,告知本人',
    values: {
      ...(head.name && { 姓名: head.name.value }),
      单位: officeInShort(office.name),
      日期: chineseDate(day),
      电话: office.landline,
    },
    hasMobile: head.phone?.value.startsWith('+86') ?? false,
    prefersCall: wantsCall(head),
  });
}
