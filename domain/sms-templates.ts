import * as z from 'zod';
import { isFixed, variableNamed } from './notice-variables.ts';
import { basis } from './profile-fields.ts';
import type { SmsProviderName } from './sms-profile.ts';
import { variablesOf, wordingKeys, wordingNamed } from './wordings.ts';

/** Providers that send nothing but templates they approved beforehand; the others take any text. */
const templateProviders = ['aliyun', 'tencent'] as const satisfies readonly SmsProviderName[];
export type TemplateProvider = (typeof templateProviders)[number];
export const needsTemplate = (provider: SmsProviderName): provider is TemplateProvider =>
  templateProviders.some((each) => each === provider);

const aliyunCode = z
  .string()
  .regex(/^SMS_\d{5,15}$/, { error: '阿里云模板编号要写成 SMS_123456789' })
  .meta({ description: '阿里云审核通过的模板编号' });
const tencentCode = z
  .string({ error: '腾讯云模板编号要加引号,例如 "1234567"' })
  .regex(/^\d{4,12}$/, { error: '腾讯云模板编号是数字,加引号,例如 "1234567"' })
  .meta({ description: '腾讯云审核通过的模板编号,加引号' });
const vendorName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, { error: '阿里云变量名用英文字母开头,只有字母、数字和下划线' });

const wording = z.strictObject({
  text: z
    .string()
    .min(1, { error: '文字不能为空' })
    .optional()
    .meta({ description: '本省的说法,变量写成 {姓名};不写签名;不写就用系统的说法' }),
  aliyun: z
    .union(
      [
        aliyunCode,
        z.strictObject({
          code: aliyunCode,
          variables: z
            .record(z.string(), vendorName)
            .optional()
            .meta({ description: '申请模板时用的变量名,例如 {姓名: name};不写就用系统的' }),
        }),
      ],
      { error: '要写 SMS_123456789,或 {code: SMS_123456789, variables: {姓名: name}}' },
    )
    .transform((written) => (typeof written === 'string' ? { code: written, variables: undefined } : written))
    .optional(),
  tencent: z
    .union(
      [
        tencentCode,
        z.strictObject({
          code: tencentCode,
          variables: z
            .array(z.string())
            .optional()
            .meta({ description: '模板里 {1}、{2} 依次是哪些变量,例如 [姓名, 电话];不写就按文字里的顺序' }),
        }),
      ],
      { error: '要写 "1234567",或 {code: "1234567", variables: [姓名, 电话]}' },
    )
    .transform((written) => (typeof written === 'string' ? { code: written, variables: undefined } : written))
    .optional(),
});

/** The province's own wordings and what providers approved them as: the `texts` block of a profile. */
export const textsSchema = z.strictObject({
  basis,
  wordings: z
    .partialRecord(z.enum(wordingKeys), wording)
    .default({})
    .meta({ description: '按文字的代号写,例如 granted.person' }),
  tencentVariable: z
    .int({ error: '要写几个字,整数' })
    .min(1, { error: '至少1个字' })
    .max(100, { error: '最多100个字' })
    .optional()
    .meta({ description: '腾讯云控制台“创建模板”页上写的每个变量最多几个字;不写就不检查' }),
});
export type Texts = z.output<typeof textsSchema>;

/** A template as a provider knows it: its code, and for each variable, in the provider's order, what it is called there. */
export interface ApprovedTemplate {
  code: string;
  /** `name` is ours (姓名), `as` the provider's: a name at Aliyun, the place in order (1, 2, …) at Tencent. */
  variables: readonly { name: string; as: string }[];
}

/** What a provider approved a wording as; undefined where the province has no code for it. */
export function approvedTemplate(
  { texts }: { texts?: Texts | undefined },
  provider: TemplateProvider,
  key: string,
): ApprovedTemplate | undefined {
  const own = texts?.wordings[key];
  const names = variablesOf(wordingNamed(key, texts?.wordings) ?? '').filter((name) => !isFixed(name));
  if (provider === 'aliyun') {
    if (!own?.aliyun) return undefined;
    const { code, variables = {} } = own.aliyun;
    return { code, variables: names.map((name) => ({ name, as: variables[name] ?? variableNamed(name)?.as ?? name })) };
  }
  if (!own?.tencent) return undefined;
  const { code, variables = names } = own.tencent;
  return { code, variables: variables.map((name, at) => ({ name, as: String(at + 1) })) };
}
