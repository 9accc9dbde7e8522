import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SmsProvider, SmsResult } from '../shared/sms.ts';

/** Errors by which SNS says that it sent nothing and never will. */
const refusals: Readonly<Record<string, string>> = {
  InvalidParameterException: '短信平台拒收:号码或内容不合要求',
  InvalidParameterValueException: '短信平台拒收:号码或内容不合要求',
  OptedOutException: '对方已退订短信',
  AuthorizationErrorException: '短信平台没有授权,请管理员检查',
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
      const refusal = names.map((name) => refusals[name]).find((reason) => reason !== undefined);
      if (refusal !== undefined) return { kind: 'refused', reason: refusal };
      if (names.some((name) => busy.has(name))) return { kind: 'busy' };
      throw error;
    }
  },
});
