import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalHub, startLocal } from '../../local/hub.ts';
import { synthFixture } from './fixture/app.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const clientFor = (endpoint: string) => ({ endpoint, region: 'us-east-1', credentials });

let assembly: string;
let data: string;
let hub: LocalHub;

beforeAll(async () => {
  assembly = synthFixture();
  data = mkdtempSync(path.join(tmpdir(), 'local-hub-'));
  hub = await startLocal({ assembly, data, port: 0 });
});

afterAll(async () => {
  await hub.stop();
  rmSync(data, { recursive: true });
  rmSync(path.dirname(assembly), { recursive: true });
});

const store = async (url: string, id: string, kind = 'wanted'): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/items`, { method: 'POST', headers, body: JSON.stringify({ id, kind }) })).status;
};

/** How often each item arrived at the end. */
async function settled(): Promise<Record<string, number>> {
  const dynamodb = new DynamoDBClient(clientFor(hub.endpoints.dynamodb));
  const TableName = Object.values(hub.tables).find((name) => name.startsWith('Settled'));
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Object.fromEntries(Items.map((item) => [item['id']?.S ?? '', Number(item['times']?.N)]));
}

async function bodiesIn(queue: string): Promise<string[]> {
  const sqs = new SQSClient(clientFor(hub.endpoints.sqs));
  const QueueUrl = Object.entries(hub.queues).find(([id]) => id.startsWith(queue))?.[1];
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body = '' }) => Body);
}

describe('the HTTP API', () => {
  it('hands a Chinese path and query to the handler, decoded and raw', async () => {
    const response = await fetch(`${hub.url}/echo/%E5%BC%A0%E4%B8%89?who=%E6%9D%8E`);
    expect(await response.json()).toMatchObject({
      rawPath: '/echo/张三',
      rawQueryString: 'who=%E6%9D%8E',
      routeKey: 'GET /echo/{name}',
      pathParameters: { name: '张三' },
    });
  });

  it('hands a body of an unknown type over as base64', async () => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const response = await fetch(`${hub.url}/files/a/b`, { method: 'PUT', headers, body: '{"名":1}' });
    expect(await response.json()).toMatchObject({
      isBase64Encoded: true,
      body: Buffer.from('{"名":1}').toString('base64'),
    });
  });

  it.each([
    ['/nowhere', 404, '{"message":"Not Found"}'],
    ['/files/%E5%BC', 400, '{"message":"Bad Request"}'],
    ['/files/throw', 500, '{"message":"Internal Server Error"}'],
    ['/files/exit', 500, '{"message":"Internal Server Error"}'],
    ['/files/hang', 500, '{"message":"Internal Server Error"}'],
    ['/files/plain', 200, 'as it is'],
  ])('answers %s with %i', async (target, status, body) => {
    const response = await fetch(`${hub.url}${target}`);
    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it('refuses a body above 10 MB', async () => {
    const body = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await fetch(`${hub.url}/files/large`, { method: 'POST', body })).status).toBe(413);
  });

  it('gives back bytes and every cookie', async () => {
    const response = await fetch(`${hub.url}/files/cookies`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 1, 255]));
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });
});

describe('what the hub answers itself', () => {
  it('binds the encryption context of a data key', async () => {
    const kms = new KMSClient(clientFor(hub.endpoints.kms));
    const KeyId = hub.outputs['KeyArn'];
    const sealed = await kms.send(
      new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: { month: '11' } }),
    );
    const { CiphertextBlob } = sealed;
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { month: '11' } }));
    expect(opened.Plaintext).toEqual(sealed.Plaintext);
    await expect(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { month: '12' } }))).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidCiphertextException' }),
    );
  });

  it('puts a message to a phone in the outbox, which only its owner can read', async () => {
    const sns = new SNSClient(clientFor(hub.endpoints.sns));
    const MessageAttributes = { reference: { DataType: 'String', StringValue: 'n-1' } };
    const { MessageId } = await sns.send(
      new PublishCommand({ PhoneNumber: '+8613900000000', Message: '您好', MessageAttributes }),
    );
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    const line: unknown = JSON.parse(readFileSync(hub.outbox, 'utf8'));
    expect(line).toMatchObject({ phoneNumber: '+8613900000000', message: '您好', attributes: { reference: 'n-1' } });
    expect(statSync(hub.outbox).mode & 0o777).toBe(0o600);
  });

  it('hands a message to a topic on to the queue that subscribed', async () => {
    const sns = new SNSClient(clientFor(hub.endpoints.sns));
    await sns.send(new PublishCommand({ TopicArn: hub.outputs['TopicArn'], Message: 'by topic' }));
    await hub.drained();
    expect(await settled()).toMatchObject({ 'by topic': 1 });
  });
});

describe('schedules and the clock', () => {
  it('runs a scheduled function at the time the clock says', async () => {
    await hub.fire('tick');
    const tenDays = 10 * 24 * 3_600_000;
    await hub.setClock(tenDays);
    const now = Date.now() + tenDays;
    expect(await hub.fire('Daily')).toEqual({
      now: expect.closeTo(now, -4),
      today: new Date(now).toISOString().slice(0, 10),
      event: { task: 'tick' },
    });
    await hub.setClock(0);
  });

  it('refuses to run what has no schedule', async () => {
    await expect(hub.fire('echo')).rejects.toThrow('nothing called echo');
  });
});

describe('from a request through stream and queue', () => {
  it('brings each wanted item to the end once, and a failing one to the failure queue', async () => {
    for (const id of ['one', 'two', 'bad', 'three']) expect(await store(hub.url, id)).toBe(202);
    expect(await store(hub.url, 'unwanted', 'other')).toBe(202);
    await hub.drained();
    expect(await settled()).toMatchObject({ one: 1, two: 1, three: 1 });
    expect(await settled()).not.toHaveProperty('unwanted');
    const [notice = ''] = await bodiesIn('Failures');
    expect(JSON.parse(notice)).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
  });

  it('tries what fails in the queue as often as the redrive policy says, then sets it aside', async () => {
    await store(hub.url, 'never-1');
    await expect.poll(() => bodiesIn('DeadLetters'), { timeout: 15_000 }).toEqual(['never-1']);
    expect(await settled()).toMatchObject({ 'never-1': 2 });
  });

  it('reaches a paused function only after it is resumed', async () => {
    await hub.pause('relay');
    await store(hub.url, 'waiting');
    await hub.drained();
    expect(await settled()).not.toHaveProperty('waiting');
    hub.resume('relay');
    await hub.drained();
    expect(await settled()).toHaveProperty('waiting', 1);
  });

  it('loses nothing that was answered when it is killed, and repeats nothing after an orderly stop', async () => {
    await hub.stop();
    expect(existsSync(path.join(data, 'hub.json'))).toBe(false);
    const ids = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await killAfter(ids);
    hub = await startLocal({ assembly, data, port: 0 });
    await hub.drained();
    const arrived = await settled();
    expect(Object.keys(arrived)).toEqual(expect.arrayContaining(ids));
    expect(arrived).toMatchObject({ one: 1, two: 1, three: 1, waiting: 1 });
  });
});

/** Has another process run the hub, stores the items there and kills it as soon as the last one is answered. */
async function killAfter(ids: readonly string[]): Promise<void> {
  const child = fork(path.join(import.meta.dirname, 'fixture', 'killable-hub.ts'), [assembly, data]);
  const url = await new Promise<string>((resolve) => child.once('message', (message) => resolve(String(message))));
  const answers = await Promise.all(ids.map((id) => store(url, id)));
  child.kill('SIGKILL');
  expect(answers.every((status) => status === 202)).toBe(true);
}
