import { expect, it } from 'vitest';
import { signTc3 } from '../../../../functions/send-sms/providers/tc3-signature.ts';

it('a call of Tencent Cloud is signed as in the published example (cloud.tencent.com, 签名方法 v3), by the day in UTC', () => {
  const headers = signTc3(
    {
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'DescribeInstances',
      // Already 2019-02-26 in China.
      at: 1_551_113_065_000,
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    },
    { secretId: 'AKID********************************', secretKey: '********************************' },
  );
  expect(headers).toEqual({
    'content-type': 'application/json; charset=utf-8',
    'x-tc-action': 'DescribeInstances',
    'x-tc-timestamp': '1551113065',
    authorization:
      'TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  });
});
