import type * as z from 'zod';
import { callStanding } from '../../domain/call-standing.ts';
import type { Notice } from '../../domain/notice.ts';
import type { CallBack } from '../shared/calls.ts';
import type { Settlement } from '../shared/notices.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';
import type { attemptBody } from './requests.ts';

type AttemptPorts = Pick<ApiPorts, 'calls' | 'notices' | 'clock'>;

const MOST_ATTEMPTS = 5;
/** What a call may still settle: a message that arrived, or was called off, stays as it is. */
const UNSETTLED: readonly Notice['status'][] = ['queued', 'held', 'calling', 'sent', 'failed', 'unknown'];

/** Notes one attempt; a call that is over tells its notice how it ended. Throws 409 where the call is over already. */
export async function attempt(
  ports: AttemptPorts,
  staff: Staff,
  id: string,
  { result, note }: z.output<typeof attemptBody>,
): Promise<CallBack> {
  for (let again = 0; again < MOST_ATTEMPTS; again++) {
    const call = await ports.calls.get(id);
    if (!call) throw notFound();
    if (call.status !== 'open') throw new HttpProblem(409, '这个回拨已经结束,不用再打');
    const at = ports.clock.now();
    const attempts = [...call.attempts, { at, by: staff.sub, result, ...(note !== undefined && { note }) }];
    const next: CallBack = {
      ...call,
      attempts,
      status: callStanding(attempts.map((each) => each.result)),
      version: call.version + 1,
    };
    if (!(await ports.calls.update(next))) continue;
    if (next.status !== 'open') await settle(ports, next, at);
    return next;
  }
  throw new HttpProblem(409, '这个回拨正在变动,请刷新后再试');
}

async function settle({ notices }: AttemptPorts, call: CallBack, at: number): Promise<void> {
  const notice = await notices.get(call.notice);
  if (notice) await notices.settle(notice, UNSETTLED, { at, byCall: true, ...ended(call) });
}

function ended({ attempts, text }: CallBack): Omit<Settlement, 'at'> {
  if (attempts.some(({ result }) => result === 'reached'))
    return { status: 'delivered', text, detail: '人工回拨,已告知' };
  const refused = attempts.some(({ result }) => result === 'refused');
  return { status: 'failed', detail: refused ? '人工回拨,对方不愿接听' : `人工回拨${attempts.length}次,没有联系上` };
}
