import { describe, expect, it } from 'vitest';
import type { SmsProviderName } from '../../domain/sms-profile.ts';
import { vendorRefusals } from '../../domain/sms-vendor-rules.ts';

const refusals = (provider: SmsProviderName, text: string, values = {}, signature = '甘肃民政') =>
  vendorRefusals({ signature, text, values }, provider);
const SOUND = '{姓名}您好,您家的救助已批准。没收到请打{电话}。';
const values = { 姓名: '王秀英', 电话: '0932-5550123' };

describe('what no provider refuses', () => {
  it.each(['sns', 'aliyun', 'tencent', 'mas'] as const)('%s', (provider) =>
    expect(refusals(provider, SOUND, values)).toEqual([]),
  );

  it.each([
    ['a name with its dot', { ...values, 姓名: '阿卜杜热依木江·麦麦提吐尔逊江' }],
    ['35 characters in a variable', { ...values, 姓名: '某'.repeat(35) }],
    ['a short number', { ...values, 电话: '12345' }],
  ])('%s', (_, given) => expect(refusals('aliyun', SOUND, given)).toEqual([]));

  it('a whole address in the text', () =>
    expect(refusals('aliyun', '清单见 jz.example.gov.cn/q 查询码{查询码}', { 查询码: '48271936' })).toEqual([]));
});

describe('signature', () => {
  it.each([
    ['民', '签名要2到12个字'],
    ['某'.repeat(13), '签名要2到12个字'],
    ['甘肃 民政', '签名只能用汉字、字母和数字,不能有符号和空格'],
    ['12345', '签名不能都是数字'],
  ])('%s', (signature, reason) => expect(refusals('tencent', SOUND, values, signature)).toEqual([reason]));

  it.each(['民政', '某'.repeat(12)])('%s is taken', (signature) =>
    expect(refusals('tencent', SOUND, values, signature)).toEqual([]),
  );
});

describe('contacts', () => {
  it.each(['13800138000', '138-0013-8000', '+86 138 0013 8000'])('the mobile %s', (mobile) => {
    const reason = '有手机号:政务通知的联系电话只能是座机、400或95开头的号码';
    expect(refusals('sns', `有事请打${mobile}`)).toEqual([reason]);
    expect(refusals('mas', '有事请打{电话}', { 电话: mobile })).toContain(reason);
  });

  it('two are taken, three are not', () => {
    expect(refusals('aliyun', '请打{电话}或12345', values)).toEqual([]);
    expect(refusals('aliyun', '请打{电话}、400-123-4567或12345', values)).toEqual(['联系电话最多2个']);
  });

  it('takes no amount, code or number of a warning for a phone', () =>
    expect(refusals('aliyun', '{编号}:12000.00元,12345元,查询码48271936', { 编号: 'W2611-01234567' })).toEqual([]));

  it.each(['拒收请回复R', '退订回T', '回复TD退订'])('%s in a notice of the government', (text) =>
    expect(refusals('mas', `您好。${text}`)).toEqual(['政务通知不能写“拒收请回复R”一类退订的话']),
  );
});

describe('addresses', () => {
  it.each([
    ['a short link', '详情 t.cn/A6xyz', {}, ['不能用短链接,要写已备案的完整网址']],
    ['an address that ends in a variable', '看 jz.gov.cn/s/{码}', { 码: 'x' }, ['网址里不能有变量,要整个写在正文里']],
    ['an address in a variable', '手机看:{网}', { 网: 'jz.example.gov.cn/q' }, ['变量“网”的内容里不能有网址']],
    ['https in a variable', '手机看:{网}', { 网: 'https://example' }, ['变量“网”的内容里不能有网址']],
  ])('%s', (_, text, given, reasons) => expect(refusals('tencent', text, given)).toEqual(reasons));
});

describe('variables', () => {
  it.each([
    ['adjacent', '您好{单位}{日期}到您家', ['两个变量不能挨着,中间要有文字']],
    ['adjacent but for a blank', '您好{单位} {日期}到您家', ['两个变量不能挨着,中间要有文字']],
    ['nothing else', '{单位},{日期}', ['不能只有变量没有文字']],
  ])('%s', (_, text, reasons) => {
    expect(refusals('aliyun', text, { 单位: '马营镇民政办', 日期: '1月6日' })).toEqual(reasons);
    expect(refusals('tencent', text, { 单位: '马营镇民政办', 日期: '1月6日' })).toEqual(reasons);
    expect(refusals('mas', text, { 单位: '马营镇民政办', 日期: '1月6日' })).toEqual([]);
  });

  it('one that stands twice', () => {
    expect(refusals('aliyun', '{姓名}您好,{姓名}家', values)).toEqual(['变量“姓名”用了两次,同一个变量只能出现一次']);
    expect(refusals('tencent', '{姓名}您好,{姓名}家', values)).toEqual([]);
  });

  it('36 characters at Aliyun; at Tencent as many as its console says', () => {
    const long = { ...values, 姓名: '某'.repeat(36) };
    expect(refusals('aliyun', SOUND, long)).toEqual(['变量“姓名”的内容最长有36个字,这家平台最多35个']);
    expect(refusals('tencent', SOUND, long)).toEqual([]);
    const draft = { signature: '甘肃民政', text: SOUND, values };
    expect(vendorRefusals(draft, 'tencent', { tencentVariable: 12 })).toEqual([]);
    expect(vendorRefusals(draft, 'tencent', { tencentVariable: 11 })).toEqual([
      '变量“电话”的内容最长有12个字,这家平台最多11个',
    ]);
  });
});

describe('symbols and words', () => {
  it.each([
    ['aliyun', '您好「王」', ['正文里有不能用的符号“「”', '正文里有不能用的符号“」”']],
    ['aliyun', '• 您好 ★', ['正文里有不能用的符号“•”', '正文里有不能用的符号“★”']],
    ['tencent', '您好★', ['正文里有不能用的符号“★”']],
    ['tencent', '您好😀', ['正文里有不能用的符号“😀”']],
    ['aliyun', '请来调解', ['正文里有不能用的“调解”一词']],
    ['aliyun', '职业培训下周开班', ['正文里有不能用的“职业培训”一词']],
    ['tencent', '医疗救助已批准', ['正文里有不能用的“医疗”一词']],
    ['aliyun', '医疗救助已批准', []],
    ['tencent', '请填问卷调查', ['正文里有不能用的“问卷调查”一词']],
    ['sns', '【您好】', ['正文里不能有【】,会和签名混淆']],
    ['aliyun', '[您好', ['正文开头和结尾不能用[ ]']],
  ] as const)('%s: %s', (provider, text, reasons) => expect(refusals(provider, text)).toEqual(reasons));

  it('in a value too', () =>
    expect(refusals('tencent', '您家的{事项}已批准', { 事项: '医疗救助' })).toEqual([
      '变量“事项”的内容里有不能用的“医疗”一词',
    ]));
});

it('500 characters with the signature, not one more', () => {
  expect(refusals('aliyun', '低'.repeat(494))).toEqual([]);
  expect(refusals('aliyun', '低'.repeat(495))).toEqual(['连签名一共501个字,最多500个']);
  expect(refusals('tencent', '低'.repeat(495))).toEqual(['连签名一共501个字,最多500个']);
});
