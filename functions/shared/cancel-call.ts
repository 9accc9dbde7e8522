import type { Notice } from '../../domain/notice.ts';
import type { CallBack, CallBacks } from './calls.ts';
import { callIdsOf, type SendOnPorts } from './send-on.ts';

export interface CancelCallPorts extends Pick<SendOnPorts, 'people' | 'province'> {
  calls: Pick<CallBacks, 'get' | 'update'>;
}

/** The call that is or was owed about a notice, wherever its person lived when it was opened. */
export async function callAbout(ports: CancelCallPorts, notice: Notice): Promise<CallBack | undefined> {
  for (const id of await callIdsOf(ports, notice)) {
    const call = await ports.calls.get(id);
    if (call) return call;
  }
  return undefined;
}

/** Takes a call off the hotline's list because the message arrived after all; one that somebody tried already stays with them. */
export async function cancelCall(ports: CancelCallPorts, notice: Notice): Promise<void> {
  const call = await callAbout(ports, notice);
  if (call?.status !== 'open' || call.attempts.length > 0) return;
  // Somebody who tries it at this very moment wins: then it is no longer untried.
  await ports.calls.update({ ...call, status: 'cancelled', version: call.version + 1 });
}
