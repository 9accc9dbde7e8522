import { expect, it } from 'vitest';
import { masMac } from '../../../../functions/send-sms/providers/mas-mac.ts';

it('a submission to 云MAS carries the mac of the published example (云MAS HTTP接口规范, 普通短信提交)', () => {
  const submission = {
    ecName: '政企分公司测试',
    apId: 'demo0',
    mobiles: '13800138000',
    content: '移动改变生活。',
    sign: 'DWItALe3A',
    addSerial: '',
  };
  expect(masMac(submission, '123qwe')).toBe('7997ddb079db2155b517b21b2a812370');
});
