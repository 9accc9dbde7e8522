import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ReceiptDoors } from '../../../domain/receipt-profile.ts';
import type { Receipt, ReceiptProvider } from '../../../domain/sms-receipt.ts';
import { receiptSecret } from '../../../functions/record-receipt/door.ts';
import { recordReceipt } from '../../../functions/record-receipt/handler.ts';
import { onHttp } from '../../../functions/shared/http.ts';
import { memoryHub } from '../memory-hub.ts';
import { gatewayContext, gatewayEvent } from '../shared/gateway.ts';

const answer = z.object({ statusCode: z.number(), body: z.string() });

/** What a vendor meets at the door, over a hub in memory. */
export function doorOf(doors?: ReceiptDoors) {
  const hub = memoryHub();
  const receipts: Receipt[] = [];
  const ports = {
    ...hub.ports,
    doors,
    receipts: { send: async (given: readonly Receipt[]) => void receipts.push(...given) },
  };
  const handler = onHttp(recordReceipt(ports));

  async function push(
    what: 'receipts' | 'replies',
    provider: string,
    body: unknown,
    { secret, form = false }: { secret?: string | undefined; form?: boolean } = {},
  ) {
    const route = `POST /v1/${what}/{provider}${secret === undefined ? '' : '/{secret}'}`;
    const event = gatewayEvent(route, {
      headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json;charset=utf-8' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      pathParameters: { provider, ...(secret !== undefined && { secret }) },
    });
    const { statusCode, body: text } = answer.parse(await handler(event, gatewayContext()));
    return { status: statusCode, body: z.looseObject({}).parse(JSON.parse(text)) };
  }

  return {
    hub,
    ports,
    receipts,
    push,
    secretOf: (provider: ReceiptProvider) => receiptSecret(ports, provider),
    /** By the address that the vendor was given. */
    pushed: (what: 'receipts' | 'replies', provider: ReceiptProvider, body: unknown, form = false) =>
      push(what, provider, body, { secret: receiptSecret(ports, provider), form }),
    guess: () => randomBytes(16).toString('base64url'),
  };
}
