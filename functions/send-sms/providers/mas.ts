import * as z from 'zod';
import type { SmsProvider } from '../../shared/sms.ts';
import type { Credentials } from './credentials.ts';
import { masCodes } from './mas-codes.ts';
import { masMac } from './mas-mac.ts';
import { nationalNumber } from './national-number.ts';
import { type Posted, post } from './post.ts';
import { callWith, readAnswer, type Told } from './vendor-call.ts';
import { unclear, verdictOf } from './verdict.ts';

export const masKey = z.object({ apId: z.string().min(1), secretKey: z.string().min(1) });
export type MasKey = z.output<typeof masKey>;

export interface MasParts {
  /** Where ordinary messages are submitted (`…/sms/norsubmit`). */
  url: string;
  ecName: string;
  /** Code of the approved signature, whose text the platform adds. */
  sign: string;
  addSerial: string;
  credentials: Credentials<MasKey>;
  timeoutMs?: number;
}

/** The document calls it `mgsGroup`, its example `msgGroup`; both are met. */
const answered = z.object({
  success: z.union([z.boolean(), z.stringbool()]),
  rspcod: z.string(),
  msgGroup: z.string().nullish(),
  mgsGroup: z.string().nullish(),
});

/** SMS by 中国移动云MAS: any text, no reference of ours, and nothing to ask afterwards, so there is no `find`. */
export const masProvider = ({ url, ecName, sign, addSerial, credentials, timeoutMs }: MasParts): SmsProvider => ({
  send: ({ phone, text }) =>
    callWith('mas', credentials, async ({ apId, secretKey }) => {
      const content = text.replace(/^【[^【】]*】/, '');
      const submission = { ecName, apId, mobiles: nationalNumber(phone), content, sign, addSerial };
      const mac = masMac(submission, secretKey);
      // JSON in base64 is what the interface wants for a body.
      const body = Buffer.from(JSON.stringify({ ...submission, mac })).toString('base64');
      const posted = await post(
        { url, headers: { 'content-type': 'application/json; charset=utf-8' }, body },
        timeoutMs,
      );
      return readAnswer('mas', posted, told);
    }),
});

function told({ status, body }: Extract<Posted, { kind: 'answered' }>): Told {
  const answer = answered.safeParse(body).data;
  if (!answer) return unclear;
  if (answer.success) return { kind: 'sent', providerId: answer.msgGroup ?? answer.mgsGroup ?? '' };
  return verdictOf(masCodes, { code: answer.rspcod, status }, '云MAS');
}
