import type { SNSClient } from '@aws-sdk/client-sns';
import type { Profile } from '../../../domain/profile.ts';
import type { SmsProviderName } from '../../../domain/sms-profile.ts';
import { approvedTemplate } from '../../../domain/sms-templates.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SecretReader } from '../../shared/secrets.ts';
import type { SmsProvider } from '../../shared/sms.ts';
import { aliyunKey, aliyunProvider } from './aliyun.ts';
import { credentialsOf } from './credentials.ts';
import { masKey, masProvider } from './mas.ts';
import { snsProvider } from './sns.ts';
import { tencentKey, tencentProvider } from './tencent.ts';

export interface NamedProvider {
  readonly name: SmsProviderName;
  readonly provider: SmsProvider;
}

export interface ProviderParts {
  profile: Pick<Profile, 'sms' | 'notices' | 'texts'>;
  /** By provider, e.g. `aliyun`. */
  secrets: SecretReader;
  sns: SNSClient;
  clock: Clock;
}

/**
 * The providers that send this stage's messages, the preferred one first. Throws where the rules do not say what one of them needs,
 * which `checkProfile` refuses at synth.
 */
export const providersOf = (names: readonly SmsProviderName[], parts: ProviderParts): readonly NamedProvider[] =>
  names.map((name) => ({ name, provider: providerOf(name, parts) }));

function providerOf(name: SmsProviderName, { profile, secrets, sns, clock }: ProviderParts): SmsProvider {
  const { sms, notices } = profile;
  switch (name) {
    case 'sns':
      return snsProvider(sns);
    case 'aliyun': {
      const { endpoint, hash } = configured(name, sms.aliyun);
      return aliyunProvider({
        origin: `https://${endpoint}`,
        hash,
        signature: notices.signature,
        templateOf: (key) => approvedTemplate(profile, name, key),
        credentials: credentialsOf(() => secrets.read(name), aliyunKey),
        clock,
      });
    }
    case 'tencent': {
      const { endpoint, region, sdkAppId } = configured(name, sms.tencent);
      return tencentProvider({
        origin: `https://${endpoint}`,
        region,
        sdkAppId,
        signature: notices.signature,
        templateOf: (key) => approvedTemplate(profile, name, key),
        credentials: credentialsOf(() => secrets.read(name), tencentKey),
        clock,
      });
    }
    case 'mas':
      return masProvider({
        ...configured(name, sms.mas),
        credentials: credentialsOf(() => secrets.read(name), masKey),
      });
  }
}

function configured<T>(name: SmsProviderName, block: T | undefined): T {
  if (block === undefined) throw new Error(`the rules have no block sms.${name}`);
  return block;
}
