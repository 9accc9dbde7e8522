import * as z from 'zod';
import { failureOf } from '../../../domain/sms-failure.ts';
import { localTime, optionalWord, phone, type VendorForm, word } from '../vendor-form.ts';

/** What the network says of a message that is neither there nor lost yet. */
const ON_ITS_WAY = /^(ACCEPTD|ENROUTE|UNKNOWN)$/i;
const ARRIVED = /^(CM:0000|0|DELIVRD|SUCCESS)$/i;

/** One number, also as a list of one. */
const mobile = z.union([phone, z.tuple([phone]).transform(([only]) => only)]);

/**
 * 移动云MAS: reports and replies one by one or as an array, as JSON or as a form. `msgGroup` is what sending answered. `reportStatus` is the
 * platform's own word (CM:0000: arrived), `errorCode` the network's; it arrived where whatever is given says so.
 */
export const masForm: VendorForm = {
  receipt: z
    .object({
      mobile: mobile.optional(),
      mobiles: mobile.optional(),
      msgGroup: word,
      reportStatus: optionalWord,
      errorCode: optionalWord,
      receiveDate: localTime,
      submitDate: localTime,
    })
    .transform((said, context) => {
      const to = said.mobile ?? said.mobiles;
      const codes = [said.reportStatus, said.errorCode].filter((code) => code !== undefined);
      if (to === undefined || codes.length === 0) {
        context.issues.push({ code: 'custom', message: 'neither number nor status', input: undefined });
        return z.NEVER;
      }
      const why = codes.find((code) => !ARRIVED.test(code) && !ON_ITS_WAY.test(code));
      if (why === undefined && codes.some((code) => ON_ITS_WAY.test(code))) return undefined;
      return {
        phone: to,
        message: said.msgGroup,
        outcome:
          why === undefined ? { kind: 'delivered' as const } : { kind: 'failed' as const, ...failureOf(why, '') },
        at: said.receiveDate ?? said.submitDate,
        whole: false,
      };
    }),
  reply: z
    .object({ mobile, smsContent: z.string(), sendTime: localTime })
    .transform(({ mobile: from, smsContent, sendTime }) => ({ phone: from, text: smsContent, at: sendTime })),
  taken: { success: true, rspcod: 'success' },
};
