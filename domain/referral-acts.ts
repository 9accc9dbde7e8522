import type * as z from 'zod';
import { dueAfter } from './calendar.ts';
import type { Province } from './province.ts';
import {
  deskOf,
  openReferralActs,
  type Referral,
  type ReferralAct,
  type referralResults,
  referralTransitions,
  returnedTooOften,
} from './referral.ts';

/** What a department found and did. */
interface Answer {
  result: z.output<typeof referralResults>;
  programmes: readonly string[];
  note?: string | undefined;
}

/** An act with what it says. */
export type ReferralDoing =
  | { act: 'sign' }
  | { act: 'return'; reason: string }
  | { act: 'feedback'; answer: Answer }
  | { act: 'resend'; department?: string | undefined; note?: string | undefined }
  | { act: 'assign'; department: string; reason: string }
  | { act: 'cancel'; reason: string };

/** Who acts, and what tells a repeated request from a new one. */
export interface ReferralActor {
  by: string;
  request?: { key: string; digest: string } | undefined;
}

export type ReferralActed = { ok: true; referral: Referral } | { ok: false; open: ReferralAct[] };

/** The office that gets one back has this long to send it on; the county too. */
const TO_DECIDE = { amount: 1, unit: 'workdays' } as const;

/** What an act makes of a referral, or the acts that are open instead. `now` is epoch ms. */
export function actOnReferral(
  referral: Referral,
  doing: ReferralDoing,
  actor: ReferralActor,
  province: Pick<Province, 'calendar'>,
  now: number,
): ReferralActed {
  const open = openReferralActs(referral);
  if (!open.includes(doing.act)) return { ok: false, open };
  const next = after(referral, doing, province, now);
  const version = referral.version + 1;
  const reason = 'reason' in doing ? doing.reason : undefined;
  const step = {
    act: doing.act,
    at: now,
    by: actor.by,
    version,
    ...(reason !== undefined && { reason }),
    ...(next.department !== referral.department && { department: next.department }),
    ...(actor.request && { request: actor.request }),
  };
  const steps = [...referral.steps, step];
  return {
    ok: true,
    referral: {
      ...next,
      version,
      steps,
      ...(doing.act === 'feedback' && { feedback: answered(doing.answer, actor.by, now) }),
    },
  };
}

function after(referral: Referral, doing: ReferralDoing, province: Pick<Province, 'calendar'>, now: number): Referral {
  switch (doing.act) {
    case 'sign':
      return { ...referral, status: referralTransitions.sent.sign };
    case 'return':
      return {
        ...referral,
        ...dueFrom(now, TO_DECIDE, province),
        status: returnedTooOften(referral) ? 'disputed' : 'returned',
        desk: undefined,
      };
    case 'feedback':
      return { ...referral, status: 'answered', open: false, closedAt: now };
    case 'resend':
      return sentAnew(
        { ...referral, ...(doing.note !== undefined && { note: doing.note }) },
        doing.department ?? referral.department,
        province,
        now,
      );
    case 'assign':
      return { ...sentAnew(referral, doing.department, province, now), binding: true };
    case 'cancel':
      return { ...referral, status: 'cancelled', open: false, closedAt: now };
  }
}

/** Each sending has the whole time again, and reminders of its own. */
function sentAnew(referral: Referral, department: string, province: Pick<Province, 'calendar'>, now: number): Referral {
  return {
    ...referral,
    ...dueFrom(now, { amount: referral.workdays, unit: 'workdays' }, province),
    status: 'sent',
    department,
    desk: deskOf(department, referral.area),
    sentAt: now,
  };
}

function dueFrom(now: number, limit: Parameters<typeof dueAfter>[1], { calendar }: Pick<Province, 'calendar'>) {
  const { at, why, provisional } = dueAfter(now, limit, calendar);
  return { dueAt: at, why, provisional, reminded: [] };
}

const answered = ({ result, programmes, note }: Answer, by: string, at: number): Referral['feedback'] => ({
  result,
  programmes: [...programmes],
  at,
  by,
  ...(note !== undefined && { note }),
});
