import { describe, expect, it } from 'vitest';
import { type AliyunParts, aliyunKey, aliyunProvider } from '../../../../functions/send-sms/providers/aliyun.ts';
import { aliyunCodes } from '../../../../functions/send-sms/providers/aliyun-codes.ts';
import { credentialsOf } from '../../../../functions/send-sms/providers/credentials.ts';
import { type Answer, closedOrigin, json, unclearAnswers, vendorServer } from './vendor-server.ts';
import { acceptsAcs } from './verify.ts';

const NOW = Date.parse('2026-11-25T02:00:00Z');
const SECRET = 'a secret of Aliyun';
const message = {
  phone: '+8613800138000',
  text: '【甘肃民政】王秀英您好,您家的临时救助已批准,共1200元。没收到请打0932-5550123。',
  template: { key: 'granted.person', values: { 姓名: '王秀英', 事项: '临时救助', 金额: '1200', 电话: '0932-5550123' } },
  reference: 'H#h-1/n-1',
};
const approved = {
  code: 'SMS_154950909',
  variables: [
    { name: '姓名', as: 'name' },
    { name: '事项', as: 'matter' },
    { name: '金额', as: 'yuan' },
    { name: '电话', as: 'tel' },
  ],
};
const filled = JSON.stringify({ accessKeyId: 'LTAI-test', accessKeySecret: SECRET });

async function providerAt(answer: Answer, more: Partial<AliyunParts> = {}) {
  const { origin, received } = await vendorServer(answer);
  return { provider: aliyunProvider(parts({ origin, ...more })), received };
}

const parts = (more: Partial<AliyunParts>): AliyunParts => ({
  origin: '',
  hash: 'sha256',
  signature: '甘肃民政',
  templateOf: (key) => (key === 'granted.person' ? approved : undefined),
  credentials: credentialsOf(async () => filled, aliyunKey),
  clock: { now: () => NOW },
  ...more,
});

/** Answers as the vendor documents, but only where it would accept the signature. */
const checked =
  (body: unknown, status = 200): Answer =>
  (response, request) =>
    acceptsAcs(request, SECRET)
      ? json(body, status)(response, request)
      : json({ Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched' }, 403)(response, request);

const OK = { Code: 'OK', Message: 'OK', BizId: '900619746936498440^0', RequestId: 'F655A8D5' };

describe('a message by Aliyun', () => {
  it.each(['sha256', 'sm3'] as const)('goes out as its approved template, signed by %s', async (hash) => {
    const { provider, received } = await providerAt(checked(OK), { hash });

    expect(await provider.send(message)).toEqual({ kind: 'sent', providerId: OK.BizId });

    const [request] = received;
    expect(request?.headers['x-acs-action']).toBe('SendSms');
    expect(request?.body).toBe('');
    expect(Object.fromEntries(new URLSearchParams(request?.path.slice(2)))).toEqual({
      PhoneNumbers: '13800138000',
      SignName: '甘肃民政',
      TemplateCode: 'SMS_154950909',
      TemplateParam: '{"name":"王秀英","matter":"临时救助","yuan":"1200","tel":"0932-5550123"}',
      OutId: 'H#h-1/n-1',
    });
  });

  it('is refused before any call where its wording has no template code', async () => {
    const { provider, received } = await providerAt(checked(OK));
    const other = { ...message, template: { ...message.template, key: 'urge.office' } };
    expect(await provider.send(other)).toMatchObject({ kind: 'refused', by: 'provider' });
    expect(received).toEqual([]);
  });

  it('is refused before any call where a variable has no value, naming it', async () => {
    const { provider, received } = await providerAt(checked(OK));
    const { 金额: _, ...values } = message.template.values;
    const refusal = await provider.send({ ...message, template: { key: 'granted.person', values } });
    expect(refusal).toEqual({ kind: 'refused', reason: '模板变量“金额”没有内容,没有发送', by: 'provider' });
    expect(received).toEqual([]);
  });

  it.each([
    ['Throttling.User', 400, { kind: 'busy' }],
    ['Throttling.Api', 503, { kind: 'busy' }],
    ['InvalidTimeStamp.Expired', 400, { kind: 'busy' }],
    ['isv.BUSINESS_LIMIT_CONTROL', 200, { kind: 'refused', by: 'provider' }],
    ['isv.AMOUNT_NOT_ENOUGH', 200, { kind: 'refused', by: 'provider' }],
    ['isv.MOBILE_NUMBER_ILLEGAL', 200, { kind: 'refused', by: 'recipient' }],
    ['Forbidden.RAM', 403, { kind: 'refused', by: 'provider' }],
    ['isv.NEVER_HEARD_OF', 200, { kind: 'refused', by: 'provider', reason: expect.stringContaining('NEVER_HEARD_OF') }],
  ])('answered by %s (%i) is %o', async (Code, status, expected) => {
    const { provider } = await providerAt(checked({ Code, Message: 'no', RequestId: 'F655A8D5' }, status));
    expect(await provider.send(message)).toMatchObject(expected);
  });

  it('says nothing of a code that might be something else', async () => {
    const { provider } = await providerAt(checked({ Code: '13800138000' }));
    expect(await provider.send(message)).toEqual({
      kind: 'refused',
      reason: '阿里云没有接受这条短信,请管理员查对',
      by: 'provider',
    });
  });

  it.each(['isp.SYSTEM_ERROR', 'InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'])(
    'answered by an error inside the vendor (%s) may have gone out',
    async (Code) => {
      const { provider } = await providerAt(checked({ Code }, 503));
      await expect(provider.send(message)).rejects.toThrow(/provider/);
    },
  );

  it('answered by an unknown code of a failing server may have gone out', async () => {
    const { provider } = await providerAt(checked({ Code: 'Odd' }, 500));
    await expect(provider.send(message)).rejects.toThrow(/provider/);
  });

  it.each(unclearAnswers)('may have gone out after $name', async ({ answer }) => {
    const { provider, received } = await providerAt(answer, { timeoutMs: 300 });
    await expect(provider.send(message)).rejects.toThrow(/provider/);
    expect(received).toHaveLength(1);
  });

  it('certainly did not go out where nobody listens', async () => {
    const provider = aliyunProvider(parts({ origin: await closedOrigin() }));
    expect(await provider.send(message)).toEqual({ kind: 'busy' });
  });

  it('certainly did not go out to somebody who does not speak TLS', async () => {
    const { origin } = await vendorServer(json(OK));
    const provider = aliyunProvider(parts({ origin: origin.replace('http:', 'https:') }));
    expect(await provider.send(message)).toMatchObject({ kind: 'refused', by: 'provider' });
  });
});

describe('credentials of Aliyun', () => {
  it('that nobody filled in refuse the message and say what to do', async () => {
    const { provider, received } = await providerAt(checked(OK), {
      credentials: credentialsOf(async () => undefined, aliyunKey),
    });
    expect(await provider.send(message)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('sms secret aliyun'),
    });
    expect(received).toEqual([]);
  });

  it('that cannot be read leave the message for later', async () => {
    const credentials = credentialsOf(() => Promise.reject(new Error('no secrets today')), aliyunKey);
    const { provider } = await providerAt(checked(OK), { credentials });
    expect(await provider.send(message)).toEqual({ kind: 'busy' });
  });

  it('are read once, and anew after a refused signature: the next try has the new ones', async () => {
    const texts = [filled.replace(SECRET, 'the old secret'), filled];
    let reads = 0;
    const credentials = credentialsOf(async () => texts[Math.min(reads++, 1)], aliyunKey);
    const { provider } = await providerAt(checked(OK), { credentials });

    expect(await provider.send(message)).toEqual({ kind: 'busy' });
    expect(await provider.send(message)).toMatchObject({ kind: 'sent' });
    expect(await provider.send(message)).toMatchObject({ kind: 'sent' });
    expect(reads).toBe(2);
  });

  it('that stay wrong refuse the message', async () => {
    const credentials = credentialsOf(async () => filled.replace(SECRET, 'a wrong secret'), aliyunKey);
    const { provider } = await providerAt(checked(OK), { credentials });
    expect(await provider.send(message)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('密钥') });
  });
});

describe('an earlier call to Aliyun, asked after', () => {
  const at = NOW - 10 * 60_000;
  const asked = { phone: message.phone, reference: message.reference, at };
  const details = (...outIds: string[]) => ({
    Code: 'OK',
    TotalCount: String(outIds.length),
    SmsSendDetailDTOs: { SmsSendDetailDTO: outIds.map((OutId) => ({ OutId, SendStatus: 1, PhoneNum: '13800138000' })) },
  });

  it('is sent where its reference stands under the day', async () => {
    const { provider, received } = await providerAt(checked(details('other', message.reference)));
    expect(await provider.find?.(asked)).toEqual({ kind: 'sent', providerId: '' });
    expect(Object.fromEntries(new URLSearchParams(received[0]?.path.slice(2)))).toEqual({
      PhoneNumber: '13800138000',
      SendDate: '20261125',
      PageSize: '50',
      CurrentPage: '1',
    });
  });

  it('is looked for on later pages', async () => {
    const { provider, received } = await providerAt((response, request) => {
      const second = request.path.includes('CurrentPage=2');
      checked(details(...(second ? [message.reference] : Array.from({ length: 50 }, (_, i) => `${i}`))))(
        response,
        request,
      );
    });
    expect(await provider.find?.(asked)).toMatchObject({ kind: 'sent' });
    expect(received).toHaveLength(2);
  });

  it.each([
    [5 * 60_000, 'unknown'],
    [5 * 60_000 + 1, 'not-sent'],
  ] as const)('was not sent where it does not stand there after %i ms: %s', async (age, kind) => {
    const { provider } = await providerAt(checked(details('other')));
    expect(await provider.find?.({ ...asked, at: NOW - age })).toEqual({ kind });
  });

  it('is looked for under both days around midnight in China', async () => {
    const { provider, received } = await providerAt(checked(details()));
    await provider.find?.({ ...asked, at: Date.parse('2026-11-24T15:58:00Z') });
    expect(received.map(({ path }) => /SendDate=(\d+)/.exec(path)?.[1])).toEqual(['20261124', '20261125']);
  });

  it.each(unclearAnswers)('stays unknown after $name', async ({ answer }) => {
    const { provider } = await providerAt(answer, { timeoutMs: 300 });
    expect(await provider.find?.(asked)).toEqual({ kind: 'unknown' });
  });
});

it('every reason of Aliyun is Chinese and holds no number', () => {
  for (const verdict of Object.values(aliyunCodes))
    if (verdict.kind === 'refused') expect(verdict.reason).toMatch(/^[^\d]*\p{Script=Han}[^\d]*$/u);
});
