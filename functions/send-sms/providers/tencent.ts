import * as z from 'zod';
import type { ApprovedTemplate } from '../../../domain/sms-templates.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SmsProvider } from '../../shared/sms.ts';
import { approvedValues } from './approved-values.ts';
import type { Credentials } from './credentials.ts';
import { type Posted, post } from './post.ts';
import { signTc3, type Tc3Key } from './tc3-signature.ts';
import { tencentCodes } from './tencent-codes.ts';
import { callWith, orUnknown, readAnswer, type Told } from './vendor-call.ts';
import { unclear, verdictOf } from './verdict.ts';

export interface TencentParts {
  /** `https://sms.tencentcloudapi.com`; without a trailing slash. */
  origin: string;
  region: string;
  sdkAppId: string;
  /** The approved signature, without 【】. */
  signature: string;
  templateOf(key: string): ApprovedTemplate | undefined;
  credentials: Credentials<Tc3Key>;
  clock: Clock;
  timeoutMs?: number;
}

export const tencentKey = z.object({ secretId: z.string().min(1), secretKey: z.string().min(1) });

const failed = z.object({ Response: z.object({ Error: z.object({ Code: z.string() }) }) });
const taken = z.object({
  Response: z.object({ SendStatusSet: z.tuple([z.object({ Code: z.string(), SerialNo: z.string().optional() })]) }),
});
const statuses = z.object({
  Response: z.object({
    PullSmsSendStatusSet: z.array(z.object({ SerialNo: z.string(), SessionContext: z.string().optional() })).nullable(),
  }),
});

const VERSION = '2021-01-11';
const MOST = 100;
/** Clocks differ; what is looked for is told by our reference, not by its time. */
const EARLIER_SECONDS = 300;

/** SMS by Tencent Cloud: approved templates only. Our reference travels as `SessionContext`. */
export const tencentProvider = (parts: TencentParts): SmsProvider => ({
  async send({ phone, template, reference }) {
    const approved = template && parts.templateOf(template.key);
    if (!template || !approved) return { kind: 'refused', reason: '这种通知没有腾讯云的模板编号', by: 'provider' };
    const values = approvedValues(approved, template.values);
    if (!values.ok) return { kind: 'refused', reason: values.refusal.message, by: 'provider' };
    return callWith('tencent', parts.credentials, async (key) => {
      const posted = await call(parts, key, 'SendSms', {
        PhoneNumberSet: [phone],
        SmsSdkAppId: parts.sdkAppId,
        SignName: parts.signature,
        TemplateId: approved.code,
        TemplateParamSet: values.value.map(([, value]) => value),
        SessionContext: reference,
      });
      return readAnswer('tencent', posted, told);
    });
  },

  /**
   * A status stands there only once the network has reported, which may take three days: what is found was sent, what is not found may
   * have been sent all the same.
   */
  find: ({ phone, reference, at }) =>
    orUnknown(async () => {
      const key = await parts.credentials.current();
      if (!key) return { kind: 'unknown' };
      const posted = await call(parts, key, 'PullSmsSendStatusByPhoneNumber', {
        BeginTime: Math.floor(at / 1000) - EARLIER_SECONDS,
        EndTime: Math.floor(parts.clock.now() / 1000),
        Offset: 0,
        Limit: MOST,
        PhoneNumber: phone,
        SmsSdkAppId: parts.sdkAppId,
      });
      const answer = posted.kind === 'answered' ? statuses.safeParse(posted.body).data : undefined;
      const found = answer?.Response.PullSmsSendStatusSet?.find(({ SessionContext }) => SessionContext === reference);
      return found ? { kind: 'sent', providerId: found.SerialNo } : { kind: 'unknown' };
    }),
});

function told({ status, body }: Extract<Posted, { kind: 'answered' }>): Told {
  const whole = failed.safeParse(body).data?.Response.Error.Code;
  if (whole !== undefined) return verdict(whole, status);
  const [sent] = taken.safeParse(body).data?.Response.SendStatusSet ?? [];
  if (!sent) return unclear;
  return sent.Code === 'Ok' ? { kind: 'sent', providerId: sent.SerialNo ?? '' } : verdict(sent.Code, status);
}

const verdict = (code: string, status: number): Told => verdictOf(tencentCodes, { code, status }, '腾讯云');

async function call(
  { origin, region, clock, timeoutMs }: TencentParts,
  key: Tc3Key,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Posted> {
  const body = JSON.stringify(parameters);
  const { host } = new URL(origin);
  const signed = signTc3({ host, service: 'sms', action, at: clock.now(), body }, key);
  return post(
    { url: `${origin}/`, headers: { ...signed, 'x-tc-version': VERSION, 'x-tc-region': region }, body },
    timeoutMs,
  );
}
