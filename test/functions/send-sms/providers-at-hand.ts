import type { NamedProvider } from '../../../functions/send-sms/providers/registry.ts';
import type { SmsFound, SmsMessage, SmsResult } from '../../../functions/shared/sms.ts';

type Answer = SmsResult | Error;
export const SENT: SmsResult = { kind: 'sent', providerId: 'm-1' };
export const BUSY: SmsResult = { kind: 'busy' };
export const REFUSED: SmsResult = { kind: 'refused', reason: '短信平台没有授权,请管理员检查', by: 'provider' };
export const UNREACHED: SmsResult = { kind: 'refused', reason: '对方已退订短信', by: 'recipient' };
export const CUT = new Error('socket hang up');

/** A provider that answers as it is told, the last answer for ever, and keeps what it was handed. */
export function providerSaying(
  name: NamedProvider['name'],
  answers: readonly Answer[],
  found?: SmsFound | Error,
): NamedProvider & { calls: SmsMessage[]; asked: string[] } {
  const calls: SmsMessage[] = [];
  const asked: string[] = [];
  return {
    name,
    calls,
    asked,
    provider: {
      async send(message) {
        calls.push(message);
        return said(answers[Math.min(calls.length, answers.length) - 1] ?? SENT);
      },
      ...(found && {
        async find({ reference }) {
          asked.push(reference);
          return said(found);
        },
      }),
    },
  };
}

function said<T>(answer: T | Error): T {
  if (answer instanceof Error) throw answer;
  return answer;
}
