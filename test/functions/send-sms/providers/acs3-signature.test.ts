import { describe, expect, it } from 'vitest';
import { signAcs } from '../../../../functions/send-sms/providers/acs3-signature.ts';

const key = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
const nonce = '3156853299f313e23d1673dc12e1703d';

describe('a call of Alibaba Cloud is signed as the vendor says', () => {
  it('in its published example (help.aliyun.com, V3版本请求体&签名机制, 固定参数示例)', () => {
    const { query, headers } = signAcs(
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        at: Date.parse('2023-10-26T10:22:32Z'),
        nonce,
        query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      },
      key,
      'sha256',
    );
    expect(query).toBe('ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai');
    expect(headers).toMatchObject({
      authorization:
        'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
      'x-acs-date': '2023-10-26T10:22:32Z',
    });
  });

  // Made by the vendor's own SDK (aliyun/darabonba-openapi, ts/src/utils.ts, getAuthorization, commit 8b916ca).
  it.each([
    ['sha256', 'a0bb84d96072ab7f7f4e7fc40b4d2ce7269e3657812f4dd9312c38c7eeb9c37a'],
    ['sm3', '767e4d09d3c571736653e04e4cb794a0b87930c8268b5de475621f3ed8ae17aa'],
  ] as const)('with Chinese and reserved characters, by %s', (hash, signature) => {
    const { query, headers } = signAcs(
      {
        host: 'dysmsapi.aliyuncs.com',
        action: 'SendSms',
        version: '2017-05-25',
        at: Date.parse('2026-11-25T02:00:00.999Z'),
        nonce,
        query: {
          PhoneNumbers: '13800138000',
          SignName: '甘肃民政',
          TemplateCode: 'SMS_154950909',
          TemplateParam: JSON.stringify({ name: "王 秀英*~!'()" }),
          OutId: 'p-1/n-1',
        },
      },
      key,
      hash,
    );
    expect(headers['authorization']).toContain(`Signature=${signature}`);
    expect(query).toContain('%20%E7%A7%80%E8%8B%B1%2A~%21%27%28%29');
  });
});
