import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { credentialsOf } from '../../../../functions/send-sms/providers/credentials.ts';
import { type MasParts, masKey, masProvider } from '../../../../functions/send-sms/providers/mas.ts';
import { type Answer, closedOrigin, json, type Received, unclearAnswers, vendorServer } from './vendor-server.ts';

const SECRET = 'a password of MAS';
const message = {
  phone: '+8613800138000',
  text: '【湖南民政】王秀英您好,您家的临时救助已批准,共1200元。【紧急】没收到请打0932-5550123。',
  reference: 'H#h-1/n-1',
};
const filled = JSON.stringify({ apId: 'hnmz', secretKey: SECRET });

const parts = (more: Partial<MasParts>): MasParts => ({
  url: '',
  ecName: '湖南省民政厅',
  sign: 'DWItALe3A',
  addSerial: '',
  credentials: credentialsOf(async () => filled, masKey),
  ...more,
});

async function providerAt(answer: Answer, more: Partial<MasParts> = {}) {
  const { origin, received } = await vendorServer(answer);
  return { provider: masProvider(parts({ url: `${origin}/sms/norsubmit`, ...more })), received };
}

const submission = z.strictObject({
  ecName: z.string(),
  apId: z.string(),
  mobiles: z.string(),
  content: z.string(),
  sign: z.string(),
  addSerial: z.string(),
  mac: z.string(),
});
const readSubmission = ({ body }: Received) =>
  submission.parse(JSON.parse(Buffer.from(body, 'base64').toString('utf8')));

/** Answers as the vendor documents, but only where it would accept the mac. */
const checked =
  (body: unknown): Answer =>
  (out, request) => {
    const { ecName, apId, mobiles, content, sign, addSerial, mac } = readSubmission(request);
    const own = createHash('md5').update(ecName + apId + SECRET + mobiles + content + sign + addSerial);
    json(own.digest('hex') === mac ? body : { msgGroup: '', rspcod: 'IllegalMac', success: false })(out, request);
  };
const OK = { msgGroup: '0925155032001000530002', rspcod: 'success', success: true };
const refusal = (rspcod: string) => ({ msgGroup: '', rspcod, success: false });

describe('a message by 云MAS', () => {
  it('goes out as text without its signature, which the platform adds, and without the password', async () => {
    const { provider, received } = await providerAt(checked(OK));

    expect(await provider.send(message)).toEqual({ kind: 'sent', providerId: OK.msgGroup });

    const [request] = received;
    expect(request?.path).toBe('/sms/norsubmit');
    expect(request && readSubmission(request)).toMatchObject({
      ecName: '湖南省民政厅',
      mobiles: '13800138000',
      content: '王秀英您好,您家的临时救助已批准,共1200元。【紧急】没收到请打0932-5550123。',
    });
  });

  it.each([
    [{ mgsGroup: 'g-1', rspcod: 'success', success: true }, 'g-1'],
    [{ msgGroup: 'g-2', rspcod: 'success', success: 'true' }, 'g-2'],
  ])('is sent where the platform spells its answer %o', async (answer, providerId) => {
    const { provider } = await providerAt(checked(answer));
    expect(await provider.send(message)).toEqual({ kind: 'sent', providerId });
  });

  it.each([
    ['NoSignId', { kind: 'refused', by: 'provider' }],
    ['InvalidMobile', { kind: 'refused', by: 'recipient' }],
    ['InvalidUsrOrPwd', { kind: 'refused', by: 'provider', reason: expect.stringContaining('密钥') }],
    ['NeverHeardOf', { kind: 'refused', by: 'provider', reason: expect.stringContaining('(NeverHeardOf)') }],
  ])('answered by %s is %o', async (rspcod, expected) => {
    const { provider } = await providerAt(checked(refusal(rspcod)));
    expect(await provider.send(message)).toMatchObject(expected);
  });

  it('whose mac is not accepted is sent by the password that stands there by now', async () => {
    const texts = [filled.replace(SECRET, 'the old password'), filled];
    let reads = 0;
    const credentials = credentialsOf(async () => texts[Math.min(reads++, 1)], masKey);
    const { provider } = await providerAt(checked(OK), { credentials });
    expect(await provider.send(message)).toEqual({ kind: 'busy' });
    expect(await provider.send(message)).toMatchObject({ kind: 'sent' });
  });

  it.each(unclearAnswers)('may have gone out after $name', async ({ answer }) => {
    const { provider, received } = await providerAt(answer, { timeoutMs: 300 });
    await expect(provider.send(message)).rejects.toThrow(/provider/);
    expect(received).toHaveLength(1);
  });

  it('certainly did not go out where nobody listens', async () => {
    const provider = masProvider(parts({ url: `${await closedOrigin()}/sms/norsubmit` }));
    expect(await provider.send(message)).toEqual({ kind: 'busy' });
  });

  it('cannot be asked after', () => {
    expect(masProvider(parts({})).find).toBeUndefined();
  });
});
