import { formatYuan } from '../../../domain/money.ts';
import { personNotice } from '../../../domain/notice-plan.ts';
import { officeFor } from '../../../domain/office.ts';
import { wantsCall } from '../../../domain/person-contact.ts';
import { programmeSaid } from '../../../domain/programme-said.ts';
import { addDays, chineseDate, dayOf } from '../../../domain/shanghai-day.ts';
import { inParallel } from '../in-parallel.ts';
import type { NoticeKey, Notices } from '../notices.ts';
import type { Hasher } from '../sealing.ts';
import { isStranger } from '../send-on.ts';
import { townshipFor } from '../subject.ts';
import type { Known } from './identify.ts';
import { idsFor, type ReassessPorts } from './reassess.ts';

/** A grant told later than this is no news; a back-filled year must not ring anybody's phone. */
const NEWS_FOR_DAYS = 30;

/** Tells a recipient that aid was granted: once a grant, however often its state is sent again. */
export async function tellGrants(
  ports: Pick<ReassessPorts, 'hasher' | 'province' | 'clock' | 'smsAvailable'> & { notices: Pick<Notices, 'put'> },
  known: readonly Known[],
): Promise<void> {
  if (!ports.province.profile.notices.toRecipients.includes('granted')) return;
  await inParallel(8, known, (each) => tellGrant(ports, each));
}

async function tellGrant(
  { notices, province, clock, ...ids }: Parameters<typeof tellGrants>[0],
  { event, person, entry }: Known,
): Promise<void> {
  if (event.name !== 'benefit-granted' || !person || person.diedOn) return;
  const { status, amount, reimbursement, grantedOn, payBy, programme, grantId } = event.data;
  const now = clock.now();
  if (status !== 'granted' || reimbursement || amount === undefined) return;
  if (grantedOn < addDays(dayOf(now), -NEWS_FOR_DAYS)) return;
  const township = townshipFor(person, province);
  const office = officeFor(province.offices, 'township', township);
  if (!office) return;
  const notice = personNotice(idsFor(ids), now, {
    kind: 'granted',
    // Never the household: somebody who joins one between two deliveries of the event would be told twice.
    subject: person.id,
    person: person.id,
    township,
    cause: causeOf(ids.hasher, entry.source, grantId),
    reason: '救助已批准,告知本人',
    values: {
      ...(person.name && { 姓名: person.name.value }),
      事项: programmeSaid(programme),
      金额: formatYuan(amount),
      ...(payBy !== undefined && payBy >= dayOf(now) && { 日期: chineseDate(payBy) }),
      电话: office.landline,
    },
    // Of somebody not yet introduced nobody knows; it is seen when the message goes out.
    hasMobile: isStranger(person) || (person.phone?.value.startsWith('+86') ?? false),
    prefersCall: wantsCall(person),
  });
  await notices.put([notice]);
}

const causeOf = (hasher: Pick<Hasher, 'scoped'>, source: string, grantId: string) =>
  `grant:${hasher.scoped('notice', source, grantId)}`;

/** Under which key a person is told of a grant, if they are. */
export const grantNoticeKey = (
  hasher: Pick<Hasher, 'scoped'>,
  person: string,
  source: string,
  grantId: string,
): NoticeKey => ({
  subject: person,
  id: hasher.scoped('notice', person, causeOf(hasher, source, grantId), 'granted', person),
});
