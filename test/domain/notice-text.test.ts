import { describe, expect, it } from 'vitest';
import { messageFor } from '../../domain/notice-text.ts';
import { profileSchema } from '../../domain/profile.ts';
import type { SmsProviderName } from '../../domain/sms-profile.ts';
import { approvedTemplate } from '../../domain/sms-templates.ts';
import { compileProvince } from '../../lib/province.ts';

const { province } = compileProvince('gansu');
const written = JSON.parse(compileProvince('gansu').json).profile;
const withTexts = (wordings: object) => profileSchema.parse({ ...written, texts: { basis: 'illustrative', wordings } });

const person = { to: 'person', person: 'p-1' } as const;
const granted = {
  kind: 'granted',
  audience: person,
  values: { 姓名: '王秀英', 事项: '临时救助', 金额: '1200', 电话: '0932-5550123' },
} as const;

describe('a message', () => {
  it('says what it was made from', () => {
    expect(messageFor(granted, province.profile)).toEqual({
      ok: true,
      value: {
        text: '【甘肃民政】王秀英您好,您家的临时救助已批准,共1200元。没收到请打0932-5550123。',
        template: { key: 'granted.person', values: granted.values },
      },
    });
  });

  it('names nobody whose name is not known', () => {
    const { 姓名: _unknown, ...values } = granted.values;
    const message = messageFor({ ...granted, values }, province.profile);
    expect(message.ok && message.value).toEqual({
      text: '【甘肃民政】您好,您家的临时救助已批准,共1200元。没收到请打0932-5550123。',
      template: { key: 'granted.person.unnamed', values },
    });
  });

  it.each([
    ['金额', '模板变量“金额”没有内容,没有发送'],
    ['电话', '模板变量“电话”没有内容,没有发送'],
  ])('is refused where %s has no value, and that is named', (name, message) => {
    const { [name]: _lost, ...values }: Record<string, string> = granted.values;
    for (const empty of [values, { ...values, [name]: '' }, { ...values, [name]: 'null' }])
      expect(messageFor({ ...granted, values: empty }, province.profile)).toMatchObject({
        ok: false,
        refusal: { message },
      });
  });

  it.each([
    ['金额', '一千二', '模板变量“金额”应当是金额,没有发送'],
    ['电话', '13800138000', '模板变量“电话”应当是座机、400、95或短号码,不能是手机号,没有发送'],
  ])('is refused where %s cannot be %s', (name, value, message) => {
    const values = { ...granted.values, [name]: value };
    expect(messageFor({ ...granted, values }, province.profile)).toMatchObject({ ok: false, refusal: { message } });
  });

  it('leaves out a name that cannot be one, and writes its dot as providers take it', () => {
    const named = (姓名: string) => {
      const message = messageFor({ ...granted, values: { ...granted.values, 姓名 } }, province.profile);
      return message.ok && message.value.text.slice(6).split('您好')[0];
    };
    expect([named('买买提•吐尔逊'), named('王秀英'), named('12号'), named('null')]).toEqual([
      '买买提·吐尔逊',
      '王秀英',
      '',
      '',
    ]);
  });

  it('keeps the address in the text, never among the values', () => {
    const values = { 姓名: '王秀英', 期间: '2026年第四季度', 查询码: '48271936', 电话: '0932-5550123' };
    const message = messageFor({ kind: 'statement', audience: person, values }, province.profile);
    expect(message.ok && message.value.text).toContain('手机看:jz.example.gov.cn/q 查询码48271936');
    expect(message.ok && message.value.template).toEqual({
      key: 'statement.person.brought',
      values: { 姓名: '王秀英', 查询码: '48271936' },
    });
  });
});

describe('a province’s own texts', () => {
  it('go in place of the defaults, with and without the name', () => {
    const profile = withTexts({ 'granted.person': { text: '{姓名}您好,{事项}批下来了,共{金额}元。问{电话}。' } });
    const { 姓名: _unknown, ...unnamed } = granted.values;
    const texts = [granted.values, unnamed].map((values) => messageFor({ ...granted, values }, profile));
    expect(texts.map((each) => each.ok && each.value.text)).toEqual([
      '【甘肃民政】王秀英您好,临时救助批下来了,共1200元。问0932-5550123。',
      '【甘肃民政】您好,临时救助批下来了,共1200元。问0932-5550123。',
    ]);
  });

  it.each([
    [{ 'granted.persons': {} }, 'granted.persons'],
    [{ 'granted.person': { aliyun: '1234567' } }, '阿里云模板编号要写成 SMS_123456789'],
    [{ 'granted.person': { tencent: 1234567 } }, 'tencent'],
    [{ 'granted.person': { aliyun: { code: 'SMS_123456789', variables: { 姓名: '名' } } } }, '阿里云变量名用英文字母'],
  ])('%j is refused', (wordings, message) => {
    expect(() => withTexts(wordings)).toThrow(message);
  });
});

describe('a provider that sends approved templates only', () => {
  const profile = withTexts({
    'granted.person.unnamed': { aliyun: 'SMS_400000001', tencent: '2400001' },
    'warning-raised.person': {
      aliyun: { code: 'SMS_400000002', variables: { 姓名: 'who' } },
      tencent: { code: '2400002', variables: ['单位', '姓名', '电话'] },
    },
  });

  it('is asked for one that it approved', () => {
    const key = (provider?: SmsProviderName) => {
      const message = messageFor(granted, profile, provider);
      return message.ok && message.value.template.key;
    };
    expect([key(), key('sns'), key('aliyun'), key('tencent')]).toEqual([
      'granted.person',
      'granted.person',
      'granted.person.unnamed',
      'granted.person.unnamed',
    ]);
  });

  it('is asked for one with values that it does not refuse', () => {
    const both = withTexts({
      'granted.person': { tencent: '2400003' },
      'granted.person.plain': { tencent: '2400004' },
    });
    const keys = ['临时救助', '医疗救助'].map((事项) => {
      const message = messageFor({ ...granted, values: { ...granted.values, 事项 } }, both, 'tencent');
      return message.ok && message.value.template.key;
    });
    expect(keys).toEqual(['granted.person', 'granted.person.plain']);
    const only = withTexts({ 'granted.person': { tencent: '2400003' } });
    expect(messageFor({ ...granted, values: { ...granted.values, 事项: '医疗救助' } }, only, 'tencent')).toMatchObject({
      refusal: { message: '变量“事项”的内容里有不能用的“医疗”一词,没有发送' },
    });
  });

  it('is not asked where it approved none', () => {
    expect(messageFor(granted, province.profile, 'aliyun')).toMatchObject({
      ok: false,
      refusal: {
        code: 'no-template',
        message: '阿里云短信还没有审核通过这种通知的模板(granted.person),没有发送',
      },
    });
  });

  it.each([
    ['aliyun', 'granted.person.unnamed', 'SMS_400000001', 'matter=事项,amount=金额,phone=电话'],
    ['tencent', 'granted.person.unnamed', '2400001', '1=事项,2=金额,3=电话'],
    ['aliyun', 'warning-raised.person', 'SMS_400000002', 'who=姓名,office=单位,phone=电话'],
    ['tencent', 'warning-raised.person', '2400002', '1=单位,2=姓名,3=电话'],
  ] as const)('%s gets the variables of %s by its own names and order', (provider, key, code, expected) => {
    const template = approvedTemplate(profile, provider, key);
    expect(template?.code).toBe(code);
    expect(template?.variables.map(({ name, as }) => `${as}=${name}`).join(',')).toBe(expected);
  });

  it('has no template for what it did not approve', () => {
    expect(approvedTemplate(profile, 'aliyun', 'granted.person')).toBeUndefined();
    expect(approvedTemplate(province.profile, 'tencent', 'granted.person')).toBeUndefined();
  });
});
