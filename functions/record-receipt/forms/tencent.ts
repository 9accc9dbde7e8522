import * as z from 'zod';
import { failureOf } from '../../../domain/sms-failure.ts';
import { epochOrLocalTime, localTime, optionalWord, phone, type VendorForm, word } from '../vendor-form.ts';

/**
 * Tencent Cloud's call-backs (382/5807 and 382/43547 for receipts, a JSON array; 382/43548 for replies, one object): `sid` is what
 * sending answered as SerialNo, and our own reference is not given back. Several receipts of one `sid` may speak of parts.
 */
export const tencentForm: VendorForm = {
  receipt: z
    .object({
      mobile: phone,
      sid: word,
      report_status: z.enum(['SUCCESS', 'FAIL']),
      errmsg: optionalWord,
      description: optionalWord,
      user_receive_time: localTime,
    })
    .transform(({ mobile, sid, report_status, errmsg = '', description = '', user_receive_time }) => ({
      phone: mobile,
      message: sid,
      outcome:
        report_status === 'SUCCESS'
          ? { kind: 'delivered' as const }
          : { kind: 'failed' as const, ...failureOf(errmsg, description) },
      at: user_receive_time,
      whole: false,
    })),
  reply: z
    .object({ mobile: phone, text: z.string(), time: epochOrLocalTime })
    .transform(({ mobile, text, time }) => ({ phone: mobile, text, at: time })),
  taken: { result: 0, errmsg: 'OK' },
};
