import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { keyText, type VendorName, vendorKeys, vendorNamed } from '../../bin/sms-key.ts';
import { aliyunKey } from '../../functions/send-sms/providers/aliyun.ts';
import { masKey } from '../../functions/send-sms/providers/mas.ts';
import { tencentKey } from '../../functions/send-sms/providers/tencent.ts';

const read: Readonly<Record<VendorName, z.ZodType>> = { aliyun: aliyunKey, tencent: tencentKey, mas: masKey };
const vendors = z.enum(['aliyun', 'tencent', 'mas']).options;

describe('the key of an SMS provider', () => {
  it.each(vendors)('of %s is written as the function that sends reads it', (vendor) => {
    const typed = Object.keys(vendorKeys[vendor]).map((name) => `the-${name}`);
    expect(read[vendor].safeParse(JSON.parse(keyText(vendor, typed))).success).toBe(true);
  });

  it.each([
    { typed: ['LTAI', ''], says: /AccessKey Secret/ },
    { typed: ['LTAI x', 'secret'], says: /AccessKey ID/ },
    { typed: ['LTAI', '密钥'], says: /AccessKey Secret/ },
  ])('that cannot be right ($typed) is refused by its name', ({ typed, says }) => {
    expect(() => keyText('aliyun', typed)).toThrow(says);
  });

  it.each([
    { name: 'sns', used: ['sns'], says: /sns 不用密钥/ },
    { name: 'mas', used: ['aliyun', 'tencent'], says: /这个 hub 不用 mas;现在用的是:aliyun、tencent/ },
    { name: 'mas', used: [], says: /不发短信/ },
  ])('of $name, which a hub that uses $used has not, is refused', ({ name, used, says }) => {
    expect(() => vendorNamed(name, used)).toThrow(says);
    expect(vendorNamed('aliyun', ['aliyun'])).toBe('aliyun');
  });
});
