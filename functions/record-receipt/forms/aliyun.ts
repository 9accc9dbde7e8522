import * as z from 'zod';
import { failureOf } from '../../../domain/sms-failure.ts';
import { localTime, optionalWord, phone, type VendorForm, word } from '../vendor-form.ts';

const success = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/**
 * Aliyun's HTTP batch push (SmsReport 101867, SmsUp 101868): a JSON array, one report for a whole message (`sms_size` is how many parts it
 * was charged as), `out_id` is our reference. It looks at the answer's `code` being a number, and comes again after 1, 5 and 10 minutes.
 */
export const aliyunForm: VendorForm = {
  receipt: z
    .object({
      phone_number: phone,
      success,
      biz_id: word,
      out_id: optionalWord,
      err_code: optionalWord,
      err_msg: optionalWord,
      report_time: localTime,
    })
    .transform(({ phone_number, success: arrived, biz_id, out_id, err_code = '', err_msg = '', report_time }) => ({
      phone: phone_number,
      message: biz_id,
      ...(out_id !== undefined && { reference: out_id }),
      outcome: arrived ? { kind: 'delivered' as const } : { kind: 'failed' as const, ...failureOf(err_code, err_msg) },
      at: report_time,
      whole: true,
    })),
  reply: z
    .object({ phone_number: phone, content: z.string(), send_time: localTime, sequence_id: optionalWord })
    .transform(({ phone_number, content, send_time, sequence_id }) => ({
      phone: phone_number,
      text: content,
      at: send_time,
      ...(sequence_id !== undefined && { sequence: sequence_id }),
    })),
  taken: { code: 0, msg: '接收成功' },
};
