import type * as z from 'zod';
import type { Notice, NoticeStatus } from '../../domain/notice.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { grantNoticeKey } from '../shared/assessing/grants.ts';
import { toldBy } from '../shared/assessing/told.ts';
import { personByNumber, type WherePorts } from '../shared/assessing/where.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { Notices } from '../shared/notices.ts';
import type { recipientTold } from './answers.ts';

type Told = z.output<typeof recipientTold>;

export interface RecipientToldPorts extends WherePorts {
  notices: Pick<Notices, 'get'>;
}

/** Whether the recipient of a grant was told of it: where that stands, and nothing of whom, how and where. Undefined: nobody is told of such an event. */
export async function recipientToldOf(ports: RecipientToldPorts, entry: LedgerEntry): Promise<Told | undefined> {
  const event = toldBy(entry);
  if (event?.name !== 'benefit-granted') return undefined;
  const person = await personByNumber(ports, event.data.person.idNumber);
  const key = person && grantNoticeKey(ports.hasher, person.id, entry.source, event.data.grantId);
  const own = key && (await ports.notices.get(key));
  // Told together with others it stands as the message does that carried them.
  const notice = own?.into ? await ports.notices.get(own.into) : own;
  return notice && standing(notice);
}

function standing({ status, channel, settledAt }: Notice): Told {
  const { key, name } = channel === 'call-back' && status === 'queued' ? byCall : standings[status];
  return { status: key, name, ...(settledAt !== undefined && key !== 'waiting' && { at: offsetDateTime(settledAt) }) };
}

const waiting = { key: 'waiting', name: '还没有发' } as const;
const sent = { key: 'sent', name: '已发出,还没有回执' } as const;
const byCall = { key: 'calling', name: '由热线打电话告知' } as const;
const standings: Readonly<Record<NoticeStatus, { key: Told['status']; name: string }>> = {
  queued: waiting,
  held: waiting,
  calling: sent,
  sent,
  delivered: { key: 'told', name: '已告知' },
  failed: { key: 'not-reached', name: '短信没有送到,由热线打电话,或电话也没有联系上' },
  unknown: byCall,
  cancelled: { key: 'cancelled', name: '不用再告知' },
};
