import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SmsProvider, SmsResult } from '../../shared/sms.ts';

/** Errors by which SNS says that it sent nothing and never will. */
const refusals: Readonly<Record<string, Omit<Extract<SmsResult, { kind: 'refused' }>, 'kind'>>> = {
  InvalidParameterException: { reason: '短信平台拒收:号码或内容不合要求', by: 'provider' },
  InvalidParameterValueException: { reason: '短信平台拒收:号码或内容不合要求', by: 'provider' },
  OptedOutException: { reason: '对方已退订短信', by: 'recipient' },
  AuthorizationErrorException: { reason: '短信平台没有授权,请管理员检查', by: 'provider' },
};
/** Errors that come before anything was sent. */
const busy = new Set(['ThrottledException', 'ThrottlingException', 'ECONNREFUSED', 'ENOTFOUND']);

/** SMS by Amazon SNS, outside mainland China. The client must not retry by itself: a second try could be a second message. */
export const snsProvider = (client: SNSClient): SmsProvider => ({
  async send({ phone, text, reference }): Promise<SmsResult> {
    try {
      const { MessageId } = await client.send(
        new PublishCommand({
          PhoneNumber: phone,
          Message: text,
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
            reference: { DataType: 'String', StringValue: reference },
          },
        }),
      );
      return { kind: 'sent', providerId: MessageId ?? '' };
    } catch (error) {
      const names = error instanceof Error ? [error.name, 'code' in error ? String(error.code) : ''] : [];
      const refusal = names.map((name) => refusals[name]).find((each) => each !== undefined);
      if (refusal) return { kind: 'refused', ...refusal };
      if (names.some((name) => busy.has(name))) return { kind: 'busy' };
      throw error;
    }
  },
});
