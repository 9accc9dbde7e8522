import type { Receipt, ReceiptProvider } from '../../domain/sms-receipt.ts';
import type { HttpRequest, HttpRoute, HttpRoutes } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { count, log } from '../shared/telemetry.ts';
import { type DoorPorts, whoComes } from './door.ts';
import { aliyunForm } from './forms/aliyun.ts';
import { masForm } from './forms/mas.ts';
import { tencentForm } from './forms/tencent.ts';
import { readable, recordsOf } from './records.ts';
import { type TakeReplyPorts, takeReply } from './take-reply.ts';
import type { SaidReceipt, VendorForm } from './vendor-form.ts';

export interface RecordReceiptPorts extends DoorPorts, TakeReplyPorts {
  hasher: DoorPorts['hasher'] & TakeReplyPorts['hasher'];
  /** Receipts wait here until their notice is known. */
  receipts: { send(receipts: readonly Receipt[]): Promise<void> };
}

const forms: Readonly<Record<ReceiptProvider, VendorForm>> = {
  aliyun: aliyunForm,
  tencent: tencentForm,
  mas: masForm,
};

/**
 * What providers push: receipts go into a queue, from which they are matched and waited for; replies are taken here. The answer says
 * “taken” in the vendor's own form once everything is stored; otherwise the vendor comes again.
 */
export const recordReceipt = (ports: RecordReceiptPorts): HttpRoutes => ({
  'POST /v1/receipts/{provider}': entering(ports, takeReceipts),
  'POST /v1/receipts/{provider}/{secret}': entering(ports, takeReceipts),
  'POST /v1/replies/{provider}': entering(ports, takeReplies),
  'POST /v1/replies/{provider}/{secret}': entering(ports, takeReplies),
});

type Take = (ports: RecordReceiptPorts, provider: ReceiptProvider, request: HttpRequest) => Promise<void>;

const entering =
  (ports: RecordReceiptPorts, take: Take): HttpRoute =>
  async (request): Promise<HttpAnswer> => {
    const { provider: named, secret } = request.pathParameters;
    const provider = whoComes(ports, named, secret, request.address);
    if (provider === undefined) {
      count('ProviderRequestsRefused');
      throw notFound('没有这个地址,请对照接口文档');
    }
    await take(ports, provider, request);
    return json(200, forms[provider].taken);
  };

async function takeReceipts(ports: RecordReceiptPorts, provider: ReceiptProvider, request: HttpRequest): Promise<void> {
  const said = readable(forms[provider].receipt, recordsOf(request), provider);
  await ports.receipts.send(
    said.flatMap((receipt) => (receipt ? [receiptOf(ports, provider, receipt, ports.clock.now())] : [])),
  );
}

const receiptOf = (
  { hasher }: RecordReceiptPorts,
  provider: ReceiptProvider,
  { phone, at = Number.POSITIVE_INFINITY, ...said }: SaidReceipt,
  now: number,
): Receipt => ({ ...said, provider, recipient: hasher.phoneKey(phone), at: Math.min(at, now) });

async function takeReplies(ports: RecordReceiptPorts, provider: ReceiptProvider, request: HttpRequest): Promise<void> {
  const replies = readable(forms[provider].reply, recordsOf(request), provider);
  let missed = 0;
  for (const reply of replies) {
    try {
      await takeReply(ports, provider, reply);
    } catch (error) {
      log.error('A reply could not be taken', error, { provider });
      missed += 1;
    }
  }
  // What was taken meets itself when the vendor comes again.
  if (missed > 0)
    throw new HttpProblem(503, { detail: '有上行短信没有收下,请稍后重发', headers: { 'retry-after': '60' } });
}
