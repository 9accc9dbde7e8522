import { describe, expect, it } from 'vitest';
import { checkProfile } from '../../domain/check-profile.ts';
import { profileSchema } from '../../domain/profile.ts';
import { compileProvince } from '../../lib/province.ts';

const { province, json } = compileProvince('gansu');
const written = JSON.parse(json).profile;
function found(wordings: object, sms: object = {}) {
  const profile = profileSchema.parse({
    ...written,
    sms: { ...written.sms, ...sms },
    texts: { basis: 'illustrative', wordings },
  });
  const { errors, warnings } = checkProfile({ ...province, profile });
  const texts = [...errors, ...warnings].filter(({ path: [first] }) => first === 'texts');
  return texts.map(({ path, message }) => `${path.slice(2).join('/')}: ${message}`);
}

describe('the texts of a province', () => {
  it('may use whatever such a notice knows', () => {
    expect(found({ 'granted.person': { text: '{姓名}您好,{事项}共{金额}元。{日期}前没收到请打{电话}。' } })).toEqual(
      [],
    );
  });

  it.each([
    [
      'a variable that such a notice has not',
      { 'missed.person': { text: '{姓名}您好,{乡镇}的同志{日期}来过。' } },
      'missed.person/text: 这种通知没有“乡镇”这个变量,可以用:姓名、单位、日期、电话',
    ],
    [
      'an order at Tencent that leaves one out',
      { 'missed.person': { tencent: { code: '2400001', variables: ['姓名', '日期', '电话'] } } },
      'missed.person/tencent/variables: 要把文字里的变量各写一次:姓名、单位、日期、电话',
    ],
    [
      'a name at Aliyun for what is not in the text',
      { 'missed.person': { aliyun: { code: 'SMS_400000001', variables: { 金额: 'amount' } } } },
      'missed.person/aliyun/variables/金额: 文字里没有变量“金额”',
    ],
    [
      'one name at Aliyun for two',
      { 'missed.person': { aliyun: { code: 'SMS_400000001', variables: { 姓名: 'a', 单位: 'a' } } } },
      'missed.person/aliyun/variables/姓名: 变量名 a 用了两次',
    ],
  ])('%s is an error', (_, wordings, expected) => expect(found(wordings)).toEqual([expected]));

  it('are held against what the configured providers publish', () => {
    const wordings = { 'missed.person': { text: '{姓名}您好,{单位}{日期}来过。请打{电话}★' } };
    expect(found(wordings)).toEqual([]);
    expect(found(wordings, { providers: ['aliyun'], aliyun: {} })).toEqual([
      'missed.person: 短信平台会退回:正文里有不能用的符号“★”',
      'missed.person: 短信平台会退回:两个变量不能挨着,中间要有文字',
    ]);
  });
});
