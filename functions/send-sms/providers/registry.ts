import type { SNSClient } from '@aws-sdk/client-sns';
import type { SmsProviderName } from '../../../domain/sms-profile.ts';
import type { SmsProvider } from '../../shared/sms.ts';
import { snsProvider } from './sns.ts';

export interface NamedProvider {
  readonly name: SmsProviderName;
  readonly provider: SmsProvider;
}

export interface ProviderParts {
  sns: SNSClient;
}

/** The providers that send this stage's messages, the preferred one first. */
export const providersOf = (names: readonly SmsProviderName[], parts: ProviderParts): readonly NamedProvider[] =>
  names.map((name) => ({ name, provider: providerOf(name, parts) }));

function providerOf(name: SmsProviderName, { sns }: ProviderParts): SmsProvider {
  switch (name) {
    case 'sns':
      return snsProvider(sns);
    default:
      throw new Error(`no provider ${name}`);
  }
}
