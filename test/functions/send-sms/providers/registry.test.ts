import { SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { smsSchema } from '../../../../domain/sms-profile.ts';
import { providersOf } from '../../../../functions/send-sms/providers/registry.ts';
import { compileProvince } from '../../../../lib/province.ts';

const { profile } = compileProvince('jiangxi').province;
const parts = { profile, secrets: { read: async () => undefined }, sns: new SNSClient(), clock: { now: () => 0 } };

it('gives the providers in the order of preference, and says which of them can be asked', () => {
  const found = providersOf(['tencent', 'aliyun', 'sns'], parts);
  expect(found.map(({ name, provider }) => [name, provider.find !== undefined])).toEqual([
    ['tencent', true],
    ['aliyun', true],
    ['sns', false],
  ]);
  expect(providersOf([], parts)).toEqual([]);
});

it('has no provider of which the rules say nothing', () => {
  const sms = smsSchema.parse(undefined);
  expect(() => providersOf(['mas'], { ...parts, profile: { ...profile, sms } })).toThrow('sms.mas');
});
