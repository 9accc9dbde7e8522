import { Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { FileAccess, FileFolder, TableAccess } from './function-specs.ts';
import type { HubBucket } from './hub-bucket.ts';
import type { HubTable } from './hub-table.ts';

/** No Scan and no PartiQL: nothing in the hub reads a whole table. Transactions are covered by the single actions. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;
const WRITE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
] as const;
const STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'] as const;
const ACTIONS: Readonly<Record<TableAccess, readonly string[]>> = {
  read: READ,
  write: WRITE,
  readwrite: [...READ, ...WRITE],
};

/** What is written piece by piece and breaks off is taken away again. */
const FILE_ACTIONS: Readonly<Record<FileAccess, readonly string[]>> = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  remove: ['s3:DeleteObject'],
};

/** DynamoDB uses the caller's right to the key. Spelled out: CDK's own grants are `kms:ReEncrypt*` and `kms:GenerateDataKey*`. */
const KEY_OF_STORES = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const KEY_OF_SEALING = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Lets a function use a table and tells it the table's name: the one is never there without the other. */
export function bindTable(target: lambda.Function, table: HubTable, access: TableAccess): void {
  allow(target, ACTIONS[access], [table.tableArn, ...table.indexArns]);
  table.encryptionKey?.grant(target, ...KEY_OF_STORES);
  target.addEnvironment(table.variable, table.tableName);
}

/** Lets a function write rows of the table whose partition begins with one of `prefixes`, and no others. */
export function bindRows(target: lambda.Function, table: HubTable, prefixes: readonly string[]): void {
  allow(target, ['dynamodb:PutItem'], [table.tableArn], {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  });
}

/**
 * Tells a function the bucket's name and lets it do so much in each folder of it. Whoever may do anything may list the whole bucket: only
 * so does S3 tell a missing object from a forbidden one, and keys say nothing of anybody.
 */
export function bindBucket(
  target: lambda.Function,
  bucket: HubBucket,
  folders: Partial<Record<FileFolder, readonly FileAccess[]>>,
): void {
  target.addEnvironment(bucket.variable, bucket.bucketName);
  for (const [folder, access] of Object.entries(folders)) {
    const objects = `${folder}/*`;
    allow(
      target,
      access.flatMap((one) => FILE_ACTIONS[one]),
      [bucket.arnForObjects(objects)],
    );
    Validations.of(target.role ?? target).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket.logicalId}.Arn>/${objects}]`,
      reason: 'Each upload has objects of its own below this folder; no name of them is known when the stack is made.',
    });
  }
  allow(target, ['s3:ListBucket'], [bucket.bucketArn]);
  bucket.encryptionKey?.grant(target, ...KEY_OF_SEALING);
}

/** Lets a function read a table's stream. */
export function bindStream(target: lambda.Function, table: HubTable): void {
  allow(target, STREAM, [table.streamArn]);
  allow(target, ['dynamodb:ListStreams'], ['*']);
  table.encryptionKey?.grant(target, 'kms:Decrypt');
  if (!target.role) return;
  Validations.of(target.role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'dynamodb:ListStreams, which reading a stream needs, cannot be limited to a resource; it lists names only.',
  });
}

/** Lets a function wrap and unwrap data keys, and tells it by which key. */
export function bindSealing(target: lambda.Function, key: kms.IKey): void {
  key.grant(target, ...KEY_OF_SEALING);
  target.addEnvironment('DATA_KEY', key.keyId);
}

/** Lets a function send to a queue, and tells it the queue's address under `variable`. */
export function bindQueue(target: lambda.Function, queue: sqs.IQueue, variable: string): void {
  allow(target, ['sqs:SendMessage'], [queue.queueArn]);
  target.addEnvironment(variable, queue.queueUrl);
}

/** Lets a function publish to a sealed topic, and tells it the topic's name under `variable`. */
export function bindTopic(target: lambda.Function, topic: sns.ITopic, key: kms.IKey, variable: string): void {
  allow(target, ['sns:Publish'], [topic.topicArn]);
  key.grant(target, ...KEY_OF_SEALING);
  target.addEnvironment(variable, topic.topicArn);
}

/** Lets a function read these secrets and no others. */
export function bindSecrets(target: lambda.Function, arns: readonly string[], key: kms.IKey): void {
  if (arns.length === 0) return;
  allow(target, ['secretsmanager:GetSecretValue'], arns);
  key.grant(target, 'kms:Decrypt');
}

/** Lets a function send SMS to any phone, but publish to no topic. A phone number has no ARN to allow. */
export function bindPhones(target: lambda.Function): void {
  const { stack } = target;
  const topics = stack.formatArn({ service: 'sns', region: '*', account: '*', resource: '*' });
  target.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], notResources: [topics] }));
}

function allow(
  target: lambda.Function,
  actions: readonly string[],
  resources: readonly string[],
  conditions?: iam.Conditions,
): void {
  target.addToRolePolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }),
  );
}
