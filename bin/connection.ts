import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import * as z from 'zod';
import { type SmsProviderName, smsProviderList } from '../domain/sms-profile.ts';
import { awsSecrets } from '../functions/shared/aws-secrets.ts';
import type { TableName } from '../functions/shared/dynamo/tables.ts';
import type { Secrets } from '../functions/shared/secrets.ts';
import { CliError } from './cli-error.ts';
import { readChecked } from './private-json.ts';
import { readRun } from './run-file.ts';

export interface ConnectionOptions {
  data?: string;
  stack?: string;
  region?: string;
}

/** A hub, here or in the cloud, as the command line reaches it. */
export interface Connection {
  /** Address of its HTTP API, without a trailing slash. */
  url: string;
  province: string;
  /** Who sends this hub's text messages; empty where none are sent. */
  smsProviders: readonly SmsProviderName[];
  /** Credentials of those, by their names. */
  secrets: Secrets;
  /** The hub's data folder; undefined in the cloud. */
  data?: string;
  dataKey: string;
  dynamodb: DynamoDBClient;
  kms: KMSClient;
  sqs: SQSClient;
  table(name: TableName): string;
  /** URL of a queue by the name of its output, without `Queue`. */
  queue(name: string): string;
  queueNames: readonly string[];
  /** Epoch ms by the hub's clock. */
  now(): number;
}

const hubFile = z.looseObject({
  pid: z.int(),
  url: z.string(),
  region: z.string(),
  endpoints: z.looseObject({ dynamodb: z.string(), sqs: z.string(), kms: z.string(), secretsManager: z.string() }),
  outputs: z.record(z.string(), z.string()),
});

/** Adds the options that say which hub is meant. */
export const connected = (command: Command): Command =>
  command
    .option('--data <folder>', '本机 hub 的数据文件夹(默认:环境变量 JIUZHU_DATA,或最近启动的一个)')
    .option('--stack <name>', '云上的堆栈名,例如 jiuzhu-gansu-prod')
    .option('--region <name>', '云上的区域,例如 cn-north-1');

/** Throws `CliError` where no hub is found. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  return options.stack === undefined ? localConnection(options) : cloudConnection(options.stack, options.region);
}

/** The data folder meant: the one named, else that of the hub started last. Undefined where none is running. */
export function dataFolder({ data }: ConnectionOptions): string | undefined {
  const named = data ?? process.env['JIUZHU_DATA'];
  if (named !== undefined) return named;
  const running = globSync('.hub/*/hub.json').filter((file) => isRunning(readChecked(file, hubFile)?.pid));
  const [newest] = running.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return newest === undefined ? undefined : path.dirname(newest);
}

function localConnection(options: ConnectionOptions): Connection {
  const data = dataFolder(options);
  const file = data && path.join(data, 'hub.json');
  const found = file && existsSync(file) ? readChecked(file, hubFile) : undefined;
  if (!data || !found || !isRunning(found.pid))
    throw new CliError(
      `没有找到正在运行的 hub${data ? `(${data})` : ''};请先启动:npm start -- --province gansu,云上的请写 --stack`,
    );
  const { url, region, endpoints, outputs } = found;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const kms = new KMSClient({ region, credentials, endpoint: endpoints.kms });
  return {
    ...connectionTo(
      url,
      outputs,
      kms,
      new SecretsManagerClient({ region, credentials, endpoint: endpoints.secretsManager }),
    ),
    province: readRun(data)?.province ?? 'gansu',
    data,
    dynamodb: new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ region, credentials, endpoint: endpoints.sqs }),
    // Read each time: the demo drives the clock while commands run.
    now: () => Date.now() + (readRun(data)?.offsetMs ?? 0),
  };
}

function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function cloudConnection(stack: string, region: string | undefined): Promise<Connection> {
  const place = region === undefined ? {} : { region };
  const province = /^jiuzhu-(.+)-[a-z0-9]+$/.exec(stack)?.[1];
  if (!province) throw new CliError(`堆栈名应当像 jiuzhu-gansu-prod 这样,不是 ${stack}`, 2);
  const found = await new CloudFormationClient(place)
    .send(new DescribeStacksCommand({ StackName: stack }))
    .catch((cause: unknown) => {
      throw new CliError(`查不到堆栈 ${stack}:请核对名字、--region 和本机的 AWS 凭证`, 1, { cause });
    });
  const outputs = Object.fromEntries(
    (found.Stacks?.[0]?.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
      OutputKey !== undefined && OutputValue !== undefined ? [[OutputKey, OutputValue]] : [],
    ),
  );
  return {
    ...connectionTo(outputs['ApiUrl'] ?? '', outputs, new KMSClient(place), new SecretsManagerClient(place)),
    province,
    dynamodb: new DynamoDBClient(place),
    sqs: new SQSClient(place),
    now: () => Date.now(),
  };
}

/** What both have in common. */
function connectionTo(
  url: string,
  outputs: Readonly<Record<string, string>>,
  kms: KMSClient,
  secrets: SecretsManagerClient,
) {
  const output = (name: string) => {
    const value = outputs[name];
    if (value === undefined) throw new CliError(`堆栈没有输出 ${name}`);
    return value;
  };
  return {
    url: url.replace(/\/$/, ''),
    dataKey: output('DataKey'),
    kms,
    secrets: awsSecrets(secrets, output('SmsSecrets')),
    smsProviders: smsProviderList.parse(output('SmsProviders')),
    table: (name: TableName) => output(`${name}Table`),
    queue: (name: string) => output(`${name}Queue`),
    queueNames: Object.keys(outputs).flatMap((name) => /^(.+)Queue$/.exec(name)?.[1] ?? []),
  };
}
