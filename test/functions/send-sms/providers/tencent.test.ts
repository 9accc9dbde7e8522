import { describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../../functions/send-sms/providers/credentials.ts';
import { type TencentParts, tencentKey, tencentProvider } from '../../../../functions/send-sms/providers/tencent.ts';
import { tencentCodes } from '../../../../functions/send-sms/providers/tencent-codes.ts';
import { type Answer, closedOrigin, json, unclearAnswers, vendorServer } from './vendor-server.ts';
import { acceptsTc3 } from './verify.ts';

const NOW = Date.parse('2026-11-25T02:00:00Z');
const SECRET = 'a secret of Tencent';
const message = {
  phone: '+8613800138000',
  text: '【江西民政】王秀英您好,您家的临时救助已批准,共1200元。没收到请打0932-5550123。',
  template: { key: 'granted.person', values: { 姓名: '王秀英', 事项: '临时救助', 金额: '1200', 电话: '0932-5550123' } },
  reference: 'H#h-1/n-1',
};
const approved = {
  code: '1234567',
  // The approved template has its variables in another order than our wording.
  variables: ['姓名', '金额', '事项', '电话'].map((name, at) => ({ name, as: String(at + 1) })),
};
const filled = JSON.stringify({ secretId: 'AKID-test', secretKey: SECRET });

const parts = (more: Partial<TencentParts>): TencentParts => ({
  origin: '',
  region: 'ap-guangzhou',
  sdkAppId: '1400006666',
  signature: '江西民政',
  templateOf: (key) => (key === 'granted.person' ? approved : undefined),
  credentials: credentialsOf(async () => filled, tencentKey),
  clock: { now: () => NOW },
  ...more,
});

async function providerAt(answer: Answer, more: Partial<TencentParts> = {}) {
  const { origin, received } = await vendorServer(answer);
  return { provider: tencentProvider(parts({ origin, ...more })), received };
}

const response = (body: object) => ({ Response: { ...body, RequestId: 'a0aabda6-cf91-4f3e-a81f-9198114a2279' } });
const error = (Code: string) => response({ Error: { Code, Message: 'no' } });
const status = (Code: string) =>
  response({
    SendStatusSet: [
      {
        SerialNo: Code === 'Ok' ? '5000:1045710669157053657849499619' : '',
        PhoneNumber: message.phone,
        Fee: Code === 'Ok' ? 1 : 0,
        SessionContext: message.reference,
        Code,
        Message: 'send status',
        IsoCode: 'CN',
      },
    ],
  });

/** Answers as the vendor documents, but only where it would accept the signature. */
const checked =
  (body: unknown): Answer =>
  (out, request) =>
    json(acceptsTc3(request, SECRET) ? body : error('AuthFailure.SignatureFailure'))(out, request);

describe('a message by Tencent', () => {
  it('goes out as its approved template, variables in the order of the template', async () => {
    const { provider, received } = await providerAt(checked(status('Ok')));

    expect(await provider.send(message)).toEqual({ kind: 'sent', providerId: '5000:1045710669157053657849499619' });

    const [request] = received;
    expect(request?.path).toBe('/');
    expect(request?.headers).toMatchObject({
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      PhoneNumberSet: ['+8613800138000'],
      SmsSdkAppId: '1400006666',
      SignName: '江西民政',
      TemplateId: '1234567',
      TemplateParamSet: ['王秀英', '1200', '临时救助', '0932-5550123'],
      SessionContext: 'H#h-1/n-1',
    });
  });

  it('is refused before any call where its wording has no template code', async () => {
    const { provider, received } = await providerAt(checked(status('Ok')));
    const { template: _, ...free } = message;
    expect(await provider.send(free)).toMatchObject({ kind: 'refused', by: 'provider' });
    expect(received).toEqual([]);
  });

  it.each([
    ['RequestLimitExceeded.UinLimitExceeded', { kind: 'busy' }],
    ['AuthFailure.SignatureExpire', { kind: 'busy' }],
    ['UnauthorizedOperation.SdkAppIdIsDisabled', { kind: 'refused', by: 'provider' }],
    ['AuthFailure.UnauthorizedOperation', { kind: 'refused', by: 'provider' }],
    ['FailedOperation.NeverHeardOf', { kind: 'refused', by: 'provider', reason: expect.stringContaining('(Failed') }],
  ])('refused as a whole by %s is %o', async (code, expected) => {
    const { provider } = await providerAt(checked(error(code)));
    expect(await provider.send(message)).toMatchObject(expected);
  });

  it.each([
    ['LimitExceeded.PhoneNumberThirtySecondLimit', { kind: 'busy' }],
    ['LimitExceeded.PhoneNumberDailyLimit', { kind: 'refused', by: 'provider' }],
    ['FailedOperation.InsufficientBalanceInSmsPackage', { kind: 'refused', by: 'provider' }],
    ['FailedOperation.PhoneNumberInBlacklist', { kind: 'refused', by: 'recipient' }],
    ['InvalidParameterValue.IncorrectPhoneNumber', { kind: 'refused', by: 'recipient' }],
  ])('whose number is answered by %s is %o', async (code, expected) => {
    const { provider } = await providerAt(checked(status(code)));
    expect(await provider.send(message)).toMatchObject(expected);
  });

  it.each(['InternalError.Timeout', 'InternalError.SendAndRecvFail', 'InternalError.UnknownError'])(
    'answered by an error inside the vendor (%s) may have gone out',
    async (code) => {
      for (const body of [error(code), status(code)]) {
        const { provider } = await providerAt(checked(body));
        await expect(provider.send(message)).rejects.toThrow(/provider/);
      }
    },
  );

  it.each(unclearAnswers)('may have gone out after $name', async ({ answer }) => {
    const { provider, received } = await providerAt(answer, { timeoutMs: 300 });
    await expect(provider.send(message)).rejects.toThrow(/provider/);
    expect(received).toHaveLength(1);
  });

  it('certainly did not go out where nobody listens', async () => {
    const provider = tencentProvider(parts({ origin: await closedOrigin() }));
    expect(await provider.send(message)).toEqual({ kind: 'busy' });
  });

  it('whose credentials are not accepted and stay the same is refused', async () => {
    const credentials = credentialsOf(async () => filled.replace(SECRET, 'a wrong secret'), tencentKey);
    const { provider } = await providerAt(checked(status('Ok')), { credentials });
    expect(await provider.send(message)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('密钥') });
  });
});

describe('an earlier call to Tencent, asked after', () => {
  const asked = { phone: message.phone, reference: message.reference, at: NOW - 600_000 };
  const reports = (...contexts: (string | undefined)[]) =>
    response({
      PullSmsSendStatusSet: contexts.map((SessionContext, at) => ({
        SerialNo: `5000:${at}`,
        ReportStatus: 'SUCCESS',
        ...(SessionContext !== undefined && { SessionContext }),
      })),
    });

  it('was sent where a report carries its reference', async () => {
    const { provider, received } = await providerAt(checked(reports('other', message.reference)));
    expect(await provider.find?.(asked)).toEqual({ kind: 'sent', providerId: '5000:1' });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      PhoneNumber: message.phone,
      BeginTime: NOW / 1000 - 900,
      EndTime: NOW / 1000,
    });
  });

  it.each([
    [reports()],
    [reports('other', undefined)],
    [response({ PullSmsSendStatusSet: null })],
    [error('InternalError')],
  ])('stays unknown where none does: the network may not have reported yet', async (body) => {
    const { provider } = await providerAt(checked(body));
    expect(await provider.find?.(asked)).toEqual({ kind: 'unknown' });
  });
});

it('every reason of Tencent is Chinese and holds no number', () => {
  for (const verdict of Object.values(tencentCodes))
    if (verdict.kind === 'refused') expect(verdict.reason).toMatch(/^[^\d]*\p{Script=Han}[^\d]*$/u);
});
