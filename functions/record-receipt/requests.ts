import * as z from 'zod';
import { receiptProviders } from '../../domain/sms-receipt.ts';
import { aliyunForm } from './forms/aliyun.ts';
import { masForm } from './forms/mas.ts';
import { tencentForm } from './forms/tencent.ts';

/** What the providers push, each in its own form; the OpenAPI document is made of this. */
export const providerPath = { provider: receiptProviders.meta({ description: '短信平台:阿里云、腾讯云或移动云MAS' }) };
export const secretPath = {
  ...providerPath,
  secret: z.string().meta({ description: '密钥,见 npx jiuzhu sms receipts' }),
};

export const receiptsBody = z.union([
  z.array(aliyunForm.receipt).meta({ description: '阿里云 SmsReport' }),
  z.array(tencentForm.receipt).meta({ description: '腾讯云 短信下发状态通知' }),
  masForm.receipt.meta({ description: '移动云MAS 状态报告' }),
]);
export const repliesBody = z.union([
  z.array(aliyunForm.reply).meta({ description: '阿里云 SmsUp' }),
  tencentForm.reply.meta({ description: '腾讯云 短信回复' }),
  masForm.reply.meta({ description: '移动云MAS 上行短信' }),
]);
