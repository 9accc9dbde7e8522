import { replyWord } from '../../domain/reply-word.ts';
import type { ReceiptProvider } from '../../domain/sms-receipt.ts';
import type { OptOuts } from '../shared/opt-outs.ts';
import type { Hasher } from '../shared/sealing.ts';
import { count } from '../shared/telemetry.ts';
import { type OpenOrderPorts, openOrder } from './reply-order.ts';
import type { SaidReply } from './vendor-form.ts';

export interface TakeReplyPorts extends OpenOrderPorts {
  optOuts: Pick<OptOuts, 'put'>;
  hasher: Pick<Hasher, 'phoneKey' | 'scoped'>;
}

/**
 * What somebody answered: a word that declines or asks for messages again is kept by the number; thanks ask for nothing; anything else is
 * somebody's question, and becomes a work order of the hotline. The same reply again has the same effect.
 */
export async function takeReply(ports: TakeReplyPorts, provider: ReceiptProvider, reply: SaidReply): Promise<void> {
  const now = ports.clock.now();
  const at = Math.min(reply.at ?? now, now);
  const word = replyWord(reply.text);
  switch (word) {
    case 'opt-out':
    case 'resume': {
      const said = { out: word === 'opt-out', at, by: 'reply' };
      if (await ports.optOuts.put(ports.hasher.phoneKey(reply.phone), said))
        count(said.out ? 'RepliesOptedOut' : 'RepliesResumed');
      return;
    }
    case 'thanks':
      return count('RepliesThankful');
    case undefined:
      await openOrder(ports, provider, reply, at);
      return count('RepliesToRead');
  }
}
