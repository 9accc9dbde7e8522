import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { SmsProviderName } from '../domain/sms-profile.ts';
import { tableNames } from '../functions/shared/dynamo/tables.ts';
import type { Beside } from './function-code.ts';
import type { FunctionName } from './function-specs.ts';
import { HubApi } from './hub-api.ts';
import { HubFunctions } from './hub-functions.ts';
import type { HubSettings } from './hub-settings.ts';
import { HubStores } from './hub-stores.ts';
import { HubWays } from './hub-ways.ts';
import { routes } from './routes.ts';
import { SmsSecrets } from './sms-secrets.ts';

export interface HubStackProps {
  readonly settings: HubSettings;
  /** The compiled province as it lies beside every bundle. */
  readonly provinceJson: string;
  /** Who sends the province's SMS, as its profile says, the preferred one first. */
  readonly smsProviders: readonly SmsProviderName[];
  /** What else lies beside a bundle, e.g. the fonts of the statement. */
  readonly files?: Partial<Record<FunctionName, Readonly<Record<string, Beside>>>>;
}

/** The whole hub of one province and stage. */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, props: HubStackProps) {
    const { settings } = props;
    super(scope, id, {
      description: `jiuzhu-hub: ${settings.province}, ${settings.stage}`,
      terminationProtection: settings.stage !== 'dev',
      ...(settings.region !== undefined && { env: { region: settings.region } }),
    });
    const stores = new HubStores(this, 'Stores');
    const alarms = this.alarmTopic(stores, settings.alarmEmail);
    const warnings = sealedTopic(this, 'Warnings', stores);
    const smsProviders = sendersOf(props);
    const smsSecrets = new SmsSecrets(this, 'SmsKeys', { providers: smsProviders, key: stores.storeKey });
    const files = props.files ?? {};
    const functions = new HubFunctions(this, 'Functions', { ...props, smsProviders, smsSecrets, files, stores });
    const ways = new HubWays(this, 'Ways', { functions, stores, warnings, alarms, smsProviders, smsSecrets });
    const targets = new Map(Object.entries(routes).map(([route, name]) => [route, functions.get(name)]));
    const { api } = new HubApi(this, 'Api', { routes: targets, key: stores.storeKey, alarms });
    const site = settings.site ?? api.apiEndpoint;
    stores.files.letPageUse(site);
    this.outputs({
      ApiUrl: site,
      WarningsTopic: warnings.topicArn,
      AlarmsTopic: alarms.topicArn,
      DataKey: stores.dataKey.keyId,
      FilesBucket: stores.files.bucketName,
      SmsProviders: smsProviders.join() || 'none',
      SmsSecrets: smsSecrets.prefix,
      ...Object.fromEntries(tableNames.map((name) => [`${name}Table`, stores.table(name).tableName])),
      ...Object.fromEntries(ways.queues().map(([name, queue]) => [`${name}Queue`, queue.queueUrl])),
    });
  }

  /** Shown at every synth; deploys all the same. `text` is for the person who deploys. */
  warn(text: string): void {
    Annotations.of(this).addWarningV2(`jiuzhu:${text}`, text);
  }

  private alarmTopic(stores: HubStores, email: string | undefined): sns.Topic {
    const topic = sealedTopic(this, 'Alarms', stores);
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }

  private outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}

/** SNS sends no SMS from the China regions: there notices become call-backs where a province names nobody else. */
function sendersOf({ settings, smsProviders: named }: HubStackProps): readonly SmsProviderName[] {
  const wanted = named.length === 0 ? [] : (settings.smsProviders ?? named);
  return wanted.filter((name) => !(settings.china && name === 'sns'));
}
const sealedTopic = (scope: Construct, id: string, stores: HubStores) =>
  new sns.Topic(scope, id, { masterKey: stores.storeKey, enforceSSL: true });
