import * as z from 'zod';
import { basis, name, oneOf } from './profile-fields.ts';
import { receiptDoorsSchema } from './receipt-profile.ts';
import { smsCaps } from './sms-limits.ts';

/** Who can send text messages. SNS takes any text and does not work from the China regions; the others work in mainland China. */
export const smsProviderNames = ['sns', 'aliyun', 'tencent', 'mas'] as const;
export type SmsProviderName = (typeof smsProviderNames)[number];

/** As settings and variables write them: comma-separated, the preferred one first; `none` where no text message is sent. */
export const smsProviderList = z
  .string()
  .transform((list) => (list === 'none' ? [] : list.split(',')))
  .pipe(
    z.array(
      z.enum(smsProviderNames, { error: `must be none, or a comma-separated list of ${smsProviderNames.join(', ')}` }),
    ),
  );

/** What staff call them. */
export const smsProviderTitles: Readonly<Record<SmsProviderName, string>> = {
  sns: '亚马逊短信',
  aliyun: '阿里云短信',
  tencent: '腾讯云短信',
  mas: '移动云MAS',
};

const provider = oneOf(
  smsProviderNames,
  'sns(亚马逊短信,中国区不能用)、aliyun(阿里云)、tencent(腾讯云)或 mas(移动云MAS)',
);
const host = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: '只写主机名,例如 dysmsapi.aliyuncs.com,不写 https://' });

/** Who sends the province's text messages, in order of preference; the next one sends what the one before certainly did not. */
export const smsSchema = z
  .strictObject({
    basis,
    providers: z
      .array(provider)
      .refine((list) => new Set(list).size === list.length, { error: '同一个短信平台不要写两次' })
      .meta({ description: '用哪些短信平台,先用写在前面的;[] 就是不发短信,改为人工回拨' }),
    limits: z
      .strictObject({
        sns: smsCaps.optional(),
        aliyun: smsCaps.optional(),
        tencent: smsCaps.optional(),
        mas: smsCaps.optional(),
      })
      .optional()
      .meta({ description: '各短信平台最多发多少;到了限量的换下一个平台,都到了的等一等、等到第二天或改为打电话' }),
    aliyun: z
      .strictObject({
        endpoint: host.default('dysmsapi.aliyuncs.com').meta({ description: '服务地址,只写主机名' }),
        hash: oneOf(['sha256', 'sm3'], 'sha256 或 sm3(国密)')
          .default('sha256')
          .meta({ description: '请求用什么算法签名:sha256 或 sm3(国密)' }),
      })
      .optional()
      .meta({ description: '阿里云短信;密钥不写在这里,用 npx jiuzhu sms secret aliyun 填' }),
    tencent: z
      .strictObject({
        sdkAppId: z
          .string({ error: '应用编号要加引号,例如 "1400006666"' })
          .regex(/^\d{6,12}$/, { error: '应用编号是数字,加引号,例如 "1400006666"' })
          .meta({ description: '短信控制台里应用的 SdkAppId,加引号' }),
        region: z
          .string()
          .regex(/^ap-[a-z]+$/, { error: '地域要写成 ap-guangzhou、ap-beijing 或 ap-nanjing' })
          .default('ap-guangzhou'),
        endpoint: host.default('sms.tencentcloudapi.com').meta({ description: '服务地址,只写主机名' }),
      })
      .optional()
      .meta({ description: '腾讯云短信;密钥不写在这里,用 npx jiuzhu sms secret tencent 填' }),
    mas: z
      .strictObject({
        url: z.url({ protocol: /^https?$/, error: '要写完整地址,例如 https://mas.example.gov.cn/sms/norsubmit' }).meta({
          description: '普通短信提交地址(norsubmit),各省不同,由移动客户经理提供',
        }),
        ecName: name.meta({ description: '集团客户名称,和云MAS里登记的一字不差' }),
        sign: z
          .string()
          .regex(/^[A-Za-z0-9]{4,20}$/, { error: '签名编码是字母和数字,在云MAS“短信接入用户管理”里查' })
          .meta({ description: '签名编码,不是签名的文字' }),
        addSerial: z
          .string({ error: '扩展码要加引号,例如 "01"' })
          .regex(/^\d{0,8}$/, { error: '扩展码是数字,加引号' })
          .default('')
          .meta({ description: '扩展码;精确匹配的服务代码不写' }),
      })
      .optional()
      .meta({ description: '移动云MAS;账号和密码不写在这里,用 npx jiuzhu sms secret mas 填' }),
    receipts: receiptDoorsSchema,
  })
  .default({ basis: 'illustrative', providers: [] })
  .meta({ description: '用哪些短信平台发短信' });
export type SmsProfile = z.output<typeof smsSchema>;

/** Whether the rules say all that a provider needs; SNS needs nothing. */
export const isConfigured = (sms: SmsProfile, name: SmsProviderName): boolean =>
  name === 'sns' || sms[name] !== undefined;
