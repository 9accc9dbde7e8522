import type { Notice } from '../../domain/notice.ts';
import type { Settlement } from '../shared/notices.ts';
import { openCall } from '../shared/send-on.ts';
import type { SendSmsPorts } from './ports.ts';

type GiveUpPorts = Pick<SendSmsPorts, 'notices' | 'calls' | 'people' | 'province' | 'clock'>;

/** The text message has failed for good: the call is owed first, so that nobody falls between the two writes. */
export async function giveUp(
  ports: GiveUpPorts,
  notice: Notice,
  from: Notice['status'][],
  detail: string,
  more: Pick<Settlement, 'attempt' | 'ofClaim'> = {},
): Promise<void> {
  await openCall(ports, notice);
  await ports.notices.settle(notice, from, { status: 'failed', at: ports.clock.now(), detail, ...more });
}

/** Nobody can say whether it went out: never sent again, and the hotline asks whether it arrived. The call is owed first here too. */
export async function leaveUnknown(ports: GiveUpPorts, notice: Notice, detail: string): Promise<void> {
  const { claimedAt, provider } = notice;
  const at = ports.clock.now();
  await openCall(ports, notice);
  await ports.notices.settle(notice, ['calling'], {
    status: 'unknown',
    at,
    detail,
    ofClaim: claimedAt,
    ...(provider !== undefined && { attempt: { provider, at: claimedAt ?? at, result: 'unknown' } }),
  });
}
