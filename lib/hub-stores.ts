import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type TableName, tableNames } from '../functions/shared/dynamo/tables.ts';
import { HubBucket } from './hub-bucket.ts';
import { HubTable } from './hub-table.ts';

/** What outlives every deployment: the keys, the tables and the files. Nothing here is ever deleted by CloudFormation. */
export class HubStores extends Construct {
  /** Encrypts tables, files, topics and logs at rest. */
  readonly storeKey: kms.Key;
  /**
   * Wraps the keys that seal personal data. A key apart, so that whoever may read a table (an administrator in the
   * console, a restored copy) does not thereby read anybody's name.
   */
  readonly dataKey: kms.Key;
  /** What departments upload, and what they get back. */
  readonly files: HubBucket;
  private readonly tables: ReadonlyMap<TableName, HubTable>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.storeKey = retainedKey(this, 'StoreKey', 'encrypts tables, files, topics and logs at rest');
    this.dataKey = retainedKey(this, 'DataKey', 'wraps the keys that seal personal data');
    allowServices(this.storeKey);
    this.tables = new Map(tableNames.map((name) => [name, new HubTable(this, name, { name, key: this.storeKey })]));
    this.files = new HubBucket(this, 'Files', { key: this.storeKey });
  }

  table(name: TableName): HubTable {
    const table = this.tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  }
}

const retainedKey = (scope: Construct, id: string, purpose: string) =>
  new kms.Key(scope, id, {
    description: `${Stack.of(scope).stackName}: ${purpose}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });

/** Logs are encrypted by the log service itself, and alarms publish to a sealed topic. */
function allowServices(key: kms.Key): void {
  const { region, urlSuffix, account } = Stack.of(key);
  const logs = new iam.ServicePrincipal(`logs.${region}.${urlSuffix}`);
  const groups = Stack.of(key).formatArn({ service: 'logs', resource: '*' });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [logs],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
    }),
  );
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
}
