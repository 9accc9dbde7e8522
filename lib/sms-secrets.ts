import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { SmsProviderName } from '../domain/sms-profile.ts';

export interface SmsSecretsProps {
  readonly providers: readonly SmsProviderName[];
  /** Encrypts the secrets. */
  readonly key: kms.IKey;
}

/**
 * The credentials of each provider outside AWS, empty until `jiuzhu sms secret` fills them. A secret goes with its provider: what
 * the vendor's console issued, it can issue again, and a key that nobody uses should lie nowhere.
 */
export class SmsSecrets extends Construct {
  /** What the secrets' names begin with; a slash and the provider follow. */
  readonly prefix = `${Stack.of(this).stackName}/sms`;
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { providers, key }: SmsSecretsProps) {
    super(scope, id);
    this.arns = providers.filter((name) => name !== 'sns').map((name) => this.make(name, key));
  }

  private make(name: string, key: kms.IKey): string {
    const secret = new CfnSecret(this, name, {
      name: `${this.prefix}/${name}`,
      description: `Credentials of the text message provider ${name}`,
      kmsKeyId: key.keyArn,
    });
    secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Issued in the console of a vendor outside AWS, which no rotation can reach; docs/sms.md says how to change it.',
    });
    return secret.ref;
  }
}
