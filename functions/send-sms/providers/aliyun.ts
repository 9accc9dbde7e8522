import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Day, dayOf } from '../../../domain/shanghai-day.ts';
import type { ApprovedTemplate } from '../../../domain/sms-templates.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SmsFound, SmsProvider } from '../../shared/sms.ts';
import { type AcsHash, type AcsKey, signAcs } from './acs3-signature.ts';
import { aliyunCodes } from './aliyun-codes.ts';
import { approvedValues } from './approved-values.ts';
import type { Credentials } from './credentials.ts';
import { nationalNumber } from './national-number.ts';
import { type Posted, post } from './post.ts';
import { callWith, orUnknown, readAnswer, type Told } from './vendor-call.ts';
import { unclear, verdictOf } from './verdict.ts';

export interface AliyunParts {
  /** `https://dysmsapi.aliyuncs.com`; without a trailing slash. */
  origin: string;
  hash: AcsHash;
  /** The approved signature, without 【】. */
  signature: string;
  templateOf(key: string): ApprovedTemplate | undefined;
  credentials: Credentials<AcsKey>;
  clock: Clock;
  timeoutMs?: number;
}

export const aliyunKey = z.object({ accessKeyId: z.string().min(1), accessKeySecret: z.string().min(1) });

const sendAnswer = z.object({ Code: z.string(), BizId: z.string().optional() });
const detail = z.object({ OutId: z.string().optional() });
const detailsAnswer = z.object({
  Code: z.string(),
  SmsSendDetailDTOs: z.object({ SmsSendDetailDTO: z.array(detail).default([]) }).optional(),
});

const VERSION = '2017-05-25';
const PAGE = 50;
/** Nobody is sent that many messages in a day; a number that was is not walked through without end. */
const MAX_PAGES = 10;
/** Until then a message that was taken may not stand in the records yet. */
const RECORDED_AFTER_MS = 5 * 60_000;

/** SMS by Alibaba Cloud (Dysmsapi): approved templates only; can be asked by our reference, which it calls `OutId`. */
export const aliyunProvider = (parts: AliyunParts): SmsProvider => ({
  async send({ phone, template, reference }) {
    const approved = template && parts.templateOf(template.key);
    if (!template || !approved) return { kind: 'refused', reason: '这种通知没有阿里云的模板编号', by: 'provider' };
    const values = approvedValues(approved, template.values);
    if (!values.ok) return { kind: 'refused', reason: values.refusal.message, by: 'provider' };
    return callWith('aliyun', parts.credentials, async (key) => {
      const posted = await call(parts, key, 'SendSms', {
        PhoneNumbers: nationalNumber(phone),
        SignName: parts.signature,
        TemplateCode: approved.code,
        ...(values.value.length > 0 && { TemplateParam: JSON.stringify(Object.fromEntries(values.value)) }),
        OutId: reference,
      });
      return readAnswer('aliyun', posted, told);
    });
  },

  find: ({ phone, reference, at }) =>
    orUnknown(async () => {
      const key = await parts.credentials.current();
      if (!key) return { kind: 'unknown' };
      // A call around midnight may stand under the next day.
      for (const day of new Set([dayOf(at), dayOf(at + RECORDED_AFTER_MS)])) {
        const found = await findOn(parts, key, { day, phone, reference });
        if (found.kind !== 'not-sent') return found;
      }
      return { kind: parts.clock.now() - at > RECORDED_AFTER_MS ? 'not-sent' : 'unknown' };
    }),
});

function told({ status, body }: Extract<Posted, { kind: 'answered' }>): Told {
  const answer = sendAnswer.safeParse(body).data;
  if (!answer) return unclear;
  if (answer.Code === 'OK') return { kind: 'sent', providerId: answer.BizId ?? '' };
  return verdictOf(aliyunCodes, { code: answer.Code, status }, '阿里云');
}

/** `not-sent`: it does not stand under this day. The records name no message id, which is left blank. */
async function findOn(
  parts: AliyunParts,
  key: AcsKey,
  { day, phone, reference }: { day: Day; phone: string; reference: string },
): Promise<SmsFound> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const posted = await call(parts, key, 'QuerySendDetails', {
      PhoneNumber: nationalNumber(phone),
      SendDate: day.replaceAll('-', ''),
      PageSize: String(PAGE),
      CurrentPage: String(page),
    });
    const answer = posted.kind === 'answered' ? detailsAnswer.safeParse(posted.body).data : undefined;
    if (answer?.Code !== 'OK') return { kind: 'unknown' };
    const details = answer.SmsSendDetailDTOs?.SmsSendDetailDTO ?? [];
    if (details.some(({ OutId }) => OutId === reference)) return { kind: 'sent', providerId: '' };
    if (details.length < PAGE) return { kind: 'not-sent' };
  }
  return { kind: 'unknown' };
}

async function call(
  { origin, hash, clock, timeoutMs }: AliyunParts,
  key: AcsKey,
  action: string,
  query: Readonly<Record<string, string>>,
): Promise<Posted> {
  const { host } = new URL(origin);
  const signed = signAcs({ host, action, version: VERSION, at: clock.now(), nonce: randomUUID(), query }, key, hash);
  return post({ url: `${origin}/?${signed.query}`, headers: signed.headers }, timeoutMs);
}
