import type { SmsProviderName } from '../domain/sms-profile.ts';
import { CliError } from './cli-error.ts';

export type VendorName = Exclude<SmsProviderName, 'sns'>;

/** What each provider outside AWS knows us by, in the words of its console; the names are those of its secret. */
export const vendorKeys: Readonly<Record<VendorName, Readonly<Record<string, string>>>> = {
  aliyun: { accessKeyId: 'AccessKey ID', accessKeySecret: 'AccessKey Secret' },
  tencent: { secretId: 'SecretId', secretKey: 'SecretKey' },
  mas: { apId: '接口账号(apId)', secretKey: '接口密码(secretKey)' },
};

/** The provider of this name. Throws `CliError` where it is none, or one that this hub does not use. */
export function vendorNamed(name: string, used: readonly string[]): VendorName {
  const vendors = Object.keys(vendorKeys);
  const found = vendors.find((each): each is VendorName => each === name);
  if (!found) throw new CliError(`没有 ${name} 这个短信平台;可以写:${vendors.join('、')}(sns 不用密钥)`, 2);
  if (!used.includes(found))
    throw new CliError(
      `这个 hub 不用 ${found};现在用的是:${used.join('、') || '(不发短信)'}。先改规则里的 sms.providers 再部署,本机运行时不用短信平台`,
    );
  return found;
}

/** The secret's text of what was typed, in the order of the provider's names. Throws `CliError` naming what cannot be right. */
export function keyText(vendor: VendorName, typed: readonly string[]): string {
  const named = Object.entries(vendorKeys[vendor]).map(([name, title], at) => {
    const value = typed[at] ?? '';
    if (!/^[\x21-\x7e]+$/.test(value))
      throw new CliError(`${title} 只能是英文字母、数字和符号,中间没有空格,也不能空着`, 2);
    return [name, value] as const;
  });
  return JSON.stringify(Object.fromEntries(named));
}
