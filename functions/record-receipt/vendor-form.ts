import * as z from 'zod';
import { parsePhone } from '../../domain/phone.ts';
import { isDay, startOf } from '../../domain/shanghai-day.ts';
import type { Receipt } from '../../domain/sms-receipt.ts';

/** A receipt as a vendor wrote it, in our words. */
export interface SaidReceipt extends Pick<Receipt, 'message' | 'reference' | 'outcome' | 'whole'> {
  /** E.164. */
  phone: string;
  /** The vendor's clock; undefined where it says none that can be read. */
  at: number | undefined;
}

/** What somebody answered to a message. */
export interface SaidReply {
  /** E.164. */
  phone: string;
  text: string;
  at: number | undefined;
  /** The vendor's own number of the reply, where it has one. */
  sequence?: string;
}

/** How one vendor writes, and what it wants to hear. Undefined of a record: it says nothing final, e.g. that it is on its way. */
export interface VendorForm {
  receipt: z.ZodType<SaidReceipt | undefined>;
  reply: z.ZodType<SaidReply>;
  /** The body of the answer by which the vendor knows that it need not come again. */
  taken: Readonly<Record<string, string | number | boolean>>;
}

/** A number of the mainland, with or without its country code. */
export const phone = z.union([z.string(), z.number()]).transform((given, context) => {
  const parsed = parsePhone(String(given));
  if (parsed.ok && parsed.value.kind === 'mobile') return parsed.value.e164;
  context.issues.push({ code: 'custom', message: 'not a mobile number', input: undefined });
  return z.NEVER;
});

/** Ids and codes, which some vendors write as numbers. */
export const word = z.union([z.string(), z.number()]).transform(String);
/** One that may be left out, empty or null. */
export const optionalWord = word
  .nullish()
  .transform((given) => (given === null || given?.trim() === '' ? undefined : given?.trim()));

/** `2026-11-25 10:30:00` or `20261125103000` in Beijing; anything else is undefined, and then the time of arrival counts. */
export const localTime = z
  .unknown()
  .optional()
  .transform((given) =>
    typeof given === 'string' || typeof given === 'number' ? readLocalTime(String(given)) : undefined,
  );

function readLocalTime(text: string): number | undefined {
  const [, year, month, date, hours, minutes, seconds] =
    /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})[ T]?(\d{2}):?(\d{2}):?(\d{2})/.exec(text.trim()) ?? [];
  const day = `${year}-${month}-${date}`;
  if (!isDay(day) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  return startOf(day) + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** Seconds since 1970, or a local time. */
export const epochOrLocalTime = z
  .unknown()
  .optional()
  .transform((given) => {
    const text = String(given ?? '');
    if (/^\d{10}$/.test(text)) return Number(text) * 1000;
    return readLocalTime(text);
  });
