import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { tableNames, tables } from '../../functions/shared/dynamo/tables.ts';
import { functionNames } from '../../lib/function-specs.ts';
import { synthesize } from './synthesized.ts';

const aws = synthesize();
const china = synthesize({ partition: 'aws-cn' });
const partitions = [
  { name: 'aws', hub: aws },
  { name: 'aws-cn', hub: china },
] as const;

/** Types that stand in the service lists of cn-north-1 and cn-northwest-1. */
const IN_CHINA = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::SecretsManager::Secret',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
];

describe.each(partitions)('the stack in $name', ({ hub }) => {
  test('keeps every table, encrypted, recoverable and protected from deletion', () => {
    const found = hub.all('AWS::DynamoDB::Table');
    expect(found).toHaveLength(tableNames.length);
    for (const { Properties, DeletionPolicy, UpdateReplacePolicy } of found) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
  });

  test('keeps both keys and turns them every year', () => {
    const keys = hub.all('AWS::KMS::Key');
    expect(keys).toHaveLength(2);
    for (const { Properties, DeletionPolicy } of keys) {
      expect(Properties['EnableKeyRotation']).toBe(true);
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  test('gives every queue dead letters, or an alarm where it holds what failed, and keeps those longest', () => {
    const queues = hub.all('AWS::SQS::Queue');
    const alarmed = JSON.stringify(hub.all('AWS::CloudWatch::Alarm'));
    for (const { id, Properties } of queues) {
      expect(alarmed).toContain(`"${id}","QueueName"`);
      const fourteenDays = 1_209_600;
      if (Properties['RedrivePolicy'] === undefined) expect(Properties['MessageRetentionPeriod']).toBe(fourteenDays);
      else expect(Properties['MessageRetentionPeriod']).toBeLessThan(fourteenDays);
    }
  });

  test('hides a message from other readers for six times the timeout of its reader', () => {
    const read = hub.all('AWS::SQS::Queue').filter(({ Properties }) => Properties['RedrivePolicy'] !== undefined);
    expect(read.map(({ Properties }) => Properties['VisibilityTimeout'])).toEqual([6 * 60, 6 * 20, 6 * 600]);
  });

  test('reports partial failures from every source, halves failing batches and sets the rest aside', () => {
    const sources = hub.all('AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
    expect(sources).toHaveLength(6);
    for (const source of sources) expect(source['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    const streams = sources.filter((source) => source['StartingPosition'] !== undefined);
    expect(streams).toHaveLength(3);
    for (const stream of streams) {
      expect(stream).toMatchObject({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 10 });
      expect(stream['DestinationConfig']).toHaveProperty('OnFailure.Destination');
    }
  });

  test('says in a Chinese sentence what each alarm means for people', () => {
    const sentences = hub.all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmDescription']);
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Script=Han}[^A-Za-z]{14,}。$/u);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('runs every function on Node 24 with a role and a log of its own', () => {
    const functions = hub.all('AWS::Lambda::Function').map(({ Properties }) => Properties);
    expect(functions).toHaveLength(functionNames.length);
    for (const found of functions) expect(found['Runtime']).toBe('nodejs24.x');
    expect(new Set(functions.map((found) => JSON.stringify(found['Role']))).size).toBe(functions.length);
    expect(new Set(functions.map((found) => JSON.stringify(found['LoggingConfig']))).size).toBe(functions.length);
    for (const { Properties } of hub.all('AWS::Logs::LogGroup')) {
      expect(Properties).toMatchObject({ RetentionInDays: 180, KmsKeyId: expect.anything() });
    }
  });

  test('allows no action by wildcard, and any resource only where the action knows none', () => {
    for (const name of functionNames) {
      for (const { Action, Resource } of hub.statementsOf(name)) {
        expect(Action.join()).not.toContain('*');
        if (JSON.stringify(Resource ?? []).includes('"*"')) expect(Action).toEqual(['dynamodb:ListStreams']);
      }
    }
  });

  test('lets no function read a whole table', () => {
    expect(hub.mentions('dynamodb:Scan') || hub.mentions('dynamodb:PartiQL')).toBe(false);
  });

  test('uses only types of resource that AWS China has, and no door beside the API', () => {
    expect(hub.types().filter((type) => !IN_CHINA.includes(type))).toEqual([]);
    expect(hub.mentions('"TracingConfig"')).toBe(false);
  });

  test('tells the command line every address it needs', () => {
    expect(Object.keys(hub.outputs)).toEqual(
      expect.arrayContaining([
        ...tableNames.map((name) => `${name}Table`),
        ...['ApiUrl', 'DataKey', 'FilesBucket', 'WarningsTopic', 'ParkingQueue', 'SmsQueue', 'SmsDeadLetterQueue'],
        ...['ReceiptsQueue', 'ReceiptsDeadLetterQueue', 'ImportsQueue', 'ImportsDeadLetterQueue'],
        ...['AssessFailuresQueue', 'PublishFailuresQueue', 'DispatchFailuresQueue', 'ScheduleFailuresQueue'],
      ]),
    );
  });

  test('logs of a request the pattern of its route, never path, query, address or browser', () => {
    const [stage] = hub.all('AWS::ApiGatewayV2::Stage');
    const format = JSON.stringify(stage?.Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|identity|rawQuery|integration\.requestId|authorizer)/);
    expect(stage?.Properties['DefaultRouteSettings']).toMatchObject({ ThrottlingRateLimit: 200 });
  });

  test.each([
    { route: 'POST /v1/events', target: 'receive-events' },
    { route: 'PUT /v1/uploads/{id}/columns', target: 'uploads' },
    { route: 'GET /v1/departments/me/totals', target: 'uploads' },
    { route: 'GET /upload/{file}', target: 'upload-page' },
    { route: 'GET /v1/statements/{id}', target: 'show-statement' },
    { route: 'GET /s/{token}', target: 'statement-page' },
    { route: '$default', target: 'api' },
  ])('sends $route to $target', ({ route, target }) => {
    const integration = hub.all('AWS::ApiGatewayV2::Route').find(({ Properties }) => Properties['RouteKey'] === route);
    const reference = JSON.stringify(integration?.Properties['Target']);
    const uri = hub.all('AWS::ApiGatewayV2::Integration').find(({ id }) => reference.includes(`"${id}"`));
    expect(JSON.stringify(uri?.Properties)).toContain(`"${hub.functionOf(target).id}"`);
  });
});

test('may be invoked by the default route, whose address has one part less than that of others', () => {
  const { id } = aws.functionOf('api');
  const allowed = aws
    .all('AWS::Lambda::Permission')
    .filter(({ Properties }) => JSON.stringify(Properties).includes(id));
  expect(allowed.map(({ Properties }) => JSON.stringify(Properties['SourceArn']))).toEqual([
    expect.stringMatching(/"\/\*\/\*"\]\]\}$/),
  ]);
});

describe('AWS China', () => {
  test('has no literal ARN of the other partition', () => {
    expect(china.mentions('arn:aws:')).toBe(false);
    expect(china.mentions('"arn:",{"Ref":"AWS::Partition"}')).toBe(true);
  });

  test('never sends SMS through SNS, and may not', () => {
    expect(china.functionOf('assess').variables['SMS_PROVIDERS']).toBe('aliyun,tencent,mas');
    expect(JSON.stringify(china.statementsOf('send-sms'))).not.toContain('sns:Publish');
    expect(aws.functionOf('assess').variables['SMS_PROVIDERS']).toBe('sns,aliyun,tencent,mas');
  });

  test('encrypts logs for the log service under its Chinese name', () => {
    expect(china.mentions('["logs.cn-north-1.",{"Ref":"AWS::URLSuffix"}]')).toBe(true);
  });
});

describe.each(partitions)('the credentials of SMS providers in $name', ({ hub }) => {
  test('have an encrypted secret each, empty until somebody fills it; SNS needs none', () => {
    const secrets = hub.all('AWS::SecretsManager::Secret').map(({ Properties }) => Properties);
    expect(secrets.map((secret) => secret['Name'])).toEqual(
      ['aliyun', 'tencent', 'mas'].map((provider) => `jiuzhu-gansu-dev/sms/${provider}`),
    );
    for (const secret of secrets) {
      expect(secret['KmsKeyId']).toBeDefined();
      expect(Object.keys(secret)).not.toContain('SecretString');
    }
  });

  test('are read by the function that sends, and by no other', () => {
    const ids = hub.all('AWS::SecretsManager::Secret').map(({ id }) => ({ Ref: id }));
    for (const name of functionNames) {
      const reads = hub.statementsOf(name).filter(({ Action }) => Action.join().includes('secretsmanager:'));
      expect(reads.map(({ Action, Resource }) => ({ Action, Resource }))).toEqual(
        name === 'send-sms' ? [{ Action: ['secretsmanager:GetSecretValue'], Resource: ids }] : [],
      );
    }
    expect(hub.functionOf('send-sms').variables['SMS_SECRETS']).toBe('jiuzhu-gansu-dev/sms');
  });
});

test('a stage may send by other providers than its province names, or by none', () => {
  const chosen = (smsProviders: string) => synthesize({ smsProviders }).functionOf('assess').variables['SMS_PROVIDERS'];
  expect(chosen('sns')).toBe('sns');
  expect(chosen('none')).toBe('none');
});

test('files are read by one function five at a time, each alone, with room for a whole one on its disk', () => {
  const { id } = aws.functionOf('import-file');
  const reader = aws.all('AWS::Lambda::Function').find((found) => found.id === id);
  expect(reader?.Properties).toMatchObject({ Timeout: 600, MemorySize: 1769, EphemeralStorage: { Size: 4096 } });
  const sources = aws
    .all('AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => JSON.stringify(Properties['FunctionName']).includes(id));
  expect(sources.map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } }),
  ]);
  const senders = functionNames.filter((name) => 'IMPORTS_QUEUE' in aws.functionOf(name).variables);
  expect(senders).toEqual(['uploads', 'import-file']);
  expect(JSON.stringify(aws.all('AWS::Events::Rule'))).toContain('cron(0,5,10,15,20,25,30,35,40,45,50,55 * * * ? *)');
});

test('SMS may go to phones and to no topic', () => {
  const publish = aws.statementsOf('send-sms').filter(({ Action }) => Action.includes('sns:Publish'));
  expect(publish.map(({ Resource }) => Resource)).toEqual([undefined]);
  expect(JSON.stringify(publish[0]?.NotResource)).toMatch(/:sns:\*:\*:\*/);
});

test('a function that opens sealed rows writes to Access nothing but data keys', () => {
  const access = aws.functionOf('send-sms').variables['ACCESS_TABLE'];
  const writes = aws
    .statementsOf('send-sms')
    .filter((found) => found.Action.includes('dynamodb:PutItem') && found.Condition !== undefined);
  expect(access).toBeDefined();
  expect(writes.map(({ Condition }) => Condition)).toEqual([
    expect.objectContaining({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['DATAKEY#*'] } }),
  ]);
});

test.each(functionNames)('%s is told the variables that it reads, and no others', (name) => {
  const file = path.join(import.meta.dirname, '..', '..', 'functions', name, 'env.ts');
  const read = readFileSync(file, 'utf8').match(/\b[A-Z]+(_[A-Z]+)*(?=:)/g) ?? [];
  // Its folder is set by Lambda itself, another address of a service by whoever runs it; its name is for the log alone.
  const byLambda = ['LAMBDA_TASK_ROOT'];
  const told = Object.keys(aws.functionOf(name).variables).filter((variable) => !variable.startsWith('POWERTOOLS_'));
  expect(told.sort()).toEqual(read.filter((variable) => !byLambda.includes(variable)).sort());
});

test('a finding of the checks that nobody explained fails the synth', () => {
  const app = new App({ analyticsReporting: false });
  new Queue(new Stack(app, 'Unexplained'), 'WithoutDeadLetters');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow();
});

test('tables are named to functions by the variable of their definition', () => {
  const { variables } = aws.functionOf('assess');
  for (const name of ['Ledger', 'People', 'Signals', 'Warnings', 'Notices', 'Counters', 'Access'] as const) {
    expect(variables).toHaveProperty(tables[name].variable);
  }
});
