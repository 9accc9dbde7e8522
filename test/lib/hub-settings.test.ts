import { describe, expect, test } from 'vitest';
import { smsSchema } from '../../domain/sms-profile.ts';
import { readSettings, requireConfigured } from '../../lib/hub-settings.ts';

const read = (context: Readonly<Record<string, unknown>>) =>
  readSettings((name) => ({ province: 'gansu', stage: 'dev', ...context })[name]);

describe('settings of a deployment', () => {
  test('fit any account and region where none is named', () => {
    expect(read({})).toMatchObject({ province: 'gansu', stage: 'dev', china: false });
    expect(read({})).not.toHaveProperty('region');
  });

  test.each([
    { context: { partition: 'aws-cn' }, region: 'cn-north-1', china: true },
    { context: { partition: 'aws-cn', region: 'cn-northwest-1' }, region: 'cn-northwest-1', china: true },
    { context: { region: 'cn-northwest-1' }, region: 'cn-northwest-1', china: true },
    { context: { region: 'ap-southeast-1' }, region: 'ap-southeast-1', china: false },
  ])('$context is region $region', ({ context, region, china }) => {
    expect(read(context)).toMatchObject({ region, china });
  });

  test.each([
    { context: { partition: 'aws-us-gov' }, says: /partition/ },
    { context: { partition: 'aws-cn', region: 'eu-west-1' }, says: /eu-west-1/ },
    { context: { province: '../gansu' }, says: /province/ },
    { context: { stage: 'prod' }, says: /issuer/ },
    { context: { issuer: 'http://id.example.gov.cn' }, says: /issuer.*https/ },
    { context: { alarmEmail: 'nobody' }, says: /alarmEmail/ },
    { context: { smsProviders: 'sns,twilio' }, says: /smsProviders.*aliyun/ },
  ])('$context is refused by name', ({ context, says }) => {
    expect(() => read(context)).toThrow(says);
  });

  test('name who sends text messages, or nobody', () => {
    expect(read({})).not.toHaveProperty('smsProviders');
    expect(read({ smsProviders: 'none' }).smsProviders).toEqual([]);
    expect(read({ smsProviders: 'tencent,sns' }).smsProviders).toEqual(['tencent', 'sns']);
  });

  test('name no provider of which the rules do not say what calling it needs', () => {
    const sms = smsSchema.parse({ basis: 'illustrative', providers: ['tencent'], tencent: { sdkAppId: '1400006666' } });
    expect(() => requireConfigured(read({ smsProviders: 'tencent,sns' }), sms)).not.toThrow();
    expect(() => requireConfigured(read({ smsProviders: 'tencent,mas' }), sms)).toThrow(/sms\.mas/);
  });

  test('the key set is where the issuer publishes it, unless named', () => {
    const issuer = 'https://id.example.gov.cn/';
    expect(read({ stage: 'prod', issuer }).tokens.jwks).toBe('https://id.example.gov.cn/.well-known/jwks.json');
    expect(read({ issuer, jwks: 'https://id.example.gov.cn/keys' }).tokens.jwks).toBe('https://id.example.gov.cn/keys');
  });
});
