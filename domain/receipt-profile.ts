import * as z from 'zod';

const OCTET = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const network = z.string().regex(new RegExp(`^(${OCTET}\\.){3}${OCTET}(/(3[0-2]|[12]?\\d))?$`), {
  error: '要写成 IPv4 地址或网段,例如 "203.0.113.7" 或 "203.0.113.0/24"',
});

const door = z.strictObject({
  from: z
    .array(network)
    .min(1, { error: '至少写一个地址;不限地址就不要写 from' })
    .optional()
    .meta({ description: '平台从哪些地址推送;写了,别处来的一律不收,并可以用不带密钥的地址' }),
  path: z
    .int({ error: '要写整数' })
    .min(1, { error: '从1开始' })
    .default(1)
    .meta({ description: '接收地址的序号;地址泄露了就加1,部署后把新地址填到平台上' }),
});

/** How the providers' receipts and replies come in. */
export const receiptDoorsSchema = z
  .strictObject({ aliyun: door.optional(), tencent: door.optional(), mas: door.optional() })
  .optional()
  .meta({ description: '回执和上行短信怎样收;不写就用 npx jiuzhu sms receipts 给出的地址' });
export type ReceiptDoors = z.output<typeof receiptDoorsSchema>;
