import type * as z from 'zod';
import { failureClassOf, failureName } from '../../domain/delivery.ts';
import { divisionName } from '../../domain/division.ts';
import type { Notice } from '../../domain/notice.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { CallBack } from '../shared/calls.ts';
import { callAbout } from '../shared/cancel-call.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { providerTitle } from './delivery-statistics.ts';
import type { noticeLife } from './notice-answers.ts';
import { recipientsOf, viewOf } from './notice-view.ts';
import { attemptName, callResultName, callStatusName, statusName } from './notice-words.ts';
import type { ApiPorts } from './ports.ts';

type Life = z.output<typeof noticeLife>;
type LifePorts = Pick<ApiPorts, 'people' | 'province' | 'notices' | 'calls'>;

/** Notices with all that became of them, newest first: providers, receipts, what they were told with, and the hotline's calls. */
export async function noticeLives(ports: LifePorts, notices: readonly Notice[]): Promise<Life[]> {
  const people = await recipientsOf(ports, notices);
  const newestFirst = notices.toSorted((a, b) => b.createdAt - a.createdAt);
  return inParallel(8, newestFirst, async (notice) => {
    const [call, carrier] = await Promise.all([
      mayHaveCall(notice) ? callAbout(ports, notice) : undefined,
      notice.into && ports.notices.get(notice.into),
    ]);
    return { ...viewOf(ports, notice, people), ...lifeOf(ports, notice), ...intoOf(notice, carrier), ...callOf(call) };
  });
}

/** What arrived may have been owed a call before, or have arrived by one. */
const mayHaveCall = ({ channel, status }: Notice): boolean =>
  channel === 'call-back' || (channel === 'sms' && ['failed', 'unknown', 'delivered'].includes(status));

function lifeOf({ province }: LifePorts, notice: Notice) {
  const { subject, status, channel, detail, attempts = [], resent, settledAt, together, township } = notice;
  return {
    subject,
    statusName: statusName(status),
    townshipName: divisionName(township, province.divisions),
    ...(status === 'failed' && channel === 'sms' && { failure: failureName(failureClassOf(detail)) }),
    attempts: attempts.map(({ at, provider, result, reason }) => ({
      at: offsetDateTime(at),
      provider: providerTitle(provider),
      result: attemptName(result),
      ...(reason !== undefined && { reason }),
    })),
    ...(resent !== undefined && { resent }),
    ...(status === 'delivered' && settledAt !== undefined && { deliveredAt: offsetDateTime(settledAt) }),
    ...(together && { together: together.parts.map((part) => ({ subject: part.subject, id: part.id })) }),
  };
}

const intoOf = ({ into }: Notice, carrier: Notice | undefined) =>
  into && {
    into: { ...into, ...(carrier && { status: carrier.status, statusName: statusName(carrier.status) }) },
  };

const callOf = (call: CallBack | undefined) =>
  call && {
    callBack: {
      id: call.id,
      status: call.status,
      statusName: callStatusName(call.status),
      attempts: call.attempts.map(({ at, by, result, note }) => ({
        at: offsetDateTime(at),
        by,
        result,
        resultName: callResultName(result),
        ...(note !== undefined && { note }),
      })),
    },
  };
