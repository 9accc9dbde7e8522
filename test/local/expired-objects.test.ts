import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveResource } from '../../local/deployment.ts';
import { removeExpired } from '../../local/expired-objects.ts';

const DAY = 86_400_000;
const KEYS = ['corrected/u-1', 'incoming/u-1/0001', 'incoming/u-1/0002', 'kept/大 额:1'];

const bucketWith = (...Rules: Record<string, unknown>[]): LiveResource => ({
  logicalId: 'Files',
  type: 'AWS::S3::Bucket',
  identity: { ref: 'files', attributes: {} },
  properties: Rules.length > 0 ? { LifecycleConfiguration: { Rules } } : {},
});
const all = bucketWith({ Status: 'Enabled', ExpirationInDays: 30 });

/** The emulator on its folder, as long as the work takes. */
async function running<T>(storage: string, work: (client: S3Client) => Promise<T>): Promise<T> {
  const emulator = await startFauxqs({ port: 0, logger: false, s3StorageDir: storage });
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${emulator.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    forcePathStyle: true,
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
    await emulator.stop();
  }
}

const put = (client: S3Client, Key: string) =>
  client.send(new PutObjectCommand({ Bucket: 'files', Key, Body: `of ${Key}` }));
const keysIn = async (client: S3Client) =>
  ((await client.send(new ListObjectsV2Command({ Bucket: 'files' }))).Contents ?? []).map(({ Key }) => Key);

describe('objects on one machine', () => {
  let storage: string;
  const written = { from: 0, to: 0 };

  beforeAll(async () => {
    storage = mkdtempSync(path.join(tmpdir(), 'jiuzhu-expired-'));
    written.from = Date.now();
    await running(storage, async (client) => {
      await client.send(new CreateBucketCommand({ Bucket: 'files' }));
      for (const key of KEYS) await put(client, key);
    });
    written.to = Date.now();
  });
  afterAll(() => rmSync(storage, { recursive: true }));

  test.each<[string, LiveResource]>([
    ['of a bucket without rules', bucketWith()],
    ['by a rule that is switched off', bucketWith({ Status: 'Disabled', ExpirationInDays: 1 })],
    ['by a rule for something else', bucketWith({ Status: 'Enabled', AbortIncompleteMultipartUpload: {} })],
    ['by a rule for other keys', bucketWith({ Status: 'Enabled', ExpirationInDays: 1, Prefix: 'other/' })],
    ['of another bucket', { ...all, identity: { ref: 'others', attributes: {} } }],
  ])('stay, %s', (_, bucket) => {
    expect(removeExpired(storage, [bucket], written.to + 400 * DAY)).toBe(0);
  });

  test('stay for the days that the bucket says, whatever else lies there', () => {
    const strange = path.join(storage, 'buckets', 'files', 'objects', 'strange.meta.json');
    writeFileSync(strange, '{"half":');
    expect(removeExpired(storage, [all], written.from + 30 * DAY - 1)).toBe(0);
    expect(existsSync(strange)).toBe(true);
    rmSync(strange);
  });

  test('go after them, below their prefix, and the emulator goes on with the rest', async () => {
    const prefix = bucketWith({ Status: 'Enabled', ExpirationInDays: 30, Prefix: 'incoming/' });
    expect(removeExpired(storage, [prefix], written.to + 30 * DAY)).toBe(2);
    expect(removeExpired(storage, [prefix], written.to + 30 * DAY)).toBe(0);
    await running(storage, async (client) => {
      expect(await keysIn(client)).toEqual(['corrected/u-1', 'kept/大 额:1']);
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'corrected/u-1' }));
      expect(await Body?.transformToString()).toBe('of corrected/u-1');
      await put(client, 'incoming/u-1/0001');
      expect(await keysIn(client)).toContain('incoming/u-1/0001');
    });
    const later = Date.now() + 30 * DAY;
    expect(removeExpired(storage, [all], later)).toBe(3);
    expect(readdirSync(path.join(storage, 'buckets', 'files', 'objects'))).toEqual([]);
    await running(storage, async (client) => expect(await keysIn(client)).toEqual([]));
  });

  test('whose removing was cut after the content are removed the next time', async () => {
    await running(storage, (client) => put(client, 'corrected/u-2'));
    const objects = path.join(storage, 'buckets', 'files', 'objects');
    rmSync(path.join(objects, 'corrected', 'u-2.data'));
    expect(removeExpired(storage, [all], Date.now() + 30 * DAY)).toBe(1);
    expect(existsSync(path.join(objects, 'corrected'))).toBe(false);
  });

  test('are none in a new folder', () => {
    const fresh = path.join(storage, 'fresh');
    mkdirSync(fresh);
    expect(removeExpired(fresh, [all], Date.now())).toBe(0);
  });
});
