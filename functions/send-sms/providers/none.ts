import type { SmsProvider } from '../../shared/sms.ts';

/** Where nobody sends text messages, e.g. a message that was queued before the last provider was taken out. */
export const noProvider: SmsProvider = {
  send: async () => ({ kind: 'refused', reason: '现在没有短信平台,转热线电话告知', by: 'provider' }),
};
